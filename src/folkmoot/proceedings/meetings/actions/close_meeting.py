from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.absence import note_absences
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.actions.draft_notes import draft_notes
from folkmoot.proceedings.meetings.actions.take_item import end_now
from folkmoot.proceedings.meetings.events.room import MeetingClosed
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.permits import require_going_on, require_may_preside
from folkmoot.proceedings.meetings.queries.room import item_now, items_left


@transaction.atomic
@recording_last()
def close_meeting(
    *, meeting: Meeting, next_meeting: Meeting | None = None, by: Person, at: datetime
) -> Meeting:
    """
    End a meeting, and the item that is being taken. Done twice, it is done once.

    Items that were not reached stay as they are: they go on to another meeting with the
    notes. Who did not come without a word is noted, and the notes are drafted.

    :param next_meeting: the next one of the forum, where its date was told in the room.
    :raises Refusal: if they do not preside, it is not going on, or something stands against
        the end of the item that is being taken.
    """
    held = hold(meeting)
    if held.closed_at is not None:
        return held
    require_going_on(held)
    current = item_now(held)
    require_may_preside(by, held, current, at=at)

    if current is not None:
        end_now(held, current, by=by, at=at)
    held.closed_at = at
    if next_meeting is not None and next_meeting.forum_id == held.forum_id:
        held.next_meeting = next_meeting
    held.save(update_fields=["closed_at", "next_meeting"])
    stir(held)

    left = len(items_left(held))
    taken = held.items.filter(ended_at__isnull=False).count()
    event = MeetingClosed(meeting=held.reference, forum=held.forum.slug, taken=taken, left=left)
    record(event, assembly=held.assembly.slug, by=by, at=at)
    note_absences(meeting=held, by=by, at=at)
    draft_notes(meeting=held, by=by, at=at)
    return held
