from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCalled:
    """
    A meeting of a forum has been called.

    :param agenda_by: the last day on which its agenda is in time; None where no rule says.
    """

    meeting: str
    forum: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    place: str
    is_remote: bool
    agenda_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesCalled:
    """Several meetings of a forum have been called together, at a steady pace."""

    forum: str
    every: str
    number: int
    meetings: list[str]
    starts: list[datetime]
    place: str
    is_remote: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMoved:
    """A meeting that was called is at another time or place, or has another way in."""

    meeting: str
    forum: str
    was_at: datetime
    starts_at: datetime
    ends_at: datetime
    was_in: str
    place: str
    is_remote: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCancelled:
    """A meeting that was called is not held."""

    meeting: str
    forum: str
    starts_at: datetime
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent:
    """A forum wrote to its members between meetings; what it wrote is for members alone."""

    forum: str
    message: int
    channel: str
    is_significant: bool
    recipients: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageToMembers:
    """The words of a message between meetings: a letter, and never part of the record."""

    forum: str
    message: int
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelAgreed:
    """A forum agreed by what it talks between meetings."""

    forum: str
    channel: str
    agreed_on: date
