"""What becomes of memberships when two listings are made one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership.actions.end_membership import lapse_membership
from folkmoot.body.membership.events import MembershipFolded, MembershipMoved
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.queries import agreement, clause_with_key
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground import bus
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person


@transaction.atomic
@recording_last()
def move_membership(
    *, membership: Membership, into: Organisation, by: Person | None, at: datetime
) -> Membership:
    """
    Have a membership go on as that of the survivor: part of a deed that was allowed already.

    What hangs on it (signatures, suspensions, forums, nominations, rolls) goes with it as it
    is. An officer looks at its class again, because the survivor may be of another kind.
    """
    assembly, before = membership.assembly, membership.organisation
    today = day_in(assembly, at=at)
    membership.organisation, membership.checked_on = into, None
    membership.save(update_fields=["organisation", "checked_on"])
    event = MembershipMoved(
        organisation=before.name,
        reference=before.reference,
        into=into.name,
        into_reference=into.reference,
    )
    book = agreement(assembly, on=today)
    clause = clause_with_key(book, "central-record") if book else None
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    tell(people_acting_for(into, on=today), event, assembly=assembly.slug, at=at)
    bus.publish(event, about=membership, by=by, at=at)
    return membership


@transaction.atomic
@recording_last()
def fold_membership(
    *, membership: Membership, into: Organisation, by: Person | None, at: datetime
) -> Membership:
    """
    End the membership of a merged organisation whose survivor is a member there as well.

    Part of a deed that was allowed already. Those above hear of it before it ends, so that
    what the survivor has not got goes over to it.
    """
    organisation = membership.organisation
    event = MembershipFolded(
        organisation=organisation.name,
        reference=organisation.reference,
        into=into.name,
        into_reference=into.reference,
    )
    bus.publish(event, about=membership, by=by, at=at)
    reason = _("%(organisation)s is now part of %(into)s, which is a member already.")
    return lapse_membership(
        membership=membership,
        reason=reason % {"organisation": organisation.name, "into": into.name},
        people=people_acting_for(into, on=day_in(membership.assembly, at=at)),
        by=by,
        at=at,
    )
