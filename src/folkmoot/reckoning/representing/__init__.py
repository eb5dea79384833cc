"""Trying ways of being represented on a register."""

from folkmoot.reckoning.representing.told import (
    MEASURES,
    MORE_IS_BETTER,
    SIZES,
    Assumptions,
    Chooses,
    Option,
    Results,
    Sector,
    Spread,
    Swing,
    Tried,
)
from folkmoot.reckoning.representing.trying import appraise, left_out

__all__ = [
    "MEASURES",
    "MORE_IS_BETTER",
    "SIZES",
    "Assumptions",
    "Chooses",
    "Option",
    "Results",
    "Sector",
    "Spread",
    "Swing",
    "Tried",
    "appraise",
    "left_out",
]
