"""What the pages of what is known share."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import Request, SignedIn
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.insight.queries.seeing import Reader, reader_of

BOTH = ("GET", "POST")


def now_in(assembly: Assembly) -> tuple[datetime, date]:
    """Return the moment, and the day of it in the assembly."""
    at = timezone.now()
    return at, day_in(assembly, at=at)


def reader(request: Request, assembly: Assembly, *, on: date) -> Reader:
    """Return what whoever asks for a page may read."""
    return reader_of(request.user, assembly, on=on)


def own_body(request: Request, reader: Reader) -> Organisation | None:
    """Return the organisation that somebody acts for, where it belongs to the assembly."""
    acting = request.acting_for if request.user.is_authenticated else None
    body: Organisation | None = acting.organisation if acting else None
    return body if body is not None and body.pk in reader.bodies else None


def mine(request: SignedIn, reader: Reader) -> Organisation:
    """
    Return the organisation that somebody acts for.

    :raises Refusal: if they act for none of the assembly.
    """
    body = own_body(request, reader)
    if body is None:
        who = _("somebody who acts for an organisation of this assembly")
        raise Refusal("not-permitted", None, {"who": who})
    return body


def back_to(assembly: Assembly, name: str, *args: Any, label: str = "") -> dict[str, Any]:
    """Return where a deed goes on to and back to, with the page above it."""
    url = reverse(f"insight:{name}", args=[assembly, *args])
    given: dict[str, Any] = {"to": (f"insight:{name}", assembly.slug, *args), "back": url}
    if label:
        given["crumbs"] = [(label, url)]
    return given
