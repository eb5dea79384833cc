from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.events.notes import NotesApproved
from folkmoot.proceedings.meetings.models import Correction, Meeting
from folkmoot.proceedings.meetings.permits import require_going_on, require_may_preside
from folkmoot.proceedings.meetings.permits.notes import require_sent
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
def approve_notes(
    *, meeting: Meeting, approved_in: Meeting | None, by: Person, at: datetime
) -> Meeting:
    """
    Note that a later meeting approved the notes of this one.

    From then on everybody reads the lines of the items that are public, and a line changes
    only by a correction noted below it.

    :param approved_in: the meeting of the same forum that goes on; None only where this was
        the last of its forum, and then whoever chaired it says so.
    :raises Refusal: if the notes have not gone out or are approved, corrections still wait,
        or `by` does not preside over a later meeting of the forum that is going on.
    """
    meeting = hold(meeting)
    require_sent(meeting)
    if meeting.notes_approved_at is not None:
        approved_on = day_of(meeting.assembly, meeting.notes_approved_at)
        raise Refusal("notes-approved-already", None, {"approved_on": approved_on})
    if approved_in is None and not meeting.is_last:
        raise Refusal("notes-approved-elsewhere", None, {"forum": meeting.forum.name})
    if approved_in is not None:
        approved_in = hold(approved_in)
        is_later = approved_in.starts_at > meeting.starts_at
        if approved_in.forum_id != meeting.forum_id or not is_later:
            raise Refusal("notes-approved-elsewhere", None, {"forum": meeting.forum.name})
        require_going_on(approved_in)
    require_may_preside(by, approved_in or meeting, None, at=at)
    if Correction.objects.filter(line__meeting=meeting, answer="").exists():
        raise Refusal("corrections-waiting", None, {})

    meeting.notes_approved_at, meeting.notes_approved_in = at, approved_in
    meeting.save(update_fields=["notes_approved_at", "notes_approved_in"])
    event = NotesApproved(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        met_at=meeting.starts_at,
        approved_in=approved_in.reference if approved_in else "",
    )
    record(event, assembly=meeting.assembly.slug, by=by, at=at)
    stir(meeting)
    if approved_in is not None:
        stir(approved_in)
    return meeting
