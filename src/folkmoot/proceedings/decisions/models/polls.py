from django.db import models
from django.db.models import F, Q

from folkmoot.proceedings.decisions.models.motions import Motion


class Poll(models.Model):
    """
    The act of asking for votes on a motion, opened by whoever presides, and closed.

    The quorum is tested when it opens and again when it closes; `quorum` keeps what was
    found both times, in words. A vote that is secret is taken on paper: the tellers'
    count is kept, and who was given a paper, and nothing that joins the two.
    """

    class Way(models.TextChoices):
        HANDS = "hands", "show of hands, with names"
        ELECTRONIC = "electronic", "each on their own screen, with names"
        SECRET = "secret", "in secret, on paper, counted by two tellers"

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="polls")
    number = models.PositiveSmallIntegerField(
        help_text="From 1 within its motion; a poll that did not stand keeps its number."
    )
    way = models.CharField(max_length=10, choices=Way)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    presided_as = models.CharField(max_length=20, help_text="chair or vice-chair.")
    closes_at = models.DateTimeField(null=True, help_text="For a poll between meetings.")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    quorum = models.JSONField(default=dict)
    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)
    abstained = models.PositiveIntegerField(null=True)
    void_because = models.TextField(
        blank=True, help_text="Why it does not stand: what the quorum lacked at the close."
    )
    tellers = models.CharField(max_length=200, blank=True, help_text="Who counted the papers.")
    debated_again_at = models.DateTimeField(
        null=True, help_text="After a tie: when the matter had been talked over once more."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["motion", "number"], name="poll_has_its_number"),
            models.UniqueConstraint(
                fields=["motion"], condition=Q(closed_at=None), name="one_poll_on_a_motion_is_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, votes_for=None, votes_against=None, abstained=None)
                | Q(
                    closed_at__isnull=False,
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    abstained__isnull=False,
                ),
                name="closed_poll_has_its_count",
            ),
            models.CheckConstraint(
                condition=~Q(way="secret") | Q(closed_at=None) | ~Q(tellers=""),
                name="secret_count_names_its_tellers",
            ),
            models.CheckConstraint(
                condition=Q(void_because="") | Q(closed_at__isnull=False),
                name="only_a_closed_poll_does_not_stand",
            ),
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes_at__gt=F("opened_at")),
                name="poll_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"poll {self.number} on motion {self.motion_id}"


class Entitlement(models.Model):
    """A member entitled to vote in a poll: the roll, as it was when the poll opened."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="roll")
    membership = models.ForeignKey(
        "membership.Membership", on_delete=models.PROTECT, related_name="+"
    )
    organisation_name = models.CharField(max_length=400)
    has_voted = models.BooleanField(
        default=False, help_text="That it handed in a ballot or was given a paper; never what."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "membership"], name="member_is_on_the_roll_of_a_poll_once"
            )
        ]

    def __str__(self) -> str:
        return f"entitlement {self.pk} in poll {self.poll_id}"


class Ballot(models.Model):
    """What one member handed in, once, in a poll that names who voted how."""

    class Choice(models.TextChoices):
        FOR = "for", "for"
        AGAINST = "against", "against"
        ABSTAIN = "abstain", "abstains"

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="ballots")
    membership = models.ForeignKey(
        "membership.Membership", on_delete=models.PROTECT, related_name="ballots"
    )
    choice = models.CharField(max_length=10, choices=Choice)
    cast_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, default="web")
    receipt = models.CharField(max_length=20, unique=True)
    form_key = models.CharField(max_length=60, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "membership"], name="member_votes_once_in_a_poll"
            )
        ]

    def __str__(self) -> str:
        return f"ballot {self.pk} in poll {self.poll_id}"
