"""Who is entitled to a ballot at the moment of the deed; the same for every way of voting."""

from datetime import datetime

from folkmoot.body.membership.models import Membership
from folkmoot.proceedings.decisions.models import Entitlement, Motion, Poll
from folkmoot.proceedings.decisions.queries.ballot import why_without_vote
from folkmoot.proceedings.decisions.queries.page import clause_for
from folkmoot.proceedings.decisions.queries.polls import VoterHere, voters_here
from folkmoot.proceedings.meetings.queries.voters import without_vote
from folkmoot.rules.findings import Refusal


def complete_roll(poll: Poll, *, at: datetime) -> dict[int, VoterHere]:
    """
    Put on the roll of an open poll whoever has come since, and return who votes here now.

    By the key of each member. The poll is held. Five queries at most, for a forum.
    """
    here = {one.membership.pk: one for one in voters_here(poll.motion, at=at)}
    known = set(poll.roll.order_by("pk").values_list("membership_id", flat=True))
    Entitlement.objects.bulk_create(
        Entitlement(poll=poll, membership=one.membership, organisation_name=one.name)
        for key, one in here.items()
        if key not in known
    )
    return here


def require_votes(motion: Motion, membership: Membership, *, at: datetime) -> None:
    """:raises Refusal: if its class has no vote or it is suspended, with the clause."""
    if (refusal := why_without_vote(motion, membership, at=at)) is not None:
        raise refusal


def require_entitled(poll: Poll, membership: Membership, *, at: datetime) -> Entitlement:
    """
    Return a member's place on the roll of a poll that is open and held.

    At a meeting it has to be there still, and to have kept its vote; one that came after
    the poll was opened is added. Between meetings the roll is as it was, but for a member
    that is suspended since: it has no vote until that is lifted.

    :raises Refusal: if it has no vote in this poll, and why.
    """
    motion, organisation = poll.motion, membership.organisation
    named = {"organisation": organisation.name}
    require_votes(motion, membership, at=at)
    if motion.concerns_id == organisation.pk:
        raise Refusal("heard-without-a-vote", clause_for(motion, "termination.majority"), named)
    if motion.item is not None:
        _people, bodies = without_vote(motion.item)
        if organisation.pk in bodies:
            raise Refusal("no-vote-for-an-interest", None, named)
        if membership.pk not in complete_roll(poll, at=at):
            raise Refusal("not-here-to-vote", None, named)
    found = poll.roll.filter(membership=membership).order_by("pk").first()
    if found is None:
        raise Refusal("not-on-this-roll", None, named)
    return found
