from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.actions.coming import (
    Status,
    comes_as,
    row_of,
    told_of,
    write,
)
from folkmoot.proceedings.meetings.events.people import CameBack, CameIn, WentOut
from folkmoot.proceedings.meetings.models import Attendance, Meeting
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.permits.people import may_move, require_still_to_come
from folkmoot.proceedings.meetings.queries.clauses import clause_here
from folkmoot.proceedings.meetings.queries.coming import check_in_opens_at
from folkmoot.rules.findings import Refusal

TRIES = 5
WAIT = timedelta(minutes=10)


def check_in(
    *,
    meeting: Meeting,
    organisation: Organisation | None,
    mode: str,
    code: str = "",
    by: Person,
    at: datetime,
) -> Attendance:
    """
    Let somebody say that they are at a meeting: by its code, or because they said they come.

    Saying it again changes nothing but the way they take part. Wrong codes are counted,
    and after five none is taken for ten minutes; so this is no single transaction, and a
    refused try stays counted.

    :raises Refusal: if check-in is not open, the code is another, or they may not come for
        the organisation.
    """
    own = row_of(meeting, by, by.name, organisation)
    if own is None or own.status == Status.APOLOGY:
        _require_code(meeting, code, by=by, at=at)
    if organisation is None and own is not None:
        organisation = own.organisation
    return _arrive(
        meeting=meeting,
        person=by,
        name=by.name or by.email,
        organisation=organisation,
        mode=mode,
        by=by,
        at=at,
    )


def _require_code(meeting: Meeting, code: str, *, by: Person, at: datetime) -> None:
    """:raises Refusal: if a code is not that of the meeting, or too many were tried."""
    key = f"check-in-{meeting.pk}-{by.pk}"
    tries, until = cache.get(key, (0, at))
    if tries >= TRIES and at < until:
        facts = {"tries": tries, "until": until}
        raise Refusal("codes-tried-too-often", None, facts, from_when=until)
    if "".join(code.split()).upper().replace("-", "") == meeting.room_code:
        cache.delete(key)
        return
    tries = 1 if at >= until and tries >= TRIES else tries + 1
    cache.set(key, (tries, at + WAIT), int(WAIT.total_seconds()))
    if tries >= TRIES:
        facts = {"tries": tries, "until": at + WAIT}
        raise Refusal("codes-tried-too-often", None, facts, from_when=at + WAIT)
    raise Refusal("code-is-not-this", None, {"left": TRIES - tries})


@transaction.atomic
def check_in_somebody(
    *,
    meeting: Meeting,
    person: Person | None,
    name: str,
    organisation: Organisation | None,
    mode: str,
    is_deputy: bool = False,
    title: str = "",
    by: Person,
    at: datetime,
) -> Attendance:
    """
    Put somebody down as there, for those who look after the meeting.

    :param person: None for one without an account, who is known by name.
    :param organisation: None for a guest.
    :raises Refusal: if `by` may not, or the deputy was not agreed in time.
    """
    require_may_arrange(by, meeting.forum, at=at)
    return _arrive(
        meeting=meeting,
        person=person,
        name=name,
        organisation=organisation,
        mode=mode,
        is_deputy=is_deputy,
        title=title,
        by=by,
        at=at,
    )


@transaction.atomic
def _arrive(
    *,
    meeting: Meeting,
    person: Person | None,
    name: str,
    organisation: Organisation | None,
    mode: str,
    is_deputy: bool = False,
    title: str = "",
    by: Person,
    at: datetime,
) -> Attendance:
    """:raises Refusal: if it is not the time, or they may not come for the organisation."""
    meeting = hold(meeting)
    require_still_to_come(meeting, at=at)
    opens_at = check_in_opens_at(meeting)
    if at < opens_at:
        raise Refusal("check-in-not-open", None, {"opens_at": opens_at}, from_when=opens_at)
    own = row_of(meeting, person, name, organisation)
    is_again = own is not None and own.status == Status.PRESENT
    if own is not None and is_again and own.left_at is None and own.mode == mode:
        return own
    is_deputy = comes_as(meeting, person, name, organisation, is_deputy=is_deputy, by=by, at=at)
    said = {
        "organisation": organisation,
        "status": Status.PRESENT,
        "mode": mode,
        "is_deputy": is_deputy,
        "arrived_at": own.arrived_at if own is not None and is_again else at,
        "left_at": None,
    }
    if title.strip():
        said["title"] = title.strip()
    channel = own.channel if own is not None else "web"
    own = write(meeting, own, person, name, said, channel=channel, by=by, at=at)
    event = CameIn(**told_of(own, meeting), mode=own.mode, is_deputy=own.is_deputy)
    clause = clause_here(meeting, "deputies" if own.is_deputy else "attendance", at=at)
    record(event, assembly=meeting.assembly.slug, by=by, at=at, under=clause)
    stir(meeting)
    return own


@transaction.atomic
def go_out(*, attendance: Attendance, by: Person, at: datetime) -> Attendance:
    """
    Put down that somebody has left a meeting, so that they no longer count.

    :raises Refusal: if `by` is neither they nor looks after the meeting, or they are not there.
    """
    meeting, attendance = _held(attendance, by=by, at=at)
    if attendance.status != Status.PRESENT:
        raise Refusal("not-there", None, {"name": attendance.name})
    if attendance.left_at is not None:
        return attendance
    attendance.left_at = at
    attendance.save(update_fields=["left_at"])
    event = WentOut(**told_of(attendance, meeting))
    record(event, assembly=meeting.assembly.slug, by=by, at=at)
    stir(meeting)
    return attendance


@transaction.atomic
def come_back(*, attendance: Attendance, by: Person, at: datetime) -> Attendance:
    """
    Put down that somebody who had left a meeting is there again.

    :raises Refusal: if `by` is neither they nor looks after the meeting, or they never came.
    """
    meeting, attendance = _held(attendance, by=by, at=at)
    if attendance.status != Status.PRESENT:
        raise Refusal("not-there", None, {"name": attendance.name})
    if attendance.left_at is None:
        return attendance
    attendance.left_at = None
    attendance.save(update_fields=["left_at"])
    event = CameBack(**told_of(attendance, meeting))
    record(event, assembly=meeting.assembly.slug, by=by, at=at)
    stir(meeting)
    return attendance


def _held(attendance: Attendance, *, by: Person, at: datetime) -> tuple[Meeting, Attendance]:
    """Hold a meeting and return somebody's row as it is now, where `by` may change it."""
    meeting = hold(attendance.meeting)
    rows = Attendance.objects.select_related("organisation", "person")
    attendance = rows.get(pk=attendance.pk)
    if not may_move(by, attendance):
        require_may_arrange(by, meeting.forum, at=at)
    require_still_to_come(meeting, at=at)
    return meeting, attendance
