"""What has happened to a representative who gives way or has to go."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeRemoved:
    """
    The group that sent a representative ended the mandate, by a decision of its own.

    :param motion: the reference of the decision; why is shown to members and is not here.
    """

    seat: str
    body: str
    holder: str
    group: str
    motion: str
    ended_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StoodAside:
    """
    A representative gives way for a time or a matter; why is not here.

    :param deputy: whether somebody goes in their place.
    """

    seat: str
    body: str
    holder: str
    extent: str
    matter: str
    from_on: date
    until_on: date | None
    has_deputy: bool
    is_conflict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderCameBack:
    """A representative who had stood aside takes the seat up again."""

    seat: str
    body: str
    holder: str
    on: date
