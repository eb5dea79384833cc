"""What has happened when members are asked for their views."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOpened:
    """A representative asks members what they think, or for evidence."""

    call: str
    seat: str
    body: str
    title: str
    kind: str
    questions: int
    members: int
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsAsked:
    """One member is asked; the link answers for that member and needs no account."""

    call: str
    body: str
    title: str
    organisation: str
    questions: list[str]
    closes_at: datetime
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewGiven:
    """A member answered, changed its answer or took it back; what it says is not here."""

    call: str
    seat: str
    organisation: str
    channel: str
    how: str
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproachTold:
    """A member told that it went to a board itself on a matter with a representative."""

    seat: str
    body: str
    organisation: str
    matter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproachAnswered:
    """The representative answered what a member told of going to the board itself."""

    seat: str
    body: str
    organisation: str
    matter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOffered:
    """A member offers a representative practical help, or it was taken up or is over."""

    seat: str
    body: str
    organisation: str
    kind: str
    how: str
