"""Little is asked of those who get little."""

from datetime import date

import pytest

from folkmoot.rules.funding.monitoring import adds_up, asks_by_outcome, checks_of, reports_due

START, END = date(2024, 2, 29), date(2027, 2, 28)


def test_small_award_is_told_of_once_and_a_large_one_each_year_too():
    told = {"starts_on": START, "ends_on": END, "small_pence": 500_000}

    assert reports_due(pence=5_000_000, **told) == [END]
    assert reports_due(pence=5_000_001, **told) == [date(2025, 2, 28), date(2026, 2, 28), END]
    assert not asks_by_outcome(pence=500_000, small_pence=500_000)
    assert asks_by_outcome(pence=500_001, small_pence=500_000)


@pytest.mark.parametrize(
    ("size", "checks"),
    [("micro", 1), ("small", 2), ("medium", 2), ("large", 2), ("major", 2), ("unknown", 1)],
)
def test_what_is_shown_fits_the_size(size, checks):
    assert len(checks_of(size)) == checks
    assert ("audit" in checks_of(size)) is (size in ("large", "major"))


def test_parts_that_do_not_add_up_say_by_how_much():
    assert adds_up([40, 59], to=100) == -1
    assert adds_up([40, 60], to=100) == 0
