from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    name = "folkmoot.work.volunteering"
    label = "volunteering"
