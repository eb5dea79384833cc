"""The bank holidays of England and Wales, computed."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

FIRST_YEAR, LAST_YEAR = 1990, 2100

_ONE_OFF: Mapping[date, str] = {
    date(1999, 12, 31): "Millennium Eve",
    date(2002, 6, 3): "Golden Jubilee of Elizabeth II",
    date(2011, 4, 29): "Wedding of William and Catherine",
    date(2012, 6, 5): "Diamond Jubilee of Elizabeth II",
    date(2022, 6, 3): "Platinum Jubilee of Elizabeth II",
    date(2022, 9, 19): "State funeral of Elizabeth II",
    date(2023, 5, 8): "Coronation of Charles III",
}
_EARLY_MAY_MOVED: Mapping[int, date] = {1995: date(1995, 5, 8), 2020: date(2020, 5, 8)}
_SPRING_MOVED: Mapping[int, date] = {
    2002: date(2002, 6, 4),
    2012: date(2012, 6, 4),
    2022: date(2022, 6, 2),
}
_MONDAY, _SATURDAY = 0, 5


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """
    Return the bank holidays of a year, with their names, in order.

    A holiday that falls on a Saturday or Sunday is given on the weekday that
    replaces it, as in the lists the government prints; Christmas Day on a Saturday
    is therefore Monday 27 December, and Boxing Day Tuesday 28 December.

    :param year: 1990 to 2100. Days proclaimed after 2023 for one occasion are not known.
    :raises ValueError: for another year.

    Source: Banking and Financial Dealings Act 1971, schedule 1, and proclamations.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not {year}")
    named = dict(_holidays(year)) | {
        day: name for day, name in _ONE_OFF.items() if day.year == year
    }
    return MappingProxyType(dict(sorted(named.items())))


def is_bank_holiday(day: date) -> bool:
    """Tell whether a day is a bank holiday in England and Wales."""
    return day in bank_holidays(day.year)


def easter(year: int) -> date:
    """
    Return Easter Sunday in the Gregorian calendar.

    Source: the Meeus/Jones/Butcher algorithm, after the tables of the Calendar
    (New Style) Act 1750.
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon = (century + 8) // 25
    moon = (century - moon + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leaps, over = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * leaps - epact - over) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _holidays(year: int) -> Iterator[tuple[date, str]]:
    sunday = easter(year)
    yield _weekday_for(date(year, 1, 1)), "New Year's Day"
    yield sunday - timedelta(days=2), "Good Friday"
    yield sunday + timedelta(days=1), "Easter Monday"
    yield _EARLY_MAY_MOVED.get(year) or _first_monday(year, 5), "Early May bank holiday"
    yield _SPRING_MOVED.get(year) or _last_monday(year, 5), "Spring bank holiday"
    yield _last_monday(year, 8), "Summer bank holiday"
    christmas = _weekday_for(date(year, 12, 25), taken=date(year, 12, 26))
    yield christmas, "Christmas Day"
    boxing = _weekday_for(date(year, 12, 26))
    yield (boxing if boxing != christmas else boxing + timedelta(days=1)), "Boxing Day"


def _weekday_for(day: date, taken: date | None = None) -> date:
    """Return the day itself, or the next weekday that no other holiday has taken."""
    while day.weekday() >= _SATURDAY or (day == taken):
        day += timedelta(days=1)
    return day


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(_MONDAY - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())
