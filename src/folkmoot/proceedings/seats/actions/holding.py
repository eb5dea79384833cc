"""How somebody comes into a seat and leaves it: the parts that every way of doing so shares."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.queries import officers
from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.seats.events.holding import HoldingBegun, HoldingEnded
from folkmoot.proceedings.seats.models import Binding, Holding, Seat
from folkmoot.rules.findings import Clause, Refusal


def held_seat(seat: Seat) -> Seat:
    """Hold a seat's row until the transaction ends, and return it as it is now."""
    return (
        Seat.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assembly", "body")
        .get(pk=seat.pk)
    )


@transaction.atomic
@recording_last()
def begin_holding(
    *,
    seat: Seat,
    holder_name: str,
    person: Person | None,
    organisation: Organisation | None,
    arrived: str,
    by: Person | None,
    at: datetime,
    from_on: date | None,
    ends_on: date | None = None,
    role: str = Holding.Role.HOLDER,
    is_interim: bool = False,
    target_on: date | None = None,
    term: str = "",
    authority: str = "",
    organisation_as_written: str = "",
    elected_by: Forum | None = None,
    contest: str = "",
    motion: str = "",
    coverage: str = "",
    interests: str = "",
    guidance_version: str = "",
    under: Clause | None = None,
) -> Holding:
    """
    Have somebody be in a seat from a day: part of a deed that has been allowed already.

    An election declared, an appointment written down with its authority, a table read in.
    Whoever held it in the interim makes room for a holder who is not.

    :param term: one of Holding.TermKind; follows from `ends_on` where it is left out.
    :param under: the clause it rests on.
    :raises Refusal: if they are in it already, or all of its counted places are held.
    """
    seat = held_seat(seat)
    on = from_on or at.date()
    name = holder_name.strip() or (person.name if person else "")
    current = Holding.objects.current_on(on).filter(seat=seat, ended_on=None)
    same = current.filter(role=role)
    if same.filter(holder_name=name).exists():
        facts = {"holder": name, "role": str(Holding.Role(role).label)}
        raise Refusal("holds-it-already", None, facts)
    if role == Holding.Role.HOLDER:
        _make_room(seat, is_interim=is_interim, on=on, by=by, at=at)
        held = Holding.objects.current_on(on).filter(seat=seat, ended_on=None, role=role).count()
        if seat.places is not None and held >= seat.places:
            raise Refusal("seat-is-full", None, {"places": seat.places})
    kind = term or (Holding.TermKind.DATED if ends_on else Holding.TermKind.UNKNOWN)
    holding = Holding.objects.create(
        seat=seat,
        role=role,
        person=person,
        holder_name=name,
        organisation=organisation,
        organisation_as_written="" if organisation else organisation_as_written,
        arrived=arrived,
        is_interim=is_interim,
        authority=authority.strip(),
        elected_by=elected_by,
        contest=contest,
        motion=motion,
        coverage=coverage,
        term=kind,
        from_on=from_on,
        ends_on=ends_on,
        target_on=target_on,
        interests=interests,
        guidance_version=guidance_version,
        guidance_accepted_on=on if guidance_version else None,
    )
    if role == Holding.Role.HOLDER and seat.vacant_since is not None:
        seat.vacant_since, seat.notified_on = None, None
        seat.save(update_fields=["vacant_since", "notified_on"])
    event = HoldingBegun(
        seat=seat.reference,
        body=seat.body.name,
        holder=holder_said(holding),
        organisation=organisation.name if organisation else organisation_as_written,
        role=holding.get_role_display(),
        arrived=holding.get_arrived_display(),
        is_interim=is_interim,
        authority=holding.authority,
        from_on=from_on,
        ends_on=ends_on,
    )
    if role != Holding.Role.APPLICANT:
        _bind_new_holder(holding, at=at)
    slug = seat.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=under)
    told = [person] if person else []
    tell([*told, *officers(seat.assembly, on=on)], event, assembly=slug, at=at)
    publish(event, about=holding, by=by, at=at)
    return holding


def _make_room(seat: Seat, *, is_interim: bool, on: date, by: Person | None, at: datetime) -> None:
    """A holder who is not interim takes the place of one who is, or whose term is over."""
    if is_interim:
        return
    standing = list(
        Holding.objects.current_on(on)
        .filter(seat=seat, role=Holding.Role.HOLDER, ended_on=None)
        .order_by("pk")
    )
    if seat.places is None or len(standing) < seat.places:
        return
    for one in standing:
        is_over = one.ends_on is not None and one.ends_on <= on
        if one.is_interim or is_over:
            ending = Holding.Ending.REPLACED if one.is_interim else Holding.Ending.EXPIRED
            end_holding(
                holding=one, ending=ending, ended_on=on, because="", by=by, at=at, is_followed=True
            )
            return


@transaction.atomic
@recording_last()
def end_holding(
    *,
    holding: Holding,
    ending: str,
    ended_on: date,
    because: str,
    by: Person | None,
    at: datetime,
    under: Clause | None = None,
    is_followed: bool = False,
) -> Holding:
    """
    Have somebody be in a seat no longer: part of a deed that has been allowed already.

    :param ending: one of Holding.Ending.
    :param because: kept, and shown to members; never in the record.
    :param is_followed: somebody takes the place at once, so that nothing falls vacant.
    :raises Refusal: if they have left it already.
    """
    seat = held_seat(holding.seat)
    holding = Holding.objects.select_related("seat__body", "seat__assembly", "person").get(
        pk=holding.pk
    )
    if holding.ended_on is not None:
        facts = {"holder": holding.holder_name, "ended_on": holding.ended_on}
        raise Refusal("holding-over", None, facts)
    holding.ended_on, holding.ending = ended_on, ending
    holding.ended_because = because.strip()
    holding.save(update_fields=["ended_on", "ending", "ended_because"])
    is_left = (
        holding.role == Holding.Role.HOLDER
        and not is_followed
        and seat.capacity == Seat.Capacity.COUNTED
    )
    if is_left and seat.vacant_since is None:
        seat.vacant_since = ended_on
        seat.save(update_fields=["vacant_since"])
    event = HoldingEnded(
        seat=seat.reference,
        body=seat.body.name,
        holder=holder_said(holding),
        role=holding.get_role_display(),
        ending=str(Holding.Ending(ending).label),
        ended_on=ended_on,
        leaves_it_vacant=is_left,
    )
    slug = seat.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=under)
    told = [holding.person] if holding.person else []
    tell([*told, *officers(seat.assembly, on=ended_on)], event, assembly=slug, at=at)
    publish(event, about=holding, by=by, at=at)
    return holding


def _bind_new_holder(holding: Holding, *, at: datetime) -> None:
    """Bind somebody who comes into a seat by every position in force that binds the seat."""
    standing = Binding.objects.filter(
        seat=holding.seat, holding=None, position__until_on=None
    ).select_related("position")
    for one in standing:
        Binding.objects.get_or_create(
            seat=holding.seat, position=one.position, holding=holding, defaults={"bound_at": at}
        )


def holder_said(holding: Holding) -> str:
    """Return what the record calls a holder: a reference that can be forgotten, never a name."""
    return holding.person.reference if holding.person else _("somebody without an account")
