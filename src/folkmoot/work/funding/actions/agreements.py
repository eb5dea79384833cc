"""An agreement with a lead entered, checked and signed; its steps done, its money spent on its uses."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.funding.actions.keeping import keep
from folkmoot.work.funding.events import AgreementSigned, AgreementStepDone
from folkmoot.work.funding.models import Agreement, AgreementSpend, AgreementStep
from folkmoot.work.funding.permits import keeps_of, require_applies_for, require_keeps_of
from folkmoot.work.funding.queries.agreements import flags_of
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.funding.queries.clauses import clause_for

KEPT = (
    "title", "body_name", "organisation", "area", "lead_chosen", "pence", "uses", "conditions",
    "is_free", "duties", "equality_term", "equality_checked_on", "starts_on", "ends_on",
)  # fmt: skip


@transaction.atomic
def keep_agreement(
    *,
    assembly: Assembly,
    agreement: Agreement | None = None,
    by: Person,
    at: datetime,
    **kept: Any,
) -> Agreement:
    """
    Enter an agreement, or change one that is not signed yet.

    :param kept: what it says, by the names in `KEPT`.
    :raises Refusal: if it is signed, or `by` does not keep what that body funds.
    """
    on = day_in(assembly, at=at)
    names = {kept.get("body_name", ""), agreement.body_name if agreement else ""} - {""}
    for name in names or {""}:
        require_keeps_of(by, assembly, name, on=on)
    told = {name: kept[name] for name in KEPT if name in kept}
    if agreement is None:
        return Agreement.objects.create(assembly=assembly, entered_at=at, **told)
    _not_signed(agreement)
    for name, value in told.items():
        setattr(agreement, name, value)
    agreement.save(update_fields=list(told))
    return agreement


def _not_signed(agreement: Agreement) -> None:
    if agreement.signed_on is not None:
        facts = {"title": agreement.title, "signed_on": agreement.signed_on}
        raise Refusal("agreement-is-signed", None, facts)


@transaction.atomic
@recording_last()
def sign(*, agreement: Agreement, although: str, by: Person, at: datetime) -> Agreement:
    """
    Sign an agreement, once its checks hold or it is told why it is signed though one does not.

    :param although: everybody can read it.
    :raises Refusal: with the clause of the first check that flags it, if nothing is said of that.
    """
    assembly = agreement.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, agreement.body_name, on=on)
    _not_signed(agreement)
    flags = flags_of(agreement, on=on)
    if flags and not although.strip():
        flags[0].require()
    agreement.signed_on, agreement.although = on, although.strip() if flags else ""
    agreement.save(update_fields=["signed_on", "although"])
    event = AgreementSigned(
        title=agreement.title,
        body=agreement.body_name,
        organisation=agreement.organisation.name,
        pounds=in_pounds(agreement.pence),
        flags=[one.code for one in flags],
    )
    keep(event, assembly, "agreement", by=by, at=at)
    return agreement


@transaction.atomic
def add_step(
    *, agreement: Agreement, kind: str, what: str, due_on: date, by: Person, at: datetime
) -> AgreementStep:
    """
    Add a milestone or a report to an agreement.

    :raises Refusal: if `by` does not keep what that body funds.
    """
    assembly = agreement.assembly
    require_keeps_of(by, assembly, agreement.body_name, on=day_in(assembly, at=at))
    return AgreementStep.objects.create(
        agreement=agreement, kind=kind, what=what.strip(), due_on=due_on
    )


@transaction.atomic
@recording_last()
def do_step(
    *, step: AgreementStep, done_on: date, words: str, by: Person, at: datetime
) -> AgreementStep:
    """
    Tell that a milestone is reached or a report is given, as the lead or as the body that pays.

    :raises Refusal: if `by` is neither.
    """
    agreement = step.agreement
    _of_either_side(agreement, by=by, at=at)
    step.done_on, step.words = done_on, words.strip()
    step.save(update_fields=["done_on", "words"])
    event = AgreementStepDone(
        title=agreement.title,
        organisation=agreement.organisation.name,
        what=step.what,
        due_on=step.due_on,
        done_on=done_on,
    )
    keep(event, agreement.assembly, "agreement", by=by, at=at)
    return step


@transaction.atomic
def spend(
    *, agreement: Agreement, use: str, pence: int, on: date, words: str, by: Person, at: datetime
) -> AgreementSpend:
    """
    Enter what was spent of the money that was handed over.

    :raises Refusal: if it is not signed, the use is none of those permitted, more would be spent
        than was handed over, or `by` is of neither side.
    """
    _of_either_side(agreement, by=by, at=at)
    clause = clause_for(agreement.assembly, "agreement", on=day_in(agreement.assembly, at=at))
    if agreement.signed_on is None:
        raise Refusal("agreement-not-signed", clause, {"title": agreement.title})
    if use not in agreement.uses:
        raise Refusal("use-not-permitted", clause, {"uses": ", ".join(agreement.uses) or "–"})
    spent = agreement.spends.aggregate(sum=Sum("pence"))["sum"] or 0
    if spent + pence > agreement.pence:
        left = in_pounds(agreement.pence - spent)
        raise Refusal("spent-more-than-handed-over", clause, {"left": left})
    return AgreementSpend.objects.create(
        agreement=agreement, use=use, pence=pence, on=on, words=words.strip()
    )


def _of_either_side(agreement: Agreement, *, by: Person, at: datetime) -> None:
    on = day_in(agreement.assembly, at=at)
    if not keeps_of(by, agreement.assembly, agreement.body_name, on=on):
        require_applies_for(by, agreement.organisation, on=on)
