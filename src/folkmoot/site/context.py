"""What the frame around every page needs to know."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import Request


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of a menu."""

    label: str
    url: str
    current: bool


def frame(request: Request) -> dict[str, Any]:
    """Give the frame its assembly, menus and person. No query for an assembly's page itself."""
    match = request.resolver_match
    assembly = match.kwargs.get("assembly") if match else None
    if not isinstance(assembly, Assembly):
        assembly = None
    nav = _menu(request, assembly) if assembly else []
    footer = _footer(request, assembly) if assembly else []
    below = [place for _heading, places in footer for place in places]
    return {
        "assembly": assembly,
        "nav": nav,
        "footer": footer,
        "trail": [place for place in (*nav, *below) if place.current][:1],
        "acting_for": _organisation(request),
        "is_demo": settings.FOLKMOOT_DEMO,
    }


def _organisation(request: Request) -> Organisation | None:
    """Return the organisation that the person of a request acts for. At most one query."""
    authority = getattr(request, "acting_for", None)
    return authority.organisation if authority else None


def _menu(request: Request, assembly: Assembly) -> list[Place]:
    places = [
        (_("Organisations"), "organisations:directory"),
        (_("Membership"), "membership:join"),
        (_("Forums"), "forums:forums"),
        (_("Meetings"), "meetings:meetings"),
        (_("Decisions"), "decisions:register"),
        (_("Elections"), "elections:contests"),
        (_("Representatives"), "seats:seats"),
        (_("Consultations"), "consultations:consultations"),
        (_("Rules"), "rules:documents"),
    ]
    if request.user.is_authenticated:
        places.insert(0, (_("My desk"), "desk"))
    return [_place(request, label, name, assembly) for label, name in places]


def _footer(request: Request, assembly: Assembly) -> list[tuple[str, list[Place]]]:
    """Everything that there is, under four headings."""
    groups = {
        _("Take part"): [
            (_("Take part"), "taking_part"),
            (_("Ask, challenge, offer"), "enquiries:door"),
            (_("Volunteering"), "volunteering:roles"),
            (_("Finding people"), "recruiting:people"),
            (_("Going out to groups"), "outreach:coverage"),
            (_("In an emergency"), "emergency:emergencies"),
        ],
        _("Promises and money"): [
            (_("Agreements with partners"), "compact:accords"),
            (_("Plans and promises"), "plan:plans"),
            (_("Funding"), "funding:funds"),
            (_("Programmes and support"), "programmes:programmes"),
            (_("Reports and the public clock"), "reports:reports"),
        ],
        _("What we know"): [
            (_("What we know"), "insight:bank"),
            (_("What works, and who can help"), "practice:practice"),
            (_("Who was heard"), "equity:fairness"),
            (_("What happened to what we said"), "voice:voice"),
        ],
        _("How we are run"): [
            (_("The agreement"), "rules:documents"),
            (_("The record"), "record:entries"),
            (_("Documents"), "documents:register"),
            (_("Ways to be represented"), "appraisals:appraisals"),
            (_("When something goes wrong"), "cases:cases"),
        ],
    }
    if request.user.is_authenticated:
        groups[_("What we know")].append(
            (_("Everything with one organisation"), "ties:organisations")
        )
    return [
        (heading, [_place(request, label, name, assembly) for label, name in places])
        for heading, places in groups.items()
    ]


def _place(request: Request, label: str, name: str, assembly: Assembly) -> Place:
    url = reverse(name, args=[assembly])
    return Place(label, url, request.path.startswith(url))
