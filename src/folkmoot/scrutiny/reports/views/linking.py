"""What serves which aim; who links the sector and its partners; and how it all fits together."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.scrutiny.reports import forms
from folkmoot.scrutiny.reports.actions import records as actions
from folkmoot.scrutiny.reports.models import Provider, Tag
from folkmoot.scrutiny.reports.permits import drafts
from folkmoot.scrutiny.reports.queries import aims
from folkmoot.scrutiny.reports.queries import group as queries
from folkmoot.scrutiny.reports.queries.machine import Span
from folkmoot.scrutiny.reports.queries.oversight import OVERSIGHT
from folkmoot.scrutiny.reports.queries.spans import day, in_words, span_now
from folkmoot.scrutiny.reports.views.frame import BOTH, paged, today


def _back(assembly: Assembly, name: str, label: str) -> dict[str, Any]:
    url = reverse(f"reports:{name}", args=[assembly])
    return {"to": (f"reports:{name}", assembly.slug), "back": url, "crumbs": [(label, url)]}


@open_to(EVERYONE)
def tags(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what was tagged with which aim, the latest first."""
    on = today(assembly)
    page = paged(request, aims.tags(assembly))
    given = {
        "page_obj": page,
        "rows": [(one, aims.address_of(assembly, one.address)) for one in page],
        "drafts": drafts(request.user, assembly, on=on),
        "clause": clause_adopted(assembly, "aims", "health-equity", on=on),
    }
    return render(request, "reports/tags.html", given)


@open_to(OFFICERS, methods=BOTH)
def tag(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Say that something in the records serves an aim."""
    at, on = timezone.now(), today(assembly)
    choices = [
        (f"{about}:{place}", name)
        for about in Tag.About.values
        for place, name in enumerate(aims.names_of(assembly, about, on=on))
    ]
    form = forms.TagRecord(posted(request), choices=choices)

    def do() -> object:
        about, _colon, _place = form.cleaned_data["serves"].partition(":")
        return actions.tag_record(
            assembly=assembly,
            about=about,
            aim=dict(choices)[form.cleaned_data["serves"]],
            address=form.cleaned_data["address"],
            why=form.cleaned_data["why"],
            by=request.user,
            at=at,
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Say what something serves"),
        button=_("Tag it"),
        done=_("It is tagged, and counts in the report on aims."),
        clause=clause_adopted(assembly, "aims", on=on),
        **_back(assembly, "tags", _("What serves which aim")),
    )


@open_to(OFFICERS, methods=BOTH)
def untag(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Take back that something serves an aim."""
    at = timezone.now()
    found = get_object_or_404(Tag.objects.select_related("assembly"), assembly=assembly, pk=number)
    return act(
        request,
        form=Act(posted(request)),
        do=lambda: actions.untag_record(tag=found, by=request.user, at=at),
        heading=_("Take the tag back"),
        facts=[(_("Aim"), found.aim), (_("Record"), found.title)],
        button=_("Take it back"),
        done=_("It is taken back."),
        **_back(assembly, "tags", _("What serves which aim")),
    )


@open_to(EVERYONE)
def group(request: Request, assembly: Assembly) -> HttpResponse:
    """Show who does the linking and since when, and what they carry either way."""
    on = today(assembly)
    since, until = span_now(OVERSIGHT, on=on)
    rows = queries.links(Span(assembly=assembly, since=since, until=until, on=on))
    page = paged(request, rows)
    given = {
        "providers": [(one, queries.is_current(one, on=on)) for one in queries.providers(assembly)],
        "page_obj": page,
        "time": in_words(since, until),
        "down": sum(row.facts["way"] == queries.DOWN for row in rows),
        "up": sum(row.facts["way"] == queries.UP for row in rows),
        "waiting": sum(row.facts["is_open"] for row in rows),
        "drafts": drafts(request.user, assembly, on=on),
        "clause": clause_adopted(assembly, "engagement-group", on=on),
    }
    return render(request, "reports/group.html", given)


@open_to(OFFICERS, methods=BOTH)
def provide(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter that an organisation does the linking."""
    at, on = timezone.now(), today(assembly)
    form = forms.NameProvider(posted(request), initial={"from_on": on})
    return act(
        request,
        form=form,
        do=lambda: actions.name_provider(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter who does the linking"),
        button=_("Enter it"),
        done=_("It is entered."),
        clause=clause_adopted(assembly, "engagement-group", on=on),
        **_back(assembly, "group", _("The Engagement Group")),
    )


@open_to(OFFICERS, methods=BOTH)
def let_go(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Enter from when an organisation does the linking no longer."""
    at = timezone.now()
    found = get_object_or_404(
        Provider.objects.select_related("assembly"), assembly=assembly, pk=number
    )
    form = forms.LetProviderGo(posted(request), initial={"until_on": today(assembly)})
    return act(
        request,
        form=form,
        do=lambda: actions.let_provider_go(
            provider=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter when it left"),
        facts=[(_("Organisation"), found.name), (_("From"), day(found.from_on))],
        button=_("Enter it"),
        done=_("It is entered; it stays in the list."),
        **_back(assembly, "group", _("The Engagement Group")),
    )


@open_to(EVERYONE)
def model(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the three layers with what is in them now, and how a request travels both ways."""
    on = today(assembly)
    given = {
        "layers": queries.layers(assembly, at=timezone.now()),
        "clause": clause_adopted(assembly, "model-three-layers", on=on),
    }
    return render(request, "reports/model.html", given)
