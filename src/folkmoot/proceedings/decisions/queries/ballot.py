"""What the page of a ballot asks: whose vote somebody may give there, and why not."""

from datetime import datetime

from folkmoot.body.forums.queries.members import standing_membership
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.queries.standing import in_time
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Motion, Poll
from folkmoot.proceedings.decisions.queries.motions import book_fixing
from folkmoot.proceedings.decisions.queries.page import clause_for
from folkmoot.proceedings.decisions.queries.polls import voters_here
from folkmoot.proceedings.meetings.models import Attendance
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.voters import without_vote
from folkmoot.rules.findings import Refusal
from folkmoot.rules.membership.rights import member_may_vote


def membership_to_vote_for(
    person: Person, chosen: int | None, motion: Motion, *, at: datetime
) -> Membership | None:
    """
    Return the membership whose vote somebody would give, or None. Two queries at most.

    That of the organisation they came for as a deputy, or of the one they act for.

    :param chosen: the key of the organisation that they act for.
    """
    body = chosen
    if motion.item is not None:
        came = Attendance.objects.filter(
            meeting=motion.item.meeting, person=person, is_deputy=True, left_at=None
        )
        body = came.order_by("pk").values_list("organisation_id", flat=True).first() or chosen
    if body is None:
        return None
    return standing_membership(motion.assembly_id, body, on=day_of(motion.assembly, at))


def why_no_vote(
    motion: Motion, poll: Poll, membership: Membership | None, *, at: datetime
) -> Refusal | None:
    """
    Return why no vote can be given just now, so that it is said before anything is chosen.

    Five queries at most; in the co-ordination group nine.
    """
    if membership is None:
        return Refusal("no-casting-vote", clause_for(motion, "vote.casting"), {})
    if poll.closed_at is not None:
        return Refusal("no-poll-open", None, {"motion": motion.reference})
    if poll.way != Poll.Way.ELECTRONIC:
        return Refusal("poll-not-for-screens", None, {"way": poll.get_way_display()})
    if poll.closes_at is not None and at >= poll.closes_at:
        return Refusal("poll-closed", None, {"closed_at": poll.closes_at})
    named = {"organisation": membership.organisation.name}
    if (refusal := why_without_vote(motion, membership, at=at)) is not None:
        return refusal
    if motion.concerns_id == membership.organisation_id:
        return Refusal("heard-without-a-vote", clause_for(motion, "termination.majority"), named)
    if motion.item is None:
        is_on = poll.roll.filter(membership=membership).exists()
        return None if is_on else Refusal("not-on-this-roll", None, named)
    _people, bodies = without_vote(motion.item)
    if membership.organisation_id in bodies:
        return Refusal("no-vote-for-an-interest", None, named)
    here = {one.membership.pk for one in voters_here(motion, at=at)}
    return None if membership.pk in here else Refusal("not-here-to-vote", None, named)


def why_without_vote(motion: Motion, membership: Membership, *, at: datetime) -> Refusal | None:
    """
    Return why a member has no vote in anything: for its class, or while it is suspended.

    By the agreement that the motion was put under; where that says nothing, full members
    that are not suspended vote. One query.
    """
    on = day_of(motion.assembly, at)
    is_suspended = in_time(membership.suspensions.all(), on=on).exists()
    book = book_fixing(motion, "voting.classes")
    if book is not None:
        finding = member_may_vote(
            book, membership_class=membership.membership_class, suspended=is_suspended
        )
        if finding.holds:
            return None
        return Refusal(finding.code, finding.clause, finding.facts, by_whom=finding.by_whom)
    if membership.membership_class != Membership.Class.FULL:
        facts = {"membership_class": membership.membership_class, "may": [Membership.Class.FULL]}
        return Refusal("class-may-not-vote", None, facts)
    return Refusal("suspended", None, {"act": "vote"}) if is_suspended else None
