from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.holding import hold_motion, stir_motion
from folkmoot.proceedings.decisions.events.motions import MotionReworded
from folkmoot.proceedings.decisions.models import Motion, Wording
from folkmoot.proceedings.decisions.permits.motions import (
    require_may_put,
    require_no_poll,
    require_sees,
    require_undecided,
)
from folkmoot.proceedings.meetings.permits import require_edition
from folkmoot.rules.findings import Refusal


@transaction.atomic
def reword(
    *,
    motion: Motion,
    question: str,
    background: str,
    because: str,
    edition: int,
    by: Person,
    at: datetime,
) -> Motion:
    """
    Word a motion anew. The old wording is kept, with what members had said to it.

    What was said to the old wording counts no longer, because nobody has said it of the new.

    :param edition: the motion's edition as it was shown with the form.
    :raises Refusal: if `by` may not, it is decided or voted on, somebody else has changed it
        since, or the words are the same.
    """
    motion = hold_motion(motion)
    require_may_put(by, motion.forum, motion.proposed_by, at=at)
    require_sees(by, motion, at=at)
    require_undecided(motion)
    require_no_poll(motion)
    require_edition(edition, motion.edition)
    if (question, background) == (motion.question, motion.background):
        raise Refusal("wording-unchanged", None, {})

    Wording.objects.create(
        motion=motion,
        question=motion.question,
        background=motion.background,
        replaced_at=at,
        by=by,
        because=because,
    )
    motion.question, motion.background = question, background
    motion.save(update_fields=["question", "background"])
    set_aside = motion.stances.filter(replaced_at=None).update(replaced_at=at)
    stir_motion(motion)
    event = MotionReworded(
        motion=motion.reference,
        forum=motion.forum.name,
        edition=motion.edition + 1,
        set_aside=set_aside,
    )
    record(event, assembly=motion.assembly.slug, by=by, at=at)
    return motion
