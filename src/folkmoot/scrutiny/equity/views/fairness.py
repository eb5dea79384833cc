"""Who was heard, year by year; what is done about gaps; the report to the board."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import BOARD, OFFICERS
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.formats import as_pdf
from folkmoot.ground.people.models import Person
from folkmoot.ground.tables import csv_file
from folkmoot.scrutiny.equity import forms
from folkmoot.scrutiny.equity.actions import counting as actions
from folkmoot.scrutiny.equity.models import FairnessReport, GapAction
from folkmoot.scrutiny.equity.permits import runs_equity
from folkmoot.scrutiny.equity.queries.clauses import clause_for
from folkmoot.scrutiny.equity.queries.counting import (
    actions_of,
    count_of,
    gaps_with_actions,
    trend,
)
from folkmoot.scrutiny.equity.queries.telling import as_rows, as_told, report_sheet

BOTH = ("GET", "POST")


def _page(assembly: Assembly, year: int) -> dict[str, Any]:
    url = reverse("equity:year", args=[assembly, year])
    return {
        "to": ("equity:year", assembly.slug, year),
        "back": url,
        "crumbs": [(str(year), url)],
    }


@open_to(EVERYONE)
def fairness(request: Request, assembly: Assembly, year: int | None = None) -> HttpResponse:
    """Show who was heard in a year beside who is there, with gaps, index, and what would mend it."""
    on = day_in(assembly, at=timezone.now())
    shown = year or on.year
    found = count_of(assembly, year=shown)
    if found is None and year is not None:
        raise Http404
    years = trend(assembly)
    person = request.user if isinstance(request.user, Person) else None
    keeps = person is not None and runs_equity(person, assembly, on=on)
    given: dict[str, Any] = {
        "year": shown,
        "others": [other for other, _index in years if other != shown],
        "count": found,
        "is_old": found is not None
        and (timezone.now() - found.counted_at).days > 1
        and shown == on.year,
        "trend": years,
        "keeps": keeps,
        "clause": clause_for(assembly, "report", on=on),
        "report": FairnessReport.objects.filter(assembly=assembly, year=shown)
        .order_by("pk")
        .first(),
    }
    if found is not None:
        told = as_told(found.told)
        keys = [one["organisation"] for one in told["ask"]] if keeps else []
        bodies = Organisation.objects.in_bulk(keys)
        given |= {
            "told": told,
            "gaps": gaps_with_actions(found.told, actions_of(assembly, year=shown)),
            "ask": [
                (bodies[one["organisation"]], one["closes"])
                for one in told["ask"]
                if one["organisation"] in bodies
            ],
            "small_clause": clause_for(assembly, "small", on=on),
        }
    return render(request, "equity/fairness.html", given)


@open_to(OFFICERS, methods=BOTH)
def count(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Count this year anew."""
    at = timezone.now()
    year = day_in(assembly, at=at).year
    form = Act(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.count_year(assembly=assembly, year=year, by=request.user, at=at),
        heading=_("Count anew who was heard in %(year)d") % {"year": year},
        lead=_("It is counted each night as well. With many organisations it takes a moment."),
        button=_("Count anew"),
        done=_("It is counted."),
        **_page(assembly, year),
    )


@open_to(EVERYONE)
def table(request: Request, assembly: Assembly, year: int) -> HttpResponseBase:
    """Give a year's count as a table."""
    found = count_of(assembly, year=year)
    if found is None:
        raise Http404
    return csv_file(f"fairness-{assembly.slug}-{year}", *as_rows(found.told), is_private=False)


def _gap(assembly: Assembly, year: int, way: str, kind: str) -> dict[str, Any]:
    found = count_of(assembly, year=year)
    gaps = found.told["gaps"] if found is not None else []
    for gap in gaps:
        if (gap["way"], gap["kind"]) == (way, kind):
            return dict(gap)
    raise Http404


@open_to(BOARD, methods=BOTH)
def act_on(request: SignedIn, assembly: Assembly, year: int, way: str, kind: str) -> HttpResponse:
    """Say what is done about a gap."""
    at = timezone.now()
    gap = _gap(assembly, year, way, kind)
    before = actions_of(assembly, year=year).get((way, kind))
    shown = {name: getattr(before, name) for name in forms.ActOnGap.base_fields} if before else {}
    form = forms.ActOnGap(posted(request), initial=shown)
    return act(
        request,
        form=form,
        do=lambda: actions.act_on_gap(
            assembly=assembly,
            year=year,
            way=way,
            kind=kind,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Act on a gap"),
        facts=[
            (_("Kind"), gap["name"]),
            (_("Heard"), f"{gap['heard']} / {gap['whole']}"),
            (_("Missing for an even share"), gap["missing"]),
        ],
        button=_("Keep it"),
        done=_("It is kept, and stands beside the gap."),
        clause=clause_for(assembly, "report", on=day_in(assembly, at=at)),
        **_page(assembly, year),
    )


@open_to(BOARD, methods=BOTH)
def finish(request: SignedIn, assembly: Assembly, year: int, way: str, kind: str) -> HttpResponse:
    """Enter what came of what was done about a gap."""
    at = timezone.now()
    action = get_object_or_404(
        GapAction.objects.select_related("assembly"),
        assembly=assembly,
        year=year,
        way=way,
        kind=kind,
    )
    form = forms.Finish(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.finish_action(
            action=action, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter what came of it"),
        facts=[(_("Kind"), action.name), (_("What is done"), action.words)],
        button=_("Enter it"),
        done=_("It is entered."),
        **_page(assembly, year),
    )


@open_to(EVERYONE)
def report(request: Request, assembly: Assembly, year: int) -> HttpResponse:
    """Show the year's report as the board was given it."""
    found = get_object_or_404(FairnessReport, assembly=assembly, year=year)
    on = day_in(assembly, at=timezone.now())
    given = {
        "report": found,
        "told": as_told(found.told),
        "gaps": gaps_with_actions(found.told, actions_of(assembly, year=year)),
        "clause": clause_for(assembly, "report", on=on),
        **_page(assembly, year),
    }
    return render(request, "equity/report.html", given)


@open_to(EVERYONE)
def report_pdf(request: Request, assembly: Assembly, year: int) -> HttpResponse:
    """Give the year's report as a PDF."""
    found = get_object_or_404(FairnessReport, assembly=assembly, year=year)
    made = as_pdf(report_sheet(assembly, found, actions_of(assembly, year=year)), size=12)
    response = HttpResponse(made, content_type="application/pdf")
    name = f"fairness-{assembly.slug}-{year}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to(BOARD, methods=BOTH)
def present(request: SignedIn, assembly: Assembly, year: int) -> HttpResponse:
    """Give the board the year's report, with an action for each gap."""
    at = timezone.now()
    if count_of(assembly, year=year) is None:
        raise Http404
    form = forms.Present(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.present_report(
            assembly=assembly, year=year, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Report on fairness in %(year)d") % {"year": year},
        lead=_("It rests on the count as it is now. Each gap needs an action first."),
        button=_("Publish the report"),
        done=_("The report is published."),
        clause=clause_for(assembly, "report", on=day_in(assembly, at=at)),
        **_page(assembly, year) | {"to": ("equity:report", assembly.slug, year)},
    )
