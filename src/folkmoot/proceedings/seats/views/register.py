"""The register of representatives, and what can be read out of it."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.people.models import Person
from folkmoot.ground.tables import csv_file
from folkmoot.proceedings.elections.queries import going_on_for_seats
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.models import Holding, Level, OutsideBody, PartnerType
from folkmoot.proceedings.seats.queries import fit, register, spread
from folkmoot.proceedings.seats.queries.beyond import brought_by_partner
from folkmoot.proceedings.seats.queries.popolo import popolo as in_popolo
from folkmoot.proceedings.seats.queries.standing import Standing
from folkmoot.rules.findings import Clause

HEAD = (
    "group", "body", "seat", "state", "representatives", "organisations", "arrived", "meant to be",
    "forums", "term", "deputies", "coverage", "reference",
)  # fmt: skip


def _clause(assembly: Assembly, *keys: str, on: date) -> Clause | None:
    book = book_for(assembly, on=on)
    return clause_with_key(book, *keys) if book is not None else None


def _asked(request: Request) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("which", "kind", "forum", "level")}


def is_keeper(request: Request, assembly: Assembly, *, on: date) -> bool:
    """Whether whoever asks keeps the register, as a support officer. One query, or none."""
    person = request.user
    return isinstance(person, Person) and is_officer(person, assembly, on=on)


@open_to(EVERYONE)
def seats(request: Request, assembly: Assembly) -> HttpResponse:
    """Show every seat: who holds it, how they came to it, and what is missing."""
    on = day_of(assembly, timezone.now())
    rows = register.register(assembly, on=on)
    asked = _asked(request)
    found = register.sifted(rows, **asked)
    contests = going_on_for_seats(assembly)
    groups = [
        (group, [(one, contests.get(one.seat.reference)) for one in group.rows])
        for group in register.grouped(found)
    ]
    given = {
        "groups": groups,
        "seats": len(rows),
        "shown": len(found),
        "places": register.named_places(rows),
        "counts": [
            one for one in register.counts(rows) if one.seats or one.key in ("held", "vacant")
        ],
        "asked": {key: value for key, value in asked.items() if value},
        "which": asked["which"],
        "sift_words": register.SIFTS[asked["which"]][0] if asked["which"] in register.SIFTS else "",
        "kinds": [kind for kind in OutsideBody.Kind if any(r.seat.body.kind == kind for r in rows)],
        "levels": [one for one in Level if any(row.seat.body.level == one for row in rows)],
        "circulated": register.last_circulation(assembly),
        "clause": _clause(assembly, "seats-register", "representatives-elected", on=on),
        "vacant_clause": _clause(assembly, "seats-vacant", on=on),
        "is_keeper": is_keeper(request, assembly, on=on),
    }
    return render(request, "seats/seats.html", given)


def _row(one: Standing) -> list[str]:
    def joined(parts: Iterable[str]) -> str:
        return "; ".join(part for part in parts if part)

    return [
        str(one.seat.body.get_kind_display()),
        one.seat.body.name,
        one.seat.title,
        one.state,
        joined(f"{h.holder_name}{' (interim)' if h.is_interim else ''}" for h in one.holders),
        joined(spread.body_of(holder) for holder in one.holders),
        joined(str(holder.get_arrived_display()) for holder in one.holders),
        register.method_said(one),
        joined(forum.name for forum in one.forums),
        joined(register.term_said(holder) for holder in one.holders),
        joined(deputy.holder_name for deputy in one.deputies),
        joined([one.seat.coverage, *(holder.coverage for holder in one.holders)]),
        one.seat.reference,
    ]


@open_to(EVERYONE)
def register_csv(request: Request, assembly: Assembly) -> HttpResponse:
    on = day_of(assembly, timezone.now())
    found = register.sifted(register.register(assembly, on=on), **_asked(request))
    rows = (_row(one) for one in found)
    return csv_file(f"{assembly.slug}-representatives", HEAD, rows, is_private=False)


@open_to(EVERYONE)
def popolo(request: Request, assembly: Assembly) -> HttpResponse:
    on = day_of(assembly, timezone.now())

    def address(one: Standing) -> str:
        path = reverse("seats:seat", args=[assembly, one.seat.reference])
        return HttpRequest.build_absolute_uri(request, path)

    told = in_popolo(
        register.register(assembly, on=on),
        assembly=assembly.slug,
        name=assembly.name,
        address=address,
    )
    return JsonResponse(told, json_dumps_params={"indent": 1, "ensure_ascii": False})


@open_to(EVERYONE)
def concentration(request: Request, assembly: Assembly) -> HttpResponse:
    """Show in how many hands the places are."""
    on = day_of(assembly, timezone.now())
    found = spread.spread(assembly, register.register(assembly, on=on), on=on)
    if request.GET.get("as") == "csv":
        rows = [
            *(("organisation", one.name, one.places, one.of) for one in found.bodies),
            *(("person", one.name, one.places, one.of) for one in found.people),
        ]
        head = ("who", "name", "places", "of")
        return csv_file(f"{assembly.slug}-places-by-body", head, rows, is_private=False)
    given = {
        "spread": found,
        "bodies": [(one.name, one.places) for one in found.bodies],
        "people": [(one.name, one.places) for one in found.people],
        "clause": found.limit.clause if found.limit is not None else None,
    }
    return render(request, "seats/spread.html", given)


@open_to(EVERYONE)
def parity(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the sector beside the other partners: places, papers, matters, accepted proposals."""
    shares = spread.tables(assembly)
    places, brought = spread.places_by_partner(shares), brought_by_partner(assembly)
    labels = {kind.value: str(kind.label) for kind in PartnerType}
    kinds = [kind for kind in labels if kind in places or kind in brought]
    rows = [(labels[kind], places.get(kind), brought.get(kind)) for kind in kinds]
    tables: dict[str, dict[str, int]] = {}
    for share in shares:
        tables.setdefault(share.body.name, {})[share.partner_type] = share.places
    given = {
        "rows": rows,
        "kinds": [(kind, labels[kind]) for kind in kinds if kind in places],
        "tables": [
            (name, [told.get(kind) for kind in kinds if kind in places], sum(told.values()))
            for name, told in tables.items()
        ],
    }
    return render(request, "seats/parity.html", given)


