from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.events import DetailsConfirmed
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.permits import require_may_keep
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person


@transaction.atomic
def confirm_details(
    *, assembly: Assembly, organisation: Organisation, by: Person, at: datetime
) -> Organisation:
    """
    Say that what the register says of an organisation is still right.

    Saying so twice on one day is saying it once.

    :raises Refusal: if `by` may not keep its listing, or it has closed.
    """
    on = day_in(assembly, at=at)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require_may_keep(by, assembly, organisation, on=on)
    if organisation.last_confirmed_on != on:
        organisation.last_confirmed_on = on
        organisation.save(update_fields=["last_confirmed_on"])
        event = DetailsConfirmed(organisation=organisation.reference, name=organisation.name)
        record(event, assembly=assembly.slug, by=by, at=at)
    return organisation
