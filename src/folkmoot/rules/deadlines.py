"""Every dated consequence that a rulebook draws from the dates it is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from folkmoot.rules.findings import Clause
from folkmoot.rules.holidays import is_bank_holiday
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import (
    LONDON,
    Calendar,
    Period,
    add,
    add_to_moment,
    local_day,
    take,
    take_from_moment,
)
from folkmoot.rules.rulebook import DeadlineEntry, Rulebook


@dataclass(frozen=True, slots=True)
class Deadline:
    """
    One dated consequence: under this clause, this is to be done by then.

    :param kind: "no later than", "no earlier than" or "on".
    :param on: a day where the event was a day, a moment (UTC) where it was a moment.
    :param event: the event it was counted from, and `period` how far.
    :param suggested: whether the length is our suggestion and not the document's.
    """

    clause: Clause
    what: str
    who: str
    kind: str
    on: date | datetime
    event: str
    period: Period
    suggested: bool

    def obligation(self, *, done_on: date | None = None) -> Obligation:
        """Return what this deadline asks of somebody, done or not."""
        moment = self.on if isinstance(self.on, datetime) else None
        return Obligation(
            what=self.what,
            who=self.who,
            clause=self.clause,
            due_on=None if moment else self.on,
            due_at=moment,
            done_on=done_on,
        )


def deadlines(
    book: Rulebook,
    events: Mapping[str, date | datetime],
    *,
    zone: tzinfo = LONDON,
    calendar: Calendar = is_bank_holiday,
) -> list[Deadline]:
    """
    Return every dated consequence of some events, soonest first.

    :param events: the day or moment of each event, by its name ("meeting", "term-start").
    :param zone: the assembly's zone, whose wall clock moments keep.
    :raises ValueError: for an event from which the rulebook counts nothing, naming it.
    """
    known = event_names(book)
    for event in events:
        if event not in known:
            raise ValueError(
                f"{book.title} counts no deadline from {event!r}; it counts from: "
                f"{', '.join(known)}"
            )
    drawn = [
        _draw(book, entry.clause, line, events[line.event], zone, calendar)
        for entry in book.clauses.values()
        for line in entry.deadlines
        if line.event in events
    ]
    return sorted(drawn, key=lambda deadline: _day(deadline.on, zone))


def event_names(book: Rulebook) -> list[str]:
    """Return the names of the events from which the rulebook counts, in alphabetical order."""
    return sorted({line.event for entry in book.clauses.values() for line in entry.deadlines})


def _draw(
    book: Rulebook,
    clause: Clause,
    line: DeadlineEntry,
    event: date | datetime,
    zone: tzinfo,
    calendar: Calendar,
) -> Deadline:
    name = line.after or line.before or ""
    period = book.period(name)
    on: date | datetime
    if isinstance(event, datetime):
        move_moment = add_to_moment if line.after else take_from_moment
        on = move_moment(event, period, zone=zone, calendar=calendar)
    else:
        move = add if line.after else take
        on = move(event, period, calendar=calendar)
    suggested = book.parameter(name).suggested
    return Deadline(clause, line.what, line.who, line.kind, on, line.event, period, suggested)


def _day(on: date | datetime, zone: tzinfo) -> date:
    return local_day(on, zone) if isinstance(on, datetime) else on
