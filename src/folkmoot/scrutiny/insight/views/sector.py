"""The sector: its people, its state year by year, and the rows behind each figure."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import BOARD, KNOWN
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.formats import as_pdf
from folkmoot.ground.places.models import Area
from folkmoot.ground.tables import csv_file
from folkmoot.scrutiny.insight.actions import sector as actions
from folkmoot.scrutiny.insight.forms import others as forms
from folkmoot.scrutiny.insight.models import SectorReport, Workforce
from folkmoot.scrutiny.insight.queries import register, telling
from folkmoot.scrutiny.insight.queries import sector as queries
from folkmoot.scrutiny.insight.queries import workforce as people
from folkmoot.scrutiny.insight.queries.clauses import clause_for
from folkmoot.scrutiny.insight.views.frame import BOTH, back_to, mine, now_in, own_body, reader

A_PAGE = 50


@open_to(EVERYONE)
def workforce(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how many paid staff and volunteers organisations told of, year by year."""
    _at, on = now_in(assembly)
    who = reader(request, assembly, on=on)
    given = {
        "people": people.people_of(assembly),
        "body": own_body(request, who),
        "groups": Workforce.Group.choices,
        "clause": clause_for(assembly, "workforce", on=on),
    }
    return render(request, "insight/workforce.html", given)


@open_to(EVERYONE)
def workforce_table(_request: Request, assembly: Assembly) -> HttpResponseBase:
    """Give the years as a table."""
    rows = people.as_rows(people.people_of(assembly))
    return csv_file(f"people-{assembly.slug}", *rows, is_private=False)


@open_to(KNOWN, methods=BOTH)
def tell(request: SignedIn, assembly: Assembly, group: str) -> HttpResponse:
    """Tell how many people one's organisation has this year."""
    at, on = now_in(assembly)
    if group not in Workforce.Group.values:
        raise Http404
    body = mine(request, reader(request, assembly, on=on))
    before = people.told_by(assembly, body, group=group)
    shown: dict[str, Any] = {}
    if before is not None:
        names = ("people", "vacancies", "hours_a_week", "agreed")
        shown = {name: getattr(before, name) for name in names}
        shown |= {f"kind_{key}": number for key, number in before.kinds.items()}
    form = forms.TellPeople(posted(request), group=group, initial=shown)
    return act(
        request,
        form=form,
        do=lambda: actions.tell_workforce(
            assembly=assembly, organisation=body, year=on.year, group=group, by=request.user,
            at=at, **form.told(),
        ),
        heading=_("Your %(group)s in %(year)d")
        % {"group": Workforce.Group(group).label, "year": on.year},
        lead=_(
            "Nobody else sees your numbers. They are added up with others', and shown from five "
            "organisations on."
        ),
        caption=body.name,
        button=_("Tell it"),
        done=_("It is counted."),
        clause=clause_for(assembly, "workforce", on=on),
        **back_to(assembly, "workforce", label=_("The sector’s people")),
    )  # fmt: skip


def _report(request: Request, assembly: Assembly, year: int) -> SectorReport:
    """Return a year's report: one that is out for everybody, any other for those who keep it."""
    _at, on = now_in(assembly)
    found = queries.report_of(assembly, year=year)
    is_out = found is not None and found.published_on is not None
    if found is None or not (is_out or reader(request, assembly, on=on).keeps):
        raise Http404
    return found


def _before(assembly: Assembly, year: int, *, keeps: bool) -> dict[str, Any] | None:
    found = queries.report_of(assembly, year=year - 1)
    if found is None or not found.told or not (keeps or found.published_on):
        return None
    told: dict[str, Any] = found.told
    return told


@open_to(EVERYONE)
def sector(request: Request, assembly: Assembly, year: int | None = None) -> HttpResponse:
    """Show the state of the sector in a year: counted, estimated, and beside what others say."""
    _at, on = now_in(assembly)
    keeps = reader(request, assembly, on=on).keeps
    years = list(
        queries.counted_years(assembly, is_published=not keeps).values_list("year", flat=True)
    )
    shown = year or (years[0] if years else on.year)
    found = queries.report_of(assembly, year=shown)
    is_shown = found is not None and (keeps or found.published_on is not None)
    if year is not None and not is_shown:
        raise Http404
    given: dict[str, Any] = {
        "year": shown,
        "others": [other for other in years if other != shown],
        "this_year": on.year,
        "keeps": keeps,
        "clause": clause_for(assembly, "sector", on=on),
        "report": found if is_shown else None,
    }
    if found is not None and is_shown and found.told:
        before = _before(assembly, shown, keeps=keeps)
        told = telling.as_shown(found.told, before)
        given |= {
            "told": found.told,
            "shown": told,
            "parts": _drawn(assembly, shown, told, found.told["whole"]),
        }
    return render(request, "insight/sector.html", given)  # fmt: skip


