"""A share that was found in a sample, with how far it may be from the share of all."""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Interval:
    """
    A share of 0 to 1 with the ends of its 95 % interval.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927); the spread is made smaller by
    the part of the whole that was asked (the finite population correction).
    """

    share: float
    low: float
    high: float


def interval(*, found: int, asked: int, of: int | None = None) -> Interval:
    """
    Return a share and its 95 % interval.

    :param found: how many of those asked are counted, :param asked: at least 1.
    :param of: how many there are in all, those asked among them; None for very many.
    :raises ValueError: if nobody was asked, or the numbers do not fit into one another.
    """
    if asked < 1 or not 0 <= found <= asked or (of is not None and of < asked):
        raise ValueError(f"{found} of {asked} of {of} is no share of a sample")
    share = found / asked
    left = 1.0 if of is None or of <= 1 else (of - asked) / (of - 1)
    if left == 0:
        return Interval(share, share, share)
    z2 = Z95 * Z95 * left
    middle = (share + z2 / (2 * asked)) / (1 + z2 / asked)
    half = sqrt(z2 * (share * (1 - share) / asked + z2 / (4 * asked * asked))) / (1 + z2 / asked)
    return Interval(share, max(0.0, middle - half), min(1.0, middle + half))
