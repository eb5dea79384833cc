"""What follows in a case when the motion that it came to is settled."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.body.forums.actions.belonging import end_belonging
from folkmoot.body.forums.models import ForumMember
from folkmoot.body.membership.actions import end_as_decided
from folkmoot.body.membership.models import Membership
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.closing import close
from folkmoot.proceedings.cases.actions.writing import (
    hold_case,
    record_step,
    settle_decider,
    write_step,
)
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.permits import require_keeps, require_kind, require_open
from folkmoot.proceedings.cases.queries.about import membership_of_case
from folkmoot.proceedings.cases.queries.cases import concerned
from folkmoot.proceedings.cases.queries.stages import is_whole
from folkmoot.proceedings.cases.queries.votes import motion_of, voted
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Clause, Refusal


@transaction.atomic
@recording_last()
def hear_of_vote(*, case: Case, motion: Motion, by: Person, at: datetime) -> Case:
    """
    Take a case on from the outcome of its motion: part of a deed that was allowed already.

    Carried, a membership ends, or the forum's recommendation goes up to the group. Not carried,
    the case closes and the membership goes on. Carried with something missing before it, such
    as a discussion, the case waits until that is on record.
    """
    case = hold_case(case)
    if case.closed_at is not None or case.motion != motion.reference:
        return case
    found = voted(case, motion)
    clause = found.finding.clause if found.finding is not None else None
    if found.waits or motion.outcome == Motion.Outcome.WITHDRAWN:
        return case
    if not found.ends_it:
        words = motion.outcome_words
        close(case, Case.Outcome.NOT_ENDED, words=words, under=clause, by=by, at=at)
        return case
    return _go_on(case, motion, clause, by=by, at=at)


@transaction.atomic
@recording_last()
def carry_out(*, case: Case, by: Person, at: datetime) -> Case:
    """
    Do what a vote decided, once what had to come before it is on record.

    :raises Refusal: if `by` does not keep the case, no vote carried it, or something is missing.
    """
    case = hold_case(case)
    require_open(case)
    require_kind(case, Case.Kind.TERMINATION)
    require_keeps(by, case, at=at)
    motion = motion_of(case)
    if motion is None:
        raise Refusal("end-needs-a-vote", None, {})
    found = voted(case, motion)
    clause = found.finding.clause if found.finding is not None else None
    if found.poll is None or motion.outcome != Motion.Outcome.CARRIED:
        raise Refusal("end-needs-a-vote", clause, {})
    if found.finding is not None:
        found.finding.require()

    return _go_on(case, motion, clause, by=by, at=at)


def _go_on(case: Case, motion: Motion, clause: Clause | None, *, by: Person, at: datetime) -> Case:
    if motion.recommends_to_id is not None and not case.is_with_group:
        case.is_with_group = True
        case.save(update_fields=["is_with_group"])
        settle_decider(case, at=at)
        step = write_step(case, Step.Kind.ESCALATED, motion=motion.reference, by=by, at=at)
        record_step(case, step, under=clause, at=at)
        return case
    on = day_of(case.assembly, at)
    ends_on = max(motion.effective_on or on, on)
    decided_by = motion.forum.name
    membership = membership_of_case(case, on=on)
    if membership is not None:
        if is_whole(case):
            _end_whole(case, decided_by, ends_on, by=by, at=at)
        else:
            _end_here(case, membership, ends_on, by=by, at=at)
    close(
        case, Case.Outcome.ENDED, words=motion.question, keeps_suspension=is_whole(case),
        under=clause, by=by, at=at,
    )  # fmt: skip
    return case


def _end_whole(case: Case, decided_by: str, ends_on: date, *, by: Person, at: datetime) -> None:
    """Every membership of the organisation in the assembly ends: its forums follow from that."""
    body = concerned(case)
    assert body is not None
    standing = Membership.objects.standing_on(day_of(case.assembly, at)).filter(
        assembly=case.assembly, organisation=body
    )
    for each in standing.select_related("organisation", "assembly").order_by("pk"):
        end_as_decided(
            membership=each, because=Membership.Ended.EXPELLED,
            reason=_("It was decided in %(case)s.") % {"case": case.reference},
            decided_by_name=decided_by, on=ends_on, by=by, at=at,
        )  # fmt: skip


def _end_here(
    case: Case, membership: Membership, ends_on: date, *, by: Person, at: datetime
) -> None:
    """The organisation leaves the forum of the case; its membership of the whole goes on."""
    belonging = ForumMember.objects.belonging_on(day_of(case.assembly, at)).filter(
        forum=case.forum, membership=membership
    )
    rows = belonging.select_related("forum__assembly", "membership__organisation")
    for member in rows.order_by("pk"):
        because = _("the forum voted to end it")
        end_belonging(member=member, left_on=ends_on, because=because, by=by, at=at)
