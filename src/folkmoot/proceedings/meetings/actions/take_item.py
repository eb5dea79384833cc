from datetime import datetime

from django.db import transaction
from django.db.models import F

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold_item, stir
from folkmoot.proceedings.meetings.events.room import ItemEnded, ItemTaken
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting, Turn
from folkmoot.proceedings.meetings.permits import (
    require_edition,
    require_going_on,
    require_may_preside,
)
from folkmoot.proceedings.meetings.permits.room import may_take
from folkmoot.proceedings.meetings.queries.beyond import hindrance_to_ending
from folkmoot.proceedings.meetings.queries.presiding import presiding
from folkmoot.proceedings.meetings.queries.room import item_now
from folkmoot.rules.findings import Refusal


@transaction.atomic
def take_item(
    *, item: AgendaItem, edition: int, after: int | None, by: Person, at: datetime
) -> AgendaItem:
    """
    Begin an item, and end the one before it. Done twice, it is done once.

    One that was ended may be come back to. No letter goes out: the room shows it.

    :param edition: of the item, as it was shown to whoever begins it.
    :param after: the key of the item that was then going on, or None.
    :raises Refusal: if they do not preside, somebody has begun or changed an item since, or
        something stands against the end of the one before.
    """
    held = hold_item(item)
    meeting = held.meeting
    require_going_on(meeting)
    current = item_now(meeting)
    if not may_take(by, meeting, held, current, at=at):
        require_may_preside(by, meeting, held, at=at)
    if current is not None and current.pk == held.pk:
        return held
    if held.withdrawn_at is not None:
        raise Refusal("item-off-the-agenda", None, {})
    require_edition(edition, held.edition)
    require_edition(after or 0, current.pk if current is not None else 0)
    presides = presiding(meeting, held, at=at)

    if current is not None:
        end_now(meeting, current, by=by, at=at)
    held.started_at, held.ended_at = held.started_at or at, None
    held.edition += 1
    held.save(update_fields=["started_at", "ended_at", "edition"])
    stir(meeting)

    event = ItemTaken(meeting=meeting.reference, number=held.position, presiding=presides.office)
    under = presides.finding.clause if presides.finding is not None else None
    record(event, assembly=meeting.assembly.slug, by=by, at=at, under=under)
    return held


@transaction.atomic
def end_item(*, item: AgendaItem, edition: int, by: Person, at: datetime) -> AgendaItem:
    """
    End the item that is being taken. Done twice, it is done once.

    Those who still waited to speak to it are taken off the list. No letter goes out.

    :raises Refusal: if they do not preside over it, it has changed, it is not being taken,
        or something (a poll that is open) stands against its end.
    """
    held = hold_item(item)
    meeting = held.meeting
    require_going_on(meeting)
    require_may_preside(by, meeting, held, at=at)
    if held.ended_at is not None:
        return held
    if held.started_at is None:
        raise Refusal("item-not-going-on", None, {})
    require_edition(edition, held.edition)

    end_now(meeting, held, by=by, at=at)
    stir(meeting)
    return AgendaItem.objects.get(pk=held.pk)


def end_now(meeting: Meeting, item: AgendaItem, *, by: Person, at: datetime) -> None:
    """
    End an item that is held, with the turns in it, and record it; part of another deed.

    :raises Refusal: if something stands against it.
    """
    if (hindrance := hindrance_to_ending(item)) is not None:
        raise hindrance
    AgendaItem.objects.filter(pk=item.pk).update(ended_at=at, edition=F("edition") + 1)
    open_turns = Turn.objects.filter(item=item, done_at=None, withdrawn_at=None)
    open_turns.filter(called_at=None).update(withdrawn_at=at)
    open_turns.filter(called_at__isnull=False).update(done_at=at)
    event = ItemEnded(meeting=meeting.reference, number=item.position)
    record(event, assembly=meeting.assembly.slug, by=by, at=at)
