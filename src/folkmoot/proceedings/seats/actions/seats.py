"""Making, changing and closing a seat."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.actions.holding import end_holding, held_seat
from folkmoot.proceedings.seats.events.keeping import (
    SeatChanged,
    SeatClosed,
    SeatMade,
)
from folkmoot.proceedings.seats.models import (
    Answering,
    Holding,
    Method,
    OutsideBody,
    Seat,
)
from folkmoot.proceedings.seats.permits import require_may_keep, require_open
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.rulebook import Rulebook
from folkmoot.rules.seats.arriving import no_extra_place_without_a_replacement

CAP = "places.net"


@transaction.atomic
@recording_last()
def add_seat(
    *,
    body: OutsideBody,
    forums: Sequence[Forum] = (),
    areas: Iterable[Any] = (),
    replaces: Seat | None = None,
    by: Person,
    at: datetime,
    **kept: Any,
) -> Seat:
    """
    Make a seat on an outside body; it is vacant from today.

    :param replaces: the seat that it takes over, which is closed with it.
    :param kept: its title, capacity, places, method and what else the model has.
    :raises Refusal: if `by` is not a support officer, the body has no place left and none is
        replaced, or a seat filled by nomination does not say on what links it rests.
    """
    assembly = body.assembly
    on = day_of(assembly, at)
    require_may_keep(by, assembly, on=on)
    body = OutsideBody.objects.select_for_update(of=("self",), no_key=True).get(pk=body.pk)
    _require_links(kept)
    clause = _require_place(body, kept, replaces, on=on)
    if replaces is not None:
        close_seat(seat=replaces, because="replaced", by=by, at=at)
    seat = Seat.objects.create(
        assembly=assembly,
        body=body,
        reference=_reference(body),
        created_on=on,
        vacant_since=on if kept.get("capacity", "counted") == "counted" else None,
        position=body.seats.count(),
        forums_to_be_confirmed=not forums,
        **kept,
    )
    seat.areas.set(areas)
    for forum in forums:
        Answering.objects.create(seat=seat, forum=forum, from_on=on)
    event = SeatMade(
        seat=seat.reference,
        body=body.name,
        method=seat.get_method_display(),
        replaces=replaces.reference if replaces else "",
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    publish(event, about=seat, by=by, at=at)
    return seat


def _reference(body: OutsideBody) -> str:
    taken = set(Seat.objects.filter(body=body).values_list("reference", flat=True))
    stem = body.slug[:74]
    names = (f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(one for one in names if one not in taken)


def _require_links(kept: Mapping[str, Any]) -> None:
    if kept.get("method") == Method.NOMINATED and not str(kept.get("relies_on", "")).strip():
        raise Refusal("nominated-seat-without-links", None, {})


def book_fixing_cap(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the document of an assembly that speaks of a cap on places, or None. Queries: one for
    what binds it and one for each document."""
    return book_that_fixes(assembly, CAP, on=on)


def _require_place(
    body: OutsideBody, kept: Mapping[str, Any], replaces: Seat | None, *, on: date
) -> Clause | None:
    """Hold a new seat against the cap of its body, under a document's clause if one speaks of it."""
    if body.seat_cap is None:
        return None
    now = Seat.objects.filter(body=body).exclude(closed_on__lte=on)
    places = now.aggregate(all=Sum("places", default=0))["all"]
    given_up = (replaces.places or 0) if replaces is not None and replaces.body_id == body.pk else 0
    added = int(kept.get("places") or 1)
    book = book_fixing_cap(body.assembly, on=on)
    if book is not None:
        return (
            no_extra_place_without_a_replacement(
                book, cap=body.seat_cap, places_now=places, added=added, replaced=given_up
            )
            .require()
            .clause
        )
    after = places + added - given_up
    if after > body.seat_cap:
        facts = {"cap": body.seat_cap, "places_now": places, "after": after}
        raise Refusal("no-place-left", None, facts)
    return None


@transaction.atomic
@recording_last()
def change_seat(*, seat: Seat, areas: Iterable[Any], by: Person, at: datetime, **kept: Any) -> Seat:
    """
    Change what the register says of a seat; who is in it stays.

    :raises Refusal: if `by` is not a support officer, the seat is closed, it would have fewer
        places than holders, or it is to be filled by nomination and says no links.
    """
    seat = held_seat(seat)
    on = day_of(seat.assembly, at)
    require_may_keep(by, seat.assembly, on=on)
    require_open(seat, on=on)
    _require_links(kept)
    holders = Holding.objects.current_on(on).filter(
        seat=seat, role=Holding.Role.HOLDER, ended_on=None
    )
    places, held = kept.get("places", seat.places), holders.count()
    if places is not None and places < held:
        raise Refusal("fewer-places-than-holders", None, {"places": places, "held": held})
    changed = [name for name, value in kept.items() if getattr(seat, name) != value]
    for name in changed:
        setattr(seat, name, kept[name])
    seat.edition += 1
    seat.save(update_fields=[*changed, "edition"])
    seat.areas.set(areas)
    event = SeatChanged(
        seat=seat.reference,
        body=seat.body.name,
        parts=[name.replace("_", " ") for name in changed],
    )
    record(event, assembly=seat.assembly.slug, by=by, at=at)
    return seat


@transaction.atomic
@recording_last()
def close_seat(*, seat: Seat, because: str, by: Person, at: datetime) -> Seat:
    """
    Have a seat be no more from today; whoever is in it leaves it.

    :raises Refusal: if `by` is not a support officer, or it is closed already.
    """
    seat = held_seat(seat)
    on = day_of(seat.assembly, at)
    require_may_keep(by, seat.assembly, on=on)
    require_open(seat, on=on)
    for holding in seat.holdings.filter(ended_on=None).order_by("pk"):
        end_holding(
            holding=holding,
            ending=Holding.Ending.MOVED,
            ended_on=on,
            because=because,
            by=by,
            at=at,
            is_followed=True,
        )
    seat.closed_on = on
    seat.save(update_fields=["closed_on"])
    event = SeatClosed(seat=seat.reference, body=seat.body.name, because=because)
    record(event, assembly=seat.assembly.slug, by=by, at=at)
    return seat
