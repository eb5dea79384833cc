"""Awards paid in parts, and funded organisations that tell how they mind money."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.rules.funding.monitoring import checks_of
from folkmoot.work.funding.actions.keeping import keep
from folkmoot.work.funding.events import AwardPaid, ControlsTold
from folkmoot.work.funding.models import Award, Controls, FinanceCheck, Payment
from folkmoot.work.funding.permits import require_applies_for, require_keeps_of
from folkmoot.work.funding.queries.awards import in_pounds


@transaction.atomic
def plan_payment(*, award: Award, pence: int, due_on: date, by: Person, at: datetime) -> Payment:
    """
    Say when a part of an award is due to be paid; a day that is planned already is changed.

    :raises Refusal: if the payments would come to more than the award, or `by` may not.
    """
    assembly = award.assembly
    require_keeps_of(by, assembly, award.funder_name, on=day_in(assembly, at=at))
    others = Payment.objects.filter(award=award).exclude(due_on=due_on)
    whole = (others.aggregate(sum=Sum("pence"))["sum"] or 0) + pence
    if whole > award.pence:
        facts = {"sum": in_pounds(whole), "award": in_pounds(award.pence)}
        raise Refusal("payments-do-not-add-up", None, facts)
    made, _is_new = Payment.objects.update_or_create(
        award=award, due_on=due_on, defaults={"pence": pence}
    )
    return made


@transaction.atomic
@recording_last()
def pay(*, payment: Payment, paid_on: date, by: Person, at: datetime) -> Payment:
    """
    Say on which day a payment was made.

    :raises Refusal: if `by` does not keep what the body funds.
    """
    award = payment.award
    require_keeps_of(by, award.assembly, award.funder_name, on=day_in(award.assembly, at=at))
    payment.paid_on = paid_on
    payment.save(update_fields=["paid_on"])
    event = AwardPaid(
        identifier=award.identifier,
        organisation=award.recipient_name,
        pounds=in_pounds(payment.pence),
        due_on=payment.due_on,
        paid_on=paid_on,
    )
    keep(event, award.assembly, "outcomes", by=by, at=at)
    return payment


@transaction.atomic
@recording_last()
def tell_controls(
    *,
    assembly: Assembly,
    organisation: Organisation,
    accountable: str,
    words: str,
    days: Mapping[str, tuple[date | None, date | None]],
    by: Person,
    at: datetime,
) -> Controls:
    """
    Tell, as an organisation, who answers for its money, how it is controlled, and when it is checked.

    :param days: by kind of check, when the next is due and when the last that was due was done; of
        a kind that an organisation of its size need not show, nothing is kept.
    :raises Refusal: if `by` does not act for it.
    """
    on = day_in(assembly, at=at)
    require_applies_for(by, organisation, on=on)
    made, _is_new = Controls.objects.update_or_create(
        assembly=assembly,
        organisation=organisation,
        defaults={"accountable": accountable.strip(), "words": words.strip(), "told_on": on},
    )
    for kind in checks_of(organisation.size_band):
        due_on, done_on = days.get(kind, (None, None))
        if due_on is not None:
            FinanceCheck.objects.update_or_create(
                controls=made, kind=kind, due_on=due_on, defaults={"done_on": done_on}
            )
    keep(ControlsTold(organisation=organisation.name), assembly, "controls", by=by, at=at)
    return made
