"""Figures are worked out again as far as rounding allows; what cannot be is found."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from folkmoot.reckoning.figures import (
    Figure,
    Range,
    change,
    each,
    exactly,
    faults,
    mixes_places,
    recount,
    rounded,
    share,
    years_old,
)

amounts = some.decimals(min_value="0.1", max_value="1000000", places=1)
TENTH = Decimal("0.1")


def told(
    value: str | Decimal, step: str = "0", *, unit: str = "people", place: str = "K1"
) -> Figure:
    return Figure(unit=unit, place=place, value=Decimal(value), step=Decimal(step))


def test_fall_of_26_per_cent_is_possible_where_the_inputs_give_26_point_6():
    nine, seven = told("9.4", "0.1"), told("6.9", "0.1")

    found = recount(told("26", "1"), "change", nine, seven)

    assert found.point is not None
    assert round(float(found.point), 1) == 26.6
    assert [round(float(end), 1) for end in (found.possible.low, found.possible.high)] == [
        25.7,
        27.5,
    ]
    assert found.agrees


@pytest.mark.parametrize(
    ("reported", "agrees"), [("24", False), ("25", False), ("26", True), ("27", True), ("28", True),
                             ("29", False), ("-27", True)],
)  # fmt: skip
def test_fall_stands_as_reported_outside_what_rounding_allows(reported, agrees):
    nine, seven = told("9.4", "0.1"), told("6.9", "0.1")

    assert recount(told(reported, "1"), "change", nine, seven).agrees is agrees


def test_shares_and_rates_of_the_documents_come_out():
    volunteers, groups = told("267030"), told("7500")
    low, high = told("640000000"), told("950000000")
    worth = Figure(unit="pounds", place="K1", low=low.value, high=high.value)

    for_each = recount(told("36", "1"), "each", volunteers, groups)
    value_each = recount(told("3000", "1000"), "each", worth, volunteers)

    assert round(float(for_each.point or 0), 1) == 35.6
    assert for_each.agrees
    assert value_each.point is None
    ends = (value_each.possible.low, value_each.possible.high)
    assert [round(float(end)) for end in ends] == [2397, 3558]
    eligible = recount(told("21.7", "0.1"), "share", told("2050"), told("9452"))
    assert (round(float(eligible.point or 0), 1), eligible.agrees) == (21.7, True)


@given(first=amounts, then=amounts, a=some.fractions(-1, 1), b=some.fractions(-1, 1))
def test_true_change_always_lies_in_what_rounding_allows(first, then, a, b):
    """Whatever the numbers were before they were rounded to tenths, their change is possible."""
    before, after = Fraction(first) + a / 20, Fraction(then) + b / 20
    possible = change(rounded(first, TENTH), rounded(then, TENTH))

    true = 100 * (after - before) / before

    assert possible.low <= true <= possible.high


@given(part=amounts, whole=amounts, a=some.fractions(-1, 1), b=some.fractions(-1, 1))
def test_true_share_and_rate_always_lie_in_what_rounding_allows(part, whole, a, b):
    real_part, real_whole = Fraction(part) + a / 20, Fraction(whole) + b / 20
    inputs = (rounded(part, TENTH), rounded(whole, TENTH))

    assert share(*inputs).low <= 100 * real_part / real_whole <= share(*inputs).high
    assert each(*inputs).low <= real_part / real_whole <= each(*inputs).high


@given(
    value=amounts,
    step=some.decimals(min_value="0", max_value="100", places=1),
    pull=some.fractions(-1, 1),
)
def test_rounded_figure_always_allows_what_rounds_to_it(value, step, pull):
    possible = rounded(value, step)

    assert possible.low <= Fraction(value) + pull * Fraction(step) / 2 <= possible.high
    assert possible.high - possible.low == Fraction(step)


@given(
    ends=some.tuples(*[some.fractions(-1000, 1000)] * 4),
    at=some.tuples(*[some.fractions(0, 1)] * 2),
)
def test_product_of_any_two_numbers_lies_in_the_product_of_their_ranges(ends, at):
    one, other = Range(*sorted(ends[:2])), Range(*sorted(ends[2:]))
    x = one.low + at[0] * (one.high - one.low)
    y = other.low + at[1] * (other.high - other.low)

    whole = one.times(other)

    assert whole.low <= x * y <= whole.high


@given(some.tuples(amounts, amounts))
def test_ranges_meet_each_other_or_neither_meets(pair):
    one, other = rounded(pair[0], 1), rounded(pair[1], 1)

    assert one.meets(other) is other.meets(one)
    assert one.meets(one)
    assert one.meets(other) is (abs(Fraction(pair[0]) - Fraction(pair[1])) <= 1)


def test_nothing_is_a_share_of_what_may_be_nothing():
    may_be_none = rounded(0, 1)

    for reckon in (change,):
        with pytest.raises(ValueError, match="above 0"):
            reckon(may_be_none, exactly(1))
    with pytest.raises(ValueError, match="above 0"):
        share(exactly(1), may_be_none)
    with pytest.raises(ValueError, match="nobody"):
        each(exactly(1), may_be_none)
    with pytest.raises(ValueError, match="below 0"):
        rounded(1, -1)
    with pytest.raises(ValueError, match="made by one of"):
        recount(told("1"), "guess", told("1"), told("1"))
    with pytest.raises(ValueError, match="a value or a range"):
        Figure(unit="people", place="K1").possible()


@pytest.mark.parametrize(
    ("figure", "found"),
    [
        ({"value": Decimal(1)}, []),
        ({"low": Decimal(640), "high": Decimal(950)}, []),
        ({"low": Decimal(950), "high": Decimal(640)}, ["range-reversed"]),
        ({"low": Decimal(640)}, ["range-without-end"]),
        ({}, ["figure-of-nothing"]),
        ({"value": Decimal(1), "low": Decimal(0), "high": Decimal(2)}, ["figure-both-ways"]),
        ({"value": Decimal(1), "place": " "}, ["figure-without-place"]),
        ({"value": Decimal(1), "unit": ""}, ["figure-without-unit"]),
        ({"value": Decimal(101), "is_share": True}, ["share-over-all"]),
        ({"value": Decimal(100), "is_share": True}, []),
        ({"value": Decimal(-1), "is_share": True}, ["share-below-none"]),
        ({"low": Decimal(90), "high": Decimal(110), "is_share": True}, ["share-over-all"]),
        ({"value": Decimal(140)}, []),
    ],
)  # fmt: skip
def test_what_cannot_be_about_a_figure_is_found(figure, found):
    assert faults(Figure(**({"unit": "per cent", "place": "K1"} | figure))) == found


def test_figures_for_one_place_do_not_mix_and_for_two_do():
    county, area = told("1", place="county"), told("2", place="council")

    assert mixes_places([county, county]) == []
    assert mixes_places([county, area, county]) == ["council", "county"]


@pytest.mark.parametrize(("of", "now", "age"), [(2022, 2026, 4), (2026, 2026, 0), (2030, 2026, 0)])
def test_age_is_told_in_whole_years(of, now, age):
    assert years_old(of, now) == age
