from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.cast_ballot import require_open
from folkmoot.proceedings.decisions.actions.entitling import complete_roll
from folkmoot.proceedings.decisions.actions.holding import hold_poll, stir_motion
from folkmoot.proceedings.decisions.events.polls import PapersHandedOut
from folkmoot.proceedings.decisions.models import Poll
from folkmoot.proceedings.decisions.permits.motions import (
    require_may_record_votes,
    require_sees,
)
from folkmoot.rules.findings import Refusal


@transaction.atomic
def hand_out_papers(*, poll: Poll, to: Iterable[int], by: Person, at: datetime) -> int:
    """
    Mark which members were given a paper for a secret vote; return how many were by now.

    A member has one paper: a mark that is there stays. What is written on a paper is kept
    with nobody.

    :param to: the keys of the memberships that were given one; those without a vote are
        left out.
    :raises Refusal: if `by` may not, or the vote is closed or is not taken on paper.
    """
    poll = hold_poll(poll)
    motion = poll.motion
    require_may_record_votes(by, motion, at=at)
    require_sees(by, motion, at=at)
    require_open(poll, at=at)
    if poll.way != Poll.Way.SECRET:
        raise Refusal("poll-is-of-another-kind", None, {"way": poll.get_way_display()})

    here = complete_roll(poll, at=at)
    given = [key for key in to if key in here]
    new = poll.roll.filter(membership__in=given, has_voted=False).update(has_voted=True)
    papers = poll.roll.filter(has_voted=True).count()
    if new:
        stir_motion(motion)
        event = PapersHandedOut(
            motion=motion.reference, forum=motion.forum.name, number=poll.number, papers=papers
        )
        record(event, assembly=motion.assembly.slug, by=by, at=at)
    return papers
