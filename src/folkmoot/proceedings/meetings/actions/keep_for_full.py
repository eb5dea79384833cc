"""The chair's discretion: business for the sector alone."""

from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold_item, stir
from folkmoot.proceedings.meetings.events.agenda import (
    ItemKeptForFullMembers,
    ItemOpenedToMembers,
)
from folkmoot.proceedings.meetings.models import AgendaItem, Visibility
from folkmoot.proceedings.meetings.permits import require_edition, require_may_preside
from folkmoot.proceedings.meetings.permits.agenda import require_agenda_open, require_on_agenda
from folkmoot.proceedings.meetings.queries.vcse_only import kept_clause
from folkmoot.rules.findings import Refusal


@transaction.atomic
def keep_for_full_members(
    *, item: AgendaItem, because: str, edition: int, by: Person, at: datetime
) -> AgendaItem:
    """
    Close an item's papers, talk and notes to all but full members, with the reason.

    The reason stands on the public agenda and in the record.

    :raises Refusal: if `by` does not preside, the meeting is cancelled or over, the item was
        withdrawn, or somebody else has changed it since.
    """
    require_may_preside(by, item.meeting, item, at=at)
    held = hold_item(item)
    require_agenda_open(held.meeting)
    require_on_agenda(held)
    require_edition(edition, held.edition)
    clause = kept_clause(held.meeting, at=at)
    held.visibility, held.full_because, held.changed_at = Visibility.FULL, because, at
    held.edition += 1
    held.save()
    stir(held.meeting)
    event = ItemKeptForFullMembers(
        meeting=held.meeting.reference,
        forum=held.meeting.forum.name,
        title=held.title,
        because=because,
    )
    record(event, assembly=held.meeting.assembly.slug, by=by, at=at, under=clause)
    return held


@transaction.atomic
def open_to_members(*, item: AgendaItem, edition: int, by: Person, at: datetime) -> AgendaItem:
    """
    Open an item to every member again.

    :raises Refusal: if `by` does not preside, the meeting is cancelled or over, the item was
        withdrawn or is open already, or somebody else has changed it since.
    """
    require_may_preside(by, item.meeting, item, at=at)
    held = hold_item(item)
    require_agenda_open(held.meeting)
    require_on_agenda(held)
    require_edition(edition, held.edition)
    if held.visibility != Visibility.FULL:
        raise Refusal("item-open-already", None, {})
    held.visibility, held.full_because, held.changed_at = Visibility.MEMBERS, "", at
    held.edition += 1
    held.save()
    stir(held.meeting)
    event = ItemOpenedToMembers(
        meeting=held.meeting.reference, forum=held.meeting.forum.name, title=held.title
    )
    clause = kept_clause(held.meeting, at=at)
    record(event, assembly=held.meeting.assembly.slug, by=by, at=at, under=clause)
    return held
