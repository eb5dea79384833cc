from datetime import datetime

from django.db import transaction

from folkmoot.body.forums.models import Term
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.events.room import MeetingOpened
from folkmoot.proceedings.meetings.models import Attendance, Meeting
from folkmoot.proceedings.meetings.permits import require_not_cancelled
from folkmoot.proceedings.meetings.permits.room import require_may_open
from folkmoot.proceedings.meetings.queries.presiding import presiding


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """
    Begin a meeting. Done twice, it is done once.

    Whoever opens it in the chair is there, and is marked so; nobody else is. No letter goes
    out: those whom it concerns are in the room, and their pages show it.

    :raises Refusal: if somebody else presides, it is another day, or it was cancelled.
    """
    held = hold(meeting)
    require_not_cancelled(held)
    if held.opened_at is not None:
        return held
    term = require_may_open(by, held, at=at)

    held.opened_at = at
    held.save(update_fields=["opened_at"])
    if term.person_id == by.pk:
        _sit(held, term, at=at)
    stir(held)

    finding = presiding(held, None, at=at).finding
    event = MeetingOpened(
        meeting=held.reference, forum=held.forum.slug, presiding=term.office.get_role_display()
    )
    under = finding.clause if finding is not None else None
    record(event, assembly=held.assembly.slug, by=by, at=at, under=under)
    return held


def _sit(meeting: Meeting, term: Term, *, at: datetime) -> None:
    """Mark the person in the chair as there, as they said that they would come."""
    assert term.person is not None
    there = {"status": Attendance.Status.PRESENT, "arrived_at": at, "left_at": None}
    Attendance.objects.get_or_create(
        meeting=meeting,
        person=term.person,
        defaults={
            **there,
            "organisation": term.organisation,
            "name": term.holder_name,
            "title": term.office.get_role_display(),
            "said_at": at,
            "entered_by": term.person,
        },
    )
    away = Attendance.objects.filter(meeting=meeting, person=term.person)
    away.exclude(status=Attendance.Status.PRESENT, left_at=None).update(**there)
