from django.apps import AppConfig


class Places(AppConfig):
    name = "folkmoot.ground.places"
    label = "places"
