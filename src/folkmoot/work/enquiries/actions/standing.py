"""What stands at the door: kinds of request that are followed, and contacts with a name."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.periods import add
from folkmoot.work.enquiries.events import (
    ContactNamed,
)
from folkmoot.work.enquiries.models import (
    Following,
    NamedContact,
)
from folkmoot.work.enquiries.queries import check_period


@transaction.atomic
def follow_kinds(
    *, assembly: Assembly, organisation: Organisation, kinds: Iterable[str]
) -> list[Following]:
    """Follow some kinds of request and no others; each new one of them is told by letter."""
    wanted = set(kinds)
    found = Following.objects.filter(assembly=assembly, organisation=organisation)
    found.exclude(request_kind__in=wanted).delete()
    return [
        Following.objects.get_or_create(
            assembly=assembly, organisation=organisation, request_kind=kind
        )[0]
        for kind in sorted(wanted)
    ]


@transaction.atomic
@recording_last()
def name_contact(
    *,
    assembly: Assembly,
    name: str,
    role: str,
    organisation_name: str,
    phone: str,
    email: str,
    by: Person,
    at: datetime,
) -> NamedContact:
    """
    Name somebody whom the public may reach and who agreed to it, or confirm that they still are.

    :raises Refusal: if `by` is not a support officer.
    """
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    said = {
        "role": role.strip(),
        "organisation_name": organisation_name.strip(),
        "phone": phone.strip(),
        "email": email,
        "confirmed_on": on,
        "confirm_by": add(on, check_period(assembly, on=on)),
    }
    made, _ = NamedContact.objects.update_or_create(
        assembly=assembly, name=name.strip(), defaults=said
    )
    event = ContactNamed(
        role=made.role, organisation=made.organisation_name, confirm_by=made.confirm_by
    )
    clause = clause_adopted(assembly, "named-contacts", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made
