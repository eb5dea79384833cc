"""Weights that bring those who answered to the make-up of the whole, and what they cost."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

type Codes = NDArray[np.intp]
type Weights = NDArray[np.float64]

ROUNDS = 100
CLOSE_ENOUGH = 1e-8


@dataclass(frozen=True, slots=True)
class Margin:
    """
    One way of dividing the whole: by size, by place.

    :param codes: the kind of each that answered, from 0.
    :param whole: how many of each kind there are in the whole, in the order of the codes.
    """

    name: str
    codes: Codes
    whole: Sequence[float]


@dataclass(frozen=True, slots=True)
class Weighed:
    """
    What each answer weighs, with a mean of 1.

    :param effective: how many answers of equal weight would tell as much.
    :param design_effect: how many times more answers are needed than of equal weight.
    :param largest: the greatest weight; it shows how far one answer speaks for others.
    :param is_settled: whether the weights meet all margins.
    :param unheard: the kinds that are in the whole and did not answer: no weight speaks for them.
    """

    weights: Weights
    effective: float
    design_effect: float
    largest: float
    rounds: int
    is_settled: bool
    unheard: list[tuple[str, int]] = field(default_factory=list)


def rake(margins: Sequence[Margin], *, count: int) -> Weighed:
    """
    Weigh answers so that every kind counts as it does in the whole.

    Each margin in turn is brought to its shares until all fit. A kind in the whole of which
    nobody answered cannot be spoken for: it is named, and the rest take its share between them.
    Kinds that answered and of which the whole has none keep the weight they have.

    :param count: how many answered, at least 1.
    :raises ValueError: if nobody answered, or a margin is not as long as the answers.

    Source: W. E. Deming and F. F. Stephan, On a least squares adjustment of a sampled frequency
    table, Annals of Mathematical Statistics 11 (1940); L. Kish, Survey Sampling (1965), 11.7.
    """
    if count < 1:
        raise ValueError("nobody answered, so there is nothing to weigh")
    unheard: list[tuple[str, int]] = []
    ready: list[tuple[Codes, Weights, NDArray[np.bool_]]] = []
    for margin in margins:
        if len(margin.codes) != count:
            raise ValueError(f"{margin.name} tells of {len(margin.codes)} answers, not {count}")
        whole = np.asarray(margin.whole, dtype=float)
        heard = np.bincount(margin.codes, minlength=len(whole)) > 0
        unheard += [(margin.name, int(code)) for code in np.flatnonzero((whole > 0) & ~heard)]
        known = heard & (whole > 0)
        if known.any():
            ready.append((margin.codes, whole, known))
    weights = np.ones(count)
    rounds, is_settled = 0, not ready
    while not is_settled and rounds < ROUNDS:
        rounds += 1
        farthest = 0.0
        for codes, whole, known in ready:
            have = np.bincount(codes, weights=weights, minlength=len(whole))
            of_known = have[known].sum()
            factor = np.ones(len(whole))
            factor[known] = whole[known] / whole[known].sum() * of_known / have[known]
            farthest = max(farthest, float(np.abs(factor - 1).max()))
            weights *= factor[codes]
        is_settled = farthest < CLOSE_ENOUGH
    weights *= count / weights.sum()
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    return Weighed(
        weights, effective, count / effective, float(weights.max()), rounds, is_settled, unheard
    )
