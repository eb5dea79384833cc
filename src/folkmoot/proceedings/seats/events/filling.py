"""What has happened on the way to somebody being in a seat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyNotified:
    """The members of a forum were told of a place to fill, and asked for nominations."""

    seat: str
    body: str
    forum: str
    contest: str
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionBinds:
    """A position of the assembly binds the holders of some seats."""

    topic: str
    seats: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTaken:
    """A representative puts a position forward, or stands down over it."""

    seat: str
    body: str
    topic: str
    holder: str
    takes_it: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceAccepted:
    """A representative accepts a version of the guidance."""

    seat: str
    body: str
    holder: str
    version: str
