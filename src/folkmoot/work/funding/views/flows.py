"""Who funds whom, everything of one organisation, and where the money goes beside who there is."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.work.funding.models import Award
from folkmoot.work.funding.queries import awards as queries
from folkmoot.work.funding.queries import flows
from folkmoot.work.funding.queries.agreements import agreements
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.queries.spending import financial_year, years_of
from folkmoot.work.funding.views.frame import may, page_of, today
from folkmoot.work.funding.views.tables import Cell, Table, show

HELP = {
    "grant": gettext_lazy("Grants"),
    "contract": gettext_lazy("Contracts"),
    "other": gettext_lazy("Other ties"),
    "in-kind": gettext_lazy("Help in kind"),
}


@open_to(EVERYONE)
def funders(request: Request, assembly: Assembly) -> HttpResponse:
    """Show who funds whom: each body with what it gives, or all whom one body funds."""
    on = today(assembly)
    clause = clause_for(assembly, "one-view", on=on)
    asked = request.GET.get("funder", "").strip()
    here = may(request, assembly, "funders", _("Who funds whom"))
    if asked:
        shown = page_of(flows.recipients_of(assembly, asked), request)
        given = [
            (
                Cell(row["recipient_name"], url=_body_url(request, assembly, row)),
                row["number"],
                in_pounds(row["sum"]),
            )
            for row in shown
        ]
        heads = [_("To"), "#" + _("Awards"), "#" + _("Pounds")]
        table = Table(_("Whom it funds"), heads, given, _("It funds nobody here."), shown)
        return show(request, heading=asked, clauses=[clause], tables=[table], crumbs=[here])
    shown = page_of(flows.funders(assembly), request)
    rows = [
        (
            Cell(row["funder_name"], url=f"{here[0]}?{urlencode({'funder': row['funder_name']})}"),
            row["bodies"],
            row["number"],
            in_pounds(row["sum"]),
        )
        for row in shown
    ]
    heads = [_("From"), "#" + _("To how many"), "#" + _("Awards"), "#" + _("Pounds")]
    empty = _("Awards come from the funds here, are entered, or are read from a 360Giving list.")
    return show(
        request,
        heading=_("Who funds whom"),
        lead=_("Each body with what it gives, in all its parts together."),
        clauses=[clause],
        links=[
            may(request, assembly, "awards", _("Every award")),
            may(request, assembly, "together", _("Who pays for the same thing")),
        ],
        tables=[Table(_("Bodies that fund"), heads, rows, empty, shown)],
    )


def _body_url(request: Request, assembly: Assembly, row: dict[str, Any]) -> str:
    reference = row["organisation__reference"]
    return may(request, assembly, "body", "", reference)[0] if reference else ""


@open_to(EVERYONE)
def body(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show all money and agreements of one organisation, across all bodies and their parts."""
    found = get_object_or_404(
        Organisation.objects.filter(listings__assembly=assembly), reference=reference
    )
    kinds = dict(Award.Kind.choices)
    ties = queries.ties(assembly, found)
    by_part = [
        (
            f"{one.funder}, {one.directorate}" if one.directorate else one.funder,
            one.awards,
            in_pounds(one.pence),
            Cell(day=one.until_on) if one.until_on else "–",
        )
        for one in ties
    ]
    shown = page_of(queries.one_view(assembly, found), request)
    rows = [
        (
            Cell(one.title, url=may(request, assembly, "award", "", one.pk)[0]),
            one.funder_name,
            capfirst(str(kinds.get(one.kind, one.kind))),
            Cell(day=one.awarded_on),
            in_pounds(one.pence),
        )
        for one in shown
    ]
    signed = [
        (Cell(one.title, url=may(request, assembly, "agreement", "", one.pk)[0]), one.body_name)
        for one in agreements(assembly).filter(organisation=found)[:25]
    ]
    heads = [_("Part of a body"), "#" + _("Awards"), "#" + _("Pounds"), _("Through")]
    return show(
        request,
        heading=found.name,
        caption=_("All its funding in one view"),
        lead=_("Every body and every part of it that has a tie with this organisation."),
        clauses=[clause_for(assembly, "one-view", on=today(assembly))],
        facts=[
            (_("Ties"), sum(one.awards for one in ties)),
            (_("Pounds in all"), in_pounds(sum(one.pence for one in ties))),
        ],
        tables=[
            Table(_("By part of a body"), heads, by_part, _("Nobody funds it here.")),
            Table(
                _("Every award"),
                [_("For what"), _("From"), _("How"), _("When"), "#" + _("Pounds")],
                rows,
                page_obj=shown,
            ),
            Table(_("Agreements as a lead"), [_("Agreement"), _("With")], signed),
        ],
        crumbs=[may(request, assembly, "funders", _("Who funds whom"))],
    )


