from importlib import import_module

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "folkmoot.proceedings.voice"
    label = "voice"

    def ready(self) -> None:
        """Begin to listen."""
        import_module("folkmoot.proceedings.voice.listeners")
