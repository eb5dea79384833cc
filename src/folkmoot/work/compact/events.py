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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChampionAsked:
    """Somebody put a question to the champion of a body, or to the owner in their place."""

    accord: str
    title: str
    body: str
    number: int
    is_to_owner: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChampionAnswered:
    """A question to a champion was answered, in public or to whoever asked."""

    accord: str
    title: str
    body: str
    number: int
    is_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccordChecked:
    """An agreement was read for freedom in law, duties and equality before it is signed."""

    accord: str
    title: str
    is_clear: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRated:
    """An organisation rated something of a year; the record does not say how."""

    subject: str
    year: int
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffReturned:
    """A public body told how many of its staff volunteer, and how many places it offers."""

    body: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstandingTold:
    """A public body told how well a team of its staff knows the sector."""

    body: str
    year: int
    has_training: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisionTold:
    """The signs of the vision in a year were entered."""

    year: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardAgreed:
    """A version of the working-together standard was agreed and published."""

    number: int
    agreed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeLearnt:
    """A lesson from a scheme like it was entered."""

    scheme: str
