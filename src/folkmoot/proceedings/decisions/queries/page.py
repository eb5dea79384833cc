"""What the page of a motion tells: its life in steps, what comes next, who may do what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.proceedings.decisions.models import Motion, Poll, Stance
from folkmoot.proceedings.decisions.queries.motions import book_fixing, stage_of, votes_taken
from folkmoot.rules.decisions.deciding import FURTHER, MAJORITY
from folkmoot.rules.findings import Clause

CONSENSUS, CALLED_BY = "consensus.blocked_by", "vote.called_by"
STATES = {
    "being talked over": "open",
    "being voted on": "open",
    "debate again": "tied",
    "second vote": "tied",
    "agreed": "agreed",
    "carried": "carried",
    "lost": "lost",
    "undecided": "undecided",
    "withdrawn": "withdrawn",
}
"""The site's word for each stage of a motion, which has a shape and a colour."""


def stage_in_words(stage: str) -> str:
    """Say how a motion stands."""
    return {
        "being talked over": _("being talked over"),
        "being voted on": _("being voted on"),
        "debate again": _("tied: to be debated again"),
        "second vote": _("tied, and debated again: one more vote"),
        "agreed": _("agreed by consensus"),
        "carried": _("carried by a vote"),
        "lost": _("lost"),
        "undecided": _("undecided, so things stay as they were"),
        "withdrawn": _("taken back"),
    }[stage]


def clause_for(motion: Motion, name: str) -> Clause | None:
    """Return the clause that fixes a parameter in the agreement of a motion, or None. No query."""
    book = book_fixing(motion, name)
    return book.parameter(name).clause if book is not None else None


