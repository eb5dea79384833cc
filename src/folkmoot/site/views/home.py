from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import assemblies
from folkmoot.body.forums.models import Office
from folkmoot.body.forums.queries import holders
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.ledger.queries import entries, head, told
from folkmoot.proceedings.decisions.queries.register import Asked, decisions
from folkmoot.proceedings.elections.queries import open_contests
from folkmoot.proceedings.meetings.queries.meetings import to_come
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.site.duties import duties
from folkmoot.site.taking_part import chances, outcomes

A_FEW = 5
NEXT = 3


@open_to(EVERYONE)
def home(request: Request) -> HttpResponse:
    return render(request, "site/home.html", {"assemblies": assemblies()})


@open_to(EVERYONE)
def assembly_home(request: Request, assembly: Assembly) -> HttpResponse:
    """
    What is open now, who speaks for the assembly, what comes next, what was done.

    The same for everybody: of decisions those alone that the public may read.
    """
    at = timezone.now()
    on = timezone.localdate(at, ZoneInfo(assembly.time_zone))
    speaking = holders(assembly, on=on)
    coming = duties(assembly, on=on, is_open=True)
    page = {
        "meetings": to_come(assembly, at=at)[:NEXT],
        "decisions": decisions(assembly, sight_of(None, assembly, at=at), Asked())[:NEXT],
        "contests": open_contests(assembly, at=at)[:A_FEW],
        "chairs": [one for one in speaking if one.office.role == Office.Role.CHAIR],
        "offices": len(speaking),
        "unfilled": sum(1 for holding in speaking if holding.state == "vacant"),
        "interim": sum(1 for holding in speaking if holding.is_interim),
        "coming": coming[:A_FEW],
        "more": max(len(coming) - A_FEW, 0),
        "latest": told(entries(assembly.slug)[:A_FEW]),
        "head": head(assembly.slug),
        "is_signed": assembly.scheme == Assembly.Scheme.SIGNED,
    }
    return render(request, "site/assembly.html", page)


@open_to(EVERYONE)
def taking_part(request: Request, assembly: Assembly) -> HttpResponse:
    """Everything one can take part in, with how to sign up and get help, and what came of the last."""
    at = timezone.now()
    on = timezone.localdate(at, ZoneInfo(assembly.time_zone))
    page = {
        "chances": chances(assembly, at=at),
        "outcomes": outcomes(assembly, at=at),
        "clause": clause_adopted(assembly, "help-to-take-part", on=on),
        "today": on,
    }
    return render(request, "site/taking_part.html", page)


@open_to(EVERYONE, methods=("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
def not_found(request: Request, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)