@open_to(EVERYONE)
def mix(request: Request, assembly: Assembly) -> HttpResponse:
    """Show which kinds of help organisations of each size and form get, and what small ones do not."""
    on = today(assembly)
    year = _year(request, assembly)
    told = flows.mix_of(assembly, year=year)
    sizes = dict(Organisation.SizeBand.choices) | {"": _("not on the register")}
    forms = dict(Organisation.LegalForm.choices) | {"": _("not on the register")}
    names = [(key, str(HELP[key])) for key in flows.HELP]
    heads = ["#" + name for _key, name in names]

    def cells(held: dict[str, tuple[int, int]]) -> list[Cell]:
        return [
            Cell(held[key][0], hint=in_pounds(held[key][1])) if key in held else Cell("0")
            for key, _name in names
        ]

    gaps = [
        (capfirst(str(sizes[band])), Cell(dict(names)[kind], state="missed"))
        for band, kind in told.gaps
    ]
    return show(
        request,
        heading=_("What kinds of help there are, and for whom"),
        lead=_("Grants, contracts and help that is not money, from April %(year)d.")
        % {"year": year},
        clauses=[clause_for(assembly, "mix", on=on)],
        links=[
            *_years(request, assembly, "mix"),
            may(request, assembly, "in_kind", _("Help in kind")),
            may(request, assembly, "funds", _("Funds that are open")),
            may(request, assembly, "elsewhere", _("Money from elsewhere")),
        ],
        tables=[
            Table(
                _("What small groups did not get"), [_("Size"), _("Kind of help")], gaps,
                _("Micro and small groups got help of every kind."),
            ),
            Table(
                _("By size of organisation"), [_("Size"), *heads],
                [(capfirst(str(sizes.get(size, size))), *cells(held))
                 for size, held in told.by_size.items()],
            ),
            Table(
                _("By type of organisation"), [_("Type"), *heads],
                [(capfirst(str(forms.get(form, form))), *cells(held))
                 for form, held in told.by_form.items()],
            ),
        ],
    )  # fmt: skip


@open_to(EVERYONE)
def fair_share(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the part of the money beside the part of the register, by size; and what is promised by place."""
    on = today(assembly)
    year = _year(request, assembly)
    sizes = dict(Organisation.SizeBand.choices)
    rows = [
        (
            capfirst(str(sizes[one.size])),
            Cell(one.organisations, hint=f"{100 * one.of_organisations:.1f} %"),
            one.funded,
            Cell(in_pounds(one.pence), hint=f"{100 * one.of_money:.1f} %"),
            f"{one.gap:+.1f}".replace("-", "−"),
        )
        for one in flows.fair_share(assembly, year=year)
    ]
    heads = [
        _("Size"), "#" + _("On the register"), "#" + _("Got money"), "#" + _("Pounds"),
        "#" + _("Money above register, in points"),
    ]  # fmt: skip
    places = [
        (name, in_pounds(pence), Cell(day=until))
        for name, pence, until in flows.committed(assembly, on=on)
    ]
    return show(
        request,
        heading=_("Where the money goes, beside who there is"),
        lead=_("From April %(year)d: which part of the money went to organisations of each size, "
               "and which part of the register they are.") % {"year": year},
        clauses=[clause_for(assembly, "spending", on=on)],
        links=[*_years(request, assembly, "fair_share"),
               may(request, assembly, "shares", _("Shares by locality"))],
        tables=[
            Table(_("By size of organisation"), heads, rows,
                  _("Neither an organisation nor an award is there to be told.")),
            Table(_("Promised beyond this financial year, by place"),
                  [_("Place"), "#" + _("Pounds"), _("Through")], places,
                  _("Nothing is promised beyond this year to a place.")),
        ],
    )  # fmt: skip


def _year(request: Request, assembly: Assembly) -> int:
    asked = request.GET.get("year", "")
    this = financial_year(today(assembly))
    return int(asked) if asked.isdecimal() and 1990 <= int(asked) <= this else this


def _years(request: Request, assembly: Assembly, name: str) -> list[tuple[str, str]]:
    url, _words = may(request, assembly, name, "")
    return [(f"{url}?year={year}", str(year)) for year in years_of(assembly)[:12]]
