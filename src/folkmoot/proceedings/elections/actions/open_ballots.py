import secrets
from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions.gather_ballots import gather_ballots
from folkmoot.proceedings.elections.actions.open_contest import require_going_on
from folkmoot.proceedings.elections.actions.sealing import (
    BLANK,
    digest_of_sealed,
    public_part,
    read_ballot,
    unseal,
)
from folkmoot.proceedings.elections.events import BallotsOpened, SealTakenOff
from folkmoot.proceedings.elections.models import Ballot, Contest, Round, SealedBallot
from folkmoot.proceedings.elections.permits import require_teller
from folkmoot.proceedings.elections.queries import (
    numbered,
    open_tellers,
    round_document,
    sealed_ballots,
)
from folkmoot.rules.findings import Refusal


@transaction.atomic
def take_off_seal(*, round: Round, private: bytes, by: Person, at: datetime) -> Round:
    """
    Take one teller's seal off every ballot of a round; the last one opens them.

    The ballots are written anew in an order made by chance, and what was there before
    is destroyed. They are gathered first, if nobody has gathered them yet. Done twice,
    it is done once.

    :param private: the teller's private key.
    :raises Refusal: if `by` is not a teller or not the next, the ballot has not closed,
        the key is another one, a ballot is not as it was sealed, or they are not those
        whose digest was recorded when they were gathered, or when the last seal came off.
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

    round = gather_ballots(round=round, by=by, at=at)
    sealed = sealed_ballots(round)
    _require_unchanged(round, digest_of_sealed(sealed))
    contents = [unseal(content, private) for content in sealed]
    left = len(waiting) - 1
    if left:
        teller.left_digest = _lay_down(round, contents)
    else:
        _write_down(round, contents)
    teller.opened_at = at
    teller.save(update_fields=["opened_at", "left_digest"])
    event = SealTakenOff(
        contest=contest.reference,
        round=round.number,
        teller=by.reference,
        seals_left=left,
        left_digest=teller.left_digest,
    )
    record(event, assembly=contest.assembly.slug, by=by, at=at, acting="teller")
    if not left:
        _publish(contest, round, by=by, at=at)
    return round


def _require_unchanged(round: Round, digest: str) -> None:
    """Refuse to go on with other ballots than were gathered, or left by the teller before."""
    last = round.tellers.filter(opened_at__isnull=False).order_by("place", "pk").first()
    if digest != (round.sealed_digest if last is None else last.left_digest):
        raise Refusal("ballots-changed", None, {})


def _lay_down(round: Round, contents: list[bytes | None]) -> str:
    """Lay down what one seal less still closes, shuffled, and return the digest over it."""
    whole = [content for content in contents if content is not None]
    _require_whole(len(whole), len(contents))
    secrets.SystemRandom().shuffle(whole)
    round.sealed_ballots.all().delete()
    SealedBallot.objects.bulk_create(
        [SealedBallot(round=round, content=content) for content in whole], batch_size=500
    )
    return digest_of_sealed(whole)


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
