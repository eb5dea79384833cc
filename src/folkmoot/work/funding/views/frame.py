"""What the pages of funding share."""

from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in, posts_of
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


def keeps_of(request: Request, assembly: Assembly, *names: str) -> bool:
    """Return whether somebody keeps what a body of one of some names funds."""
    on = day_in(assembly, at=timezone.now())
    person = request.user
    return isinstance(person, Person) and permits.keeps_of(person, assembly, *names, on=on)


def require(request: SignedIn, assembly: Assembly) -> None:
    """:raises Refusal: unless they keep funds here."""
    permits.require_keeps_funds(request.user, assembly, on=day_in(assembly, at=timezone.now()))


def require_of(request: SignedIn, assembly: Assembly, *names: str) -> None:
    """:raises Refusal: unless they keep what a body of one of those names funds."""
    on = day_in(assembly, at=timezone.now())
    permits.require_keeps_of(request.user, assembly, *names, on=on)


def body(request: Request) -> Organisation | None:
    """Return the organisation somebody acts for, if any."""
    return request.acting_for.organisation if request.acting_for else None


def one_fund(request: Request, assembly: Assembly, slug: str) -> Fund:
    """
    Return a fund that somebody may see: one that is public, or that they keep.

    Whoever comes for another body sees a plan that is shared with funders.
    """
    found = get_object_or_404(
        Fund.objects.select_related("assembly", "service", "area"), assembly=assembly, slug=slug
    )
    if (
        found.published_at is None
        and not keeps_of(request, assembly, found.funder_name, found.run_by)
        and not (found.is_shared and keeps(request, assembly))
    ):
        raise Http404  # that it is planned is not public either
    return found


def one_award(assembly: Assembly, number: int) -> Award:
    """Return an award by its number."""
    return get_object_or_404(awards(assembly).select_related("fund", "area"), pk=number)


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


def page_of(rows: Any, request: Request) -> Page[Any]:
    """Return twenty-five rows of a list, those of the page that is asked for."""
    return Paginator(rows, 25).get_page(request.GET.get("page"))


def today(assembly: Assembly) -> date:
    """Return the day it is in an assembly."""
    return day_in(assembly, at=timezone.now())


def listed(assembly: Assembly) -> QuerySet[Organisation]:
    """Return the organisations on the register of an assembly, by name."""
    found = Organisation.objects.filter(listings__assembly=assembly)
    return found.order_by("sort_name", "pk")


def own_body(request: Request, assembly: Assembly) -> str:
    """Return the public body for which somebody comes, if they do. One query."""
    person = request.user
    if not isinstance(person, Person):
        return ""
    posts = posts_of(person, on=today(assembly)).filter(assembly=assembly, kind="public-body")
    post = posts.order_by("pk").first()
    return post.body if post else ""


def may(request: Request, assembly: Assembly, name: str, words: str, *args: Any) -> tuple[str, str]:
    """Return the address of one of the pages here, with its words."""
    return reverse(f"funding:{name}", args=[assembly, *args]), words
