"""Which roles suit which volunteers, with the reasons: all against all at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

WEIGHTS = {"themes": 3.0, "skills": 3.0, "places": 2.0, "days": 2.0, "short": 1.0, "at_home": 1.0}
"""What counts how much: what somebody cares for and can do before when and how."""
NAMED = ("themes", "skills", "places", "days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a volunteer wants; nothing named means that it does not matter, or is not known."""

    themes: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    short: bool = False
    at_home: bool = False
    is_young: bool = False
    people: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """
    What a role is.

    :param places: where it is done; none for anywhere.
    :param access: what is known to be there; :param has_access_said: whether anything was said.
    :param most: how many people it takes together; 1 where it takes no groups.
    """

    themes: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    access: frozenset[str] = frozenset()
    has_access_said: bool = False
    short: bool = False
    at_home: bool = False
    takes_young: bool = True
    most: int = 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    A role that suits.

    :param offer: its place in the list that was given.
    :param fit: 0 (nothing of what was wished) to 1 (all of it).
    :param reasons: what fits, by kind; `ask` holds what is wished and was not said of the role.
    """

    offer: int
    fit: float
    reasons: dict[str, list[str]] = field(default_factory=dict)


def suggest(
    wishes: Sequence[Wish], offers: Sequence[Offer], *, most: int = 5
) -> list[list[Suggestion]]:
    """
    Return for each wish the roles that suit it, the best first, and in the given order if alike.

    A role is left out if it is elsewhere and not done at home, is for adults and the volunteer is
    not one, takes fewer people than come, or says of its access that what is needed is not there.
    Where nothing was said of its access it stays, with the question to ask.
    """
    if not wishes or not offers:
        return [[] for _ in wishes]
    total = np.zeros(len(wishes), dtype=np.float32)
    got = np.zeros((len(wishes), len(offers)), dtype=np.float32)
    for kind in NAMED:
        asked, there = _incidence(wishes, offers, kind)
        shared = asked @ there.T
        wished = asked.sum(axis=1)
        total += np.where(wished > 0, WEIGHTS[kind], 0)
        # One place is where they are, and one theme is what they care for: not a list to get through.
        got += WEIGHTS[kind] * (shared > 0)
    for kind in ("short", "at_home"):
        asked_one = _flags(wishes, lambda one, kind=kind: getattr(one, kind))
        has = _flags(offers, lambda one, kind=kind: getattr(one, kind))
        total += WEIGHTS[kind] * asked_one
        got += WEIGHTS[kind] * np.outer(asked_one, has)
    fit = got / np.maximum(total, 1)[:, None]
    fit[~_possible(wishes, offers)] = -1
    return [_best(wishes[row], offers, fit[row], most) for row in range(len(wishes))]


def _incidence(
    wishes: Sequence[Wish], offers: Sequence[Offer], kind: str, of_offer: str = ""
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return who asks for what, and what has what, over the same words."""
    words: dict[str, int] = {}
    for one in wishes:
        for word in getattr(one, kind):
            words.setdefault(word, len(words))
    asked = np.zeros((len(wishes), len(words) or 1), dtype=np.float32)
    there = np.zeros((len(offers), len(words) or 1), dtype=np.float32)
    for row, one in enumerate(wishes):
        for word in getattr(one, kind):
            asked[row, words[word]] = 1
    for row, offer in enumerate(offers):
        for word in getattr(offer, of_offer or kind):
            if word in words:
                there[row, words[word]] = 1
    return asked, there


def _flags(rows: Sequence[object], of: Callable[..., object]) -> NDArray[np.float32]:
    return np.fromiter((bool(of(row)) for row in rows), dtype=np.float32, count=len(rows))


def _possible(wishes: Sequence[Wish], offers: Sequence[Offer]) -> NDArray[np.bool_]:
    asked, there = _incidence(wishes, offers, "places")
    anywhere = _flags(offers, lambda one: one.at_home or not one.places) > 0
    is_near = (asked @ there.T > 0) | anywhere[None, :] | (asked.sum(axis=1) == 0)[:, None]
    young = _flags(wishes, lambda one: one.is_young) > 0
    takes = _flags(offers, lambda one: one.takes_young) > 0
    people = np.array([one.people for one in wishes])
    room = np.array([one.most for one in offers])
    needed, given = _incidence(wishes, offers, "needs", "access")
    met = needed @ given.T >= needed.sum(axis=1)[:, None]
    silent = _flags(offers, lambda one: not one.has_access_said) > 0
    possible: NDArray[np.bool_] = (
        is_near
        & (~young[:, None] | takes[None, :])
        & (people[:, None] <= room[None, :])
        & (met | silent[None, :])
    )
    return possible


def _best(
    wish: Wish, offers: Sequence[Offer], fit: NDArray[np.float32], most: int
) -> list[Suggestion]:
    possible = np.flatnonzero(fit >= 0)
    if len(possible) > most:
        least = np.partition(fit[possible], len(possible) - most)[len(possible) - most]
        possible = possible[fit[possible] >= least]
    order = possible[np.argsort(-fit[possible], kind="stable")][:most]
    return [
        Suggestion(int(place), round(float(fit[place]), 3), _reasons(wish, offers[place]))
        for place in order
    ]


def _reasons(wish: Wish, offer: Offer) -> dict[str, list[str]]:
    found = {
        kind: sorted(shared)
        for kind in NAMED
        if (shared := getattr(wish, kind) & getattr(offer, kind))
    }
    for kind in ("short", "at_home"):
        if getattr(wish, kind) and getattr(offer, kind):
            found[kind] = []
    if wish.needs and not offer.has_access_said:
        found["ask"] = sorted(wish.needs)
    elif wish.needs:
        found["access"] = sorted(wish.needs)
    return found
