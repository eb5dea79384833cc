"""Hubs: the building, the points around it, who leads, and how what people run themselves grows."""

from django.db import models
from django.db.models import F, Q


class Hub(models.Model):
    """
    A building in a locality where help is found; who leads may still be open.

    The decisions that chose it and its lead are told by their references.
    """

    class Lead(models.TextChoices):
        COUNCIL = "council", "the council"
        GROUP = "group", "a voluntary or community group"
        OPEN = "open", "not decided yet"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="hubs"
    )
    slug = models.SlugField(max_length=90)
    name = models.CharField(max_length=200)
    building = models.CharField(
        max_length=200, help_text="What it is: a library, a children's centre."
    )
    postcode = models.CharField(max_length=8, blank=True)
    locality = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="hubs")
    lead = models.CharField(max_length=10, choices=Lead)
    lead_organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="hubs_led"
    )
    site_decision = models.CharField(max_length=40, blank=True)
    lead_decision = models.CharField(max_length=40, blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True, help_text="The first day it is no hub.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "slug"], name="hub_has_its_own_address"),
            models.CheckConstraint(
                condition=~Q(lead="open") | Q(lead_organisation=None),
                name="hub_without_a_lead_names_none",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=F("opened_on")),
                name="hub_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"hub {self.slug}"


class OutreachPoint(models.Model):
    """A smaller point around a hub, for a time."""

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="points")
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day it is there no more.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hub", "name"], condition=Q(until_on=None), name="point_is_there_once"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="point_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"point {self.pk} of hub {self.hub_id}"


class HubStep(models.Model):
    """One thing at a hub that parents run, a space that is shared, a training held together."""

    class Kind(models.TextChoices):
        PARENTS = "parents", "run by parents or the community"
        SPACE = "space", "space shared with groups"
        WORKFORCE = "workforce", "training held together"

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    what = models.CharField(max_length=300)
    began_on = models.DateField()
    ended_on = models.DateField(null=True, help_text="The first day it goes on no more.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")),
                name="step_ends_after_it_began",
            )
        ]
        indexes = [models.Index(fields=["hub", "kind", "began_on"], name="steps_of_a_hub")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} at hub {self.hub_id}"
