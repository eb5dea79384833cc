from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "folkmoot.work.outreach"
    label = "outreach"
