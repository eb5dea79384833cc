"""What signing for the first time and signing again have in common."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import officers
from folkmoot.body.membership.events import AuthorityTakenBySigning, DeclarationReceipt
from folkmoot.body.membership.models import AgreementText, Channel, Declaration, Membership
from folkmoot.body.membership.permits import KEEPER, may_keep_register, require_may_sign_for
from folkmoot.body.membership.queries import agreement, agreement_text, text_digest
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Finding, Refusal
from folkmoot.rules.membership.declaration import declaration_is_complete
from folkmoot.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """
    A declaration as it was handed in: the five details, and how it came.

    :param text_digest: the digest of the text that the signer was shown.
    :param key: made when the form was shown, so that sending it twice signs once.
    :param signer_email: where the receipt goes, when an officer enters it for somebody.
    """

    signer_name: str
    signer_role: str
    organisation_name: str
    signed_on: date | None
    has_authority: bool
    text_digest: str
    key: str
    channel: str = Channel.WEB
    signer_email: str = ""

    def with_text(self, text_digest: str) -> Self:
        """Return the same declaration, made to another text: that of the day it was signed."""
        return replace(self, text_digest=text_digest)


def hold(organisation: Organisation) -> Organisation:
    """Keep anybody else from signing for an organisation until this deed is done."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def made_already(
    signature: Signature, *, organisation: Organisation, by: Person
) -> Declaration | None:
    """
    Return the declaration that the same form made before, if it was sent before.

    :raises Refusal: if the form was another person's, or for another organisation.
    """
    rows = Declaration.objects.filter(form_key=signature.key).select_related("membership")
    found = rows.order_by("pk").first()
    if found is None:
        return None
    if found.membership.organisation_id != organisation.pk or found.entered_by_id != by.pk:
        raise Refusal("form-was-used", None, {})
    return found


def require_may_hand_in(
    signature: Signature,
    *,
    organisation: Organisation,
    assembly: Assembly,
    by: Person,
    on: date,
) -> None:
    """
    Let through whoever signs here for their organisation, and an officer who records it.

    :raises Refusal: for anybody else.
    """
    if signature.channel == Channel.WEB:
        require_may_sign_for(by, organisation, assembly, on=on)
    elif not may_keep_register(by, assembly, on=on):
        raise Refusal("not-permitted", None, {"who": KEEPER})


def rule_on(signature: Signature, *, assembly: Assembly, on: date) -> tuple[Rulebook, Finding]:
    """
    Judge a declaration by the agreement in force on the day it was signed.

    :return: that agreement, and the finding that the declaration is complete.
    :raises Refusal: if it lacks a detail, is dated wrongly, or another text was read.
    """
    signed_on = signature.signed_on or on
    book = agreement(assembly, on=signed_on)
    if book is None:
        raise Refusal("no-agreement", None, {"on": signed_on})
    finding = declaration_is_complete(
        book,
        name=signature.signer_name,
        role=signature.signer_role,
        organisation=signature.organisation_name,
        signed_on=signature.signed_on,
        has_authority=signature.has_authority,
    ).require()
    if signed_on > on:
        raise Refusal("signed-in-the-future", finding.clause, {"signed_on": signed_on}, on)
    if signature.channel == Channel.WEB and signed_on != on:
        facts = {"today": on, "signed_on": signed_on}
        raise Refusal("signed-another-day", finding.clause, facts)
    if signature.text_digest != text_digest(book):
        raise Refusal("agreement-has-changed", finding.clause, {"version": book.number})
    return book, finding


def put_name_to(
    membership: Membership,
    signature: Signature,
    *,
    book: Rulebook,
    by: Person,
    on: date,
    at: datetime,
) -> Declaration:
    """Write the declaration, and keep the words that were signed."""
    AgreementText.objects.get_or_create(
        digest=signature.text_digest,
        defaults={
            "document": book.document,
            "version": book.number,
            "text": agreement_text(book),
        },
    )
    return Declaration.objects.create(
        membership=membership,
        document=book.document,
        version=book.number,
        text_digest=signature.text_digest,
        signer_name=signature.signer_name.strip(),
        signer_role=signature.signer_role.strip(),
        organisation_name=signature.organisation_name.strip(),
        signed_on=signature.signed_on or on,
        has_authority=signature.has_authority,
        channel=signature.channel,
        entered_by=by,
        entered_at=at,
        form_key=signature.key,
    )


@transaction.atomic
def signer_of(
    signature: Signature,
    *,
    organisation: Organisation,
    assembly: Assembly,
    by: Person,
    on: date,
    at: datetime,
) -> Person | None:
    """
    Return the person who signed, who from now on may act for the organisation.

    Officers are told of an authority that is taken so. None where an officer entered the
    declaration and no e-mail address is known.
    """
    if signature.channel == Channel.WEB:
        person = by
    elif signature.signer_email:
        person = welcome(email=signature.signer_email, name=signature.signer_name, at=at)
    else:
        return None
    open_ended = Authority.objects.filter(organisation=organisation, person=person, until_on=None)
    if may_act_for(person, organisation, on=on) or open_ended.exists():
        return person
    title = signature.signer_role.strip()[:120]
    Authority.objects.create(organisation=organisation, person=person, title=title, from_on=on)
    if organisation.state == Organisation.State.LISTED:
        organisation.state = Organisation.State.CLAIMED
        organisation.save(update_fields=["state"])
    event = AuthorityTakenBySigning(
        organisation=organisation.name,
        reference=organisation.reference,
        person=person.reference,
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    told = [officer for officer in officers(assembly, on=on) if officer != by]
    tell(told, event, assembly=assembly.slug, at=at)
    return person


def give_receipt(
    declaration: Declaration,
    *,
    to: Person | None,
    organisation: Organisation,
    assembly: Assembly,
    title: str,
    at: datetime,
) -> None:
    """Leave the signer a letter with the receipt."""
    if to is None:
        return
    letter = DeclarationReceipt(
        organisation=organisation.name,
        assembly_name=assembly.name,
        signer_name=declaration.signer_name,
        signer_role=declaration.signer_role,
        title=title,
        version=declaration.version,
        signed_on=declaration.signed_on,
        channel=Channel(declaration.channel).label,
        receipt=declaration.receipt,
        text_digest=declaration.text_digest,
    )
    tell(to, letter, assembly=assembly.slug, at=at)
