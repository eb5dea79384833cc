from importlib import import_module

from django.apps import AppConfig


class Forums(AppConfig):
    name = "folkmoot.body.forums"
    label = "forums"

    def ready(self) -> None:
        """Begin to listen."""
        import_module("folkmoot.body.forums.listeners")
