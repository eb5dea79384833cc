"""The meetings of a board: entered, changed, cancelled, with what was on the table."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of
from folkmoot.proceedings.seats.models import OutsideBody
from folkmoot.proceedings.voice.events.boards import SittingEntered
from folkmoot.proceedings.voice.models import Matter, Sitting
from folkmoot.proceedings.voice.permits import require_may_keep_sittings
from folkmoot.proceedings.voice.queries.sittings import LEAD, lead_days
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def enter_sitting(*, body: OutsideBody, on: date, by: Person, at: datetime, **kept: Any) -> Sitting:
    """
    Enter a meeting of an outside body, with when its agenda and papers were out if that is known.

    :raises Refusal: if `by` may not, or it is entered already.
    """
    require_may_keep_sittings(by, body, at=at)
    if Sitting.objects.filter(body=body, on=on).exists():
        raise Refusal("sitting-there", None, {"body": body.name, "on": on})
    sitting = Sitting.objects.create(body=body, on=on, entered_by=by, entered_at=at, **kept)
    _record(sitting, by=by, at=at)
    return sitting


@transaction.atomic
@recording_last()
def change_sitting(*, sitting: Sitting, by: Person, at: datetime, **kept: Any) -> Sitting:
    """
    Change what is known of a meeting: its place, when its agenda and papers were out.

    :raises Refusal: if `by` may not, or it was cancelled.
    """
    require_may_keep_sittings(by, sitting.body, at=at)
    require_held(sitting)
    for name, value in kept.items():
        setattr(sitting, name, value)
    sitting.save(update_fields=list(kept))
    _record(sitting, by=by, at=at)
    return sitting


@transaction.atomic
@recording_last()
def cancel_sitting(*, sitting: Sitting, because: str, by: Person, at: datetime) -> Sitting:
    """
    Write down that a meeting does not take place; nobody is counted as away from it.

    :raises Refusal: if `by` may not, or it was cancelled already.
    """
    require_may_keep_sittings(by, sitting.body, at=at)
    require_held(sitting)
    sitting.cancelled_at, sitting.cancelled_because = at, because.strip()[:300]
    sitting.save(update_fields=["cancelled_at", "cancelled_because"])
    _record(sitting, by=by, at=at)
    return sitting


@transaction.atomic
@recording_last()
def set_matters(
    *, sitting: Sitting, matters: Sequence[Mapping[str, Any]], by: Person, at: datetime
) -> list[Matter]:
    """
    Write down what was on the table, whose it was, and what came of it.

    :param matters: in their order: title, brought_by, is_proposal, has_paper, outcome. One
        that was there is known by its place.
    :raises Refusal: if `by` may not, or it was cancelled.
    """
    require_may_keep_sittings(by, sitting.body, at=at)
    require_held(sitting)
    kept = []
    for place, told in enumerate(matters, 1):
        matter, _made = Matter.objects.update_or_create(
            sitting=sitting, position=place, defaults=dict(told)
        )
        kept.append(matter)
    sitting.matters.filter(position__gt=len(kept), inputs=None).delete()
    _record(sitting, by=by, at=at)
    return kept


def require_held(sitting: Sitting) -> None:
    """:raises Refusal: if a meeting of a board was cancelled."""
    if sitting.cancelled_at is not None:
        raise Refusal("sitting-cancelled", None, {"because": sitting.cancelled_because})


def _record(sitting: Sitting, *, by: Person, at: datetime) -> None:
    assembly = sitting.body.assembly
    book = book_with(assembly, LEAD, on=day_of(assembly, at))
    event = SittingEntered(
        body=sitting.body.name,
        on=sitting.on,
        lead_days=lead_days(sitting),
        is_cancelled=sitting.cancelled_at is not None,
    )
    under = book.parameter(LEAD).clause if book is not None else None
    record(event, assembly=assembly.slug, by=by, at=at, under=under)
