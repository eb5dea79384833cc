"""How what a motion changes by itself is set down, and done when the motion is carried."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.deeds import DEEDS, About, Verdict
from folkmoot.proceedings.decisions.actions.holding import hold_motion, stir_motion
from folkmoot.proceedings.decisions.actions.recommend import recommend
from folkmoot.proceedings.decisions.events.enacting import (
    DecisionEnacted,
    DecisionHeldUp,
    EnactmentDropped,
    EnactmentPlanned,
)
from folkmoot.proceedings.decisions.models import Enactment, Motion
from folkmoot.proceedings.decisions.permits.enacting import (
    require_for_this_forum,
    require_may_plan,
    require_plannable,
)
from folkmoot.proceedings.decisions.permits.motions import require_sees
from folkmoot.proceedings.decisions.queries.enacting import (
    KINDS,
    enactment_of,
    took_part,
    votes_on,
)
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Refusal

PASSED = (Motion.Outcome.AGREED, Motion.Outcome.CARRIED)
IF_CARRIED = Verdict(votes=(1, 0), proposed_on=date.min, decided_on=None, took_part=False)


class _TakenBack(Exception):
    """Ends a trial: what was tried is undone."""


@transaction.atomic
@recording_last()
def plan_enactment(
    *,
    motion: Motion,
    kind: str,
    facts: dict[str, Any],
    effective_on: date | None,
    by: Person,
    at: datetime,
) -> Enactment:
    """
    Set down what a motion changes by itself once it is carried, and from which day.

    It is tried at once and undone, so that nobody votes for what could not be done. Of a
    decision that was taken elsewhere and recorded here, it is done.

    :param facts: what the kind needs; references to rows by their key.
    :param effective_on: the first day it applies; None for the day the motion is decided.
    :raises Refusal: if `by` may not, it is too late to, the forum does not decide such
        things, the motion is about another member, or it could not be done.
    """
    motion = hold_motion(motion)
    require_may_plan(by, motion, at=at)
    require_sees(by, motion, at=at)
    before = enactment_of(motion)
    require_plannable(motion, before)
    require_for_this_forum(motion, kind)
    _tie_to_whom_it_is_about(motion, kind, facts)
    motion.effective_on = effective_on
    if not motion.outcome:
        _try(motion, kind, facts, by=by, at=at)

    motion.save(update_fields=["effective_on", "concerns"])
    if before is not None:
        before.delete()
    enactment = Enactment.objects.create(motion=motion, kind=kind, facts=facts)
    stir_motion(motion)
    event = EnactmentPlanned(
        motion=motion.reference, forum=motion.forum.name, what=str(KINDS[kind].label)
    )
    record(event, assembly=motion.assembly.slug, by=by, at=at)
    if motion.outcome in PASSED:
        _enact(enactment, motion, by=by, at=at)
    return enactment


@transaction.atomic
def drop_enactment(*, motion: Motion, by: Person, at: datetime) -> None:
    """
    Have a motion change nothing by itself; the motion goes on.

    :raises Refusal: if `by` may not, it is too late to, or it changes nothing.
    """
    motion = hold_motion(motion)
    require_may_plan(by, motion, at=at)
    require_sees(by, motion, at=at)
    before = enactment_of(motion)
    require_plannable(motion, before)
    if before is None:
        raise Refusal("enactment-none", None, {})
    before.delete()
    stir_motion(motion)
    event = EnactmentDropped(
        motion=motion.reference, forum=motion.forum.name, what=str(KINDS[before.kind].label)
    )
    record(event, assembly=motion.assembly.slug, by=by, at=at)


@transaction.atomic
def enact(*, motion: Motion, by: Person, at: datetime) -> None:
    """
    Do what a motion that has passed changes by itself, and send on what it recommends.

    Part of settling it. The decision stands whatever comes of this: what cannot be done
    is kept with its reason, and can be tried again.
    """
    if motion.outcome not in PASSED:
        return
    if motion.recommends_to_id is not None:
        recommend(motion=motion, by=by, at=at)
    enactment = enactment_of(motion)
    if enactment is not None and enactment.enacted_at is None:
        _enact(enactment, motion, by=by, at=at)


@transaction.atomic
@recording_last()
def enact_again(*, motion: Motion, by: Person, at: datetime) -> Enactment:
    """
    Try once more to do what a decision changes by itself.

    :raises Refusal: if `by` may not, or there is nothing to do.
    """
    motion = hold_motion(motion)
    require_may_arrange(by, motion.forum, at=at)
    enactment = enactment_of(motion)
    if enactment is None:
        raise Refusal("enactment-none", None, {})
    if enactment.enacted_at is not None:
        raise Refusal("enactment-done", None, {"enacted_at": enactment.enacted_at})
    if motion.outcome not in PASSED:
        raise Refusal("enactment-not-passed", None, {})
    _enact(enactment, motion, by=by, at=at)
    return enactment


def _enact(enactment: Enactment, motion: Motion, *, by: Person, at: datetime) -> None:
    """Do it, or keep why not. What takes effect never does so before today."""
    today = day_of(motion.assembly, at)
    from_on = max(motion.effective_on or today, today)
    label = str(KINDS[enactment.kind].label)
    slug, forum = motion.assembly.slug, motion.forum.name
    try:
        with transaction.atomic(), recording_last():
            _do(motion, enactment.kind, enactment.facts, from_on, _verdict(motion, by, at), by, at)
    except Refusal as refusal:
        enactment.refused_because = refusal.in_words(ZoneInfo(motion.assembly.time_zone))
        enactment.save(update_fields=["refused_because"])
        held_up = DecisionHeldUp(
            motion=motion.reference, forum=forum, what=label, code=refusal.code
        )
        record(held_up, assembly=slug, by=by, at=at, under=refusal.clause)
    else:
        enactment.enacted_at, enactment.refused_because = at, ""
        enactment.save(update_fields=["enacted_at", "refused_because"])
        motion.effective_on = from_on
        motion.save(update_fields=["effective_on"])
        done = DecisionEnacted(motion=motion.reference, forum=forum, what=label, from_on=from_on)
        record(done, assembly=slug, by=by, at=at)
    stir_motion(motion)


def _verdict(motion: Motion, by: Person, at: datetime) -> Verdict:
    on = day_of(motion.assembly, at)
    about = motion.concerns
    return Verdict(
        votes=votes_on(motion),
        proposed_on=day_of(motion.assembly, motion.proposed_at),
        decided_on=day_of(motion.assembly, motion.decided_at or at),
        took_part=about is not None
        and motion.route != Motion.Route.RECORDED
        and took_part(motion, about, by, on=on),
    )


def _do(
    motion: Motion,
    kind: str,
    facts: dict[str, Any],
    from_on: date,
    verdict: Verdict,
    by: Person,
    at: datetime,
) -> None:
    about = About(motion=motion, facts=facts, from_on=from_on, verdict=verdict)
    DEEDS[kind](about, by=by, at=at)


def _try(motion: Motion, kind: str, facts: dict[str, Any], *, by: Person, at: datetime) -> None:
    """:raises Refusal: if it could not be done, were the motion carried now."""
    today = day_of(motion.assembly, at)
    from_on = max(motion.effective_on or today, today)
    try:
        with transaction.atomic(), recording_last():
            _do(motion, kind, facts, from_on, IF_CARRIED, by, at)
            raise _TakenBack
    except _TakenBack:
        return


def _tie_to_whom_it_is_about(motion: Motion, kind: str, facts: dict[str, Any]) -> None:
    """A motion that changes something for a member is about it: it is heard, and has no vote."""
    named = facts.get(KINDS[kind].about) if KINDS[kind].about else None
    if named is None:
        return
    if motion.concerns_id is None:
        motion.concerns_id = int(named)
    elif motion.concerns_id != int(named):
        names = {"concerns": motion.concerns.name if motion.concerns else ""}
        other = {"organisation": str(facts.get("organisation_name", ""))}
        raise Refusal("enactment-about-another", None, {**names, **other})
