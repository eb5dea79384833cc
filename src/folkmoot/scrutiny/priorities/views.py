"""The places that both sides agreed on, with the money and the work that go there."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.tables import csv_file
from folkmoot.scrutiny.priorities.queries import spread_of
from folkmoot.work.plan.models import Plan


def _plan(assembly: Assembly, slug: str) -> Plan:
    found = Plan.objects.select_related("assembly")
    return get_object_or_404(found, assembly=assembly, slug=slug, kind=Plan.Kind.THEMES)


@open_to(EVERYONE)
def places(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show where money and work go, beside the places that were agreed and why."""
    plan = _plan(assembly, slug)
    on = day_in(assembly, at=timezone.now())
    spread = spread_of(plan, on=on)
    given = {
        "plan": plan,
        "spread": spread,
        "rows": [(one, one.pence / 100) for one in spread.places],
        "inside": spread.inside / 100,
        "all_of_it": spread.pence / 100,
        "without_place": spread.without_place / 100,
        "clause": clause_adopted(assembly, "priority-areas", on=on),
    }
    return render(request, "priorities/places.html", given)


@open_to(EVERYONE)
def places_csv(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Give the places with their money and work as a table to take away."""
    plan = _plan(assembly, slug)
    on = day_in(assembly, at=timezone.now())
    head = ["place", "code", "themes", "awards", "pounds", "actions", "why here"]
    rows = (
        [
            one.area.name,
            one.area.code,
            "; ".join(one.themes),
            one.awards,
            f"{one.pence / 100:.2f}",
            one.actions,
            "; ".join(one.evidence),
        ]
        for one in spread_of(plan, on=on).places
    )
    return csv_file(f"{assembly.slug}-{plan.slug}-{on}", head, rows, is_private=False)
