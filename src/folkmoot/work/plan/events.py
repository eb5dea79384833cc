"""What has happened to a plan."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanKept:
    """A plan was entered, or what is said of it changed."""

    plan: str
    title: str
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSignedOff:
    """A side agreed to a plan."""

    plan: str
    title: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActionKept:
    """An action was entered or changed."""

    plan: str
    number: int
    title: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgressTold:
    """It was told how far an action has come."""

    plan: str
    number: int
    title: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActionMoved:
    """The day of an action was moved."""

    plan: str
    number: int
    title: str
    was: date | None
    due_on: date
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLookedAt:
    """Both sides looked at a plan again, as they agreed to."""

    plan: str
    title: str
