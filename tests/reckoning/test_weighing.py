"""Weights bring those who answered to the make-up of the whole, and say what that costs."""

import numpy as np
import pytest

from folkmoot.reckoning.weighing import Margin, rake

SIZES = np.array([0] * 20 + [1] * 60 + [2] * 120)
"""A realistic answer: 20 small, 60 middling and 120 large, of a sector that is mostly small."""


def test_weights_meet_every_margin_at_once():
    rng = np.random.default_rng(5)
    sizes, places = rng.integers(0, 3, 400), rng.integers(0, 4, 400)

    weighed = rake(
        [Margin("size", sizes, [700, 200, 100]), Margin("place", places, [1, 2, 3, 4])], count=400
    )

    by_size = np.bincount(sizes, weights=weighed.weights) / 400
    by_place = np.bincount(places, weights=weighed.weights) / 400
    assert weighed.is_settled
    assert by_size == pytest.approx([0.7, 0.2, 0.1], abs=1e-6)
    assert by_place == pytest.approx([0.1, 0.2, 0.3, 0.4], abs=1e-6)
    assert weighed.weights.mean() == pytest.approx(1)


def test_a_bias_towards_large_organisations_costs_most_of_the_answers():
    weighed = rake([Margin("size", SIZES, [6000, 1200, 300])], count=200)

    assert weighed.design_effect == pytest.approx(6.48, abs=0.01)
    assert weighed.effective == pytest.approx(30.9, abs=0.1)


def test_answers_that_are_like_the_whole_all_weigh_one():
    weighed = rake([Margin("size", SIZES, [200, 600, 1200])], count=200)

    assert weighed.weights == pytest.approx(np.ones(200))
    assert weighed.design_effect == pytest.approx(1)


def test_a_kind_nobody_answered_of_is_named_and_spoken_for_by_nobody():
    sizes = np.array([0, 0, 1, 1])

    weighed = rake([Margin("size", sizes, [50, 50, 900])], count=4)

    assert weighed.unheard == [("size", 2)]
    assert weighed.weights == pytest.approx(np.ones(4))


def test_margins_that_cannot_both_be_met_are_said_not_to_settle():
    sizes, places = np.array([0, 0, 1, 1]), np.array([0, 0, 1, 1])

    weighed = rake([Margin("size", sizes, [9, 1]), Margin("place", places, [1, 9])], count=4)

    assert not weighed.is_settled


def test_margin_of_another_length_is_refused():
    with pytest.raises(ValueError, match="size tells of 200 answers, not 3"):
        rake([Margin("size", SIZES, [1, 1, 1])], count=3)


def test_nobody_cannot_be_weighed():
    with pytest.raises(ValueError, match="nobody answered"):
        rake([], count=0)
