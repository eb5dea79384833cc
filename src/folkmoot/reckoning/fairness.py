"""Whether some kinds of organisation are heard less than they are there, and who would mend it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma

from folkmoot.reckoning.shares import Interval, interval

LEVEL = 0.05
"""How often at most a gap is called in a year in which there is none, over all kinds together."""


@dataclass(frozen=True, slots=True)
class Kind:
    """
    One kind of organisation in one way of dividing them.

    :param way: by what they are divided: size, place, theme.
    :param whole: how many there are, :param heard: how many of those were heard.
    :param is_known: whether it is a kind, and not those of which nothing is known.
    """

    way: str
    name: str
    whole: int
    heard: int
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How a kind is heard beside how it is there.

    :param ratio: its share of those heard over its share of all; 1 is even. Nothing if nobody
        was heard.
    :param low, high: the ends of the ratio's 95 % interval.
    :param chance: how often chance alone would bring a number as far off; 1 where not tested.
    :param is_under, is_over: whether it is heard less, or more, than chance explains, when all
        kinds are tested together.
    :param missing: how many more of it would have to be heard for it to be even.
    """

    kind: Kind
    share_of_all: float
    share_of_heard: float | None
    ratio: float | None
    low: float | None
    high: float | None
    chance: float
    is_under: bool
    is_over: bool
    missing: int


def standings(kinds: Sequence[Kind], *, whole: int, heard: int) -> list[Standing]:
    """
    Hold what was heard of each kind against what there is of it.

    A gap is called only where chance would bring one as large less than 1 time in 20 over all
    kinds together, so that a fair year is called fair.

    :param whole: how many organisations there are, :param heard: how many were heard.
    :raises ValueError: if more are heard than there are.

    Source: the hypergeometric test (R. A. Fisher, 1935), two-sided by doubling; all kinds
    together by S. Holm, Scandinavian Journal of Statistics 6 (1979).
    """
    if heard > whole or any(kind.heard > kind.whole for kind in kinds):
        raise ValueError("more were heard than there are")
    chances = [
        _chance(kind, whole=whole, heard=heard) if kind.is_known and heard > 0 else 1.0
        for kind in kinds
    ]
    called = _called(chances)
    return [
        _standing(kind, chance, is_called, whole=whole, heard=heard)
        for kind, chance, is_called in zip(kinds, chances, called, strict=True)
    ]


def _standing(kind: Kind, chance: float, is_called: bool, *, whole: int, heard: int) -> Standing:
    of_all = kind.whole / whole if whole else 0.0
    of_heard: Interval | None = None
    if heard:
        of_heard = interval(found=kind.heard, asked=heard, of=max(whole, heard))
    ratio = of_heard.share / of_all if of_heard and of_all else None
    return Standing(
        kind,
        of_all,
        of_heard.share if of_heard else None,
        ratio,
        of_heard.low / of_all if of_heard and of_all else None,
        of_heard.high / of_all if of_heard and of_all else None,
        chance,
        is_called and ratio is not None and ratio < 1,
        is_called and ratio is not None and ratio > 1,
        missing_to_even(kind, whole=whole, heard=heard),
    )


