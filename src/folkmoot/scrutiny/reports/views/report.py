"""A report as it is read: its page, its figures with their rows, and its other forms."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.formats import ENDINGS, TYPES, form_of
from folkmoot.ground.tables import csv_file
from folkmoot.scrutiny.reports.models import Report
from folkmoot.scrutiny.reports.permits import approves, drafts, sees_drafts
from folkmoot.scrutiny.reports.queries import reading as queries
from folkmoot.scrutiny.reports.queries.machine import Told, clause_of, kind_named
from folkmoot.scrutiny.reports.queries.sheets import sheet_of
from folkmoot.scrutiny.reports.views.frame import cells_of, labelled, one_report, paged, today


@open_to(EVERYONE)
def report(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show a report: what people wrote, each figure as a link to its rows, and what was thought of it."""
    found = one_report(request, assembly, reference)
    on = today(assembly)
    kind = kind_named(found.kind)
    person = request.user
    sides = queries.sides_of(kind, assembly, on=on)
    given = {
        "report": found,
        "kind": kind,
        "state": queries.state_of(found),
        "parts": queries.parts_of(found, on=on),
        "clause": clause_of(kind, assembly, on=on) if kind is not None else None,
        "remarks": list(found.remarks.order_by("made_at", "pk")),
        "sides": sides,
        "judgements": list(found.judgements.order_by("made_at", "pk")),
        "is_judged": kind is not None and kind.is_judged,
        "today": on,
        "drafts": drafts(person, assembly, on=on),
        "approves": approves(person, assembly, on=on),
        "keeps": sees_drafts(person, assembly, on=on),
        "files": _files(found),
    }
    return render(request, "reports/report.html", given)


def _files(found: Report) -> list[tuple[str, str, str]]:
    names = {
        "pdf": (_("To print"), "PDF"),
        "large": (_("In large print"), "PDF"),
        "txt": (_("As plain text"), "TXT"),
        "docx": (_("To work on"), "DOCX"),
    }
    return [
        (label, reverse("reports:file", args=[found.assembly, found.reference, form]), kind)
        for form, (label, kind) in names.items()
    ]


@open_to(EVERYONE)
def file(request: Request, assembly: Assembly, reference: str, form: str) -> HttpResponse:
    """Give a report as a file: PDF, large print, plain text, or a document to work on."""
    found = one_report(request, assembly, reference)
    if form not in TYPES:
        raise Http404
    address = request.build_absolute_uri(
        reverse("reports:report", args=[assembly, found.reference])
    )
    sheet = sheet_of(found, on=today(assembly), address=address)
    response = HttpResponse(form_of(sheet, form), content_type=TYPES[form])
    shown = "attachment" if form == "docx" else "inline"
    name = f"{found.reference}{ENDINGS[form]}"
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    if found.published_at is None:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _told(
    request: Request, assembly: Assembly, reference: str, key: str
) -> tuple[Report, Told, Told | None]:
    found = one_report(request, assembly, reference)
    told, now = queries.figure_of(found, key, on=today(assembly))
    if told is None:
        raise Http404
    return found, told, now


@open_to(EVERYONE)
def figure(request: Request, assembly: Assembly, reference: str, key: str) -> HttpResponse:
    """Show the rows that a figure of a report was counted from."""
    found, told, now = _told(request, assembly, reference, key)
    page = paged(request, told.rows)
    url = reverse("reports:report", args=[assembly, found.reference])
    given = {
        "told": told,
        "page_obj": page,
        "rows": labelled(told.head, page),
        "caption": found.title,
        "crumbs": [(found.title, url)],
        "csv": reverse("reports:figure_csv", args=[assembly, found.reference, key]),
        "back": url,
        "as_of": found.approved_at,
        "now": now.shown if now is not None and now.shown != told.shown else "",
        "now_url": reverse("reports:figure_now", args=[assembly, found.kind, key])
        + f"?since={found.since_on}&until={found.until_on}",
    }
    return render(request, "reports/figure.html", given)


@open_to(EVERYONE)
def table(request: Request, assembly: Assembly, reference: str, key: str) -> HttpResponseBase:
    """Give the rows of a figure of a report as a table."""
    found, told, _now = _told(request, assembly, reference, key)
    head = [*told.head, _("Address")]
    is_private = found.published_at is None
    return csv_file(f"{reference}-{key}", head, cells_of(told.rows), is_private=is_private)
