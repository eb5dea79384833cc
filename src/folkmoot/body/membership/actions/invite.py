from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership.actions.signature import hold
from folkmoot.body.membership.events import (
    BodyInvited,
    InvitationAnswered,
    InvitationChased,
    InvitationLetter,
)
from folkmoot.body.membership.models import Invitation, Membership
from folkmoot.body.membership.permits import may_answer, require_keeper
from folkmoot.body.membership.queries import agreement, clause_with_key, open_invitation
from folkmoot.body.membership.queries.agreement import BY_INVITATION
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.membership.classes import class_of


@transaction.atomic
def invite(
    *,
    assembly: Assembly,
    organisation: Organisation,
    to_name: str,
    to_email: str,
    by: Person,
    at: datetime,
) -> Invitation:
    """
    Ask a body to join, by a letter to somebody there.

    They accept by signing the agreement. Until they answer, the invitation is on the
    officers' list.

    :raises Refusal: if `by` does not keep the register, the agreement has no class for the
        body, it is a member, or it has an invitation to answer.
    """
    organisation = hold(organisation)
    today = day_in(assembly, at=at)
    require_keeper(by, assembly, on=today)
    if assembly.scheme != Assembly.Scheme.SIGNED:
        raise Refusal("nothing-to-sign", None, {})
    book = agreement(assembly, on=today)
    if book is None:
        raise Refusal("no-agreement", None, {"on": today})
    clause = clause_with_key(book, BY_INVITATION, "membership-classes")
    class_of(book, sector=organisation.sector)
    name = {"organisation": organisation.name}
    rows = Membership.objects.filter(assembly=assembly, organisation=organisation)
    if rows.standing_on(today).exists():
        raise Refusal("already-a-member", clause, name)
    if open_invitation(assembly, organisation) is not None:
        raise Refusal("invited-already", clause, name)

    invitation = Invitation.objects.create(
        assembly=assembly,
        organisation=organisation,
        to_name=to_name.strip(),
        to_email=to_email.strip().lower(),
        sent_at=at,
        sent_by=by,
    )
    event = BodyInvited(organisation=organisation.name, reference=organisation.reference)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    _write(invitation, by=by, at=at, is_again=False)
    return invitation


@transaction.atomic
def chase_invitation(*, invitation: Invitation, by: Person, at: datetime) -> Invitation:
    """
    Send an invitation again that has had no answer.

    :raises Refusal: if `by` does not keep the register, or it has been answered.
    """
    require_keeper(by, invitation.assembly, on=day_in(invitation.assembly, at=at))
    invitation = _unanswered(invitation)

    invitation.chased_at, invitation.times_chased = at, invitation.times_chased + 1
    invitation.save(update_fields=["chased_at", "times_chased"])
    event = InvitationChased(
        organisation=invitation.organisation.name,
        reference=invitation.organisation.reference,
        times=invitation.times_chased,
    )
    clause = _clause(invitation, at=at)
    record(event, assembly=invitation.assembly.slug, by=by, at=at, under=clause)
    _write(invitation, by=by, at=at, is_again=True)
    return invitation


@transaction.atomic
def decline_invitation(*, invitation: Invitation, by: Person, at: datetime) -> Invitation:
    """
    Answer an invitation with no.

    :raises Refusal: if `by` was not invited and does not act for the body, or it has
        been answered.
    """
    today = day_in(invitation.assembly, at=at)
    if not may_answer(by, invitation, on=today):
        raise Refusal("not-permitted", None, {"who": "whoever was invited"})
    return note_answer(_unanswered(invitation), Invitation.Answer.DECLINED, by=by, at=at)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person, at: datetime) -> Invitation:
    """
    Take back an invitation, or note that no answer is to be hoped for.

    :raises Refusal: if `by` does not keep the register, or it has been answered.
    """
    require_keeper(by, invitation.assembly, on=day_in(invitation.assembly, at=at))
    return note_answer(_unanswered(invitation), Invitation.Answer.WITHDRAWN, by=by, at=at)


def void_invitation(*, invitation: Invitation, by: Person | None, at: datetime) -> Invitation:
    """Note that a body will not answer, because it is no more: part of a deed allowed already."""
    return note_answer(invitation, Invitation.Answer.WITHDRAWN, by=by, at=at)


@transaction.atomic
def note_answer(
    invitation: Invitation, answer: Invitation.Answer, *, by: Person | None, at: datetime
) -> Invitation:
    """Write what came of an invitation, and tell whoever sent it."""
    invitation.answer, invitation.answered_at = answer.value, at
    invitation.save(update_fields=["answer", "answered_at"])
    event = InvitationAnswered(
        organisation=invitation.organisation.name,
        reference=invitation.organisation.reference,
        answer=answer.value,
    )
    clause = _clause(invitation, at=at)
    record(event, assembly=invitation.assembly.slug, by=by, at=at, under=clause)
    if invitation.sent_by != by:
        tell(invitation.sent_by, event, assembly=invitation.assembly.slug, at=at)
    return invitation


def _unanswered(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",))
    invitation = rows.select_related("organisation", "assembly", "sent_by").get(pk=invitation.pk)
    if invitation.answer:
        facts = {"answer": Invitation.Answer(invitation.answer).label}
        raise Refusal("invitation-answered", None, facts)
    return invitation


def _clause(invitation: Invitation, *, at: datetime) -> Clause | None:
    book = agreement(invitation.assembly, on=day_in(invitation.assembly, at=at))
    return clause_with_key(book, BY_INVITATION, "membership-classes") if book else None


def _write(invitation: Invitation, *, by: Person, at: datetime, is_again: bool) -> None:
    person = welcome(email=invitation.to_email, name=invitation.to_name, at=at)
    letter = InvitationLetter(
        organisation=invitation.organisation.name,
        assembly_name=invitation.assembly.name,
        to_name=invitation.to_name,
        from_name=by.name,
        invitation=invitation.reference,
        is_again=is_again,
    )
    tell(person, letter, assembly=invitation.assembly.slug, at=at)
