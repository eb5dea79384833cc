from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.work.emergency.events import MadeReady, NoLongerReady
from folkmoot.work.emergency.models import Ready
from folkmoot.work.emergency.permits import require_speaks_for
from folkmoot.work.emergency.queries.ready import in_words, recheck


@transaction.atomic
@recording_last()
def make_ready(
    *,
    assembly: Assembly,
    organisation: Organisation,
    contact_name: str,
    phone: str,
    email: str,
    hours: str,
    helps: Iterable[str],
    capacity: str,
    by: Person,
    at: datetime,
) -> Ready:
    """
    Keep whom to ring at an organisation in an emergency and what it can do, confirmed from today.

    :raises Refusal: if `by` neither acts for it nor is a support officer.
    """
    on = day_in(assembly, at=at)
    require_speaks_for(by, organisation, assembly, on=on)
    helps = list(helps)
    made, _is_new = Ready.objects.update_or_create(
        assembly=assembly,
        organisation=organisation,
        defaults={
            "contact_name": contact_name.strip(),
            "phone": phone.strip(),
            "email": email.strip(),
            "hours": hours.strip(),
            "helps": helps,
            "capacity": capacity.strip(),
            "confirmed_on": on,
        },
    )
    _after, clause = recheck(assembly, on=on)
    event = MadeReady(organisation=organisation.name, helps=in_words(helps))
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def take_back_ready(*, ready: Ready, by: Person, at: datetime) -> None:
    """
    Delete whom to ring at an organisation and what it had said that it can do.

    :raises Refusal: if `by` neither acts for it nor is a support officer.
    """
    on = day_in(ready.assembly, at=at)
    require_speaks_for(by, ready.organisation, ready.assembly, on=on)
    event = NoLongerReady(organisation=ready.organisation.name)
    record(event, assembly=ready.assembly.slug, by=by, at=at, under=None)
    ready.delete()
