"""What is kept of answering back: what people said, what was done with it, and what was learned."""

from django.db import models
from django.db.models import Q

from folkmoot.work.consultations.models.answering import Answer
from folkmoot.work.consultations.models.planning import Consultation


class Heading(models.Model):
    """What several answers in words are about, as an officer sees it."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="headings"
    )
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "name"], name="heading_is_named_once")
        ]

    def __str__(self) -> str:
        return f"heading {self.name}"


class Filed(models.Model):
    """An answer in words stands under a heading."""

    heading = models.ForeignKey(Heading, on_delete=models.CASCADE, related_name="filed")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="filed")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["heading", "answer"], name="answer_stands_once_under_a_heading"
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.answer_id} under {self.heading_id}"


class Point(models.Model):
    """You said, we did: one main point, and what was done with it or why not."""

    class Did(models.TextChoices):
        DID = "did", "we did it"
        PARTLY = "partly", "we did a part of it"
        DID_NOT = "did-not", "we did not do it"

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField()
    said = models.TextField(help_text="What people said.")
    heading = models.ForeignKey(Heading, on_delete=models.PROTECT, null=True, related_name="points")
    did = models.CharField(max_length=10, choices=Did, blank=True)
    because = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="point_has_its_number"),
            models.CheckConstraint(
                condition=Q(did="") | ~Q(because=""), name="answer_to_a_point_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"point {self.number} of {self.consultation_id}"


class FollowUp(models.Model):
    """How far what was promised under a point has come, after the decision and beyond."""

    class State(models.TextChoices):
        UNDER_WAY = "under-way", "under way"
        DONE = "done", "done"
        DROPPED = "dropped", "dropped"

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="follow_ups")
    state = models.CharField(max_length=10, choices=State)
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["point", "-at"], name="follow_ups_latest_first")]

    def __str__(self) -> str:
        return f"follow-up {self.pk} of {self.point_id}"


class MethodChange(models.Model):
    """What is done otherwise in asking for views, because of what was learned."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="method_changes"
    )
    learned_from = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, null=True, related_name="lessons"
    )
    change = models.TextField()
    because = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["assembly", "-made_at", "-id"], name="method_changes_latest_first")
        ]

    def __str__(self) -> str:
        return f"change of method {self.pk}"
