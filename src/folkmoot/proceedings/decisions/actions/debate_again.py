from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.holding import hold_motion, stir_motion
from folkmoot.proceedings.decisions.events.polls import TiedMotionTalkedOver
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.permits.motions import (
    require_presides,
    require_sees,
    require_undecided,
)
from folkmoot.proceedings.decisions.queries.motions import (
    book_fixing,
    polls_of,
    stage_of,
    votes_taken,
)
from folkmoot.rules.decisions.deciding import FURTHER
from folkmoot.rules.findings import Refusal


@transaction.atomic
def debate_again(*, motion: Motion, discussion: str, by: Person, at: datetime) -> Motion:
    """
    Record that a tied motion has been debated again, so that it may be voted on once more.

    :param discussion: what was said this time, in short; it is added to what was said before.
    :raises Refusal: if `by` does not preside, the motion is not tied, or nothing is written.
    """
    motion = hold_motion(motion)
    require_presides(by, motion, at=at)
    require_sees(by, motion, at=at)
    require_undecided(motion)
    polls = list(polls_of(motion))
    if stage_of(motion, polls) != "debate again":
        raise Refusal("not-tied", None, {"motion": motion.reference})
    if not discussion.strip():
        raise Refusal("discussion-not-said", None, {})

    tied = votes_taken(polls)[-1]
    tied.debated_again_at = at
    tied.save(update_fields=["debated_again_at"])
    motion.discussion = "\n\n".join(
        part for part in (motion.discussion, discussion.strip()) if part
    )
    motion.discussed_at = at
    motion.save(update_fields=["discussion", "discussed_at"])
    stir_motion(motion)
    event = TiedMotionTalkedOver(
        motion=motion.reference, forum=motion.forum.name, number=tied.number
    )
    book = book_fixing(motion, FURTHER)
    under = book.parameter(FURTHER).clause if book is not None else None
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=under)
    return motion
