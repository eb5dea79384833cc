from django.apps import AppConfig


class CompactConfig(AppConfig):
    name = "folkmoot.work.compact"
    label = "compact"
