"""What is kept of who was heard in a year, beside who is there, and what is done about each gap."""

from django.db import models
from django.db.models import Q


class FairnessCount(models.Model):
    """Who was heard in a year, as it was counted last. The page says when that was."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="fairness_counts"
    )
    year = models.PositiveSmallIntegerField()
    counted_at = models.DateTimeField()
    told = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "year"], name="year_is_counted_once")
        ]

    def __str__(self) -> str:
        return f"fairness of {self.assembly_id} in {self.year}"


class GapAction(models.Model):
    """What is done so that a kind of organisation is heard as it is there."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="gap_actions"
    )
    year = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=12)
    kind = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    words = models.TextField()
    owner = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "year", "way", "kind"], name="gap_has_one_action_a_year"
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(outcome=""), name="done_action_says_what_came_of_it"
            ),
        ]

    def __str__(self) -> str:
        return f"action on {self.way} {self.kind} in {self.year}"


class FairnessReport(models.Model):
    """The year's report on fairness as the board was given it."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="fairness_reports"
    )
    year = models.PositiveSmallIntegerField()
    words = models.TextField(help_text="What the board makes of it.")
    presented_on = models.DateField()
    told = models.JSONField(help_text="The count it rests on, as it was then.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "year"], name="year_is_reported_once")
        ]

    def __str__(self) -> str:
        return f"fairness report of {self.assembly_id} for {self.year}"
