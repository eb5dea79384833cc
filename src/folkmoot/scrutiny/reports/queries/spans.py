"""The time that a report tells of, and how it is said."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from folkmoot.rules.periods import Period, add, take
from folkmoot.scrutiny.reports.queries.machine import Kind

A_DAY = timedelta(days=1)
A_YEAR = 12


def year_span(year: int) -> tuple[date, date]:
    """Return the first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def span_before(kind: Kind, *, on: date) -> tuple[date, date]:
    """
    Return the last whole time of its length that a kind of report tells of: last year, last quarter.

    Times of months are counted from the first of January, so that a quarter is one of the year's.
    """
    begun = date(on.year, 1, 1)
    length = Period(kind.months, "calendar months")
    while add(begun, length) <= on:
        begun = add(begun, length)
    since = take(begun, length)
    return since, begun - A_DAY


def span_now(kind: Kind, *, on: date) -> tuple[date, date]:
    """Return the time of its length up to a day: the last twelve months, the last three."""
    return take(on, Period(kind.months, "calendar months")) + A_DAY, on


def in_words(since: date, until: date) -> str:
    """Tell a time: "2026" for a whole year, and otherwise its first and last day. No query."""
    if (since, until) == year_span(since.year):
        return str(since.year)
    return _("%(since)s to %(until)s") % {"since": day(since), "until": day(until)}


def day(on: date | None) -> str:
    """Tell a day in words; a dash where it is not known. No query."""
    return f"{on:%-d %B %Y}" if on is not None else "–"
