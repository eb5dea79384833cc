"""Help that is not money, offered, asked for and given; and money that is won elsewhere."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.funding.actions.keeping import keep
from folkmoot.work.funding.events import HelpInKindGiven, OutsideBidHelped
from folkmoot.work.funding.models import Fund, InKind, OutsideBid, OutsideFund
from folkmoot.work.funding.permits import (
    require_applies_for,
    require_keeps_funds,
    require_keeps_of,
)
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.funding.queries.clauses import clause_for


@transaction.atomic
def offer_help(
    *,
    assembly: Assembly,
    kind: str,
    words: str,
    body_name: str,
    pence: int | None,
    by: Person,
    at: datetime,
) -> InKind:
    """
    Offer rooms, things or time of staff, as a body.

    :raises Refusal: if `by` does not come for it.
    """
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, body_name, on=on)
    return InKind.objects.create(
        assembly=assembly,
        kind=kind,
        state=InKind.State.OFFERED,
        words=words.strip(),
        body_name=body_name.strip(),
        pence=pence,
        entered_on=on,
    )


@transaction.atomic
def ask_for_help(
    *,
    assembly: Assembly,
    organisation: Organisation,
    kind: str,
    words: str,
    by: Person,
    at: datetime,
) -> InKind:
    """
    Ask, as an organisation, for rooms, things or time of staff.

    :raises Refusal: if `by` does not act for it.
    """
    on = day_in(assembly, at=at)
    require_applies_for(by, organisation, on=on)
    return InKind.objects.create(
        assembly=assembly,
        kind=kind,
        state=InKind.State.REQUESTED,
        words=words.strip(),
        organisation=organisation,
        entered_on=on,
    )


@transaction.atomic
@recording_last()
def give_help(
    *,
    help_: InKind,
    organisation: Organisation,
    body_name: str,
    pence: int,
    given_on: date,
    by: Person,
    at: datetime,
) -> InKind:
    """
    Say that help was given, by which body, to whom, and what it is worth.

    :raises Refusal: if it was given already, or `by` does not come for that body.
    """
    assembly = help_.assembly
    require_keeps_of(by, assembly, body_name, on=day_in(assembly, at=at))
    if help_.given_on is not None:
        clause = clause_for(assembly, "in-kind", on=day_in(assembly, at=at))
        raise Refusal("help-already-given", clause, {"given_on": help_.given_on})
    help_.state, help_.given_on, help_.pence = InKind.State.GIVEN, given_on, pence
    help_.organisation, help_.body_name = organisation, body_name.strip()
    help_.save()
    event = HelpInKindGiven(
        body=help_.body_name,
        organisation=organisation.name,
        words=help_.words,
        pounds=in_pounds(pence),
    )
    keep(event, assembly, "in-kind", by=by, at=at)
    return help_


@transaction.atomic
def list_outside_fund(
    *,
    assembly: Assembly,
    title: str,
    funder_name: str,
    about: str,
    suits: str,
    link: str,
    most_pence: int | None,
    closes_on: date | None,
    by: Person,
    at: datetime,
) -> OutsideFund:
    """
    List a fund of others that members may apply to.

    :raises Refusal: if `by` does not keep funds here.
    """
    require_keeps_funds(by, assembly, on=day_in(assembly, at=at))
    return OutsideFund.objects.create(
        assembly=assembly,
        title=title.strip(),
        funder_name=funder_name.strip(),
        about=about.strip(),
        suits=suits.strip(),
        link=link,
        most_pence=most_pence,
        closes_on=closes_on,
    )


@transaction.atomic
@recording_last()
def tell_outside_bid(
    *,
    assembly: Assembly,
    organisation: Organisation,
    funder_name: str,
    title: str,
    help_given: str,
    after: Fund | None,
    by: Person,
    at: datetime,
) -> OutsideBid:
    """
    Tell how a group was helped to bid for money elsewhere, or that it bid on after a fund here.

    :raises Refusal: if `by` does not keep funds here.
    """
    on = day_in(assembly, at=at)
    require_keeps_funds(by, assembly, on=on)
    made = OutsideBid.objects.create(
        assembly=assembly,
        organisation=organisation,
        funder_name=funder_name.strip(),
        title=title.strip(),
        help_given=help_given.strip(),
        after=after,
        told_on=on,
    )
    return _told(made, by=by, at=at)


@transaction.atomic
@recording_last()
def tell_result(
    *, bid: OutsideBid, result: str, pence: int | None, by: Person, at: datetime
) -> OutsideBid:
    """
    Tell what came of a bid for money elsewhere.

    :raises Refusal: if `by` does not keep funds here.
    """
    require_keeps_funds(by, bid.assembly, on=day_in(bid.assembly, at=at))
    bid.result = result
    bid.pence = pence if result == OutsideBid.Result.WON else None
    bid.save(update_fields=["result", "pence"])
    return _told(bid, by=by, at=at)


def _told(bid: OutsideBid, *, by: Person, at: datetime) -> OutsideBid:
    event = OutsideBidHelped(
        organisation=bid.organisation.name, funder=bid.funder_name, result=bid.result
    )
    keep(event, bid.assembly, "elsewhere", by=by, at=at)
    return bid
