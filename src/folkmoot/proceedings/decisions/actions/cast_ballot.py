from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.body.membership.models import Membership, new_receipt
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.entitling import require_entitled
from folkmoot.proceedings.decisions.actions.holding import hold_poll, stir_motion
from folkmoot.proceedings.decisions.events.polls import BallotCast, BallotRefused
from folkmoot.proceedings.decisions.models import Ballot, Motion, Poll
from folkmoot.proceedings.decisions.permits.motions import (
    may_record_votes,
    require_may_record_votes,
)
from folkmoot.proceedings.decisions.queries.motions import book_fixing
from folkmoot.proceedings.decisions.queries.polls import is_barred
from folkmoot.proceedings.meetings.models import Attendance
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.decisions.deciding import chair_has_no_casting_vote, one_vote_for_each_member
from folkmoot.rules.findings import Clause, Refusal

NO_VOTE = frozenset(
    {
        "class-may-not-vote", "heard-without-a-vote", "no-vote-for-an-interest",
        "no-casting-vote", "not-here-to-vote", "not-on-this-roll", "suspended",
    }
)  # fmt: skip
"""The refusals of somebody who has no vote: an attempt that is written in the record."""


def cast_ballot(
    *,
    poll: Poll,
    membership: Membership | None,
    choice: str,
    form_key: str,
    by: Person,
    at: datetime,
    channel: str = "web",
) -> Ballot:
    """
    Give the one vote of a member, on a screen, once.

    The same form sent again is answered with the ballot that it made. An attempt to vote
    without a vote is refused, and the attempt is written in the record.

    :param membership: the member whose vote it is; None is nobody's, as a casting vote is.
    :param channel: "web" from the member's own people; another when it is entered for them
        by whoever presides or keeps the meeting.
    :raises Refusal: if `by` may not vote for it, it has no vote or has voted, or the poll is
        closed or taken in another way.
    """
    try:
        return _cast(poll, membership, choice, form_key, by, at, channel)
    except Refusal as refusal:
        if refusal.code in NO_VOTE:
            _note_attempt(poll, membership, refusal, by=by, at=at)
        raise


@transaction.atomic
def _cast(
    poll: Poll,
    membership: Membership | None,
    choice: str,
    form_key: str,
    by: Person,
    at: datetime,
    channel: str,
) -> Ballot:
    poll = hold_poll(poll)
    motion = poll.motion
    if membership is None:
        require_may_record_votes(by, motion, at=at)
        raise _no_casting_vote(motion)
    _require_may_vote_for(by, motion, membership, at=at)
    form_key = f"{poll.pk}.{membership.pk}.{form_key}"[:60]
    made = Ballot.objects.filter(poll=poll, form_key=form_key, membership=membership)
    if (ballot := made.order_by("pk").first()) is not None:
        return ballot
    require_open(poll, at=at)
    if poll.way != Poll.Way.ELECTRONIC:
        raise Refusal("poll-not-for-screens", None, {"way": poll.get_way_display()})
    entitlement = require_entitled(poll, membership, at=at)
    votes = poll.ballots.filter(membership=membership).count()
    clause = require_one_vote(motion, votes)

    ballot = Ballot.objects.create(
        poll=poll,
        membership=membership,
        choice=choice,
        cast_at=at,
        by=by,
        channel=channel,
        receipt=new_receipt(),
        form_key=form_key,
    )
    entitlement.has_voted = True
    entitlement.save(update_fields=["has_voted"])
    stir_motion(motion)
    event = BallotCast(
        motion=motion.reference,
        forum=motion.forum.name,
        number=poll.number,
        organisation=membership.organisation.name,
        channel=channel,
    )
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=clause)
    return ballot


def require_open(poll: Poll, *, at: datetime) -> None:
    """:raises Refusal: if a poll that is held is closed, or its time is over."""
    if poll.closed_at is not None:
        raise Refusal("poll-closed", None, {"closed_at": poll.closed_at})
    if poll.closes_at is not None and at >= poll.closes_at:
        raise Refusal("poll-closed", None, {"closed_at": poll.closes_at})


def require_one_vote(motion: Motion, votes_already: int) -> Clause | None:
    """
    Return the clause that gives each member its votes on a question.

    :raises Refusal: if the member has none left.
    """
    book = book_fixing(motion, "vote.votes")
    if book is not None:
        return one_vote_for_each_member(book, votes_already=votes_already).require().clause
    if votes_already:
        raise Refusal("vote-cast-already", None, {"votes": _("1 vote")})
    return None


def _require_may_vote_for(
    person: Person, motion: Motion, membership: Membership, *, at: datetime
) -> None:
    """
    Require that somebody may give a member's vote.

    Whoever acts for it, or came to the meeting for it as its deputy; and whoever presides
    or keeps the meeting, for one who tells them in the room. Nobody with an interest of
    their own in the item.

    :raises Refusal: if they may not.
    """
    organisation = membership.organisation
    if is_barred(person, motion, at=at):
        raise Refusal("own-interest-bars", None, {"organisation": organisation.name})
    if may_act_for(person, organisation, on=day_of(motion.assembly, at)):
        return
    came = motion.item is not None and Attendance.objects.filter(
        meeting=motion.item.meeting,
        organisation=organisation,
        person=person,
        status=Attendance.Status.PRESENT,
        left_at=None,
    ).exists()  # fmt: skip
    if not came and not may_record_votes(person, motion, at=at):
        who = _("somebody who acts for {organisation}").format(organisation=organisation.name)
        raise Refusal("not-permitted", None, {"who": who})


def _no_casting_vote(motion: Motion) -> Refusal:
    """Return why a vote that belongs to no member is refused."""
    book = book_fixing(motion, "vote.casting")
    if book is not None:
        finding = chair_has_no_casting_vote(book, casting=True)
        if not finding.holds:
            return Refusal(finding.code, finding.clause, finding.facts)
    return Refusal("no-casting-vote", None, {})


@transaction.atomic
def _note_attempt(
    poll: Poll, membership: Membership | None, refusal: Refusal, *, by: Person, at: datetime
) -> None:
    """Write in the record that somebody without a vote tried to give one, and the clause."""
    motion = Motion.objects.select_related("forum", "assembly").get(pk=poll.motion_id)
    event = BallotRefused(
        motion=motion.reference,
        forum=motion.forum.name,
        number=poll.number,
        organisation=membership.organisation.name if membership is not None else "",
        why=refusal.code,
    )
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=refusal.clause)
