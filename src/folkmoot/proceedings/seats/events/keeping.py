"""What has happened to the register of seats."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyKept:
    """An outside body was put in the register, or what it says of one has changed."""

    body: str
    name: str
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyOfficerNamed:
    """Somebody answers here for an outside body: confirms who came, and replies."""

    body: str
    name: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatMade:
    """A seat was made; it is vacant until somebody is in it."""

    seat: str
    body: str
    method: str
    replaces: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatChanged:
    """What the register says of a seat has changed; which parts, by name."""

    seat: str
    body: str
    parts: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatClosed:
    """A seat is no more, and why."""

    seat: str
    body: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumsSettled:
    """It is settled to which forums a seat answers, and by what."""

    seat: str
    body: str
    forums: list[str]
    settled_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """A table of representatives was read into the register."""

    bodies: int
    seats: int
    holders: int
    vacant: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCirculated:
    """The register of representatives was sent to all members."""

    reason: str
    seats: int
    held: int
    vacant: int
    changes: list[str]
    people: int
