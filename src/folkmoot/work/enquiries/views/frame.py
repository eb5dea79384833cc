"""What the pages of the door share."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import Request
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.enquiries import queries
from folkmoot.work.enquiries.models import Enquiry

BOTH = ("GET", "POST")


def who(request: Request) -> tuple[Person | None, Organisation | None]:
    """Return who asks for a page, and the organisation they act for, if any."""
    person = request.user if isinstance(request.user, Person) else None
    acting = request.acting_for if person is not None else None
    return person, acting.organisation if acting else None


def one(request: Request, assembly: Assembly, reference: str) -> Enquiry:
    """Return what somebody may read; refuse what is there and not for them."""
    on = day_in(assembly, at=timezone.now())
    seen = queries.readable(assembly, *who(request), on=on)
    found = seen.filter(reference=reference).order_by("pk").first()
    if found is not None:
        return found
    if Enquiry.objects.filter(assembly=assembly, reference=reference).exists():
        raise Refusal("not-permitted", None, {"who": _("those for whom it is meant")})
    raise Http404


def page(found: Enquiry) -> dict[str, Any]:
    """Return where a deed on something goes back to and on to."""
    url = reverse("enquiries:enquiry", args=[found.assembly, found.reference])
    return {
        "to": ("enquiries:enquiry", found.assembly.slug, found.reference),
        "back": url,
        "caption": found.title,
        "crumbs": [(found.title, url)],
    }
