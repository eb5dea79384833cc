"""Adding, changing, moving and withdrawing what is on an agenda."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, hold_item, stir
from folkmoot.proceedings.meetings.actions.fill_agenda import business, renumber
from folkmoot.proceedings.meetings.events.agenda import (
    ItemAdded,
    ItemChanged,
    ItemMoved,
    ItemWithdrawn,
)
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting, Visibility
from folkmoot.proceedings.meetings.permits import require_edition, require_may_arrange
from folkmoot.proceedings.meetings.permits.agenda import (
    require_agenda_open,
    require_not_left,
    require_not_taken,
    require_on_agenda,
    require_room,
)
from folkmoot.proceedings.meetings.queries.agenda import book_of, completeness, standing_codes
from folkmoot.rules.findings import Refusal


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    title: str,
    text: str,
    purpose: str,
    minutes: int,
    visibility: str,
    brought_by: Organisation | None = None,
    by: Person,
    at: datetime,
) -> AgendaItem:
    """
    Put an item of other business on an agenda, before the date of the next meeting.

    :param visibility: for everybody or for members; keeping one for full members is a
        deed of its own, with its reason.
    :raises Refusal: if `by` may not make this agenda, the meeting is cancelled or over, or
        the agenda is full.
    """
    require_may_arrange(by, meeting.forum, at=at)
    held = hold(meeting)
    require_agenda_open(held)
    on_it = list(held.items.order_by("position", "pk"))
    require_room(sum(item.withdrawn_at is None for item in on_it))
    item = business(
        held,
        on_it,
        title=title,
        text=text,
        purpose=purpose,
        minutes=minutes,
        visibility=_open(visibility),
        brought_by=brought_by,
        at=at,
    )
    renumber(on_it)
    stir(held)
    event = ItemAdded(meeting=held.reference, forum=held.forum.name, title=title)
    record(event, assembly=held.assembly.slug, by=by, at=at)
    return item


@transaction.atomic
def change_item(
    *,
    item: AgendaItem,
    edition: int,
    title: str,
    text: str,
    purpose: str,
    minutes: int,
    visibility: str,
    by: Person,
    at: datetime,
) -> AgendaItem:
    """
    Change what an agenda says of an item.

    :param edition: of the item as it was shown to `by`.
    :param visibility: for everybody or for members; one that is kept for full members
        stays so.
    :raises Refusal: if `by` may not make this agenda, the meeting is cancelled or over, the
        item was withdrawn or is closed to `by`, or somebody else has changed it since.
    """
    require_may_arrange(by, item.meeting.forum, at=at)
    held = hold_item(item)
    require_agenda_open(held.meeting)
    require_on_agenda(held)
    require_not_left(by, held, at=at)
    require_edition(edition, held.edition)
    held.title, held.text, held.purpose, held.minutes = title, text, purpose, minutes
    if held.visibility != Visibility.FULL:
        held.visibility = _open(visibility)
    held.changed_at = at
    held.edition += 1
    held.save()
    stir(held.meeting)
    event = ItemChanged(
        meeting=held.meeting.reference, forum=held.meeting.forum.name, title=held.title
    )
    record(event, assembly=held.meeting.assembly.slug, by=by, at=at)
    return held


@transaction.atomic
def move_item(*, item: AgendaItem, is_up: bool, by: Person, at: datetime) -> AgendaItem:
    """
    Have an item taken one place earlier or later.

    :raises Refusal: if `by` may not make this agenda, the meeting is cancelled or over, the
        item was withdrawn or taken, or it is the first or the last.
    """
    require_may_arrange(by, item.meeting.forum, at=at)
    held = hold_item(item)
    meeting = held.meeting
    require_agenda_open(meeting)
    require_on_agenda(held)
    require_not_taken(held)
    on_it = list(meeting.items.order_by("position", "pk"))
    shown = [other for other in on_it if other.withdrawn_at is None]
    place = next(spot for spot, other in enumerate(shown) if other.pk == held.pk)
    swapped = place - 1 if is_up else place + 1
    if not 0 <= swapped < len(shown):
        raise Refusal("item-not-moved", None, {})
    require_not_taken(shown[swapped])
    here, there = on_it.index(shown[place]), on_it.index(shown[swapped])
    on_it[here], on_it[there] = on_it[there], on_it[here]
    renumber(on_it)
    held.position, held.changed_at = there + 1, at
    held.save(update_fields=["changed_at"])
    stir(meeting)
    event = ItemMoved(meeting=meeting.reference, forum=meeting.forum.name, title=held.title)
    record(event, assembly=meeting.assembly.slug, by=by, at=at)
    return held


@transaction.atomic
def withdraw_item(*, item: AgendaItem, by: Person, at: datetime) -> AgendaItem:
    """
    Take an item off an agenda; its papers go with it.

    :raises Refusal: if `by` may not make this agenda, the meeting is cancelled or over, the
        item was withdrawn or taken, or it must be on an agenda that has gone out.
    """
    require_may_arrange(by, item.meeting.forum, at=at)
    held = hold_item(item)
    meeting = held.meeting
    require_agenda_open(meeting)
    require_on_agenda(held)
    require_not_taken(held)
    finding = None
    if held.standing and meeting.agenda_sent_at is not None:
        left = [code for code in standing_codes(meeting) if code != held.standing]
        finding = completeness(book_of(meeting, at=at), left)
        if finding is not None:
            finding.require()
    held.withdrawn_at = held.changed_at = at
    held.edition += 1
    held.save()
    stir(meeting)
    event = ItemWithdrawn(meeting=meeting.reference, forum=meeting.forum.name, title=held.title)
    record(event, assembly=meeting.assembly.slug, by=by, at=at)
    return held


def _open(visibility: str) -> str:
    """For everybody, where that is what was asked; otherwise for members."""
    return Visibility.PUBLIC if visibility == Visibility.PUBLIC else Visibility.MEMBERS
