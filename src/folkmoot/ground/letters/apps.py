from django.apps import AppConfig


class Letters(AppConfig):
    name = "folkmoot.ground.letters"
    label = "letters"
