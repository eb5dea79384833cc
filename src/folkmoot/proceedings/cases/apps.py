from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "folkmoot.proceedings.cases"
    label = "cases"

    def ready(self) -> None:
        """Begin to listen."""
        import_module("folkmoot.proceedings.cases.listeners")
