"""What is kept of going out to groups: planned, made, and what came of it."""

from django.db import models
from django.db.models import Q


class Visit(models.Model):
    """One time that somebody goes to a group, or writes, or rings, to ask it in."""

    class Way(models.TextChoices):
        VISIT = "visit", "a visit"
        PHONE = "phone", "a telephone call"
        LETTER = "letter", "a letter"
        EMAIL = "email", "an e-mail"
        EVENT = "event", "an event of theirs or ours"
        OTHERS = "others", "somebody they know"

    class Outcome(models.TextChoices):
        PLANNED = "planned", "planned"
        NO_ANSWER = "no-answer", "no answer"
        TALKED = "talked", "talked, nothing agreed"
        ACCEPTED = "accepted", "accepted the invitation"
        LATER = "later", "asked to come again later"
        DECLINED = "declined", "declined"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.CASCADE, related_name="visits"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="visits"
    )
    way = models.CharField(max_length=10, choices=Way)
    invitation = models.CharField(max_length=300, help_text="What they are asked to.")
    planned_on = models.DateField()
    who_goes = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.PLANNED)
    made_on = models.DateField(null=True)
    words = models.TextField(blank=True, help_text="Officers only.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="planned", made_on=None)
                | (~Q(outcome="planned") & Q(made_on__isnull=False)),
                name="outcome_of_a_visit_has_its_day",
            )
        ]
        indexes = [
            models.Index(fields=["assembly", "-planned_on", "-id"], name="visits_latest_first"),
            models.Index(fields=["assembly", "outcome", "planned_on"], name="visits_by_outcome"),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk} to {self.organisation_id}"
