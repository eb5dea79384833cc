from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.members import belongs_to, standing_membership
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.queries.motions import why_motion_is_closed
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from folkmoot.proceedings.meetings.permits import (
    may_arrange,
    may_preside,
    require_going_on,
    require_may_arrange,
    require_may_preside,
    require_not_cancelled,
)
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.presiding import Presiding
from folkmoot.proceedings.meetings.queries.sight import Sight, sight_of
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "motion-decided": "This cannot be done, because motion {motion} is decided: {outcome}.",
        "motion-not-at-a-meeting": "This motion is not before a meeting, so this cannot be done.",
        "motion-closed-to-you": (
            "This motion is closed to you, because you left its item for an interest in it."
        ),
        "motion-not-open-to-you": "This motion is open to {to} alone.",
        "not-of-the-forum": "{organisation} does not belong to {forum}, so it has no part in this.",
        "member-left-the-item": "{organisation} left this item for an interest in it, so it takes no part.",
        "item-is-over": "This item was ended at {ended_at}, so nothing more is decided under it.",
        "stance-without-reason": "Say why, so that the others can answer it.",
        "discussion-not-said": "The record needs a few words on what was said, and has none.",
        "wording-unchanged": "The words are the same as before, so nothing was changed.",
        "poll-is-open": "This cannot be done while the vote on motion {motion} is open.",
        "no-poll-open": "No vote on motion {motion} is open.",
        "poll-closed": (
            "The vote was closed at {closed_at}, before your ballot arrived. It was not counted, "
            "and nothing else has changed."
        ),
        "poll-closed-already": "This vote was closed already, at {closed_at}.",
        "poll-not-for-screens": (
            "Votes are not given on this page, because this vote is taken {way}."
        ),
        "poll-is-of-another-kind": "This cannot be done, because this vote is taken {way}.",
        "not-here-to-vote": (
            "{organisation} has no vote here, because it is not among the members at the meeting "
            "that vote on this."
        ),
        "not-on-this-roll": "{organisation} has no vote here, because it is not on the roll.",
        "heard-without-a-vote": (
            "{organisation} is heard and does not vote, because this motion is about it."
        ),
        "own-interest-bars": (
            "You cannot give this vote, because of your own interest in the item. Somebody else "
            "may give it for {organisation}."
        ),
        "no-vote-for-an-interest": (
            "{organisation} has no vote on this, because of its interest in the item."
        ),
        "tellers-not-named": "Two different tellers count the papers, and both are named.",
        "more-papers-than-given": (
            "{counted} papers were counted and {given} were handed out, so the count is not right."
        ),
        "not-tied": "This cannot be done, because motion {motion} is not tied.",
        "poll-still-open": (
            "This item cannot be ended yet, because the vote on motion {motion} is open."
        ),
    }
)


def require_undecided(motion: Motion) -> None:
    """:raises Refusal: if the motion has its outcome."""
    if motion.outcome:
        facts = {"motion": motion.reference, "outcome": motion.get_outcome_display()}
        raise Refusal("motion-decided", None, facts)


def require_no_poll(motion: Motion) -> None:
    """:raises Refusal: if a vote on the motion is open. One query."""
    if motion.polls.filter(closed_at=None).exists():
        raise Refusal("poll-is-open", None, {"motion": motion.reference})


def require_sees(person: object, motion: Motion, *, at: datetime) -> None:
    """:raises Refusal: if the motion is closed to somebody. Four queries."""
    require_open_to(sight_of(person, motion.assembly, at=at), motion)


def require_open_to(sight: Sight, motion: Motion) -> None:
    """:raises Refusal: if the motion is closed to whoever sees so much. No query."""
    why = why_motion_is_closed(motion, sight)
    if why == "left":
        raise Refusal("motion-closed-to-you", None, {})
    if why:
        to = _("full members") if why == "full" else _("members")
        raise Refusal("motion-not-open-to-you", None, {"to": to})


def require_may_put(
    person: Person, forum: Forum, organisation: Organisation | None, *, at: datetime
) -> None:
    """
    Require that somebody may put a motion to a forum.

    Whoever acts for a member of it puts that member's; the chair, the vice-chair and a
    support officer put one for any member, or in nobody's name.

    :raises Refusal: if they may not, or the organisation does not belong to the forum.
    """
    if organisation is None:
        require_may_arrange(person, forum, at=at)
        return
    on = day_of(forum.assembly, at)
    membership = standing_membership(forum.assembly_id, organisation.pk, on=on)
    if membership is None or not belongs_to(membership, forum, on=on):
        raise _not_of(forum, organisation)
    if not may_act_for(person, organisation, on=on) and not may_arrange(person, forum, at=at):
        who = _("somebody who acts for {organisation}, the chair or a support officer")
        raise Refusal("not-permitted", None, {"who": who.format(organisation=organisation.name)})


def require_open_item(item: AgendaItem) -> None:
    """:raises Refusal: if nothing more can be put under an item."""
    require_not_cancelled(item.meeting)
    if item.meeting.closed_at is not None:
        raise Refusal("meeting-over", None, {"closed_at": item.meeting.closed_at})
    if item.ended_at is not None:
        raise Refusal("item-is-over", None, {"ended_at": item.ended_at})


def require_of_forum(motion: Motion, membership: Membership, *, at: datetime) -> None:
    """
    Require that a member takes part in what a forum decides; a suspended one may still speak.

    :raises Refusal: if it does not belong, or was left out while its notice runs.
    """
    on = day_of(motion.assembly, at)
    left_out = membership.excluded_on is not None and membership.excluded_on <= on
    if left_out or not belongs_to(membership, motion.forum, on=on):
        raise _not_of(motion.forum, membership.organisation)


def require_taken(motion: Motion) -> AgendaItem:
    """
    Return the item of a motion, where its meeting is going on and it is not over.

    :raises Refusal: if it is not before a meeting, or the meeting is not going on.
    """
    if motion.item is None:
        raise Refusal("motion-not-at-a-meeting", None, {})
    require_going_on(motion.item.meeting)
    require_open_item(motion.item)
    return motion.item


def require_presides(person: Person, motion: Motion, *, at: datetime) -> Presiding:
    """
    Return who presides over the item of a motion, where it is they who ask.

    :raises Refusal: if it is somebody else, or the motion is not before a meeting.
    """
    item = require_taken(motion)
    return require_may_preside(person, item.meeting, item, at=at)


def may_record_votes(person: Person, motion: Motion, *, at: datetime) -> bool:
    """
    Whoever presides, and those who keep the meeting, write down what is seen in the room.

    Between meetings a support officer writes down what a member said by telephone or e-mail.
    """
    if motion.item is None:
        return is_officer(person, motion.assembly, on=day_of(motion.assembly, at))
    meeting: Meeting = motion.item.meeting
    may, _presiding = may_preside(person, meeting, motion.item, at=at)
    return may or may_arrange(person, meeting.forum, at=at)


def require_may_record_votes(person: Person, motion: Motion, *, at: datetime) -> None:
    """:raises Refusal: if they may not."""
    if not may_record_votes(person, motion, at=at):
        who = _("whoever presides, or a support officer,")
        raise Refusal("not-permitted", None, {"who": who})


def _not_of(forum: Forum, organisation: Organisation) -> Refusal:
    facts = {"organisation": organisation.name, "forum": forum.name}
    return Refusal("not-of-the-forum", None, facts)
