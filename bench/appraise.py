"""
How long a trial of eight options takes on a register of the size of a county.

The register is made up and seeded: sizes as in the charity register's lower bands, 20 places,
18 themes and 12 communities. A trial with its swings is what the page and the command do.

    python -m bench.appraise --organisations 7500 --draws 1000 --rounds 5
"""

import argparse
import statistics
import time

import numpy as np

from folkmoot.reckoning.representing import Chooses, Option, Sector, appraise

AIM = 10.0
SHARES = (0.45, 0.25, 0.12, 0.05, 0.01, 0.12)
OPTIONS = 8


def a_sector(organisations: int) -> Sector:
    """Make a register up; the same for the same size."""
    chance = np.random.default_rng(2026)
    return Sector(
        sizes=chance.choice(len(SHARES), organisations, p=SHARES).astype(np.int8),
        places=chance.random((organisations, 20)) < 0.08,
        themes=chance.random((organisations, 18)) < 0.12,
        communities=chance.random((organisations, 12)) < 0.06,
        based=chance.integers(-1, 2, organisations).astype(np.int8),
        works=chance.integers(-1, 2, organisations).astype(np.int8),
    )


def options_on(sector: Sector) -> list[Option]:
    """Four options in which all elect three, and four in which three themes elect two each."""
    everybody = np.ones(len(sector), dtype=bool)
    found = []
    for place in range(OPTIONS):
        if place % 2:
            chooses = [
                Chooses(members=sector.themes[:, theme], places=2, manner="elected")
                for theme in range(3)
            ]
        else:
            chooses = [Chooses(members=everybody, places=3, manner="elected")]
        found.append(Option(letter=chr(ord("A") + place), chooses=chooses))
    return found


def measure(*, organisations: int = 7500, draws: int = 1000, rounds: int = 5) -> list[float]:
    """Return the seconds of each round of a whole trial, with its swings."""
    sector = a_sector(organisations)
    options = options_on(sector)
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        appraise(sector, options, seed=7, draws=draws)
        found.append(time.perf_counter() - begun)
    return found


def main() -> None:
    """Measure, and say what came out."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--organisations", type=int, default=7500)
    asked.add_argument("--draws", type=int, default=1000)
    asked.add_argument("--rounds", type=int, default=5)
    given = asked.parse_args()
    times = measure(organisations=given.organisations, draws=given.draws, rounds=given.rounds)
    median = statistics.median(times)
    print(f"{OPTIONS} options, {given.draws} draws, {given.organisations} organisations:")
    print(
        f"median {median:.2f} s of {given.rounds}, {min(times):.2f} to {max(times):.2f}; aim {AIM:.0f} s"
    )


if __name__ == "__main__":
    main()
