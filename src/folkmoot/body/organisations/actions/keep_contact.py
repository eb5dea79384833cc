from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.events import ContactKept, ContactRemoved
from folkmoot.body.organisations.models import Contact, Organisation
from folkmoot.body.organisations.permits import require_may_keep
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person


@transaction.atomic
def keep_contact(
    *,
    assembly: Assembly,
    organisation: Organisation,
    kind: str,
    value: str,
    public: bool,
    by: Person,
    at: datetime,
) -> Contact:
    """
    Keep a way to reach an organisation, shown to the public only where it has agreed.

    The same way again only changes whether it is shown, and from which day.

    :raises Refusal: if `by` may not keep its listing, or it has closed.
    """
    on = day_in(assembly, at=at)
    require_may_keep(by, assembly, organisation, on=on)
    held = Contact.objects.filter(organisation=organisation, kind=kind, value=value)
    contact = held.order_by("pk").first()
    if contact is None:
        contact = Contact(organisation=organisation, kind=kind, value=value)
    if contact.pk and public == (contact.public_since is not None):
        return contact
    contact.public_since = on if public else None
    contact.save()
    event = ContactKept(
        organisation=organisation.reference, name=organisation.name, kind=kind, public=public
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    return contact


@transaction.atomic
def remove_contact(*, assembly: Assembly, contact: Contact, by: Person, at: datetime) -> None:
    """
    Take a way to reach an organisation away for good.

    :raises Refusal: if `by` may not keep its listing, or it has closed.
    """
    organisation = contact.organisation
    require_may_keep(by, assembly, organisation, on=day_in(assembly, at=at))
    event = ContactRemoved(
        organisation=organisation.reference, name=organisation.name, kind=contact.kind
    )
    contact.delete()
    record(event, assembly=assembly.slug, by=by, at=at)
