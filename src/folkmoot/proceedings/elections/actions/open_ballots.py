import secrets
from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions.open_contest import require_going_on
from folkmoot.proceedings.elections.actions.sealing import (
    BLANK,
    digest_of_sealed,
    public_part,
    read_ballot,
    unseal,
)
from folkmoot.proceedings.elections.events import (
    BallotsGathered,
    BallotsOpened,
    SealTakenOff,
    VoteAcknowledged,
)
from folkmoot.proceedings.elections.models import Ballot, Contest, Mark, Round, SealedBallot
from folkmoot.proceedings.elections.permits import require_teller
from folkmoot.proceedings.elections.queries import (
    book_of,
    day_of,
    numbered,
    office_name,
    open_tellers,
    people_acting_for_any,
    round_document,
)
from folkmoot.rules.elections.ballots import ballot_is_in_time
from folkmoot.rules.findings import Refusal


@transaction.atomic
def take_off_seal(*, round: Round, private: bytes, by: Person, at: datetime) -> Round:
    """
    Take one teller's seal off every ballot of a round; the last one opens them.

    The ballots are written anew in an order made by chance, and what was there before
    is destroyed. The first teller to come also ends the ballot for good: its digest is
    recorded and those who voted are told, all in one go. Done twice, it is done once.

    :param private: the teller's private key.
    :raises Refusal: if `by` is not a teller or not the next, the ballot has not closed,
        the key is another one, or a ballot is not as it was sealed.
    """
    contest = require_going_on(round.contest)
    # no_key, because a vote that holds its mark refers to the round as it is sealed: with the
    # whole row held here, each would wait for the other.
    round = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    teller = require_teller(by, round)
    if teller.opened_at is not None:
        return round
    if at < round.closes_at:
        facts = {"closes_at": round.closes_at}
        raise Refusal("ballot-still-open", None, facts, from_when=round.closes_at)
    waiting = open_tellers(round)
    if waiting[0].pk != teller.pk:
        name = waiting[0].person.name
        raise Refusal("another-teller-first", None, {"teller": name}, by_whom=name)
    if not teller.public_key or public_part(private) != teller.public_key:
        raise Refusal("key-is-wrong", None, {"teller": by.name})

    if round.gathered_at is None:
        _gather(contest, round, by=by, at=at)
    sealed = list(round.sealed_ballots.order_by("pk"))
    contents = [unseal(bytes(ballot.content), private) for ballot in sealed]
    left = len(waiting) - 1
    if left:
        _seal_again(round, contents)
    else:
        _write_down(round, contents)
    teller.opened_at = at
    teller.save(update_fields=["opened_at"])
    event = SealTakenOff(
        contest=contest.reference, round=round.number, teller=by.reference, seals_left=left
    )
    record(event, assembly=contest.assembly.slug, by=by, at=at, acting="teller")
    if not left:
        _publish(contest, round, by=by, at=at)
    return round


def _gather(contest: Contest, round: Round, *, by: Person, at: datetime) -> None:
    """End the ballot: hold every mark, so that no vote is half given, and take the digest."""
    marks = list(
        Mark.objects.select_for_update(of=("self",))
        .filter(round=round)
        .select_related("voter__membership")
        .order_by("pk")
    )
    contents = [
        bytes(content) for content in round.sealed_ballots.values_list("content", flat=True)
    ]
    round.gathered_at, round.sealed_digest = at, digest_of_sealed(contents)
    round.save(update_fields=["gathered_at", "sealed_digest"])
    voted = sorted(
        (mark.voter for mark in marks if mark.has_voted),
        key=lambda voter: (voter.organisation_name, voter.pk),
    )
    clause = ballot_is_in_time(
        book_of(contest), opens_at=round.opens_at, closes_at=round.closes_at, at=at
    ).clause
    event = BallotsGathered(
        contest=contest.reference,
        round=round.number,
        ballots=len(contents),
        voted=len(voted),
        sealed_digest=round.sealed_digest,
    )
    record(event, assembly=contest.assembly.slug, by=by, at=at, under=clause)
    bodies = [voter.membership.organisation_id for voter in voted]
    people = people_acting_for_any(bodies, on=day_of(contest.assembly, at))
    for voter in voted:
        acknowledged = VoteAcknowledged(
            contest=contest.reference,
            office=office_name(contest.office),
            forum=contest.office.forum.name,
            organisation=voter.organisation_name,
            round=round.number,
        )
        body = people.get(voter.membership.organisation_id, [])
        tell(body, acknowledged, assembly=contest.assembly.slug, at=at)


def _seal_again(round: Round, contents: list[bytes | None]) -> None:
    whole = [content for content in contents if content is not None]
    _require_whole(len(whole), len(contents))
    secrets.SystemRandom().shuffle(whole)
    round.sealed_ballots.all().delete()
    SealedBallot.objects.bulk_create(
        [SealedBallot(round=round, content=content) for content in whole], batch_size=500
    )


def _write_down(round: Round, contents: list[bytes | None]) -> None:
    read = [None if one is None else read_ballot(one, round=round.pk) for one in contents]
    on_paper = {BLANK, *round.candidates.values_list("pk", flat=True)}
    whole = [one for one in read if one is not None and one[0] in on_paper]
    receipts = {receipt for _, receipt in whole}
    _require_whole(len(whole) if len(receipts) == len(whole) else len(receipts), len(contents))
    secrets.SystemRandom().shuffle(whole)
    round.sealed_ballots.all().delete()
    Ballot.objects.bulk_create(
        [
            Ballot(round=round, receipt=receipt, choice_id=None if choice == BLANK else choice)
            for choice, receipt in whole
        ],
        batch_size=500,
    )


def _require_whole(whole: int, ballots: int) -> None:
    if whole != ballots:
        facts = {"damaged": ballots - whole, "ballots": ballots}
        raise Refusal("ballots-damaged", None, facts)


def _publish(contest: Contest, round: Round, *, by: Person, at: datetime) -> None:
    told = round_document(round, numbered(contest))
    round.opened_at, round.ballots_digest = at, told["ballots_digest"]
    round.save(update_fields=["opened_at", "ballots_digest"])
    event = BallotsOpened(
        contest=contest.reference,
        round=round.number,
        ballots=len(told["ballots"]),
        sealed_digest=round.sealed_digest,
        ballots_digest=round.ballots_digest,
    )
    record(event, assembly=contest.assembly.slug, by=by, at=at)
