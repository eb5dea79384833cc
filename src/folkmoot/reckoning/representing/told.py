"""What is tried, what is assumed, and what came out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps

import numpy as np
from numpy.typing import NDArray

type Bools = NDArray[np.bool_]
type Floats = NDArray[np.float64]

SIZES = ("micro", "small", "medium", "large", "major", "unknown")
# How much likelier each size is to win than the one below it, at a tilt of one.
STEP = 2.0
MEASURES = (
    "place", "theme", "community", "size", "micro", "far_size", "far_place", "far_theme",
    "largest", "based", "works",
)  # fmt: skip
MORE_IS_BETTER = frozenset(
    {"place", "theme", "community", "size", "micro", "based", "works", "continuity"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """
    A register as numbers, a row for each organisation.

    :param sizes: the place of its size in SIZES.
    :param places, themes, communities: for each code, whether it is there; shape (n, codes).
    :param based, works: 1 here, 0 not here, -1 not known.
    """

    sizes: NDArray[np.int8]
    places: Bools
    themes: Bools
    communities: Bools
    based: NDArray[np.int8]
    works: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.sizes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooses:
    """
    Those who have some places between them.

    :param members: which rows of the register; shape (n,).
    :param manner: "elected", "nominated", "appointed" or "drawn".
    """

    members: Bools
    places: int
    manner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to be represented, as it is tried."""

    letter: str
    chooses: Sequence[Chooses]
    places_kept: int = 0
    places_now: int = 0
    set_up_hours: int = 0
    yearly_hours: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """
    What is assumed where nobody knows.

    :param tilt: 0, every organisation is as likely to be chosen as any other; 1, each size is
        twice as likely as the one below it; 2, four times.
    :param unknown_is_micro: whether an organisation of unknown size is taken for a micro one.
    :param reach: "either" the same place or the same theme is within reach, or "both".
    """

    tilt: float = 1.0
    unknown_is_micro: bool = True
    reach: str = "either"


@dataclass(frozen=True, slots=True)
class Spread:
    """A measure over all draws: its mean, and where 95 of 100 draws lie."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came out for one option: its measures by name, and what is known beforehand."""

    letter: str
    places: int
    measures: Mapping[str, Spread]
    continuity: float | None
    set_up_hours: int
    yearly_hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """How a measure of an option moves when one assumption is changed."""

    assumption: str
    letter: str
    usual: float
    changed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Everything that came out of a trial."""

    seed: int
    draws: int
    organisations: int
    tried: Sequence[Tried]
    swings: Sequence[Swing] = field(default_factory=tuple)

    def ranks(self, measure: str) -> dict[str, int]:
        """Return the place of each option by a measure, the best first; those level share one."""
        values = {
            one.letter: one.measures[measure].mean for one in self.tried if measure in one.measures
        }
        ordered = sorted(values.values(), reverse=measure in MORE_IS_BETTER)
        return {letter: ordered.index(value) + 1 for letter, value in values.items()}

    def told(self) -> dict[str, object]:
        """Return it as plain data, rounded to a tenth of a per cent, so that it can be kept."""
        return {
            "seed": self.seed,
            "draws": self.draws,
            "organisations": self.organisations,
            "options": [
                {
                    "letter": one.letter,
                    "places": one.places,
                    "measures": {
                        name: [round(s.mean, 3), round(s.low, 3), round(s.high, 3)]
                        for name, s in one.measures.items()
                    },
                    "continuity": None if one.continuity is None else round(one.continuity, 3),
                    "set_up_hours": one.set_up_hours,
                    "yearly_hours": one.yearly_hours,
                }
                for one in self.tried
            ],
            "swings": [
                {
                    "assumption": swing.assumption,
                    "letter": swing.letter,
                    "usual": round(swing.usual, 3),
                    "changed": round(swing.changed, 3),
                }
                for swing in self.swings
            ],
        }

    def digest(self) -> str:
        """Return SHA-256 over what came out: the same seed, register and options give the same."""
        return sha256(dumps(self.told(), sort_keys=True).encode()).hexdigest()
