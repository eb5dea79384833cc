"""The meetings of an assembly as a list, and by what it is narrowed."""

from datetime import date, datetime

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.meetings import day_of, meetings, zone_of
from folkmoot.rules.periods import local_midnight


def listed(assembly: Assembly, *, forum: Forum | None, year: int | None) -> QuerySet[Meeting]:
    """Return the meetings of one forum or all, in one year or all, the latest first. One query."""
    found = meetings(assembly)
    if forum is not None:
        found = found.filter(forum=forum)
    if year is not None:
        zone = zone_of(assembly)
        found = found.filter(
            starts_at__gte=local_midnight(date(year, 1, 1), zone),
            starts_at__lt=local_midnight(date(year + 1, 1, 1), zone),
        )
    return found


def ahead_and_past(
    found: QuerySet[Meeting], *, at: datetime
) -> tuple[QuerySet[Meeting], QuerySet[Meeting]]:
    """
    Part meetings into those to come, the soonest first, and those that were, the latest first.

    One that is going on is among those to come. One query each.
    """
    is_ahead = Q(starts_at__gt=at) | Q(opened_at__isnull=False, closed_at__isnull=True)
    ahead = found.filter(is_ahead).order_by("starts_at", "pk")
    return ahead, found.exclude(is_ahead).order_by("-starts_at", "-pk")


def forums_that_met(assembly: Assembly) -> list[Forum]:
    """Return the forums that have met or are to, closed ones too, by name. One query."""
    called = Meeting.objects.filter(forum=OuterRef("pk"))
    found = assembly.forums.filter(Exists(called)).select_related("assembly")
    return list(found.order_by("name", "pk"))


def years_met(assembly: Assembly) -> list[int]:
    """Return the years from the first meeting to the last, the latest first. One query."""
    ends = Meeting.objects.filter(assembly=assembly).aggregate(
        first=Min("starts_at"), last=Max("starts_at")
    )
    if ends["first"] is None:
        return []
    first, last = (day_of(assembly, ends[end]).year for end in ("first", "last"))
    return list(range(last, first - 1, -1))


def last_called(forum: Forum) -> Meeting | None:
    """Return the meeting of a forum that was called last, for its place and ways in. One query."""
    return forum.meetings.filter(cancelled_at=None).order_by("-called_at", "-pk").first()
