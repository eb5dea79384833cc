"""What happens while a meeting goes on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOpened:
    """A meeting goes on from now."""

    meeting: str
    forum: str
    presiding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingClosed:
    """A meeting is over; what it did not reach goes on to another."""

    meeting: str
    forum: str
    taken: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTaken:
    """An item of a meeting is being taken from now, with its chair or vice-chair presiding."""

    meeting: str
    number: int
    presiding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEnded:
    """An item of a meeting is over."""

    meeting: str
    number: int
