"""What the pages of funding share."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import Request, SignedIn
from folkmoot.ground.people.models import Person
from folkmoot.work.funding.models import Award, Fund
from folkmoot.work.funding.permits import keeps_funds, require_keeps_funds
from folkmoot.work.funding.queries.awards import awards, funds

BOTH = ("GET", "POST")


def keeps(request: Request, assembly: Assembly) -> bool:
    """Return whether somebody keeps funds here."""
    on = day_in(assembly, at=timezone.now())
    return isinstance(request.user, Person) and keeps_funds(request.user, assembly, on=on)


def require(request: SignedIn, assembly: Assembly) -> None:
    """:raises Refusal: unless they keep funds here."""
    require_keeps_funds(request.user, assembly, on=day_in(assembly, at=timezone.now()))


def body(request: Request) -> Organisation | None:
    """Return the organisation somebody acts for, if any."""
    return request.acting_for.organisation if request.acting_for else None


def one_fund(request: Request, assembly: Assembly, slug: str) -> Fund:
    """Return a fund that somebody may see."""
    found = funds(assembly, keeps=keeps(request, assembly)).select_related("assembly")
    return get_object_or_404(found, slug=slug)


def one_award(assembly: Assembly, number: int) -> Award:
    """Return an award by its number."""
    return get_object_or_404(awards(assembly), pk=number)


def fund_page(found: Fund) -> dict[str, Any]:
    """Return where a deed on a fund goes back to and on to."""
    url = reverse("funding:fund", args=[found.assembly, found.slug])
    return {
        "to": ("funding:fund", found.assembly.slug, found.slug),
        "back": url,
        "caption": found.title,
        "crumbs": [(found.title, url)],
    }


def award_page(found: Award) -> dict[str, Any]:
    """Return where a deed on an award goes back to and on to."""
    url = reverse("funding:award", args=[found.assembly, found.pk])
    return {
        "to": ("funding:award", found.assembly.slug, found.pk),
        "back": url,
        "caption": found.title,
        "crumbs": [(found.title, url)],
    }
