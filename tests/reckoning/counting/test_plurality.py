import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.reckoning.counting import plurality

CHOICES = st.lists(st.sampled_from(["a", "b", "c", None]), max_size=60)


def test_most_votes_lead_and_nobody_is_left_out():
    tally = plurality.count(["b", "a", "b", None], ["a", "b", "c"])

    assert tally.votes == {"b": 2, "a": 1, "c": 0}
    assert list(tally.votes) == ["b", "a", "c"]
    assert (tally.blank, tally.ballots, tally.leaders) == (1, 4, ("b",))


def test_those_who_are_level_lead_together():
    assert plurality.count(["a", "b"], ["a", "b", "c"]).leaders == ("a", "b")


def test_no_votes_leave_everybody_level():
    assert plurality.count([], ["a", "b"]).leaders == ("a", "b")
    assert plurality.count([None], []).leaders == ()


@pytest.mark.parametrize(
    ("choices", "candidates"), [(["z"], ["a"]), (["a"], ["a", "a"])], ids=["stranger", "twice"]
)
def test_paper_or_ballot_that_is_wrong_is_a_fault(choices, candidates):
    with pytest.raises(ValueError, match="paper"):
        plurality.count(choices, candidates)


@given(CHOICES, st.randoms())
def test_order_of_the_ballots_makes_no_difference_and_none_is_lost(choices, chance):
    before = plurality.count(choices, ["a", "b", "c"])
    shuffled = list(choices)
    chance.shuffle(shuffled)

    after = plurality.count(shuffled, ["a", "b", "c"])

    assert before == after
    assert before.ballots == len(choices)
    assert all(before.votes[name] == choices.count(name) for name in "abc")
