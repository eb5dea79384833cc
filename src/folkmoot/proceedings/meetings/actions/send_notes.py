from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.call_meeting import Arrangements, call_meeting
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.actions.draft_notes import draw_again
from folkmoot.proceedings.meetings.actions.fill_agenda import business, renumber
from folkmoot.proceedings.meetings.events.notes import NotesSent
from folkmoot.proceedings.meetings.models import AgendaItem, Interest, Meeting
from folkmoot.proceedings.meetings.permits.notes import require_draft, require_may_write
from folkmoot.proceedings.meetings.queries.arranging import people_to_tell
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, meets_on
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.meetings.calling import (
    NOTES,
    notes_are_in_time,
    notes_name_the_next_meeting,
)


@transaction.atomic
def send_notes(
    *,
    meeting: Meeting,
    next_meeting: Meeting | None,
    late_because: str = "",
    by: Person,
    at: datetime,
) -> Meeting:
    """
    Send the notes of a meeting to every member of its forum.

    They say when the next meeting is, and what was not reached goes to its agenda. The
    letter carries nothing of what was said: it leads to the notes, where each person reads
    what is open to them.

    :param next_meeting: one that is called already; None only where the forum ends.
    :param late_because: why they go out late, where they do; shown with them.
    :raises Refusal: if `by` does not keep the notes, the meeting is not over, they went out
        already or are empty, the next date is missing, or they are late without a reason.
    """
    meeting = hold(meeting)
    require_may_write(by, meeting, at=at)
    require_draft(meeting)
    if meeting.closed_at is None:
        raise Refusal("notes-before-the-end", None, {})
    on = day_of(meeting.assembly, at)
    days_late, clause = _ruled(meeting, next_meeting, late_because, at=at)
    meeting.next_meeting = next_meeting
    draw_again(meeting, at=at)
    if not meeting.lines.filter(removed_at=None).exists():
        raise Refusal("notes-empty", None, {})

    meeting.notes_sent_at = at
    meeting.notes_late_because = late_because.strip() if days_late else ""
    meeting.notes_drafted_at = meeting.notes_drafted_at or at
    meeting.save(
        update_fields=[
            "next_meeting", "notes_sent_at", "notes_late_because", "notes_drafted_at",
        ]
    )  # fmt: skip
    if next_meeting is not None:
        carry_on(meeting, next_meeting, at=at)
        stir(next_meeting)
    told = people_to_tell(meeting.forum, on=on)
    event = NotesSent(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        met_at=meeting.starts_at,
        days_late=days_late,
        late_because=meeting.notes_late_because,
        next_meeting=next_meeting.reference if next_meeting else "",
        next_at=next_meeting.starts_at if next_meeting else None,
        letters=len(told),
    )
    record(event, assembly=meeting.assembly.slug, by=by, at=at, under=clause)
    tell(told, event, assembly=meeting.assembly.slug, at=at)
    stir(meeting)
    return meeting


def _ruled(
    meeting: Meeting, ahead: Meeting | None, late_because: str, *, at: datetime
) -> tuple[int, Clause | None]:
    """
    Return how many days late the notes are and the clause that says so, once both rules hold.

    They are judged by the agreement of the meeting's day.
    """
    book = book_for(meeting.assembly, on=meets_on(meeting))
    if ahead is not None and not _follows(meeting, ahead):
        raise Refusal("next-meeting-of-another", None, {})
    if book is not None and "notes.next_date" in book.parameters:
        next_on = meets_on(ahead) if ahead else None
        notes_name_the_next_meeting(book, next_on=next_on, is_last=meeting.is_last).require()
    if ahead is None and not meeting.is_last:
        raise Refusal("notes-without-next-meeting", None, {})
    if book is None or NOTES not in book.parameters:
        return 0, None
    sent_on = day_of(meeting.assembly, at)
    finding = notes_are_in_time(book, met_on=meets_on(meeting), sent_on=sent_on)
    if not finding.holds and not late_because.strip():
        raise Refusal("notes-late-without-reason", finding.clause, finding.facts)
    return int(finding.facts["days_late"]), finding.clause


def _follows(meeting: Meeting, ahead: Meeting) -> bool:
    return (
        ahead.forum_id == meeting.forum_id
        and ahead.starts_at > meeting.starts_at
        and ahead.cancelled_at is None
    )


def carry_on(meeting: Meeting, ahead: Meeting, *, at: datetime) -> list[AgendaItem]:
    """Put what a meeting did not reach on the agenda of the next one, once."""
    missed = AgendaItem.objects.filter(
        meeting=meeting, standing="", started_at=None, withdrawn_at=None, carried_to=None
    ).select_related("brought_by")
    waiting = list(missed.order_by("position", "pk"))
    if not waiting:
        return []
    on_it = list(ahead.items.order_by("position", "pk"))
    carried = [
        business(
            ahead,
            on_it,
            title=item.title,
            text=item.text,
            purpose=item.purpose,
            minutes=item.minutes,
            visibility=item.visibility,
            full_because=item.full_because,
            brought_by=item.brought_by,
            carried_from=item,
            at=at,
        )
        for item in waiting
    ]
    renumber(on_it)
    _interests_go_with(waiting, carried, ahead)
    return carried


def _interests_go_with(
    missed: Sequence[AgendaItem], carried: Sequence[AgendaItem], ahead: Meeting
) -> None:
    """What was declared in an item, and what the chair made of it, holds where it is carried."""
    into = dict(zip([item.pk for item in missed], carried, strict=True))
    open_still = Interest.objects.filter(item__in=missed, closed_at=None).order_by("pk")
    copies = list(open_still)
    for interest in copies:
        assert interest.item_id is not None
        interest.item, interest.meeting, interest.pk = into[interest.item_id], ahead, None
        interest._state.adding = True
    Interest.objects.bulk_create(copies)


@transaction.atomic
@recording_last()
def call_next_and_send(
    *,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime,
    late_because: str = "",
    by: Person,
    at: datetime,
) -> Meeting:
    """
    Call the next meeting where and how this one was held, and send the notes with its date.

    :raises Refusal: if `by` may not call it, or the notes cannot be sent: then neither is done.
    """
    ahead = call_meeting(
        forum=meeting.forum,
        starts_at=starts_at,
        ends_at=ends_at,
        arrangements=Arrangements(
            place=meeting.place,
            access=meeting.access,
            join_link=meeting.join_link,
            dial_in=meeting.dial_in,
        ),
        by=by,
        at=at,
    )
    return send_notes(meeting=meeting, next_meeting=ahead, late_because=late_because, by=by, at=at)
