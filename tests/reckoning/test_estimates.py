"""A whole estimated from those who told holds the truth about as often as it says."""

import random

import pytest

from folkmoot.reckoning.estimates import Layer, estimate


def test_estimate_holds_the_true_whole_in_nineteen_of_twenty_made_up_sectors():
    chance, held, rounds = random.Random(7), 0, 400
    for _round in range(rounds):
        sector = {
            "micro": [chance.randint(0, 30) for _ in range(600)],
            "large": [chance.randint(50, 400) for _ in range(40)],
        }
        layers = [Layer(name, len(all_of), chance.sample(all_of, max(20, len(all_of) // 8)))
                  for name, all_of in sector.items()]  # fmt: skip
        found = estimate(layers)
        assert found is not None
        held += found.low <= sum(map(sum, sector.values())) <= found.high

    assert 0.90 <= held / rounds <= 0.985


def test_whole_is_known_where_everybody_told():
    found = estimate([Layer("micro", 5, [1, 2, 3, 4, 5])])

    assert found is not None
    assert (found.low, found.high, found.told, found.covered) == (15, 15, 15, 5)


def test_kind_of_which_fewer_than_five_told_is_left_out_and_named():
    found = estimate([Layer("micro", 100, [1, 2, 3, 4, 5]), Layer("large", 10, [900.0] * 4)])

    assert found is not None
    assert (found.left_out, found.tellers, found.covered, found.told) == (("large",), 5, 100, 15)
    assert found.high < 900


def test_nothing_is_estimated_where_too_few_told():
    assert estimate([Layer("micro", 100, [1.0] * 4)]) is None
    assert estimate([]) is None


def test_estimate_is_never_less_than_what_those_who_told_have():
    found = estimate([Layer("micro", 6, [0, 0, 0, 0, 1000])])

    assert found is not None
    assert found.low == found.told == 1000
    assert found.high == pytest.approx(1200 + 1.959964 * 240_000**0.5)


def test_more_who_told_than_are_on_the_register_count_as_being_there():
    found = estimate([Layer("micro", 2, [1, 1, 1, 1, 1])])

    assert found is not None
    assert (found.covered, found.low, found.high) == (5, 5, 5)
