from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "folkmoot.body.membership"
    label = "membership"
