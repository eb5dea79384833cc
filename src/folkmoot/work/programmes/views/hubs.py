"""Hubs in public: by locality, who leads, the points around them, and what people run there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.organisations.queries.register import listed_in
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.places.models import Area
from folkmoot.ground.tables import csv_file
from folkmoot.work.programmes.actions import hubs as actions
from folkmoot.work.programmes.forms import hubs as forms
from folkmoot.work.programmes.models import Hub, HubStep
from folkmoot.work.programmes.queries import hubs as queries
from folkmoot.work.programmes.queries.clauses import clause_for
from folkmoot.work.programmes.views import frame
from folkmoot.work.programmes.views.frame import BOTH

KEPT = (
    "name", "building", "postcode", "locality", "lead", "lead_organisation", "site_decision",
    "lead_decision", "opened_on", "closed_on",
)  # fmt: skip


def _one(assembly: Assembly, slug: str) -> Hub:
    found = Hub.objects.select_related("assembly", "locality", "lead_organisation")
    return get_object_or_404(found, assembly=assembly, slug=slug)


def _page(hub: Hub) -> dict[str, Any]:
    url = reverse("programmes:hub", args=[hub.assembly, hub.slug])
    return {
        "to": ("programmes:hub", hub.assembly.slug, hub.slug),
        "back": url,
        "caption": hub.name,
        "crumbs": [(hub.name, url)],
    }


@open_to(EVERYONE)
def hubs(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the hubs of each locality, those that lack one, and what grows."""
    on = frame.today(assembly)
    given = {
        "network": queries.network(assembly, on=on),
        "growth": queries.growth(assembly, on=on),
        "keeps": frame.keeps(request, assembly),
        "clause": clause_for(assembly, "hubs", on=on),
    }
    return render(request, "programmes/hubs.html", given)


@open_to(EVERYONE)
def hubs_csv(request: Request, assembly: Assembly) -> HttpResponse:
    """Give the hubs as a table."""
    on = frame.today(assembly)
    head = [
        _("Hub"),
        _("Locality"),
        _("Building"),
        _("Postcode"),
        _("Lead"),
        _("State"),
        _("Points"),
    ]
    rows = (
        (
            hub.name, hub.locality.name, hub.building, hub.postcode,
            hub.lead_organisation.name if hub.lead_organisation else hub.get_lead_display(),
            queries.state_of(hub, on=on), hub.number,  # type: ignore[attr-defined]  # put on by the query
        )
        for hub in queries.hubs(assembly)
    )  # fmt: skip
    return csv_file("hubs", head, rows, is_private=False)


@open_to(EVERYONE)
def hub(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show a hub: where it is, who leads and who chose that, its points and what is run there."""
    found, on = _one(assembly, slug), frame.today(assembly)
    given = {
        "hub": found,
        "state": queries.state_of(found, on=on),
        "points": list(found.points.order_by("until_on", "name", "pk")),
        "steps": list(found.steps.order_by("kind", "-began_on", "pk")),
        "growth": queries.growth(assembly, on=on, hub=found),
        "keeps": frame.keeps(request, assembly),
        "clause": clause_for(assembly, "hubs", on=on),
        "lead_clause": clause_for(assembly, "lead", on=on),
    }
    return render(request, "programmes/hub.html", given)


def _form(request: Request, assembly: Assembly, initial: dict[str, Any]) -> forms.KeepHub:
    keys = [area.pk for area in queries.localities(assembly)]
    places = Area.objects.filter(pk__in=keys).order_by("name", "pk")
    return forms.KeepHub(
        posted(request), localities=places, among=listed_in(assembly), initial=initial
    )


@open_to(KNOWN, methods=BOTH)
def keep(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter a hub."""
    frame.require(request, assembly)
    at = timezone.now()
    form = _form(request, assembly, {"lead": "open", "locality": request.GET.get("in")})
    return act(
        request,
        form=form,
        do=lambda: actions.keep_hub(assembly=assembly, by=request.user, at=at, **form.cleaned_data),
        heading=_("Enter a hub"),
        button=_("Enter it"),
        done=_("It is entered."),
        to=lambda made: ("programmes:hub", assembly.slug, made.slug),
        back=reverse("programmes:hubs", args=[assembly]),
    )


@open_to(KNOWN, methods=BOTH)
def change(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Change what is said of a hub."""
    frame.require(request, assembly)
    found, at = _one(assembly, slug), timezone.now()
    shown = {name: getattr(found, name) for name in KEPT}
    leader = found.lead_organisation
    form = _form(request, assembly, shown)
    if leader is not None and not hasattr(form.fields["lead_organisation"], "choices"):
        form.initial["lead_organisation"] = leader.name
    return act(
        request,
        form=form,
        do=lambda: actions.keep_hub(
            assembly=assembly, hub=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Change what is said of it"),
        button=_("Keep it"),
        done=_("It is kept."),
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def add_point(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter a smaller point around a hub."""
    frame.require(request, assembly)
    found, at = _one(assembly, slug), timezone.now()
    form = forms.KeepPoint(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.keep_point(hub=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Enter a point around it"),
        button=_("Enter it"),
        done=_("It is entered."),
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def add_step(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter what people run or share at a hub."""
    frame.require(request, assembly)
    found, at = _one(assembly, slug), timezone.now()
    form = forms.KeepStep(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.keep_step(hub=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Enter what is run or shared there"),
        button=_("Enter it"),
        done=_("It is entered."),
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def end_step(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say that something at a hub goes on no more."""
    frame.require(request, assembly)
    rows = HubStep.objects.select_related("hub__assembly")
    step = get_object_or_404(rows, hub__assembly=assembly, pk=number)
    at = timezone.now()
    form = forms.EndStep(posted(request), initial={"ended_on": frame.today(assembly)})
    return act(
        request,
        form=form,
        do=lambda: actions.end_step(step=step, by=request.user, at=at, **form.cleaned_data),
        heading=_("It goes on no more"),
        facts=[(_("What"), step.what)],
        button=_("Say so"),
        done=_("It is said; that it went on stays."),
        **_page(step.hub),
    )
