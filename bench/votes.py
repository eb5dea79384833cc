"""
Whether anybody votes twice, and whether what is accepted at the close is what is counted.

Every voter's vote is sent by many processes at once; and ballots are opened, again and again,
while votes still arrive.

    python -m bench.votes [--voters 2000] [--parallel 16] [--closes 200] [--database postgresql]
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.servers import on
from tests.faults.databases import a_database, told

A_CLOSE = (60, 8)  # voters, and how many vote at once while the ballots are opened


def main(words: Sequence[str] | None = None) -> list[str]:
    """Hold the races at the size asked; return what came of them, as rows."""
    parser = argparse.ArgumentParser(description="Crowd the ballot box.")
    parser.add_argument("--voters", type=int, default=2000, help="0 leaves the race out")
    parser.add_argument("--parallel", type=int, default=16)
    parser.add_argument("--closes", type=int, default=200, help="0 leaves the closes out")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="postgresql")
    asked = parser.parse_args(words)
    rows = []
    with on(asked.database):
        if asked.voters:
            rows.append(_race(asked.voters, asked.parallel, asked.database))
        if asked.closes:
            rows.append(_closes(asked.closes, asked.database))
    return rows


def _race(voters: int, parallel: int, kind: str) -> str:
    with tempfile.TemporaryDirectory() as folder, a_database(Path(folder)) as database:
        race = told(database, "race", voters, parallel)
    doubles = race["accepted"] - race["voters_accepted"]
    agree = "agree" if race["receipts_agree"] else "DO NOT agree"
    return (
        f"| the same vote from {parallel} processes at once ({kind}) | {doubles} double votes in "
        f"N = {race['submissions']:,} submissions of {voters:,} voters; {race['accepted']:,} "
        f"accepted, {race['counted_as_later']:,} refused and counted as later, "
        f"{len(race['broken'])} errors; receipts and published ballots {agree} "
        f"({race['seconds']:.0f} s) | "
        f"`python -m bench.votes --voters {voters} --parallel {parallel} --closes 0 "
        f"--database {kind}` |"
    )


def _closes(times: int, kind: str) -> str:
    with tempfile.TemporaryDirectory() as folder, a_database(Path(folder)) as database:
        closes = told(database, "closes", times, *A_CLOSE)
    return (
        f"| ballots opened while votes arrive ({kind}) | accepted and counted are equal in "
        f"{closes['agree']} of N = {times} closes; in {closes['cut_short']} some votes came too "
        f"late and were refused | `python -m bench.votes --voters 0 --closes {times} "
        f"--database {kind}` |"
    )


if __name__ == "__main__":
    print("\n".join(main()))
