"""What the pages of programmes share."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries.register import listed_in
from folkmoot.ground.doors import Request, SignedIn, send_on
from folkmoot.ground.people.models import Person
from folkmoot.work.programmes import permits
from folkmoot.work.programmes.models import Programme, Provider, Training

BOTH = ("GET", "POST")


def today(assembly: Assembly) -> date:
    """Return the day it is in an assembly."""
    return day_in(assembly, at=timezone.now())


def keeps(request: Request, assembly: Assembly) -> bool:
    """Return whether somebody keeps programmes here."""
    person = request.user
    return isinstance(person, Person) and permits.keeps_programmes(
        person, assembly, on=today(assembly)
    )


def keeps_of(request: Request, assembly: Assembly, owner_name: str) -> bool:
    """Return whether somebody keeps what one body runs."""
    person = request.user
    return isinstance(person, Person) and permits.keeps_of(
        person, assembly, owner_name, on=today(assembly)
    )


def require(request: SignedIn, assembly: Assembly) -> None:
    """:raises Refusal: unless they keep programmes here."""
    permits.require_keeps_programmes(request.user, assembly, on=today(assembly))


def require_of(request: SignedIn, assembly: Assembly, owner_name: str) -> None:
    """:raises Refusal: unless they keep what that body runs."""
    permits.require_keeps_of(request.user, assembly, owner_name, on=today(assembly))


def body(request: Request) -> Organisation | None:
    """Return the organisation somebody acts for, if any."""
    return request.acting_for.organisation if request.acting_for else None


def one_programme(assembly: Assembly, slug: str) -> Programme:
    """Return a programme by its address."""
    found = Programme.objects.select_related("assembly")
    return get_object_or_404(found, assembly=assembly, slug=slug)


def one_provider(assembly: Assembly, number: int) -> Provider:
    """Return a provider by its number."""
    found = Provider.objects.select_related("programme__assembly", "organisation")
    return get_object_or_404(found, programme__assembly=assembly, pk=number)


def require_provider(request: SignedIn, provider: Provider) -> None:
    """:raises Refusal: unless they act for a provider or keep its programme."""
    programme = provider.programme
    permits.require_tells_for(
        request.user,
        provider.organisation,
        programme.assembly,
        programme.owner_name,
        on=today(programme.assembly),
    )


def one_training(assembly: Assembly, slug: str) -> Training:
    """Return a training by its address."""
    found = Training.objects.select_related("assembly", "programme__assembly")
    return get_object_or_404(found, assembly=assembly, slug=slug)


def one_listed(assembly: Assembly, reference: str) -> Organisation:
    """Return an organisation that is listed here, by its reference."""
    found = listed_in(assembly).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def programme_page(found: Programme) -> dict[str, Any]:
    """Return where a deed on a programme goes back to and on to."""
    url = reverse("programmes:programme", args=[found.assembly, found.slug])
    return {
        "to": ("programmes:programme", found.assembly.slug, found.slug),
        "back": url,
        "caption": found.title,
        "crumbs": [(found.title, url)],
    }


def training_page(found: Training) -> dict[str, Any]:
    """Return where a deed on a training goes back to and on to."""
    url = reverse("programmes:training", args=[found.assembly, found.slug])
    return {
        "to": ("programmes:training", found.assembly.slug, found.slug),
        "back": url,
        "caption": found.title,
        "crumbs": [(found.title, url)],
    }


def go(request: Request, page: dict[str, Any]) -> HttpResponse:
    """Send somebody on to where a deed goes on to."""
    return send_on(request, *page["to"])
