from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "folkmoot.work.funding"
    label = "funding"
