"""
Whether groups of opinion are found where they are, and not where there are none; and how fast.

In half of many made-up worlds two groups are planted; in the other half the same votes are dealt
out anew within each statement. Real deliberations (where `../shared` is) are tested at three
seeds, and one of them is held against the groups that Polis published of it.

    python -m bench.opinions [--worlds 1000]
"""

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from folkmoot.reckoning.opinions import Map, opinion_map
from folkmoot.reckoning.opinions.clusters import adjusted_rand
from folkmoot.reckoning.weighing import Margin, rake
from tests.reckoning.test_opinions import read_votes
from tests.reckoning.worlds import planted, shuffled

DATA = Path(__file__).parents[2] / "shared" / "data" / "deliberation"
ORACLE = "red-dwarf_below-100-ptpts"


def main(words: Sequence[str] | None = None) -> list[str]:
    """Try the worlds, the real sets and the clock; return what came of them, as rows."""
    parser = argparse.ArgumentParser(description="Look for groups of opinion.")
    parser.add_argument("--worlds", type=int, default=1000, help="half of them with groups")
    asked = parser.parse_args(words)
    return [*_worlds(asked.worlds // 2), *_real(), *_speed()]


def _worlds(each: int) -> list[str]:
    found = Counter(opinion_map(planted(seed)[0], seed=seed).verdict for seed in range(each))
    noise = Counter(opinion_map(shuffled(seed), seed=seed).verdict for seed in range(each))
    return [
        f"groups found where planted: {found['groups']} of {each}; others: {_others(found)}",
        f"groups found in shuffled votes: {noise['groups']} of {each}; others: {_others(noise)}",
    ]


def _others(verdicts: Counter[str]) -> str:
    return ", ".join(
        f"{name} {number}" for name, number in verdicts.most_common() if name != "groups"
    )


def _real() -> list[str]:
    if not DATA.is_dir():
        return ["real deliberations: left out, as ../shared is not here"]
    rows = []
    for folder in sorted(DATA.iterdir()):
        if (folder / "votes.csv").exists():
            rows.append(_told(folder.name, read_votes(folder / "votes.csv")))
    votes, people = _oracle()
    rows.append(_told(ORACLE, votes))
    found = opinion_map(votes, every_test=True)
    placed = [row for row in found.placed if row in people]
    labels = dict(zip(found.placed, found.labels, strict=True))
    agreed = adjusted_rand(
        np.array([labels[row] for row in placed]), np.array([people[row] for row in placed])
    )
    rows.append(
        f"{ORACLE}: agreement of our parting with the groups Polis published: {agreed:.2f} "
        f"(adjusted Rand, {len(placed)} people; Polis drew {len(set(people.values()))} groups)"
    )
    return rows


def _told(name: str, votes: np.ndarray) -> str:
    maps = [opinion_map(votes, seed=seed, every_test=True) for seed in (1, 2, 3)]

    def each(pick: str, form: str) -> str:
        return " ".join(f"{getattr(one, pick):{form}}" for one in maps)

    return (
        f"{name}, {votes.shape[0]} people, {votes.shape[1]} statements: "
        f"{_verdicts(maps)}; chance {each('chance', '.3f')}; one cloud {each('gradual', '.3f')}; "
        f"stability {each('stability', '.2f')}"
    )


def _verdicts(maps: Sequence[Map]) -> str:
    return ", ".join(f"{name} x{n}" for name, n in Counter(one.verdict for one in maps).items())


def _oracle() -> tuple[np.ndarray, dict[int, int]]:
    """Return the votes of the set with published groups, and the group of each person."""
    folder = DATA / ORACLE
    cast = json.loads((folder / "votes.json").read_text("utf-8"))
    people, statements = (max(one[key] for one in cast) + 1 for key in ("pid", "tid"))
    votes = np.full((people, statements), np.nan)
    for one in cast:
        votes[one["pid"], one["tid"]] = one["vote"]
    published = json.loads((folder / "math-pca2.json").read_text("utf-8"))
    base = dict(zip(*(published["base-clusters"][key] for key in ("id", "members")), strict=True))
    return votes, {
        person: group["id"]
        for group in published["group-clusters"]
        for member in group["members"]
        for person in base[member]
    }


def _speed() -> list[str]:
    votes, _ = planted(1, people=2000, statements=300, groups=3)
    rng = np.random.default_rng(1)
    margins = [
        Margin(str(kinds), rng.integers(0, kinds, 7500), rng.random(kinds) + 0.1)
        for kinds in (5, 8, 12, 20)
    ]
    return [
        f"map of 2,000 people x 300 statements with every test: {_median(lambda: opinion_map(votes)):.2f} s (aim 2)",
        f"rake of 7,500 by 4 margins: {1000 * _median(lambda: rake(margins, count=7500)):.1f} ms (aim 100)",
    ]


def _median(do: Callable[[], object], rounds: int = 5) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        do()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    print("\n".join(main()))
