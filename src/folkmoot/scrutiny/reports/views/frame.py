"""What several pages of reports have in common."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import factor_step
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.doors import Request
from folkmoot.scrutiny.reports.forms import LookAt
from folkmoot.scrutiny.reports.models import Report
from folkmoot.scrutiny.reports.permits import sees_drafts
from folkmoot.scrutiny.reports.queries.machine import Kind, Row, Span, kind_named
from folkmoot.scrutiny.reports.queries.reading import report_named
from folkmoot.scrutiny.reports.queries.spans import span_now

BOTH = ("GET", "POST")
ROWS = 50


def today(assembly: Assembly) -> date:
    """Return the day it is in the assembly."""
    return day_in(assembly, at=timezone.now())


def may_see_drafts(request: Request, assembly: Assembly) -> bool:
    """Whether somebody reads drafts here; with a second factor, where one is asked of them."""
    person = request.user
    return sees_drafts(person, assembly, on=today(assembly)) and factor_step(request) is None


def one_kind(key: str) -> Kind:
    """Return a kind of report by its key, or answer that there is none."""
    found = kind_named(key)
    if found is None:
        raise Http404
    return found


def one_report(request: Request, assembly: Assembly, reference: str) -> Report:
    """Return a report by its reference, as far as somebody may read it."""
    drafts = may_see_drafts(request, assembly)
    return get_object_or_404(report_named(assembly, reference, sees_drafts=drafts))


def asked_span(request: Request, assembly: Assembly, kind: Kind) -> Span:
    """Return the time that somebody asks for, or the last one of the kind's length up to today."""
    on = today(assembly)
    since, until = span_now(kind, on=on)
    given = _days(request)
    if given is not None:
        since, until = given
    return Span(assembly=assembly, since=since, until=until, on=on)


def _days(request: Request) -> tuple[date, date] | None:
    """The days as a link has them, or as the form of the page sends them; None for what is no time."""
    try:
        since = date.fromisoformat(request.GET.get("since", ""))
        until = date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        form = LookAt(request.GET)
        if not form.is_valid():
            return None
        since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    return (since, until) if since and until and since <= until else None


def span_in_address(span: Span) -> str:
    """Return a time as a link carries it."""
    return f"?since={span.since.isoformat()}&until={span.until.isoformat()}"


def paged(request: Request, rows: Any) -> Any:
    """Return one page of a list of rows, or of what a query finds."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def cells_of(rows: Sequence[Row]) -> list[list[str]]:
    """Return rows as a table to take away has them: their cells, and where each is."""
    return [[*map(str, row.cells), row.url] for row in rows]


def labelled(
    head: Sequence[str], rows: Iterable[Row]
) -> list[tuple[list[tuple[str, str]], str, str]]:
    """Return rows as a page shows them: each cell with its label, the address, and a name for it."""
    return [(list(zip(head, row.cells, strict=True)), row.url, row.cells[0]) for row in rows]


def page_of(report: Report) -> dict[str, Any]:
    """Return where an act on a report leads back to, and what stands above it."""
    url = reverse("reports:report", args=[report.assembly, report.reference])
    return {
        "to": ("reports:report", report.assembly.slug, report.reference),
        "back": url,
        "caption": report.title,
        "crumbs": [(report.title, url)],
    }
