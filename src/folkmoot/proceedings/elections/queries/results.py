from datetime import UTC, datetime
from typing import Any

from folkmoot.proceedings.elections.models import Contest, Round
from folkmoot.proceedings.elections.queries.contests import (
    book_of,
    post_name,
    standing,
)
from folkmoot.proceedings.elections.queries.counts import (
    ballots,
    candidates,
    rounds,
    tellers,
)
from folkmoot.proceedings.elections.queries.rolls import later_refused, turnout, voters_roll
from folkmoot.reckoning import recount
from folkmoot.rules.elections.outcomes import RUN_OFFS, WINS


def result_document(contest: Contest) -> dict[str, Any]:
    """
    Return a contest as an outsider can count it again.

    As it was declared, word for word; before that, as far as it has got. Sealed
    ballots and those who voted are not in it, only how many they were. The number
    of queries grows with the rounds and with nothing else.
    """
    if contest.result is not None:
        return dict(contest.result)
    return drawn_up(contest, kind="", elected=None, method="")


def drawn_up(contest: Contest, *, kind: str, elected: int | None, method: str) -> dict[str, Any]:
    """
    Draw up a contest's document with an outcome.

    :param elected: the number of the nomination elected, if one is.
    """
    book = book_of(contest)
    listed = list(standing(contest)) if contest.published_at else []
    ids = {nomination.pk: str(place) for place, nomination in enumerate(listed, 1)}
    document: dict[str, Any] = {
        "format": recount.FORMAT,
        "assembly": {"slug": contest.assembly.slug, "name": contest.assembly.name},
        "contest": {
            "reference": contest.reference,
            "office": post_name(contest),
            "forum": contest.forum.name,
            "reason": contest.reason,
            **({"seat": contest.seat} if contest.seat else {}),
            "document": contest.document,
            "version": contest.version,
        },
        "rules": {"wins": book.word(WINS), "run_offs": book.whole(RUN_OFFS)},
        "candidates": [
            {
                "id": ids[nomination.pk],
                "name": nomination.nominee_name,
                "organisation": nomination.organisation_name,
            }
            for nomination in listed
        ],
        "roll": [voter.organisation_name for voter in voters_roll(contest)],
        "rounds": [
            round_document(round, ids) for round in rounds(contest) if round.opened_at is not None
        ],
        "outcome": {
            "kind": kind,
            "elected": None if elected is None else ids[elected],
            "method": method,
        },
    }
    return {**document, "digest": recount.digest_of(document)}


def round_document(round: Round, ids: dict[int, str]) -> dict[str, Any]:
    """
    Return one round as an outsider can count it again. Six queries.

    :param ids: how the document calls each nomination, by its number.
    """
    cast = [
        {
            "receipt": ballot.receipt,
            "choice": None if ballot.choice_id is None else ids[ballot.choice_id],
        }
        for ballot in ballots(round)
    ]
    told = {
        "number": round.number,
        "opens_at": _utc(round.opens_at),
        "closes_at": _utc(round.closes_at),
        "candidates": [ids[nomination.pk] for nomination in candidates(round)],
        "tellers": [teller.person.name for teller in tellers(round)],
        "voted": turnout(round),
        "later_refused": later_refused(round),
        "sealed_digest": round.sealed_digest,
        "ballots": cast,
        "ballots_digest": recount.digest_of_ballots(cast),
    }
    blank = sum(ballot["choice"] is None for ballot in cast)
    return {**told, "count": {**recount.counted(told), "blank": blank}}


def numbered(contest: Contest) -> dict[int, str]:
    """Return how a contest's document calls each nomination that stands. One query."""
    return {one.pk: str(place) for place, one in enumerate(standing(contest), 1)}


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
