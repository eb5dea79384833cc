from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.events.register import DecisionRecommended
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.queries.motions import visibility_of
from folkmoot.proceedings.meetings.actions.referrals import send_referral
from folkmoot.proceedings.meetings.models import Referral, Visibility
from folkmoot.rules.findings import Refusal


@transaction.atomic
def recommend(*, motion: Motion, by: Person, at: datetime) -> Referral:
    """
    Send what a forum decided to the forum that it recommends it to, whose answer returns.

    Part of a deed that was allowed already: the motion is settled. It is sent once.

    :raises Refusal: if the motion recommends nothing.
    """
    if motion.recommends_to is None:
        raise Refusal("nothing-recommended", None, {})
    title, text = told_to_others(motion)
    referral = send_referral(
        from_forum=motion.forum,
        to_forum=motion.recommends_to,
        kind=Referral.Kind.RECOMMENDATION,
        title=title,
        text=text,
        from_item=motion.item,
        motion=motion.reference,
        by=by,
        at=at,
    )
    event = DecisionRecommended(
        motion=motion.reference,
        forum=motion.forum.name,
        to_forum=motion.recommends_to.name,
    )
    record(event, assembly=motion.assembly.slug, by=by, at=at)
    return referral


def told_to_others(motion: Motion) -> tuple[str, str]:
    """Return what another forum is told of a motion; its reference alone, if it is not for all."""
    if visibility_of(motion) == Visibility.FULL:
        return _("Motion %(reference)s") % {"reference": motion.reference}, ""
    text = "\n\n".join(part for part in (motion.question, motion.background) if part.strip())
    return motion.question[:200], text
