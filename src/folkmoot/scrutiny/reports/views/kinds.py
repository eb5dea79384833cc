"""Which reports there are; what a kind of report would say now; and the rows behind each figure."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.tables import csv_file
from folkmoot.scrutiny.reports import forms
from folkmoot.scrutiny.reports.actions import writing
from folkmoot.scrutiny.reports.permits import drafts
from folkmoot.scrutiny.reports.queries import machine
from folkmoot.scrutiny.reports.queries import reading as queries
from folkmoot.scrutiny.reports.queries.spans import in_words, span_before
from folkmoot.scrutiny.reports.views.frame import (
    BOTH,
    asked_span,
    cells_of,
    labelled,
    may_see_drafts,
    one_kind,
    paged,
    span_in_address,
    today,
)


@open_to(EVERYONE)
def reports(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the reports, the latest first, and the kinds there are."""
    on = today(assembly)
    page = paged(request, queries.reports(assembly, sees_drafts=may_see_drafts(request, assembly)))
    asked_for = [(one, machine.clause_of(one, assembly, on=on)) for one in machine.kinds()]
    given = {
        "page_obj": page,
        "rows": [(one, queries.state_of(one), machine.kind_named(one.kind)) for one in page],
        "kinds": [(one, clause) for one, clause in asked_for if clause or not one.clauses],
    }
    return render(request, "reports/reports.html", given)


@open_to(EVERYONE)
def now(request: Request, assembly: Assembly, kind: str) -> HttpResponse:
    """Show what the records tell now for a kind of report, over a time that somebody chooses."""
    found = one_kind(kind)
    span = asked_span(request, assembly, found)
    given = {
        "kind": found,
        "span": span,
        "time": in_words(span.since, span.until),
        "query": span_in_address(span),
        "sections": machine.drafted(found, span),
        "form": forms.LookAt(initial={"since": span.since, "until": span.until}),
        "clause": machine.clause_of(found, assembly, on=span.on),
        "drafts": drafts(request.user, assembly, on=span.on),
    }
    return render(request, "reports/now.html", given)


def _figure(request: Request, assembly: Assembly, kind: str, key: str) -> machine.Told:
    found = one_kind(kind)
    told = queries.live_figure(found, asked_span(request, assembly, found), key)
    if told is None:
        raise Http404
    return told


@open_to(EVERYONE)
def figure(request: Request, assembly: Assembly, kind: str, key: str) -> HttpResponse:
    """Show the rows that a figure is counted from now."""
    found = one_kind(kind)
    span = asked_span(request, assembly, found)
    told = _figure(request, assembly, kind, key)
    page = paged(request, told.rows)
    query = span_in_address(span)
    url = reverse("reports:now", args=[assembly, kind]) + query
    given = {
        "told": told,
        "page_obj": page,
        "rows": labelled(told.head, page),
        "caption": f"{found.title}, {in_words(span.since, span.until)}",
        "crumbs": [(found.title, url)],
        "csv": reverse("reports:figure_now_csv", args=[assembly, kind, key]) + query,
        "back": url,
        "as_of": None,
        "now": "",
    }
    return render(request, "reports/figure.html", given)


@open_to(EVERYONE)
def table(request: Request, assembly: Assembly, kind: str, key: str) -> HttpResponseBase:
    """Give the rows of a figure as a table."""
    told = _figure(request, assembly, kind, key)
    head = [*told.head, _("Address")]
    return csv_file(f"{kind}-{key}", head, cells_of(told.rows), is_private=False)


@open_to(OFFICERS, methods=BOTH)
def begin(request: SignedIn, assembly: Assembly, kind: str) -> HttpResponse:
    """Begin a report of a kind on a time."""
    found, at = one_kind(kind), timezone.now()
    since, until = span_before(found, on=today(assembly))
    if "since" in request.GET:
        span = asked_span(request, assembly, found)
        since, until = span.since, span.until
    form = forms.BeginReport(posted(request), initial={"since_on": since, "until_on": until})
    return act(
        request,
        form=form,
        do=lambda: writing.begin_report(
            assembly=assembly, kind=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Begin a report"),
        lead=str(found.about),
        facts=[(_("Report"), found.title)],
        button=_("Begin it"),
        done=_("Its figures are there. Write what they mean, part by part."),
        clause=machine.clause_of(found, assembly, on=today(assembly)),
        to=lambda made: ("reports:report", assembly.slug, made.reference),
        back=reverse("reports:now", args=[assembly, kind]),
        crumbs=[(str(found.title), reverse("reports:now", args=[assembly, kind]))],
    )
