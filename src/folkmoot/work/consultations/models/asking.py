"""What is asked: questions of seven kinds, and short statements to agree or disagree with."""

from django.db import models
from django.db.models import Q

from folkmoot.work.consultations.models.planning import Consultation


class Question(models.Model):
    """One thing that is asked. It stays as it is once the consultation is open."""

    class Kind(models.TextChoices):
        SCALE = "scale", "a scale of 1 to 5"
        CHOICE = "choice", "one of several"
        SEVERAL = "several", "as many of several as fit"
        RANKING = "ranking", "several put in order"
        NUMBER = "number", "a number"
        TEXT = "text", "in their own words"
        PLACE = "place", "a place"

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="questions"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=400)
    hint = models.CharField(max_length=400, blank=True)
    options = models.JSONField(default=list, help_text="What can be chosen, in order.")
    is_short = models.BooleanField(default=False, help_text="Whether the short form asks it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="question_has_its_number_in_a_consultation"
            )
        ]

    def __str__(self) -> str:
        return f"question {self.number} of {self.consultation_id}"


class Statement(models.Model):
    """A short sentence to agree with, disagree with, or pass on. Whoever answers may add some."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting to be looked at"
        SHOWN = "shown", "shown"
        REFUSED = "refused", "not shown"

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="statements"
    )
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    offered_by = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State)
    reason = models.TextField(blank=True, help_text="Why it is not shown.")
    offered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="statement_has_its_number"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""),
                name="statement_is_refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"statement {self.number} of {self.consultation_id}"
