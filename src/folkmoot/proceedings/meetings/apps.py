from importlib import import_module

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "folkmoot.proceedings.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Begin to listen."""
        import_module("folkmoot.proceedings.meetings.listeners")