def missing_to_even(kind: Kind, *, whole: int, heard: int) -> int:
    """Return how many more of a kind to hear, the rest as they are, until its share is even."""
    others = whole - kind.whole
    heard_others = heard - kind.heard
    if not others:
        return 0
    # even when x / (x + heard_others) = whole_kind / whole, so x = kind * heard_others / others
    wanted = -(-kind.whole * heard_others // others)
    return max(0, min(wanted, kind.whole) - kind.heard)


def _chance(kind: Kind, *, whole: int, heard: int) -> float:
    least, most = max(0, heard - (whole - kind.whole)), min(heard, kind.whole)
    if least == most:
        return 1.0
    base = _log_choose(whole, heard)

    def of(number: int) -> float:
        logged = _log_choose(kind.whole, number) + _log_choose(whole - kind.whole, heard - number)
        return exp(logged - base)

    below = sum(of(number) for number in range(least, kind.heard + 1))
    above = sum(of(number) for number in range(kind.heard, most + 1))
    return min(1.0, 2 * min(below, above))


def _log_choose(of: int, taken: int) -> float:
    return lgamma(of + 1) - lgamma(taken + 1) - lgamma(of - taken + 1)


def _called(chances: Sequence[float]) -> list[bool]:
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    called = [False] * len(chances)
    for step, at in enumerate(order):
        if chances[at] > LEVEL / (len(chances) - step):
            break
        called[at] = True
    return called


def index(kinds: Iterable[Kind]) -> float | None:
    """
    Return the index of equal voice, from 0 to 100; None where nobody was heard.

    For each way of dividing, the overlap of two make-ups, that of all and that of those heard:
    the smaller of both shares, added up over the kinds. The index is the mean over the ways,
    times 100. 100 is heard as they are there; 0 is nobody heard of any kind that is there. Those
    of whom nothing is known are left out on both sides.
    """
    ways: dict[str, list[Kind]] = {}
    for kind in kinds:
        if kind.is_known:
            ways.setdefault(kind.way, []).append(kind)
    overlaps = []
    for named in ways.values():
        whole, heard = sum(kind.whole for kind in named), sum(kind.heard for kind in named)
        if whole and heard:
            overlaps.append(sum(min(kind.whole / whole, kind.heard / heard) for kind in named))
    return 100 * sum(overlaps) / len(overlaps) if overlaps else None


@dataclass(frozen=True, slots=True)
class Concentration:
    """
    How far the say is in a few hands.

    :param voices: how many had a say, :param times: how often in all.
    :param half: how few had half of it between them.
    :param largest: the share of the one with most.
    """

    voices: int
    times: int
    half: int
    largest: float


def concentration(times: Iterable[int]) -> Concentration | None:
    """Return how far the say is in a few hands; None where nobody had any."""
    most_first = sorted((number for number in times if number > 0), reverse=True)
    total = sum(most_first)
    if not total:
        return None
    reached = half = 0
    for number in most_first:
        reached, half = reached + number, half + 1
        if 2 * reached >= total:
            break
    return Concentration(len(most_first), total, half, most_first[0] / total)


def whom_to_ask(
    candidates: Mapping[int, frozenset[tuple[str, str]]],
    missing: Mapping[tuple[str, str], int],
    *,
    most: int,
) -> list[tuple[int, list[tuple[str, str]]]]:
    """
    Return the few whom to ask next, so that the largest gaps close first.

    Each time it takes the one who belongs to most of what is still missing, a kind with more
    missing counting for more; so one small group from a quiet place closes two gaps at once.

    :param candidates: by key, the kinds (way and name) that each not yet heard belongs to.
    :param missing: how many of each kind are missing.
    :return: keys in the order to ask, each with the gaps it helps to close.

    Source: the greedy cover (D. S. Johnson, 1974); ties go to the lowest key.
    """
    left = {kind: number for kind, number in missing.items() if number > 0}
    alike: dict[frozenset[tuple[str, str]], list[int]] = {}
    for key in sorted(candidates, reverse=True):
        alike.setdefault(frozenset(candidates[key] & left.keys()), []).append(key)
    alike.pop(frozenset(), None)
    found: list[tuple[int, list[tuple[str, str]]]] = []
    while left and alike and len(found) < most:
        best = max(
            alike, key=lambda kinds: (sum(left.get(kind, 0) for kind in kinds), -alike[kinds][-1])
        )
        helped = sorted(kind for kind in best if kind in left)
        if not helped:
            break
        found.append((alike[best].pop(), helped))
        if not alike[best]:
            del alike[best]
        for kind in helped:
            left[kind] -= 1
            if not left[kind]:
                del left[kind]
    return found
