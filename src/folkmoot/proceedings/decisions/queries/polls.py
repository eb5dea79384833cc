"""Polls: who may vote in them, who has, how they came out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.members import full_members_in_good_standing
from folkmoot.body.membership.models import Membership
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Ballot, Entitlement, Motion, Poll
from folkmoot.proceedings.meetings.models import Attendance, Interest
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.places import places_here
from folkmoot.proceedings.meetings.queries.quorum import Quorum
from folkmoot.proceedings.meetings.queries.sight import shut_out_of
from folkmoot.proceedings.meetings.queries.voters import NO_VOTE, members_here


@dataclass(frozen=True, slots=True, kw_only=True)
class VoterHere:
    """A member at a meeting that has a vote on a motion, with who came for it."""

    membership: Membership
    attendances: list[Attendance]

    @property
    def name(self) -> str:
        return self.membership.organisation.name


def voters_here(motion: Motion, *, at: datetime) -> list[VoterHere]:
    """
    Return the members at a meeting that have a vote on a motion, by name.

    Full members of the forum in good standing, each once however many people it sends, but
    for those whose interest takes the vote away and the member that the motion is about.
    In the co-ordination group those that fill its places. Three queries for a forum, seven
    for the group.
    """
    if motion.item is None:
        raise ValueError(f"{motion} is not before a meeting")
    meeting = motion.item.meeting
    if meeting.forum.kind != Forum.Kind.COORDINATION:
        return [
            VoterHere(membership=one.membership, attendances=one.attendances)
            for one in members_here(meeting, motion.item, at=at)
            if one.is_full
            and not one.is_out
            and one.membership.organisation_id != motion.concerns_id
        ]
    came: dict[int, list[Attendance]] = {}
    for place in places_here(meeting, motion.item, at=at):
        if place.organisation is not None and not place.is_out:
            came.setdefault(place.organisation.pk, []).extend(place.attendances)
    came.pop(motion.concerns_id or 0, None)
    full = (
        Membership.objects.in_good_standing_on(day_of(meeting.assembly, at))
        .filter(
            assembly=meeting.assembly,
            organisation__in=list(came),
            membership_class=Membership.Class.FULL,
        )
        .select_related("organisation")
        .order_by("organisation__name", "pk")
    )
    return [VoterHere(membership=one, attendances=came[one.organisation_id]) for one in full]


def roll_between_meetings(motion: Motion, *, at: datetime) -> list[Membership]:
    """Return who may vote on a motion between meetings, by name. One query."""
    full = full_members_in_good_standing(motion.forum, on=day_of(motion.assembly, at))
    return [one for one in full if one.organisation_id != motion.concerns_id]


def is_barred(person: Person, motion: Motion, *, at: datetime) -> bool:
    """
    Test whether an interest of somebody's own keeps them from a motion's vote. Two queries.

    Somebody else may still vote for the same member, unless the interest is the member's.
    """
    if motion.item is None:
        return False
    own = Interest.objects.filter(
        item=motion.item, person=person, closed_at=None, effect__in=NO_VOTE
    )
    on = day_of(motion.assembly, at)
    return own.exists() or bool(shut_out_of(motion.item, [person], on=on))


def open_poll(motion: Motion) -> Poll | None:
    """Return the poll on a motion that is open, or None. One query."""
    return motion.polls.filter(closed_at=None).order_by("-number", "pk").first()


def poll_on_item(item: Any) -> Poll | None:
    """Return a poll that is open on a motion under an item, or None. One query."""
    open_now = Poll.objects.filter(motion__item=item, closed_at=None).select_related("motion")
    return open_now.order_by("opened_at", "pk").first()


def roll_of(poll: Poll) -> QuerySet[Entitlement]:
    """Return who may vote in a poll, by name. One query."""
    return poll.roll.select_related("membership").order_by("organisation_name", "pk")


def ballots_of(poll: Poll) -> dict[int, Ballot]:
    """Return the ballots of a poll by the key of the member that cast each. One query."""
    return {ballot.membership_id: ballot for ballot in poll.ballots.order_by("pk")}


def counted(poll: Poll) -> dict[str, int]:
    """Return how many ballots of a poll are for, against and abstain. One query."""
    found = {str(choice): 0 for choice in Ballot.Choice}
    for choice in poll.ballots.order_by("pk").values_list("choice", flat=True):
        found[choice] += 1
    return found


def quorum_in_words(quorum: Quorum) -> dict[str, Any]:
    """Return what is kept of a quorum with a poll: the finding in words, and what it rests on."""
    return {
        "words": quorum.words,
        "is_met": quorum.is_met,
        "counted": quorum.counted,
        "left_out": quorum.left_out,
        "lacking": [str(one) for one in quorum.standings if not one.met],
        "under": str(quorum.finding.clause) if quorum.finding is not None else "",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Voted:
    """One line of who voted how: the choice in words, or nothing where none was given."""

    name: str
    has_voted: bool
    choice: str


def who_voted(polls: Iterable[Poll]) -> dict[int, list[Voted]]:
    """
    Return who was on the roll of each of some polls and how they voted, by name. Two queries.

    Of a secret poll only that they were given a paper: the choice is kept with nobody.
    """
    keys = [poll.pk for poll in polls]
    choices = {
        (ballot.poll_id, ballot.membership_id): ballot.get_choice_display()
        for ballot in Ballot.objects.filter(poll__in=keys).order_by("pk")
    }
    found: dict[int, list[Voted]] = {key: [] for key in keys}
    for one in Entitlement.objects.filter(poll__in=keys).order_by("organisation_name", "pk"):
        choice = choices.get((one.poll_id, one.membership_id), "")
        found[one.poll_id].append(
            Voted(name=one.organisation_name, has_voted=one.has_voted, choice=choice)
        )
    return found


def votes_waiting(bodies: Iterable[int], *, at: datetime) -> QuerySet[Entitlement]:
    """
    Return the votes that some organisations may give on a screen now. One query.

    In polls that are open: at a meeting until it is closed, between meetings until its time.
    """
    in_time = Q(poll__closes_at=None) | Q(poll__closes_at__gt=at)
    waiting = Entitlement.objects.filter(
        in_time,
        membership__organisation__in=list(bodies),
        poll__way=Poll.Way.ELECTRONIC,
        poll__closed_at=None,
        has_voted=False,
    ).select_related("poll__motion__forum", "membership__organisation")
    return waiting.order_by("poll__opened_at", "pk")
