"""The public clock on what partners owe."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.tables import csv_file
from folkmoot.scrutiny.reports.queries import clock as queries
from folkmoot.scrutiny.reports.queries.owed import KINDS, owed
from folkmoot.scrutiny.reports.views.frame import paged, today


@open_to(EVERYONE)
def clock(request: Request, assembly: Assembly) -> HttpResponse:
    """Show who owes what by when and how it stands: totals of each body, then every duty."""
    on = today(assembly)
    found = owed(assembly, since=queries.since_of(on), on=on)
    body, part, state = (request.GET.get(name, "") for name in ("body", "part", "state"))
    shown = queries.in_order(queries.chosen(found, on=on, body=body, part=part, state=state), on=on)
    page = paged(request, shown)
    given = {
        "lines": queries.by_body(found, on=on),
        "states": queries.STATES,
        "long": queries.LONG_OVERDUE.days,
        "since": queries.since_of(on),
        "body": body,
        "part": part,
        "chosen_state": state if state in queries.STATES else "",
        "page_obj": page,
        "rows": [(one, one.stands(on=on), KINDS[one.kind]) for one in page],
        "number": len(shown),
    }
    return render(request, "reports/clock.html", given)


@open_to(EVERYONE)
def table(request: Request, assembly: Assembly) -> HttpResponseBase:
    """Give every duty as a table."""
    on = today(assembly)
    found = queries.in_order(owed(assembly, since=queries.since_of(on), on=on), on=on)
    head = [
        _("Body"), _("Part of it"), _("Kind"), _("Duty"), _("By"), _("Kept on"), _("Stands"),
        _("Clause"), _("Note"), _("Address"),
    ]  # fmt: skip
    rows = [
        [
            one.body, one.part, KINDS[one.kind], one.what, one.due_on, one.done_on,
            one.stands(on=on), one.clause or "", one.note, one.url,
        ]
        for one in found
    ]  # fmt: skip
    return csv_file(f"clock-{assembly.slug}-{on}", head, rows, is_private=False)
