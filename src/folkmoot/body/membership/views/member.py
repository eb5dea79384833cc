from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership import actions, forms, queries
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.queries.agreement import clause_with_key
from folkmoot.body.membership.views.frame import (
    answer,
    is_officer_here,
    keeps_here,
    latest,
    require_theirs,
    survivor_of,
)
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.doors import EVERYONE, SIGNED_IN, Request, SignedIn, open_to, send_on
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.membership.leaving import leaving_ends_on
from folkmoot.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a member, or is to."""

    when: date
    label: str
    state: str
    clause: Clause | None = None
    note: str = ""


@open_to(EVERYONE)
def member(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """One member: its class, since when, how it stands; more for itself and for officers."""
    on = day_in(assembly, at=timezone.now())
    try:
        membership = latest(assembly, reference, on=on)
    except Http404:
        if (survivor := survivor_of(reference)) is None:
            raise
        return send_on(request, "membership:member", assembly, survivor.reference)
    organisation = membership.organisation
    person = request.user
    acts = isinstance(person, Person) and may_act_for(person, organisation, on=on)
    is_officer = is_officer_here(request, assembly, on=on)
    book = queries.agreement(assembly, on=on)
    every = list(queries.memberships_of(assembly, organisation, on=on))
    signed = list(queries.declarations_of(every))
    suspensions = list(queries.suspensions_of(every))
    sees_more = acts or is_officer
    context = {
        "membership": membership,
        "book": book,
        "acts": acts,
        "is_keeper": is_officer or keeps_here(request, assembly, on=on),
        "sees_more": sees_more,
        "declarations": signed,
        "suspended": next(
            (each for each in suspensions if membership.is_suspended and each.applies_on(on)),
            None,
        ),
        "steps": _steps(every, signed, suspensions if sees_more else [], book, on=on),
        "may_withdraw": acts and membership.state != "ended" and _has_resigned(membership),
    }
    return render(request, "membership/member.html", context)


@open_to(SIGNED_IN, methods=("GET", "POST"))
def re_sign(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Sign the version of the agreement now in force."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    membership = latest(assembly, reference, on=on)
    require_theirs(request, membership, on=on)
    book = queries.agreement(assembly, on=on)
    if book is None:
        raise Http404
    start = {
        "signer_name": request.user.name,
        "signer_role": request.acting_for.title if request.acting_for else "",
        "organisation": reference,
        "signed_on": on,
        "text_digest": queries.text_digest(book),
        "key": uuid4().hex,
    }
    organisations = Organisation.objects.filter(reference=reference).order_by("pk")
    form = forms.Declare(request.POST or None, organisations=organisations, initial=start)
    if form.is_valid():
        try:
            declaration = actions.re_sign(
                membership=membership, signature=form.signature(), by=request.user, at=at
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request,
                _("Version %(version)s is signed for %(name)s.")
                % {"version": book.number, "name": membership.organisation.name},
            )
            return send_on(request, "membership:receipt", assembly, declaration.receipt)
    text = [(entry.clause, book.told(key)) for key, entry in book.clauses.items()]
    context = {"form": form, "membership": membership, "book": book, "text": text}
    return answer(request, "membership/re_sign.html", context, was_refused=form.is_bound)


@open_to(SIGNED_IN, methods=("GET", "POST"))
def notice(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Give notice to leave, with the day it would end shown first."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    membership = latest(assembly, reference, on=on)
    require_theirs(request, membership, on=on)
    book = queries.agreement(assembly, on=on)
    if book is None:
        raise Http404
    form = forms.GiveNotice(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            left = actions.give_notice(
                membership=membership, words=form.cleaned_data["words"], by=request.user, at=at
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _told_of_notice(left))
            return send_on(request, "membership:member", assembly, reference)
    context = {
        "form": form,
        "membership": membership,
        "ends_on": leaving_ends_on(book, given_on=on),
        "clause": clause_with_key(book, "leaving"),
    }
    return answer(request, "membership/notice.html", context, was_refused=form.is_bound)


@open_to(SIGNED_IN, methods=("POST",))
def withdraw_notice(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Stay after all."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    membership = latest(assembly, reference, on=on)
    require_theirs(request, membership, on=on)
    actions.withdraw_notice(membership=membership, by=request.user, at=at)
    messages.success(
        request, _("The notice of %(name)s is withdrawn.") % {"name": membership.organisation.name}
    )
    return send_on(request, "membership:member", assembly, reference)


def _told_of_notice(membership: Membership) -> str:
    return _("Notice is given. The membership of %(name)s ends on %(day)s.") % {
        "name": membership.organisation.name,
        "day": f"{membership.ceases_on:%-d %B %Y}",
    }


def _has_resigned(membership: Membership) -> bool:
    return membership.ended_because == Membership.Ended.RESIGNED


def _steps(
    every: list[Membership],
    signed: list[Any],
    suspensions: list[Any],
    book: Rulebook | None,
    *,
    on: date,
) -> list[Step]:
    """Tell a member's whole life in order, with what is to come."""

    def clause(key: str) -> Clause | None:
        return clause_with_key(book, key) if book else None

    def step(when: date, label: str, key: str, note: str = "") -> Step:
        return Step(when, label, "to come" if when > on else "past", clause(key), note)

    steps = []
    for each in every:
        steps.append(step(each.admitted_on, _("Became a member"), "sign-up"))
        if each.notice_given_on:
            steps.append(step(each.notice_given_on, _("Gave notice to leave"), "leaving"))
        if each.excluded_on:
            label = _("Left out of business while its notice runs")
            steps.append(step(each.excluded_on, label, "leaving-exclusion"))
        if each.ceases_on:
            label = _("Membership ends") if each.ceases_on > on else _("Membership ended")
            note = Membership.Ended(each.ended_because).label
            steps.append(step(each.ceases_on, label, "leaving", note))
    for declaration in signed:
        label = _("Signed version %(version)s") % {"version": declaration.version}
        steps.append(step(declaration.signed_on, label, "declaration"))
    for suspension in suspensions:
        steps.append(step(suspension.from_on, _("Suspended"), "suspension"))
        if suspension.until_on:
            steps.append(step(suspension.until_on, _("Suspension ends"), "suspension"))
    return sorted(steps, key=lambda step: step.when)
