from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership.actions.locked import standing
from folkmoot.body.membership.events import ClassConfirmed, ClassCorrected
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.permits import require_keeper
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground import bus
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.rules.membership.classes import membership_class_follows_from_kind


@transaction.atomic
def confirm_class(*, membership: Membership, by: Person, at: datetime) -> Membership:
    """
    Note that an officer has looked at a member's kind, and its class is the right one.

    :raises Refusal: if `by` does not keep the register, it is no member, or the class is wrong.
    """
    today = day_in(membership.assembly, at=at)
    require_keeper(by, membership.assembly, on=today)
    membership, book = standing(membership, on=today)
    organisation = membership.organisation
    finding = membership_class_follows_from_kind(
        book, sector=organisation.sector, claimed=membership.membership_class
    ).require()

    membership.checked_on = today
    membership.save(update_fields=["checked_on"])
    event = ClassConfirmed(
        organisation=organisation.name,
        reference=organisation.reference,
        membership_class=membership.membership_class,
    )
    record(event, assembly=membership.assembly.slug, by=by, at=at, under=finding.clause)
    return membership


@transaction.atomic
@recording_last()
def correct_class(*, membership: Membership, to: str, by: Person, at: datetime) -> Membership:
    """
    Put right a member's class, where the kind of organisation gives another.

    :param to: full or associate; it must be the one that the kind gives.
    :raises Refusal: if `by` does not keep the register, it is no member, or the kind of
        organisation does not give that class.
    """
    today = day_in(membership.assembly, at=at)
    require_keeper(by, membership.assembly, on=today)
    membership, book = standing(membership, on=today)
    organisation = membership.organisation
    finding = membership_class_follows_from_kind(
        book, sector=organisation.sector, claimed=to
    ).require()
    before = membership.membership_class
    if before == to:
        raise Refusal(
            "class-is-right-already",
            finding.clause,
            {"organisation": organisation.name, "membership_class": to},
        )

    membership.membership_class, membership.checked_on = to, today
    membership.save(update_fields=["membership_class", "checked_on"])
    event = ClassCorrected(
        organisation=organisation.name,
        reference=organisation.reference,
        before=before,
        after=to,
    )
    slug = membership.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=finding.clause)
    tell(people_acting_for(organisation, on=today), event, assembly=slug, at=at)
    bus.publish(event, about=membership, by=by, at=at)
    return membership
