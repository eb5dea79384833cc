"""How much is asked of those who get money: little for a little, more for much."""

from collections.abc import Sequence
from datetime import date

CHECKS: dict[str, tuple[str, ...]] = {
    "micro": ("accounts",),
    "small": ("accounts", "examination"),
    "medium": ("accounts", "examination"),
    "large": ("accounts", "audit"),
    "major": ("accounts", "audit"),
}
"""What an organisation of a size shows each year, in the order in which it comes about."""
BY_YEAR = 10
"""An award of more than this many times the small sum is told of each year."""


def checks_of(size_band: str) -> tuple[str, ...]:
    """Return what an organisation of a size shows each year; of an unknown size, the least."""
    return CHECKS.get(size_band, ("accounts",))


def asks_by_outcome(*, pence: int, small_pence: int) -> bool:
    """Whether a report on an award tells of each outcome; one on a small award tells of the whole."""
    return pence > small_pence


def reports_due(*, starts_on: date, ends_on: date, pence: int, small_pence: int) -> list[date]:
    """
    Return the days on which reports on an award are due: at its end, and of a large one each year too.

    :param small_pence: up to this the short form is enough; a large award is ten times as much.
    """
    days = []
    if pence > BY_YEAR * small_pence:
        year = starts_on.year + 1
        while (day := _same_day(starts_on, year)) < ends_on:
            days.append(day)
            year += 1
    return [*days, ends_on]


def _same_day(of: date, year: int) -> date:
    """Return the same day of another year; of 29 February, the day before where there is none."""
    return of.replace(year=year, day=28) if (of.month, of.day) == (2, 29) else of.replace(year=year)


def adds_up(parts: Sequence[int], *, to: int) -> int:
    """Return how far some sums are from what they should add up to; 0 where they do."""
    return sum(parts) - to
