"""What is shown gives no few away: attacked by subtraction in many made-up consultations."""

from itertools import combinations

import numpy as np
import pytest

from folkmoot.reckoning.hiding import LEAST, shown


def masks(codes: np.ndarray, names: str) -> dict[str, np.ndarray]:
    return {name: codes == at for at, name in enumerate(names)}


def given_away(ways, kept, count):
    """
    Take every sum of shown groups of one way that do not overlap from all, and from every group
    shown around them; return those that leave a few.
    """
    found = []
    around = [np.ones(count, dtype=bool), *(ways[way][name] for way, name in kept)]
    for whole in around:
        for way, groups in ways.items():
            inside = [
                mask for name, mask in groups.items()
                if (way, name) in kept and not (mask & ~whole).any()
            ]  # fmt: skip
            for size in range(1, len(inside) + 1):
                for parts in combinations(inside, size):
                    if np.sum(parts, axis=0).max(initial=0) > 1:
                        continue
                    left = int(whole.sum()) - int(np.sum(parts))
                    if 0 < left < LEAST:
                        found.append(left)
    return found


def test_group_of_a_few_is_hidden_and_so_is_the_one_that_would_give_it_away():
    sizes = np.array([0] * 3 + [1] * 6 + [2] * 20)

    assert shown({"size": masks(sizes, "abc")}, count=29) == {("size", "c")}


def test_two_hidden_groups_that_are_enough_together_hide_no_third():
    sizes = np.array([0] * 3 + [1] * 4 + [2] * 20)

    assert shown({"size": masks(sizes, "abc")}, count=27) == {("size", "c")}


def test_groups_that_are_all_large_enough_are_all_shown():
    sizes = np.array([0] * 5 + [1] * 6)

    assert shown({"size": masks(sizes, "ab")}, count=11) == {("size", "a"), ("size", "b")}


def test_fewer_than_five_answers_show_no_group():
    assert shown({"size": masks(np.zeros(4, dtype=int), "a")}, count=4) == set()


def test_group_within_another_way_is_hidden_when_what_is_left_is_few():
    sizes = np.array([0] * 10 + [1] * 20)
    places = np.array([0] * 8 + [1] * 22)

    kept = shown({"size": masks(sizes, "ab"), "place": masks(places, "xy")}, count=30)

    assert ("size", "a") not in kept or ("place", "x") not in kept


@pytest.mark.parametrize("seed", range(40))
def test_no_subtraction_leaves_a_few(seed):
    rng = np.random.default_rng(seed)
    for _ in range(25):
        count = int(rng.integers(5, 60))
        ways = {
            way: masks(rng.choice(kinds, count, p=rng.dirichlet(np.ones(kinds) * 0.5)), "abcdef")
            for way, kinds in (("size", 5), ("place", 6), ("channel", 3))
        }
        ways["theme"] = {name: rng.random(count) < rng.random() for name in "mnop"}

        kept = shown(ways, count=count)

        assert given_away(ways, kept, count) == []
        assert all(ways[way][name].sum() >= LEAST for way, name in kept)
