from django.apps import AppConfig


class TiesConfig(AppConfig):
    name = "folkmoot.scrutiny.ties"
    label = "ties"
