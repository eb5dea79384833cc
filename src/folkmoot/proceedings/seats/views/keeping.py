"""Keeping the register of boards and seats: for support officers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.actions import bodies as body_deeds
from folkmoot.proceedings.seats.actions import putting
from folkmoot.proceedings.seats.actions import seats as seat_deeds
from folkmoot.proceedings.seats.forms import bodies, keeping
from folkmoot.proceedings.seats.models import OutsideBody, Seat
from folkmoot.proceedings.seats.queries import choices
from folkmoot.proceedings.seats.views.seat import clauses_cited, one_seat

BOTH = ("GET", "POST")


def one_body(assembly: Assembly, slug: str) -> OutsideBody:
    """Return an outside body by its address, or answer that there is none. One query."""
    found = OutsideBody.objects.select_related("assembly", "parent")
    return get_object_or_404(found, assembly=assembly, slug=slug)


def body_page(body: OutsideBody) -> dict[str, Any]:
    """Return what the pages of every deed about a body have in common. No query."""
    url = reverse("seats:body", args=[body.assembly, body.slug])
    return {
        "to": ("seats:body", body.assembly.slug, body.slug),
        "back": url,
        "caption": body.name,
        "crumbs": [(body.name, url)],
    }


def seat_page(seat: Seat) -> dict[str, Any]:
    """Return what the pages of every deed about a seat have in common. No query."""
    url = reverse("seats:seat", args=[seat.assembly, seat.reference])
    name = f"{seat.title}, {seat.body.name}"
    return {
        "to": ("seats:seat", seat.assembly.slug, seat.reference),
        "back": url,
        "caption": name,
        "crumbs": [(name, url)],
    }


def to_seat(seat: Seat) -> tuple[Any, ...]:
    return "seats:seat", seat.assembly.slug, seat.reference


@open_to(OFFICERS, methods=BOTH)
def add_body(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Put an outside body in the register."""
    form = bodies.Body(
        posted(request),
        areas=choices.areas_to_choose(assembly),
        parents=choices.bodies_to_choose(assembly),
    )
    return act(
        request,
        form=form,
        do=lambda: body_deeds.add_body(
            assembly=assembly, by=request.user, at=timezone.now(), **form.told()
        ),
        heading=_("Add a board"),
        button=_("Add it"),
        done=_("The board is in the register. Next, add the seats that the sector has on it."),
        to=lambda body: ("seats:body", assembly.slug, body.slug),
        back=reverse("seats:bodies", args=[assembly]),
    )


