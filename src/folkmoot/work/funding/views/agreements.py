"""Agreements with those who lead a service: what they say, how they are checked, signed and followed."""

from datetime import date
from typing import Any

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.queries.places import served_places
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.questions import YES_NO
from folkmoot.rules.findings import Refusal
from folkmoot.work.funding.actions import agreements as actions
from folkmoot.work.funding.forms import monitoring as forms
from folkmoot.work.funding.models import Agreement, AgreementStep
from folkmoot.work.funding.queries.agreements import agreements as agreements_of
from folkmoot.work.funding.queries.agreements import flags_of, state_of_step
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.views.frame import (
    BOTH,
    body,
    keeps,
    keeps_of,
    listed,
    may,
    own_body,
    page_of,
    require,
    require_of,
    today,
)
from folkmoot.work.funding.views.tables import Cell, Table, show


@open_to(EVERYONE)
def agreements(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the agreements with leads: money handed over, whether signed, and what is late."""
    on = today(assembly)
    shown = page_of(agreements_of(assembly), request)
    rows = [
        (
            Cell(one.title, url=may(request, assembly, "agreement", "", one.pk)[0]),
            Cell(one.organisation.name, hint=one.body_name),
            in_pounds(one.pence),
            _signed(one, on=on),
            _late(one, on=on),
        )
        for one in shown
    ]
    heads = [
        _("Agreement"), _("Lead"), "#" + _("Handed over"), _("How it stands"), _("Milestones and reports"),
    ]  # fmt: skip
    enter = may(request, assembly, "enter_agreement", _("Enter an agreement"))
    return show(
        request,
        heading=_("Agreements with those who lead"),
        lead=_("A lead that was chosen gets money of its own to spend, on uses that are agreed."),
        clauses=[clause_for(assembly, "agreement", on=on)],
        links=[enter if keeps(request, assembly) else None],
        tables=[Table(_("Agreements"), heads, rows, _("No agreement is entered."), shown)],
    )


def _signed(one: Agreement, *, on: date) -> Cell:
    flags = flags_of(one, on=on)
    if one.signed_on:
        return Cell(one.although, state="signed")
    return Cell(state="not signed", hint=_("flagged by a check") if flags else "")


def _late(one: Agreement, *, on: date) -> Cell:
    states = [state_of_step(step.due_on, step.done_on, on=on) for step in one.steps.all()]
    overdue = states.count("overdue")
    done = sum(state in ("met", "late") for state in states)
    told = _("%(done)d of %(all)d done") % {"done": done, "all": len(states)}
    return Cell(told, state="overdue" if overdue else "")


def _one(assembly: Assembly, number: int) -> Agreement:
    return get_object_or_404(agreements_of(assembly), pk=number)


def _is_of_it(request: Request, found: Agreement) -> bool:
    organisation = body(request)
    is_lead = organisation is not None and organisation.pk == found.organisation_id
    return is_lead or keeps_of(request, found.assembly, found.body_name)


@open_to(EVERYONE)
def agreement(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """Show an agreement: what it says, what its checks say, how far it is, and what was spent."""
    found = _one(assembly, number)
    on = today(assembly)
    is_keeper = keeps_of(request, assembly, found.body_name)
    is_of_it = _is_of_it(request, found)
    zone = timezone.get_current_timezone()
    flags = flags_of(found, on=on)
    checks = [
        (
            _("Flagged by a check") if found.signed_on is None else _("Flagged when it was signed"),
            Cell(flag.in_words(zone), state="missed", hint=str(flag.clause)),
        )
        for flag in flags
    ] or [(_("Checks"), Cell(_("Free in law, duties stated, equality law named."), state="met"))]
    steps = [
        (
            Cell(step.what, hint=step.get_kind_display()),
            Cell(day=step.due_on, state=state_of_step(step.due_on, step.done_on, on=on)),
            Cell(step.words) if step.done_on else Cell(
                action=may(request, assembly, "do_step", _("Tell that it is done"), found.pk,
                           step.pk) if is_of_it else None),
        )
        for step in found.steps.order_by("due_on", "pk")
    ]  # fmt: skip
    by_use = dict(found.spends.values_list("use").annotate(sum=Sum("pence")).order_by("use"))
    spent = sum(by_use.values())
    spends = [(use, in_pounds(by_use.get(use, 0))) for use in found.uses]
    at = found.pk
    links = [
        may(request, assembly, "change_agreement", _("Change it"), at)
        if is_keeper and not found.signed_on else None,
        may(request, assembly, "sign", _("Sign it"), at)
        if is_keeper and not found.signed_on else None,
        may(request, assembly, "add_step", _("Add a milestone or report"), at)
        if is_keeper else None,
        may(request, assembly, "spend", _("Enter what was spent"), at)
        if is_of_it and found.signed_on else None,
    ]  # fmt: skip
    return show(
        request,
        heading=found.title,
        caption=f"{found.body_name} – {found.organisation.name}",
        clauses=[clause_for(assembly, "agreement", on=on)],
        links=links,
        facts=[
            (_("How it stands"),
             Cell(day=found.signed_on, state="signed") if found.signed_on
             else Cell(state="not signed")),
            *checks,
            *([(_("Signed all the same because"), found.although)] if found.although else []),
            (_("Lead"), Cell(found.organisation.name, hint=found.lead_chosen)),
            (_("Place"), found.area.name if found.area else _("Everywhere")),
            (_("From"), Cell(day=found.starts_on)),
            (_("Through"), Cell(day=found.ends_on)),
            (_("Handed over"), in_pounds(found.pence)),
            (_("Spent"), in_pounds(spent)),
            (_("Left"), in_pounds(found.pence - spent)),
            (_("Conditions"), found.conditions or "–"),
            (_("Duties of the public body"), found.duties or Cell(state="unknown")),
            (_("On the law of equality"), found.equality_term or Cell(state="unknown")),
            (_("That law last checked"),
             Cell(day=found.equality_checked_on) if found.equality_checked_on
             else Cell(state="unknown")),
        ],
        tables=[
            Table(_("Milestones and reports"), [_("What"), _("Due"), _("Told")], steps,
                  _("None is set.")),
            Table(_("What it may be spent on"), [_("Use"), "#" + _("Spent")], spends),
        ],
        crumbs=[may(request, assembly, "agreements", _("Agreements"))],
    )  # fmt: skip


def _form(request: SignedIn, assembly: Assembly, shown: dict[str, Any]) -> forms.KeepAgreement:
    return forms.KeepAgreement(
        posted(request),
        organisations=listed(assembly),
        areas=served_places(assembly),
        initial=shown,
    )


@open_to(KNOWN, methods=BOTH)
def enter_agreement(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter an agreement with a lead."""
    require(request, assembly)
    at = timezone.now()
    form = _form(request, assembly, {"body_name": own_body(request, assembly), "is_free": ""})
    return act(
        request,
        form=form,
        do=lambda: actions.keep_agreement(assembly=assembly, by=request.user, at=at, **form.told()),
        heading=_("Enter an agreement"),
        button=_("Enter it"),
        done=_("It is entered, and checked before it is signed."),
        to=lambda made: ("funding:agreement", assembly.slug, made.pk),
        clause=clause_for(assembly, "agreement", on=today(assembly)),
        back=may(request, assembly, "agreements", "")[0],
    )


@open_to(KNOWN, methods=BOTH)
def change_agreement(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Change an agreement that is not signed yet."""
    found, at = _one(assembly, number), timezone.now()
    require_of(request, assembly, found.body_name)
    shown = {name: getattr(found, name) for name in actions.KEPT}
    shown |= {"sum": found.pence / 100, "uses": "\n".join(found.uses)}
    shown["is_free"] = YES_NO.get(found.is_free, "")
    form = _form(request, assembly, shown)
    return _act(
        request, found, form, heading=_("Change the agreement"), button=_("Keep it"),
        done=_("It is kept."),
        do=lambda: actions.keep_agreement(
            assembly=assembly, agreement=found, by=request.user, at=at, **form.told()
        ),
    )  # fmt: skip


def _act(request: SignedIn, found: Agreement, form: Act, **more: Any) -> HttpResponse:
    given: dict[str, Any] = {
        "to": ("funding:agreement", found.assembly.slug, found.pk),
        "back": may(request, found.assembly, "agreement", "", found.pk)[0],
        "caption": found.title,
        "clause": clause_for(found.assembly, "agreement", on=today(found.assembly)),
    }
    return act(request, form=form, **given | more)


@open_to(KNOWN, methods=BOTH)
def sign(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Sign an agreement, after its checks."""
    found, at = _one(assembly, number), timezone.now()
    require_of(request, assembly, found.body_name)
    form = forms.SignIt(posted(request))
    zone = timezone.get_current_timezone()
    return _act(
        request, found, form, heading=_("Sign the agreement"), button=_("Sign it"),
        done=_("It is signed."), warns=True,
        facts=[(_("Flagged by a check"), flag.in_words(zone)) for flag in flags_of(
            found, on=today(assembly))],
        do=lambda: actions.sign(agreement=found, by=request.user, at=at, **form.cleaned_data),
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def add_step(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Add a milestone or a report."""
    found, at = _one(assembly, number), timezone.now()
    require_of(request, assembly, found.body_name)
    form = forms.AddStep(posted(request))
    return _act(
        request, found, form, heading=_("Add a milestone or report"), button=_("Add it"),
        done=_("It is added."),
        do=lambda: actions.add_step(agreement=found, by=request.user, at=at, **form.cleaned_data),
    )  # fmt: skip


def _require_of_it(request: SignedIn, found: Agreement) -> None:
    if not _is_of_it(request, found):
        raise Refusal("not-permitted", None, {"who": _("the lead, or the body that pays")})


@open_to(KNOWN, methods=BOTH)
def do_step(request: SignedIn, assembly: Assembly, number: int, part: int) -> HttpResponse:
    """Tell that a milestone is reached or a report given."""
    found, at = _one(assembly, number), timezone.now()
    _require_of_it(request, found)
    step = get_object_or_404(
        AgreementStep.objects.select_related("agreement__assembly", "agreement__organisation"),
        agreement=found, pk=part,
    )  # fmt: skip
    form = forms.DoStep(posted(request), initial={"done_on": today(assembly)})
    return _act(
        request, found, form, heading=_("Tell that it is done"), button=_("Tell it"),
        done=_("It is told."), facts=[(_("What"), step.what), (_("Due"), step.due_on)],
        do=lambda: actions.do_step(step=step, by=request.user, at=at, **form.cleaned_data),
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def spend(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Enter what was spent of money that was handed over."""
    found, at = _one(assembly, number), timezone.now()
    _require_of_it(request, found)
    form = forms.Spend(posted(request), uses=found.uses, initial={"on": today(assembly)})
    return _act(
        request, found, form, heading=_("Enter what was spent"), button=_("Enter it"),
        done=_("It is entered."),
        do=lambda: actions.spend(agreement=found, by=request.user, at=at, **form.told()),
    )  # fmt: skip
