from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.actions.keep_in_step import keep_in_step
from folkmoot.body.organisations.events import OrganisationClosed
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.permits import require_may_keep
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def close_organisation(
    *, assembly: Assembly, organisation: Organisation, reason: str, by: Person, at: datetime
) -> Organisation:
    """
    Say that an organisation has closed: it leaves the directory, its history stays.

    :raises Refusal: if `by` may not keep its listing, it has closed, or no reason is given.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require_may_keep(by, assembly, organisation, on=day_in(assembly, at=at))
    if not reason.strip():
        raise Refusal("closing-without-reason", None, {})

    organisation.state = Organisation.State.CLOSED
    organisation.save(update_fields=["state"])
    keep_in_step([organisation.pk])
    event = OrganisationClosed(
        organisation=organisation.reference, name=organisation.name, reason=reason.strip()
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    publish(event, about=organisation, by=by, at=at)
    return organisation
