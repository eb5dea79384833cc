"""Putting on an agenda what is always on it, and what was put off to it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.events.agenda import AgendaFilled
from folkmoot.proceedings.meetings.models import AgendaItem, AgendaRequest, Meeting, Visibility
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.permits.agenda import CARRIED, require_agenda_open
from folkmoot.proceedings.meetings.queries.agenda import (
    LAST,
    Standing,
    book_of,
    completeness,
    standing_items,
)

OPEN_TO_ALL = {"welcome", "interests", "next-meeting"}


@transaction.atomic
def fill_agenda(*, meeting: Meeting, by: Person, at: datetime) -> list[AgendaItem]:
    """
    Put the standing items on an agenda, in their order, and the requests put off to it.

    Doing it again changes nothing: only what is missing is put there, and an item that was
    withdrawn comes back. Returns what was put on it.

    :raises Refusal: if `by` may not make this agenda, or the meeting is cancelled or over.
    """
    require_may_arrange(by, meeting.forum, at=at)
    held = hold(meeting)
    require_agenda_open(held)
    book = book_of(held, at=at)
    on_it = list(held.items.order_by("position", "pk"))
    wanted = standing_items(book)
    added = _standing(held, on_it, wanted, at=at)
    added += _put_off(held, on_it, by=by, at=at)
    if not added:
        return []
    renumber(on_it)
    stir(held)
    finding = completeness(book, [one.code for one in wanted])
    event = AgendaFilled(
        meeting=held.reference, forum=held.forum.name, items=[item.title for item in added]
    )
    under = finding.clause if finding is not None else None
    record(event, assembly=held.assembly.slug, by=by, at=at, under=under)
    return added


def _standing(
    meeting: Meeting, on_it: list[AgendaItem], wanted: Sequence[Standing], *, at: datetime
) -> list[AgendaItem]:
    """Put the missing ones among what is on the agenda, each after those that come before it."""
    known = {item.standing: item for item in on_it if item.standing}
    added = []
    for place, one in enumerate(wanted):
        item = known.get(one.code)
        if item is not None and item.withdrawn_at is None:
            continue
        if item is not None:
            item.withdrawn_at, item.changed_at = None, at
            item.save(update_fields=["withdrawn_at", "changed_at"])
            added.append(item)
            continue
        item = AgendaItem.objects.create(
            meeting=meeting,
            position=len(on_it) + 1,
            standing=one.code,
            title=one.title,
            purpose=AgendaItem.Purpose.INFORMATION,
            minutes=one.minutes,
            visibility=Visibility.PUBLIC if one.code in OPEN_TO_ALL else Visibility.MEMBERS,
            changed_at=at,
        )
        before = {each.code for each in wanted[:place]}
        after = [spot for spot, other in enumerate(on_it) if other.standing in before]
        spot = len(on_it) if one.code == LAST else (after[-1] + 1 if after else 0)
        on_it.insert(spot, item)
        added.append(item)
    return added


def _put_off(
    meeting: Meeting, on_it: list[AgendaItem], *, by: Person, at: datetime
) -> list[AgendaItem]:
    """Put on the agenda what members asked for earlier and was put off to this meeting."""
    deferred = (
        AgendaRequest.objects.filter(
            Q(deferred_to=meeting) | Q(deferred_to=None, meeting__forum=meeting.forum_id),
            answer=AgendaRequest.Answer.DEFERRED,
            meeting__starts_at__lt=meeting.starts_at,
        )
        .select_related("organisation")
        .order_by("asked_at", "pk")
    )
    waiting = list(deferred[:100])
    keys = [carried_key(request) for request in waiting]
    carried = set(
        AgendaRequest.objects.filter(form_key__in=keys).values_list("form_key", flat=True)
    )
    added = []
    for request, key in zip(waiting, keys, strict=True):
        if key in carried:
            continue
        item = carry(request, meeting, on_it, by=by, at=at)
        request.deferred_to = meeting
        request.save(update_fields=["deferred_to"])
        added.append(item)
    return added


def carry(
    request: AgendaRequest, meeting: Meeting, on_it: list[AgendaItem], *, by: Person, at: datetime
) -> AgendaItem:
    """
    Put a request that was put off on the agenda of a later meeting, once.

    :param on_it: what is on that agenda, into which the item is put in its place.
    """
    item = business(
        meeting,
        on_it,
        title=request.title,
        text=request.why,
        brought_by=request.organisation,
        at=at,
    )
    AgendaRequest.objects.create(
        meeting=meeting,
        organisation=request.organisation,
        asked_by_id=request.asked_by_id,
        asked_at=request.asked_at,
        channel=request.channel,
        title=request.title,
        why=request.why,
        answer=AgendaRequest.Answer.ACCEPTED,
        answered_by=by,
        answered_at=at,
        item=item,
        form_key=carried_key(request),
    )
    return item


def carried_key(request: AgendaRequest) -> str:
    """Return the key under which a request that was put off is carried, once."""
    return f"{CARRIED}{request.pk}"


def business(
    meeting: Meeting, on_it: list[AgendaItem], *, at: datetime, **item: object
) -> AgendaItem:
    """
    Make an item of other business, before the date of the next meeting.

    Its place among `on_it` is the last before that standing item; `renumber` keeps it.
    """
    made = AgendaItem.objects.create(
        meeting=meeting, position=len(on_it) + 1, changed_at=at, **item
    )
    last = [spot for spot, other in enumerate(on_it) if other.standing == LAST]
    on_it.insert(last[0] if last else len(on_it), made)
    return made


def renumber(on_it: Sequence[AgendaItem]) -> None:
    """Give items their places in the order of a list. One query, or none."""
    moved = []
    for place, item in enumerate(on_it, 1):
        if item.position != place:
            item.position = place
            moved.append(item)
    AgendaItem.objects.bulk_update(moved, ["position"], batch_size=100)
