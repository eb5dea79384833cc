"""How late agendas and notes go out, forum by forum."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, meets_on
from folkmoot.rules.meetings.calling import (
    NOTES,
    NOTICE,
    agenda_is_in_time,
    notes_are_in_time,
)
from folkmoot.rules.rulebook import Rulebook

YEAR = timedelta(days=365)


@dataclass(slots=True, kw_only=True)
class Tally:
    """
    How many of one thing went out in time and late, and how late the latest was.

    :param waiting: those that are not out and are late by now.
    """

    in_time: int = 0
    late: int = 0
    waiting: int = 0
    worst: int = 0

    def count(self, days_late: int, *, is_out: bool) -> None:
        """Count one in."""
        self.worst = max(self.worst, days_late)
        if not is_out:
            self.waiting += 1
        elif days_late:
            self.late += 1
        else:
            self.in_time += 1


@dataclass(slots=True, kw_only=True)
class Lateness:
    """How the agendas and the notes of one forum went out in a year."""

    forum: Forum
    meetings: int = 0
    agendas: Tally = field(default_factory=Tally)
    notes: Tally = field(default_factory=Tally)


def lateness(assembly: Assembly, *, at: datetime) -> list[Lateness]:
    """
    Return how late agendas and notes went out in the last twelve months, by forum.

    Of meetings that were held. Each is judged by the agreement of its day. Three queries,
    and one more for each day of a meeting only if the agreement changed in that time.
    """
    on = day_of(assembly, at)
    held = Meeting.objects.filter(
        assembly=assembly, opened_at__isnull=False, starts_at__gt=at - YEAR, starts_at__lte=at
    ).select_related("assembly", "forum")
    book_on = _books(assembly, since=on - YEAR, until=on)
    found: dict[int, Lateness] = {}
    for meeting in held.order_by("forum__name", "starts_at", "pk"):
        row = found.setdefault(meeting.forum_id, Lateness(forum=meeting.forum))
        row.meetings += 1
        book = book_on(meets_on(meeting))
        if book is not None:
            _count(row, meeting, book, on=on)
    return list(found.values())


def _count(row: Lateness, meeting: Meeting, book: Rulebook, *, on: date) -> None:
    if NOTICE in book.parameters:
        sent_at = meeting.agenda_sent_at
        sent_on = day_of(meeting.assembly, sent_at) if sent_at else meets_on(meeting)
        agenda = agenda_is_in_time(book, sent_on=sent_on, meets_on=meets_on(meeting))
        row.agendas.count(int(agenda.facts["days_late"]), is_out=sent_at is not None)
    if NOTES in book.parameters and meeting.closed_at is not None:
        sent_at = meeting.notes_sent_at
        sent_on = day_of(meeting.assembly, sent_at) if sent_at else on
        notes = notes_are_in_time(book, met_on=meets_on(meeting), sent_on=sent_on)
        days_late = int(notes.facts["days_late"])
        if sent_at is not None or days_late:
            row.notes.count(days_late, is_out=sent_at is not None)


def _books(assembly: Assembly, *, since: date, until: date) -> Callable[[date], Rulebook | None]:
    """Return how to find the agreement of a day: asked once where it was the same all along."""
    first, last = book_for(assembly, on=since), book_for(assembly, on=until)
    if first == last:
        return lambda _day: last
    known: dict[date, Rulebook | None] = {}

    def book_on(day: date) -> Rulebook | None:
        if day not in known:
            known[day] = book_for(assembly, on=day)
        return known[day]

    return book_on
