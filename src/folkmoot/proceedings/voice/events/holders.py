"""What has happened in helping representatives and holding them to account."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportAgreed:
    """A representative has a support plan with a named officer."""

    seat: str
    body: str
    officer: str
    missing: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperworkKept:
    """Something that a board asks for in writing is due, or is done."""

    seat: str
    body: str
    what: str
    is_done: bool
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingOffered:
    """Representatives are invited to a training or a gathering."""

    title: str
    kind: str
    on: date
    place: str
    invited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingAttended:
    """Who came to a training is written down, as counts."""

    title: str
    on: date
    came: int
    stayed_away: int
    excused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortNoted:
    """Hours of a representative were noted; sums of money are not here."""

    seat: str
    body: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseOpened:
    """A sample of members is drawn and asked one question; the seed is here before the draw."""

    seat: str
    body: str
    number: int
    seed: str
    frame: int
    drawn: int
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseAsked:
    """One member of the sample is asked; the link answers for it and needs no account."""

    seat: str
    body: str
    organisation: str
    closes_at: datetime
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOpened:
    """A fair look at a seat has begun, and by what it was prompted."""

    review: str
    seat: str
    body: str
    prompted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSent:
    """The representative was given what was found, and may reply until a day."""

    review: str
    seat: str
    body: str
    reply_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRepliedTo:
    """The representative replied to what was found."""

    review: str
    seat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewClosed:
    """A look at a seat ended: it is kept, filled anew or moved, with reasons."""

    review: str
    seat: str
    body: str
    outcome: str
    reasons: str
