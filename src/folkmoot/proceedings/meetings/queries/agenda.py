"""What is on an agenda, in order, and what must be on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, meets_on
from folkmoot.rules.findings import Finding
from folkmoot.rules.meetings.calling import (
    ITEMS,
    NOTICE,
    REQUESTS,
    agenda_has_standing_items,
    agenda_is_in_time,
    item_in_words,
    request_is_in_time,
)
from folkmoot.rules.periods import take
from folkmoot.rules.rulebook import Rulebook

USUAL = ("welcome", "interests", "action-log", "next-meeting")
"""What is put on an agenda where no agreement says what is always on it."""

LAST = "next-meeting"
"""The standing item before which other business comes."""

MINUTES = {
    **{"welcome": 5, "interests": 5, "action-log": 10, "between-meetings": 5},
    **{"co-ordination-group": 10, "groups": 10, "representatives": 10, "next-meeting": 5},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An item that is always on an agenda, as the agreement names it."""

    code: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How long the items of an agenda take together, and how long the meeting is."""

    items: int
    minutes: int
    meeting: int

    @property
    def over(self) -> int:
        """How many minutes too long the agenda is; 0 if it fits."""
        return max(0, self.minutes - self.meeting)


def standing_items(book: Rulebook | None) -> list[Standing]:
    """Return what is always on an agenda, in order; the usual where no agreement says. No query."""
    codes: Iterable[str] = USUAL
    if book is not None and ITEMS in book.parameters:
        codes = book.words(ITEMS)
    return [
        Standing(code=code, title=standing_title(code), minutes=MINUTES.get(code, 10))
        for code in codes
    ]


def standing_title(code: str) -> str:
    """Say what a standing item is called on an agenda. No query."""
    words = _(item_in_words(code))
    return words[:1].upper() + words[1:]


def items_of(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return what is on the agenda of a meeting, in order; withdrawn items are out. One query."""
    found = meeting.items.filter(withdrawn_at=None).select_related("brought_by")
    return found.order_by("position", "pk")


def withdrawn_items(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return what was on the agenda of a meeting and is not, in the old order. One query."""
    return meeting.items.filter(withdrawn_at__isnull=False).order_by("position", "pk")


def length_of(meeting: Meeting) -> Length:
    """Return how long an agenda is. One query."""
    told = meeting.items.filter(withdrawn_at=None).aggregate(items=Count("pk"), sum=Sum("minutes"))
    span: timedelta = meeting.ends_at - meeting.starts_at
    whole = int(span.total_seconds() // 60)
    return Length(items=told["items"], minutes=told["sum"] or 0, meeting=whole)


def standing_codes(meeting: Meeting) -> list[str]:
    """Return the codes of the standing items on an agenda. One query."""
    held = meeting.items.filter(~Q(standing=""), withdrawn_at=None)
    return list(held.order_by("position", "pk").values_list("standing", flat=True))


def completeness(book: Rulebook | None, codes: Iterable[str]) -> Finding | None:
    """Tell whether every standing item is there; None where no agreement asks. No query."""
    if book is None or ITEMS not in book.parameters:
        return None
    return agenda_has_standing_items(book, items=list(codes))


def timeliness(
    book: Rulebook | None, meeting: Meeting, *, sent_on: date, reason: str = ""
) -> Finding | None:
    """Tell whether an agenda is in time; None where no agreement asks. No query."""
    if book is None or NOTICE not in book.parameters:
        return None
    return agenda_is_in_time(book, sent_on=sent_on, meets_on=meets_on(meeting), reason=reason)


def agenda_due_on(book: Rulebook | None, meeting: Meeting) -> date | None:
    """Return the last day on which an agenda is in time, or None. No query."""
    if book is None or NOTICE not in book.parameters:
        return None
    return take(meets_on(meeting), book.period(NOTICE))


def requests_close_on(book: Rulebook | None, meeting: Meeting) -> date | None:
    """Return the last day on which a request for an item is in time, or None. No query."""
    if book is None or REQUESTS not in book.parameters:
        return None
    return take(meets_on(meeting), book.period(REQUESTS))


def request_timeliness(book: Rulebook | None, meeting: Meeting, *, on: date) -> Finding | None:
    """Tell whether a request is in time for a meeting; None where no agreement asks. No query."""
    if book is None or REQUESTS not in book.parameters:
        return None
    return request_is_in_time(book, asked_on=on, meets_on=meets_on(meeting))


def days_late(meeting: Meeting, book: Rulebook | None) -> int:
    """Return how many days late the agenda of a meeting went out. No query."""
    if meeting.agenda_sent_at is None:
        return 0
    sent_on = day_of(meeting.assembly, meeting.agenda_sent_at)
    found = timeliness(book, meeting, sent_on=sent_on, reason=meeting.late_because)
    return int(found.facts["days_late"]) if found is not None else 0


def is_changed_since_sent(item: AgendaItem, meeting: Meeting) -> bool:
    """Test whether an item was changed after its agenda went out. No query."""
    sent = meeting.agenda_sent_at
    return sent is not None and item.changed_at is not None and item.changed_at > sent


def book_of(meeting: Meeting, *, at: datetime) -> Rulebook | None:
    """Return the agreement in force at a moment, for a meeting, or None. One query."""
    return book_for(meeting.assembly, on=day_of(meeting.assembly, at))
