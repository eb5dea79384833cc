from django.db import models
from django.db.models import Q

from folkmoot.work.emergency.models.emergencies import Emergency
from folkmoot.work.emergency.models.ready import Help


class CallOut(models.Model):
    """One call to local groups for some kinds of help in some places."""

    emergency = models.ForeignKey(Emergency, on_delete=models.CASCADE, related_name="calls")
    words = models.TextField()
    helps = models.JSONField(help_text="Kinds of help, by their word.")
    areas = models.ManyToManyField("places.Area", related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"call {self.pk} of {self.emergency_id}"


class Called(models.Model):
    """An organisation was asked by a call, and what it answered."""

    class Answer(models.TextChoices):
        WAITING = "waiting", "no answer yet"
        YES = "yes", "can help"
        PART = "part", "can help a little"
        NO = "no", "cannot help now"

    class Channel(models.TextChoices):
        LINK = "link", "by the link of the letter"
        WEB = "web", "on the site"
        MAIL = "mail", "by e-mail"
        PHONE = "phone", "by telephone"

    call = models.ForeignKey(CallOut, on_delete=models.CASCADE, related_name="called")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    key = models.CharField(max_length=16, unique=True, help_text="The secret of its link.")
    why = models.CharField(max_length=300)
    is_told = models.BooleanField(help_text="Whether a letter went; otherwise somebody rings.")
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.WAITING)
    words = models.TextField(blank=True)
    channel = models.CharField(max_length=6, choices=Channel, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organisation"], name="organisation_is_called_once_by_a_call"
            ),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_at=None)
                | (~Q(answer="waiting") & Q(answered_at__isnull=False)),
                name="answer_to_a_call_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} called by {self.call_id}"


class Need(models.Model):
    """Something that is needed somewhere: how much of it, how soon, and whether it was met."""

    emergency = models.ForeignKey(Emergency, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=10, choices=Help)
    words = models.TextField(help_text="Read by those who help alone; nobody is named in it.")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    people = models.PositiveIntegerField(null=True, help_text="How many people it is for.")
    is_urgent = models.BooleanField(default=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    told_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["emergency", "told_at"], name="emergency_needs")]

    def __str__(self) -> str:
        return f"need {self.pk} of {self.emergency_id}"


class Offer(models.Model):
    """What an organisation can give in an emergency."""

    emergency = models.ForeignKey(Emergency, on_delete=models.CASCADE, related_name="offers")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Help)
    words = models.TextField()
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["emergency", "organisation", "kind"],
                condition=Q(ended_at=None),
                name="help_of_a_kind_is_offered_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["emergency", "kind"], name="emergency_offers")]

    def __str__(self) -> str:
        return f"offer {self.pk} of {self.emergency_id}"


class Match(models.Model):
    """An offer that goes to a need, and how it ended."""

    class Outcome(models.TextChoices):
        GOING = "going", "on its way"
        MET = "met", "the need is met"
        FELL = "fell", "it fell through"

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="matches")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="matches")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=6, choices=Outcome, default=Outcome.GOING)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "offer"], name="offer_goes_to_a_need_once")
        ]

    def __str__(self) -> str:
        return f"offer {self.offer_id} to need {self.need_id}"
