"""One seat, one outside body, and everybody who was ever in a seat."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.membership.queries import belongs, clause_with_key
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.queries import contests_for_seat
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.models import Binding, Holding, OutsideBody, Seat
from folkmoot.proceedings.seats.queries.beyond import parts_of
from folkmoot.proceedings.seats.queries.concerned import answers_for
from folkmoot.proceedings.seats.queries.register import gap_in, next_step, vacant_said
from folkmoot.proceedings.seats.queries.standing import (
    asides_on,
    has_mandate,
    history_of,
    holding_state,
    seats_named,
    seats_of,
    standing_of,
)
from folkmoot.proceedings.seats.views.deeds import deeds_for
from folkmoot.rules.findings import Clause

CITED = (
    ("representatives-elected",), ("seats-vacant", "representative-term"), ("seats-interim",),
    ("named-deputies", "representative-term"), ("which-forum-elects",), ("seats-coverage",),
    ("mandate", "representatives-elected"), ("standing-aside",), ("open-assembly",),
)  # fmt: skip


def one_seat(assembly: Assembly, reference: str, *, on: date) -> Seat:
    """Return a seat by its reference, or answer that there is none. Three queries, or one."""
    return get_object_or_404(seats_named(assembly, reference, on=on))


def clauses_cited(assembly: Assembly, *, on: date) -> dict[str, Clause | None]:
    """Return the clauses that pages of seats cite, by the first of their keys. One query."""
    book = book_for(assembly, on=on)
    return {
        keys[0].replace("-", "_"): clause_with_key(book, *keys) if book is not None else None
        for keys in CITED
    }


def may_read_reasons(request: Request, assembly: Assembly, *, on: date) -> bool:
    """
    Test whether whoever asks reads why a mandate was ended: members and officers do.

    Three queries at most.
    """
    person = request.user
    if not isinstance(person, Person):
        return False
    acting = request.acting_for
    return is_officer(person, assembly, on=on) or bool(
        acting and belongs(assembly, acting.organisation, on=on)
    )


@open_to(EVERYONE)
def seat(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show a seat: whether somebody speaks for the assembly there, how they came to it, what is next."""
    at = timezone.now()
    on = day_of(assembly, at)
    found = one_seat(assembly, reference, on=on)
    standing = standing_of(found, on=on)
    person = request.user if isinstance(request.user, Person) else None
    people = [*standing.holders, *standing.deputies]
    asides = asides_on(people, on=on)
    given = {
        "seat": found,
        "standing": standing,
        "holders": [_told(one, asides.get(one.pk, []), on=on) for one in standing.holders],
        "deputies": [_told(one, asides.get(one.pk, []), on=on) for one in standing.deputies],
        "vacant_for": vacant_said(standing),
        "gap": gap_in(standing),
        "next_step": next_step(standing),
        "contests": list(contests_for_seat(assembly, reference)[:10]),
        "bindings": list(
            Binding.objects.filter(seat=found, position__until_on=None)
            .select_related("position", "holding")
            .order_by("position__topic", "pk")
        ),
        "areas": list(found.areas.order_by("name", "pk")),
        "clauses": clauses_cited(assembly, on=on),
        "deeds": deeds_for(standing, person, at=at),
        "parts": parts_of(standing, person, at=at),
        "today": on,
        "may_concern": person is not None and answers_for(person, found.body, on=on),
        "may_apply": found.capacity == Seat.Capacity.UNLIMITED
        and bool(person and request.acting_for),
    }
    return render(request, "seats/seat.html", given)


def _told(holding: Holding, asides: list[Any], *, on: date) -> dict[str, Any]:
    return {
        "holding": holding,
        "state": holding_state(holding, on=on),
        "asides": asides,
        "has_mandate": has_mandate(holding, on=on)
        and not any(aside.extent == "for-good" for aside in asides),
    }


@open_to(EVERYONE)
def history(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show everybody who was ever in a seat, and in what way each came and went."""
    on = day_of(assembly, timezone.now())
    found = one_seat(assembly, reference, on=on)
    given = {
        "seat": found,
        "rows": list(history_of(found)[:200]),
        "may_read": may_read_reasons(request, assembly, on=on),
    }
    return render(request, "seats/history.html", given)


@open_to(EVERYONE)
def bodies(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the outside bodies, and whose places there are at their tables."""
    at = timezone.now()
    on = day_of(assembly, at)
    found = (
        OutsideBody.objects.filter(assembly=assembly)
        .exclude(closed_on__lte=on)
        .prefetch_related("table", "seats")
        .order_by("name", "pk")
    )
    person = request.user
    given = {
        "bodies": [
            (body, sum(share.places for share in body.table.all()), list(body.table.all()))
            for body in found
        ],
        "is_keeper": isinstance(person, Person) and is_officer(person, assembly, on=on),
    }
    return render(request, "seats/bodies.html", given)


@open_to(EVERYONE)
def body(request: Request, assembly: Assembly, body: str) -> HttpResponse:
    """Show an outside body: whose it is, who sits there, and our seats on it."""
    at: datetime = timezone.now()
    on = day_of(assembly, at)
    found = get_object_or_404(
        OutsideBody.objects.select_related("assembly", "parent"), assembly=assembly, slug=body
    )
    rows = [standing_of(one, on=on) for one in seats_of(assembly, on=on).filter(body=found)]
    table = list(found.table.order_by("-places", "partner_type"))
    person = request.user
    officer = isinstance(person, Person) and is_officer(person, assembly, on=on)
    facts: list[tuple[str, Any]] = [
        (_("Whose it is"), found.get_partner_type_display()),
        (_("Run by"), found.host or _("not said")),
        (_("Level"), found.get_level_display()),
        (_("Meetings a year"), found.meetings_a_year if found.meetings_a_year else _("not known")),
        (
            _("Most places for the sector"),
            found.seat_cap if found.seat_cap is not None else _("no limit is set"),
        ),
    ]
    given = {
        "body": found,
        "facts": facts,
        "areas": list(found.areas.order_by("name", "pk")),
        "rows": rows,
        "table": table,
        "bars": [(str(share.get_partner_type_display()), share.places) for share in table],
        "at_table": sum(share.places for share in table),
        "is_keeper": officer,
    }
    return render(request, "seats/body.html", given)
