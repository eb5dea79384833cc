import csv
from collections.abc import Iterator
from datetime import date
from itertools import batched
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership import forms, queries
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.views.frame import keeps_here
from folkmoot.ground.doors import EVERYONE, Request, open_to

AT_ONCE = 500
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@open_to(EVERYONE)
def register(request: Request, assembly: Assembly) -> HttpResponse:
    """The central public record of members: searched, sifted, 25 to a page."""
    on = day_in(assembly, at=timezone.now())
    sift = forms.Sift(request.GET)
    found = queries.with_last_signature(queries.members(assembly, on=on, **sift.asked()))
    # Keys first: only the rows of the page are asked when they signed and how they stand.
    keys = Paginator(found.values_list("pk", flat=True), 25)
    page: Page[Any] = keys.get_page(request.GET.get("page"))
    held = found.order_by().in_bulk(list(page))
    page.object_list = [held[key] for key in page]
    context = {
        "sift": sift,
        "page_obj": page,
        "rows": queries.with_beside(list(page), on=on),
        "columns": queries.columns().values(),
        "counts": queries.counts(assembly, on=on),
        "asked": any(sift.asked().values()),
        "is_keeper": keeps_here(request, assembly, on=on),
        "query": request.GET.urlencode(),
    }
    return render(request, "membership/register.html", context)


@open_to(EVERYONE)
def register_csv(request: Request, assembly: Assembly) -> StreamingHttpResponse:
    """The same list, as a table to take away: a row at a time, however long."""
    on = day_in(assembly, at=timezone.now())
    found = queries.members(assembly, on=on, **forms.Sift(request.GET).asked())
    found = queries.with_last_signature(found)
    response = StreamingHttpResponse(_lines(found, on), "text/csv")
    name = f"{assembly.slug}-members-{on.isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class _Echo:
    """A file that gives back each line that is written to it."""

    def write(self, line: str) -> str:
        return line


def _lines(found: QuerySet[Membership], on: date) -> Iterator[str]:
    sheet = csv.writer(_Echo())
    yield sheet.writerow(
        [
            _("organisation"),
            _("reference"),
            _("class"),
            _("state"),
            _("member since"),
            _("member until"),
            _("last signed on"),
            _("version signed"),
            *queries.columns(),
        ]
    )
    for some in batched(found.iterator(chunk_size=AT_ONCE), AT_ONCE):
        for row, cells in queries.with_beside(some, on=on):
            yield sheet.writerow(
                [
                    _safe(row.organisation.name),
                    row.organisation.reference,
                    row.membership_class,
                    row.state,
                    row.admitted_on.isoformat(),
                    row.ceases_on.isoformat() if row.ceases_on else "",
                    row.signed_on.isoformat() if row.signed_on else "",
                    row.signed_version or "",
                    *(_safe("; ".join(one.name for one in has)) for _heading, has in cells),
                ]
            )


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
