from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership.actions.signature import (
    Signature,
    give_receipt,
    hold,
    made_already,
    put_name_to,
    require_may_hand_in,
    rule_on,
    signer_of,
)
from folkmoot.body.membership.events import AgreementSignedAgain
from folkmoot.body.membership.models import Channel, Declaration, Membership
from folkmoot.ground import bus
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def re_sign(
    *, membership: Membership, signature: Signature, by: Person, at: datetime
) -> Declaration:
    """
    Sign the version of the agreement now in force, for a member that signed an earlier one.

    A form that is sent twice signs once, and gives the same receipt.

    :raises Refusal: if `by` may not, the declaration is not complete, the text has changed,
        the organisation is no member that day, or has signed this version.
    """
    assembly = membership.assembly
    organisation = hold(membership.organisation)
    if (made := made_already(signature, organisation=organisation, by=by)) is not None:
        return made
    today = day_in(assembly, at=at)
    require_may_hand_in(signature, organisation=organisation, assembly=assembly, by=by, on=today)
    book, finding = rule_on(signature, assembly=assembly, on=today)
    if not Membership.objects.standing_on(today).filter(pk=membership.pk).exists():
        facts = {"organisation": organisation.name, "on": today}
        raise Refusal("no-member-that-day", finding.clause, facts)
    signed = membership.declarations.filter(document=book.document, version=book.number)
    if (earlier := signed.order_by("pk").first()) is not None:
        facts = {
            "organisation": organisation.name,
            "version": book.number,
            "signed_on": earlier.signed_on,
        }
        raise Refusal("already-signed", finding.clause, facts)

    declaration = put_name_to(membership, signature, book=book, by=by, on=today, at=at)
    event = AgreementSignedAgain(
        organisation=organisation.name,
        reference=organisation.reference,
        document=book.document,
        version=book.number,
        text_digest=declaration.text_digest,
        channel=declaration.channel,
    )
    record(
        event, assembly=assembly.slug, by=by, at=at, under=finding.clause,
        acting=organisation.name if signature.channel == Channel.WEB else "",
    )  # fmt: skip
    signer = signer_of(
        signature, organisation=organisation, assembly=assembly, by=by, on=today, at=at
    )
    give_receipt(
        declaration, to=signer, organisation=organisation, assembly=assembly,
        title=book.title, at=at,
    )  # fmt: skip
    bus.publish(event, about=membership, by=by, at=at)
    return declaration
