"""What is kept of asking members for their views, and of what they said."""

from django.db import models
from django.db.models import F, Q

from folkmoot.proceedings.seats.models import Holding, Seat
from folkmoot.proceedings.voice.models.boards import Sitting


class Call(models.Model):
    """A representative asks members what they think, or for evidence, before a board meets."""

    class Kind(models.TextChoices):
        VIEWS = "views", "views"
        EVIDENCE = "evidence", "evidence"

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="calls"
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="calls")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="calls")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, null=True, related_name="calls")
    position = models.ForeignKey(
        "decisions.Position", on_delete=models.PROTECT, null=True, related_name="calls",
        help_text="The collective position that evidence is asked for.",
    )  # fmt: skip
    reference = models.SlugField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.VIEWS)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True, help_text="What it is about, in Markdown.")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked = models.PositiveIntegerField(default=0, help_text="How many members it was sent to.")
    form_key = models.CharField(max_length=60, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "reference"], name="call_has_its_own_reference"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")),
                name="call_for_views_closes_after_it_opens",
            ),
        ]
        indexes = [
            models.Index(fields=["assembly", "-opened_at", "-id"], name="calls_latest_first"),
            models.Index(fields=["assembly", "closes_at"], name="calls_by_close"),
        ]

    def __str__(self) -> str:
        return f"call {self.reference}"


class Question(models.Model):
    """One of the few questions of a call."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="question_has_its_number")
        ]

    def __str__(self) -> str:
        return f"question {self.number} of call {self.call_id}"


class View(models.Model):
    """
    What one member said to a call: one at a time, the last counts.

    Its size, places and themes are kept as they were then, so that a brief stays true.
    """

    class Channel(models.TextChoices):
        WEB = "web", "on the web"
        LINK = "e-mail", "by the link in an e-mail"
        PHONE = "phone", "by phone"
        PAPER = "paper", "on paper"
        MEETING = "meeting", "in a meeting"

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="views")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="views_given"
    )
    size_band = models.CharField(max_length=10)
    places = models.JSONField(default=list, help_text="Codes of the places it works in.")
    themes = models.JSONField(default=list, help_text="Codes of its themes.")
    channel = models.CharField(max_length=10, choices=Channel)
    given_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="views_given",
        help_text="Blank where the link of an e-mail was used.",
    )  # fmt: skip
    entered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="The officer who wrote down what somebody said.",
    )  # fmt: skip
    said_by = models.CharField(max_length=200, blank=True, help_text="Who said it on the phone.")
    may_be_named = models.BooleanField(
        default=False, help_text="The board may be told whose view it is."
    )
    data = models.TextField(blank=True, help_text="Figures, and where they are from.")
    case_study = models.TextField(blank=True, help_text="With nobody in it who could be known.")
    given_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organisation"], name="member_answers_a_call_once"
            ),
            models.UniqueConstraint(fields=["receipt"], name="receipt_of_a_view_is_given_once"),
        ]

    def __str__(self) -> str:
        return f"view {self.pk} to call {self.call_id}"


class Answer(models.Model):
    """What a view says to one question."""

    view = models.ForeignKey(View, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["view", "question"], name="question_is_answered_once_in_a_view"
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.pk} of view {self.view_id}"


class Approach(models.Model):
    """A member went to a board directly on a matter that a representative has; it is told, not barred."""

    assembly = models.ForeignKey(
        "assemblies.Assembly", on_delete=models.PROTECT, related_name="approaches"
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="approaches")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="approaches"
    )
    matter = models.CharField(max_length=300)
    because = models.TextField(blank=True, help_text="Why it went itself.")
    on = models.DateField()
    told_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    answer = models.TextField(blank=True, help_text="What the representative said to it.")
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"approach {self.pk} in assembly {self.assembly_id}"


class Hand(models.Model):
    """A member offers a representative practical help: research, cover, drafting."""

    class Kind(models.TextChoices):
        RESEARCH = "research", "research"
        COVER = "cover", "cover at a meeting"
        DRAFTING = "drafting", "drafting"
        OTHER = "other", "something else"

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="hands")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="hands"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=400)
    offered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"hand {self.pk} for seat {self.seat_id}"
