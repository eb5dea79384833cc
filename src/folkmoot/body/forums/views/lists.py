"""The forums of an assembly, seen together."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS, is_officer
from folkmoot.body.forums import actions, forms, queries
from folkmoot.body.forums.models import CoOption, Forum
from folkmoot.body.forums.views.acts import act
from folkmoot.body.forums.views.drawing import drawn
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.tables import csv_file

CLAUSES = (
    "chair.term",
    "chair.first_election",
    "interim.bodies",
    "selection.interval",
    "administration.bodies",
    "approval.group",
    "task_group.parts",
    "joint.parents",
    "forums.local",
    "group.local_chairs",
    "route.parts",
    "casual.term_end",
    "forums.thematic",
)


def clauses_on(assembly: Assembly, on: date) -> dict[str, object]:
    """Return the clauses that the pages of forums cite, by the parameter that they fix."""
    return {**queries.clauses_of(assembly, CLAUSES, on=on)}


@open_to(EVERYONE)
def forums(request: Request, assembly: Assembly) -> HttpResponse:
    """Show every forum with its chair, and those that suit whom one acts for."""
    on = timezone.localdate()
    rows = queries.forums(assembly, on=on)
    choices = queries.next_choices(assembly, rows, on=on)
    acting_for = request.acting_for if request.user.is_authenticated else None
    offered = queries.forums_for(acting_for.organisation, assembly, on=on) if acting_for else []
    groups = [
        {
            "label": kind.label,
            "rows": [
                {"row": row, "next": choices.get(row.forum.pk)}
                for row in rows
                if row.forum.kind == kind and row.state != "closed"
            ],
        }
        for kind in Forum.Kind
    ]
    given = {
        "groups": [group for group in groups if group["rows"]],
        "closed": [row for row in rows if row.state == "closed"],
        "offered": offered,
        "interim": [row for row in rows if row.chair and row.chair.is_interim],
        "is_officer": _is_officer(request, assembly, on),
        "clauses": clauses_on(assembly, on),
    }
    return render(request, "forums/forums.html", given)


@open_to(EVERYONE)
def structure(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how the forums hang together: as a list, a drawing and a table."""
    on = timezone.localdate()
    nodes = queries.structure(assembly, on=on)
    given = {
        "nodes": nodes,
        "flat": [{"depth": depth, "node": node} for depth, node in queries.flattened(nodes)],
        "drawing": drawn(nodes),
        "prompts": queries.map_prompts(assembly, on=on),
        "uncovered": queries.uncovered_areas(assembly, on=on),
        "clauses": clauses_on(assembly, on),
    }
    return render(request, "forums/structure.html", given)


@open_to(EVERYONE)
def appendix(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the recognised forums in the columns of the printed appendix."""
    on = timezone.localdate()
    given = {
        "lines": queries.appendix(assembly, on=on),
        "on": on,
        "clauses": clauses_on(assembly, on),
    }
    return render(request, "forums/appendix.html", given)


@open_to(EVERYONE)
def appendix_csv(_request: Request, assembly: Assembly) -> HttpResponse:
    """Give the appendix as a file, with the state of each office in columns of its own."""
    on = timezone.localdate()
    head = ["forum", "description", "chair", "chair state", "vice-chair", "vice-chair state",
            "support", "kind", "areas"]  # fmt: skip
    rows = (_cells(row) for row in queries.live(assembly, on=on))
    return csv_file(f"{assembly.slug}-forums-{on}", head, rows, is_private=False)


def _cells(row: queries.Row) -> list[str]:
    cells = [row.forum.name, row.forum.description]
    for held in (row.chair, row.vice_chair):
        cells += [_said(held), held.state if held else ""]
    return [*cells, row.support, row.forum.get_kind_display(), "; ".join(row.areas)]


def _said(held: queries.Holding | None) -> str:
    if held is None or held.term is None:
        return ""
    return f"{held.name} ({held.body})" if held.body else held.name


@open_to(EVERYONE)
def interim(request: Request, assembly: Assembly) -> HttpResponse:
    """Show which offices are held in the interim, and for how long."""
    on = timezone.localdate()
    given = {
        "held": queries.interim_report(assembly, on=on),
        "both": queries.chairs_who_are_the_officer(assembly, on=on),
        "of": len(queries.live(assembly, on=on)),
        "clauses": clauses_on(assembly, on),
    }
    return render(request, "forums/interim.html", given)


@open_to(EVERYONE)
def speaks(request: Request, assembly: Assembly) -> HttpResponse:
    """Show who speaks for the assembly: the chairs and vice-chairs of its forums."""
    on = timezone.localdate()
    return render(request, "forums/speaks.html", {"held": queries.holders(assembly, on=on)})


@open_to(EVERYONE)
def group(request: Request, assembly: Assembly) -> HttpResponse:
    """Show who sits in the co-ordination group by its rule, and why."""
    on = timezone.localdate()
    given = {
        "group": queries.coordination_group(assembly, on=on),
        "is_officer": _is_officer(request, assembly, on),
        "clauses": clauses_on(assembly, on),
    }
    return render(request, "forums/group.html", given)


@open_to(OFFICERS, methods=("GET", "POST"))
def end_co_option(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Record that somebody who was co-opted sits in the group no longer."""
    sitting = CoOption.objects.filter(forum__assembly=assembly, until_on=None)
    found = get_object_or_404(
        sitting.select_related("forum__assembly", "organisation", "source_forum"), pk=number
    )
    return act(
        request,
        form=forms.EndCoOption(posted(request)),
        do=lambda answers: actions.end_co_option(
            co_option=found, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("%(name)s leaves the group") % {"name": found.person_name},
        button=_("Record that they leave"),
        done=_("It is recorded."),
        to=("forums:group", assembly.slug),
        facts=[(_("Co-opted by decision"), found.motion), (_("For what"), found.expertise)],
        back=reverse("forums:group", args=[assembly]),
    )


@open_to(EVERYONE)
def routes(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the recognised routes outside the assembly's own structure."""
    on = timezone.localdate()
    given = {
        "routes": queries.routes(assembly),
        "on": on,
        "is_officer": _is_officer(request, assembly, on),
        "clauses": clauses_on(assembly, on),
    }
    return render(request, "forums/routes.html", given)


@open_to(OFFICERS, methods=("GET", "POST"))
def recognise_route(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """List a route with the agreement behind it."""
    on = timezone.localdate()
    return act(
        request,
        form=forms.Route(request.POST or None),
        do=lambda answers: actions.recognise_route(
            assembly=assembly, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("List a recognised route"),
        button=_("List this route"),
        done=_("The route is listed."),
        to=("forums:routes", assembly.slug),
        clause=queries.clause_of(assembly, "route.parts", on=on),
    )


def _is_officer(request: Request, assembly: Assembly, on: date) -> bool:
    user = request.user
    return bool(user.is_authenticated) and is_officer(user, assembly, on=on)  # type: ignore[arg-type]  # signed in
