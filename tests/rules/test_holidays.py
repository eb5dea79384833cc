"""Bank holidays, against the list the government printed and a second implementation."""

from datetime import date, timedelta

import holidays as second
import pytest

from folkmoot.rules.holidays import FIRST_YEAR, LAST_YEAR, bank_holidays, easter, is_bank_holiday

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


def test_holidays_of_2022_are_those_that_were_printed():
    assert list(bank_holidays(2022)) == [
        date(2022, 1, 3),
        date(2022, 4, 15),
        date(2022, 4, 18),
        date(2022, 5, 2),
        date(2022, 6, 2),
        date(2022, 6, 3),
        date(2022, 8, 29),
        date(2022, 9, 19),
        date(2022, 12, 26),
        date(2022, 12, 27),
    ]


def test_early_may_holiday_of_2020_is_on_ve_day():
    assert is_bank_holiday(date(2020, 5, 8))
    assert not is_bank_holiday(date(2020, 5, 4))


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2020, {25: "Christmas Day", 28: "Boxing Day"}),
        (2021, {27: "Christmas Day", 28: "Boxing Day"}),
        (2022, {26: "Boxing Day", 27: "Christmas Day"}),
        (2023, {25: "Christmas Day", 26: "Boxing Day"}),
    ],
)
def test_christmas_at_a_weekend_is_moved_to_weekdays(year, days):
    december = {day.day: name for day, name in bank_holidays(year).items() if day.month == 12}

    assert december == days


@pytest.mark.parametrize("year", [1989, 2101])
def test_year_that_is_not_known_is_a_fault(year):
    with pytest.raises(ValueError, match=f"not {year}"):
        bank_holidays(year)


@pytest.mark.parametrize("year", YEARS)
def test_weekday_holidays_are_those_of_a_second_implementation(year):
    theirs = second.country_holidays("GB", subdiv="ENG", years=year)
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)] + [date(year, 12, 31)]

    differences = [
        day for day in days if day.weekday() < 5 and (day in theirs) is not is_bank_holiday(day)
    ]

    assert differences == []


def test_no_holiday_is_at_a_weekend_and_each_year_has_eight_or_more():
    assert [day for year in YEARS for day in bank_holidays(year) if day.weekday() > 4] == []
    assert min(len(bank_holidays(year)) for year in YEARS) == 8


def test_easter_is_a_sunday_between_22_march_and_25_april():
    for year in range(1800, 2300):
        sunday = easter(year)
        assert sunday.weekday() == 6
        assert date(year, 3, 22) <= sunday <= date(year, 4, 25)
    assert easter(2026) == date(2026, 4, 5)
