from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.actions.keep_in_step import keep_in_step
from folkmoot.body.organisations.events import OrganisationsMerged
from folkmoot.body.organisations.models import (
    Alias,
    Authority,
    Contact,
    Identifier,
    Link,
    Listing,
    Organisation,
    SupportBody,
)
from folkmoot.body.organisations.permits import require_officer_of, require_open
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def merge_organisations(
    *, assembly: Assembly, organisation: Organisation, into: Organisation, by: Person, at: datetime
) -> Organisation:
    """
    Make two listings one: names, numbers, contacts, links and listings go to the survivor.

    The address of the first leads to the survivor from then on, and what it does as a support
    body goes over to it. Other parts of the house hear of it and follow in the same act; what
    has ended stays with the first and is its history.

    :raises Refusal: if `by` is no officer of an assembly that lists both, one of them has
        closed, they are the same, or people act for each of them.
    """
    on = day_in(assembly, at=at)
    pair = Organisation.objects.select_for_update().filter(pk__in=[organisation.pk, into.pk])
    held = {found.pk: found for found in pair.order_by("pk")}
    organisation, into = held[organisation.pk], held[into.pk]
    for one in (organisation, into):
        require_officer_of(by, assembly, one, on=on)
        require_open(one)
    if organisation == into:
        raise Refusal("merged-with-itself", None, {})
    acting = [people_acting_for(one, on=on) for one in (organisation, into)]
    if all(acting):
        facts = {"name": organisation.name, "into": into.name}
        raise Refusal("both-act", None, facts)

    _move_parts(organisation, into)
    if acting[0]:
        Authority.objects.standing_on(on).filter(organisation=organisation).update(
            organisation=into
        )
        into.state = Organisation.State.CLAIMED
        into.save(update_fields=["state"])
    organisation.state, organisation.merged_into = Organisation.State.MERGED, into
    organisation.save(update_fields=["state", "merged_into"])
    Organisation.objects.filter(merged_into=organisation).update(merged_into=into)
    keep_in_step([organisation.pk, into.pk])
    event = OrganisationsMerged(
        organisation=organisation.reference,
        name=organisation.name,
        into=into.reference,
        into_name=into.name,
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    publish(event, about=organisation, by=by, at=at)
    return into


def _move_parts(organisation: Organisation, into: Organisation) -> None:
    Identifier.objects.filter(organisation=organisation).update(organisation=into)
    Contact.objects.filter(organisation=organisation).update(organisation=into)
    for name, kind in [
        (organisation.name, "also known as"),
        *organisation.aliases.order_by("pk").values_list("name", "kind"),
    ]:
        if name != into.name:
            Alias.objects.get_or_create(organisation=into, name=name, defaults={"kind": kind})
    for listing in organisation.listings.order_by("pk"):
        Listing.objects.get_or_create(
            assembly_id=listing.assembly_id,
            organisation=into,
            defaults={"listed_on": listing.listed_on},
        )
    for link in organisation.links.exclude(to=into).order_by("pk"):
        Link.objects.get_or_create(organisation=into, to_id=link.to_id, kind=link.kind)
    for link in organisation.linked_from.exclude(organisation=into).order_by("pk"):
        Link.objects.get_or_create(organisation_id=link.organisation_id, to=into, kind=link.kind)
    there = SupportBody.objects.filter(organisation=into).values("assembly_id")
    SupportBody.objects.filter(organisation=organisation).exclude(
        assembly__in=list(there.values_list("assembly_id", flat=True))
    ).update(organisation=into)
    organisation.links.all().delete()
    organisation.linked_from.all().delete()
