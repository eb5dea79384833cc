from django.db import models
from django.db.models import Q


class Hours(models.Model):
    """Time that was given on a day. Without its volunteer it is a number and no more."""

    match = models.ForeignKey("volunteering.Match", on_delete=models.PROTECT, related_name="hours")
    on = models.DateField()
    minutes = models.PositiveIntegerField(help_text="Of one of them; times the people who came.")
    people = models.PositiveSmallIntegerField(default=1)
    words = models.CharField(max_length=300, blank=True)
    is_by_organisation = models.BooleanField(default=False)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="hours_are_more_than_none")
        ]
        indexes = [models.Index(fields=["match", "-on"], name="hours_latest_first")]

    def __str__(self) -> str:
        return f"hours {self.pk} of match {self.match_id}"


class Thanks(models.Model):
    """What an organisation thanks a volunteer for; theirs to keep and to show."""

    match = models.ForeignKey("volunteering.Match", on_delete=models.CASCADE, related_name="thanks")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["match", "-at"], name="thanks_latest_first")]

    def __str__(self) -> str:
        return f"thanks {self.pk} of match {self.match_id}"
