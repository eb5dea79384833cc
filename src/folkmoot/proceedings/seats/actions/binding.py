"""What binds a representative: positions of the assembly, and the guidance."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from folkmoot.body.membership.queries import clause_with_key
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Position
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.actions.holding import end_holding, held_seat, holder_said
from folkmoot.proceedings.seats.events.filling import (
    GuidanceAccepted,
    PositionBinds,
    PositionTaken,
)
from folkmoot.proceedings.seats.models import Binding, Holding, Seat
from folkmoot.proceedings.seats.permits import require_may_keep
from folkmoot.proceedings.seats.permits.filling import require_own
from folkmoot.proceedings.seats.queries.filling import guidance_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def bind_seat(
    *, seat: Seat, positions: Iterable[Position], by: Person, at: datetime
) -> list[Binding]:
    """
    Link positions that the assembly holds to a seat: whoever is in it puts them forward.

    Those bound before that are not among them are bound no longer.

    :raises Refusal: if `by` is not a support officer.
    """
    seat = held_seat(seat)
    on = day_of(seat.assembly, at)
    require_may_keep(by, seat.assembly, on=on)
    wanted = list(positions)
    seat.bindings.exclude(position__in=wanted).filter(accepted_at=None, resigned_at=None).delete()
    found = []
    for position in wanted:
        found += bind_holders(seat, position, at=at)
    book = book_for(seat.assembly, on=on)
    event = PositionBinds(
        topic=", ".join(position.topic for position in wanted), seats=[seat.reference]
    )
    clause = clause_with_key(book, "bound-by-position") if book is not None else None
    record(event, assembly=seat.assembly.slug, by=by, at=at, under=clause)
    people = [one.holding.person for one in found if one.holding and one.holding.person]
    tell(people, event, assembly=seat.assembly.slug, at=at)
    return found


def bind_holders(seat: Seat, position: Position, *, at: datetime) -> list[Binding]:
    """
    Bind a seat, and everybody in it now, by a position; those bound already stay so.

    :return: what is new.
    """
    on = day_of(seat.assembly, at)
    Binding.objects.get_or_create(
        seat=seat, position=position, holding=None, defaults={"bound_at": at}
    )
    new = []
    current = Holding.objects.current_on(on).filter(seat=seat, ended_on=None)
    for holding in current.exclude(role=Holding.Role.APPLICANT).select_related("person"):
        binding, is_new = Binding.objects.get_or_create(
            seat=seat, position=position, holding=holding, defaults={"bound_at": at}
        )
        if is_new:
            new.append(binding)
    return new


@transaction.atomic
@recording_last()
def answer_position(*, binding: Binding, takes_it: bool, by: Person, at: datetime) -> Binding:
    """
    Have a representative put a position forward, or stand down from the seat over it.

    :raises Refusal: if `by` is not they, or it was answered already.
    """
    seat = held_seat(binding.seat)
    binding = Binding.objects.select_related(
        "position", "holding__person", "holding__seat__assembly"
    ).get(pk=binding.pk)
    holding = binding.holding
    assert holding is not None  # the page is that of a holder
    require_own(by, holding, at=at)
    if binding.accepted_at is not None or binding.resigned_at is not None:
        raise Refusal("binding-answered", None, {})
    if takes_it:
        binding.accepted_at = at
    else:
        binding.resigned_at = at
    binding.save(update_fields=["accepted_at", "resigned_at"])
    on = day_of(seat.assembly, at)
    book = book_for(seat.assembly, on=on)
    clause = clause_with_key(book, "bound-by-position") if book is not None else None
    event = PositionTaken(
        seat=seat.reference,
        body=seat.body.name,
        topic=binding.position.topic,
        holder=holder_said(holding),
        takes_it=takes_it,
    )
    record(event, assembly=seat.assembly.slug, by=by, at=at, under=clause)
    if not takes_it:
        end_holding(
            holding=holding,
            ending=Holding.Ending.RESIGNED,
            ended_on=on,
            because=binding.position.topic,
            by=by,
            at=at,
            under=clause,
        )
    return binding


@transaction.atomic
@recording_last()
def accept_guidance(*, holding: Holding, by: Person, at: datetime) -> Holding:
    """
    Have a representative accept the guidance as it stands today.

    :raises Refusal: if `by` is not they.
    """
    seat = held_seat(holding.seat)
    require_own(by, holding, at=at)
    on = day_of(seat.assembly, at)
    book = book_for(seat.assembly, on=on)
    holding.guidance_version, holding.guidance_accepted_on = guidance_of(book), on
    holding.save(update_fields=["guidance_version", "guidance_accepted_on"])
    event = GuidanceAccepted(
        seat=seat.reference,
        body=seat.body.name,
        holder=holder_said(holding),
        version=holding.guidance_version,
    )
    clause = clause_with_key(book, "guidance") if book is not None else None
    record(event, assembly=seat.assembly.slug, by=by, at=at, under=clause)
    return holding
