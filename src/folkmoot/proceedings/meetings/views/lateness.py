"""How late agendas and notes go out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.proceedings.meetings.queries.clauses import clause_fixing
from folkmoot.proceedings.meetings.queries.lateness import lateness
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.rules.meetings.calling import NOTES, NOTICE


@open_to(EVERYONE)
def late(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how late agendas and notes went out, forum by forum."""
    at = timezone.now()
    book = book_for(assembly, on=day_of(assembly, at))
    found = (clause_fixing(book, name) for name in (NOTICE, NOTES))
    clauses = [clause for clause in found if clause is not None]
    given = {"rows": lateness(assembly, at=at), "clauses": clauses}
    return render(request, "meetings/lateness.html", given)
