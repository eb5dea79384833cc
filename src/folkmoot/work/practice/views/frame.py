"""What the pages of sharing have in common: who asks, the clause, where a deed goes on to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import Request
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.work.practice.permits import is_of_assembly
from folkmoot.work.practice.queries.clauses import clause_for

BOTH = ("GET", "POST")
ROWS = 25


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks for a page, for which organisation, and what they are in the assembly that day."""

    person: Person | None
    organisation: Organisation | None
    at: datetime
    on: date
    is_officer: bool
    is_member: bool


def who(request: Request, assembly: Assembly) -> Who:
    """Return who asks for a page. Two queries at most."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    person = request.user if isinstance(request.user, Person) else None
    acting = request.acting_for if person is not None else None
    organisation = acting.organisation if acting else None
    return Who(
        person,
        organisation,
        at,
        on,
        person is not None and is_officer(person, assembly, on=on),
        is_of_assembly(person, organisation, assembly, on=on),
    )


def deed(
    assembly: Assembly, clause: str, name: str, *args: Any, caption: str = ""
) -> dict[str, Any]:
    """Return where a deed goes back to and on to, and the clause that it rests on."""
    on = day_in(assembly, at=timezone.now())
    return {
        "to": (f"practice:{name}", assembly.slug, *args),
        "back": reverse(f"practice:{name}", args=[assembly, *args]),
        "caption": caption,
        "clause": clause_for(assembly, clause, on=on),
    }


def listed(assembly: Assembly) -> QuerySet[Organisation]:
    """Return the open organisations of an assembly, by name. One query."""
    found = Organisation.objects.filter(listings__assembly=assembly)
    return found.exclude(state__in=["closed", "merged"]).order_by("sort_name", "pk")


def paged(request: Request, rows: Any) -> Page[Any]:
    """Return the page of some rows that is asked for."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def asked(request: Request, *names: str) -> dict[str, str]:
    """Return what is looked for, each no longer than a line."""
    return {name: request.GET.get(name, "").strip()[:100] for name in names}


def place(code: str, areas: Mapping[str, Area]) -> Area | None:
    """Return the place that is asked for, or None."""
    return areas.get(code)


def places(assembly: Assembly) -> dict[str, Area]:
    """Return the places that can be asked for, by code. Six queries at most."""
    return {area.code: area for area in served_places(assembly)}


def in_words(on: date) -> str:
    """Return a day as a label says it."""
    return date_format(on, "j F Y")
