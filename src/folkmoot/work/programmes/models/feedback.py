"""What was asked after a training, and what each said: ticks, as many as one likes, and words."""

from django.db import models
from django.db.models import Q


class Poll(models.Model):
    """
    One question with answers to tick, and one to write to, after a training.

    `reported_…` is where only counts reached us, and not what each said.
    """

    training = models.OneToOneField(
        "programmes.Training", on_delete=models.PROTECT, related_name="poll"
    )
    question = models.CharField(max_length=300)
    free_question = models.CharField(max_length=300, blank=True)
    closes_on = models.DateField()
    reported_respondents = models.PositiveIntegerField(null=True)
    reported_asked = models.PositiveIntegerField(null=True)
    reported_source = models.CharField(max_length=300, blank=True)
    words_are_missing = models.BooleanField(
        default=False, help_text="What people wrote was asked for and did not reach us."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_respondents=None)
                | Q(reported_asked=None)
                | Q(reported_respondents__lte=models.F("reported_asked")),
                name="respondents_are_among_those_asked",
            )
        ]

    def __str__(self) -> str:
        return f"poll of training {self.training_id}"


class Option(models.Model):
    """An answer to tick, its label as it was printed though it be cut short."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    is_cut = models.BooleanField(default=False, help_text="The label reached us cut short.")
    reported = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="option_has_its_number"),
            models.UniqueConstraint(fields=["poll", "label"], name="option_is_offered_once"),
        ]

    def __str__(self) -> str:
        return f"option {self.number} of poll {self.poll_id}"


class Reply(models.Model):
    """What one organisation said after a training."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="replies")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    ticked = models.ManyToManyField(Option, related_name="replies", blank=True)
    words = models.TextField(blank=True)
    may_be_shown = models.BooleanField(default=False)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "organisation"], name="organisation_replies_once"
            )
        ]

    def __str__(self) -> str:
        return f"reply {self.pk} to poll {self.poll_id}"
