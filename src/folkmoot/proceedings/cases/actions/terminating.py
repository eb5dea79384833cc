"""How the question of ending a membership is put to the vote."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.closing import close
from folkmoot.proceedings.cases.actions.talking import agreement_of
from folkmoot.proceedings.cases.actions.writing import (
    hold_case,
    record_step,
    step_with,
    write_step,
)
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.permits import (
    require_decides,
    require_kind,
    require_open,
)
from folkmoot.proceedings.cases.queries.cases import book_of, concerned, judged
from folkmoot.proceedings.cases.queries.deciding import group_of
from folkmoot.proceedings.cases.queries.stages import is_whole
from folkmoot.proceedings.cases.queries.votes import motion_of
from folkmoot.proceedings.decisions.actions.propose import propose
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.meetings.models import AgendaItem, Visibility
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.cases.handling import (
    termination_has_its_grounds,
    whole_termination_goes_up,
)
from folkmoot.rules.findings import Clause, Refusal

SHOWS = (Step.Kind.EVIDENCE, Step.Kind.LETTER)


@transaction.atomic
@recording_last()
def put_to_vote(
    *,
    case: Case,
    item: AgendaItem | None,
    is_immediate: bool,
    from_on: date | None,
    background: str,
    form_key: str,
    by: Person,
    at: datetime,
) -> Motion:
    """
    Put the end of a membership to the group it concerns, as a motion that says from when.

    To the forum of the case. A forum only recommends the end of a whole membership; once it
    has, the co-ordination group consults, and the second motion is put to that. The member is
    heard and has no vote.

    :param from_on: the day it would end, where it does not end at once.
    :param background: what the members who vote are told of the case; they do not see it.
    :raises Refusal: if the case does not fall to `by`, the grounds are not shown, the member was
        not asked to be heard, the group has not consulted, or a vote is under way.
    """
    case = hold_case(case)
    if step_with(form_key) is not None and (motion := motion_of(case)) is not None:
        return motion
    require_open(case)
    require_kind(case, Case.Kind.TERMINATION)
    require_decides(by, case, at=at)
    _require_no_vote(case)
    _require_ready(case)
    clause = _require_its_turn(case, at=at)
    on = day_of(case.assembly, at)
    if not is_immediate and from_on is not None and from_on < on:
        raise Refusal("end-before-the-decision", clause, {"from_on": from_on})
    forum, to = _forum_and_beyond(case, on=on)

    body = concerned(case)
    assert body is not None
    motion = propose(
        forum=forum,
        question=_question(case, body.name, to, is_immediate=is_immediate, from_on=from_on),
        background=background,
        item=item,
        concerns=body,
        recommends_to=to,
        effective_on=None if is_immediate else from_on,
        visibility=Visibility.MEMBERS,
        form_key=form_key[:40],
        by=by,
        at=at,
    )
    heard = case.steps.filter(kind__in=[Step.Kind.HEARD, Step.Kind.ASKED]).order_by("-at", "-pk")
    motion.concerned_heard_at = heard.values_list("at", flat=True)[0]
    motion.save(update_fields=["concerned_heard_at"])
    case.motion, case.is_immediate_asked = motion.reference, is_immediate
    case.save(update_fields=["motion", "is_immediate_asked"])
    step = write_step(
        case, Step.Kind.TO_VOTE, motion=motion.reference, form_key=form_key, by=by, at=at
    )
    record_step(case, step, under=clause, at=at)
    return motion


@transaction.atomic
@recording_last()
def drop_termination(*, case: Case, words: str, by: Person, at: datetime) -> Case:
    """
    Close a case about ending a membership without a vote; the membership goes on.

    :raises Refusal: if the case does not fall to `by`, or a vote is under way.
    """
    case = hold_case(case)
    require_open(case)
    require_kind(case, Case.Kind.TERMINATION)
    require_decides(by, case, at=at)
    _require_no_vote(case)

    close(case, Case.Outcome.NOT_ENDED, words=words, under=None, by=by, at=at)
    return case


def _require_no_vote(case: Case) -> None:
    """:raises Refusal: if the case is before a group that has not voted on it."""
    motion = motion_of(case)
    if motion is not None and not motion.outcome:
        raise Refusal("vote-is-under-way", None, {"motion": motion.reference})


def _require_ready(case: Case) -> None:
    """:raises Refusal: unless the grounds are shown, and the member was asked to be heard."""
    finding = judged(
        book_of(case),
        termination_has_its_grounds,
        grounds=list(case.grounds),
        has_evidence=case.steps.filter(kind__in=SHOWS).exists(),
        scope=case.scope,
    )
    clause = finding.require().clause if finding is not None else None
    if not case.steps.filter(kind__in=[Step.Kind.ASKED, Step.Kind.HEARD]).exists():
        body = concerned(case)
        name = body.name if body is not None else ""
        raise Refusal("member-not-asked", clause, {"organisation": name})


def _require_its_turn(case: Case, *, at: datetime) -> Clause | None:
    """:raises Refusal: if the co-ordination group is to decide and has not consulted."""
    if not (is_whole(case) and case.is_with_group):
        return None
    finding = judged(
        agreement_of(case, at=at),
        whole_termination_goes_up,
        scope=case.scope,
        is_decided_by_group=True,
        is_consulted=case.steps.filter(kind=Step.Kind.CONSULTED).exists(),
    )
    return finding.require().clause if finding is not None else None


def _forum_and_beyond(case: Case, *, on: date) -> tuple[Forum, Forum | None]:
    """
    Return the forum that votes, and the group that it recommends to, where it only does that.

    :raises Refusal: if the group is to decide and there is none.
    """
    forum = case.forum
    assert forum is not None
    if not is_whole(case):
        return forum, None
    group = group_of(case.assembly, on=on)
    if group is None:
        raise Refusal("no-group-to-decide", None, {})
    if case.is_with_group or forum.pk == group.pk:
        return group, None
    return forum, group


def _question(
    case: Case, name: str, to: Forum | None, *, is_immediate: bool, from_on: date | None
) -> str:
    if is_immediate or from_on is None:
        when = _("at once")
    else:
        when = _("on %(day)s") % {"day": f"{from_on:%-d %B %Y}"}
    facts = {"name": name, "when": when, "forum": case.forum.name if case.forum else ""}
    if to is not None:
        words = _(
            "That we recommend to the co-ordination group that the membership of %(name)s ends "
            "for the whole assembly, %(when)s."
        )
    elif is_whole(case):
        words = _("That the membership of %(name)s ends for the whole assembly, %(when)s.")
    else:
        words = _("That the membership of %(name)s in %(forum)s ends %(when)s.")
    text = words % facts
    return text if len(text) <= 400 else f"{text[:396]} …"
