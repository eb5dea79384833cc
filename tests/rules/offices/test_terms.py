"""When a term ends and when the next choice is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from folkmoot.rules.offices.terms import (
    casual_successor_keeps_the_end_date,
    casual_vacancy_term_ends_on,
    first_election_is_in_time,
    interim_chair_is_from_infrastructure,
    reselection_is_in_time,
    term_ends_on,
    term_is_no_longer_than_fixed,
)

A_DAY = timedelta(days=1)
DAYS = some.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.clause("staffs-7.1-term")
@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 3, 2), date(2029, 3, 2)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 28)),
    ],
)
def test_chair_serves_three_years_and_not_a_day_longer(book, starts_on, ends_on):
    assert term_ends_on(book, starts_on=starts_on) == ends_on
    assert term_is_no_longer_than_fixed(book, starts_on=starts_on, ends_on=ends_on).holds
    assert term_is_no_longer_than_fixed(book, starts_on=starts_on, ends_on=ends_on - A_DAY).holds

    long = term_is_no_longer_than_fixed(book, starts_on=starts_on, ends_on=ends_on + A_DAY)
    assert (long.holds, long.code) == (False, "term-too-long")
    assert long.facts["latest"] == ends_on
    assert long.clause == book.clause("chair-term")


@given(starts_on=DAYS)
def test_term_takes_in_1095_or_1096_days(book, starts_on):
    length = term_ends_on(book, starts_on=starts_on) - starts_on

    assert length.days in (1095, 1096)


@pytest.mark.clause("staffs-7.1-casual")
@pytest.mark.parametrize("off_by", [-A_DAY, A_DAY, 365 * A_DAY])
def test_successor_inherits_the_end_of_the_term(book, off_by):
    original = date(2029, 3, 2)
    assert casual_vacancy_term_ends_on(book, original_ends_on=original) == original
    kept = {"original_ends_on": original, "ends_on": original}
    assert casual_successor_keeps_the_end_date(book, **kept).holds

    finding = casual_successor_keeps_the_end_date(book, **kept | {"ends_on": original + off_by})
    assert (finding.holds, finding.code) == (False, "casual-term-wrong")
    assert finding.clause == book.clause("casual-vacancy")


@pytest.mark.clause("staffs-7.1-interim")
@pytest.mark.parametrize(
    ("body", "holds"), [("Support Staffordshire", True), ("VAST", True), ("Hanley Kitchen", False)]
)
def test_interim_chair_comes_from_an_infrastructure_body(book, body, holds):
    finding = interim_chair_is_from_infrastructure(book, body=body)

    assert finding.holds is holds
    assert finding.by_whom == (None if holds else "Support Staffordshire or VAST")


@pytest.mark.clause("staffs-7.1-first")
@pytest.mark.parametrize(
    ("recognised_on", "latest"),
    [
        (date(2022, 4, 1), date(2022, 10, 1)),
        (date(2022, 8, 31), date(2023, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
    ],
)
def test_first_election_is_within_six_months_of_recognition(book, recognised_on, latest):
    in_time = first_election_is_in_time(book, recognised_on=recognised_on, held_on=latest)
    late = first_election_is_in_time(book, recognised_on=recognised_on, held_on=latest + A_DAY)

    assert in_time.holds
    assert (late.holds, late.code, late.facts["latest"]) == (False, "first-election-late", latest)


@pytest.mark.clause("staffs-7.2")
def test_group_picks_its_chair_again_within_three_years(book):
    selected_on, latest = date(2022, 5, 10), date(2025, 5, 10)

    in_time = reselection_is_in_time(book, selected_on=selected_on, reselected_on=latest)
    late = reselection_is_in_time(book, selected_on=selected_on, reselected_on=latest + A_DAY)

    assert in_time.holds
    assert (late.holds, late.code) == (False, "reselection-late")
