"""What is kept of the sector itself: what organisations told of their people, and the yearly report."""

from django.db import models
from django.db.models import F, Q


class Workforce(models.Model):
    """
    How many people an organisation has in a year, as it told: paid staff, or volunteers.

    Of who they are, only counts are kept, and only of those who agreed to be counted.
    """

    class Group(models.TextChoices):
        STAFF = "staff", "paid staff"
        VOLUNTEERS = "volunteers", "volunteers"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="workforce"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="workforce"
    )
    year = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=10, choices=Group)
    people = models.PositiveIntegerField()
    vacancies = models.PositiveIntegerField(null=True, help_text="Unknown is blank, and not none.")
    hours_a_week = models.PositiveIntegerField(null=True, help_text="All of them together.")
    agreed = models.PositiveIntegerField(
        default=0, help_text="How many of them agreed to be counted by who they are."
    )
    kinds = models.JSONField(default=dict, help_text="Of those who agreed, how many of each kind.")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "year", "group", "organisation"],
                name="organisation_tells_of_a_group_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(agreed__lte=F("people")), name="no_more_agreed_than_there_are"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} of {self.organisation_id} in {self.year}"


class SectorReport(models.Model):
    """The state of the sector in a year, as it was counted and estimated last."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="sector_reports"
    )
    year = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    done = models.PositiveSmallIntegerField(default=0, help_text="Parts that are done.")
    parts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    failed_because = models.TextField(blank=True)
    told = models.JSONField(default=dict)
    words = models.TextField(blank=True, help_text="What is made of it.")
    published_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "year"], name="sector_is_reported_once_a_year"),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(finished_at__isnull=False),
                name="published_report_was_counted",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"sector of {self.assembly_id} in {self.year}"
