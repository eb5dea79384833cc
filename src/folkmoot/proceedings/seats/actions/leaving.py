"""Leaving a seat: of one's own accord, at the end of a term, or by the decision of the group."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.forums.queries import people_of
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of
from folkmoot.proceedings.seats.actions.holding import end_holding, held_seat, holder_said
from folkmoot.proceedings.seats.events.leaving import RepresentativeRemoved
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.seats.permits.leaving import require_may_leave, require_may_remove
from folkmoot.proceedings.seats.queries.sending import (
    IN_FAVOUR,
    decision_cited,
    holdings_of_their_body,
    sent_by,
)
from folkmoot.rules.findings import Refusal
from folkmoot.rules.seats.removing import only_the_electing_group_removes


@transaction.atomic
@recording_last()
def leave_seat(
    *, holding: Holding, ending: str, ended_on: date, because: str, by: Person, at: datetime
) -> Holding:
    """
    Record that somebody leaves a seat: they stand down, or their term is over.

    :param ending: resigned or expired.
    :raises Refusal: if `by` is neither they nor a support officer, or they have left it.
    """
    require_may_leave(by, holding, at=at)
    return end_holding(
        holding=holding, ending=ending, ended_on=ended_on, because=because, by=by, at=at
    )


@transaction.atomic
@recording_last()
def remove_representative(
    *,
    holding: Holding,
    motion: str,
    reason: str,
    was_heard: bool,
    with_their_organisation: bool = False,
    by: Person,
    at: datetime,
) -> list[Holding]:
    """
    End a mandate by a decision of the group that gave it; the seat is vacant again.

    :param motion: the reference of that group's decision, agreed or carried.
    :param reason: shown to members; never in the record.
    :param with_their_organisation: end every mandate that the group gave to people of the
        same organisation.
    :return: what was ended.
    :raises Refusal: if `by` may not enter it (somebody of a public body under its own
        clause), the decision is not that group's or not in its favour, or came before the
        mandate, or a reason or a hearing is missing.
    """
    held_seat(holding.seat)
    on = day_of(holding.seat.assembly, at)
    group = sent_by(holding, on=on)
    require_may_remove(by, holding, group, at=at)
    assert group is not None  # or the permit has refused
    decided = decision_cited(holding.seat.assembly, motion.strip())
    if decided is None:
        raise Refusal("no-such-decision", None, {"motion": motion.strip(), "group": group.name})
    book = book_with(holding.seat.assembly, "removal.hearing", on=on)
    clause = None
    if book is not None:
        finding = only_the_electing_group_removes(
            book,
            decided_by=decided.forum.name,
            sent_by=group.name,
            reason=reason,
            was_heard=was_heard,
        ).require()
        clause = finding.clause
    elif decided.forum_id != group.pk:
        raise Refusal("no-such-decision", None, {"motion": decided.reference, "group": group.name})
    if decided.outcome not in IN_FAVOUR:
        outcome = decided.get_outcome_display()
        raise Refusal(
            "decision-not-in-favour", clause, {"motion": decided.reference, "outcome": outcome}
        )
    assert decided.decided_at is not None  # it has an outcome
    decided_on = day_of(holding.seat.assembly, decided.decided_at)
    if holding.from_on is not None and decided_on < holding.from_on:
        facts = {"motion": decided.reference, "decided_on": decided_on}
        raise Refusal("decision-before-the-mandate", clause, facts)

    ended = []
    found = holdings_of_their_body(holding, group, on=on) if with_their_organisation else [holding]
    members = people_of(group, on=on)
    for one in found:
        gone = end_holding(
            holding=one,
            ending=Holding.Ending.REMOVED,
            ended_on=on,
            because=reason,
            by=by,
            at=at,
            under=clause,
        )
        gone.motion_of_removal = decided.reference
        gone.save(update_fields=["motion_of_removal"])
        ended.append(gone)
        event = RepresentativeRemoved(
            seat=one.seat.reference,
            body=one.seat.body.name,
            holder=holder_said(one),
            group=group.name,
            motion=decided.reference,
            ended_on=on,
        )
        record(event, assembly=one.seat.assembly.slug, by=by, at=at, under=clause)
        tell(members, event, assembly=one.seat.assembly.slug, at=at)
    return ended
