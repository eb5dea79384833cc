from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.holding import hold_motion
from folkmoot.proceedings.decisions.actions.settle import settle
from folkmoot.proceedings.decisions.events.motions import MotionWithdrawn
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.permits.motions import (
    require_may_put,
    require_no_poll,
    require_sees,
    require_undecided,
)


@transaction.atomic
@recording_last()
def withdraw_motion(*, motion: Motion, because: str, by: Person, at: datetime) -> Motion:
    """
    Take a motion back before it is decided; it keeps its reference, and can be read.

    :raises Refusal: if `by` may not, it is decided, or a vote on it is open.
    """
    motion = hold_motion(motion)
    require_may_put(by, motion.forum, motion.proposed_by, at=at)
    require_sees(by, motion, at=at)
    require_undecided(motion)
    require_no_poll(motion)

    event = MotionWithdrawn(motion=motion.reference, forum=motion.forum.name)
    record(event, assembly=motion.assembly.slug, by=by, at=at)
    return settle(
        motion=motion, outcome=Motion.Outcome.WITHDRAWN, words=because, under=None, by=by, at=at
    )
