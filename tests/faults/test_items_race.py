"""Two at one item of an agenda, and many who add to one meeting at once."""

import pytest

from tests.faults.databases import a_database, told

ONE_OF_TWO = ["changed-meanwhile", "done"]


@pytest.mark.slow
def test_one_of_two_who_begin_change_or_end_an_item_at_once_succeeds(tmp_path):
    times = 4

    with a_database(tmp_path) as database:
        race = told(database, "items", times, of="gathering")

    assert race["take"] == race["change"] == race["end"] == [ONE_OF_TWO] * times
    assert race["agree"] == times


@pytest.mark.slow
def test_items_motions_and_actions_that_are_added_at_once_each_get_their_own_number(tmp_path):
    each = 6

    with a_database(tmp_path) as database:
        crowd = told(database, "numbers", each, of="gathering")

    assert crowd["told"] == {"done": 4 * each + 1, "changed-meanwhile": each - 1}
    assert crowd["items"] == each + 2
    assert crowd["positions_run_on"]
    assert crowd["references"] == each
    assert crowd["numbers"] == list(range(1, each + 1))
    assert crowd["here"] == each
    assert crowd["whole"]
