from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    name = "folkmoot.scrutiny.priorities"
    label = "priorities"
