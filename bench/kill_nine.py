"""
Whether an acknowledged ballot is ever lost when the process that writes it is killed.

Votes are cast one after another in a process that is killed with SIGKILL at random moments; the
next goes on with the same papers. In the end every receipt that came back is looked for among the
published ballots.

    python -m bench.kill_nine [--kills 300] [--seed 20261122] [--database postgresql]
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.servers import on
from tests.faults.databases import a_database, told


def main(words: Sequence[str] | None = None) -> list[str]:
    """Kill as often as asked; return what came of it, as rows: what, figure, command."""
    parser = argparse.ArgumentParser(description="Kill the writer of ballots, again and again.")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = parser.parse_args(words)
    with (
        on(asked.database),
        tempfile.TemporaryDirectory() as folder,
        a_database(Path(folder)) as database,
    ):
        found = told(database, "kills", asked.kills, asked.seed)
    n = found["kills"]
    return [
        f"| kill -9 while voting ({asked.database}) | {found['lost']} of "
        f"{found['acknowledged']:,} acknowledged ballots lost in {n} kills (N = {n}: fewer than "
        f"{300 / max(n, 1):.1f} % of kills lose one, at 95 %); {found['kept_but_not_told']} were "
        "kept before a kill and told when the paper was sent again | "
        f"`python -m bench.kill_nine --kills {asked.kills} --database {asked.database}` |"
    ]


if __name__ == "__main__":
    print("\n".join(main()))
