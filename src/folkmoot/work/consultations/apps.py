from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "folkmoot.work.consultations"
    label = "consultations"
