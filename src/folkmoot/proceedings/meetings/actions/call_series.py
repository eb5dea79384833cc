from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.body.forums.models import Forum
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.call_meeting import Arrangements, called, keep_meeting
from folkmoot.proceedings.meetings.actions.fill_agenda import fill_agenda
from folkmoot.proceedings.meetings.events.calling import SeriesCalled
from folkmoot.proceedings.meetings.models import Series
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.permits.calling import (
    require_free,
    require_meets_still,
    require_times,
    require_way_in,
)
from folkmoot.proceedings.meetings.queries.arranging import agenda_notice, people_to_tell
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Refusal

LEAST, MOST = 2, 24

type Times = tuple[datetime, datetime]


@transaction.atomic
@recording_last()
def call_series(
    *,
    forum: Forum,
    every: str,
    times: Sequence[Times],
    arrangements: Arrangements,
    by: Person,
    at: datetime,
) -> Series:
    """
    Call several meetings of a forum at once, and tell those concerned in one letter.

    All of them are called, or none. The same series called again by the same person is the
    series that there is.

    :param every: how often, in words: "every two months".
    :param times: when each begins and ends, the first first.
    :raises Refusal: if `by` may not call them, there are too few or too many, the forum has
        another meeting at one of the times, or a time makes no sense.
    """
    require_may_arrange(by, forum, at=at)
    if len(times) < LEAST:
        raise Refusal("series-too-short", None, {})
    if len(times) > MOST:
        raise Refusal("series-too-long", None, {})
    require_way_in(arrangements.place, arrangements.join_link, arrangements.dial_in)
    Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)
    called_already = _same_series(forum, times, by)
    if called_already is not None:
        return called_already

    series = Series.objects.create(forum=forum, every=every, called_at=at, called_by=by)
    assembly, on = forum.assembly, day_of(forum.assembly, at)
    meetings, clause = [], None
    for starts_at, ends_at in times:
        require_times(starts_at=starts_at, ends_at=ends_at, at=at)
        require_meets_still(forum, starts_at=starts_at)
        require_free(forum, starts_at=starts_at, ends_at=ends_at)
        meeting = keep_meeting(
            forum=forum,
            starts_at=starts_at,
            ends_at=ends_at,
            arrangements=arrangements,
            series=series,
            by=by,
            at=at,
        )
        notice = agenda_notice(assembly, meets_on=day_of(assembly, starts_at), on=on)
        fill_agenda(meeting=meeting, by=by, at=at)
        event = called(meeting, agenda_by=notice[0] if notice else None)
        publish(event, about=meeting, by=by, at=at)
        meetings.append(meeting)
        clause = notice[1] if notice else None
    told = SeriesCalled(
        forum=forum.name,
        every=every,
        number=len(meetings),
        meetings=[meeting.reference for meeting in meetings],
        starts=[meeting.starts_at for meeting in meetings],
        place=arrangements.place.strip(),
        is_remote=arrangements.is_remote,
    )
    record(told, assembly=assembly.slug, by=by, at=at, under=clause)
    tell(people_to_tell(forum, on=on), told, assembly=assembly.slug, at=at)
    return series


def _same_series(forum: Forum, times: Sequence[Times], by: Person) -> Series | None:
    """The series of one person that has just these beginnings, or None. One query."""
    starts = {starts_at for starts_at, _ends_at in times}
    rows = forum.meetings.filter(
        cancelled_at=None, starts_at__in=starts, series__called_by=by
    ).select_related("series")
    by_series: dict[int, set[datetime]] = {}
    series = {}
    for meeting in rows.order_by("pk"):
        assert meeting.series is not None
        series[meeting.series.pk] = meeting.series
        by_series.setdefault(meeting.series.pk, set()).add(meeting.starts_at)
    return next((series[key] for key, found in by_series.items() if found == starts), None)
