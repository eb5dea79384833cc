from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.forums.models import Forum
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.fill_agenda import fill_agenda
from folkmoot.proceedings.meetings.events.calling import MeetingCalled
from folkmoot.proceedings.meetings.models import Meeting, Series
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.permits.calling import (
    require_free,
    require_meets_still,
    require_times,
    require_way_in,
)
from folkmoot.proceedings.meetings.queries.arranging import agenda_notice, people_to_tell
from folkmoot.proceedings.meetings.queries.meetings import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangements:
    """
    What a meeting is and how to get to it.

    :param title: blank where its forum's name is enough.
    :param place: the room with its address, for everybody to read.
    :param access: how to get in and about.
    :param join_link: by which members join by video; and
    :param dial_in: the number by which they join by telephone. Both are for members alone.
    :param is_last: whether the forum ends with this meeting.
    """

    kind: str = Meeting.Kind.ORDINARY
    title: str = ""
    place: str = ""
    access: str = ""
    join_link: str = ""
    dial_in: str = ""
    is_last: bool = False

    @property
    def is_remote(self) -> bool:
        return bool(self.join_link or self.dial_in)


@transaction.atomic
@recording_last()
def call_meeting(
    *,
    forum: Forum,
    starts_at: datetime,
    ends_at: datetime,
    arrangements: Arrangements,
    by: Person,
    at: datetime,
) -> Meeting:
    """
    Call a meeting of a forum, fill its agenda, and tell those whom it concerns.

    A meeting may be called as late as it must be: then its agenda will be late, and the page
    says so. The same meeting called again by the same person is the meeting that there is.

    :raises Refusal: if `by` may not call it, the forum is closed, it has another meeting then,
        or its time or place makes no sense.
    """
    require_may_arrange(by, forum, at=at)
    require_times(starts_at=starts_at, ends_at=ends_at, at=at)
    require_meets_still(forum, starts_at=starts_at)
    require_way_in(arrangements.place, arrangements.join_link, arrangements.dial_in)
    Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)
    same = forum.meetings.filter(
        cancelled_at=None, starts_at=starts_at, ends_at=ends_at, called_by=by
    ).select_related("assembly", "forum")
    called_already = same.order_by("pk").first()
    if called_already is not None:
        return called_already
    require_free(forum, starts_at=starts_at, ends_at=ends_at)

    meeting = keep_meeting(
        forum=forum,
        starts_at=starts_at,
        ends_at=ends_at,
        arrangements=arrangements,
        series=None,
        by=by,
        at=at,
    )
    assembly, on = forum.assembly, day_of(forum.assembly, at)
    notice = agenda_notice(assembly, meets_on=day_of(assembly, starts_at), on=on)
    event = called(meeting, agenda_by=notice[0] if notice else None)
    record(event, assembly=assembly.slug, by=by, at=at, under=notice[1] if notice else None)
    fill_agenda(meeting=meeting, by=by, at=at)
    publish(event, about=meeting, by=by, at=at)
    tell(people_to_tell(forum, on=on), event, assembly=assembly.slug, at=at)
    meeting.refresh_from_db(fields=["edition"])
    return meeting


def keep_meeting(
    *,
    forum: Forum,
    starts_at: datetime,
    ends_at: datetime,
    arrangements: Arrangements,
    series: Series | None,
    by: Person,
    at: datetime,
) -> Meeting:
    """Write down a meeting under a reference of its own. Two queries."""
    return Meeting.objects.create(
        assembly=forum.assembly,
        forum=forum,
        series=series,
        reference=_new_reference(forum, day_of(forum.assembly, starts_at)),
        kind=arrangements.kind,
        title=arrangements.title.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        place=arrangements.place.strip(),
        access=arrangements.access.strip(),
        join_link=arrangements.join_link.strip(),
        dial_in=arrangements.dial_in.strip(),
        is_last=arrangements.is_last,
        called_at=at,
        called_by=by,
    )


def called(meeting: Meeting, *, agenda_by: date | None) -> MeetingCalled:
    """Return what is said of a meeting that was called."""
    return MeetingCalled(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        kind=str(Meeting.Kind(meeting.kind).label),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        is_remote=bool(meeting.join_link or meeting.dial_in),
        agenda_by=agenda_by,
    )


def _new_reference(forum: Forum, on: date) -> str:
    """Make the address of a meeting: its forum and its day, and a number if that is taken."""
    stem = f"{forum.slug}-{on.isoformat()}"
    rows = Meeting.objects.filter(assembly=forum.assembly_id, reference__startswith=stem)
    return free_reference(stem, set(rows.values_list("reference", flat=True)))


def free_reference(stem: str, taken: Collection[str]) -> str:
    """Return a stem, or the stem with the first number that is not taken. No query."""
    number, reference = 1, stem
    while reference in taken:
        number += 1
        reference = f"{stem}-{number}"
    return reference
