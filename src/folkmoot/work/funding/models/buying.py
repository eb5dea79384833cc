"""What is kept of services that are due for renewal, and of the ways to give them that were weighed."""

from django.db import models
from django.db.models import Q


class Service(models.Model):
    """
    A service that a body gives or pays for now, and must renew by a day.

    Before anything is bought, the ways to give it are weighed: in house, or by others.
    """

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="bought_services"
    )
    title = models.CharField(max_length=200)
    body_name = models.CharField(max_length=200)
    directorate = models.CharField(max_length=120, blank=True)
    given_now = models.CharField(max_length=300, blank=True, help_text="How, and by whom.")
    renew_on = models.DateField(help_text="By when it is renewed or ends.")
    chosen = models.ForeignKey(
        "funding.DeliveryOption", on_delete=models.PROTECT, null=True, related_name="+"
    )
    chosen_because = models.TextField(blank=True)
    chosen_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "title", "body_name"], name="service_is_entered_once"
            ),
            models.CheckConstraint(
                condition=Q(chosen=None) | (~Q(chosen_because="") & Q(chosen_on__isnull=False)),
                name="chosen_way_has_its_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "renew_on", "id"], name="services_by_renewal_day")
        ]

    def __str__(self) -> str:
        return f"service {self.title}"


class DeliveryOption(models.Model):
    """One way to give a service, with what local people gain and what it costs."""

    class Way(models.TextChoices):
        HOUSE = "house", "by the body itself"
        COMMISSIONED = "commissioned", "by others, for pay"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="options")
    way = models.CharField(max_length=12, choices=Way)
    title = models.CharField(max_length=200)
    outcome = models.TextField(blank=True, help_text="What local people gain by it.")
    value = models.TextField(blank=True, help_text="What it gives for its price.")
    pence = models.BigIntegerField(null=True, help_text="What it costs in a year.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "title"], name="option_is_weighed_once"),
            models.CheckConstraint(
                condition=Q(pence=None) | Q(pence__gte=0), name="option_costs_nothing_or_more"
            ),
        ]

    def __str__(self) -> str:
        return f"option {self.title}"

    @property
    def is_weighed(self) -> bool:
        """Whether both are told: what local people gain, and what it gives for its price."""
        return bool(self.outcome.strip() and self.value.strip())
