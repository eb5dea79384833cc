"""
How long it takes to match volunteers with roles, with the reasons.

    python -m bench.placing [--volunteers N] [--roles N]

Every volunteer is held against every role; each gets the five that suit best. The time is
of the reckoning alone, without a database.
"""

import argparse
import random
import time
import tracemalloc

from folkmoot.reckoning.placing import Offer, Wish, suggest

SKILLS = [f"skill {number}" for number in range(60)]
DAYS = ["weekday days", "weekday evenings", "weekends"]
NEEDS = ["step-free", "hearing-loop", "bus"]


def some(chance: random.Random, words: list[str], most: int) -> frozenset[str]:
    """Return a few words, or none."""
    return frozenset(chance.sample(words, chance.randint(0, most)))


def main() -> None:
    """Make up volunteers and roles, match them, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--volunteers", type=int, default=5000)
    parser.add_argument("--roles", type=int, default=1000)
    asked = parser.parse_args()
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
        for _ in range(asked.volunteers)
    ]  # fmt: skip
    offers = [
        Offer(
            themes=some(chance, themes, 2), skills=some(chance, SKILLS, 3),
            days=some(chance, DAYS, 3), places=frozenset(chance.sample(places, 1)),
            access=some(chance, NEEDS, 3), has_access_said=chance.random() < 0.6,
            takes_young=chance.random() < 0.5, most=chance.choice([1, 12]),
            at_home=chance.random() < 0.1,
        )
        for _ in range(asked.roles)
    ]  # fmt: skip
    times = []
    for _ in range(3):
        began = time.perf_counter()
        found = suggest(wishes, offers)
        times.append(time.perf_counter() - began)
    tracemalloc.start()
    suggest(wishes, offers)
    most = tracemalloc.get_traced_memory()[1]
    matched = sum(bool(one) for one in found)
    print(
        f"{len(wishes)} volunteers x {len(offers)} roles: {min(times):.2f} to {max(times):.2f} s, "
        f"{most / 1e6:.0f} MB at most; {matched} have a suggestion."
    )


if __name__ == "__main__":
    main()
