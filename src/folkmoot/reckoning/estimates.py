"""A whole estimated from those who told: kind by kind, with how far it may be off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

from folkmoot.reckoning.hiding import LEAST
from folkmoot.reckoning.shares import Z95


@dataclass(frozen=True, slots=True)
class Layer:
    """
    One kind of organisation: how many there are, and what some of them told.

    :param told: one number for each of those that told.
    """

    name: str
    there: int
    told: Sequence[float]

    @property
    def is_enough(self) -> bool:
        """Whether enough told to speak for the rest."""
        return len(self.told) >= LEAST


@dataclass(frozen=True, slots=True)
class Estimated:
    """
    A whole as far as it can be estimated.

    :param low: and `high`: the ends of the 95 % interval; there is no single number.
    :param told: what those who told add up to; never less than `low`.
    :param covered: how many organisations the estimate speaks for.
    :param left_out: the kinds of which too few told, for which it says nothing.
    """

    low: float
    high: float
    told: float
    tellers: int
    covered: int
    left_out: tuple[str, ...]


def estimate(layers: Iterable[Layer]) -> Estimated | None:
    """
    Return what a whole may be, from those who told in each kind; None where no kind has enough.

    The mean of a kind stands for all of that kind; the interval has the spread in each kind
    and the part of it that did not tell (stratified sampling with the finite population
    correction). Who told is no random sample, which the page has to say.
    """
    held = list(layers)
    enough = [one for one in held if one.is_enough]
    if not enough:
        return None
    middle = spread = told = 0.0
    for one in enough:
        n, there = len(one.told), max(one.there, len(one.told))
        middle += there * fmean(one.told)
        spread += there * there * (1 - n / there) * variance(one.told) / n
        told += sum(one.told)
    half = Z95 * sqrt(spread)
    return Estimated(
        low=max(middle - half, told),
        high=max(middle + half, told),
        told=told,
        tellers=sum(len(one.told) for one in enough),
        covered=sum(max(one.there, len(one.told)) for one in enough),
        left_out=tuple(one.name for one in held if one.there and not one.is_enough),
    )
