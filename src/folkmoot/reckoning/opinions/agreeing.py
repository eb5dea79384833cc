"""Which statements quiet and loud alike agree with."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot.reckoning.hiding import LEAST
from folkmoot.reckoning.shares import Interval, interval


@dataclass(frozen=True, slots=True)
class Ranked:
    """
    How one statement stands.

    :param agree: the share of all who voted on it that agree, with its interval.
    :param lowest: the group that agrees least surely, and :param floor: the lower end of its
        interval: what a statement is ranked by. Nothing where no group is large enough.
    :param disagree: the share that disagrees; it is shown as plainly.
    """

    statement: int
    voted: int
    agree: Interval | None
    disagree: Interval | None
    lowest: str
    floor: float | None


def agreement_of(cast: NDArray[np.floating], sign: int) -> Interval | None:
    """Return the share of those who voted that agree (1) or disagree (-1), or None for nobody."""
    seen = cast[~np.isnan(cast)]
    if not len(seen):
        return None
    return interval(found=int((np.sign(seen) == sign).sum()), asked=len(seen))


def ranked(
    votes: NDArray[np.floating], strata: Mapping[str, NDArray[np.bool_]], *, least: int = LEAST
) -> list[Ranked]:
    """
    Put statements in the order of the group that agrees with each least surely.

    A statement that all agree with, small groups among them, stands before one that many large
    organisations agree with and small ones do not.

    :param votes: rows by statements: 1 agrees, -1 disagrees, 0 passes, nan has not seen it.
    :param strata: by name, which rows are in a group.
    :param least: a group in which fewer voted on a statement does not count for it.
    """
    found = []
    for statement in range(votes.shape[1]):
        cast = votes[:, statement]
        ends = []
        for name, rows in strata.items():
            inside = cast[rows]
            if (~np.isnan(inside)).sum() >= least:
                share = agreement_of(inside, 1)
                assert share is not None
                ends.append((share.low, name))
        floor, lowest = min(ends) if ends else (None, "")
        voted = int((~np.isnan(cast)).sum())
        found.append(
            Ranked(statement, voted, agreement_of(cast, 1), agreement_of(cast, -1), lowest, floor)
        )
    return sorted(
        found,
        key=lambda one: (
            one.floor is None,
            -(one.floor or 0.0),
            -(one.agree.low if one.agree else 0.0),
            one.statement,
        ),
    )
