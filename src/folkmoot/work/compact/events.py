"""What has happened to agreements with partners."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class AccordKept:
    """An agreement was entered, or what is said of it changed."""

    accord: str
    title: str
    kind: str
    expected_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideNamed:
    """Somebody is a side of an agreement."""

    accord: str
    title: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideSigned:
    """A side signed, on a day."""

    accord: str
    title: str
    side: str
    signed_on: date
    is_complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentMade:
    """A side owes something under an agreement."""

    accord: str
    title: str
    number: int
    side: str
    words: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGiven:
    """Somebody said whether a promise is kept."""

    accord: str
    title: str
    number: int
    says: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccordReviewed:
    """An agreement was looked back at."""

    accord: str
    title: str
    held_on: date
    next_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementMade:
    """A support body that speaks for the sector stated what it has to."""

    organisation: str
    review_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BackerKept:
    """A body backs a compact, or what is said of it changed."""

    accord: str
    title: str
    body: str
    has_champion: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackerSucceeded:
    """What a body promised passed to another."""

    accord: str
    title: str
    body: str
    successor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerKept:
    """A group answers for a compact, or has ended."""

    accord: str
    title: str
    owner: str
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactPromoted:
    """Somebody told of a compact, or took it up."""

    accord: str
    title: str
    body: str
    kind: str
