from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.crypto import get_random_string

from folkmoot.body.membership.models import new_receipt
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.cast_ballot import require_open
from folkmoot.proceedings.decisions.actions.entitling import complete_roll
from folkmoot.proceedings.decisions.actions.holding import hold_poll, stir_motion
from folkmoot.proceedings.decisions.events.polls import HandsCounted
from folkmoot.proceedings.decisions.models import Ballot, Poll
from folkmoot.proceedings.decisions.permits.motions import (
    require_may_record_votes,
    require_sees,
)
from folkmoot.proceedings.decisions.queries.motions import book_fixing
from folkmoot.proceedings.decisions.queries.polls import ballots_of
from folkmoot.proceedings.meetings.permits import require_edition
from folkmoot.rules.findings import Refusal


@transaction.atomic
def count_hands(
    *, poll: Poll, hands: Mapping[int, str], edition: int, by: Person, at: datetime
) -> int:
    """
    Write down which members raised their hand for what; return how many did.

    One hand for each member on the roll, however many people it sent. Until the vote is
    closed it may be written down again, where a hand was misread. A hand of a member that
    has no vote, or is no longer there, is left out.

    :param hands: by the key of the membership: for, against, abstain, or nothing.
    :param edition: the motion's edition as it was shown with the page.
    :raises Refusal: if `by` may not, the vote is closed or is no show of hands, or somebody
        else has written hands down since.
    """
    poll = hold_poll(poll)
    motion = poll.motion
    require_may_record_votes(by, motion, at=at)
    require_sees(by, motion, at=at)
    require_open(poll, at=at)
    if poll.way != Poll.Way.HANDS:
        raise Refusal("poll-is-of-another-kind", None, {"way": poll.get_way_display()})
    require_edition(edition, motion.edition)

    here = complete_roll(poll, at=at)
    was = ballots_of(poll)
    raised = {key: choice for key, choice in hands.items() if choice and key in here}
    gone = [key for key in was if key in here and key not in raised]
    poll.ballots.filter(membership__in=gone).delete()
    changed = []
    for key, choice in raised.items():
        if key in was and was[key].choice != choice:
            was[key].choice, was[key].cast_at, was[key].by = choice, at, by
            changed.append(was[key])
    Ballot.objects.bulk_update(changed, ["choice", "cast_at", "by"], batch_size=200)
    Ballot.objects.bulk_create(
        [
            Ballot(
                poll=poll,
                membership_id=key,
                choice=choice,
                cast_at=at,
                by=by,
                channel="room",
                receipt=new_receipt(),
                form_key=get_random_string(32),
            )
            for key, choice in raised.items()
            if key not in was
        ],
        batch_size=200,
    )
    voted = poll.ballots.order_by().values("membership")
    poll.roll.update(has_voted=False)
    poll.roll.filter(membership__in=voted).update(has_voted=True)
    stir_motion(motion)
    number = poll.ballots.count()
    event = HandsCounted(
        motion=motion.reference, forum=motion.forum.name, number=poll.number, votes=number
    )
    book = book_fixing(motion, "vote.votes")
    under = book.parameter("vote.votes").clause if book is not None else None
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=under)
    return number
