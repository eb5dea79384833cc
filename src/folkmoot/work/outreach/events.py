"""What has happened in going out to groups."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachPlanned:
    """It is planned to go to a group that takes no part yet."""

    organisation: str
    way: str
    planned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachMade:
    """Somebody went to a group, and this is what came of it."""

    organisation: str
    way: str
    outcome: str
