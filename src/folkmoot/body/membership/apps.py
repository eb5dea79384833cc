from importlib import import_module

from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "folkmoot.body.membership"
    label = "membership"

    def ready(self) -> None:
        """Begin to listen."""
        import_module("folkmoot.body.membership.listeners")
