"""What has happened in finding what a board lacks, and filling it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardAudited:
    """A board was looked at for what it lacks."""

    board: str
    held_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedNamed:
    """What a board should have, and how many of it there are."""

    board: str
    need: str
    wanted: int
    has: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAdvertised:
    """A gap has an open call."""

    advert: str
    board: str
    need: str
    closes_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationReceived:
    """Somebody applied; who, only the board reads."""

    advert: str
    board: str
    need: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantsShortlisted:
    """The board settled whom it looks at more closely."""

    advert: str
    board: str
    shortlisted: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDecided:
    """An applicant is told what the board decided, and why."""

    advert: str
    board: str
    need: str
    is_appointed: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentAnnounced:
    """Who fills a gap is made known."""

    advert: str
    board: str
    need: str
    appointed: int
