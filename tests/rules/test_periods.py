"""Days and moments, one by one across the years, and against a second way of reckoning."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from folkmoot.rules.periods import (
    LONDON,
    UNITS,
    Period,
    Span,
    add,
    add_to_moment,
    clear_days,
    is_working_day,
    local_day,
    local_midnight,
    take,
    take_from_moment,
    working_days,
)

A_SECOND = timedelta(seconds=1)
DAYS = some.dates(date(1995, 1, 1), date(2090, 12, 31))
MOMENTS = some.builds(
    lambda day, clock: datetime.combine(day, clock, UTC),
    some.dates(date(1997, 1, 1), date(2036, 12, 31)),
    some.times(),
)
LENGTHS = some.builds(Period, some.integers(0, 40), some.sampled_from(UNITS))


def every_day(first: date, until: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((until - first).days)]


def months_on(start: date, months: int) -> date:
    """Step month by month, then clamp: a second, slower way."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        (date(2026, 1, 31), Period(3, "calendar months"), date(2026, 4, 30)),
        (date(2026, 1, 31), Period(1, "calendar months"), date(2026, 2, 28)),
        (date(2028, 1, 31), Period(1, "calendar months"), date(2028, 2, 29)),
        (date(2026, 11, 30), Period(3, "calendar months"), date(2027, 2, 28)),
        (date(2024, 2, 29), Period(1, "years"), date(2025, 2, 28)),
        (date(2024, 2, 29), Period(4, "years"), date(2028, 2, 29)),
        (date(2026, 3, 2), Period(3, "years"), date(2029, 3, 2)),
        (date(2026, 3, 2), Period(21, "days"), date(2026, 3, 23)),
        (date(2026, 3, 2), Period(12, "weeks"), date(2026, 5, 25)),
        (date(2026, 3, 2), Period(1, "clear days"), date(2026, 3, 4)),
        (date(2026, 4, 2), Period(1, "working days"), date(2026, 4, 7)),
        (date(2026, 12, 24), Period(2, "working days"), date(2026, 12, 30)),
    ],
)
def test_period_after_a_day_ends_where_a_lawyer_would_say(start, period, end):
    assert add(start, period) == end


@pytest.mark.parametrize(
    ("end", "period", "start"),
    [
        (date(2026, 3, 12), Period(7, "days"), date(2026, 3, 5)),
        (date(2026, 3, 12), Period(7, "clear days"), date(2026, 3, 4)),
        (date(2026, 4, 7), Period(1, "working days"), date(2026, 4, 2)),
        (date(2026, 3, 31), Period(1, "calendar months"), date(2026, 2, 28)),
    ],
)
def test_period_before_a_day_begins_where_it_should(end, period, start):
    assert take(end, period) == start


def test_months_agree_with_stepping_on_every_day_of_eight_years():
    for start in every_day(date(2020, 1, 1), date(2028, 3, 2)):
        for months in (1, 3, 6, 12, 36):
            assert add(start, Period(months, "calendar months")) == months_on(start, months)


def test_years_agree_with_twelve_times_the_months_on_every_day_of_eight_years():
    for start in every_day(date(2020, 1, 1), date(2028, 3, 2)):
        assert add(start, Period(3, "years")) == months_on(start, 36)


def test_clear_days_agree_with_counting_on_every_day_of_a_year():
    for given_on in every_day(date(2027, 12, 1), date(2028, 12, 1)):
        meets_on = add(given_on, Period(14, "clear days"))
        assert clear_days(given_on=given_on, meets_on=meets_on) == 14


def test_clear_days_need_a_meeting_after_the_notice():
    with pytest.raises(ValueError, match="is not after the notice"):
        clear_days(given_on=date(2026, 3, 2), meets_on=date(2026, 3, 2))


@given(start=DAYS, count=some.integers(1, 60))
def test_working_days_added_are_the_working_days_between(start, count):
    end = add(start, Period(count, "working days"))

    assert is_working_day(end)
    assert working_days(start + timedelta(days=1), end + timedelta(days=1)) == count
    assert take(end + timedelta(days=1), Period(1, "working days")) == end


def test_working_days_follow_the_calendar_they_are_given():
    assert add(date(2026, 4, 2), Period(1, "working days"), calendar=set().__contains__) == date(
        2026, 4, 3
    )


@given(start=DAYS, period=LENGTHS)
def test_longer_period_never_ends_sooner(start, period):
    longer = Period(period.value + 1, period.unit)

    assert start <= add(start, period) < add(start, longer)
    assert take(start, longer) < take(start, period) <= start


@given(start=DAYS, later=DAYS, period=LENGTHS)
def test_later_start_never_ends_sooner(start, later, period):
    start, later = sorted((start, later))

    assert add(start, period) <= add(later, period)


@given(start=DAYS, period=LENGTHS.filter(lambda period: period.unit in ("days", "weeks")))
def test_days_taken_are_the_days_added(start, period):
    assert take(add(start, period), period) == start


@pytest.mark.parametrize("unit", ["months", "day", "", "votes each"])
def test_period_in_a_unit_that_cannot_be_computed_is_a_fault(unit):
    with pytest.raises(ValueError, match="is not one of days"):
        Period(1, unit)


