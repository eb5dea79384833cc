from importlib import import_module

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "folkmoot.scrutiny.reports"
    label = "reports"

    def ready(self) -> None:
        """Let the kinds of report be known."""
        for kind in ("compact", "aims", "oversight"):
            import_module(f"folkmoot.scrutiny.reports.queries.{kind}")
