"""How late agendas and notes go out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.proceedings.meetings.queries.lateness import lateness
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.rules.meetings.calling import NOTES, NOTICE


@open_to(EVERYONE)
def late(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how late agendas and notes went out, forum by forum."""
    at = timezone.now()
    book = book_for(assembly, on=day_of(assembly, at))
    clauses = [
        book.parameter(name).clause
        for name in (NOTICE, NOTES)
        if book is not None and name in book.parameters
    ]
    given = {"rows": lateness(assembly, at=at), "clauses": clauses}
    return render(request, "meetings/lateness.html", given)
