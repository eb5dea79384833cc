from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "folkmoot.work.plan"
    label = "plan"
