from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.holding import hold_motion, stir_motion
from folkmoot.proceedings.decisions.events.polls import VoteCalled
from folkmoot.proceedings.decisions.models import Entitlement, Motion, Poll
from folkmoot.proceedings.decisions.permits.forums_asked import require_forums_heard
from folkmoot.proceedings.decisions.permits.motions import (
    require_no_poll,
    require_sees,
    require_taken,
    require_undecided,
)
from folkmoot.proceedings.decisions.queries.motions import book_fixing, polls_of, votes_taken
from folkmoot.proceedings.decisions.queries.polls import VoterHere, quorum_in_words, voters_here
from folkmoot.proceedings.meetings.permits import may_preside, require_may_preside
from folkmoot.proceedings.meetings.queries.presiding import Presiding
from folkmoot.proceedings.meetings.queries.quorum import quorum
from folkmoot.rules.decisions.deciding import (
    FURTHER,
    tied_motion_is_voted_again,
    vote_is_called_by_the_chair,
)
from folkmoot.rules.findings import Clause, Refusal


@transaction.atomic
def call_vote(
    *, motion: Motion, way: str, because: str, discussion: str, by: Person, at: datetime
) -> Poll:
    """
    Call a vote on a motion at a meeting, and open it.

    The quorum is tested before anybody is given a ballot, and what was found is kept in
    words. On the roll are the full members that are there, each once, without those whose
    interest takes their vote away and without the member that the motion is about.

    :param because: why talking was not enough.
    :param discussion: what was said, in short; may be empty.
    :raises Refusal: if `by` does not preside or gives no reason, the motion is decided or
        being voted on, a tie was not debated again, or the quorum is not met.
    """
    motion = hold_motion(motion)
    presiding, clause = _require_calls(motion, because=because, by=by, at=at)
    require_sees(by, motion, at=at)
    require_undecided(motion)
    require_no_poll(motion)
    require_forums_heard(motion, at=at)
    polls = list(polls_of(motion))
    _require_may_be_voted_on(motion, polls)
    item = require_taken(motion)
    found = quorum(item.meeting, item, at=at)
    if found.finding is not None:
        found.finding.require()

    poll = Poll.objects.create(
        motion=motion,
        number=polls[-1].number + 1 if polls else 1,
        way=way,
        opened_at=at,
        opened_by=by,
        presided_as=presiding.office,
        quorum={"opening": quorum_in_words(found)},
    )
    here = voters_here(motion, at=at)
    Entitlement.objects.bulk_create(
        Entitlement(poll=poll, membership=one.membership, organisation_name=one.name)
        for one in here
    )
    motion.vote_because = because.strip()
    if discussion.strip():
        motion.discussion, motion.discussed_at = discussion.strip(), at
    motion.save(update_fields=["vote_because", "discussion", "discussed_at"])
    stir_motion(motion)
    event = VoteCalled(
        motion=motion.reference,
        forum=motion.forum.name,
        number=poll.number,
        way=way,
        presided_as=presiding.office,
        quorum=found.words,
        roll=len(here),
    )
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=clause)
    if way == Poll.Way.ELECTRONIC:
        tell(_people(here), event, assembly=motion.assembly.slug, at=at)
    return poll


def _require_calls(
    motion: Motion, *, because: str, by: Person, at: datetime
) -> tuple[Presiding, Clause | None]:
    """
    Return who presides and the clause by which they call a vote.

    :raises Refusal: if it is not they who call it, or they give no reason.
    """
    item = require_taken(motion)
    may, found = may_preside(by, item.meeting, item, at=at)
    book = book_fixing(motion, "vote.called_by")
    if book is None or found.term is None:
        found = require_may_preside(by, item.meeting, item, at=at)
    if book is None:
        if not because.strip():
            raise Refusal("vote-without-reason", None, {})
        return found, None
    finding = vote_is_called_by_the_chair(book, is_presiding=may, reason=because).require()
    return found, finding.clause


def _require_may_be_voted_on(motion: Motion, polls: list[Poll]) -> None:
    """:raises Refusal: if a vote was tied and was not debated again, or was tied too often."""
    taken = votes_taken(polls)
    book = book_fixing(motion, FURTHER)
    if taken and book is not None:
        is_debated = taken[-1].debated_again_at is not None
        tied_motion_is_voted_again(
            book, votes_taken=len(taken), is_debated_again=is_debated
        ).require()


def _people(here: list[VoterHere]) -> list[Person]:
    return [
        attendance.person
        for one in here
        for attendance in one.attendances
        if attendance.person is not None
    ]
