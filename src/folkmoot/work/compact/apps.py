from importlib import import_module

from django.apps import AppConfig


class CompactConfig(AppConfig):
    name = "folkmoot.work.compact"
    label = "compact"

    def ready(self) -> None:
        """Tell cases who may mediate."""
        import_module("folkmoot.work.compact.listeners")
