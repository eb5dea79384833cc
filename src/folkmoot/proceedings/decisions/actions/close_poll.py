from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.entitling import complete_roll
from folkmoot.proceedings.decisions.actions.holding import hold_poll, stir_motion
from folkmoot.proceedings.decisions.actions.settle import settle
from folkmoot.proceedings.decisions.events.polls import PollClosed
from folkmoot.proceedings.decisions.models import Motion, Poll
from folkmoot.proceedings.decisions.permits.motions import require_presides, require_sees
from folkmoot.proceedings.decisions.queries.motions import book_fixing, polls_of, votes_taken
from folkmoot.proceedings.decisions.queries.polls import counted, quorum_in_words
from folkmoot.proceedings.meetings.queries.quorum import Quorum, quorum
from folkmoot.rules.decisions.deciding import (
    FURTHER,
    MAJORITY,
    motion_is_carried,
    tied_motion_is_voted_again,
)
from folkmoot.rules.findings import Clause, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCount:
    """What two tellers counted on the papers of a secret vote."""

    votes_for: int
    votes_against: int
    abstained: int
    tellers: tuple[str, str]

    @property
    def papers(self) -> int:
        return self.votes_for + self.votes_against + self.abstained


@transaction.atomic
@recording_last()
def close_poll(*, poll: Poll, by: Person, at: datetime, papers: PaperCount | None = None) -> Poll:
    """
    Close a vote at a meeting and count it.

    The quorum is tested again. Where it was lost the vote does not stand, and the motion is
    as it was. Where it holds, the motion is carried when more are for it than against; level
    once, it is to be debated again; level once too often, it is undecided.

    :param papers: the tellers' count, for a secret vote.
    :raises Refusal: if `by` does not preside, the vote is closed, or the tellers' count
        lacks a name or has more papers than were handed out.
    """
    poll = hold_poll(poll)
    motion = poll.motion
    if poll.closed_at is not None:
        raise Refusal("poll-closed-already", None, {"closed_at": poll.closed_at})
    require_presides(by, motion, at=at)
    require_sees(by, motion, at=at)
    if poll.way == Poll.Way.SECRET:
        papers = _require_count(poll, papers)
    assert motion.item is not None
    found = quorum(motion.item.meeting, motion.item, at=at)
    complete_roll(poll, at=at)

    tally = counted(poll)
    poll.votes_for = papers.votes_for if papers else tally["for"]
    poll.votes_against = papers.votes_against if papers else tally["against"]
    poll.abstained = papers.abstained if papers else tally["abstain"]
    poll.tellers = " and ".join(papers.tellers) if papers else ""
    end_poll(poll, found=found, by=by, at=at)
    if not poll.void_because:
        _come_out(poll, by=by, at=at)
    return poll


def end_poll(poll: Poll, *, found: Quorum, by: Person, at: datetime) -> None:
    """
    Write the end of a poll whose votes are counted, and whether it stands.

    :param found: the quorum at its end; where it is lost, the poll does not stand.
    """
    motion = poll.motion
    poll.closed_at, poll.closed_by = at, by
    poll.quorum = {**poll.quorum, "closing": quorum_in_words(found)}
    poll.void_because = "" if found.is_met else found.words
    poll.save()
    stir_motion(motion)
    event = PollClosed(
        motion=motion.reference,
        forum=motion.forum.name,
        number=poll.number,
        stands=not poll.void_because,
        votes_for=poll.votes_for or 0,
        votes_against=poll.votes_against or 0,
        abstained=poll.abstained or 0,
        roll=poll.roll.count(),
        quorum=found.words,
    )
    under = found.finding.clause if found.finding is not None else None
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=under)


def outcome_of(poll: Poll) -> tuple[str, Clause | None]:
    """
    Return what a poll that is closed and stands makes of its motion, and the clause.

    No outcome is "tied, and to be debated again". Two queries where it is tied.
    """
    votes_for, votes_against = poll.votes_for or 0, poll.votes_against or 0
    book = book_fixing(poll.motion, MAJORITY)
    if book is not None:
        finding = motion_is_carried(book, votes_for=votes_for, votes_against=votes_against)
        clause, is_carried = finding.clause, finding.holds
    else:
        clause, is_carried = None, votes_for > votes_against
    if is_carried:
        return Motion.Outcome.CARRIED, clause
    if votes_for != votes_against:
        return Motion.Outcome.LOST, clause
    book = book_fixing(poll.motion, FURTHER)
    if book is None:
        return "", None
    taken = len(votes_taken(polls_of(poll.motion)))
    again = tied_motion_is_voted_again(book, votes_taken=taken, is_debated_again=True)
    return ("" if again.holds else Motion.Outcome.UNDECIDED), again.clause


def _come_out(poll: Poll, *, by: Person, at: datetime) -> None:
    outcome, clause = outcome_of(poll)
    if outcome:
        settle(motion=poll.motion, outcome=outcome, words="", under=clause, by=by, at=at)


def _require_count(poll: Poll, papers: PaperCount | None) -> PaperCount:
    """:raises Refusal: if the count lacks a teller's name, or has more papers than there are."""
    names = {name.strip().casefold() for name in papers.tellers} if papers else set()
    if papers is None or len(names - {""}) != len(papers.tellers):
        raise Refusal("tellers-not-named", None, {})
    given = poll.roll.filter(has_voted=True).count()
    if papers.papers > given:
        facts = {"counted": papers.papers, "given": given}
        raise Refusal("more-papers-than-given", None, facts)
    return papers
