"""Sending an agenda to the members of a forum."""

from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.events.agenda import AgendaSent
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.permits.agenda import require_agenda_open
from folkmoot.proceedings.meetings.queries.agenda import (
    book_of,
    completeness,
    items_of,
    standing_codes,
    timeliness,
)
from folkmoot.proceedings.meetings.queries.arranging import people_to_tell
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
def send_agenda(*, meeting: Meeting, because: str, by: Person, at: datetime) -> Meeting:
    """
    Send the agenda of a meeting to those whom the meetings of its forum concern.

    :param because: why it is late; nothing where it is in time.
    :raises Refusal: if `by` may not make this agenda, the meeting is cancelled or over, the
        agenda went out before or is not complete, or it is late without a reason.
    """
    require_may_arrange(by, meeting.forum, at=at)
    held = hold(meeting)
    require_agenda_open(held)
    if held.agenda_sent_at is not None:
        raise Refusal("agenda-sent-already", None, {"sent_at": held.agenda_sent_at})
    on, book = day_of(held.assembly, at), book_of(held, at=at)
    complete = completeness(book, standing_codes(held))
    if complete is not None:
        complete.require()
    in_time = timeliness(book, held, sent_on=on, reason=because)
    if in_time is not None:
        in_time.require()
    late = int(in_time.facts["days_late"]) if in_time is not None else 0
    held.agenda_sent_at, held.late_because = at, because.strip() if late else ""
    held.save(update_fields=["agenda_sent_at", "late_because"])
    stir(held)
    event = AgendaSent(
        meeting=held.reference,
        forum=held.forum.name,
        meets_at=held.starts_at,
        items=[item.title for item in items_of(held)],
        days_late=late,
        late_because=held.late_because,
    )
    under = in_time.clause if in_time is not None else None
    record(event, assembly=held.assembly.slug, by=by, at=at, under=under)
    tell(people_to_tell(held.forum, on=on), event, assembly=held.assembly.slug, at=at)
    return held
