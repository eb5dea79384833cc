"""Ways of working that widen who takes part, statements, training, days; and how trust is kept."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import BOARD, KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.equity import forms
from folkmoot.scrutiny.equity.actions import ways as actions
from folkmoot.scrutiny.equity.models import AwarenessDay, EqualityStatement, WidenedWay
from folkmoot.scrutiny.equity.permits import require_runs_equity, runs_equity
from folkmoot.scrutiny.equity.queries import reference as queries
from folkmoot.scrutiny.equity.queries.clauses import clause_for
from folkmoot.work.consultations.models import Consultation

BOTH = ("GET", "POST")


def _back(assembly: Assembly, name: str = "ways") -> dict[str, Any]:
    return {
        "to": (f"equity:{name}", assembly.slug),
        "back": reverse(f"equity:{name}", args=[assembly]),
    }


def _mine(request: SignedIn) -> Organisation:
    if not request.acting_for:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    organisation: Organisation = request.acting_for.organisation
    return organisation


@open_to(EVERYONE)
def ways(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what was changed so that more can take part, who states what, and who was trained."""
    on = day_in(assembly, at=timezone.now())
    person = request.user if isinstance(request.user, Person) else None
    page = Paginator(queries.statements_of(assembly), 25).get_page(request.GET.get("page"))
    given = {
        "ways": queries.ways_of(assembly),
        "training": queries.training_of(assembly),
        "page_obj": page,
        "today": on,
        "keeps": person is not None and runs_equity(person, assembly, on=on),
        "clauses": {
            name: clause_for(assembly, name, on=on) for name in ("ways", "statement", "training")
        },
    }
    return render(request, "equity/ways.html", given)


@open_to(KNOWN, methods=BOTH)
def widen(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter what was changed so that more can take part."""
    return _widen(request, assembly, None)


@open_to(KNOWN, methods=BOTH)
def look_again(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Look again at a way of working, for the year."""
    return _widen(request, assembly, get_object_or_404(WidenedWay, assembly=assembly, pk=number))


def _widen(request: SignedIn, assembly: Assembly, way: WidenedWay | None) -> HttpResponse:
    at = timezone.now()
    on = day_in(assembly, at=at)
    require_runs_equity(request.user, assembly, on=on)
    shown = {name: getattr(way, name) for name in forms.Widen.base_fields} if way else {}
    form = forms.Widen(posted(request), initial=shown)
    return act(
        request,
        form=form,
        do=lambda: actions.widen(
            assembly=assembly, way=way, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("A way of working that lets more take part"),
        button=_("Keep it"),
        done=_("It is kept, and is looked at again in a year."),
        clause=clause_for(assembly, "ways", on=on),
        **_back(assembly),
    )


@open_to(KNOWN, methods=BOTH)
def state(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Give one's organisation's policy on equality, or a short statement."""
    at, organisation = timezone.now(), _mine(request)
    found = EqualityStatement.objects.filter(assembly=assembly, organisation=organisation)
    names = tuple(forms.StateEquality.base_fields)
    form = forms.StateEquality(
        posted(request), initial=found.order_by("pk").values(*names).first() or {}
    )
    return act(
        request,
        form=form,
        do=lambda: actions.state_equality(
            assembly=assembly,
            organisation=organisation,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Your policy on equality"),
        caption=organisation.name,
        button=_("Publish it"),
        done=_("It is published."),
        clause=clause_for(assembly, "statement", on=day_in(assembly, at=at)),
        **_back(assembly),
    )


@open_to(KNOWN, methods=BOTH)
def training(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Tell how many of one's people were trained in equality."""
    at, organisation = timezone.now(), _mine(request)
    form = forms.TellTraining(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.tell_training(
            assembly=assembly,
            organisation=organisation,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Training in equality"),
        caption=organisation.name,
        lead=_(
            "Only sums over five organisations and more are shown. You are reminded after a year."
        ),
        button=_("Tell it"),
        done=_("It is counted."),
        clause=clause_for(assembly, "training", on=day_in(assembly, at=at)),
        **_back(assembly),
    )


@open_to(EVERYONE)
def days(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the calendar of awareness days, of training, and of results passed on."""
    on = day_in(assembly, at=timezone.now())
    person = request.user if isinstance(request.user, Person) else None
    found = AwarenessDay.objects.filter(assembly=assembly).select_related("consultation")
    page = Paginator(found.order_by("-on", "-pk"), 25).get_page(request.GET.get("page"))
    given = {
        "page_obj": page,
        "keeps": person is not None and runs_equity(person, assembly, on=on),
        "clause": clause_for(assembly, "days", on=on),
    }
    return render(request, "equity/days.html", given)


@open_to(KNOWN, methods=BOTH)
def plan_day(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter a day of awareness, a training, or results passed on."""
    at = timezone.now()
    require_runs_equity(request.user, assembly, on=day_in(assembly, at=at))
    closed = Consultation.objects.filter(assembly=assembly, closed_at__isnull=False)
    form = forms.PlanDay(posted(request), closed=list(closed.order_by("-closed_at", "-pk")[:50]))

    def do() -> AwarenessDay:
        typed = dict(form.cleaned_data)
        consultation = form.closed.get(typed.pop("consultation"))
        return actions.plan_day(
            assembly=assembly, consultation=consultation, by=request.user, at=at, **typed
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Enter a day"),
        button=_("Enter it"),
        done=_("It is in the calendar."),
        clause=clause_for(assembly, "days", on=day_in(assembly, at=at)),
        **_back(assembly, "days"),
    )


@open_to(EVERYONE)
def trust(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how the values that build trust are kept, as the assembly says and as members do."""
    on = day_in(assembly, at=timezone.now())
    given = {
        "year": on.year,
        "rows": queries.trust_of(assembly, year=on.year, on=on),
        "clause": clause_for(assembly, "trust", on=on),
    }
    return render(request, "equity/trust.html", given)


@open_to(KNOWN, methods=BOTH)
def rate(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Rate, as a member, how the values are kept."""
    at, organisation = timezone.now(), _mine(request)
    on = day_in(assembly, at=at)
    form = forms.Rate(posted(request), values=queries.values_of(assembly, on=on))
    return act(
        request,
        form=form,
        do=lambda: actions.rate_as_member(
            assembly=assembly,
            organisation=organisation,
            year=on.year,
            ratings=form.ratings(),
            by=request.user,
            at=at,
        ),
        heading=_("How well are the values kept?"),
        caption=organisation.name,
        lead=_("Your rating counts with those of other members. Nobody sees which is yours."),
        button=_("Rate"),
        done=_("It is counted."),
        clause=clause_for(assembly, "trust", on=on),
        **_back(assembly, "trust"),
    )


@open_to(BOARD, methods=BOTH)
def rate_ourselves(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Rate, for the assembly, how it keeps its values, with proof."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    form = forms.Rate(posted(request), values=queries.values_of(assembly, on=on))
    return act(
        request,
        form=form,
        do=lambda: actions.rate_ourselves(
            assembly=assembly, year=on.year, ratings=form.ratings(), by=request.user, at=at
        ),
        heading=_("How well do we keep our values?"),
        lead=_("It stands beside what members say, so that nobody marks their own work alone."),
        button=_("Publish it"),
        done=_("It is published beside what members say."),
        clause=clause_for(assembly, "trust", on=on),
        **_back(assembly, "trust"),
    )
