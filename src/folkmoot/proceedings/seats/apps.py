from importlib import import_module

from django.apps import AppConfig


class SeatsConfig(AppConfig):
    name = "folkmoot.proceedings.seats"
    label = "seats"

    def ready(self) -> None:
        """Begin to listen."""
        import_module("folkmoot.proceedings.seats.listeners")
