"""What is kept of a board's meetings: when, what was on the table, who came."""

from django.db import models
from django.db.models import F, Q

from folkmoot.proceedings.seats.models import Holding, OutsideBody, PartnerType


class Sitting(models.Model):
    """One meeting of an outside body, with when its papers came."""

    body = models.ForeignKey(OutsideBody, on_delete=models.PROTECT, related_name="sittings")
    on = models.DateField()
    starts_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    agenda_on = models.DateField(null=True, help_text="When its agenda was out; unknown is blank.")
    papers_on = models.DateField(null=True, help_text="When its papers were out.")
    papers_url = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "on"], name="body_sits_once_a_day"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | ~Q(cancelled_because=""),
                name="cancelled_sitting_says_why",
            ),
        ]
        indexes = [models.Index(fields=["on", "body"], name="sittings_by_day")]

    def __str__(self) -> str:
        return f"sitting of body {self.body_id} on {self.on}"


class Matter(models.Model):
    """Something on a board's table: whose it was, and what came of it."""

    class Outcome(models.TextChoices):
        PENDING = "pending", "not yet settled"
        ADOPTED = "adopted", "adopted"
        PARTLY = "partly", "adopted in part"
        NOTED = "noted", "noted"
        DECLINED = "declined", "declined"

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="matters")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    brought_by = models.CharField(max_length=12, choices=PartnerType)
    is_proposal = models.BooleanField(default=False)
    has_paper = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.PENDING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "position"], name="matter_has_its_place")
        ]

    def __str__(self) -> str:
        return f"matter {self.pk} of sitting {self.sitting_id}"


class Presence(models.Model):
    """Whether a seat's holder, or a deputy, was at a sitting: who says so, and what the other says."""

    class Status(models.TextChoices):
        PRESENT = "present", "was there"
        DEPUTY = "deputy", "a deputy was there"
        APOLOGY = "apology", "sent apologies"
        ABSENT = "absent", "was not there"

    class Confirmed(models.TextChoices):
        AGREED = "agreed", "the body agrees"
        DISPUTED = "disputed", "the body says otherwise"

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="presences")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="presences")
    status = models.CharField(max_length=10, choices=Status)
    deputy = models.ForeignKey(
        Holding, on_delete=models.PROTECT, null=True, related_name="deputised"
    )
    reported_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    confirmed = models.CharField(max_length=10, choices=Confirmed, blank=True)
    confirmed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    body_words = models.CharField(max_length=400, blank=True)
    reply = models.CharField(
        max_length=400, blank=True, help_text="The representative's answer, shown beside it."
    )
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "holding"], name="holder_is_marked_once_at_a_sitting"
            ),
            models.CheckConstraint(
                condition=Q(confirmed="", confirmed_at=None)
                | (~Q(confirmed="") & Q(confirmed_at__isnull=False)),
                name="confirmed_presence_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="deputy") | Q(deputy__isnull=False),
                name="deputy_who_came_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"presence {self.pk} at sitting {self.sitting_id}"


class Paper(models.Model):
    """A paper that the sector put to an outside body, and what became of it."""

    class Outcome(models.TextChoices):
        DISCUSSED = "discussed", "discussed"
        AGREED = "agreed", "agreed"
        DEFERRED = "deferred", "put off"
        DECLINED = "declined", "declined"

    body = models.ForeignKey(OutsideBody, on_delete=models.PROTECT, related_name="papers")
    reference = models.SlugField(max_length=40)
    title = models.CharField(max_length=300)
    summary = models.TextField()
    authors = models.ManyToManyField("organisations.Organisation", related_name="papers_put")
    submitted_on = models.DateField()
    submitted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, null=True, related_name="papers")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reasons = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "reference"], name="paper_has_its_reference"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on=None)
                | (~Q(outcome="") & ~Q(reasons="") & Q(decided_on__gte=F("submitted_on"))),
                name="outcome_of_a_paper_has_its_reasons",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "-submitted_on", "-id"], name="papers_latest_first")
        ]

    def __str__(self) -> str:
        return f"paper {self.reference}"
