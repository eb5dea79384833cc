"""Dates, moments, lists and numbers told in plain English."""

from collections.abc import Sequence
from datetime import date, datetime, time, tzinfo
from fractions import Fraction


def told(fact: object, zone: tzinfo) -> str:
    """
    Tell a fact in words.

    A moment is told on the clock of the zone ("6pm on Thursday 12 March 2026"), a
    day with its weekday, a list with "and" before the last.

    :param zone: the time zone in which moments are told.
    :raises ValueError: for a moment without a time zone of its own.
    """
    if isinstance(fact, datetime):
        return told_moment(fact, zone)
    if isinstance(fact, date):
        return told_day(fact)
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, list | tuple | set | frozenset):
        return told_list([told(part, zone) for part in fact])
    if isinstance(fact, Fraction):
        return f"{fact.numerator}/{fact.denominator}" if fact.denominator != 1 else f"{fact}"
    return str(fact)


def told_day(day: date) -> str:
    """Tell a day with its weekday: "Thursday 12 March 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def told_moment(at: datetime, zone: tzinfo) -> str:
    """
    Tell a moment on the clock of a zone: "6pm on Thursday 12 March 2026".

    Midnight is told with the day that it begins, because "midnight on Thursday"
    is read both ways.
    """
    if at.tzinfo is None:
        raise ValueError(f"the moment {at} has no time zone")
    local = at.astimezone(zone)
    if local.time() == time(0):
        return f"midnight at the start of {told_day(local.date())}"
    return f"{told_time(local.time())} on {told_day(local.date())}"


def told_time(clock: time) -> str:
    """Tell a time of day: "6pm", "9:30am", "midday"; seconds only when there are any."""
    if clock == time(12):
        return "midday"
    hour = clock.hour % 12 or 12
    minutes = f":{clock.minute:02}" if clock.minute or clock.second else ""
    seconds = f":{clock.second:02}" if clock.second else ""
    return f"{hour}{minutes}{seconds}{'am' if clock.hour < 12 else 'pm'}"


def told_list(parts: Sequence[str]) -> str:
    """Tell a list: "a", "a and b", "a, b and c"; "nothing" when it is empty."""
    if not parts:
        return "nothing"
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
