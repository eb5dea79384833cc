from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.events import AuthorityGiven
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.body.organisations.permits import require_may_keep
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal


@transaction.atomic
def give_authority(
    *,
    assembly: Assembly,
    organisation: Organisation,
    person: Person,
    title: str = "",
    by: Person,
    at: datetime,
) -> Authority:
    """
    Let a person act for an organisation from today, and write to tell them.

    :param by: somebody who acts for it, or an officer of an assembly that lists it.
    :raises Refusal: if `by` may not keep its listing, or the person may act for it already.
    """
    on = day_in(assembly, at=at)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require_may_keep(by, assembly, organisation, on=on)
    if may_act_for(person, organisation, on=on):
        facts = {"person": person.name or person.email, "name": organisation.name}
        raise Refusal("already-may-act", None, facts)

    authority = Authority.objects.create(
        organisation=organisation, person=person, title=title, from_on=on
    )
    if organisation.state == Organisation.State.LISTED:
        organisation.state = Organisation.State.CLAIMED
        organisation.save(update_fields=["state"])
    event = AuthorityGiven(
        organisation=organisation.reference,
        name=organisation.name,
        person=person.reference,
        title=title,
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    tell(person, event, assembly=assembly.slug, at=at)
    return authority
