"""What was spent in a year, in each of the ways one may ask, beside what is stated of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.tables import csv_file
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.queries.spending import Spend, financial_year, spend_of, years_of
from folkmoot.work.funding.views.frame import today
from folkmoot.work.funding.views.tables import Table


def _told(request: Request, assembly: Assembly) -> Spend:
    on = today(assembly)
    asked = request.GET.get("year", "")
    this = financial_year(on)
    year = int(asked) if asked.isdecimal() and 1990 <= int(asked) <= this else this
    return spend_of(assembly, year=year, on=on)


def _names() -> dict[str, tuple[str, str]]:
    return {
        "funder": (_("By body"), _("Body")),
        "place": (_("By place"), _("Place")),
        "size": (_("By size of organisation"), _("Size")),
        "purpose": (_("By purpose"), _("Outcome")),
        "length": (_("By length"), _("For how long")),
    }


@open_to(EVERYONE)
def spending(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what was spent in a year in each of the ways one may ask, beside what is stated of it."""
    told = _told(request, assembly)
    given = {
        "told": told,
        "rows": [(name, number, in_pounds(sum_), over) for name, number, sum_, over in told.rows],
        "tables": [
            Table(
                _names()[way][0],
                [_names()[way][1], "#" + _("Awards"), "#" + _("Pounds")],
                [(capfirst(one.name), one.awards, in_pounds(one.pence)) for one in lines],
            )
            for way, lines in told.ways.items()
        ],
        "total": in_pounds(told.total),
        "lasting": in_pounds(told.multi_year_pence),
        "national": in_pounds(told.national_pence),
        "local": in_pounds(told.total - told.national_pence),
        "in_kind": in_pounds(told.in_kind_pence),
        "years": years_of(assembly),
        "clause": clause_for(assembly, "spending", on=today(assembly)),
    }
    return render(request, "funding/spending.html", given)


@open_to(EVERYONE)
def table(request: Request, assembly: Assembly) -> HttpResponse:
    """Give the same as a table to take away: the way of telling it, its line, awards and pounds."""
    told = _told(request, assembly)
    rows = [("part", name, number, sum_ / 100) for name, number, sum_, _over in told.rows]
    for way, lines in told.ways.items():
        rows += [(way, one.name, one.awards, one.pence / 100) for one in lines]
    name = f"{assembly.slug}-spending-{told.year}"
    return csv_file(name, ("way", "line", "awards", "pounds"), rows, is_private=False)
