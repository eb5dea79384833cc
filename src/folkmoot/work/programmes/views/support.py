"""Support for groups: how much, to whom, where nobody gives it; services for the public apart."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS, is_officer
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import authorities_of
from folkmoot.body.organisations.queries.register import listed_in
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.ground.tables import csv_file
from folkmoot.rules.findings import Refusal
from folkmoot.work.programmes.actions import support as actions
from folkmoot.work.programmes.forms import support as forms
from folkmoot.work.programmes.models import Service
from folkmoot.work.programmes.queries import support as queries
from folkmoot.work.programmes.queries.clauses import clause_for
from folkmoot.work.programmes.views import frame
from folkmoot.work.programmes.views.frame import BOTH

KEPT = ("name", "kind", "function", "about", "contact", "from_on", "until_on", "body")


def _bodies(request: Request, assembly: Assembly) -> QuerySet[Organisation]:
    """Return the support bodies that somebody may log for: all for an officer, else their own."""
    on, person = frame.today(assembly), request.user
    bodies = Organisation.objects.filter(supports__assembly=assembly).order_by("name", "pk")
    if not isinstance(person, Person):
        return bodies.none()
    if is_officer(person, assembly, on=on):
        return bodies
    own = authorities_of(person, on=on).values_list("organisation_id", flat=True)
    return bodies.filter(pk__in=list(own))


def _require(request: SignedIn, assembly: Assembly) -> QuerySet[Organisation]:
    bodies = _bodies(request, assembly)
    if not bodies.exists():
        who = _("a support officer, or somebody who acts for a support body named here,")
        raise Refusal("not-permitted", None, {"who": who})
    return bodies


def _year(request: Request, assembly: Assembly) -> int:
    asked, this = request.GET.get("year", ""), frame.today(assembly).year
    return (
        int(asked) if asked.isascii() and asked.isdigit() and 1990 <= int(asked) <= this else this
    )


@open_to(EVERYONE)
def support(request: Request, assembly: Assembly) -> HttpResponse:
    """Show support by function, by size and place of those who took it, and the services by place."""
    on, year = frame.today(assembly), _year(request, assembly)
    given = {
        "year": year,
        "before": year - 1,
        "rows": queries.by_function(assembly, year=year),
        "sizes": queries.by_size(assembly, year=year),
        "places": queries.by_place(assembly, year=year),
        "bodies": queries.bodies_at_work(assembly, year=year),
        "coverage": queries.coverage(assembly, on=on),
        "against": queries.against_baseline(assembly, on=on),
        "services": list(queries.services(assembly, Service.Kind.SUPPORT, on=on)[:100]),
        "logs": _bodies(request, assembly).exists(),
        "is_officer": isinstance(request.user, Person)
        and is_officer(request.user, assembly, on=on),
        "clause": clause_for(assembly, "functions", on=on),
    }
    return render(request, "programmes/support.html", given)


@open_to(EVERYONE)
def support_csv(request: Request, assembly: Assembly) -> HttpResponse:
    """Give support by function as a table."""
    year = _year(request, assembly)
    head = [
        _("Year"),
        _("Function"),
        _("Groups that exist"),
        _("New groups"),
        _("Several"),
        _("All"),
    ]
    rows = (
        (year, one.name, one.existing, one.new, one.several, one.total)
        for one in queries.by_function(assembly, year=year)
    )
    return csv_file(f"support-{year}", head, rows, is_private=False)


@open_to(EVERYONE)
def public_services(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the services that support bodies run for the public, apart from their support."""
    on = frame.today(assembly)
    found = queries.services(assembly, Service.Kind.PUBLIC, on=on)
    given = {
        "page_obj": Paginator(found, 50).get_page(request.GET.get("page")),
        "logs": _bodies(request, assembly).exists(),
        "clause": clause_for(assembly, "direct", on=on),
    }
    return render(request, "programmes/services.html", given)


@open_to(KNOWN)
def log(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show what was logged, to officers all of it and to a support body its own."""
    bodies = _require(request, assembly)
    rows = queries.log(assembly, of=[one.pk for one in bodies])
    given = {"page_obj": Paginator(rows, 50).get_page(request.GET.get("page"))}
    return render(request, "programmes/log.html", given)


@open_to(KNOWN, methods=BOTH)
def log_support(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Log support that was given."""
    bodies, at = _require(request, assembly), timezone.now()
    form = forms.LogSupport(
        posted(request),
        bodies=bodies,
        among=listed_in(assembly),
        areas=served_places(assembly),
        initial={"on": frame.today(assembly), "body": bodies.first()},
    )
    return act(
        request,
        form=form,
        do=lambda: actions.log_support(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Log support"),
        button=_("Log it"),
        done=_("It is logged."),
        to=("programmes:log", assembly.slug),
        back=reverse("programmes:support", args=[assembly]),
        clause=clause_for(assembly, "functions", on=frame.today(assembly)),
    )


def _areas(assembly: Assembly) -> QuerySet[Area]:
    inside = areas_within(assembly.areas.all())
    wide = (Area.Kind.COUNTY, Area.Kind.COUNCIL, Area.Kind.DISTRICT, Area.Kind.PLACE)
    wanted = Area.objects.filter(pk__in=inside, kind__in=(*wide, Area.Kind.LOCALITY))
    return wanted.order_by("kind", "name", "pk")


@open_to(KNOWN, methods=BOTH)
def keep_service(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter a service."""
    bodies, at = _require(request, assembly), timezone.now()
    form = forms.KeepService(
        posted(request),
        bodies=bodies,
        areas=_areas(assembly),
        initial={"body": bodies.first(), "kind": request.GET.get("kind", "")},
    )
    return act(
        request,
        form=form,
        do=lambda: actions.keep_service(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter a service"),
        button=_("Enter it"),
        done=_("It is entered."),
        to=lambda made: (
            "programmes:services" if made.kind == "public" else "programmes:support",
            assembly.slug,
        ),
        back=reverse("programmes:support", args=[assembly]),
    )


@open_to(KNOWN, methods=BOTH)
def change_service(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Change what is said of a service."""
    bodies, at = _require(request, assembly), timezone.now()
    rows = Service.objects.select_related("body").filter(body__in=bodies)
    found = get_object_or_404(rows, assembly=assembly, pk=number)
    shown = {name: getattr(found, name) for name in KEPT} | {"areas": found.areas.all()}
    form = forms.KeepService(posted(request), bodies=bodies, areas=_areas(assembly), initial=shown)
    page = "programmes:services" if found.kind == "public" else "programmes:support"
    return act(
        request,
        form=form,
        do=lambda: actions.keep_service(
            assembly=assembly, service=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Change what is said of it"),
        caption=found.name,
        button=_("Keep it"),
        done=_("It is kept."),
        to=(page, assembly.slug),
        back=reverse(page, args=[assembly]),
    )


@open_to(OFFICERS, methods=BOTH)
def baseline(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Keep how things stand in each place today."""
    at = timezone.now()
    return act(
        request,
        form=Act(posted(request)),
        do=lambda: actions.take_baseline(assembly=assembly, by=request.user, at=at),
        heading=_("Keep how things stand today"),
        lead=_(
            "For each place: its groups, those helped in a year, and the services that reach it."
        ),
        button=_("Keep it"),
        done=_("It is kept. What comes after is held against the first that was kept."),
        to=("programmes:support", assembly.slug),
        back=reverse("programmes:support", args=[assembly]),
    )