def test_period_below_nothing_is_a_fault():
    with pytest.raises(ValueError, match="cannot be -1"):
        Period(-1, "days")


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(1, "calendar months"), "1 calendar month"),
        (Period(3, "years"), "3 years"),
        (Period(1, "days"), "1 day"),
    ],
)
def test_period_is_told_in_words(period, words):
    assert str(period) == words


# Moments and clocks


@pytest.mark.parametrize(
    ("at", "period", "expected"),
    [
        # The clocks go forward on 29 March 2026: 6pm GMT, then 6pm BST.
        (
            datetime(2026, 3, 28, 18, tzinfo=UTC),
            Period(1, "days"),
            datetime(2026, 3, 29, 17, tzinfo=UTC),
        ),
        # They go back on 25 October 2026.
        (
            datetime(2026, 10, 24, 17, tzinfo=UTC),
            Period(1, "days"),
            datetime(2026, 10, 25, 18, tzinfo=UTC),
        ),
        # Half past one does not exist on the 29th; it is half past two.
        (
            datetime(2026, 3, 28, 1, 30, tzinfo=UTC),
            Period(1, "days"),
            datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        ),
        # Half past one comes twice on the 25th; the first is meant.
        (
            datetime(2026, 10, 24, 0, 30, tzinfo=UTC),
            Period(1, "days"),
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ),
        (
            datetime(2026, 3, 2, 9, tzinfo=UTC),
            Period(6, "calendar months"),
            datetime(2026, 9, 2, 8, tzinfo=UTC),
        ),
    ],
)
def test_moment_keeps_the_time_on_the_wall_across_a_clock_change(at, period, expected):
    assert add_to_moment(at, period) == expected


def test_wall_clock_is_kept_on_every_day_of_six_years():
    for start in every_day(date(2024, 1, 1), date(2030, 1, 1)):
        at = datetime.combine(start, time(18), LONDON)
        for period in (Period(21, "days"), Period(6, "calendar months")):
            after = add_to_moment(at, period).astimezone(LONDON)
            before = take_from_moment(at, period).astimezone(LONDON)
            assert (after.date(), after.time()) == (add(start, period), time(18))
            assert (before.date(), before.time()) == (take(start, period), time(18))


@given(at=MOMENTS, period=LENGTHS)
def test_moment_falls_on_the_day_that_the_day_falls_on(at, period):
    assert local_day(add_to_moment(at, period)) == add(local_day(at), period)


def test_every_local_day_begins_at_its_midnight_and_a_second_before_is_the_day_before():
    for day in every_day(date(2020, 1, 1), date(2030, 1, 1)):
        midnight = local_midnight(day)
        assert midnight.tzinfo is UTC
        assert local_day(midnight) == day
        assert local_day(midnight - A_SECOND) == day - timedelta(days=1)


def test_days_on_which_the_clocks_change_have_23_and_25_hours():
    lengths = [
        local_midnight(day + timedelta(days=1)) - local_midnight(day)
        for day in (date(2026, 3, 29), date(2026, 10, 25), date(2026, 6, 1))
    ]

    assert lengths == [timedelta(hours=23), timedelta(hours=25), timedelta(hours=24)]


def test_another_zone_has_its_own_midnight():
    assert local_midnight(date(2026, 1, 1), ZoneInfo("Asia/Tokyo")) == datetime(
        2025, 12, 31, 15, tzinfo=UTC
    )


@pytest.mark.parametrize("ask", [local_day, lambda at: add_to_moment(at, Period(1, "days"))])
def test_moment_without_a_zone_is_a_fault(ask):
    with pytest.raises(ValueError, match="no time zone"):
        ask(datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None))


# Spans


@pytest.mark.parametrize(
    ("day", "is_in", "is_over", "is_to_come"),
    [
        (date(2026, 3, 1), False, False, True),
        (date(2026, 3, 2), True, False, False),
        (date(2026, 3, 8), True, False, False),
        (date(2026, 3, 9), False, True, False),
    ],
)
def test_first_day_is_in_and_last_day_is_out(day, is_in, is_over, is_to_come):
    span = Span(date(2026, 3, 2), date(2026, 3, 9))

    assert (day in span, span.is_over(day), span.is_to_come(day)) == (is_in, is_over, is_to_come)


def test_span_without_an_end_is_never_over():
    assert date.max in Span(date(2026, 3, 2))


def test_hour_that_comes_twice_is_told_apart():
    opens = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    closes = datetime(2026, 10, 25, 1, 15, tzinfo=LONDON, fold=1)

    assert datetime(2026, 10, 25, 1, 10, tzinfo=LONDON, fold=1) in Span(opens, closes)


def test_span_that_ends_before_it_starts_is_a_fault():
    with pytest.raises(ValueError, match="before it starts"):
        Span(date(2026, 3, 9), date(2026, 3, 2))


@given(a=DAYS, b=DAYS, c=DAYS, d=DAYS)
def test_spans_overlap_exactly_when_they_have_a_day_in_common(a, b, c, d):
    base = date(2026, 1, 1)
    a, b, c, d = (base + timedelta(days=day.toordinal() % 9) for day in (a, b, c, d))
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    common = [day for day in every_day(base, base + timedelta(9)) if day in one and day in other]

    assert one.overlaps(other) is other.overlaps(one) is bool(common)
