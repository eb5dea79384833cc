"""Who may do what about seats."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS, is_officer
from folkmoot.ground.doors import Audience, Request
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.presiding import chairing_terms
from folkmoot.proceedings.seats.models import Holding, OutsideBody, Seat
from folkmoot.proceedings.seats.queries.concerned import answers_for, forums_of, group_of
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "seat-closed": "This seat was closed on {closed_on}, so nothing more is done with it.",
        "holding-over": "{holder} left this seat on {ended_on}.",
        "seat-is-full": "Every one of the {places} places of this seat is held.",
        "holds-it-already": "{holder} is in this seat already, as its {role}.",
    }
)


def chairs_a_forum_of(person: Person, seat: Seat, *, at: datetime) -> bool:
    """
    Test whether a person chairs a forum that a seat answers to. Two queries at most for each.

    Where it answers to none, whether they chair the co-ordination group.
    """
    on = day_of(seat.assembly, at)
    forums = forums_of(seat)
    group = group_of(seat.assembly, on=on) if not forums else None
    asked = forums if group is None else [group]
    return any(
        term.person_id == person.pk
        for forum in asked
        for term in chairing_terms(forum, on=on).values()
    )


def may_keep(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Support officers keep the register of representatives."""
    return is_officer(person, assembly, on=on)


def require_may_keep(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: if they may not."""
    if not may_keep(person, assembly, on=on):
        raise Refusal("not-permitted", None, {"who": _("a support officer of this assembly")})


def may_fill(person: Person, seat: Seat, *, at: datetime) -> bool:
    """A support officer, or the chair of a forum that the seat answers to, has it filled."""
    on = day_of(seat.assembly, at)
    return is_officer(person, seat.assembly, on=on) or chairs_a_forum_of(person, seat, at=at)


def require_may_fill(person: Person, seat: Seat, *, at: datetime) -> None:
    """:raises Refusal: if they may not."""
    if not may_fill(person, seat, at=at):
        who = _("a support officer, or the chair of a forum that this seat answers to")
        raise Refusal("not-permitted", None, {"who": who})


def require_holds(person: Person, holding: Holding, *, on: date) -> None:
    """:raises Refusal: if they are not in the seat by this holding on a day."""
    if holding.person_id != person.pk or (holding.ended_on and holding.ended_on <= on):
        raise Refusal("not-permitted", None, {"who": _("the representative in this seat")})


def require_answers_for(person: Person, body: OutsideBody, *, on: date) -> None:
    """:raises Refusal: unless they answer for the outside body, or are a support officer."""
    if not answers_for(person, body, on=on) and not is_officer(person, body.assembly, on=on):
        who = _("somebody who answers for {body}, or a support officer for them")
        raise Refusal("not-permitted", None, {"who": who.format(body=body.name)})


def require_open(seat: Seat, *, on: date) -> None:
    """:raises Refusal: if a seat is closed."""
    if seat.closed_on is not None and seat.closed_on <= on:
        raise Refusal("seat-closed", None, {"closed_on": seat.closed_on})


def _fills(request: Request, **page: Any) -> bool:
    assembly, reference = page["assembly"], page["reference"]
    person, at = request.user, timezone.now()  # noqa: TID251 - an audience is a door: it reads the clock
    seat = (
        Seat.objects.filter(assembly=assembly, reference=reference)
        .select_related("assembly")
        .order_by("pk")
        .first()
    )
    if not isinstance(person, Person):
        return False
    if seat is None:
        return is_officer(person, assembly, on=day_of(assembly, at))
    return may_fill(person, seat, at=at)


FILLERS = Audience(
    "officers and its chair",
    "a support officer, or the chair of a forum that this seat answers to",
    _fills,
    instead=OFFICERS.instead,
)
"""For pages whose address has the seat's `reference`."""
