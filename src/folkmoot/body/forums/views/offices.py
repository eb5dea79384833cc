"""One office: its life, and what officers record of it."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS, is_officer
from folkmoot.body.forums import actions, forms, queries
from folkmoot.body.forums.models import Office
from folkmoot.body.forums.views.acts import act
from folkmoot.body.forums.views.forum import one_office
from folkmoot.body.forums.views.lists import clauses_on
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.rules.findings import Refusal


@open_to(EVERYONE)
def office(request: Request, assembly: Assembly, slug: str, role: str) -> HttpResponse:
    """Show who holds an office, and its whole life."""
    on = timezone.localdate()
    this = one_office(assembly, slug, role)
    person = request.user
    given = {
        "office": this,
        "forum": this.forum,
        "held": queries.holding_of(this, on=on),
        "steps": queries.terms_timeline(this, on=on),
        "terms": queries.terms_of(this),
        "clauses": clauses_on(assembly, on),
        "is_officer": bool(person.is_authenticated) and is_officer(person, assembly, on=on),  # type: ignore[arg-type]  # signed in
    }
    return render(request, "forums/office.html", given)


def _bodies(this: Office) -> QuerySet[Organisation]:
    return queries.bodies_that_may_provide(this.forum, on=timezone.localdate())


@open_to(OFFICERS, methods=("GET", "POST"))
def interim(request: SignedIn, assembly: Assembly, slug: str, role: str) -> HttpResponse:
    """Have somebody fill an office in the interim."""
    this = one_office(assembly, slug, role)
    return act(
        request,
        form=forms.Interim(request.POST or None, organisations=_bodies(this)),
        do=lambda answers: actions.appoint_interim(
            office=this, **answers, by=request.user, at=timezone.now()
        ),
        heading=_heading(_("Appoint an interim %(office)s of %(forum)s"), this),
        button=_("Record the interim"),
        done=_("The interim is recorded, and shown as interim wherever the name appears."),
        to=("forums:office", assembly.slug, slug, role),
        clause=queries.clause_of(assembly, "interim.bodies", on=timezone.localdate()),
        forum=this.forum,
    )


@open_to(OFFICERS, methods=("GET", "POST"))
def chosen(request: SignedIn, assembly: Assembly, slug: str, role: str) -> HttpResponse:
    """Record whom a group chose at a meeting."""
    this = one_office(assembly, slug, role)
    return act(
        request,
        form=forms.Choice(request.POST or None, organisations=_bodies(this)),
        do=lambda answers: actions.record_choice(
            office=this, **answers, by=request.user, at=timezone.now()
        ),
        heading=_heading(_("Record who was chosen as %(office)s of %(forum)s"), this),
        button=_("Record the choice"),
        done=_("The choice is recorded."),
        to=("forums:office", assembly.slug, slug, role),
        clause=queries.clause_of(assembly, "selection.interval", on=timezone.localdate()),
        forum=this.forum,
    )


@open_to(OFFICERS, methods=("GET", "POST"))
def vacancy(request: SignedIn, assembly: Assembly, slug: str, role: str) -> HttpResponse:
    """Record who follows somebody that left before the end of a term."""
    this = one_office(assembly, slug, role)
    return act(
        request,
        form=forms.Vacancy(request.POST or None, organisations=_bodies(this)),
        do=lambda answers: actions.fill_casual_vacancy(
            office=this, **answers, by=request.user, at=timezone.now()
        ),
        heading=_heading(_("Fill the vacancy of %(office)s of %(forum)s"), this),
        button=_("Record the successor"),
        done=_("The successor is recorded, and serves until the end of the old term."),
        to=("forums:office", assembly.slug, slug, role),
        clause=queries.clause_of(assembly, "casual.term_end", on=timezone.localdate()),
        forum=this.forum,
    )


@open_to(OFFICERS, methods=("GET", "POST"))
def end(request: SignedIn, assembly: Assembly, slug: str, role: str) -> HttpResponse:
    """Record that the holder of an office leaves it."""
    this = one_office(assembly, slug, role)
    term = queries.holder_of(this, on=timezone.localdate())
    if term is None:
        raise Refusal("office-is-vacant", None, {})
    return act(
        request,
        form=forms.End(request.POST or None),
        do=lambda answers: actions.end_term(
            term=term, **answers, by=request.user, at=timezone.now()
        ),
        heading=_heading(_("Record that the %(office)s of %(forum)s leaves office"), this),
        button=_("Record the end of the term"),
        done=_("The end of the term is recorded."),
        to=("forums:office", assembly.slug, slug, role),
        clause=queries.clause_of(assembly, "casual.term_end", on=timezone.localdate()),
        forum=this.forum,
        warns=True,
    )


def _heading(words: str, this: Office) -> str:
    return words % {"office": this.get_role_display(), "forum": this.forum.name}
