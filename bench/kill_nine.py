"""
Whether an acknowledged ballot is ever lost when the process that writes it is killed.

Votes are cast one after another in a process that is killed with SIGKILL at random moments; the
next goes on with the same papers. In the end every receipt that came back is looked for among the
published ballots.

    python -m bench.kill_nine [--kills 300] [--seed 20261122]
"""

import argparse
import tempfile
from pathlib import Path

from tests.faults.databases import a_database
from tests.faults.killing import killed_while_voting


def main() -> None:
    """Kill as often as asked, and print what came of it."""
    parser = argparse.ArgumentParser(description="Kill the writer of ballots, again and again.")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=20261122)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, a_database(Path(folder)) as database:
        found = killed_while_voting(database, kills=asked.kills, seed=asked.seed)
        kind = database.partition(":")[0]
    bound = 300 / found["kills"] if found["kills"] else 100
    print(
        f"| kill -9 while voting ({kind}) | {found['lost']} of {found['acknowledged']} acknowledged "
        f"ballots lost in {found['kills']} kills (N = {found['kills']}: fewer than {bound:.1f} % "
        f"of kills lose one, at 95 %) | `python -m bench.kill_nine --kills {asked.kills}` |"
    )


if __name__ == "__main__":
    main()