@open_to(EVERYONE)
def levels(request: Request, assembly: Assembly) -> HttpResponse:
    """Show at which levels, from street to county, the sector has a place."""
    on = day_of(assembly, timezone.now())
    rows = register.register(assembly, on=on)
    given = {
        "levels": spread.levels(assembly, rows),
        "clause": _clause(assembly, "levels", "voice-at-every-level", on=on),
    }
    return render(request, "seats/levels.html", given)


@open_to(EVERYONE)
def exceptions(request: Request, assembly: Assembly) -> HttpResponse:
    """Show every holder who was not elected, and who decided instead."""
    on = day_of(assembly, timezone.now())
    rows = [
        (one, holder, one.seat.method == "elected")
        for one in register.register(assembly, on=on)
        for holder in one.exceptions
    ]
    given = {
        "rows": rows,
        "clashes": sum(clash for _one, _holder, clash in rows),
        "clause": _clause(assembly, "representatives-elected", on=on),
    }
    return render(request, "seats/exceptions.html", given)


@open_to(EVERYONE)
def local(request: Request, assembly: Assembly) -> HttpResponse:
    """Show which holders belong to the area that they speak for."""
    on = day_of(assembly, timezone.now())
    found = fit.fits(assembly, register.register(assembly, on=on), on=on)
    book = fit.book_of_tests(assembly, on=on)
    given = {
        "fits": found,
        "failing": sum(one.fails for one in found),
        "unknown": sum(None in (one.is_based_here, one.works_mostly_here) for one in found),
        "clause": book.parameter(fit.TESTS).clause if book is not None else None,
    }
    return render(request, "seats/local.html", given)


def arrived_said(holding: Holding) -> str:
    """Return how a holder came to a seat, with whether in the interim. No query."""
    words = str(holding.get_arrived_display())
    return _("%(words)s, in the interim") % {"words": words} if holding.is_interim else words
