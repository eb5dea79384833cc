"""What the pages of a consultation share."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.doors import Request, SignedIn
from folkmoot.ground.people.models import Person
from folkmoot.work.consultations.models import Consultation
from folkmoot.work.consultations.permits import require_keeps
from folkmoot.work.consultations.queries.planning import consultation_at

BOTH = ("GET", "POST")


def one(assembly: Assembly, reference: str) -> Consultation:
    """Return a consultation by its address, or answer that there is no such page."""
    return get_object_or_404(consultation_at(assembly, reference))


def run(request: SignedIn, assembly: Assembly, reference: str) -> Consultation:
    """
    Return a consultation for whoever runs it.

    :raises Refusal: for everybody else.
    """
    found = one(assembly, reference)
    require_keeps(request.user, found, on=day_in(assembly, at=timezone.now()))
    return found


def page(consultation: Consultation) -> dict[str, Any]:
    """Return where a deed on a consultation goes back to and on to, and what stands above it."""
    assembly = consultation.assembly
    url = reverse("consultations:consultation", args=[assembly, consultation.reference])
    return {
        "to": ("consultations:consultation", assembly.slug, consultation.reference),
        "back": url,
        "caption": consultation.title,
        "crumbs": [(consultation.title, url)],
    }


def person_of(request: Request) -> Person | None:
    """Return who asks for the page, if they have signed in."""
    return request.user if isinstance(request.user, Person) else None
