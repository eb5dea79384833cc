"""What membership does when it hears that an organisation has closed or become part of another."""

from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership.actions import (
    fold_membership,
    lapse_membership,
    move_membership,
    void_invitation,
)
from folkmoot.body.membership.queries import not_yet_ceased, unanswered_invitations
from folkmoot.body.organisations.events import OrganisationClosed, OrganisationsMerged
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.bus import listen
from folkmoot.ground.people.models import Person


@listen(OrganisationClosed)
def when_organisation_closes(
    event: OrganisationClosed, *, about: Organisation, by: Person | None, at: datetime
) -> None:
    """Its memberships lapse, in every assembly, and nobody waits for it to join another."""
    reason = _("The organisation has closed: %(reason)s") % {"reason": event.reason}
    for membership in not_yet_ceased(about, at=at):
        people = people_acting_for(about, on=day_in(membership.assembly, at=at))
        lapse_membership(membership=membership, reason=reason, people=people, by=by, at=at)
    for invitation in unanswered_invitations(about):
        void_invitation(invitation=invitation, by=by, at=at)


@listen(OrganisationsMerged)
def when_organisations_merge(
    event: OrganisationsMerged, *, about: Organisation, by: Person | None, at: datetime
) -> None:
    """Its memberships go on as the survivor's; where that is a member already, they lapse."""
    del event  # the survivor is on the row
    into = about.merged_into
    if into is None:
        raise ValueError(f"{about} was merged into nothing")
    taken = {membership.assembly_id for membership in not_yet_ceased(into, at=at)}
    for membership in not_yet_ceased(about, at=at):
        follow = fold_membership if membership.assembly_id in taken else move_membership
        follow(membership=membership, into=into, by=by, at=at)
    for invitation in unanswered_invitations(about):
        void_invitation(invitation=invitation, by=by, at=at)
