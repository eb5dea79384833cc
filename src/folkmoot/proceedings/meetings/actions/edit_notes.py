"""Writing notes while they are a draft: a line added, changed, moved, taken out."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.actions.draft_notes import STEP
from folkmoot.proceedings.meetings.events.notes import NotesWritten
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting, NotesLine
from folkmoot.proceedings.meetings.permits import require_edition
from folkmoot.proceedings.meetings.permits.notes import (
    require_draft,
    require_may_write,
    require_open_to,
)
from folkmoot.rules.findings import Refusal

WRITTEN = 40 * STEP
"""What people write stands after who spoke, and before decisions and actions."""


@transaction.atomic
def add_line(
    *,
    meeting: Meeting,
    item: AgendaItem | None,
    text: str,
    form_key: str = "",
    by: Person,
    at: datetime,
) -> NotesLine:
    """
    Write a line of the notes, under an item or under the meeting as a whole.

    The same form sent again gives the same line.

    :raises Refusal: if `by` does not keep the notes, the item is closed to them, or the notes
        are no draft.
    """
    meeting = _may_write(meeting, item, by=by, at=at)
    source = f"form-{form_key}" if form_key else ""
    if source:
        before = meeting.lines.filter(drawn_from="", source=source).order_by("pk").first()
        if before is not None:
            return before
    written = meeting.lines.filter(item=item, position__gte=WRITTEN, position__lt=50 * STEP)
    last = written.aggregate(last=Max("position"))["last"]
    line = NotesLine.objects.create(
        meeting=meeting,
        item=item,
        position=WRITTEN if last is None else last + 1,
        text=text.strip(),
        source=source,
        changed_at=at,
        changed_by=by,
    )
    _written(meeting, "added", by=by, at=at)
    return line


@transaction.atomic
def change_line(*, line: NotesLine, text: str, edition: int, by: Person, at: datetime) -> NotesLine:
    """
    Write a line of a draft anew.

    :param edition: the edition that was shown to whoever changes it.
    :raises Refusal: if `by` does not keep the notes, the item is closed to them, the notes
        are no draft, or somebody changed the line meanwhile.
    """
    meeting, line = _hold(line, by=by, at=at)
    require_edition(edition, line.edition)
    if line.text == text.strip():
        return line
    line.text, line.changed_at, line.changed_by = text.strip(), at, by
    line.edition += 1
    line.save(update_fields=["text", "changed_at", "changed_by", "edition"])
    _written(meeting, "changed", by=by, at=at)
    return line


@transaction.atomic
def remove_line(*, line: NotesLine, by: Person, at: datetime) -> NotesLine:
    """
    Take a line out of a draft; it does not come back when the draft is drawn again.

    :raises Refusal: if `by` does not keep the notes, the item is closed to them, or the notes
        are no draft.
    """
    meeting, line = _hold(line, by=by, at=at)
    if line.removed_at is not None:
        return line
    line.removed_at, line.changed_by = at, by
    line.edition += 1
    line.save(update_fields=["removed_at", "changed_by", "edition"])
    _written(meeting, "taken out", by=by, at=at)
    return line


@transaction.atomic
def move_line(*, line: NotesLine, is_up: bool, by: Person, at: datetime) -> NotesLine:
    """
    Move a line of a draft one place up or down among the lines of its item.

    :raises Refusal: if `by` does not keep the notes, the item is closed to them, the notes are
        no draft, or the line is the first or the last already.
    """
    meeting, line = _hold(line, by=by, at=at)
    among = list(
        meeting.lines.filter(item=line.item_id, removed_at=None).order_by("position", "pk")
    )
    here = [one.pk for one in among].index(line.pk)
    there = here - 1 if is_up else here + 1
    if not 0 <= there < len(among):
        raise Refusal("line-cannot-move", None, {"end": "first" if is_up else "last"})
    moved, other = among[here], among[there]
    if moved.position == other.position:
        for place, one in enumerate(among):
            one.position = among[0].position + place
        NotesLine.objects.bulk_update(among, ["position"])
    moved.position, other.position = other.position, moved.position
    NotesLine.objects.bulk_update([moved, other], ["position"])
    _written(meeting, "moved", by=by, at=at)
    return moved


def _may_write(meeting: Meeting, item: AgendaItem | None, *, by: Person, at: datetime) -> Meeting:
    meeting = hold(meeting)
    require_may_write(by, meeting, at=at)
    require_open_to(by, meeting, item, at=at)
    require_draft(meeting)
    return meeting


def _hold(line: NotesLine, *, by: Person, at: datetime) -> tuple[Meeting, NotesLine]:
    """The meeting and the line as they are now; whoever holds the meeting holds its lines."""
    meeting = _may_write(line.meeting, line.item, by=by, at=at)
    return meeting, NotesLine.objects.select_related("item").get(pk=line.pk)


def _written(meeting: Meeting, deed: str, *, by: Person, at: datetime) -> None:
    event = NotesWritten(meeting=meeting.reference, forum=meeting.forum.name, deed=deed)
    record(event, assembly=meeting.assembly.slug, by=by, at=at)
    stir(meeting)
