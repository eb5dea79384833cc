"""A sum shared out adds up to the penny, whatever the needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from folkmoot.reckoning.allocating import base_and_extra, by_need

NEEDS = some.dictionaries(some.text("abcdef", min_size=1, max_size=3), some.integers(0, 10**6),
                          min_size=1, max_size=9)  # fmt: skip


def test_pennies_left_over_go_to_the_largest_remainders():
    assert by_need(100, {"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert by_need(10, {"a": 5, "b": 3, "c": 1}) == {"a": 6, "b": 3, "c": 1}
    assert by_need(7, {"a": 0, "b": 2}) == {"a": 0, "b": 7}


@given(some.integers(0, 10**12), NEEDS)
def test_shares_add_up_and_none_is_a_penny_from_its_due(pence, needs):
    if not sum(needs.values()):
        return
    shares = by_need(pence, needs)

    assert sum(shares.values()) == pence
    for place, need in needs.items():
        assert abs(shares[place] * sum(needs.values()) - pence * need) < sum(needs.values())


def test_base_comes_first_and_the_total_is_unchanged():
    shares = base_and_extra(100_001, base_pence=20_000, needs={"n": 1, "s": 2})

    assert shares == {"n": (20_000, 20_000), "s": (20_000, 40_001)}
    assert sum(base + extra for base, extra in shares.values()) == 100_001


@pytest.mark.parametrize(
    ("pence", "base", "needs"),
    [(-1, 0, {"a": 1}), (10, 6, {"a": 1, "b": 1}), (10, 0, {"a": 0}), (10, 0, {}),
     (10, -1, {"a": 1}), (10, 0, {"a": -1, "b": 2})],
)  # fmt: skip
def test_what_cannot_be_shared_out_is_said(pence, base, needs):
    with pytest.raises(ValueError, match=r"shared out|do not fit"):
        base_and_extra(pence, base_pence=base, needs=needs)
