from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership.actions.locked import standing
from folkmoot.body.membership.events import LeftOutLetter, MemberLeftOut
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.permits import require_presides
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground import bus
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.rules.membership.leaving import exclusion_in_notice_has_a_reason


@transaction.atomic
@recording_last()
def exclude_during_notice(
    *,
    membership: Membership,
    reason: str,
    decided_by_name: str,
    by: Person,
    at: datetime,
    presides: bool = False,
) -> Membership:
    """
    Leave a departing member out of business for the rest of its notice, as the chair decides.

    :param decided_by_name: the chair whose decision it is.
    :param presides: whether the caller knows `by` to chair a forum of the member.
    :raises Refusal: if `by` may not, no notice runs, or no reason or chair is named.
    """
    today = day_in(membership.assembly, at=at)
    require_presides(by, membership.assembly, presides=presides, on=today)
    membership, book = standing(membership, on=today)
    finding = exclusion_in_notice_has_a_reason(book, excluded=True, reason=reason).require()
    facts = {"organisation": membership.organisation.name}
    if not decided_by_name.strip():
        raise Refusal("decision-without-name", finding.clause, {})
    if membership.notice_given_on is None or membership.ceases_on is None:
        raise Refusal("no-notice-runs", finding.clause, facts)
    if membership.excluded_on is not None:
        raise Refusal("left-out-already", finding.clause, facts)

    membership.excluded_on, membership.excluded_because = today, reason.strip()
    membership.excluded_decided_by = decided_by_name.strip()
    membership.save(update_fields=["excluded_on", "excluded_because", "excluded_decided_by"])
    event = MemberLeftOut(
        organisation=membership.organisation.name,
        reference=membership.organisation.reference,
        from_on=today,
    )
    slug = membership.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=finding.clause)
    letter = LeftOutLetter(
        organisation=membership.organisation.name,
        reference=membership.organisation.reference,
        assembly_name=membership.assembly.name,
        from_on=today,
        ceases_on=membership.ceases_on,
        reason=membership.excluded_because,
        decided_by=membership.excluded_decided_by,
    )
    told = people_acting_for(membership.organisation, on=today)
    tell(told, letter, assembly=slug, at=at)
    bus.publish(event, about=membership, by=by, at=at)
    return membership
