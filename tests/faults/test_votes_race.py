"""
One organisation, one vote, however many of its people press the button at once.

The same races at full size: `python -m bench.votes`.
"""

import pytest

from tests.faults.databases import a_database, told


@pytest.mark.slow
def test_vote_sent_many_times_at_once_is_counted_once(tmp_path):
    voters, parallel = 25, 16

    with a_database(tmp_path) as database:
        race = told(database, "race", voters, parallel)

    doubles = race["accepted"] - race["voters_accepted"]
    print(f"{doubles} double votes in {race['submissions']} submissions of {voters} voters "
          f"({race['seconds']} s)")  # fmt: skip
    assert race["broken"] == []
    assert doubles == 0
    assert race["refused"] == {"already-voted": voters * (parallel - 1)}
    assert race["counted_as_later"] == voters * (parallel - 1)
    counts = [race[name] for name in ("accepted", "marked", "sealed", "published")]
    assert counts == [voters] * 4
    assert race["receipts_agree"]


@pytest.mark.slow
def test_what_is_accepted_while_the_ballot_closes_is_what_is_counted(tmp_path):
    times = 3

    with a_database(tmp_path) as database:
        closes = told(database, "closes", times, 60, 8)

    print(f"{closes['agree']} of {times} closes agree; votes came too late in "
          f"{closes['cut_short']}")  # fmt: skip
    assert closes["agree"] == times
    assert closes["refused"] in ([], ["ballot-closed"])
