"""What elections do when they hear of a member that may no longer stand."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from folkmoot.body.membership.events import MemberLeftOut, MembershipEnded, MemberSuspended
from folkmoot.body.membership.models import Membership
from folkmoot.ground.bus import listen
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions import let_nomination_fall
from folkmoot.proceedings.elections.queries import day_of, nominations_still_open


@listen(MembershipEnded)
def when_membership_ends(
    event: MembershipEnded, *, about: Membership, by: Person | None, at: datetime
) -> None:
    """The member's nominations fall, unless the nominees are published already."""
    _fall(about, event.ceases_on, _("the membership of the organisation has ended"), by, at)


@listen(MemberSuspended)
def when_member_is_suspended(
    event: MemberSuspended, *, about: Membership, by: Person | None, at: datetime
) -> None:
    """The member's nominations fall, unless the nominees are published already."""
    _fall(about, event.from_on, _("the membership of the organisation is suspended"), by, at)


@listen(MemberLeftOut)
def when_member_is_left_out(
    event: MemberLeftOut, *, about: Membership, by: Person | None, at: datetime
) -> None:
    """The member's nominations fall, unless the nominees are published already."""
    _fall(about, event.from_on, _("the organisation is leaving and has no part in this"), by, at)


def _fall(
    membership: Membership, from_on: date, because: str, by: Person | None, at: datetime
) -> None:
    """What begins on a later day is judged when nominations close, and not now."""
    for nomination in nominations_still_open(membership):
        if from_on <= day_of(nomination.contest.assembly, at):
            let_nomination_fall(nomination=nomination, because=because, by=by, at=at)
