from django.apps import AppConfig


class EmergencyConfig(AppConfig):
    name = "folkmoot.work.emergency"
    label = "emergency"
