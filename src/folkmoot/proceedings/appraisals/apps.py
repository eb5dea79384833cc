from importlib import import_module

from django.apps import AppConfig


class AppraisalsConfig(AppConfig):
    name = "folkmoot.proceedings.appraisals"
    label = "appraisals"

    def ready(self) -> None:
        """Begin to listen."""
        import_module("folkmoot.proceedings.appraisals.listeners")
