from importlib import import_module

from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "folkmoot.proceedings.elections"
    label = "elections"

    def ready(self) -> None:
        """Begin to listen."""
        import_module("folkmoot.proceedings.elections.listeners")
