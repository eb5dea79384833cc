"""No acknowledged ballot is lost when the process that writes it dies."""

import pytest

from tests.faults.databases import a_database, told

KILLS = 5


@pytest.mark.slow
def test_no_acknowledged_ballot_is_lost_when_the_writer_is_killed(tmp_path):
    with a_database(tmp_path) as database:
        found = told(database, "kills", KILLS, 20261122)

    print(f"{found['lost']} of {found['acknowledged']} acknowledged ballots lost "
          f"in {found['kills']} kills; {found['kept_but_not_told']} were kept before a kill and "
          "told when their paper was sent again")  # fmt: skip
    assert found["kills"] >= KILLS - 1
    assert found["lost"] == 0
    assert found["published"] == found["marked"] == found["voters"] == found["acknowledged"]
