"""Which groups may be shown without giving away a few, neither by themselves nor by subtraction."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

type Mask = NDArray[np.bool_]

LEAST = 5
"""Fewer than this are too few to show."""


def shown(
    ways: Mapping[str, Mapping[str, Mask]], *, count: int, least: int = LEAST
) -> set[tuple[str, str]]:
    """
    Return the groups that may be shown beside the sum of all.

    A group is hidden when it has fewer than `least` in it. It is hidden too where those shown
    would give such a group away: what is left of all, or of a larger group, when groups shown
    are taken from it. Of several, the smallest goes first, so that most stays in sight.

    :param ways: by each way of dividing (size, place), the groups, each telling of every answer
        whether it is in it.
    :param count: how many answers there are; with fewer than `least`, nothing is shown.
    """
    groups = {(way, name): mask for way, named in ways.items() for name, mask in named.items()}
    size = {key: int(mask.sum()) for key, mask in groups.items()}
    kept = {key for key, number in size.items() if number >= least} if count >= least else set()
    while (given_away := _given_away(kept, groups, size, count, least)) is not None:
        kept.discard(given_away)
    return kept


def _given_away(
    kept: set[tuple[str, str]],
    groups: Mapping[tuple[str, str], Mask],
    size: Mapping[tuple[str, str], int],
    count: int,
    least: int,
) -> tuple[str, str] | None:
    """Return the smallest group that gives some few away, if any does."""
    by_size = sorted(kept, key=lambda key: (size[key], key))
    all_of_them = np.ones(count, dtype=bool)
    larger: list[tuple[tuple[str, str] | None, Mask]] = [(None, all_of_them)]
    larger += [(key, groups[key]) for key in reversed(by_size)]
    for whole, around in larger:
        for parts in _coverings(whole, around, by_size, groups):
            left = int(around.sum()) - sum(size[part] for part in parts)
            if 0 < left < least:
                return parts[0]
    return None


def _coverings(
    whole: tuple[str, str] | None,
    around: Mask,
    by_size: list[tuple[str, str]],
    groups: Mapping[tuple[str, str], Mask],
) -> list[list[tuple[str, str]]]:
    """Return the sets of shown groups, apart from one another, that lie within another."""
    within = [key for key in by_size if key != whole and not (groups[key] & ~around).any()]
    found = [[key] for key in within]
    for way in sorted({key[0] for key in within}):
        found += _apart([key for key in within if key[0] == way], groups, around.copy(), [])
    return found


def _apart(
    keys: list[tuple[str, str]],
    groups: Mapping[tuple[str, str], Mask],
    free: Mask,
    taken: list[tuple[str, str]],
) -> list[list[tuple[str, str]]]:
    """
    Return the largest sets of groups of one way of which no two share an answer.

    Taking another group away leaves fewer, so only sets that no group can be added to matter.
    Groups that overlap (an organisation has several themes) each begin a set of their own.
    """
    fitting = [key for key in keys if not (groups[key] & ~free).any()]
    if not fitting:
        return [taken]
    first = fitting[0]
    clashing = [key for key in fitting[1:] if (groups[key] & groups[first]).any()]
    found: list[list[tuple[str, str]]] = []
    for key in (first, *clashing):
        rest = [other for other in fitting if other != key]
        found += _apart(rest, groups, free & ~groups[key], [*taken, key])
    return found
