"""No acknowledged ballot is lost when the process that writes it dies."""

from tests.faults.databases import a_database
from tests.faults.killing import killed_while_voting

KILLS = 3


def test_no_acknowledged_ballot_is_lost_when_the_writer_is_killed(tmp_path):
    with a_database(tmp_path) as database:
        found = killed_while_voting(database, kills=KILLS, seed=20261122)

    print(f"{found['lost']} of {found['acknowledged']} acknowledged ballots lost "
          f"in {found['kills']} kills")  # fmt: skip
    assert found["kills"] >= 1
    assert found["lost"] == 0
    assert found["published"] == found["marked"] == found["voters"]
