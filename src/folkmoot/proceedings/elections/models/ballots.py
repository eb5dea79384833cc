import uuid

from django.db import models
from django.db.models import F, Q

from folkmoot.proceedings.elections.models.nominations import Nomination


class Voter(models.Model):
    """One line of the roll: a member organisation that may vote, as it stood when frozen."""

    contest = models.ForeignKey("Contest", on_delete=models.PROTECT, related_name="roll")
    membership = models.ForeignKey(
        "membership.Membership", on_delete=models.PROTECT, related_name="rolls"
    )
    organisation_name = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "membership"], name="member_is_on_a_roll_once"
            )
        ]
        indexes = [models.Index(fields=["contest", "organisation_name", "id"], name="roll_by_name")]

    def __str__(self) -> str:
        return f"voter {self.pk} of contest {self.contest_id}"


class Round(models.Model):
    """One ballot of a contest: the first, or the run-off between those who tied."""

    contest = models.ForeignKey("Contest", on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    candidates: models.ManyToManyField[Nomination, models.Model] = models.ManyToManyField(
        Nomination, related_name="rounds"
    )
    gathered_at = models.DateTimeField(
        null=True, help_text="When the sealed ballots were counted and no more could come."
    )
    sealed_digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 over the sealed ballots, sorted."
    )
    opened_at = models.DateTimeField(null=True, help_text="When the last seal was taken off.")
    ballots_digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 over the opened ballots, sorted."
    )
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "number"], name="round_has_its_own_number_in_a_contest"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="ballot_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(gathered_at=None, sealed_digest="")
                | (Q(gathered_at__gte=F("closes_at")) & ~Q(sealed_digest="")),
                name="ballots_are_gathered_after_the_close",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, ballots_digest="")
                | (Q(opened_at__gte=F("gathered_at")) & ~Q(ballots_digest="")),
                name="ballots_are_opened_after_they_are_gathered",
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None) | Q(verified_at__gte=F("opened_at")),
                name="count_is_verified_after_ballots_are_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.number} of contest {self.contest_id}"


class Teller(models.Model):
    """
    One who holds a key to the ballots of a round.

    Only the public part is kept here. A ballot is sealed to every teller's key, one
    inside another in their order, so that it takes them all to open it.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="tellers")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="tellings")
    place = models.PositiveSmallIntegerField(help_text="1 seals first and opens last.")
    public_key = models.CharField(max_length=64, blank=True)
    took_key_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    left_digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 over what this teller left for the next."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="teller_serves_once_a_round"),
            models.UniqueConstraint(fields=["round", "place"], name="tellers_stand_in_one_order"),
            models.CheckConstraint(
                condition=Q(took_key_at=None, public_key="")
                | (Q(took_key_at__isnull=False) & ~Q(public_key="")),
                name="teller_with_a_key_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return f"teller {self.place} of round {self.round_id}"


class Mark(models.Model):
    """
    Whether a voter has voted in a round: made for all when the round is set up.

    It says nothing of when or how. `answer_digest` lets the same form sent twice be
    told from a second vote; it cannot be turned into the receipt that the ballot holds.
    Of later ballots that were refused only the number is kept: no time, and not what
    they said.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="marks")
    voter = models.ForeignKey(Voter, on_delete=models.PROTECT, related_name="marks")
    has_voted = models.BooleanField(default=False)
    answer_digest = models.CharField(max_length=64, blank=True)
    later_refused = models.PositiveIntegerField(
        default=0, help_text="Ballots sent after the first, while the ballot was open."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "voter"], name="voter_is_marked_once_a_round"),
            models.CheckConstraint(
                condition=Q(later_refused=0) | Q(has_voted=True),
                name="later_ballot_comes_after_a_first",
            ),
            models.CheckConstraint(
                condition=Q(has_voted=False, answer_digest="")
                | (Q(has_voted=True) & ~Q(answer_digest="")),
                name="mark_of_a_vote_has_its_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"mark {self.pk} in round {self.round_id}"


class SealedBallot(models.Model):
    """A ballot that nobody can read until the tellers have opened it: no voter, no time, no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sealed_ballots")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"sealed ballot in round {self.round_id}"


class Ballot(models.Model):
    """An opened ballot, as it is published: what it says, and the receipt its voter has."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="ballots")
    receipt = models.CharField(max_length=32)
    choice = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, null=True, related_name="ballots"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "receipt"], name="receipt_is_given_once"),
        ]
        indexes = [models.Index(fields=["round", "choice"], name="ballots_for_a_candidate")]

    def __str__(self) -> str:
        return f"ballot {self.receipt} in round {self.round_id}"
