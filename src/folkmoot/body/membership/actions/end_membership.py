from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership.actions.locked import standing
from folkmoot.body.membership.events import EndOfMembershipLetter, MembershipEnded
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.permits import require_keeper
from folkmoot.body.membership.queries import agreement, clause_with_key
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground import bus
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Refusal

UNDER = {
    Membership.Ended.EXPELLED: ("termination-vote", "termination-grounds"),
    Membership.Ended.CORRECTED: ("central-record",),
    Membership.Ended.LAPSED: ("central-record",),
}


@transaction.atomic
def end_membership(
    *,
    membership: Membership,
    because: str,
    reason: str,
    decided_by_name: str = "",
    on: date | None = None,
    by: Person,
    at: datetime,
) -> Membership:
    """
    End a membership other than by the member's own notice.

    :param because: expelled, lapsed or corrected, one of Membership.Ended.
    :param reason: not public; the member is told it.
    :param decided_by_name: who decided, which an expulsion must say.
    :param on: the first day it is no longer a member; today unless a later day is given.
    :raises Refusal: if `by` does not keep the register, it is no member, or a reason or a
        name is missing.
    :raises ValueError: for a resignation, which is the member's own to give.
    """
    if because not in UNDER:
        raise ValueError(f"a membership does not end so by somebody else's deed: {because}")
    today = day_in(membership.assembly, at=at)
    require_keeper(by, membership.assembly, on=today)
    return end_as_decided(
        membership=membership, because=because, reason=reason,
        decided_by_name=decided_by_name, on=on, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
@recording_last()
def end_as_decided(
    *,
    membership: Membership,
    because: str,
    reason: str,
    decided_by_name: str,
    on: date | None,
    by: Person,
    at: datetime,
) -> Membership:
    """
    End a membership as those decided whose it was to decide: part of a deed allowed already.

    :raises Refusal: if it is no member, or a reason or a name is missing.
    """
    today = day_in(membership.assembly, at=at)
    membership, book = standing(membership, on=today)
    clause = clause_with_key(book, *UNDER[Membership.Ended(because)])
    if not reason.strip():
        raise Refusal("end-without-reason", clause, {})
    if because == Membership.Ended.EXPELLED and not decided_by_name.strip():
        raise Refusal("decision-without-name", clause, {})
    people = people_acting_for(membership.organisation, on=today)
    return _end(
        membership, because=because, reason=reason, decided_by_name=decided_by_name,
        ceases_on=max(on or today, today), under=clause, people=people, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
@recording_last()
def lapse_membership(
    *,
    membership: Membership,
    reason: str,
    people: Iterable[Person],
    by: Person | None,
    at: datetime,
) -> Membership:
    """
    End a membership whose organisation is no more: part of a deed that was allowed already.

    A notice that runs is cut short. Nothing else that the membership says is changed.

    :param people: who are told; whoever acts for the organisation, or for its survivor.
    """
    assembly = membership.assembly
    today = day_in(assembly, at=at)
    book = agreement(assembly, on=today)
    return _end(
        membership,
        because=Membership.Ended.LAPSED,
        reason=reason,
        decided_by_name="",
        ceases_on=max(today, membership.admitted_on),
        under=clause_with_key(book, *UNDER[Membership.Ended.LAPSED]) if book else None,
        people=people,
        by=by,
        at=at,
    )


def _end(
    membership: Membership,
    *,
    because: str,
    reason: str,
    decided_by_name: str,
    ceases_on: date,
    under: Clause | None,
    people: Iterable[Person],
    by: Person | None,
    at: datetime,
) -> Membership:
    membership.ceases_on, membership.ended_because = ceases_on, because
    membership.ended_reason = reason.strip()
    membership.ended_decided_by = decided_by_name.strip()
    membership.save(
        update_fields=["ceases_on", "ended_because", "ended_reason", "ended_decided_by"]
    )
    assembly, organisation = membership.assembly, membership.organisation
    event = MembershipEnded(
        organisation=organisation.name,
        reference=organisation.reference,
        because=because,
        ceases_on=ceases_on,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=under)
    letter = EndOfMembershipLetter(
        organisation=organisation.name,
        reference=organisation.reference,
        assembly_name=assembly.name,
        because=Membership.Ended(because).label,
        ceases_on=ceases_on,
        reason=membership.ended_reason,
        decided_by=membership.ended_decided_by,
    )
    tell(people, letter, assembly=assembly.slug, at=at)
    bus.publish(event, about=membership, by=by, at=at)
    return membership
