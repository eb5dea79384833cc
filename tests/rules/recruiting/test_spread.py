"""Names from a narrow circle are named as such, and need a reason."""

import pytest

from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.recruiting.spread import Name, names_are_spread

CLAUSE = Clause("dorset-vcsa", "1", "find-people", "Discussions 2", "Finding people")
A, B = Name("Alpha", "North", "major"), Name("Beta", "South", "micro")
A2 = Name("Alpha", "North", "major")


@pytest.mark.clause("dorset-vcsa-find-people")
def test_names_of_one_hand_place_and_size_are_narrow_until_a_reason_is_given():
    found = names_are_spread(CLAUSE, [A, A2], [A, A2, B])
    assert found is not None
    assert len(found.facts["narrow"]) == 3
    with pytest.raises(Refusal):
        found.require()
    told = names_are_spread(CLAUSE, [A, A2], [A, A2, B], because="Nobody else was free.")

    assert told is not None
    assert told.holds


def test_names_are_not_held_against_what_the_pool_has_not():
    found = names_are_spread(CLAUSE, [A, Name("Gamma", "North", "major")], [A, A2])

    assert found is not None
    assert found.holds


def test_one_name_and_no_document_are_held_against_nothing():
    assert names_are_spread(CLAUSE, [A], [A, B]) is None
    assert names_are_spread(None, [A, A2], [A, B]) is None
