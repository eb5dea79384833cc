from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership.actions.locked import standing
from folkmoot.body.membership.events import MemberSuspended, SuspensionLetter, SuspensionLifted
from folkmoot.body.membership.models import Membership, Suspension
from folkmoot.body.membership.permits import require_presides
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground import bus
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.rules.membership.rights import suspension_rests_on_a_case


@transaction.atomic
@recording_last()
def suspend(
    *,
    membership: Membership,
    reason: str,
    case: str,
    decided_by_name: str,
    decided_on: date,
    until_on: date | None = None,
    by: Person,
    at: datetime,
    presides: bool = False,
) -> Suspension:
    """
    Take a member's vote and its standing for office from it, as the chair decides, from today.

    :param reason: why; the member and officers see it, the public does not.
    :param case: by what the open case about the breach is known.
    :param decided_by_name: the chair whose decision it is, taken on `decided_on`.
    :param until_on: the first day it no longer applies, or None until it is lifted.
    :param presides: whether the caller knows `by` to chair a forum of the member.
    :raises Refusal: if `by` may not, no case is open, no reason or chair is named, or the
        member is suspended in some of that time.
    """
    today = day_in(membership.assembly, at=at)
    require_presides(by, membership.assembly, presides=presides, on=today)
    membership, book = standing(membership, on=today)
    finding = suspension_rests_on_a_case(
        book, reason=reason, case_open=bool(case.strip())
    ).require()
    if not decided_by_name.strip():
        raise Refusal("decision-without-name", finding.clause, {})
    if until_on is not None and until_on <= today:
        facts = {"until_on": until_on, "from_on": today}
        raise Refusal("suspension-ends-at-once", finding.clause, facts)
    applies = Q(until_on=None) | Q(until_on__gt=today)
    if membership.suspensions.filter(applies).exists():
        name = membership.organisation.name
        raise Refusal("suspended-already", finding.clause, {"organisation": name})

    suspension = Suspension.objects.create(
        membership=membership,
        from_on=today,
        until_on=until_on,
        reason=reason.strip(),
        case=case.strip(),
        decided_by=decided_by_name.strip(),
        decided_on=decided_on,
        by=by,
    )
    organisation, slug = membership.organisation, membership.assembly.slug
    event = MemberSuspended(
        organisation=organisation.name,
        reference=organisation.reference,
        from_on=today,
        until_on=until_on,
    )
    record(event, assembly=slug, by=by, at=at, under=finding.clause)
    letter = SuspensionLetter(
        organisation=organisation.name,
        reference=organisation.reference,
        assembly_name=membership.assembly.name,
        from_on=today,
        until_on=until_on,
        reason=suspension.reason,
        decided_by=suspension.decided_by,
    )
    tell(people_acting_for(organisation, on=today), letter, assembly=slug, at=at)
    bus.publish(event, about=membership, by=by, at=at)
    return suspension


@transaction.atomic
@recording_last()
def lift(
    *,
    membership: Membership,
    decided_by_name: str,
    by: Person,
    at: datetime,
    presides: bool = False,
) -> Suspension:
    """
    Give a suspended member its rights again, from today.

    :raises Refusal: if `by` may not, it is not suspended, or no chair is named.
    """
    today = day_in(membership.assembly, at=at)
    require_presides(by, membership.assembly, presides=presides, on=today)
    membership, book = standing(membership, on=today)
    clause = clause_with_key(book, "suspension")
    organisation, slug = membership.organisation, membership.assembly.slug
    if not decided_by_name.strip():
        raise Refusal("decision-without-name", clause, {})
    applies = Q(until_on=None) | Q(until_on__gt=today)
    suspension = membership.suspensions.filter(applies).order_by("-from_on", "-pk").first()
    if suspension is None:
        raise Refusal("not-suspended", clause, {"organisation": organisation.name})

    suspension.until_on, suspension.lifted_by = today, decided_by_name.strip()
    suspension.save(update_fields=["until_on", "lifted_by"])
    event = SuspensionLifted(
        organisation=organisation.name, reference=organisation.reference, until_on=today
    )
    record(event, assembly=slug, by=by, at=at, under=clause)
    tell(people_acting_for(organisation, on=today), event, assembly=slug, at=at)
    bus.publish(event, about=membership, by=by, at=at)
    return suspension
