"""What has happened to what the sector said at a board, and what members were told."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class InputLogged:
    """A representative said something at a board, for how many, on which decision."""

    input: str
    seat: str
    body: str
    on: date
    about: str
    positions: int
    views: int
    reply_due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardReplied:
    """A board answered what the sector said: what changed, or why not."""

    input: str
    seat: str
    body: str
    about: str
    result: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFollowed:
    """Something came of what was said, later on."""

    input: str
    body: str
    about: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven:
    """A representative told members what was raised, what was decided and what comes next."""

    seat: str
    body: str
    on: date
    feedback: int
    raised: str
    decided: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackChased:
    """A representative was reminded to tell members of a meeting."""

    seat: str
    body: str
    body_slug: str
    on: date
    due_on: date | None
