from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "folkmoot.work.programmes"
    label = "programmes"
