"""How statements stand with quiet and loud alike, and whether there are groups of opinion."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from folkmoot.reckoning.opinions import Ranked, opinion_map, ranked
from folkmoot.reckoning.shares import Interval
from folkmoot.work.consultations.models import Consultation, Response, Statement

type Json = dict[str, Any]
type Mask = NDArray[np.bool_]


def votes_of(bodies: Sequence[Response], statements: Sequence[Statement]) -> NDArray[np.float64]:
    """Return the votes of organisations on statements: rows in the order given, nan for unseen."""
    at = {one.pk: column for column, one in enumerate(statements)}
    votes = np.full((len(bodies), len(statements)), np.nan)
    for row, response in enumerate(bodies):
        for stance in response.stances.all():
            if stance.statement_id in at:
                votes[row, at[stance.statement_id]] = stance.value
    return votes


def opinions(
    consultation: Consultation, bodies: Sequence[Response], strata: Mapping[str, Mask]
) -> Json:
    """
    Return how each statement stands, and whether there are groups of opinion. One query.

    :param strata: the kinds of organisation by which statements are ranked, none being outvoted.
    """
    statements = list(
        consultation.statements.filter(state=Statement.State.SHOWN).order_by("number")
    )
    if not statements or not bodies:
        return {"statements": [], "map": None}
    votes = votes_of(bodies, statements)
    found = opinion_map(votes)
    return {
        "statements": [_stood(one, statements) for one in ranked(votes, strata)],
        "map": {
            "verdict": found.verdict,
            "chance": found.chance,
            "gradual": found.gradual,
            "stability": found.stability,
            "parts": found.parts,
            "smallest": found.smallest,
            "shuffles": found.shuffles,
            "placed": len(found.placed),
            "groups": [
                {
                    "members": len(group.members),
                    "marks": [
                        [statements[mark].words, mine, others] for mark, mine, others in group.marks
                    ],
                }
                for group in found.groups
            ],
            "points": [
                [round(x, 3), round(y, 3), label]
                for (x, y), label in zip(found.points, found.labels, strict=True)
            ]
            if found.groups
            else [],
        },
    }


def _stood(one: Ranked, statements: Sequence[Statement]) -> Json:
    return {
        "number": statements[one.statement].number,
        "words": statements[one.statement].words,
        "voted": one.voted,
        "agree": ends(one.agree) if one.agree else None,
        "disagree": ends(one.disagree) if one.disagree else None,
        "lowest": one.lowest,
        "floor": one.floor,
    }


def ends(share: Interval) -> Json:
    """Return a share with the ends of its interval, to be kept."""
    return {"share": share.share, "low": share.low, "high": share.high}
