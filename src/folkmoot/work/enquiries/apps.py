from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "folkmoot.work.enquiries"
    label = "enquiries"
