"""What has happened to what is known."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticEntered:
    """A figure was entered, or what is said of it changed."""

    slug: str
    title: str
    figure: str
    place: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticWithdrawn:
    """A figure is no longer relied on."""

    slug: str
    title: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightGiven:
    """Something known was given to the bank; its title is told where everybody may read it."""

    reference: str
    title: str
    seen_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRead:
    """A support officer read what a stranger gave, and took it in, handed it back or put it away."""

    reference: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceUsed:
    """Something known went somewhere."""

    reference: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceProfiled:
    """What a place has, and what it lacks, was written down."""

    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskEntered:
    """A trend, a risk or an opening is kept in sight."""

    number: int
    title: str
    points: int
    review_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLookedAt:
    """It was looked at again."""

    number: int
    points: int
    direction: str
    review_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskTiedTo:
    """It is taken under an item of an agenda, or met by an action of a plan."""

    number: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskClosed:
    """It is no longer kept in sight, and what came of it is told."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkforceTold:
    """An organisation told of its people; the record does not say which, nor how many."""

    year: int
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorCounted:
    """The state of the sector in a year was counted."""

    year: int
    organisations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorReported:
    """The year's report on the sector is out."""

    year: int
