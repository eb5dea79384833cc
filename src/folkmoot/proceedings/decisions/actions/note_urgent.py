from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.holding import hold_motion, stir_motion
from folkmoot.proceedings.decisions.events.urgent import UrgentDecisionNoted
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.permits.urgent import require_urgent
from folkmoot.proceedings.decisions.queries.motions import book_fixing
from folkmoot.proceedings.decisions.queries.urgent import URGENT, clause_of
from folkmoot.proceedings.meetings.actions.changing import stir
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.permits import require_going_on, require_may_arrange
from folkmoot.rules.findings import Refusal


@transaction.atomic
def note_urgent(*, motion: Motion, meeting: Meeting, by: Person, at: datetime) -> Motion:
    """
    Record that a meeting took note of what was decided urgently before it.

    :raises Refusal: if `by` may not, it was not urgent or has no outcome, it was noted
        already, or the meeting is not one of the forum's after it that is going on.
    """
    motion = hold_motion(motion)
    require_may_arrange(by, motion.forum, at=at)
    require_urgent(motion)
    clause = clause_of(book_fixing(motion, URGENT))
    if motion.decided_at is None:
        raise Refusal("urgent-not-decided", clause, {"motion": motion.reference})
    if motion.noted_in_id is not None:
        raise Refusal("urgent-noted", clause, {"motion": motion.reference})
    if meeting.forum_id != motion.forum_id or meeting.starts_at <= motion.decided_at:
        raise Refusal("urgent-other-meeting", clause, {"forum": motion.forum.name})
    require_going_on(meeting)
    motion.noted_in = meeting
    motion.save(update_fields=["noted_in"])
    stir_motion(motion)
    stir(meeting)
    event = UrgentDecisionNoted(
        motion=motion.reference, forum=motion.forum.name, meeting=meeting.reference
    )
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=clause)
    return motion