def stage_note(stage: str) -> str:
    """Say what the site's word for a stage leaves unsaid; nothing where it says it all."""
    return {
        "being talked over": _("being talked over"),
        "being voted on": _("being voted on"),
        "debate again": _("to be debated again"),
        "second vote": _("debated again: one more vote"),
        "agreed": _("by consensus"),
        "carried": _("by a vote"),
        "undecided": _("things stay as they were"),
    }.get(stage, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step in the life of a motion, for the timeline."""

    label: str
    when: datetime | None
    state: str
    clause: Clause | None = None
    note: str = ""


def steps(motion: Motion, polls: Sequence[Poll], said: Sequence[Stance]) -> list[Step]:
    """Return the life of a motion in steps: past, now and to come. No query."""
    stage = stage_of(motion, polls)
    found = [Step(label=_("Put to the forum"), when=motion.proposed_at, state="past")]
    is_talk = stage == "being talked over"
    found.append(
        Step(
            label=_("Talked over"),
            when=_talked_over_at(motion, polls, said),
            state="now" if is_talk else "past",
            clause=clause_for(motion, CONSENSUS),
            note=_("Agreement is looked for first.") if is_talk else "",
        )
    )
    for poll in polls:
        found += _of_poll(motion, poll)
    if motion.decided_at is not None:
        label = capfirst(stage_in_words(stage))
        found.append(Step(label=label, when=motion.decided_at, state="past"))
        if motion.effective_on and motion.outcome in ("agreed", "carried"):
            found.append(Step(label=_("Applies from"), when=_at(motion), state="past"))
        return found
    if stage == "debate again":
        found.append(Step(label=_("Debated again"), when=None, state="now"))
    if stage in ("debate again", "second vote"):
        state = "now" if stage == "second vote" else "to come"
        found.append(
            Step(
                label=_("One more vote"), when=None, state=state,
                clause=clause_for(motion, FURTHER),
            )
        )  # fmt: skip
    found.append(Step(label=_("Decided"), when=None, state="to come"))
    return found


def _talked_over_at(
    motion: Motion, polls: Sequence[Poll], said: Sequence[Stance]
) -> datetime | None:
    """When it was talked over before any vote; what was said after a tie is a step of its own."""
    spoken = [one.taken_at for one in said]
    if motion.discussed_at is not None:
        spoken.append(motion.discussed_at)
    first = polls[0].opened_at if polls else None
    return max((at for at in spoken if first is None or at <= first), default=None)


def _at(motion: Motion) -> Any:
    return motion.effective_on


def _of_poll(motion: Motion, poll: Poll) -> list[Step]:
    facts = {"number": poll.number}
    found = [
        Step(
            label=_("Vote %(number)d called") % facts,
            when=poll.opened_at,
            state="past" if poll.closed_at else "now",
            clause=clause_for(motion, CALLED_BY),
            note=poll.get_way_display(),
        )
    ]
    if poll.closed_at is not None:
        note = _("%(votes_for)d for, %(votes_against)d against, %(abstained)d abstained") % {
            "votes_for": poll.votes_for,
            "votes_against": poll.votes_against,
            "abstained": poll.abstained,
        }
        if poll.void_because:
            note = _("It does not stand, because the quorum was lost.")
        found.append(
            Step(
                label=_("Vote %(number)d closed") % facts,
                when=poll.closed_at,
                state="past",
                clause=clause_for(motion, MAJORITY),
                note=note,
            )
        )
    if poll.debated_again_at is not None:
        found.append(Step(label=_("Debated again"), when=poll.debated_again_at, state="past"))
    return found


def what_next(stage: str, *, blocks: int, has_meeting: bool) -> str:
    """Say what happens next with a motion that is not decided, and by whom."""
    if stage == "being voted on":
        return _("Members vote. Whoever presides closes the vote, and the count is shown here.")
    if stage == "debate again":
        return _(
            "The vote was level. The matter is debated again, and then it may be voted on once "
            "more. Until something is decided, things stay as they were."
        )
    if stage == "second vote":
        return _(
            "The matter has been debated again. Members may agree now, or whoever presides may "
            "call the last vote on it."
        )
    if stage != "being talked over":
        return ""
    if not has_meeting:
        return _("Members send their views until the time that was set.")
    if blocks:
        return _(
            "Members do not agree yet. They can talk on, word the motion anew, or take it back; "
            "or whoever presides can call a vote and say why talking was not enough."
        )
    return _(
        "Members say what they make of it. If they agree, whoever presides records that at the "
        "meeting. A vote is the exception, and only whoever presides may call one."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One poll as the page shows it: its count once it is closed, and how many have voted."""

    poll: Poll
    voted: int
    roll: int
    stands: bool
    counts: bool
    bars: list[tuple[str, int]]
    finding: str
    voters: list[Any]


def counts(polls: Sequence[Poll], voters: dict[int, list[Any]]) -> list[Count]:
    """Return each poll with what may be told of it: no tally while it is open. No query."""
    standing = {poll.pk for poll in votes_taken(polls)}
    found = []
    for poll in polls:
        listed = voters[poll.pk]
        bars = []
        if poll.closed_at is not None:
            bars = [
                (_("For"), poll.votes_for or 0),
                (_("Against"), poll.votes_against or 0),
                (_("Abstained"), poll.abstained or 0),
            ]
        found.append(
            Count(
                poll=poll,
                voted=sum(one.has_voted for one in listed),
                roll=len(listed),
                stands=poll.pk in standing,
                counts=poll.closed_at is not None,
                bars=bars,
                finding=_how_it_came_out(poll) if bars else "",
                voters=listed,
            )
        )
    return found


def _how_it_came_out(poll: Poll) -> str:
    facts = {"votes_for": poll.votes_for, "votes_against": poll.votes_against}
    if poll.void_because:
        return _("This vote does not stand, because the quorum was lost before it closed.")
    if poll.votes_for == poll.votes_against:
        return _("Level: %(votes_for)d for and %(votes_against)d against.") % facts
    if (poll.votes_for or 0) > (poll.votes_against or 0):
        return _("Carried: %(votes_for)d for and %(votes_against)d against.") % facts
    return _("Lost: %(votes_for)d for and %(votes_against)d against.") % facts
