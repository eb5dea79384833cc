"""Laying votes out on a plane, parting them, and telling how well the parts hold together."""

import numpy as np
from numpy.typing import NDArray

type Votes = NDArray[np.float32]
type Points = NDArray[np.float32]
type Labels = NDArray[np.intp]

MOST_GROUPS = 5
MEASURED = 400
"""How many points at most the silhouette is measured at; more are taken evenly."""


def plane(votes: Votes) -> Points:
    """
    Lay votes out on the plane on which they differ most.

    A vote that is missing counts as the mean of its statement, and who voted on few statements
    is moved out from the middle in proportion, as those would otherwise all lie there.

    :param votes: people by statements: 1 agrees, -1 disagrees, 0 passes, nan has not seen it.
    :return: people by two.

    Source: principal components by subspace iteration (G. Golub and C. Van Loan, Matrix
    Computations, 7.3), begun from a fixed start so that the same votes give the same picture.
    """
    seen = ~np.isnan(votes)
    cast = seen.sum(axis=0)
    filled = np.where(seen, votes, np.float32(0))
    mean = (filled.sum(axis=0) / np.maximum(cast, 1)).astype(np.float32)
    centred = filled - seen * mean
    statements = votes.shape[1]
    spread = centred.T @ centred
    axes = np.random.default_rng(1).standard_normal((statements, min(6, statements)))
    axes = axes.astype(np.float32)
    for _ in range(12):
        axes, _r = np.linalg.qr(spread @ axes)
    values, turn = np.linalg.eigh(axes.T @ spread @ axes)
    best = axes @ turn[:, np.argsort(values)[::-1][:2]]
    points = centred @ best
    if points.shape[1] < 2:
        points = np.column_stack([points, np.zeros(len(points), dtype=np.float32)])
    own = np.maximum(seen.sum(axis=1), 1)
    moved: Points = points * np.sqrt(statements / own)[:, None].astype(np.float32)
    return moved


def parted(points: Points, most: int) -> list[Labels]:
    """
    Part points into 2, 3, … groups: each from the one before, its widest group parted in two.

    :param most: the greatest number of groups.
    :return: for each number of groups, the group of every point.
    """
    labels = np.zeros(len(points), dtype=np.intp)
    centres = points.mean(axis=0, keepdims=True)
    found = []
    for _ in range(2, most + 1):
        centres = _with_widest_parted(points, labels, centres)
        labels, centres = _settled(points, centres)
        found.append(labels)
    return found


def _with_widest_parted(points: Points, labels: Labels, centres: Points) -> Points:
    away = ((points - centres[labels]) ** 2).sum(axis=1)
    widest = int(np.bincount(labels, weights=away, minlength=len(centres)).argmax())
    of_it = points[labels == widest] - centres[widest]
    if len(of_it) < 2:
        return np.vstack([centres, centres[widest]])
    spread = of_it.T @ of_it / len(of_it)
    value, axes = np.linalg.eigh(spread)
    step = (axes[:, -1] * np.sqrt(max(float(value[-1]), 0.0))).astype(np.float32)
    return np.vstack(
        [centres[np.arange(len(centres)) != widest], centres[widest] - step, centres[widest] + step]
    )


def _settled(points: Points, centres: Points) -> tuple[Labels, Points]:
    """Move every centre to the middle of its points until none changes hands, in 40 rounds at most."""
    labels = _nearest(points, centres)
    for _ in range(40):
        number = np.bincount(labels, minlength=len(centres))
        sums = np.column_stack(
            [
                np.bincount(labels, weights=points[:, axis], minlength=len(centres))
                for axis in (0, 1)
            ]
        )
        filled = number > 0
        centres = centres.copy()
        centres[filled] = (sums[filled] / number[filled, None]).astype(np.float32)
        again = _nearest(points, centres)
        if np.array_equal(again, labels):
            break
        labels = again
    return labels, centres


def _nearest(points: Points, centres: Points) -> Labels:
    # The square of a point itself is the same for every centre, so it is left out.
    away = (centres**2).sum(axis=1) - 2 * points @ centres.T
    nearest: Labels = away.argmin(axis=1)
    return nearest


def silhouettes(points: Points, partings: list[Labels]) -> list[float]:
    """
    Return how well each parting holds together, from -1 to 1.

    Of more than 400 points, 400 evenly taken are measured against all.

    Source: P. Rousseeuw, Silhouettes, Journal of Computational and Applied Mathematics 20 (1987).
    """
    count = len(points)
    rows = np.unique(np.linspace(0, count - 1, min(count, MEASURED)).astype(np.intp))
    taken = points[rows]
    square = (taken**2).sum(axis=1)[:, None] + (points**2).sum(axis=1)[None, :]
    away = np.sqrt(np.maximum(square - 2 * taken @ points.T, 0))
    return [_silhouette(away, labels, rows) for labels in partings]


def _silhouette(away: Points, labels: Labels, rows: Labels) -> float:
    groups = int(labels.max()) + 1
    number = np.bincount(labels, minlength=groups)
    if (number > 0).sum() < 2:
        return -1.0
    each = np.eye(groups, dtype=np.float32)[labels]
    sums = away @ each
    mine = labels[rows]
    at = np.arange(len(rows))
    alone = number[mine] == 1
    inner = sums[at, mine] / np.maximum(number[mine] - 1, 1)
    mean = np.where(number > 0, sums / np.maximum(number, 1), np.inf)
    mean[at, mine] = np.inf
    outer = mean.min(axis=1)
    larger = np.maximum(inner, outer)
    value = np.where(alone | (larger == 0), 0.0, (outer - inner) / np.where(larger == 0, 1, larger))
    return float(value.mean())


def adjusted_rand(one: Labels, other: Labels) -> float:
    """
    Return how far two partings of the same points agree: 1 in full, about 0 by chance.

    Source: L. Hubert and P. Arabie, Comparing partitions, Journal of Classification 2 (1985).
    """
    width = int(other.max()) + 1
    table = np.bincount(one * width + other, minlength=(int(one.max()) + 1) * width)
    by_both = table.reshape(-1, width).astype(float)

    def pairs(numbers: NDArray[np.float64]) -> float:
        return float((numbers * (numbers - 1) / 2).sum())

    total = len(one) * (len(one) - 1) / 2
    both, rows, columns = pairs(by_both), pairs(by_both.sum(axis=1)), pairs(by_both.sum(axis=0))
    expected = rows * columns / total if total else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)
