from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.events.notes import NotesDrafted
from folkmoot.proceedings.meetings.models import Meeting, NotesLine
from folkmoot.proceedings.meetings.permits import require_not_cancelled
from folkmoot.proceedings.meetings.permits.notes import require_draft, require_may_write
from folkmoot.proceedings.meetings.queries.beyond import Drafted
from folkmoot.proceedings.meetings.queries.drafting import drawn_lines

STEP = 1000
"""Between two orders of drawn lines there is room for what people write."""


@transaction.atomic
def draft_notes(*, meeting: Meeting, by: Person, at: datetime) -> list[NotesLine]:
    """
    Draw the lines of the notes that follow from what happened; return those that are new.

    Safe to do again, during the meeting and after it: what has come since is added, a drawn
    line that nobody touched is brought up to date, and a line that somebody changed or took
    out stays as they left it.

    :raises Refusal: if `by` does not keep the notes, the meeting was not opened, or its notes
        have gone out.
    """
    meeting = hold(meeting)
    require_may_write(by, meeting, at=at)
    require_not_cancelled(meeting)
    require_draft(meeting)
    added = draw_again(meeting, at=at)
    if meeting.notes_drafted_at is None:
        meeting.notes_drafted_at = at
        meeting.save(update_fields=["notes_drafted_at"])
    if added:
        event = NotesDrafted(meeting=meeting.reference, forum=meeting.forum.name, lines=len(added))
        record(event, assembly=meeting.assembly.slug, by=by, at=at)
        stir(meeting)
    return added


def draw_again(meeting: Meeting, *, at: datetime) -> list[NotesLine]:
    """Write what can be drawn of a meeting that is held; return the lines that are new."""
    before = {
        (line.drawn_from, line.source): line
        for line in NotesLine.objects.filter(meeting=meeting).order_by("pk")
        if line.source
    }
    added: list[NotesLine] = []
    fresher: list[NotesLine] = []
    for order, line in enumerate(drawn_lines(meeting, at=at)):
        known = before.get((line.drawn_from, line.source))
        if known is None:
            added.append(_new(meeting, line, order))
        elif known.changed_at is None and known.removed_at is None and known.text != line.text:
            known.text, known.edition = line.text, known.edition + 1
            fresher.append(known)
    NotesLine.objects.bulk_create(added)
    NotesLine.objects.bulk_update(fresher, ["text", "edition"])
    return added


def _new(meeting: Meeting, line: Drafted, order: int) -> NotesLine:
    return NotesLine(
        meeting=meeting,
        item_id=line.item,
        position=line.order * STEP + order,
        text=line.text,
        drawn_from=line.drawn_from,
        source=line.source,
    )
