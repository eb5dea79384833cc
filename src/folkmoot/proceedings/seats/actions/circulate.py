"""Sending the register of representatives to all members."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.events.keeping import RegisterCirculated
from folkmoot.proceedings.seats.models import Circulation
from folkmoot.proceedings.seats.permits import require_may_keep
from folkmoot.proceedings.seats.queries.circulating import clause_on_circulating, to_tell


@transaction.atomic
@recording_last()
def circulate(*, assembly: Assembly, by: Person, at: datetime) -> Circulation:
    """
    Send the register to everybody who acts for a member, with what changed since the last time.

    :raises Refusal: if `by` is not a support officer.
    """
    on = day_of(assembly, at)
    require_may_keep(by, assembly, on=on)
    told = to_tell(assembly, at=at)
    reason = Circulation.Reason.CHANGE if told.changes else Circulation.Reason.CYCLE
    circulation = Circulation.objects.create(
        assembly=assembly,
        sent_at=at,
        reason=reason,
        change="; ".join(told.changes)[:300],
        people=len(told.people),
    )
    event = RegisterCirculated(
        reason=circulation.get_reason_display(),
        seats=told.seats,
        held=told.held,
        vacant=told.vacant,
        changes=told.changes,
        people=len(told.people),
    )
    record(
        event, assembly=assembly.slug, by=by, at=at, under=clause_on_circulating(assembly, on=on)
    )
    tell(told.people, event, assembly=assembly.slug, at=at)
    return circulation
