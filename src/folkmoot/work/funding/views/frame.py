"""What the pages of funding share."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import Request, SignedIn
from folkmoot.ground.people.models import Person
from folkmoot.work.funding import permits
from folkmoot.work.funding.models import Award, Fund
from folkmoot.work.funding.queries.awards import awards

BOTH = ("GET", "POST")


def keeps(request: Request, assembly: Assembly) -> bool:
    """Return whether somebody keeps funds here."""
    on = day_in(assembly, at=timezone.now())
    return isinstance(request.user, Person) and permits.keeps_funds(request.user, assembly, on=on)


def keeps_of(request: Request, assembly: Assembly, funder_name: str) -> bool:
    """Return whether somebody keeps what one body funds."""
    on = day_in(assembly, at=timezone.now())
    person = request.user
    return isinstance(person, Person) and permits.keeps_of(person, assembly, funder_name, on=on)


def require(request: SignedIn, assembly: Assembly) -> None:
    """:raises Refusal: unless they keep funds here."""
    permits.require_keeps_funds(request.user, assembly, on=day_in(assembly, at=timezone.now()))


def require_of(request: SignedIn, assembly: Assembly, funder_name: str) -> None:
    """:raises Refusal: unless they keep what that body funds."""
    on = day_in(assembly, at=timezone.now())
    permits.require_keeps_of(request.user, assembly, funder_name, on=on)


def body(request: Request) -> Organisation | None:
    """Return the organisation somebody acts for, if any."""
    return request.acting_for.organisation if request.acting_for else None


def one_fund(request: Request, assembly: Assembly, slug: str) -> Fund:
    """Return a fund that somebody may see: one that is public, or that they keep."""
    found = get_object_or_404(Fund.objects.select_related("assembly"), assembly=assembly, slug=slug)
    if found.published_at is None and not keeps_of(request, assembly, found.funder_name):
        raise Http404  # that it is planned is not public either
    return found


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
