"""How the assembly takes up a position on a topic, looks at it again, and holds it no longer."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.events.register import (
    PositionAdopted,
    PositionEnded,
    PositionReviewed,
)
from folkmoot.proceedings.decisions.models import Motion, Position
from folkmoot.proceedings.decisions.permits.motions import require_sees
from folkmoot.proceedings.decisions.permits.register import require_passed, require_review_ahead
from folkmoot.proceedings.decisions.queries.positions import clause_of
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
def adopt_position(
    *,
    motion: Motion,
    topic: str,
    wording: str,
    backed_by: Iterable[Forum],
    review_on: date,
    by: Person,
    at: datetime,
) -> Position:
    """
    Have the assembly hold a position from today, by a decision that was taken.

    A position on the same topic that is held ends, and says what took its place. The
    forum that decided backs it.

    :raises Refusal: if `by` may not act for that forum, the decision was not to do so, it
        is the one the position rests on already, or no review is ahead.
    """
    require_may_arrange(by, motion.forum, at=at)
    require_sees(by, motion, at=at)
    assembly = Assembly.objects.select_for_update(no_key=True).get(pk=motion.assembly_id)
    on, topic = day_of(assembly, at), " ".join(topic.split())
    clause = clause_of(assembly, on=on)
    require_passed(motion)
    require_review_ahead(review_on, clause, today=on)
    before = (
        Position.objects.filter(assembly=assembly, topic__iexact=topic, until_on=None)
        .order_by("pk")
        .first()
    )
    if before is not None and before.motion_id == motion.pk:
        facts = {"motion": motion.reference, "topic": topic}
        raise Refusal("position-held-already", clause, facts)
    if before is not None:
        before.until_on = max(on, before.from_on)
        before.save(update_fields=["until_on"])
    position = Position.objects.create(
        assembly=assembly,
        topic=topic,
        wording=wording.strip(),
        motion=motion,
        from_on=on,
        review_on=review_on,
    )
    forums = {forum.pk: forum for forum in (motion.forum, *backed_by)}
    position.backed_by.set(forums.values())
    if before is not None:
        before.replaced_by = position
        before.save(update_fields=["replaced_by"])
    event = PositionAdopted(
        topic=topic,
        wording=position.wording,
        decision=motion.reference,
        backed_by=sorted(forum.name for forum in forums.values()),
        from_on=on,
        review_on=review_on,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return position


@transaction.atomic
def end_position(*, position: Position, motion: Motion, by: Person, at: datetime) -> Position:
    """
    Have the assembly hold a position no longer from today, by a decision that was taken.

    :raises Refusal: if `by` may not act for the forum that decided, the decision was not to
        do so, or it is held no longer already.
    """
    require_may_arrange(by, motion.forum, at=at)
    require_sees(by, motion, at=at)
    require_passed(motion)
    position = _held(position)
    on = day_of(motion.assembly, at)
    position.until_on = max(on, position.from_on)
    position.save(update_fields=["until_on"])
    event = PositionEnded(
        topic=position.topic, decision=motion.reference, until_on=position.until_on
    )
    clause = clause_of(motion.assembly, on=on)
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=clause)
    return position


@transaction.atomic
def review_position(*, position: Position, review_on: date, by: Person, at: datetime) -> Position:
    """
    Record that a position was looked at again and stays, and when it is looked at next.

    :raises Refusal: if `by` may not act for the forum that decided it, it is held no longer,
        or the next review is not ahead.
    """
    require_may_arrange(by, position.motion.forum, at=at)
    motion = position.motion
    position = _held(position)
    on = day_of(motion.assembly, at)
    clause = clause_of(motion.assembly, on=on)
    require_review_ahead(review_on, clause, today=on)
    position.review_on = review_on
    position.save(update_fields=["review_on"])
    event = PositionReviewed(topic=position.topic, decision=motion.reference, review_on=review_on)
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=clause)
    return position


def _held(position: Position) -> Position:
    """Return a position as it is now, held until the transaction ends, if it is in force."""
    now = Position.objects.select_for_update(no_key=True).get(pk=position.pk)
    if now.until_on is not None:
        raise Refusal("position-over", None, {"until_on": now.until_on})
    return now
