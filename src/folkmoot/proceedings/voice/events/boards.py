"""What has happened around the meetings of a board."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingEntered:
    """A meeting of an outside body was entered, or what is known of it has changed."""

    body: str
    on: date
    lead_days: int | None
    is_cancelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceReported:
    """Whether a seat's holder or a deputy was at a meeting, as they say."""

    seat: str
    body: str
    on: date
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceConfirmed:
    """What the board says of it."""

    seat: str
    body: str
    on: date
    confirmed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceRepliedTo:
    """What the representative answers to the board's word."""

    seat: str
    body: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSubmitted:
    """The sector put a paper to a board."""

    paper: str
    body: str
    body_slug: str
    title: str
    authors: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSettled:
    """A board took a paper of the sector, and what came of it."""

    paper: str
    body: str
    body_slug: str
    title: str
    outcome: str
    reasons: str
