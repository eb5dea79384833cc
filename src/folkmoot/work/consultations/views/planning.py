"""The forward plan of all bodies together, one consultation, and how it is made ready."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.rules.consultations.asking import ways_are_enough
from folkmoot.work.consultations import permits
from folkmoot.work.consultations.actions import planning as actions
from folkmoot.work.consultations.forms import planning as forms
from folkmoot.work.consultations.models import Consultation
from folkmoot.work.consultations.queries import planning as queries
from folkmoot.work.consultations.queries.answering import waiting_statements
from folkmoot.work.consultations.queries.clauses import clause_for
from folkmoot.work.consultations.queries.following import points_of
from folkmoot.work.consultations.views.frame import BOTH, one, page, person_of, run


@open_to(EVERYONE)
def consultations(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what is asked now, what is planned by all bodies, and what came of what was asked."""
    on = day_in(assembly, at=timezone.now())
    shown = Paginator(queries.consultations(assembly), 25).get_page(request.GET.get("page"))
    person, acting = person_of(request), request.acting_for
    rows = [_row(found, on=on) for found in shown]
    given = {
        "page_obj": shown,
        "rows": rows,
        "load": queries.load_this_month(assembly, on=on),
        "clause": clause_for(assembly, "plan", on=on),
        "may_ask": person is not None
        and permits.may_ask(person, assembly, acting.organisation if acting else None, on=on),
    }
    return render(request, "consultations/consultations.html", given)


def _row(found: Consultation, *, on: Any) -> dict[str, Any]:
    book = queries.book_of(found, on=on) if found.published_at else None
    due = queries.feedback_due(found, book) if not found.answered_on else None
    state = queries.standing(found, on=on)
    is_owed = due is not None and found.kind == Consultation.Kind.CONSULTATION
    owed = due[0] if due is not None and is_owed and state in ("closed", "to close") else None
    return {
        "one": found,
        "state": state,
        "owed": owed,
        "is_overdue": owed is not None and owed < on,
    }


