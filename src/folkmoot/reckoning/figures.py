"""
Figures that others published: what rounding leaves open, what their inputs give, what cannot be.

Everything is worked out in whole fractions, so that a figure never differs from itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

PER_CENT = "per cent"


@dataclass(frozen=True, slots=True)
class Range:
    """All that a figure may be, from `low` to `high`, both included. It has no middle."""

    low: Fraction
    high: Fraction

    def meets(self, other: "Range") -> bool:
        """Test whether there is a number that both allow."""
        return self.low <= other.high and other.low <= self.high

    def times(self, other: "Range") -> "Range":
        """Return what the product may be."""
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Range(min(ends), max(ends))


def exactly(value: Fraction | Decimal | int) -> Range:
    """Return the range that holds one number."""
    return Range(Fraction(value), Fraction(value))


def rounded(value: Fraction | Decimal | int, step: Fraction | Decimal | int) -> Range:
    """
    Return all that a figure may have been before it was rounded to a step.

    6.1 in tenths was from 6.05 to 6.15; with a step of 0 it is exact.

    :raises ValueError: if the step is below 0.
    """
    half = Fraction(step) / 2
    if half < 0:
        raise ValueError("nothing is rounded to a step below 0")
    return Range(Fraction(value) - half, Fraction(value) + half)


def change(first: Range, then: Range) -> Range:
    """
    Return by how many per cent something may have changed, in hundredths of the first.

    From 9.4 to 6.9, each in tenths, it fell by 25.7 to 27.5 per cent.

    :raises ValueError: if the first may be 0 or less, of which nothing is a share.
    """
    if first.low <= 0:
        raise ValueError("a change is told in hundredths of something above 0")
    ends = [100 * (end - start) / start for start in (first.low, first.high)
            for end in (then.low, then.high)]  # fmt: skip
    return Range(min(ends), max(ends))


def share(part: Range, whole: Range) -> Range:
    """
    Return how many per cent of a whole a part may be.

    :raises ValueError: if the whole may be 0 or less.
    """
    if whole.low <= 0:
        raise ValueError("a share is of something above 0")
    return each(Range(100 * part.low, 100 * part.high), whole)


def each(much: Range, of: Range) -> Range:
    """
    Return how much there may be for each one.

    :raises ValueError: if there may be none to share among.
    """
    if of.low <= 0:
        raise ValueError("nothing is shared out among nobody")
    ends = [a / b for a in (much.low, much.high) for b in (of.low, of.high)]
    return Range(min(ends), max(ends))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """
    A figure as somebody published it: a value or a range, with what it is of.

    :param place: the code of the geography it is for; nothing where that is not said.
    :param step: what it was rounded to; 0 where it is exact.
    :param is_share: whether it is a part of a whole, which is never more than all of it.
    """

    unit: str
    place: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal = Decimal(0)
    is_share: bool = False

    def possible(self) -> Range:
        """
        Return all that it may be, as it was rounded.

        :raises ValueError: if it has neither a value nor a whole range.
        """
        if self.value is not None:
            return rounded(self.value, self.step)
        if self.low is None or self.high is None:
            raise ValueError("a figure is a value or a range")
        return Range(rounded(self.low, self.step).low, rounded(self.high, self.step).high)


def faults(figure: Figure) -> list[str]:
    """
    Return what cannot be about a figure, as machine words in the order in which to say them.

    `figure-without-place`, `figure-without-unit`, `figure-of-nothing` (no value, no range),
    `figure-both-ways` (a value and a range), `range-without-end`, `range-reversed`,
    `share-over-all` (over 100 per cent of a whole) and `share-below-none`.
    """
    ends = (figure.low, figure.high)
    has_range = any(end is not None for end in ends)
    found = []
    if not figure.place.strip():
        found.append("figure-without-place")
    if not figure.unit.strip():
        found.append("figure-without-unit")
    if figure.value is None and not has_range:
        found.append("figure-of-nothing")
    if figure.value is not None and has_range:
        found.append("figure-both-ways")
    if figure.value is None and has_range:
        if figure.low is None or figure.high is None:
            found.append("range-without-end")
        elif figure.low > figure.high:
            found.append("range-reversed")
    if figure.is_share:
        told = [end for end in (figure.value, *ends) if end is not None]
        if any(end > 100 for end in told):
            found.append("share-over-all")
        if any(end < 0 for end in told):
            found.append("share-below-none")
    return found


def mixes_places(figures: Iterable[Figure]) -> list[str]:
    """Return the codes of the places of some figures where they are not one; nothing where they are."""
    places = sorted({figure.place for figure in figures})
    return places if len(places) > 1 else []


@dataclass(frozen=True, slots=True)
class Recount:
    """
    A figure worked out again from what it was made of.

    :param point: what the inputs give as they stand; None where one of them is a range.
    :param possible: all that they allow, as they were rounded.
    :param agrees: whether what was reported may be true; a figure that may not is shown as
        reported, beside this.
    """

    point: Fraction | None
    possible: Range
    agrees: bool


WAYS = ("change", "share", "each")
"""How a figure may be made of two others: a change in per cent, a share in per cent, so much each."""


def recount(reported: Figure, way: str, first: Figure, second: Figure) -> Recount:
    """
    Work a figure out again from the two that it was made of.

    :param way: one of `WAYS`. A change goes from the first to the second and has the sign of
        the reported figure where that is told without one ("fell by 26 per cent"): a
        report above 0 of a fall is held against its size. A share, or so much each, is of
        the first in the second.
    :raises ValueError: for another way, or if the inputs allow no answer.
    """
    a, b = first.possible(), second.possible()
    match way:
        case "change":
            possible = change(a, b)
        case "share":
            possible = share(a, b)
        case "each":
            possible = each(a, b)
        case _:
            raise ValueError(f"a figure is made by one of {WAYS}, not by {way!r}")
    point = None
    if first.value is not None and second.value is not None:
        x, y = Fraction(first.value), Fraction(second.value)
        point = {"change": lambda: 100 * (y - x) / x, "share": lambda: 100 * x / y,
                 "each": lambda: x / y}[way]()  # fmt: skip
    told = reported.possible()
    if way == "change" and possible.high < 0 <= told.low:
        possible = Range(-possible.high, -possible.low)
        point = -point if point is not None else None
    return Recount(point, possible, told.meets(possible))


def years_old(period_ends: int, now: int) -> int:
    """Return how many years lie between the year a figure is of and now, never below 0."""
    return max(0, now - period_ends)
