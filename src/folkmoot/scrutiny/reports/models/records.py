"""What reports keep of their own: which aim a record serves, and who links the sector and its partners."""

from django.db import models
from django.db.models import F, Q


class Tag(models.Model):
    """That something in the records serves an aim, as an officer sees it."""

    class About(models.TextChoices):
        AIM = "aim", "an aim"
        GOAL = "goal", "the core goal, or other work"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="aim_tags"
    )
    about = models.CharField(max_length=5, choices=About)
    aim = models.CharField(max_length=200, help_text="As the document names it.")
    address = models.CharField(max_length=300, help_text="Within the assembly: meetings/north-3/.")
    what = models.CharField(max_length=40, help_text="What it is: a meeting, an award.")
    title = models.CharField(max_length=300)
    on = models.DateField(help_text="The day of what was done.")
    why = models.CharField(max_length=300, blank=True)
    tagged_at = models.DateTimeField()
    tagged_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "about", "aim", "address"],
                name="record_is_tagged_once_with_an_aim",
            )
        ]
        indexes = [
            models.Index(fields=["assembly", "about", "-on", "-id"], name="tags_latest_first")
        ]

    def __str__(self) -> str:
        return f"tag {self.pk} of {self.address}"


class Provider(models.Model):
    """An organisation that does the linking, as part of the Engagement Group, for a time."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="link_providers"
    )
    name = models.CharField(max_length=200)
    does = models.CharField(max_length=300, blank=True, help_text="What it brings.")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="The first day it no longer does.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "name"],
                condition=Q(until_on=None),
                name="provider_links_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="provider_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"provider {self.name}"
