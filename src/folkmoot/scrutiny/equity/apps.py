from django.apps import AppConfig


class EquityConfig(AppConfig):
    name = "folkmoot.scrutiny.equity"
    label = "equity"
