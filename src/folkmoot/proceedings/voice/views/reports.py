"""Where members were left out, what came of what was said, and how often members heard."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.people.models import Person
from folkmoot.ground.tables import csv_file
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.voice.queries import reports
from folkmoot.proceedings.voice.queries import telling as queries
from folkmoot.proceedings.voice.queries.clauses import clause_of


@open_to(EVERYONE)
def missing(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the boards before or after which members were left out, in the past year."""
    at = timezone.now()
    on = day_of(assembly, at)
    person = request.user
    given = {
        "rows": queries.missing(assembly, on=on),
        "length": queries.feedback_length(assembly, on=on),
        "clause": clause_of(assembly, "both-ways", on=on),
        "is_officer": isinstance(person, Person) and is_officer(person, assembly, on=on),
    }
    return render(request, "voice/missing.html", given)


@open_to(EVERYONE)
def influence(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what came of what was said, by board and year."""
    rows = reports.influence(assembly)
    if request.GET.get("as") == "csv":
        head = ("year", "board", "said", "adopted", "adopted in part", "declined", "no answer")
        lines = (
            (one.year, one.board, one.said, one.adopted, one.partly, one.declined, one.pending)
            for one in rows
        )
        return csv_file(f"{assembly.slug}-influence", head, lines, is_private=False)
    on = day_of(assembly, timezone.now())
    given = {"rows": rows, "clause": clause_of(assembly, "aim-influence", "partners-act", on=on)}
    return render(request, "voice/influence.html", given)


@open_to(EVERYONE)
def accountability(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how often members heard from each seat in each year."""
    at = timezone.now()
    on = day_of(assembly, at)
    rows = reports.judged(assembly, reports.reported(assembly, on=on), on=on)
    if request.GET.get("as") == "csv":
        head = ("board", "seat", "year", "calls for views", "reports", "in all")
        lines = (
            (one.seat.body.name, one.seat.title, one.year, one.calls, one.feedback, one.reports)
            for one, _finding in rows
        )
        return csv_file(f"{assembly.slug}-reports-to-members", head, lines, is_private=False)
    given = {
        "rows": rows,
        "unheard": list(reports.unheard_since(assembly, at=at)),
        "clause": reports.clause_on_reports(assembly, on=on),
    }
    return render(request, "voice/accountability.html", given)
