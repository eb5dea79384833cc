"""The sector beside its partners at each joint body."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.tables import csv_file
from folkmoot.scrutiny.equity.queries.parity import joint_bodies, parities

FIGURES = ("places", "items", "papers", "proposals", "accepted")


@open_to(EVERYONE)
def parity(request: Request, assembly: Assembly) -> HttpResponse:
    """Show board by board what the sector, the NHS and councils each have and bring."""
    on = day_in(assembly, at=timezone.now())
    bodies = joint_bodies(assembly, on=on)
    if request.GET.get("as") == "csv":
        rows = [
            (one.body.name, side.label,
             *("not known" if (told := getattr(side, name)) is None else told for name in FIGURES))
            for one in parities(list(bodies))
            for side in one.sides
        ]  # fmt: skip
        head = ("board", "partner", *FIGURES)
        return csv_file(f"{assembly.slug}-parity", head, rows, is_private=False)
    page = Paginator(bodies, 25).get_page(request.GET.get("page"))
    given = {
        "page_obj": page,
        "rows": parities(list(page)),
        "clause": clause_adopted(assembly, "equal-voice", on=on),
    }
    return render(request, "equity/parity.html", given)
