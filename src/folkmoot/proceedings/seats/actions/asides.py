"""Giving way in a seat: for an item, for a time, for good; and coming back."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.membership.queries import clause_with_key
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.actions.holding import end_holding, held_seat, holder_said
from folkmoot.proceedings.seats.events.leaving import HolderCameBack, StoodAside
from folkmoot.proceedings.seats.models import Holding, StandingAside
from folkmoot.proceedings.seats.permits.leaving import require_may_leave
from folkmoot.proceedings.seats.queries.concerned import people_behind
from folkmoot.rules.findings import Clause, Refusal


@transaction.atomic
@recording_last()
def stand_aside(
    *,
    holding: Holding,
    extent: str,
    matter: str,
    because: str,
    from_on: date,
    until_on: date | None,
    deputy: Holding | None,
    is_absence: bool = False,
    by: Person,
    at: datetime,
) -> StandingAside:
    """
    Have a representative give way, so that the deputy goes; members are told.

    For good, the seat is left and falls vacant.

    :param extent: one of StandingAside.Extent.
    :param because: the interest in their own words: kept, and not in the record.
    :param is_absence: nothing but an absence, planned or sudden, that the deputy covers.
    :raises Refusal: if `by` is neither they nor a support officer, it begins on a day that
        is over, or the deputy is not one of this seat.
    """
    seat = held_seat(holding.seat)
    require_may_leave(by, holding, at=at)
    on = day_of(seat.assembly, at)
    if from_on < on:
        raise Refusal("aside-in-the-past", None, {"from_on": from_on})
    if deputy is not None and not _is_deputy_here(deputy, holding, on=from_on):
        raise Refusal("deputy-of-another-seat", None, {"deputy": deputy.holder_name})

    aside = StandingAside.objects.create(
        holding=holding,
        extent=extent,
        matter=matter.strip(),
        because=because.strip(),
        from_on=from_on,
        until_on=until_on if extent != StandingAside.Extent.FOR_GOOD else None,
        deputy=deputy,
        is_emergency=is_absence,
        said_at=at,
        by=by,
    )
    clause = _clause(holding, "named-deputies" if is_absence else "standing-aside", on=on)
    event = StoodAside(
        seat=seat.reference,
        body=seat.body.name,
        holder=holder_said(holding),
        extent=aside.get_extent_display(),
        matter=aside.matter,
        from_on=from_on,
        until_on=aside.until_on,
        has_deputy=deputy is not None,
        is_conflict=not is_absence,
    )
    record(event, assembly=seat.assembly.slug, by=by, at=at, under=clause)
    told = [one.person for one in (holding, deputy) if one is not None and one.person is not None]
    told += people_behind(seat, on=on)
    tell(list(dict.fromkeys(told)), event, assembly=seat.assembly.slug, at=at)
    if extent == StandingAside.Extent.FOR_GOOD:
        end_holding(
            holding=holding,
            ending=Holding.Ending.RESIGNED,
            ended_on=from_on,
            because=aside.matter,
            by=by,
            at=at,
            under=clause,
        )
    return aside


@transaction.atomic
@recording_last()
def come_back(*, aside: StandingAside, on: date, by: Person, at: datetime) -> StandingAside:
    """
    Have a representative take the seat up again, from a day.

    :raises Refusal: if `by` is neither they nor a support officer, or they are back already.
    """
    seat = held_seat(aside.holding.seat)
    require_may_leave(by, aside.holding, at=at)
    if aside.until_on is not None and aside.until_on <= on:
        raise Refusal("back-already", None, {"holder": aside.holding.holder_name})
    if on <= aside.from_on:
        raise Refusal("aside-in-the-past", None, {"from_on": on})
    aside.until_on = on
    aside.save(update_fields=["until_on"])
    event = HolderCameBack(
        seat=seat.reference, body=seat.body.name, holder=holder_said(aside.holding), on=on
    )
    record(event, assembly=seat.assembly.slug, by=by, at=at)
    tell(people_behind(seat, on=on), event, assembly=seat.assembly.slug, at=at)
    return aside


def _is_deputy_here(deputy: Holding, holding: Holding, *, on: date) -> bool:
    current = Holding.objects.current_on(on).filter(
        pk=deputy.pk, seat=holding.seat, role=Holding.Role.DEPUTY
    )
    return current.exists()


def _clause(holding: Holding, key: str, *, on: date) -> Clause | None:
    book = book_for(holding.seat.assembly, on=on)
    return clause_with_key(book, key) if book is not None else None
