"""Figures: the list, one of them, and entering them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import BOARD
from folkmoot.body.forums.queries.places import served_places
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.ground.tables import csv_file
from folkmoot.scrutiny.insight.actions import statistics as actions
from folkmoot.scrutiny.insight.forms import statistics as forms
from folkmoot.scrutiny.insight.models import Statistic
from folkmoot.scrutiny.insight.queries import statistics as queries
from folkmoot.scrutiny.insight.queries.clauses import clause_for
from folkmoot.scrutiny.insight.queries.documents import given_by_documents
from folkmoot.scrutiny.insight.views.frame import BOTH, back_to, now_in, reader

A_PAGE = 50


@open_to(EVERYONE)
def statistics(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the figures that are relied on, local and national side by side, worked out again."""
    _at, on = now_in(assembly)
    topic, place = request.GET.get("topic", ""), request.GET.get("place", "")
    topic = topic if topic in Statistic.Topic.values else ""
    found = queries.statistics(assembly, topic=topic, place=place)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    keeps = reader(request, assembly, on=on).keeps
    given: dict[str, Any] = {
        "page_obj": page,
        "rows": queries.told(page, on=on),
        "topics": Statistic.Topic.choices,
        "places": queries.places_told(assembly),
        "topic": topic,
        "place": place,
        "keeps": keeps,
        "offers": keeps and bool(given_by_documents(assembly, on=on)),
        "clause": clause_for(assembly, "statistics", on=on),
    }
    return render(request, "insight/statistics.html", given)


@open_to(EVERYONE)
def table(request: Request, assembly: Assembly) -> HttpResponseBase:
    """Give the figures as a table."""
    _at, on = now_in(assembly)
    rows = queries.told(queries.statistics(assembly), on=on)
    return csv_file(f"figures-{assembly.slug}", *queries.as_rows(rows), is_private=False)


@open_to(EVERYONE)
def statistic(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show one figure: what it is of, what it was made of, and what to hold it against."""
    _at, on = now_in(assembly)
    rows = Statistic.objects.select_related("assembly", "first", "second", "area")
    found = get_object_or_404(rows, assembly=assembly, slug=slug)
    (shown,) = queries.told([found], on=on)
    given = {
        "row": shown,
        "beside": queries.told(queries.beside(found)[:25], on=on),
        "made": list(queries.made_from(found)[:25]),
        "inputs": queries.told([one for one in (found.first, found.second) if one], on=on),
        "keeps": reader(request, assembly, on=on).keeps,
        "clause": clause_for(assembly, "statistics", on=on),
    }
    return render(request, "insight/statistic.html", given)


@open_to(BOARD, methods=BOTH)
def enter(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter a figure."""
    return _enter(request, assembly, None)


@open_to(BOARD, methods=BOTH)
def change(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Put a figure right."""
    found = get_object_or_404(Statistic, assembly=assembly, slug=slug, withdrawn_at=None)
    return _enter(request, assembly, found)


def _enter(request: SignedIn, assembly: Assembly, found: Statistic | None) -> HttpResponse:
    at, on = now_in(assembly)
    own = Area.objects.filter(pk__in=areas_within(assembly.areas.all()))
    areas = (own | served_places(assembly)).order_by("name", "pk")
    shown: dict[str, Any] = {}
    if found is not None:
        shown = {name: getattr(found, name) for name in actions.KEPT}
        shown |= {name: getattr(found, name) and getattr(found, name).slug
                  for name in ("first", "second")}  # fmt: skip
        if found.area is not None:
            shown |= {"place": found.place_code, "place_name": "", "place_code": ""}
    by_slug = {one.slug: one for one in queries.statistics(assembly)}
    form = forms.Enter(
        posted(request),
        areas=areas,
        inputs=queries.inputs(assembly),
        found=by_slug,
        initial=shown,
    )
    return act(
        request,
        form=form,
        do=lambda: actions.enter_statistic(
            assembly=assembly, statistic=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Put a figure right") if found else _("Enter a figure"),
        lead=_("As its source gives it: a value or a range, with its place, time and source."),
        button=_("Keep it"),
        done=_("The figure is kept."),
        clause=clause_for(assembly, "statistics", on=on),
        **back_to(assembly, "statistics", label=_("Figures"))
        | {"to": lambda made: ("insight:statistic", assembly.slug, made.slug)},
    )


@open_to(BOARD, methods=BOTH)
def withdraw(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """No longer rely on a figure."""
    at, _on = now_in(assembly)
    found = get_object_or_404(Statistic, assembly=assembly, slug=slug)
    form = forms.Withdraw(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.withdraw_statistic(
            statistic=found, because=form.cleaned_data["because"], by=request.user, at=at
        ),
        heading=_("No longer rely on a figure"),
        facts=[(found.title, queries.in_figures(found))],
        button=_("Withdraw it"),
        done=_("It is withdrawn; at its address it stands with the reason."),
        warns=True,
        **back_to(assembly, "statistics", label=_("Figures")),
    )


@open_to(BOARD, methods=BOTH)
def of_documents(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter the figures that the assembly's own documents give."""
    at, on = now_in(assembly)
    form = Act(posted(request))
    given = given_by_documents(assembly, on=on)
    facts = [
        (one["title"], queries.in_figures(Statistic(**{
            name: one[name] for name in ("value", "low", "high", "unit")
        })) + f", {one['place_name']}")
        for one in given
    ]  # fmt: skip
    return act(
        request,
        form=form,
        do=lambda: actions.enter_figures_of_documents(assembly=assembly, by=request.user, at=at),
        heading=_("Enter the figures of your documents"),
        lead=_("Those that stand there already are left as they are."),
        facts=facts,
        button=_("Enter them"),
        done=_("They are entered."),
        clause=clause_for(assembly, "statistics", on=on),
        **back_to(assembly, "statistics", label=_("Figures")),
    )