@open_to(OFFICERS, methods=BOTH)
def change_body(request: SignedIn, assembly: Assembly, body: str) -> HttpResponse:
    """Change what the register says of an outside body."""
    found = one_body(assembly, body)
    form = bodies.Body(
        posted(request),
        areas=choices.areas_to_choose(assembly),
        parents=choices.bodies_to_choose(assembly, but=found),
        initial={
            **{name: getattr(found, name) for name in bodies.Body.FIELDS},
            "areas": list(found.areas.values_list("pk", flat=True)),
        },
    )
    return act(
        request,
        form=form,
        do=lambda: body_deeds.change_body(
            body=found, by=request.user, at=timezone.now(), **form.told()
        ),
        heading=_("Change the board"),
        button=_("Keep the changes"),
        done=_("The changes are kept."),
        **body_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def table(request: SignedIn, assembly: Assembly, body: str) -> HttpResponse:
    """Write down who sits at a board's table."""
    found = one_body(assembly, body)
    shares = list(found.table.order_by("pk"))
    form = bodies.Table(
        posted(request),
        shares={share.partner_type: share.places for share in shares},
        initial={"source": shares[0].source if shares else ""},
    )
    return act(
        request,
        form=form,
        do=lambda: body_deeds.set_table(
            body=found,
            shares=form.shares(),
            source=form.cleaned_data["source"],
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Who sits at the table"),
        lead=_("How many places each kind of partner has. Leave a box empty for none."),
        button=_("Keep it"),
        done=_("It is kept, with today's date."),
        **body_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def answers(request: SignedIn, assembly: Assembly, body: str) -> HttpResponse:
    """Have somebody answer for an outside body here."""
    found = one_body(assembly, body)
    form = bodies.Answers(posted(request))
    now = list(found.officers.filter(until_on=None).select_related("person").order_by("pk"))
    facts = [(_("Answers for it now"), one.person.name) for one in now]
    return act(
        request,
        form=form,
        do=lambda: body_deeds.name_body_officer(
            body=found, by=request.user, at=timezone.now(), **form.cleaned_data
        ),
        heading=_("Who answers for the board here"),
        lead=_("They confirm who came, answer what the sector said, and raise concerns."),
        facts=facts,
        button=_("Let them answer for it"),
        done=_("They are told, and can sign in."),
        **body_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def end_answers(request: SignedIn, assembly: Assembly, body: str) -> HttpResponse:
    """Have somebody no longer answer for an outside body."""
    found = one_body(assembly, body)
    now = found.officers.filter(until_on=None).select_related("person", "body__assembly")
    form = bodies.EndAnswers(posted(request), officers=now.order_by("person__name", "pk"))
    return act(
        request,
        form=form,
        do=lambda: body_deeds.end_body_officer(
            officer=form.officers[form.cleaned_data["officer"]],
            by=request.user,
            at=timezone.now(),
        ),
        heading=_("Somebody no longer answers for the board"),
        button=_("From today they no longer do"),
        done=_("It is recorded."),
        warns=True,
        **body_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def add_seat(request: SignedIn, assembly: Assembly, body: str) -> HttpResponse:
    """Make a seat on an outside body."""
    found, at = one_body(assembly, body), timezone.now()
    on = day_of(assembly, at)
    form = keeping.NewSeat(
        posted(request),
        areas=choices.areas_to_choose(assembly),
        support=choices.support_to_choose(assembly),
        forums=choices.forums_to_choose(assembly, on=on),
        seats=found.seats.exclude(closed_on__lte=on).order_by("position", "pk"),
    )

    def do() -> Seat:
        typed = form.cleaned_data
        replaces = form.seats.get(typed["replaces"])
        return seat_deeds.add_seat(
            body=found,
            forums=list(typed["forums"]),
            replaces=replaces,
            by=request.user,
            at=at,
            **form.told(),
        )

    page = body_page(found) | {"to": to_seat}
    return act(
        request,
        form=form,
        do=do,
        heading=_("Add a seat"),
        button=_("Add it"),
        done=_("The seat is in the register, and vacant. Its forum can be asked for nominations."),
        **page,
    )


@open_to(OFFICERS, methods=BOTH)
def change_seat(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Change what the register says of a seat."""
    at = timezone.now()
    seat = one_seat(assembly, reference, on=day_of(assembly, at))
    form = keeping.SeatAsked(
        posted(request),
        areas=choices.areas_to_choose(assembly),
        support=choices.support_to_choose(assembly),
        initial={
            **{name: getattr(seat, name) for name in keeping.SeatAsked.FIELDS},
            "areas": list(seat.areas.values_list("pk", flat=True)),
        },
    )
    return act(
        request,
        form=form,
        do=lambda: seat_deeds.change_seat(seat=seat, by=request.user, at=at, **form.told()),
        heading=_("Change the seat"),
        button=_("Keep the changes"),
        done=_("The changes are kept."),
        **seat_page(seat),
    )


@open_to(OFFICERS, methods=BOTH)
def put(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Put somebody in a seat by another way than an election."""
    at = timezone.now()
    on = day_of(assembly, at)
    seat = one_seat(assembly, reference, on=on)
    form = keeping.Put(
        posted(request),
        organisations=choices.organisations_to_choose(assembly, on=on),
        initial={"from_on": on},
    )
    return act(
        request,
        form=form,
        do=lambda: putting.put_in_seat(seat=seat, by=request.user, at=at, **form.cleaned_data),
        heading=_("Put somebody in the seat"),
        lead=_(
            "An election fills a seat by itself. Here you write down what was decided in another "
            "way, and by whom; everybody sees that it was another way."
        ),
        button=_("Put them in it"),
        done=_("They are in the seat, with how they came to it."),
        clause=clauses_cited(assembly, on=on)["representatives_elected"],
        **seat_page(seat),
    )
