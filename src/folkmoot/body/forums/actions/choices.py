"""How officers record who was chosen, otherwise than by an election held here."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.forums.actions.forums import day_of
from folkmoot.body.forums.actions.offices import begin_term
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.forums.queries import (
    belongs_to,
    book_fixing,
    called_in_the_rules,
    holder_of,
    standing_membership,
)
from folkmoot.body.forums.queries.terms import CASUAL, term_left_early
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.membership.rights import member_may_stand
from folkmoot.rules.offices.terms import (
    casual_successor_keeps_the_end_date,
    interim_chair_is_from_infrastructure,
)


@transaction.atomic
def appoint_interim(
    *,
    office: Office,
    holder_name: str,
    organisation: Organisation,
    from_on: date,
    by: Person,
    at: datetime,
    person: Person | None = None,
    holder_email: str = "",
    voted: str = "",
) -> Term:
    """
    Have somebody fill an office in the interim, until it is filled as the agreement says.

    A support body provides one; or the forum votes one in, and then how it voted is
    written down and the holder comes from one of its full members.

    :param holder_email: by which the holder signs in, if they want to; made known if they were not.
    :param voted: the forum's vote in words; empty where a support body provides.
    :raises Refusal: if `by` is no support officer, somebody holds the office in term, or
        the body may not provide one.
    """
    assembly = office.forum.assembly
    require_officer(by, assembly, on=day_of(assembly, at))
    _require_vacant(office, on=from_on)
    if voted.strip():
        _require_from_a_member(office, organisation, on=from_on)
        basis, clause = Term.Basis.SELECTED, None
    else:
        basis, clause = Term.Basis.SUPPORT, _require_infrastructure(office, organisation, from_on)
    return begin_term(
        office=office,
        person=_known(person, holder_name, holder_email, at=at),
        organisation=organisation,
        basis=basis,
        is_interim=True,
        from_on=from_on,
        by=by,
        at=at,
        under=clause,
        holder_name=holder_name,
        method_agreed=voted,
    )


def _require_infrastructure(office: Office, organisation: Organisation, on: date) -> Clause | None:
    assembly = office.forum.assembly
    book = book_fixing(assembly, "interim.bodies", on=on)
    if book is None:
        return None
    called = called_in_the_rules(assembly, organisation, book.words("interim.bodies"))
    return interim_chair_is_from_infrastructure(book, body=called).require().clause


@transaction.atomic
def record_choice(
    *,
    office: Office,
    holder_name: str,
    organisation: Organisation,
    from_on: date,
    by: Person,
    at: datetime,
    person: Person | None = None,
    holder_email: str = "",
    basis: str = Term.Basis.SELECTED,
    how: str = "",
) -> Term:
    """
    Record whom a group chose at a meeting, or who was appointed, for a term from a day.

    :param holder_email: by which the holder signs in, if they want to.
    :param how: where and how, in words.
    :raises Refusal: if `by` is no support officer, the office is one that is elected, or
        the holder does not come from a full member of the forum.
    """
    require_officer(by, office.forum.assembly, on=day_of(office.forum.assembly, at))
    return seat_chosen(
        office=office,
        holder_name=holder_name,
        organisation=organisation,
        from_on=from_on,
        by=by,
        at=at,
        person=person,
        holder_email=holder_email,
        basis=basis,
        how=how,
    )


@transaction.atomic
def seat_chosen(
    *,
    office: Office,
    holder_name: str,
    organisation: Organisation,
    from_on: date,
    by: Person,
    at: datetime,
    person: Person | None = None,
    holder_email: str = "",
    basis: str = Term.Basis.SELECTED,
    how: str = "",
) -> Term:
    """
    Have whom a group chose hold an office from a day: part of a deed allowed already.

    :raises Refusal: if the office is one that is elected, or the holder does not come from
        a full member of the forum.
    """
    forum = office.forum
    if forum.kind == Forum.Kind.LOCAL and office.role == Office.Role.CHAIR:
        book = book_fixing(forum.assembly, "chair.method", on=from_on)
        if book is not None:
            method = book.parameter("chair.method")
            raise Refusal("chair-is-elected", method.clause, {"method": str(method)})
    _require_from_a_member(office, organisation, on=from_on)
    return begin_term(
        office=office,
        person=_known(person, holder_name, holder_email, at=at),
        organisation=organisation,
        basis=basis,
        from_on=from_on,
        by=by,
        at=at,
        holder_name=holder_name,
        method_agreed=how,
    )


@transaction.atomic
def fill_casual_vacancy(
    *,
    office: Office,
    holder_name: str,
    organisation: Organisation,
    method_agreed: str,
    from_on: date,
    by: Person,
    at: datetime,
    person: Person | None = None,
    holder_email: str = "",
) -> Term:
    """
    Record who follows a holder that left early, and the way in which the group agreed to choose.

    The successor serves until the end of the term that was left.

    :param holder_email: by which the successor signs in, if they want to.
    :raises Refusal: if `by` is no support officer, the way is not written down, somebody
        holds the office, nobody left it early, the old term is over, or the successor
        does not come from a full member of the forum.
    """
    assembly = office.forum.assembly
    require_officer(by, assembly, on=day_of(assembly, at))
    book = book_fixing(assembly, CASUAL, on=from_on)
    clause = book.parameter(CASUAL).clause if book else None
    if not method_agreed.strip():
        raise Refusal("casual-without-method", clause, {})
    _require_vacant(office, on=from_on)
    left = term_left_early(office, on=from_on)
    if left is None or left.ends_on is None:
        raise Refusal("no-casual-vacancy", clause, {})
    if left.ends_on <= from_on:
        raise Refusal("original-term-over", clause, {"ends_on": left.ends_on})
    _require_from_a_member(office, organisation, on=from_on)
    term = begin_term(
        office=office,
        person=_known(person, holder_name, holder_email, at=at),
        organisation=organisation,
        basis=Term.Basis.AGREED,
        from_on=from_on,
        by=by,
        at=at,
        inherits_end_from=left,
        holder_name=holder_name,
        method_agreed=method_agreed,
    )
    if book is not None and term.ends_on is not None:
        casual_successor_keeps_the_end_date(
            book, original_ends_on=left.ends_on, ends_on=term.ends_on
        ).require()
    return term


def _known(person: Person | None, name: str, email: str, *, at: datetime) -> Person | None:
    if person is not None or not email.strip():
        return person
    return welcome(email=email, name=name, at=at)


def _require_vacant(office: Office, *, on: date) -> None:
    held = holder_of(office, on=on)
    if held is not None and not held.is_interim and (held.ends_on is None or on < held.ends_on):
        raise Refusal("office-is-held", None, {"holder": held.holder_name})


def _require_from_a_member(office: Office, organisation: Organisation, *, on: date) -> None:
    """
    Stop anybody whose organisation may not stand, or does not belong to the forum.

    The co-ordination group has no members of its own: there a member of the assembly will do.
    """
    forum = office.forum
    book = book_fixing(forum.assembly, "office.classes", on=on)
    if book is None:
        return
    clause = book.parameter("office.classes").clause
    facts = {"organisation": organisation.name, "forum": forum.name}
    membership = standing_membership(forum.assembly_id, organisation.pk, on=on)
    if membership is None:
        raise Refusal("holder-not-from-a-member", clause, facts)
    suspended = not Membership.objects.in_good_standing_on(on).filter(pk=membership.pk).exists()
    if office.role in book.words("office.names"):
        member_may_stand(
            book,
            membership_class=membership.membership_class,
            suspended=suspended,
            office=office.role,
        ).require()
    is_group = forum.kind == Forum.Kind.COORDINATION
    if not is_group and not belongs_to(membership, forum, on=on):
        raise Refusal("holder-not-from-a-member", clause, facts)
