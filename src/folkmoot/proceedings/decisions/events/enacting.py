from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class EnactmentPlanned:
    """It is set down what a motion changes by itself once it is carried."""

    motion: str
    forum: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnactmentDropped:
    """A motion changes nothing by itself any more."""

    motion: str
    forum: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEnacted:
    """What a decision changes by itself is done, and applies from its day."""

    motion: str
    forum: str
    what: str
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionHeldUp:
    """A decision stands, and what it changes by itself could not be done yet."""

    motion: str
    forum: str
    what: str
    code: str
