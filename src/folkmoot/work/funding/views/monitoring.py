"""Payments of an award, what came of it, and how funded organisations mind money."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, is_officer
from folkmoot.body.assemblies.queries import posts_of
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.rules.funding.monitoring import asks_by_outcome, checks_of
from folkmoot.work.funding.actions import awards as award_actions
from folkmoot.work.funding.actions import monitoring as actions
from folkmoot.work.funding.forms import monitoring as forms
from folkmoot.work.funding.models import Award, Controls, FinanceCheck, Payment
from folkmoot.work.funding.queries.agreements import checks_owed, controls_of, funded_bodies
from folkmoot.work.funding.queries.awards import in_pounds, outcomes_of, small_of
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.views.frame import (
    BOTH,
    award_page,
    body,
    may,
    one_award,
    page_of,
    require_of,
    today,
)
from folkmoot.work.funding.views.tables import Cell, Table, show


def _own(request: SignedIn) -> Organisation:
    organisation = body(request)
    if organisation is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    return organisation


@open_to(KNOWN, methods=BOTH)
def report(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Tell what was spent of an award and what came of it; of a larger one, outcome by outcome."""
    found, at = one_award(assembly, number), timezone.now()
    organisation = body(request)
    if organisation is None or organisation.pk != found.organisation_id:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for it")})
    reports = found.reports.select_related("award__assembly", "award__organisation")
    asked = request.GET.get("report", "")
    if asked.isdecimal():
        owed = get_object_or_404(reports, pk=asked)
    else:
        waiting = reports.filter(sent_at=None) if reports.filter(sent_at=None).exists() else reports
        owed = get_object_or_404(waiting.order_by("due_on", "pk")[:1])
    is_by_outcome = asks_by_outcome(pence=found.pence, small_pence=small_of(found))
    shown: dict[str, Any] = {
        "spent": owed.spent_pence / 100 if owed.spent_pence is not None else None,
        "achieved": owed.achieved,
        "people_helped": owed.people_helped,
        "by_outcome": owed.by_outcome,
    }
    outcomes = outcomes_of(found) if is_by_outcome else []
    form = forms.TellOutcomes(posted(request), outcomes=outcomes, initial=shown)
    return act(
        request,
        form=form,
        do=lambda: award_actions.report(report=owed, by=request.user, at=at, **form.told()),
        heading=_("What came of it"),
        lead=_("Asked for once; every funder of the same work can read it here."),
        facts=[(_("Due"), owed.due_on)],
        button=_("Send it"),
        done=_("It is received, and everybody can read it."),
        clause=clause_for(assembly, "outcomes", on=today(assembly)),
        **award_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def plan_payment(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say when a part of an award is due to be paid."""
    found, at = one_award(assembly, number), timezone.now()
    require_of(request, assembly, found.funder_name)
    form = forms.PlanPayment(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.plan_payment(award=found, by=request.user, at=at, **form.told()),
        heading=_("Plan a payment"),
        facts=[(_("Awarded"), in_pounds(found.pence))],
        button=_("Plan it"),
        done=_("It is planned."),
        clause=clause_for(assembly, "outcomes", on=today(assembly)),
        **award_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def pay(request: SignedIn, assembly: Assembly, number: int, part: int) -> HttpResponse:
    """Say that a payment was made."""
    found, at = one_award(assembly, number), timezone.now()
    require_of(request, assembly, found.funder_name)
    payment = get_object_or_404(
        Payment.objects.select_related("award__assembly"), award=found, pk=part
    )
    form = forms.OnDay(posted(request), initial={"on": today(assembly)})
    return act(
        request,
        form=form,
        do=lambda: actions.pay(
            payment=payment, paid_on=form.cleaned_data["on"], by=request.user, at=at
        ),
        heading=_("Say that it was paid"),
        facts=[(_("Pounds"), in_pounds(payment.pence)), (_("Due"), payment.due_on)],
        button=_("Keep it"),
        done=_("It is paid."),
        **award_page(found),
    )


def _bodies_of(request: SignedIn, assembly: Assembly) -> list[str] | None:
    """Return for which bodies somebody comes; None for an officer, who sees what all fund."""
    on = today(assembly)
    if is_officer(request.user, assembly, on=on):
        return None
    posts = posts_of(request.user, on=on).filter(assembly=assembly, kind="public-body")
    return [post.body for post in posts]


@never_cache
@open_to(KNOWN)
def controls(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show to a funder how those it funds mind money, what is late first told of; to others refuse."""
    on = today(assembly)
    names = _bodies_of(request, assembly)
    if names == []:
        raise Refusal("not-permitted", None, {"who": _("a support officer, or a body that funds")})
    shown = page_of(funded_bodies(assembly, names=names), request)
    held = {
        one.organisation_id: one
        for one in Controls.objects.filter(
            assembly=assembly, organisation__in=[one.pk for one in shown]
        ).prefetch_related("checks")
    }
    kinds = dict(FinanceCheck.Kind.choices)
    rows = []
    for one in shown:
        told = held.get(one.pk)
        owed = checks_owed(one, told, on=on)
        states = [state for _kind, _check, state in owed]
        worst = next((s for s in ("overdue", "unknown", "due") if s in states), "met")
        late = [str(kinds[kind]) for kind, _check, state in owed if state == "overdue"]
        rows.append(
            (
                Cell(one.name, url=may(request, assembly, "minding", "", one.reference)[0],
                     hint=str(one.get_size_band_display())),
                Cell(", ".join(late), state=worst),
                Cell(day=told.told_on) if told else Cell(state="unknown"),
            )
        )  # fmt: skip
    return show(
        request,
        heading=_("How those who are funded mind money"),
        lead=_("What is asked of a group fits its size."),
        clauses=[clause_for(assembly, "controls", on=on)],
        tables=[Table(_("Organisations that are funded"),
                      [_("Organisation"), _("What is due"), _("Told")], rows,
                      _("Nobody on the register is funded yet."), shown)],
    )  # fmt: skip


@never_cache
@open_to(KNOWN)
def minding(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show how one organisation minds money, to itself and to those who fund it."""
    on = today(assembly)
    found = get_object_or_404(
        Organisation.objects.filter(listings__assembly=assembly), reference=reference
    )
    own = body(request)
    is_own = own is not None and own.pk == found.pk
    names = _bodies_of(request, assembly)
    given = Award.objects.filter(assembly=assembly, organisation=found)
    funds_it = names is None or given.filter(funder_name__in=names).exists()
    if not is_own and not funds_it:
        raise Refusal("not-permitted", None, {"who": _("the organisation, or who funds it")})
    told = controls_of(assembly, found)
    kinds = dict(FinanceCheck.Kind.choices)
    rows = [
        (capfirst(str(kinds[kind])), Cell(day=check.due_on) if check else "–",
         Cell(day=check.done_on, state=state) if check and check.done_on else Cell(state=state))
        for kind, check, state in checks_owed(found, told, on=on)
    ]  # fmt: skip
    tell = may(request, assembly, "tell_controls", _("Tell how you mind money"))
    return show(
        request,
        heading=_("How %(name)s minds money") % {"name": found.name},
        lead=_("The organisation and those who fund it can read this; nobody else."),
        caption=capfirst(str(found.get_size_band_display())),
        clauses=[clause_for(assembly, "controls", on=on)],
        links=[tell if is_own else None],
        facts=[
            (_("Who answers for money"), told.accountable if told else Cell(state="unknown")),
            (_("How it is controlled"), told.words if told else Cell(state="unknown")),
            (_("Told"), Cell(day=told.told_on) if told else Cell(state="unknown")),
        ],
        tables=[Table(_("What a group of its size shows each year"),
                      [_("What"), _("Due"), _("Done")], rows)],
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def tell_controls(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Tell, as an organisation, how it minds money."""
    organisation, at = _own(request), timezone.now()
    told = controls_of(assembly, organisation)
    shown: dict[str, Any] = {}
    if told is not None:
        shown = {"accountable": told.accountable, "words": told.words}
        for kind, check, _state in checks_owed(organisation, told, on=today(assembly)):
            if check is not None:
                shown |= {f"due_{kind}": check.due_on, f"done_{kind}": check.done_on}
    form = forms.TellControls(
        posted(request), kinds=checks_of(organisation.size_band), initial=shown
    )
    return act(
        request,
        form=form,
        do=lambda: actions.tell_controls(
            assembly=assembly, organisation=organisation, by=request.user, at=at, **form.told()
        ),
        heading=_("Tell how you mind money"),
        lead=_("Those who fund you can read it; what is asked fits your size."),
        button=_("Keep it"),
        done=_("It is kept."),
        to=("funding:minding", assembly.slug, organisation.reference),
        clause=clause_for(assembly, "controls", on=today(assembly)),
        back=may(request, assembly, "minding", "", organisation.reference)[0],
    )
