"""Which meetings there are, and how each stands."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.rulebook.queries import in_force
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.rules.periods import local_day
from folkmoot.rules.rulebook import NotInForce, Rulebook


def zone_of(assembly: Assembly) -> ZoneInfo:
    """Return an assembly's time zone. No query."""
    return ZoneInfo(assembly.time_zone)


def day_of(assembly: Assembly, at: datetime) -> date:
    """Return the day that a moment falls on for an assembly. No query."""
    return local_day(at, zone_of(assembly))


def meets_on(meeting: Meeting) -> date:
    """Return the day of a meeting, where its assembly is. The assembly is loaded; no query."""
    return day_of(meeting.assembly, meeting.starts_at)


def title_of(meeting: Meeting) -> str:
    """Return how a meeting is called: its own title, or its forum's name. No query."""
    return meeting.title or meeting.forum.name


def meetings(assembly: Assembly) -> QuerySet[Meeting]:
    """Return every meeting of an assembly, cancelled ones too, the latest first. One query."""
    called = Meeting.objects.filter(assembly=assembly).select_related("forum", "assembly")
    return called.order_by("-starts_at", "-pk")


def to_come(assembly: Assembly, *, at: datetime) -> QuerySet[Meeting]:
    """
    Return the meetings to come and those going on now, the soonest first. One query.

    Cancelled ones are out, and so is one that nobody opened and whose time went by.
    """
    here = Q(ends_at__gt=at) | Q(opened_at__isnull=False)
    today = meetings(assembly).filter(starts_at__gt=at - timedelta(days=1))
    ahead = today.filter(here, cancelled_at=None, closed_at=None)
    return ahead.order_by("starts_at", "pk")


def meetings_named(assembly: Assembly, reference: str) -> QuerySet[Meeting]:
    """Return the meeting with a reference and what its page tells of it. One query, or none."""
    return Meeting.objects.filter(assembly=assembly, reference=reference).select_related(
        "assembly", "forum__assembly", "forum__support_organisation", "next_meeting",
        "note_taker", "series", "notes_approved_in",
    )  # fmt: skip


def last_held_before(forum: Forum, at: datetime) -> Meeting | None:
    """Return the last meeting of a forum that was held before a moment, or None. One query."""
    held = forum.meetings.filter(closed_at__isnull=False, starts_at__lt=at)
    return held.order_by("-starts_at", "-pk").first()


def next_after(forum: Forum, at: datetime) -> Meeting | None:
    """Return the first meeting of a forum that starts after a moment, or None. One query."""
    ahead = forum.meetings.filter(cancelled_at=None, starts_at__gt=at).select_related("assembly")
    return ahead.order_by("starts_at", "pk").first()


def state_of(meeting: Meeting, *, at: datetime) -> str:
    """
    Return in words how a meeting stands at a moment. No query.

    cancelled; called (no agenda yet); agenda out; going on; not held (its time went by);
    notes due; notes sent; approved.
    """
    if meeting.cancelled_at is not None and meeting.cancelled_at <= at:
        return "cancelled"
    if meeting.notes_approved_at is not None:
        return "approved"
    if meeting.notes_sent_at is not None:
        return "notes sent"
    if meeting.closed_at is not None:
        return "notes due"
    if meeting.opened_at is not None:
        return "going on"
    if meeting.ends_at <= at:
        return "not held"
    return "agenda out" if meeting.agenda_sent_at is not None else "called"


def book_for(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the agreement in force on a day, or None where there is none. One query."""
    try:
        return in_force(assembly, on=on)
    except NotInForce:
        return None


def book_with(assembly: Assembly, name: str, *, on: date) -> Rulebook | None:
    """Return the agreement in force on a day if it fixes a parameter; else None. One query."""
    book = book_for(assembly, on=on)
    return book if book is not None and name in book.parameters else None
