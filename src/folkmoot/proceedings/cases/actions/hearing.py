"""How the member concerned is heard, others are consulted, and the group talks of a case."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.talking import agreement_of
from folkmoot.proceedings.cases.actions.writing import (
    enter,
    hold_case,
    record_step,
    step_with,
    write_step,
)
from folkmoot.proceedings.cases.events.cases import MemberAskedToBeHeard
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.permits import (
    require_decides,
    require_keeps,
    require_kind,
    require_open,
)
from folkmoot.proceedings.cases.queries.cases import concerned, judged
from folkmoot.proceedings.cases.queries.votes import motion_of
from folkmoot.proceedings.decisions.actions.holding import hold_motion
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.cases.handling import whole_termination_goes_up


@transaction.atomic
def ask_to_be_heard(
    *, case: Case, by_day: date, by: Person, at: datetime, form_key: str | None = None
) -> Step:
    """
    Ask the member that the case is about to say what it has to say, in writing or at the meeting.

    :raises Refusal: if the case does not fall to `by`, or is of another kind or not open.
    """
    if (made := step_with(form_key)) is not None:
        return made
    case = hold_case(case)
    require_open(case)
    require_kind(case, Case.Kind.TERMINATION)
    require_decides(by, case, at=at)

    step = write_step(
        case, Step.Kind.ASKED, words=by_day.isoformat(), form_key=form_key, by=by, at=at
    )
    event = MemberAskedToBeHeard(case=case.reference, kind=case.get_kind_display(), by_day=by_day)
    enter(case, event, under=None, at=at)
    body = concerned(case)
    assert body is not None
    people = people_acting_for(body, on=day_of(case.assembly, at))
    tell(people, event, assembly=case.assembly.slug, at=at)
    return step


@transaction.atomic
def hear(
    *, case: Case, words: str, on: date, by: Person, at: datetime, form_key: str | None = None
) -> Step:
    """
    Write down what the member said for itself: it does so, or whoever keeps the case.

    :raises Refusal: if `by` has no part in the case, or it is of another kind or not open.
    """
    if (made := step_with(form_key)) is not None:
        return made
    # The motion first and then the case, in the order in which the end of a vote takes them.
    motion = motion_of(Case.objects.get(pk=case.pk))
    if motion is not None:
        motion = hold_motion(motion)
    case = hold_case(case)
    require_open(case)
    require_kind(case, Case.Kind.TERMINATION)
    body = concerned(case)
    assert body is not None
    people = people_acting_for(body, on=day_of(case.assembly, at))
    if by.pk not in {person.pk for person in people}:
        require_keeps(by, case, at=at)

    step = write_step(
        case, Step.Kind.HEARD, words=words, on=on, organisation=body, form_key=form_key,
        by=by, at=at,
    )  # fmt: skip
    record_step(case, step, under=None, at=at)
    if motion is not None and not motion.outcome:
        motion.concerned_heard_at = at
        motion.save(update_fields=["concerned_heard_at"])
    return step


@transaction.atomic
def consult(
    *, case: Case, words: str, on: date, by: Person, at: datetime, form_key: str | None = None
) -> Step:
    """
    Write down whom the co-ordination group consulted before it decides, and what they said.

    :raises Refusal: if the case is not with the group, or does not fall to `by`.
    """
    if (made := step_with(form_key)) is not None:
        return made
    case = hold_case(case)
    require_open(case)
    require_kind(case, Case.Kind.TERMINATION)
    require_decides(by, case, at=at)
    finding = judged(
        agreement_of(case, at=at),
        whole_termination_goes_up,
        scope=case.scope,
        is_decided_by_group=case.is_with_group,
        is_consulted=True,
    )
    clause = finding.require().clause if finding is not None else None

    step = write_step(
        case, Step.Kind.CONSULTED, words=words, on=on, form_key=form_key, by=by, at=at
    )
    record_step(case, step, under=clause, at=at)
    return step


@transaction.atomic
def note_discussion(
    *, case: Case, words: str, on: date, by: Person, at: datetime, form_key: str | None = None
) -> Step:
    """
    Write down, in short, what the group said of the case before it voted.

    :raises Refusal: if `by` does not keep the case, or it is of another kind or not open.
    """
    if (made := step_with(form_key)) is not None:
        return made
    case = hold_case(case)
    require_open(case)
    require_kind(case, Case.Kind.TERMINATION)
    require_keeps(by, case, at=at)

    step = write_step(case, Step.Kind.DIALOGUE, words=words, on=on, form_key=form_key, by=by, at=at)
    record_step(case, step, under=None, at=at)
    return step
