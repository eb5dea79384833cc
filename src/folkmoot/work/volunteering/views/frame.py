"""What the pages of volunteering share."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import Request, SignedIn
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.volunteering.models import Campaign, Match, Opportunity, Volunteer
from folkmoot.work.volunteering.permits import keeps_role, require_keeps_match
from folkmoot.work.volunteering.queries.matching import linked
from folkmoot.work.volunteering.queries.roles import state_of

BOTH = ("GET", "POST")


def who(request: Request) -> tuple[Person | None, Organisation | None]:
    """Return who asks for a page, and the organisation they act for, if any."""
    person = request.user if isinstance(request.user, Person) else None
    acting = request.acting_for if person is not None else None
    return person, acting.organisation if acting else None


def officer(request: Request, assembly: Assembly) -> bool:
    """Whether an officer asks for a page. One query."""
    person, _organisation = who(request)
    on = day_in(assembly, at=timezone.now())
    return person is not None and is_officer(person, assembly, on=on)


def one_role(request: Request, assembly: Assembly, reference: str) -> Opportunity:
    """
    Return a role that is or was public.

    :raises Refusal: for one that is not listed yet, unless one keeps it.
    """
    rows = Opportunity.objects.select_related("organisation", "assembly", "area")
    found = get_object_or_404(rows, assembly=assembly, reference=reference)
    on = day_in(assembly, at=timezone.now())
    if state_of(found, on=on) == "draft" and not keeps_role(who(request)[0], found, on=on):
        raise Refusal("not-permitted", None, {"who": _("those who keep this role")})
    return found


def role_page(role: Opportunity) -> dict[str, Any]:
    """Return where a deed on a role goes back to and on to."""
    url = reverse("volunteering:role", args=[role.assembly, role.reference])
    return {
        "to": ("volunteering:role", role.assembly.slug, role.reference),
        "back": url,
        "caption": role.title,
        "crumbs": [(role.title, url)],
    }


def one_match(request: SignedIn, assembly: Assembly, number: int) -> Match:
    """
    Return a match for those who look after it.

    :raises Refusal: for everybody else.
    """
    rows = Match.objects.select_related(
        "volunteer__area", "opportunity__organisation", "opportunity__assembly", "campaign"
    )
    found = get_object_or_404(rows, opportunity__assembly=assembly, pk=number)
    require_keeps_match(request.user, found, on=day_in(assembly, at=timezone.now()))
    return found


def match_page(match: Match) -> dict[str, Any]:
    """Return where a deed on a match goes back to and on to."""
    assembly = match.opportunity.assembly
    url = reverse("volunteering:match", args=[assembly, match.pk])
    title = match.opportunity.title
    return {
        "to": ("volunteering:match", assembly.slug, match.pk),
        "back": url,
        "caption": title,
        "crumbs": [(title, url)],
    }


def mine(assembly: Assembly, link: str) -> Volunteer:
    """Return the volunteer of a private link, or answer that there is no such page."""
    found = linked(assembly, link)
    if found is None:
        raise Http404
    return found


def kept_private(response: HttpResponse) -> HttpResponse:
    """
    Let nobody on the way keep a page, nor a search engine find it.

    The next site is never told where one came from: the whole site says so (`same-origin`). To say
    `no-referrer` here as well would have browsers hide where a form comes from, and be refused.
    """
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def campaign_in(request: Request, assembly: Assembly) -> Campaign | None:
    """Return the campaign that somebody came by, as the address says. One query at most."""
    slug = request.GET.get("campaign", "")[:80]
    if not slug:
        return None
    return Campaign.objects.filter(assembly=assembly, slug=slug).order_by("pk").first()
