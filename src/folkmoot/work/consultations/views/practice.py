"""How groups want to be asked, services designed together, ways to involve a community, who told what."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.consultations import permits
from folkmoot.work.consultations.actions import practice as actions
from folkmoot.work.consultations.forms import practice as forms
from folkmoot.work.consultations.models import (
    Approach,
    CoDesign,
    Consultation,
    Involvement,
    Promotion,
)
from folkmoot.work.consultations.queries.clauses import clause_for
from folkmoot.work.consultations.queries.practice import co_designs, summary_of
from folkmoot.work.consultations.views.frame import BOTH, one, page, person_of


def _back(assembly: Assembly, name: str) -> dict[str, Any]:
    return {
        "to": (f"consultations:{name}", assembly.slug),
        "back": reverse(f"consultations:{name}", args=[assembly]),
    }


def _body(request: Request) -> Organisation | None:
    return request.acting_for.organisation if request.acting_for else None


def _may(request: Request, assembly: Assembly) -> bool:
    person = person_of(request)
    on = day_in(assembly, at=timezone.now())
    return person is not None and permits.may_ask(person, assembly, _body(request), on=on)


@open_to(KNOWN, methods=BOTH)
def involvement(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Choose how one's organisation wants to take part."""
    at = timezone.now()
    organisation = _body(request)
    if organisation is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    kept = Involvement.objects.filter(assembly=assembly, organisation=organisation)
    found = kept.order_by("pk").first()
    shown: dict[str, Any] = {"level": Involvement.Level.ALL, "channel": Involvement.Channel.LETTER}
    if found is not None:
        shown = {name: getattr(found, name) for name in forms.ChooseInvolvement.base_fields}
        shown["topics"] = [topic.pk for topic in found.topics.all()]
    form = forms.ChooseInvolvement(posted(request), initial=shown)
    return act(
        request,
        form=form,
        do=lambda: actions.choose_involvement(
            assembly=assembly,
            organisation=organisation,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("How you want to take part"),
        caption=organisation.name,
        button=_("Keep it"),
        done=_("It is kept. You can change it at any time."),
        clause=clause_adopted(assembly, "choose-involvement", on=day_in(assembly, at=at)),
        **_back(assembly, "consultations"),
    )


@open_to(EVERYONE)
def designs(request: Request, assembly: Assembly) -> HttpResponse:
    """Show which services changed, who helped to design them, and which had nobody."""
    on = day_in(assembly, at=timezone.now())
    given = {
        "rows": co_designs(assembly),
        "clause": clause_for(assembly, "design", on=on),
        "may_ask": _may(request, assembly),
    }
    return render(request, "consultations/designs.html", given)


@open_to(KNOWN, methods=BOTH)
def keep_design(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter that a service changes."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    permits.require_may_ask(request.user, assembly, _body(request), on=on)
    asked = Consultation.objects.filter(assembly=assembly).order_by("-opens_on", "-pk")[:50]
    form = forms.KeepCoDesign(posted(request), asked=list(asked))

    def do() -> CoDesign:
        typed = dict(form.cleaned_data)
        consultation = form.asked.get(typed.pop("consultation"))
        return actions.keep_co_design(
            assembly=assembly,
            consultation=consultation,
            organisation=_body(request),
            by=request.user,
            at=at,
            **typed,
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("A service that changes"),
        button=_("Enter it"),
        done=_("It is entered. Name who helps next."),
        clause=clause_for(assembly, "design", on=on),
        **_back(assembly, "designs"),
    )


@open_to(KNOWN, methods=BOTH)
def name_designer(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Enter who helped at a stage of a change."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    permits.require_may_ask(request.user, assembly, _body(request), on=on)
    found = get_object_or_404(
        CoDesign.objects.select_related("assembly"), assembly=assembly, pk=number
    )
    form = forms.NameCoDesigner(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.name_co_designer(
            co_design=found,
            organisation=_body(request),
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Who helped to design it"),
        caption=found.service,
        button=_("Enter it"),
        done=_("It is entered."),
        clause=clause_for(assembly, "design", on=on),
        **_back(assembly, "designs"),
    )


@open_to(EVERYONE)
def approaches(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the library of ways to involve a community, and where it was made known."""
    on = day_in(assembly, at=timezone.now())
    given = {
        "rows": list(Approach.objects.filter(assembly=assembly).order_by("name", "pk")),
        "promoted": list(Promotion.objects.filter(assembly=assembly).order_by("-on", "-pk")[:50]),
        "clause": clause_for(assembly, "approaches", on=on),
        "may_ask": _may(request, assembly),
    }
    return render(request, "consultations/approaches.html", given)


@open_to(KNOWN, methods=BOTH)
def keep_approach(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Keep a way to involve a community."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    permits.require_may_ask(request.user, assembly, None, on=on)
    form = forms.KeepApproach(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.keep_approach(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("A way to involve a community"),
        button=_("Keep it"),
        done=_("It is in the library."),
        clause=clause_for(assembly, "approaches", on=on),
        **_back(assembly, "approaches"),
    )


@open_to(KNOWN, methods=BOTH)
def promote(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter that the library was made known."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    permits.require_may_ask(request.user, assembly, None, on=on)
    form = forms.Promote(posted(request), initial={"on": on})
    return act(
        request,
        form=form,
        do=lambda: actions.promote_approaches(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter that the library was made known"),
        button=_("Enter it"),
        done=_("It is entered."),
        clause=clause_for(assembly, "approaches", on=on),
        **_back(assembly, "approaches"),
    )


@open_to(EVERYONE)
def summary(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show who told what in a consultation, by whom and how, employees kept apart."""
    found = one(assembly, reference)
    on = day_in(assembly, at=timezone.now())
    if not found.closed_at:
        raise Refusal("not-closed-yet", None, {"closes_on": found.closes_on or on})
    given = {
        "one": found,
        "told": summary_of(found),
        "clause": clause_adopted(assembly, "engagement-methods", "all-involved", on=on),
        **page(found),
    }
    return render(request, "consultations/summary.html", given)
