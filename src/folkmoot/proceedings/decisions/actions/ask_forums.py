from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from folkmoot.body.forums.models import Forum
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.holding import hold_motion, stir_motion
from folkmoot.proceedings.decisions.actions.recommend import told_to_others
from folkmoot.proceedings.decisions.events.register import ForumsAsked
from folkmoot.proceedings.decisions.models import Answer, Motion
from folkmoot.proceedings.decisions.permits.motions import require_sees, require_undecided
from folkmoot.proceedings.decisions.queries.forums_asked import forums_are_heard, forums_concerned
from folkmoot.proceedings.meetings.actions.referrals import answer_referral, send_referral
from folkmoot.proceedings.meetings.models import AgendaItem, Referral
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def ask_forums(
    *, motion: Motion, also: Iterable[Forum] = (), by: Person, at: datetime
) -> list[Answer]:
    """
    Ask every other local forum in whose place a motion reaches, and others for their view.

    Each gets the question on its agenda. The motion cannot be settled as agreed before all
    that were asked have answered. Who was asked already is not asked again.

    :raises Refusal: if `by` may not act for the forum, the motion is decided, or there is
        nobody left to ask.
    """
    motion = hold_motion(motion)
    require_may_arrange(by, motion.forum, at=at)
    require_sees(by, motion, at=at)
    require_undecided(motion)
    on = day_of(motion.assembly, at)
    finding = forums_are_heard(motion, on=on)
    clause = finding.clause if finding is not None else None
    concerned = forums_concerned(motion, on=on)
    known = {one.forum.pk for one in concerned if one.answer is not None}
    wanted = [*(one.forum for one in concerned), *also]
    others = {one.pk: one for one in wanted if one.pk not in {*known, motion.forum_id}}
    if not others:
        raise Refusal("no-forum-to-ask", clause, {})

    title, text = told_to_others(motion)
    answers = []
    for forum in others.values():
        referral = send_referral(
            from_forum=motion.forum,
            to_forum=forum,
            kind=Referral.Kind.CONSENSUS,
            title=title,
            text=text,
            from_item=motion.item,
            motion=motion.reference,
            by=by,
            at=at,
        )
        answers.append(
            Answer.objects.create(motion=motion, forum=forum, referral=referral, asked_at=at)
        )
    stir_motion(motion)
    event = ForumsAsked(
        motion=motion.reference,
        forum=motion.forum.name,
        asked=[forum.name for forum in others.values()],
    )
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=clause)
    return answers


@transaction.atomic
def answer_for_forum(
    *,
    answer: Answer,
    words: str,
    agreed: bool,
    on_item: AgendaItem | None = None,
    by: Person,
    at: datetime,
) -> Answer:
    """
    Give the answer of a forum to a motion of another that touches its place too.

    :raises Refusal: if `by` does not act for the forum, or it has answered already.
    """
    answer_referral(
        referral=answer.referral, answer=words, agreed=agreed, on_item=on_item, by=by, at=at
    )
    stir_motion(answer.motion)
    return answer
