"""What whoever decides does about a breach, or about a case that a rule raised."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.membership.actions import lift, suspend
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.beginning import announce
from folkmoot.proceedings.cases.actions.closing import close
from folkmoot.proceedings.cases.actions.talking import agreement_of
from folkmoot.proceedings.cases.actions.writing import (
    hold_case,
    record_step,
    settle_decider,
    step_with,
    write_step,
)
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.permits import (
    require_decides,
    require_keeps,
    require_kind,
    require_open,
)
from folkmoot.proceedings.cases.queries.about import membership_of_case, suspension_now
from folkmoot.proceedings.cases.queries.cases import concerned, judged
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.cases.handling import breach_is_answered_in_writing
from folkmoot.rules.findings import Refusal


@transaction.atomic
def go_into(*, case: Case, by: Person, at: datetime) -> Case:
    """
    Decide to go into a case that a rule raised; its clock runs from today.

    :raises Refusal: if it does not fall to `by`, or was opened or closed already.
    """
    case = hold_case(case)
    _require_only_raised(case)
    require_decides(by, case, at=at)

    case.opened_at, case.told_on = at, day_of(case.assembly, at)
    case.save(update_fields=["opened_at", "told_on"])
    settle_decider(case, at=at)
    announce(case, under=None, by=by, at=at)
    return case


@transaction.atomic
@recording_last()
def let_rest(*, case: Case, because: str, by: Person, at: datetime) -> Case:
    """
    Decide not to go into a case that a rule raised, and say why.

    :raises Refusal: if it does not fall to `by`, or was opened or closed already.
    """
    case = hold_case(case)
    _require_only_raised(case)
    require_decides(by, case, at=at)

    close(case, Case.Outcome.RESTED, words=because, under=None, by=by, at=at)
    return case


@transaction.atomic
@recording_last()
def suspend_member(
    *,
    case: Case,
    reason: str,
    until_on: date | None,
    by: Person,
    at: datetime,
    form_key: str | None = None,
) -> Step:
    """
    Take the vote and the standing of the member that a breach is about, while it is dealt with.

    :param until_on: the first day it no longer applies; None until it is lifted.
    :raises Refusal: if the case does not fall to `by`, it is no member, or is suspended already.
    """
    if (made := step_with(form_key)) is not None:
        return made
    case = hold_case(case)
    require_open(case)
    require_kind(case, Case.Kind.BREACH)
    part = require_decides(by, case, at=at)
    on = day_of(case.assembly, at)
    membership = membership_of_case(case, on=on)
    if membership is None:
        raise _no_membership(case, on=on)

    suspend(
        membership=membership, reason=reason, case=case.reference,
        decided_by_name=part.decider.name or by.name, decided_on=on, until_on=until_on,
        by=by, at=at, presides=True,
    )  # fmt: skip
    step = write_step(case, Step.Kind.SUSPENDED, words=reason, form_key=form_key, by=by, at=at)
    record_step(case, step, under=None, at=at)
    return step


@transaction.atomic
@recording_last()
def lift_suspension(*, case: Case, by: Person, at: datetime) -> Step:
    """
    Give the member its rights again before the case is closed.

    :raises Refusal: if the case does not fall to `by`, or no suspension rests on it.
    """
    case = hold_case(case)
    require_open(case)
    part = require_decides(by, case, at=at)
    on = day_of(case.assembly, at)
    suspension = suspension_now(case, on=on)
    if suspension is None:
        body = concerned(case)
        facts = {"organisation": body.name if body else ""}
        raise Refusal("not-suspended-by-this-case", None, facts)

    lift(
        membership=suspension.membership, decided_by_name=part.decider.name or by.name,
        by=by, at=at, presides=True,
    )  # fmt: skip
    step = write_step(case, Step.Kind.LIFTED, by=by, at=at)
    record_step(case, step, under=None, at=at)
    return step


@transaction.atomic
@recording_last()
def put_right(*, case: Case, words: str, by: Person, at: datetime) -> Case:
    """
    Close a breach that was put right, or a concern that was answered, in writing.

    :raises Refusal: if the case does not fall to `by`, or nothing is written.
    """
    case = hold_case(case)
    require_open(case)
    require_kind(case, Case.Kind.BREACH, Case.Kind.CONCERN)
    require_decides(by, case, at=at)
    is_breach = case.kind == Case.Kind.BREACH
    finding = None
    if is_breach:
        book = agreement_of(case, at=at)
        finding = judged(book, breach_is_answered_in_writing, is_written=bool(words.strip()))
    under = finding.require().clause if finding is not None else None

    case.is_rectifiable = True if is_breach else None
    case.save(update_fields=["is_rectifiable"])
    write_step(case, Step.Kind.RESOLUTION, words=words, by=by, at=at)
    outcome = Case.Outcome.RECTIFIED if is_breach else Case.Outcome.ANSWERED
    close(case, outcome, words=words, under=under, by=by, at=at)
    return case


@transaction.atomic
def link_cases(*, case: Case, other: Case, by: Person, at: datetime) -> Step:
    """
    Say that two cases belong together; neither holds the other up.

    :raises Refusal: if either is not `by`'s to keep, both are the same, or they are linked.
    """
    case = hold_case(case)
    require_keeps(by, case, at=at)
    require_keeps(by, other, at=at)
    if other.pk == case.pk:
        raise Refusal("linked-with-itself", None, {})
    if case.related.filter(pk=other.pk).exists():
        raise Refusal("linked-already", None, {})

    case.related.add(other)
    step = write_step(case, Step.Kind.LINKED, words=other.reference, by=by, at=at)
    write_step(other, Step.Kind.LINKED, words=case.reference, by=by, at=at)
    record_step(case, step, under=None, at=at)
    return step


def _require_only_raised(case: Case) -> None:
    """:raises Refusal: if somebody decided already whether to go into it."""
    if case.closed_at is not None:
        require_open(case)
    if case.opened_at is not None:
        facts = {"opened_on": day_of(case.assembly, case.opened_at)}
        raise Refusal("case-opened-already", None, facts)


def _no_membership(case: Case, *, on: date) -> Refusal:
    body = concerned(case)
    facts = {"organisation": body.name if body is not None else "", "on": on}
    return Refusal("no-membership-to-judge", None, facts)
