"""A service that is due for renewal entered, the ways to give it weighed, and one of them chosen."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.work.funding.actions.keeping import keep
from folkmoot.work.funding.events import DeliveryChosen, ServiceDueForRenewal
from folkmoot.work.funding.models import DeliveryOption, Fund, FundRule, Service
from folkmoot.work.funding.permits import require_keeps_of


@transaction.atomic
@recording_last()
def enter_service(
    *,
    assembly: Assembly,
    title: str,
    body_name: str,
    directorate: str,
    given_now: str,
    renew_on: date,
    by: Person,
    at: datetime,
) -> Service:
    """
    Enter a service that is due for renewal.

    :raises Refusal: if `by` does not keep what that body funds.
    """
    require_keeps_of(by, assembly, body_name, on=day_in(assembly, at=at))
    made, is_new = Service.objects.update_or_create(
        assembly=assembly,
        title=title.strip(),
        body_name=body_name.strip(),
        defaults={
            "directorate": directorate.strip(),
            "given_now": given_now.strip(),
            "renew_on": renew_on,
        },
    )
    if is_new:
        event = ServiceDueForRenewal(service=made.title, body=made.body_name, renew_on=renew_on)
        keep(event, assembly, "options", by=by, at=at)
    return made


@transaction.atomic
def weigh(
    *,
    service: Service,
    way: str,
    title: str,
    outcome: str,
    value: str,
    pence: int | None,
    by: Person,
    at: datetime,
) -> DeliveryOption:
    """
    Weigh one way to give a service: what local people gain, and what it gives for its price.

    :raises Refusal: if `by` does not keep what that body funds.
    """
    assembly = service.assembly
    require_keeps_of(by, assembly, service.body_name, on=day_in(assembly, at=at))
    made, _is_new = DeliveryOption.objects.update_or_create(
        service=service,
        title=title.strip(),
        defaults={"way": way, "outcome": outcome.strip(), "value": value.strip(), "pence": pence},
    )
    return made


@transaction.atomic
@recording_last()
def choose(
    *, service: Service, option: DeliveryOption, because: str, by: Person, at: datetime
) -> Service:
    """
    Say which of the ways is chosen, and why.

    :raises Refusal: if `by` does not keep what that body funds.
    """
    assembly = service.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, service.body_name, on=on)
    service.chosen, service.chosen_because, service.chosen_on = option, because.strip(), on
    service.save(update_fields=["chosen", "chosen_because", "chosen_on"])
    event = DeliveryChosen(
        service=service.title,
        body=service.body_name,
        way=option.title,
        weighed=sum(one.is_weighed for one in service.options.all()),
    )
    keep(event, assembly, "options", by=by, at=at)
    return service


@transaction.atomic
def list_rule(
    *, fund: Fund, kind: str, words: str, checked_on: date | None, by: Person, at: datetime
) -> FundRule:
    """
    List a rule of law, of buying or of charities that applies to a fund, though it be public.

    :raises Refusal: if `by` does not keep what that body funds.
    """
    on = day_in(fund.assembly, at=at)
    require_keeps_of(by, fund.assembly, fund.funder_name, fund.run_by, on=on)
    return FundRule.objects.create(fund=fund, kind=kind, words=words.strip(), checked_on=checked_on)
