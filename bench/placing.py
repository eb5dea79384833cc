"""
How long it takes to match volunteers with roles, with the reasons.

    python -m bench.placing [--volunteers 5000] [--roles 1000] [--rounds 5]

Every volunteer is held against every role; each gets the five that suit best. The time is
of the reckoning alone, without a database.
"""

import argparse
import random
import time

from folkmoot.reckoning.placing import Offer, Wish, suggest

SKILLS = [f"skill {number}" for number in range(60)]
DAYS = ["weekday days", "weekday evenings", "weekends"]
NEEDS = ["step-free", "hearing-loop", "bus"]
AIM = 2


def some(chance: random.Random, words: list[str], most: int) -> frozenset[str]:
    """Return a few words, or none."""
    return frozenset(chance.sample(words, chance.randint(0, most)))


def measure(volunteers: int = 5000, roles: int = 1000, rounds: int = 5) -> list[float]:
    """Match made-up volunteers with made-up roles several times, and return the seconds of each."""
    chance = random.Random(7)
    themes = [f"theme {number}" for number in range(25)]
    places = [f"place {number}" for number in range(12)]
    wishes = [
        Wish(
            themes=some(chance, themes, 3), skills=some(chance, SKILLS, 4),
            days=some(chance, DAYS, 2), places=frozenset(chance.sample(places, 1)),
            needs=some(chance, NEEDS, 1), short=chance.random() < 0.3,
            is_young=chance.random() < 0.1, people=chance.choice([1, 1, 1, 1, 6]),
        )
        for _ in range(volunteers)
    ]  # fmt: skip
    offers = [
        Offer(
            themes=some(chance, themes, 2), skills=some(chance, SKILLS, 3),
            days=some(chance, DAYS, 3), places=frozenset(chance.sample(places, 1)),
            access=some(chance, NEEDS, 3), has_access_said=chance.random() < 0.6,
            takes_young=chance.random() < 0.5, most=chance.choice([1, 12]),
            at_home=chance.random() < 0.1,
        )
        for _ in range(roles)
    ]  # fmt: skip
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        found = suggest(wishes, offers)
        times.append(time.perf_counter() - began)
        if not all(one.fit > 0 for row in found for one in row[:1]):
            raise RuntimeError("a volunteer was given a role for no reason")
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--volunteers", type=int, default=5000)
    parser.add_argument("--roles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    times = measure(asked.volunteers, asked.roles, asked.rounds)
    print(f"{min(times):.2f} to {max(times):.2f} s")


if __name__ == "__main__":
    main()
