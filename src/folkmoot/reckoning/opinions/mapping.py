"""Whether those who voted on statements fall into groups, and which; usually they do not."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from folkmoot.reckoning.opinions.clusters import (
    MOST_GROUPS,
    Labels,
    Points,
    Votes,
    adjusted_rand,
    parted,
    plane,
    silhouettes,
)

LEVEL = 0.05
STABLE = 0.6
SMALLEST = 5
DROPPED = 0.3
VOTES_NEEDED = 7
MANY = 40_000
"""From so many votes on, 39 shuffles and 20 draws are made instead of 199 and 100."""


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """
    A group of opinion.

    :param members: the rows of the votes that are in it.
    :param marks: the statements that mark it, each with the share of it that agrees, the share
        of all others that do, and the greatest difference first.
    """

    members: list[int]
    marks: list[tuple[int, float, float]]


@dataclass(frozen=True, slots=True)
class Map:
    """
    What the votes show.

    :param verdict: `groups`, or why there are none: `too-few`, `by-chance`, `one-cloud`,
        `not-stable`, `too-small`.
    :param chance: how often votes shuffled within each statement part as well as these do.
    :param gradual: how often one cloud of points without groups parts as well as these do.
    :param stability: the middle agreement of the parting with itself when 30 % of the votes are
        left out.
    :param placed: the rows that voted on enough statements to be placed, :param points: where
        they lie, and :param labels: how they part, whatever the verdict.
    """

    verdict: str
    chance: float | None = None
    gradual: float | None = None
    stability: float | None = None
    silhouette: float | None = None
    parts: int = 0
    smallest: int = 0
    shuffles: int = 0
    placed: list[int] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    groups: list[OpinionGroup] = field(default_factory=list)


def opinion_map(votes: NDArray[np.floating], *, seed: int = 1, every_test: bool = False) -> Map:
    """
    Tell whether the votes show groups of opinion.

    Parting always gives parts, from noise too. They are shown as groups only if votes shuffled
    within each statement, and one cloud of the same breadth, part as well less than 1 time in
    20; if leaving out 30 % of the votes gives the same parts (adjusted Rand index of 0.6 or more
    at the middle of the draws); and if each has at least five in it.

    :param votes: rows by statements: 1 agrees, -1 disagrees, 0 passes, nan has not seen it.
    :param every_test: make each test though one before it has failed, for a report.
    """
    cast = np.asarray(votes, dtype=np.float32)
    seen = ~np.isnan(cast)
    enough = seen.sum(axis=1) >= min(VOTES_NEEDED, cast.shape[1] if cast.ndim == 2 else 0)
    placed = np.flatnonzero(enough & seen.any(axis=1))
    if len(placed) < 2 * SMALLEST or cast.shape[1] < 2:
        return Map("too-few", placed=[int(row) for row in placed])
    cast = cast[placed]
    cast = cast[:, (~np.isnan(cast)).any(axis=0)]
    points = plane(cast)
    most = min(MOST_GROUPS, len(placed) // SMALLEST)
    labels, best = _best(points, most)
    sizes = np.bincount(labels)
    rng = np.random.default_rng(seed)
    shuffles = 39 if cast.size > MANY else 199
    allowed = int(np.ceil(LEVEL * (shuffles + 1))) - 2
    chance = _times(lambda: plane(_shuffled(cast, rng)), best, most, shuffles, allowed, every_test)
    gradual = stability = None
    verdict = "groups" if chance < LEVEL else "by-chance"
    if verdict == "groups" or every_test:
        gradual = _times(lambda: _cloud(points, rng), best, most, shuffles, allowed, every_test)
        verdict = verdict if verdict != "groups" or gradual < LEVEL else "one-cloud"
    if verdict == "groups" or every_test:
        stability = _stability(cast, labels, int(labels.max()) + 1, rng)
        verdict = verdict if verdict != "groups" or stability >= STABLE else "not-stable"
    if verdict == "groups" and sizes.min() < SMALLEST:
        verdict = "too-small"
    return Map(
        verdict,
        chance,
        gradual,
        stability,
        best,
        len(sizes),
        int(sizes.min()),
        shuffles,
        [int(row) for row in placed],
        [(float(x), float(y)) for x, y in points],
        [int(label) for label in labels],
        _groups(np.asarray(votes)[placed], labels, placed) if verdict == "groups" else [],
    )


def _best(points: Points, most: int) -> tuple[Labels, float]:
    partings = parted(points, most)
    values = silhouettes(points, partings)
    at = int(np.argmax(values))
    _, labels = np.unique(partings[at], return_inverse=True)
    return labels.astype(np.intp), values[at]


def _shuffled(votes: Votes, rng: np.random.Generator) -> Votes:
    """Shuffle the votes of each statement among those who voted on it."""
    out = votes.T.copy()
    for statement in out:
        seen = np.flatnonzero(~np.isnan(statement))
        statement[seen] = rng.permutation(statement[seen])
    mixed: Votes = out.T
    return mixed


def _cloud(points: Points, rng: np.random.Generator) -> Points:
    """Draw one cloud without groups, as broad along each axis as the points are."""
    breadth = points.std(axis=0)
    drawn: Points = (rng.standard_normal(points.shape) * breadth).astype(np.float32)
    return drawn


def _times(
    draw: Callable[[], Points], best: float, most: int, shuffles: int, allowed: int, every: bool
) -> float:
    """Return how often a draw parts as well; once that is too often, no more draws are needed."""
    as_good = made = 0
    while made < shuffles and (every or as_good <= allowed):
        as_good += _best(draw(), most)[1] >= best
        made += 1
    return (as_good + 1) / (made + 1)


def _stability(votes: Votes, labels: Labels, parts: int, rng: np.random.Generator) -> float:
    found = []
    for _ in range(20 if votes.size > MANY else 100):
        left = votes.copy()
        left[rng.random(votes.shape, dtype=np.float32) < DROPPED] = np.nan
        found.append(adjusted_rand(labels, parted(plane(left), parts)[-1]))
    return float(np.median(found))


def _groups(
    votes: NDArray[np.floating], labels: Labels, placed: NDArray[np.intp]
) -> list[OpinionGroup]:
    found = []
    for label in range(int(labels.max()) + 1):
        inside = labels == label
        marks = []
        for statement in range(votes.shape[1]):
            mine, others = (_agrees(votes[rows, statement]) for rows in (inside, ~inside))
            if mine is not None and others is not None:
                marks.append((statement, mine, others))
        marks.sort(key=lambda mark: (-abs(mark[1] - mark[2]), mark[0]))
        found.append(OpinionGroup([int(row) for row in placed[inside]], marks[:5]))
    return sorted(found, key=lambda group: (-len(group.members), group.members))


def _agrees(cast: NDArray[np.floating]) -> float | None:
    seen = cast[~np.isnan(cast)]
    return float((seen > 0).mean()) if len(seen) else None
