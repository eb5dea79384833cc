from importlib import import_module

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "folkmoot.scrutiny.insight"
    label = "insight"

    def ready(self) -> None:
        """Begin to listen."""
        import_module("folkmoot.scrutiny.insight.listeners")
