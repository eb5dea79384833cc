"""What decisions add to a meeting: motions with its items, lines of its notes, what is open."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.proceedings.decisions.models import Entitlement, Motion, Poll, Stance
from folkmoot.proceedings.decisions.queries.motions import (
    may_see_motion,
    of_items,
    stage_of,
    votes_taken,
)
from folkmoot.proceedings.decisions.queries.page import (
    STATES,
    clause_for,
    stage_in_words,
    stage_note,
)
from folkmoot.proceedings.decisions.queries.polls import poll_on_item
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from folkmoot.proceedings.meetings.queries.beyond import Drafted, Part
from folkmoot.proceedings.meetings.queries.sight import Sight
from folkmoot.rules.findings import Refusal

WITHOUT_BUSINESS = {"welcome", "interests", "action-log", "next-meeting"}
"""The standing items under which no motion is offered, though one may be put there."""


def motions_with_items(
    meeting: Meeting, items: Sequence[AgendaItem], sight: Sight, at: datetime
) -> Mapping[int, Sequence[Part]]:
    """
    Return the motions to show with some items, as far as somebody may see them.

    With each that is being voted on how many have voted, and never for what; and for a
    member of the forum whether its own vote is still to be given. Three queries at most.
    """
    del at  # a motion's stage follows from its rows
    by_key = {item.pk: item for item in items}
    found = list(of_items(by_key))
    polls = _polls(found)
    votes = _own_votes(polls, sight)
    shown: dict[int, list[dict[str, Any]]] = {key: [] for key in by_key}
    for motion in found:
        assert motion.item_id is not None
        motion.item, motion.assembly = by_key[motion.item_id], meeting.assembly
        if may_see_motion(motion, sight):
            shown[motion.item_id].append(_told(motion, polls.get(motion.pk, []), votes))
    may_put = sight.person is not None and sight.is_member and meeting.closed_at is None
    parts: dict[int, list[Part]] = {}
    for key, motions in shown.items():
        item = by_key[key]
        is_open = may_put and item.ended_at is None and meeting.cancelled_at is None
        is_open = is_open and item.standing not in WITHOUT_BUSINESS
        url = reverse("decisions:propose", args=[meeting.assembly, key]) if is_open else ""
        if motions or url:
            facts = {"motions": motions, "put_url": url}
            parts[key] = [Part(template="decisions/_in_item.html", facts=facts)]
    return parts


def _polls(motions: Sequence[Motion]) -> dict[int, list[Poll]]:
    """The polls on some motions with how many are on the roll and have voted. One query, or none."""
    if not motions:
        return {}
    found: dict[int, list[Poll]] = {}
    rows = Poll.objects.filter(motion__in=[motion.pk for motion in motions]).annotate(
        on_roll=Count("roll"), voted=Count("roll", filter=Q(roll__has_voted=True))
    )
    for poll in rows.order_by("number", "pk"):
        found.setdefault(poll.motion_id, []).append(poll)
    return found


def _own_votes(polls: Mapping[int, Sequence[Poll]], sight: Sight) -> dict[int, list[bool]]:
    """Whether each of somebody's members has voted in the open polls. One query, or none."""
    open_now = [
        poll.pk
        for listed in polls.values()
        for poll in listed
        if poll.closed_at is None and poll.way == Poll.Way.ELECTRONIC
    ]
    if not open_now or not sight.bodies:
        return {}
    found: dict[int, list[bool]] = {}
    rows = Entitlement.objects.filter(
        poll__in=open_now, membership__organisation__in=list(sight.bodies)
    )
    for one in rows.order_by("pk"):
        found.setdefault(one.poll_id, []).append(one.has_voted)
    return found


def _told(motion: Motion, polls: Sequence[Poll], votes: Mapping[int, list[bool]]) -> dict[str, Any]:
    stage = stage_of(motion, polls)
    open_now = next((poll for poll in polls if poll.closed_at is None), None)
    mine = votes.get(open_now.pk, []) if open_now is not None else []
    taken = votes_taken(polls)
    return {
        "motion": motion,
        "url": reverse("decisions:motion", args=[motion.assembly, motion.reference]),
        "state": STATES[stage],
        "note": stage_note(stage),
        "is_open": open_now is not None,
        "voted": getattr(open_now, "voted", 0),
        "roll": getattr(open_now, "on_roll", 0),
        "may_vote": False in mine,
        "has_voted": bool(mine) and all(mine),
        "tally": _tally(taken[-1]) if taken and open_now is None else "",
    }


def _tally(poll: Poll) -> str:
    return _("%(votes_for)d for, %(votes_against)d against, %(abstained)d abstained.") % {
        "votes_for": poll.votes_for,
        "votes_against": poll.votes_against,
        "abstained": poll.abstained,
    }


def open_vote_on(item: AgendaItem) -> Refusal | None:
    """Return why an item cannot be ended yet: a vote under it is open. One query."""
    poll = poll_on_item(item)
    if poll is None:
        return None
    clause = clause_for(poll.motion, "vote.called_by")
    return Refusal("poll-still-open", clause, {"motion": poll.motion.reference})


def lines_of_notes(meeting: Meeting) -> Iterator[Drafted]:
    """
    Return the lines of a meeting's notes that follow from its motions. Four queries.

    What was put and how it came out, what was said in short, the count of each vote, and
    what remained. Of a motion for fewer than its item, the number and the outcome alone.
    """
    items = list(meeting.items.order_by("position", "pk"))
    visibility = {item.pk: item.visibility for item in items}
    found = list(of_items(visibility))
    polls = _polls(found)
    remaining: dict[int, list[str]] = {}
    rows = Stance.objects.filter(
        motion__in=[motion.pk for motion in found], replaced_at=None, kind__in=Stance.REMAIN
    ).select_related("membership__organisation")
    for one in rows.order_by("membership__organisation__name", "pk"):
        words = f"{one.membership.organisation.name} {one.get_kind_display()}"
        remaining.setdefault(one.motion_id, []).append(words)
    for motion in found:
        taken = polls.get(motion.pk, [])
        is_narrower = motion.visibility not in ("public", visibility[motion.item_id or 0])
        lines = _lines(motion, taken, remaining.get(motion.pk, []), is_narrower=is_narrower)
        yield Drafted(
            item=motion.item_id,
            drawn_from="motion",
            source=f"motion-{motion.pk}",
            text="\n\n".join(lines),
            order=50,
        )


def _lines(
    motion: Motion, polls: Sequence[Poll], remaining: Sequence[str], *, is_narrower: bool
) -> list[str]:
    stage = stage_in_words(stage_of(motion, polls))
    facts = {"motion": motion.reference, "stage": stage, "question": motion.question}
    if is_narrower:
        return [_("Motion %(motion)s: %(stage)s.") % facts]
    lines = [_("Motion %(motion)s: %(question)s") % facts]
    if motion.discussion:
        lines.append(motion.discussion)
    for poll in polls:
        if poll.closed_at is not None:
            way = {"number": poll.number, "way": poll.get_way_display(), "tally": _tally(poll)}
            told = _("Vote %(number)d, %(way)s: %(tally)s") % way
            if poll.void_because:
                told += " " + _("It does not stand, because the quorum was lost.")
            lines.append(told)
    if motion.vote_because and polls:
        lines.append(_("Why a vote was called: %(because)s") % {"because": motion.vote_because})
    if motion.outcome and remaining:
        lines.append(_("What remained: %(remaining)s.") % {"remaining": "; ".join(remaining)})
    lines.append(_("How it stands: %(stage)s.") % facts)
    return lines