def _drawn(assembly: Assembly, year: int, told: dict[str, Any], whole: int) -> list[dict[str, Any]]:
    """Return the parts as bars, each of which opens its rows."""
    return [
        {
            "key": key,
            "title": title,
            "bars": [
                (name, number, reverse("insight:rows", args=[assembly, year, key, value])) for value, name, number in rows
            ],
            "unknown": next((n for value, _name, n in rows if value == register.UNKNOWN), 0),
            "of": whole,
        }
        for key, title, rows in told["parts"]
    ]  # fmt: skip


@open_to(EVERYONE)
def sector_table(request: Request, assembly: Assembly, year: int) -> HttpResponseBase:
    """Give a year's figures as a table."""
    found = _report(request, assembly, year)
    if not found.told:
        raise Http404
    rows = telling.as_rows(found.told)
    return csv_file(f"sector-{assembly.slug}-{year}", *rows, is_private=found.published_on is None)


@open_to(EVERYONE)
def sector_pdf(request: Request, assembly: Assembly, year: int) -> HttpResponse:
    """Give a year's report to print."""
    found = _report(request, assembly, year)
    if not found.told:
        raise Http404
    _at, on = now_in(assembly)
    keeps = reader(request, assembly, on=on).keeps
    sheet = telling.report_sheet(found, _before(assembly, year, keeps=keeps))
    response = HttpResponse(as_pdf(sheet, size=11), content_type="application/pdf")
    name = f"sector-{assembly.slug}-{year}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    if found.published_on is None:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _rows(assembly: Assembly, part: str, value: str) -> tuple[str, QuerySet[Organisation]]:
    """Return the name of a kind, and the organisations that its figure counts."""
    if part not in register.PARTS:
        raise Http404
    within: list[int] = []
    name = ""
    if part == "place":
        districts = served_districts(assembly)
        parts = register.parts_of_districts(districts)
        chosen = {one.pk for one in districts if value in (register.UNKNOWN, one.code)}
        within = [key for key, district in parts.items() if district in chosen]
        name = next(iter(Area.objects.filter(code=value).values_list("name", flat=True)), "")
    elif part == "theme":
        name = next(iter(Theme.objects.filter(code=value).values_list("name", flat=True)), "")
    else:
        choices = Organisation.LegalForm if part == "form" else Organisation.SizeBand
        name = str(dict(choices.choices).get(value, ""))
    if value == register.UNKNOWN:
        name = _("not known")
    if not name:
        raise Http404
    return name, register.of_kind(assembly, part, value, within=within)


@open_to(EVERYONE)
def rows(request: Request, assembly: Assembly, year: int, part: str, value: str) -> HttpResponse:
    """Show the organisations that a figure counts, as the register has them now."""
    found = _report(request, assembly, year)
    name, bodies = _rows(assembly, part, value)
    page = Paginator(bodies, A_PAGE).get_page(request.GET.get("page"))
    told = found.told.get("parts", {}).get(part, [])
    given = {
        "year": year,
        "part": part,
        "value": value,
        "name": name,
        "title": telling.TITLES[part],
        "page_obj": page,
        "counted": next((number for key, _n, number in told if key == value), 0),
        "report": found,
    }
    return render(request, "insight/rows.html", given)


@open_to(EVERYONE)
def rows_table(
    request: Request, assembly: Assembly, year: int, part: str, value: str
) -> HttpResponseBase:
    """Give the organisations that a figure counts as a table."""
    _report(request, assembly, year)
    _name, bodies = _rows(assembly, part, value)
    head = ["reference", "name", "form", "size"]
    lines = bodies.values_list("reference", "name", "legal_form", "size_band").iterator(
        chunk_size=2000
    )
    return csv_file(f"sector-{year}-{part}-{value}", head, lines, is_private=False)


@open_to(BOARD, methods=BOTH)
def count(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Ask for the state of the sector to be counted."""
    at, on = now_in(assembly)
    form = Act(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.ask_for_count(assembly=assembly, year=on.year, by=request.user, at=at),
        heading=_("Count the sector in %(year)d") % {"year": on.year},
        lead=_("It is counted in the background; the page shows how far it is."),
        button=_("Count it"),
        done=_("It is being counted."),
        clause=clause_for(assembly, "sector", on=on),
        **back_to(assembly, "sector", label=_("State of the sector"))
        | {"to": ("insight:sector_year", assembly.slug, on.year)},
    )


@open_to(BOARD, methods=BOTH)
def publish(request: SignedIn, assembly: Assembly, year: int) -> HttpResponse:
    """Publish a year's report."""
    at, on = now_in(assembly)
    found = _report(request, assembly, year)
    form = forms.PublishReport(posted(request), initial={"words": found.words})
    return act(
        request,
        form=form,
        do=lambda: actions.publish_report(
            assembly=assembly, year=year, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Publish the state of the sector in %(year)d") % {"year": year},
        button=_("Publish it"),
        done=_("It is out, for everybody to read."),
        clause=clause_for(assembly, "sector", on=on),
        **back_to(assembly, "sector_year", year, label=str(year)),
    )
