from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.events import EstimateKept, SupportBodyNamed
from folkmoot.body.organisations.models import Estimate, Organisation, SupportBody
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person


@transaction.atomic
def name_support_body(
    *,
    assembly: Assembly,
    organisation: Organisation,
    kind: str = "generalist",
    sub_sector: str = "",
    services: str = "",
    short_name: str = "",
    side: str = "",
    by: Person | None,
    at: datetime,
) -> SupportBody:
    """
    Recognise an organisation as an infrastructure body of an assembly, or change how it is shown.

    :param side: the part of the area that it stands for, where a quorum counts sides.
    :param by: an officer, or None from the command line.
    :raises Refusal: if `by` is no officer of the assembly.
    """
    if by is not None:
        require_officer(by, assembly, on=day_in(assembly, at=at))
    given = {
        "kind": kind, "sub_sector": sub_sector, "services": services,
        "short_name": short_name, "side": side,
    }  # fmt: skip
    body, is_new = SupportBody.objects.get_or_create(
        assembly=assembly, organisation=organisation, defaults=given
    )
    if not is_new:
        if all(getattr(body, field) == value for field, value in given.items()):
            return body
        for field, value in given.items():
            setattr(body, field, value)
        body.save()
    event = SupportBodyNamed(organisation=organisation.reference, name=organisation.name, kind=kind)
    record(event, assembly=assembly.slug, by=by, at=at)
    return body


@transaction.atomic
def keep_estimate(
    *,
    assembly: Assembly,
    organisations: int,
    source: str,
    as_at_on: date | None,
    by: Person | None,
    at: datetime,
) -> Estimate:
    """
    Keep a published figure of how many organisations there are, with who says so.

    It is shown beside our own count and never mixed with it. One figure for each source.

    :raises Refusal: if `by` is no officer of the assembly.
    """
    if by is not None:
        require_officer(by, assembly, on=day_in(assembly, at=at))
    estimate, is_new = Estimate.objects.get_or_create(
        assembly=assembly,
        source=source,
        defaults={"organisations": organisations, "as_at_on": as_at_on},
    )
    if not is_new:
        if (estimate.organisations, estimate.as_at_on) == (organisations, as_at_on):
            return estimate
        estimate.organisations, estimate.as_at_on = organisations, as_at_on
        estimate.save()
    event = EstimateKept(organisations=organisations, source=source)
    record(event, assembly=assembly.slug, by=by, at=at)
    return estimate
