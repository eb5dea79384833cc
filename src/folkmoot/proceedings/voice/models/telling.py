"""What is kept of what was said at a board, what it answered, and what members were told."""

from django.db import models
from django.db.models import Q

from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.voice.models.asking import Call, View
from folkmoot.proceedings.voice.models.boards import Matter, Sitting


class Input(models.Model):
    """
    Something the sector said at a board, with the decision it concerned and what came of it.

    It may hold several positions; nobody is made to speak with one voice.
    """

    class Result(models.TextChoices):
        PENDING = "pending", "no answer yet"
        ADOPTED = "adopted", "adopted"
        PARTLY = "partly", "adopted in part"
        DECLINED = "declined", "declined"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="inputs"
    )
    reference = models.SlugField(max_length=40, help_text="For good: said-2026-14.")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="inputs")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="inputs")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="inputs")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, null=True, related_name="inputs")
    about = models.CharField(max_length=300, help_text="The decision it concerned.")
    words = models.TextField(help_text="What was said.")
    drawn_from = models.ManyToManyField(View, related_name="inputs", blank=True)
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reply_due_on = models.DateField(null=True, help_text="By when the board was asked to answer.")
    result = models.CharField(max_length=10, choices=Result, default=Result.PENDING)
    reply = models.TextField(
        blank=True, help_text="What changed, or why not, in the board's words."
    )
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reply_entered_for = models.CharField(
        max_length=200, blank=True, help_text="Whose answer it is, where another wrote it down."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="input_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=Q(result="pending", replied_at=None)
                | (~Q(result="pending") & Q(replied_at__isnull=False) & ~Q(reply="")),
                name="answered_input_has_the_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-logged_at", "-id"], name="inputs_latest_first"),
            models.Index(
                fields=["assembly", "reply_due_on"],
                condition=Q(result="pending"),
                name="inputs_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return f"input {self.reference}"


class Stand(models.Model):
    """One position within an input, and how many organisations hold it."""

    input = models.ForeignKey(Input, on_delete=models.CASCADE, related_name="stands")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=400)
    organisations = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["input", "position"], name="stand_has_its_place")
        ]

    def __str__(self) -> str:
        return f"stand {self.pk} of input {self.input_id}"


class Followed(models.Model):
    """Something that came of an input afterwards: the end of the thread, and beyond."""

    input = models.ForeignKey(Input, on_delete=models.CASCADE, related_name="followed")
    on = models.DateField()
    words = models.TextField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"followed {self.pk} of input {self.input_id}"


class Feedback(models.Model):
    """What a representative told members after a board: what was raised, decided, and comes next."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="feedback")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="feedback")
    raised = models.TextField()
    decided = models.TextField()
    next = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    sent_to = models.PositiveIntegerField(default=0, help_text="How many people it was sent to.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "holding"], name="holder_reports_once_on_a_sitting"
            )
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk} on sitting {self.sitting_id}"


class Chase(models.Model):
    """A representative was reminded of a report that is late."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="chases")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="chases")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"chase {self.pk} of holding {self.holding_id}"
