"""Going out to groups: how far the sector is covered, who is still to be reached, and the log."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS, is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.ground.tables import csv_file
from folkmoot.work.outreach import actions, forms, queries
from folkmoot.work.outreach.models import Visit

BOTH = ("GET", "POST")
AT_ONCE = 50


@open_to(EVERYONE)
def coverage(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how many take part, were gone to and accepted, by size, by place and by form."""
    on = day_in(assembly, at=timezone.now())
    person = request.user
    given = {
        "told": queries.coverage(assembly, on=on),
        "clause": queries.clause_of_outreach(assembly, on=on),
        "runs": isinstance(person, Person) and is_officer(person, assembly, on=on),
    }
    return render(request, "outreach/coverage.html", given)


@open_to(EVERYONE)
def coverage_csv(request: Request, assembly: Assembly) -> HttpResponse:
    """Give how far the sector is covered as a table to take away."""
    on = day_in(assembly, at=timezone.now())
    told = queries.coverage(assembly, on=on)
    rows = [("", told.whole), *((way, one) for way, lines in told.by_way for one in lines)]
    head = ["way", "kind", "listed", "takes part", "gone to", "accepted"]
    return csv_file(
        f"{assembly.slug}-outreach-{on}",
        head,
        (
            [way, one.name, one.listed, one.takes_part, one.gone_to, one.accepted]
            for way, one in rows
        ),
        is_private=False,
    )


@open_to(OFFICERS)
def log(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show officers to whom somebody goes and went, and what came of it."""
    on = day_in(assembly, at=timezone.now())
    wanted = request.GET.get("outcome", "")
    wanted = wanted if wanted in Visit.Outcome.values else ""
    found = Paginator(queries.visits(assembly, outcome=wanted), AT_ONCE)
    given = {
        "page_obj": found.get_page(request.GET.get("page")),
        "outcomes": Visit.Outcome.choices,
        "wanted": wanted,
        "today": on,
    }
    return render(request, "outreach/log.html", given)


@open_to(OFFICERS)
def not_reached(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show officers who takes no part and was not gone to, by size and place."""
    on = day_in(assembly, at=timezone.now())
    districts = served_districts(assembly)
    size, place = request.GET.get("size", ""), request.GET.get("place", "")
    size = size if size in Organisation.SizeBand.values else ""
    place = place if place in {area.code for area in districts} else ""
    found = Paginator(queries.not_reached(assembly, size=size, place=place, on=on), AT_ONCE)
    given = {
        "page_obj": found.get_page(request.GET.get("page")),
        "sizes": Organisation.SizeBand.choices,
        "districts": districts,
        "size": size,
        "place": place,
    }
    return render(request, "outreach/not_reached.html", given)


@open_to(OFFICERS, methods=BOTH)
def plan(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Plan to go to a group."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    bodies = Organisation.objects.filter(
        listings__assembly=assembly, sector=Organisation.Sector.VCSE
    ).order_by("name", "pk")
    asked = request.GET.get("organisation", "")
    initial: dict[str, object] = {"planned_on": on}
    if asked.isdecimal():
        chosen = bodies.filter(pk=asked).order_by("pk").first()
        if chosen is not None:
            initial["chosen"] = chosen
    form = forms.PlanVisit(posted(request), bodies=bodies, initial=initial)
    return act(
        request,
        form=form,
        do=lambda: actions.plan_visit(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Plan to go to a group"),
        button=_("Plan it"),
        done=_("It is planned. Your desk asks on the day what came of it."),
        to=("outreach:log", assembly.slug),
        clause=queries.clause_of_outreach(assembly, on=on),
        back=reverse("outreach:log", args=[assembly]),
    )


@open_to(OFFICERS, methods=BOTH)
def made(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say what came of going to a group."""
    at = timezone.now()
    rows = Visit.objects.select_related("assembly", "organisation")
    found = get_object_or_404(rows, assembly=assembly, pk=number)
    initial = {
        "outcome": "" if found.made_on is None else found.outcome,
        "made_on": found.made_on or day_in(assembly, at=at),
        "words": found.words,
    }
    form = forms.SayWhatCame(posted(request), initial=initial)
    return act(
        request,
        form=form,
        do=lambda: actions.say_what_came(visit=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("What came of going to %(name)s?") % {"name": found.organisation.name},
        facts=[
            (_("How"), found.get_way_display()),
            (_("Asked to"), found.invitation),
            (_("Planned for"), found.planned_on),
        ],
        button=_("Keep it"),
        done=_("It is kept."),
        to=("outreach:log", assembly.slug),
        back=reverse("outreach:log", args=[assembly]),
    )
