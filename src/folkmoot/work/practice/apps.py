from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "folkmoot.work.practice"
    label = "practice"
