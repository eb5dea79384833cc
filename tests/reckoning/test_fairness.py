"""A planted bias is found, and none is found where none was planted."""

import numpy as np
import pytest

from folkmoot.reckoning.fairness import (
    Kind,
    concentration,
    index,
    missing_to_even,
    standings,
    whom_to_ask,
)

SIZES = {"micro": 480, "small": 300, "medium": 160, "large": 60}
PLACES = {"north": 400, "south": 350, "east": 250}


def a_year(seed: int, *, odds: dict[str, float]) -> list[Kind]:
    """1,000 organisations of which 200 are heard, each size with its odds."""
    rng = np.random.default_rng(seed)
    sizes = np.repeat(list(SIZES), list(SIZES.values()))
    places = rng.permutation(np.repeat(list(PLACES), list(PLACES.values())))
    weight = np.array([odds.get(size, 1.0) for size in sizes])
    heard = rng.choice(1000, 200, replace=False, p=weight / weight.sum())
    return [
        *(Kind("size", name, SIZES[name], int((sizes[heard] == name).sum())) for name in SIZES),
        *(Kind("place", name, PLACES[name], int((places[heard] == name).sum())) for name in PLACES),
    ]


def test_planted_bias_is_found_in_1000_worlds_and_none_where_none_was_planted():
    alarms = sum(
        any(
            one.is_under or one.is_over
            for one in standings(a_year(seed, odds={}), whole=1000, heard=200)
        )
        for seed in range(1000)
    )
    found = sum(
        any(
            one.is_under and one.kind.name == "micro"
            for one in standings(a_year(seed, odds={"micro": 0.5}), whole=1000, heard=200)
        )
        for seed in range(1000)
    )

    assert alarms <= 50
    assert found >= 950


def test_index_is_100_when_heard_as_they_are_there_and_falls_with_bias():
    even = [Kind("size", "small", 80, 8), Kind("size", "large", 20, 2)]
    turned = [Kind("size", "small", 80, 2), Kind("size", "large", 20, 8)]

    assert index(even) == pytest.approx(100)
    assert index(turned) == pytest.approx(40)
    assert index([Kind("size", "small", 80, 0)]) is None


def test_those_of_whom_nothing_is_known_are_neither_tested_nor_counted_in_the_index():
    kinds = [
        Kind("size", "small", 50, 50),
        Kind("size", "not known", 950, 0, is_known=False),
    ]

    assert index(kinds) == pytest.approx(100)
    assert standings(kinds, whole=1000, heard=50)[1].chance == 1.0


def test_missing_is_what_brings_the_share_to_even():
    kind = Kind("size", "micro", 500, 10)

    missing = missing_to_even(kind, whole=1000, heard=60)

    assert missing == 40
    assert (10 + missing) / (60 + missing) == pytest.approx(0.5)


def test_more_heard_than_there_are_is_a_fault():
    with pytest.raises(ValueError, match="more were heard"):
        standings([Kind("size", "micro", 5, 6)], whole=10, heard=6)


def test_few_hands_are_counted():
    few = concentration([50, 30, 10, 5, 5, 0])

    assert few is not None
    assert (few.voices, few.times, few.half, few.largest) == (5, 100, 1, 0.5)
    assert concentration([0, 0]) is None


def test_one_who_closes_two_gaps_is_asked_before_two_who_close_one_each():
    micro, north = ("size", "micro"), ("place", "north")
    candidates = {1: frozenset({micro}), 2: frozenset({north}), 3: frozenset({micro, north})}

    asked = whom_to_ask(candidates, {micro: 1, north: 1}, most=5)

    assert asked == [(3, [north, micro])]


def test_no_more_are_asked_than_gaps_need_or_than_was_said():
    micro = ("size", "micro")
    candidates = {key: frozenset({micro}) for key in range(10)}

    assert [key for key, _ in whom_to_ask(candidates, {micro: 3}, most=5)] == [0, 1, 2]
    assert [key for key, _ in whom_to_ask(candidates, {micro: 9}, most=2)] == [0, 1]
    assert whom_to_ask(candidates, {}, most=5) == []
