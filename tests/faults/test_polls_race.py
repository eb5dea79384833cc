"""
A vote at a meeting that many press at once, and decisions that end what others change.

One organisation, one vote; what is accepted while the vote is closed is what is counted; and no
deed waits for another that waits for it.
"""

import pytest

from tests.faults.databases import a_database, told


@pytest.mark.slow
def test_votes_of_two_people_of_each_member_are_counted_once_while_the_vote_is_closed(tmp_path):
    times, members = 2, 7

    with a_database(tmp_path) as database:
        race = told(database, "polls", times, members, of="gathering")

    assert set(race["told"]) <= {"done", "poll-closed", "poll-closed-already", "vote-cast-already"}
    assert race["told"]["poll-closed-already"] == times
    assert sum(race["told"].values()) == times * (2 * members + 2)
    assert race["agree"] == times
    assert race["whole"]


@pytest.mark.slow
def test_motion_settled_from_two_sides_ends_a_membership_while_its_member_leaves(tmp_path):
    times = 4

    with a_database(tmp_path) as database:
        race = told(database, "ends", times, of="gathering")

    for first, second, leaving in race["told"]:
        assert [first, second] == ["done", "motion-decided"]
        assert leaving in ("done", "no-member-that-day")
    assert race["agree"] == times
