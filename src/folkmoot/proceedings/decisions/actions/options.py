"""The ways of settling a motion that are weighed against each other, and the one that was chosen."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.holding import hold_motion, stir_motion
from folkmoot.proceedings.decisions.events.register import OptionChosen, OptionsSet
from folkmoot.proceedings.decisions.models import Motion, Option
from folkmoot.proceedings.decisions.permits.enacting import require_may_plan
from folkmoot.proceedings.decisions.permits.motions import require_no_poll, require_sees
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.rules.findings import Refusal


@transaction.atomic
def set_options(
    *,
    motion: Motion,
    criteria: str,
    options: Sequence[tuple[str, str]],
    by: Person,
    at: datetime,
) -> list[Option]:
    """
    Set down the options that a motion weighs, in order, and by what they are weighed.

    :param options: each a label, and how it does by each criterion.
    :raises Refusal: if `by` may not, or the motion is decided or being voted on.
    """
    motion = hold_motion(motion)
    require_may_plan(by, motion, at=at)
    require_sees(by, motion, at=at)
    if motion.outcome:
        raise Refusal("options-after-decision", None, {"motion": motion.reference})
    require_no_poll(motion)
    motion.criteria = criteria.strip()
    motion.save(update_fields=["criteria"])
    motion.options.all().delete()
    made = Option.objects.bulk_create(
        Option(motion=motion, position=position, label=label.strip(), merits=merits.strip())
        for position, (label, merits) in enumerate(options, 1)
    )
    stir_motion(motion)
    event = OptionsSet(motion=motion.reference, forum=motion.forum.name, options=len(made))
    record(event, assembly=motion.assembly.slug, by=by, at=at)
    return made


@transaction.atomic
def choose_option(*, motion: Motion, option: Option, by: Person, at: datetime) -> Option:
    """
    Set down which of its options a decision chose; its reasons are with the outcome.

    :raises Refusal: if `by` does not act for the forum, the motion has not passed, another
        option was chosen, or the option is not one of the motion's.
    """
    motion = hold_motion(motion)
    require_may_arrange(by, motion.forum, at=at)
    require_sees(by, motion, at=at)
    if motion.outcome not in (Motion.Outcome.AGREED, Motion.Outcome.CARRIED):
        raise Refusal("option-not-chosen-yet", None, {})
    if option.motion_id != motion.pk:
        raise Refusal("option-not-there", None, {})
    chosen = motion.options.filter(is_chosen=True).order_by("pk").first()
    if chosen is not None:
        raise Refusal("option-chosen", None, {"option": chosen.label})
    option.is_chosen = True
    option.save(update_fields=["is_chosen"])
    stir_motion(motion)
    event = OptionChosen(motion=motion.reference, forum=motion.forum.name, position=option.position)
    record(event, assembly=motion.assembly.slug, by=by, at=at)
    return option
