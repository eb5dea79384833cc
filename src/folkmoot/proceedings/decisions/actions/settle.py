from datetime import datetime

from django.db import transaction

from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.enact import enact
from folkmoot.proceedings.decisions.actions.holding import hold_motion, stir_motion
from folkmoot.proceedings.decisions.events.settling import MotionSettled
from folkmoot.proceedings.decisions.models import Motion, Stance
from folkmoot.proceedings.decisions.permits.forums_asked import require_forums_heard
from folkmoot.proceedings.decisions.permits.motions import (
    require_no_poll,
    require_presides,
    require_sees,
    require_undecided,
)
from folkmoot.proceedings.decisions.queries.motions import (
    blocks_that_hold,
    book_fixing,
    people_to_tell,
)
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.decisions.deciding import consensus_is_reached
from folkmoot.rules.findings import Clause, Refusal

PASSED = (Motion.Outcome.AGREED, Motion.Outcome.CARRIED)


@transaction.atomic
@recording_last()
def settle_by_agreement(
    *, motion: Motion, discussion: str, words: str, by: Person, at: datetime
) -> Motion:
    """
    Record that the members at a meeting agree to a motion, and what was said.

    Reservations, members that stand aside and objections that hold nothing up stay with it
    as what remained.

    :param discussion: what was said, in short.
    :param words: anything agreed beside the motion's own words; may be empty.
    :raises Refusal: if `by` does not preside, an objection that holds a consensus up stands,
        a vote is open, or nothing is written of what was said.
    """
    motion = hold_motion(motion)
    require_presides(by, motion, at=at)
    require_sees(by, motion, at=at)
    require_undecided(motion)
    require_no_poll(motion)
    require_forums_heard(motion, at=at)
    if not discussion.strip():
        raise Refusal("discussion-not-said", None, {})
    clause: Clause | None = None
    if (book := book_fixing(motion, "consensus.blocked_by")) is not None:
        blocks = blocks_that_hold(motion, on=day_of(motion.assembly, at))
        clause = consensus_is_reached(book, blocks=len(blocks)).require().clause

    motion.discussion, motion.discussed_at = discussion.strip(), at
    motion.save(update_fields=["discussion", "discussed_at"])
    return settle(
        motion=motion, outcome=Motion.Outcome.AGREED, words=words, under=clause, by=by, at=at
    )


@transaction.atomic
@recording_last()
def settle(
    *,
    motion: Motion,
    outcome: str,
    words: str,
    under: Clause | None,
    by: Person,
    at: datetime,
) -> Motion:
    """
    Give a motion its outcome, tell its members, and do what it changes by itself if it passed.

    The way it came to its outcome is judged by whoever calls this, with the motion held.

    :param words: what goes with the outcome, in words; may be empty.
    :raises Refusal: if the motion is decided already.
    """
    require_undecided(motion)
    on = day_of(motion.assembly, at)
    motion.outcome, motion.outcome_words, motion.decided_at = outcome, words.strip(), at
    if outcome in PASSED and motion.effective_on is None:
        motion.effective_on = on
    motion.save(update_fields=["outcome", "outcome_words", "decided_at", "effective_on"])
    stir_motion(motion)
    event = MotionSettled(
        motion=motion.reference,
        forum=motion.forum.name,
        meeting=motion.item.meeting.reference if motion.item is not None else "",
        outcome=outcome,
        how=motion.get_outcome_display(),
        objections=motion.stances.filter(replaced_at=None, kind__in=Stance.REMAIN).count(),
    )
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=under)
    tell(people_to_tell(motion, on=on), event, assembly=motion.assembly.slug, at=at)
    if outcome in PASSED:
        enact(motion=motion, by=by, at=at)
    publish(event, about=motion, by=by, at=at)
    return motion
