from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvocacyAgreed:
    """A forum has agreed that its chair speaks for it elsewhere."""

    forum: str
    name: str
    where: str
    from_on: date
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvocacyEnded:
    """The chair of a forum no longer speaks for it there."""

    forum: str
    name: str
    where: str
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardMemberDescribed:
    """The register says what a member of a board brings to it."""

    forum: str
    name: str
    term: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsWanted:
    """It is said how many members a board should have."""

    forum: str
    name: str
    seats: int
