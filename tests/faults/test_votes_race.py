"""One organisation, one vote, however many of its people press the button at once."""

import os

import pytest

from tests.faults.databases import a_database, told

POSTGRESQL = bool(os.environ.get("FOLKMOOT_TEST_SERVER"))


@pytest.mark.parametrize(
    ("voters", "parallel"),
    [
        (40, 16),
        pytest.param(2000, 16, marks=[
            pytest.mark.slow,
            pytest.mark.skipif(not POSTGRESQL, reason="the large race is run on PostgreSQL"),
        ]),
    ],
)  # fmt: skip
def test_vote_sent_many_times_at_once_is_counted_once(tmp_path, voters, parallel):
    with a_database(tmp_path) as database:
        race = told(database, "race", voters, parallel)

    doubles = race["accepted"] - race["voters_accepted"]
    print(f"{doubles} double votes in {race['submissions']} submissions of {voters} voters "
          f"({race['seconds']} s)")  # fmt: skip
    assert race["broken"] == []
    assert doubles == 0
    assert race["refused"] == ["already-voted"]
    counts = [race[name] for name in ("accepted", "marked", "sealed", "published")]
    assert counts == [voters] * 4
    assert race["receipts_agree"]


@pytest.mark.parametrize("times", [3, pytest.param(200, marks=pytest.mark.slow)])
def test_what_is_accepted_while_the_ballot_closes_is_what_is_counted(tmp_path, times):
    with a_database(tmp_path) as database:
        closes = told(database, "closes", times, 160, 8)

    print(f"{closes['agree']} of {times} closes agree; votes came too late in "
          f"{closes['cut_short']}")  # fmt: skip
    assert closes["agree"] == times
    assert closes["refused"] in ([], ["ballot-closed"])
