"""Spans, periods and clocks: the only place that knows whether a time is over."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from folkmoot.rules.holidays import is_bank_holiday

LONDON = ZoneInfo("Europe/London")

UNITS = ("days", "clear days", "working days", "weeks", "calendar months", "years")
"""The units in which a length of time can be computed."""

type Calendar = Callable[[date], bool]
"""Tells whether a day is a public holiday."""

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Period:
    """
    A length of time as a document gives it: 3 years, 7 days, 1 calendar month.

    :raises ValueError: for a unit that cannot be computed, or a length below nothing.
    """

    value: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"{self.unit!r} is not one of {', '.join(UNITS)}")
        if self.value < 0:
            raise ValueError(f"a period cannot be {self.value} {self.unit} long")

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.value == 1 else self.unit
        return f"{self.value} {unit}"


@dataclass(frozen=True, slots=True)
class Span[Time: (date, datetime)]:
    """
    A half-open stretch of time: the first day is in, the last named day is out.

    :param since: the first day or moment that is in.
    :param until: the first that is out; None for a span without an end.
    :raises ValueError: if the end comes before the start.
    """

    since: Time
    until: Time | None = None

    def __post_init__(self) -> None:
        if self.until is not None and _instant(self.until) < _instant(self.since):
            raise ValueError(f"the span ends ({self.until}) before it starts ({self.since})")

    def __contains__(self, time: Time) -> bool:
        return _instant(self.since) <= _instant(time) and not self.is_over(time)

    def is_over(self, time: Time) -> bool:
        """Tell whether the span has ended by a time; on the stroke of its end, it has."""
        return self.until is not None and _instant(self.until) <= _instant(time)

    def is_to_come(self, time: Time) -> bool:
        """Tell whether the span has not begun by a time."""
        return _instant(time) < _instant(self.since)

    def overlaps(self, other: "Span[Time]") -> bool:
        """Tell whether two spans have any time in common; an empty span has none."""
        mine = other.until is None or _instant(self.since) < _instant(other.until)
        theirs = self.until is None or _instant(other.since) < _instant(self.until)
        return mine and theirs and not (self._is_empty() or other._is_empty())

    def _is_empty(self) -> bool:
        return self.until is not None and _instant(self.since) == _instant(self.until)


def add(start: date, period: Period, *, calendar: Calendar = is_bank_holiday) -> date:
    """
    Return the day that a period after a day falls on.

    A month or year ends on the day of the same number, or on the last day of the
    month where there is none: 31 January and three months is 30 April, 29 February
    and one year is 28 February. Clear days leave out both ends, so Monday and one
    clear day is Wednesday. Working days leave out Saturdays, Sundays and holidays.

    :param start: the day from which to count; it is never counted itself.
    :param calendar: tells holidays; England and Wales unless another is given.

    Source: the corresponding date rule, Dodds v Walker [1981] 1 WLR 1027.
    """
    return _move(start, period, 1, calendar)


def take(end: date, period: Period, *, calendar: Calendar = is_bank_holiday) -> date:
    """
    Return the day that a period before a day falls on.

    The latest day to act, if the whole period is to pass before `end`: 7 days before
    Thursday 12 March is Thursday 5 March.
    """
    return _move(end, period, -1, calendar)


def add_to_moment(
    at: datetime, period: Period, *, zone: tzinfo = LONDON, calendar: Calendar = is_bank_holiday
) -> datetime:
    """
    Return the moment a period after a moment, at the same time on the local clock.

    Six in the evening stays six in the evening when the clocks change between. A
    time that the clocks jump over becomes the same time an hour on; a time that
    comes twice keeps the occurrence it had, the first unless it said otherwise.

    :param zone: the zone whose wall clock is kept.
    :return: in UTC.
    :raises ValueError: for a moment without a time zone.
    """
    return _move_moment(at, period, 1, zone, calendar)


def take_from_moment(
    at: datetime, period: Period, *, zone: tzinfo = LONDON, calendar: Calendar = is_bank_holiday
) -> datetime:
    """Return the moment a period before a moment, at the same time on the local clock, in UTC."""
    return _move_moment(at, period, -1, zone, calendar)


def local_midnight(day: date, zone: tzinfo = LONDON) -> datetime:
    """Return the moment at which a day begins in a zone, in UTC."""
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def local_day(at: datetime, zone: tzinfo = LONDON) -> date:
    """
    Return the day that a moment falls on in a zone.

    :raises ValueError: for a moment without a time zone.
    """
    return _aware(at).astimezone(zone).date()


def clear_days(*, given_on: date, meets_on: date) -> int:
    """
    Count the clear days between notice and meeting.

    Neither the day on which notice is given nor the day of the meeting counts, so
    notice given on Monday of a meeting on Wednesday is one clear day.

    :return: whole days, zero or more; 0 for a meeting on the next day.
    :raises ValueError: if the meeting is on or before the day of the notice.

    Source: the clear day rule, Companies Act 2006 s.360(2).
    """
    if meets_on <= given_on:
        raise ValueError(f"the meeting ({meets_on}) is not after the notice ({given_on})")
    return (meets_on - given_on).days - 1


def working_days(since: date, until: date, *, calendar: Calendar = is_bank_holiday) -> int:
    """Count the working days in [since, until): no Saturdays, Sundays or holidays."""
    days = (since + timedelta(days=n) for n in range((until - since).days))
    return sum(is_working_day(day, calendar=calendar) for day in days)


def is_working_day(day: date, *, calendar: Calendar = is_bank_holiday) -> bool:
    """Tell whether a day is neither Saturday, Sunday nor a holiday."""
    return day.weekday() < _SATURDAY and not calendar(day)


def _move(start: date, period: Period, way: int, calendar: Calendar) -> date:
    steps = way * period.value
    match period.unit:
        case "days":
            return start + timedelta(days=steps)
        case "clear days":
            return start + timedelta(days=steps + way)
        case "weeks":
            return start + timedelta(weeks=steps)
        case "working days":
            return _step_working_days(start, period.value, way, calendar)
        case "calendar months":
            return _move_months(start, steps)
        case _:
            return _move_months(start, 12 * steps)


def _move_months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return start.replace(
        year=year, month=month + 1, day=min(start.day, monthrange(year, month + 1)[1])
    )


def _step_working_days(start: date, count: int, way: int, calendar: Calendar) -> date:
    day = start
    while count:
        day += timedelta(days=way)
        count -= is_working_day(day, calendar=calendar)
    return day


def _move_moment(
    at: datetime, period: Period, way: int, zone: tzinfo, calendar: Calendar
) -> datetime:
    local = _aware(at).astimezone(zone)
    day = _move(local.date(), period, way, calendar)
    return datetime.combine(day, local.timetz()).astimezone(UTC)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"the moment {at} has no time zone")
    return at


def _instant[Time: (date, datetime)](time: Time) -> Time:
    """
    Return a time that compares as an instant.

    Two moments in one zone compare by the wall clock, which goes back an hour every
    October; in UTC they do not.
    """
    return _aware(time).astimezone(UTC) if isinstance(time, datetime) else time
