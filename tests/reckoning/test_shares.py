"""The interval on a share: worked examples, and how often it holds what it should."""

from random import Random

import pytest

from folkmoot.reckoning.shares import interval


def test_half_of_twenty():
    """Wilson's score interval for 10 of 20 is 0.299 to 0.701 (his paper's formula, by hand)."""
    found = interval(found=10, asked=20)

    assert (found.share, round(found.low, 3), round(found.high, 3)) == (0.5, 0.299, 0.701)


def test_nobody_of_ten_still_leaves_room_above():
    found = interval(found=0, asked=10)

    assert found.low == 0.0
    assert round(found.high, 3) == 0.278


def test_whoever_asked_everybody_knows_it():
    found = interval(found=3, asked=4, of=4)

    assert found.low == found.high == found.share == 0.75


def test_a_part_of_few_tells_more_than_a_part_of_very_many():
    few, many = interval(found=10, asked=20, of=30), interval(found=10, asked=20)

    assert many.low < few.low < few.high < many.high


def test_about_nineteen_of_twenty_intervals_hold_the_truth():
    """1,000 samples of 20 from 60, of which 24 would say yes; seeded."""
    chance, whole = Random(2026), [True] * 24 + [False] * 36
    held = 0
    for _ in range(1000):
        sample = chance.sample(whole, 20)
        told = interval(found=sum(sample), asked=20, of=60)
        held += told.low <= 24 / 60 <= told.high

    assert 930 <= held <= 985


@pytest.mark.parametrize("numbers", [(1, 0, None), (3, 2, None), (-1, 2, None), (1, 3, 2)])
def test_numbers_that_are_no_sample_are_refused(numbers):
    found, asked, of = numbers
    with pytest.raises(ValueError, match="no share of a sample"):
        interval(found=found, asked=asked, of=of)
