from datetime import datetime

from django.db import transaction

from folkmoot.body.membership.models import Membership
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.holding import hold_motion, stir_motion
from folkmoot.proceedings.decisions.events.motions import StanceTaken
from folkmoot.proceedings.decisions.models import Motion, Stance
from folkmoot.proceedings.decisions.permits.motions import (
    require_no_poll,
    require_of_forum,
    require_sees,
    require_undecided,
)
from folkmoot.proceedings.decisions.permits.urgent import require_views_open
from folkmoot.proceedings.decisions.queries.motions import book_fixing
from folkmoot.proceedings.meetings.models import Interest
from folkmoot.proceedings.meetings.permits import require_may_speak_for
from folkmoot.rules.findings import Refusal

SAY_WHY = (Stance.Kind.BLOCK, Stance.Kind.RESERVATION, Stance.Kind.VIEW)


@transaction.atomic
def take_stance(
    *,
    motion: Motion,
    membership: Membership,
    kind: str,
    words: str,
    by: Person,
    at: datetime,
    channel: str = "web",
) -> Stance:
    """
    Say for a member what it makes of a motion. Its last word counts; earlier ones are kept.

    Full and associate members speak alike. A member's people speak for it, and a support
    officer writes down what one says in the room. The same word said again changes nothing.

    :raises Refusal: if `by` may not speak for it, it has no part in the item, gives no
        reason where one is needed, or the motion is decided or being voted on.
    """
    motion = hold_motion(motion)
    organisation = membership.organisation
    require_may_speak_for(by, organisation, motion.assembly, at=at)
    require_sees(by, motion, at=at)
    require_of_forum(motion, membership, at=at)
    _require_has_not_left(motion, membership)
    require_undecided(motion)
    require_no_poll(motion)
    require_views_open(motion, at=at)
    words = words.strip()
    if kind in SAY_WHY and not words:
        raise Refusal("stance-without-reason", None, {})
    now = motion.stances.filter(membership=membership, replaced_at=None).order_by("pk").first()
    if now is not None and (now.kind, now.words) == (kind, words):
        return now

    if now is not None:
        now.replaced_at = at
        now.save(update_fields=["replaced_at"])
    stance = Stance.objects.create(
        motion=motion,
        membership=membership,
        kind=kind,
        words=words,
        taken_at=at,
        by=by,
        channel=channel,
    )
    stir_motion(motion)
    event = StanceTaken(
        motion=motion.reference,
        forum=motion.forum.name,
        organisation=organisation.name,
        channel=channel,
    )
    book = book_fixing(motion, "consensus.blocked_by")
    under = book.parameter("consensus.blocked_by").clause if book is not None else None
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=under)
    return stance


def _require_has_not_left(motion: Motion, membership: Membership) -> None:
    """:raises Refusal: if the member left the item for an interest that is its own. One query."""
    if motion.item is None:
        return
    left = Interest.objects.filter(
        item=motion.item,
        organisation=membership.organisation,
        is_of_organisation=True,
        effect=Interest.Effect.LEAVES,
        closed_at=None,
    )
    if left.exists():
        raise Refusal("member-left-the-item", None, {"organisation": membership.organisation.name})
