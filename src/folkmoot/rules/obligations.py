"""What must be done, by whom, by when, under which clause, and how it stands."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal

from folkmoot.rules.findings import Clause
from folkmoot.rules.periods import LONDON, local_day

type State = Literal["met", "due", "late", "missed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """
    One thing that somebody must do by a day or a moment.

    :param what: the deed, verb first ("Send out the agenda").
    :param who: who must do it, in words.
    :param due_on: the last day on which it is in time; or
    :param due_at: the moment before which it is in time. Exactly one of the two.
    :param done_on: the day it was done, if it was.
    :raises ValueError: unless it has exactly one of the two.
    """

    what: str
    who: str
    clause: Clause
    due_on: date | None = None
    due_at: datetime | None = None
    done_on: date | None = None

    def __post_init__(self) -> None:
        if (self.due_on is None) == (self.due_at is None):
            raise ValueError(f"{self.what!r} is due on a day or at a moment, not both or neither")

    def day(self, zone: tzinfo = LONDON) -> date:
        """Return the day by which it is due, in the assembly's zone."""
        if self.due_at is not None:
            return local_day(self.due_at, zone)
        assert self.due_on is not None
        return self.due_on

    def state(self, *, on: date, zone: tzinfo = LONDON) -> State:
        """
        Tell how it stands on a day, knowing only what had happened by then.

        Met: done in time. Late: done, but after its day. Due: not done, and its day
        has not passed. Missed: not done, and its day has passed.
        """
        due = self.day(zone)
        if self.done_on is not None and self.done_on <= on:
            return "met" if self.done_on <= due else "late"
        return "due" if on <= due else "missed"
