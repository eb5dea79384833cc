from importlib import import_module

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "folkmoot.proceedings.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Begin to listen."""
        import_module("folkmoot.proceedings.decisions.listeners")
