"""Bodies that support others paid and looked at; who covers what; a sum shared out over localities."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.reckoning.allocating import base_and_extra
from folkmoot.rules.findings import Refusal
from folkmoot.work.funding.actions.keeping import keep
from folkmoot.work.funding.events import (
    CoverageReviewed,
    SharesSettled,
    SupportCommissioned,
    SupportReviewed,
)
from folkmoot.work.funding.models import (
    Allocation,
    AllocationShare,
    Coverage,
    CoverageReview,
    SupportContract,
    SupportReview,
)
from folkmoot.work.funding.permits import require_keeps_funds, require_keeps_of
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.queries.support import coverage_of


@transaction.atomic
@recording_last()
def commission_support(
    *,
    assembly: Assembly,
    organisation: Organisation,
    body_name: str,
    remits: Sequence[str],
    yearly_pence: int,
    starts_on: date,
    ends_on: date,
    and_then: str,
    by: Person,
    at: datetime,
) -> SupportContract:
    """
    Enter a body that is paid to support others: its remit, the sum a year, its term, and what then.

    :raises Refusal: if `by` does not keep what that body funds.
    """
    require_keeps_of(by, assembly, body_name, on=day_in(assembly, at=at))
    made = SupportContract.objects.create(
        assembly=assembly,
        organisation=organisation,
        body_name=body_name.strip(),
        remits=list(remits),
        yearly_pence=yearly_pence,
        starts_on=starts_on,
        ends_on=ends_on,
        and_then=and_then.strip(),
    )
    event = SupportCommissioned(
        organisation=organisation.name,
        body=made.body_name,
        pounds=in_pounds(yearly_pence),
        ends_on=ends_on,
    )
    keep(event, assembly, "support", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def review_support(
    *, contract: SupportContract, found: str, goes_on: bool, and_then: str, by: Person, at: datetime
) -> SupportReview:
    """
    Tell what the yearly look at a body paid to support others found, and how it goes on.

    :raises Refusal: if `by` does not keep what that body funds.
    """
    assembly = contract.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, contract.body_name, on=on)
    made, _is_new = SupportReview.objects.update_or_create(
        contract=contract, on=on, defaults={"found": found.strip(), "goes_on": goes_on}
    )
    if and_then.strip():
        contract.and_then = and_then.strip()
        contract.save(update_fields=["and_then"])
    event = SupportReviewed(
        organisation=contract.organisation.name, body=contract.body_name, goes_on=goes_on
    )
    keep(event, assembly, "support-goes-on", by=by, at=at)
    return made


@transaction.atomic
def tell_coverage(
    *,
    assembly: Assembly,
    organisation: Organisation,
    service: str,
    areas: Sequence[Area],
    by: Person,
    at: datetime,
) -> list[Coverage]:
    """
    Say where a support body offers a service; everywhere, if no place is named.

    :raises Refusal: if `by` does not keep funds here.
    """
    require_keeps_funds(by, assembly, on=day_in(assembly, at=at))
    Coverage.objects.filter(assembly=assembly, organisation=organisation, service=service).delete()
    wanted: list[Area | None] = list(areas) or [None]
    return Coverage.objects.bulk_create(
        Coverage(assembly=assembly, organisation=organisation, service=service, area=area)
        for area in wanted
    )


@transaction.atomic
@recording_last()
def look_at_coverage(
    *, assembly: Assembly, who: str, words: str, by: Person, at: datetime
) -> CoverageReview:
    """
    Keep what the support bodies found together of who offers what where, with the overlaps and gaps of the day.

    :raises Refusal: if `by` does not keep funds here.
    """
    on = day_in(assembly, at=at)
    require_keeps_funds(by, assembly, on=on)
    told = coverage_of(assembly, on=on)
    made, _is_new = CoverageReview.objects.update_or_create(
        assembly=assembly,
        on=on,
        defaults={
            "who": who.strip(),
            "words": words.strip(),
            "overlaps": told.overlaps,
            "gaps": told.gaps,
        },
    )
    event = CoverageReviewed(overlaps=told.overlaps, gaps=told.gaps)
    keep(event, assembly, "coverage", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def share_out(
    *,
    assembly: Assembly,
    title: str,
    body_name: str,
    pence: int,
    base_pence: int,
    need_is: str,
    needs: Mapping[Area, tuple[int, int | None]],
    starts_on: date,
    years: int,
    by: Person,
    at: datetime,
) -> Allocation:
    """
    Share out a sum over localities: the same base to each, the rest by need, the total unchanged.

    :param needs: by locality, its need and what it got a year before, where that is known.
    :raises Refusal: if the bases do not fit into the sum, there is no need anywhere, or `by` does
        not keep what that body funds.
    """
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, body_name, on=on)
    clause = clause_for(assembly, "shares", on=on)
    if sum(need for need, _before in needs.values()) <= 0:
        raise Refusal("allocation-without-need", clause, {})
    if base_pence * len(needs) > pence:
        facts = {
            "number": len(needs),
            "base": in_pounds(base_pence),
            "sum": in_pounds(base_pence * len(needs)),
            "whole": in_pounds(pence),
        }
        raise Refusal("allocation-does-not-fit", clause, facts)
    shares = base_and_extra(
        pence, base_pence=base_pence, needs={area.code: need for area, (need, _) in needs.items()}
    )
    made = Allocation.objects.create(
        assembly=assembly,
        title=title.strip(),
        body_name=body_name.strip(),
        pence=pence,
        base_pence=base_pence,
        need_is=need_is.strip(),
        starts_on=starts_on,
        years=years,
        settled_on=on,
    )
    AllocationShare.objects.bulk_create(
        AllocationShare(
            allocation=made,
            area=area,
            need=need,
            base_pence=shares[area.code][0],
            extra_pence=shares[area.code][1],
            before_pence=before,
        )
        for area, (need, before) in needs.items()
    )
    event = SharesSettled(
        title=made.title, body=made.body_name, pounds=in_pounds(pence), places=len(needs)
    )
    keep(event, assembly, "shares", by=by, at=at)
    return made