@open_to(EVERYONE)
def consultation(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show a consultation: what is asked, what can change, until when, by which ways, what came of it."""
    on = day_in(assembly, at=timezone.now())
    found = one(assembly, reference)
    person, acting = person_of(request), request.acting_for
    book = queries.book_of(found, on=on)
    keeps = person is not None and permits.may_keep(person, found, on=on)
    ways = list(found.ways.order_by("kind", "pk"))
    state = queries.standing(found, on=on)
    given: dict[str, Any] = {
        "one": found,
        "state": state,
        "length": queries.length_of(found, book),
        "ways": ways,
        "few_ways": ways_are_enough(book, ways=len(ways)) if book else None,
        "formats": list(found.formats.order_by("kind", "pk")),
        "hosts": list(found.hosts.order_by("name", "pk")),
        "themes": list(found.themes.order_by("name", "pk")),
        "places": list(found.places.order_by("name", "pk")),
        "questions": list(found.questions.order_by("number")),
        "statements": list(found.statements.exclude(state="waiting").order_by("number")),
        "feedback": queries.feedback_due(found, book),
        "points": points_of(found) if found.closed_at else [],
        "is_keeper": keeps,
        "acting": acting,
        "clauses": {
            name: clause_for(assembly, name, on=on) for name in ("scope", "ways", "plain", "equal")
        },
        "remarks": list(found.remarks.select_related("organisation").order_by("-made_at", "-pk"))
        if not found.published_at
        else [],
    }
    if keeps:
        given |= {
            "similar": queries.similar(found, on=on) if not found.published_at else [],
            "wording": queries.wording(found) if not found.published_at else [],
            "load": queries.load_this_month(assembly, on=found.opens_on or on),
            "wishes": list(found.format_requests.filter(delivered_on=None).order_by("asked_at")),
            "waiting": waiting_statements(found),
        }
    return render(request, "consultations/consultation.html", given)


def _about(request: SignedIn, assembly: Assembly, **initial: Any) -> forms.PlanAbout:
    return forms.PlanAbout(
        posted(request),
        initial=initial,
        themes=Theme.objects.order_by("name", "pk"),
        places=served_places(assembly),
    )


@open_to(KNOWN, methods=BOTH)
def plan(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Plan to ask for views."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    acting = request.acting_for
    owner = acting.organisation if acting else None
    permits.require_may_ask(request.user, assembly, owner, on=on)
    is_public = owner is not None and owner.sector == Organisation.Sector.STATUTORY
    form = _about(
        request,
        assembly,
        kind=Consultation.Kind.CONSULTATION,
        owner_name=owner.name if owner is not None and is_public else assembly.name,
    )
    return act(
        request,
        form=form,
        do=lambda: actions.plan_consultation(
            assembly=assembly,
            owner=owner if is_public else None,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Plan to ask for views"),
        lead=_("It stands in the plan at once, where both sectors can say what they think of it."),
        button=_("Put it in the plan"),
        done=_("It is in the plan. Say next what can change, and when it is open."),
        to=lambda made: ("consultations:consultation", assembly.slug, made.reference),
        clause=clause_for(assembly, "plan", on=on),
        back=reverse("consultations:consultations", args=[assembly]),
    )


def _changed(
    request: SignedIn, found: Consultation, form: Act, heading: str, key: str
) -> HttpResponse:
    at = timezone.now()
    return act(
        request,
        form=form,
        do=lambda: actions.plan_consultation(
            assembly=found.assembly,
            consultation=found,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=heading,
        button=_("Keep it"),
        done=_("It is kept."),
        clause=clause_for(found.assembly, key, on=day_in(found.assembly, at=at)),
        **page(found),
    )


def _kept(found: Consultation, form: type[Act]) -> dict[str, Any]:
    return {name: getattr(found, name) for name in form.base_fields}


@open_to(KNOWN, methods=BOTH)
def about(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Change what a consultation is about."""
    found = run(request, assembly, reference)
    chosen = {name: [row.pk for row in getattr(found, name).all()] for name in ("themes", "places")}
    form = _about(request, assembly, **_kept(found, forms.PlanAbout), **chosen)
    return _changed(request, found, form, _("What it is about"), "plan")


@open_to(KNOWN, methods=BOTH)
def scope(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Say what can change, what cannot, and who decides."""
    found = run(request, assembly, reference)
    form = forms.PlanScope(posted(request), initial=_kept(found, forms.PlanScope))
    return _changed(request, found, form, _("What can change, and who decides"), "scope")


@open_to(KNOWN, methods=BOTH)
def days(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Say when it opens and closes, and how long it takes to answer."""
    found = run(request, assembly, reference)
    form = forms.PlanDays(posted(request), initial=_kept(found, forms.PlanDays))
    return _changed(request, found, form, _("When it is open"), "length")


@open_to(KNOWN, methods=BOTH)
def together(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Enter who asks together with the owner."""
    found, at = run(request, assembly, reference), timezone.now()
    form = forms.AskTogether(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.ask_together(
            consultation=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Ask together"),
        button=_("Enter it"),
        done=_("It is entered."),
        clause=clause_for(assembly, "joint", on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def way(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Offer a way to answer."""
    found, at = run(request, assembly, reference), timezone.now()
    form = forms.OfferWay(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.offer_way(
            consultation=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Offer a way to answer"),
        button=_("Offer it"),
        done=_("It is offered."),
        clause=clause_for(assembly, "ways", on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def remark(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Say what one thinks of a plan while it is a draft."""
    found, at = one(assembly, reference), timezone.now()
    acting = request.acting_for
    form = forms.MakeRemark(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.remark(
            consultation=found,
            organisation=acting.organisation if acting else None,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Say what you think of the plan"),
        button=_("Say it"),
        done=_("It stands beside the plan, for everybody to read."),
        clause=clause_for(assembly, "plan", on=day_in(assembly, at=at)),
        **page(found),
    )
