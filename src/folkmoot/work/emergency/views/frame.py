"""What the pages of emergencies share."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import Request
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.work.emergency import permits
from folkmoot.work.emergency.models import Emergency

BOTH = ("GET", "POST")


def who(request: Request) -> tuple[Person | None, Organisation | None]:
    """Return who asks for a page, and the organisation they act for, if any."""
    person = request.user if isinstance(request.user, Person) else None
    acting = request.acting_for if person is not None else None
    return person, acting.organisation if acting else None


def one(assembly: Assembly, reference: str) -> Emergency:
    """Return an emergency by its reference."""
    found = Emergency.objects.select_related("assembly")
    return get_object_or_404(found, assembly=assembly, reference=reference)


def runs(request: Request, assembly: Assembly) -> bool:
    """Return whether somebody is a support officer here."""
    on = day_in(assembly, at=timezone.now())
    return isinstance(request.user, Person) and is_officer(request.user, assembly, on=on)


def helps_here(request: Request, assembly: Assembly) -> bool:
    """Return whether somebody is among those who help."""
    on = day_in(assembly, at=timezone.now())
    return permits.helps_here(*who(request), assembly, on=on)


def require_helps_here(request: Request, assembly: Assembly) -> None:
    """:raises Refusal: unless they are among those who help."""
    permits.require_helps_here(*who(request), assembly, on=day_in(assembly, at=timezone.now()))


def places(assembly: Assembly) -> QuerySet[Area]:
    """Return the places an emergency may be in."""
    return served_places(assembly)


def page(found: Emergency, *, to: str = "emergency") -> dict[str, Any]:
    """Return where a deed in an emergency goes back to and on to."""
    url = reverse("emergency:emergency", args=[found.assembly, found.reference])
    return {
        "to": (f"emergency:{to}", found.assembly.slug, found.reference),
        "back": reverse(f"emergency:{to}", args=[found.assembly, found.reference]),
        "caption": found.title,
        "crumbs": [(found.title, url)],
    }
