from datetime import datetime

from django.db import transaction
from django.db.models import F

from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold
from folkmoot.proceedings.meetings.events.calling import MeetingCancelled
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.permits.calling import require_not_opened
from folkmoot.proceedings.meetings.queries.arranging import people_to_tell, signed_up
from folkmoot.proceedings.meetings.queries.meetings import day_of


@transaction.atomic
@recording_last()
def cancel_meeting(*, meeting: Meeting, because: str, by: Person, at: datetime) -> Meeting:
    """
    Cancel a meeting that was not opened, and tell those whom it concerns.

    :param because: why; it is published.
    :raises Refusal: if `by` may not cancel it, or it was opened or cancelled already.
    """
    held = hold(meeting)
    forum, assembly = held.forum, held.assembly
    require_may_arrange(by, forum, at=at)
    require_not_opened(held)

    Meeting.objects.filter(pk=held.pk).update(
        cancelled_at=at,
        cancelled_because=because.strip(),
        calendar_sequence=F("calendar_sequence") + 1,
        edition=F("edition") + 1,
    )
    event = MeetingCancelled(
        meeting=held.reference,
        forum=forum.name,
        starts_at=held.starts_at,
        because=because.strip(),
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    held.refresh_from_db()
    publish(event, about=held, by=by, at=at)
    people = [*people_to_tell(forum, on=day_of(assembly, at)), *signed_up(held)]
    tell(people, event, assembly=assembly.slug, at=at)
    return held
