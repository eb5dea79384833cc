"""The register of a board: who sits on it, what is missing, and how often it meets."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.models import Forum
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.recruiting.queries.members import board_register


@open_to(EVERYONE)
def board(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show who sits on a board, what each brings, and whether it meets as often as it said."""
    found = Forum.objects.select_related("assembly").filter(kind=Forum.Kind.BOARD)
    this = get_object_or_404(found, assembly=assembly, slug=slug)
    on = day_in(assembly, at=timezone.now())
    person = request.user
    given = {
        "register": board_register(this, on=on),
        "forum": this,
        "is_officer": isinstance(person, Person) and is_officer(person, assembly, on=on),
    }
    return render(request, "recruiting/board.html", given)
