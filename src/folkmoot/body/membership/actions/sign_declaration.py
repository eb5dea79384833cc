from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership.actions.invite import note_answer
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
from folkmoot.body.membership.events import MemberAdmitted
from folkmoot.body.membership.models import Channel, Declaration, Invitation, Membership
from folkmoot.body.membership.permits import OFFICER
from folkmoot.body.membership.queries import clause_with_key, needs_invitation, open_invitation
from folkmoot.body.membership.queries.agreement import BY_INVITATION
from folkmoot.body.organisations.models import Listing, Organisation
from folkmoot.ground import bus
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.membership.classes import class_of
from folkmoot.rules.rulebook import Rulebook


@transaction.atomic
@recording_last()
def sign_declaration(
    *,
    assembly: Assembly,
    organisation: Organisation,
    signature: Signature,
    by: Person,
    at: datetime,
) -> Declaration:
    """
    Admit an organisation that signs the agreement; it is a member from that day.

    Its class follows from the kind of organisation. A form that is sent twice signs once,
    and gives the same receipt. One that an officer records was signed on its own day,
    under the version in force that day.

    :param signature: the declaration as it was handed in.
    :raises Refusal: if there is nothing to sign, `by` may not, the declaration is not
        complete, the text has changed, the agreement has no class for the organisation,
        or it is a member already.
    """
    organisation = hold(organisation)
    if (made := made_already(signature, organisation=organisation, by=by)) is not None:
        return made
    today = day_in(assembly, at=at)
    require_may_hand_in(signature, organisation=organisation, assembly=assembly, by=by, on=today)
    if assembly.scheme != Assembly.Scheme.SIGNED:
        raise Refusal("nothing-to-sign", None, {})
    book, finding = rule_on(signature, assembly=assembly, on=today)
    membership_class = class_of(book, sector=organisation.sector)
    invitation = open_invitation(assembly, organisation)
    _require_may_join(
        organisation, assembly, book, finding.clause, membership_class, invitation, on=today
    )
    admitted_on = _first_day(assembly, organisation, signature.signed_on or today)

    membership = Membership.objects.create(
        assembly=assembly,
        organisation=organisation,
        membership_class=membership_class,
        admitted_on=admitted_on,
    )
    declaration = put_name_to(membership, signature, book=book, by=by, on=today, at=at)
    Listing.objects.get_or_create(
        assembly=assembly, organisation=organisation, defaults={"listed_on": admitted_on}
    )
    event = MemberAdmitted(
        organisation=organisation.name,
        reference=organisation.reference,
        membership_class=membership_class,
        document=book.document,
        version=book.number,
        text_digest=declaration.text_digest,
        channel=declaration.channel,
        admitted_on=admitted_on,
    )
    record(
        event, assembly=assembly.slug, by=by, at=at, under=finding.clause,
        acting=organisation.name if signature.channel == Channel.WEB else "",
    )  # fmt: skip
    if invitation is not None:
        note_answer(invitation, Invitation.Answer.ACCEPTED, by=by, at=at)
    signer = signer_of(
        signature, organisation=organisation, assembly=assembly, by=by, on=today, at=at
    )
    give_receipt(
        declaration, to=signer, organisation=organisation, assembly=assembly,
        title=book.title, at=at,
    )  # fmt: skip
    bus.publish(event, about=membership, by=by, at=at)
    return declaration


def _require_may_join(
    organisation: Organisation,
    assembly: Assembly,
    book: Rulebook,
    clause: Clause,
    membership_class: str,
    invitation: Invitation | None,
    *,
    on: date,
) -> None:
    name = {"organisation": organisation.name}
    if organisation.state in {Organisation.State.CLOSED, Organisation.State.MERGED}:
        raise Refusal("organisation-is-closed", clause, name)
    rows = Membership.objects.filter(assembly=assembly, organisation=organisation)
    if rows.standing_on(on).exists() or rows.filter(ceases_on=None).exists():
        raise Refusal("already-a-member", clause, name)
    if needs_invitation(book, membership_class) and invitation is None:
        under = clause_with_key(book, BY_INVITATION)
        raise Refusal("only-by-invitation", under, name, by_whom=OFFICER)


def _first_day(assembly: Assembly, organisation: Organisation, signed_on: date) -> date:
    """Return the day of the signature, or the day an earlier membership ceased if later."""
    rows = Membership.objects.filter(assembly=assembly, organisation=organisation)
    earlier = rows.order_by("-ceases_on", "-pk").values_list("ceases_on", flat=True).first()
    return max(signed_on, earlier or signed_on)
