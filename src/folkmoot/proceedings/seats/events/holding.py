"""What has happened to a seat."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingBegun:
    """
    Somebody is in a seat from a day, and how they came to it.

    :param holder: a reference; the register shows the name.
    """

    seat: str
    body: str
    holder: str
    organisation: str
    role: str
    arrived: str
    is_interim: bool
    authority: str
    from_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingEnded:
    """Somebody is no longer in a seat, and in what way that came about."""

    seat: str
    body: str
    holder: str
    role: str
    ending: str
    ended_on: date
    leaves_it_vacant: bool
