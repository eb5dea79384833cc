from datetime import datetime

from django.db import transaction
from django.db.models import Q

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.events import AuthorityEnded
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.body.organisations.permits import require_may_keep
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def end_authority(
    *, assembly: Assembly, authority: Authority, by: Person, at: datetime
) -> Authority:
    """
    End a person's authority: today is the first day they may no longer act.

    A listing that nobody looks after any more can be claimed again.

    :raises Refusal: if `by` may not keep the organisation's listing, or it has ended already.
    """
    on = day_in(assembly, at=at)
    organisation = Organisation.objects.select_for_update().get(pk=authority.organisation_id)
    require_may_keep(by, assembly, organisation, on=on)
    authority = Authority.objects.select_related("person").get(pk=authority.pk)
    if authority.until_on is not None and authority.until_on <= on:
        raise Refusal("authority-has-ended", None, {})

    authority.until_on = max(on, authority.from_on)
    authority.save(update_fields=["until_on"])
    others = Authority.objects.filter(organisation=organisation)
    if not others.filter(Q(until_on=None) | Q(until_on__gt=on)).exists():
        organisation.state = Organisation.State.LISTED
        organisation.save(update_fields=["state"])
    event = AuthorityEnded(
        organisation=organisation.reference,
        name=organisation.name,
        person=authority.person.reference,
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    publish(event, about=authority, by=by, at=at)
    tell(authority.person, event, assembly=assembly.slug, at=at)
    return authority
