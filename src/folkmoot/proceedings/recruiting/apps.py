from django.apps import AppConfig


class RecruitingConfig(AppConfig):
    name = "folkmoot.proceedings.recruiting"
    label = "recruiting"
