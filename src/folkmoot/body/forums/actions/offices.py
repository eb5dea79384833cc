"""How an office is filled and how it falls vacant."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import officers
from folkmoot.body.forums.actions.forums import day_of
from folkmoot.body.forums.events import (
    ChairStoodDown,
    TermBegun,
    TermEnded,
    TermQuestioned,
    TermSettled,
)
from folkmoot.body.forums.models import Office, Term
from folkmoot.body.forums.queries import ONE_HOLDER, people_of
from folkmoot.body.forums.queries.terms import due_end, holder_said, is_early
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Refusal


@transaction.atomic
@recording_last()
def begin_term(
    *,
    office: Office,
    person: Person | None,
    organisation: Organisation | None,
    basis: str,
    is_interim: bool = False,
    from_on: date,
    by: Person | None,
    at: datetime,
    contest_reference: str = "",
    inherits_end_from: Term | None = None,
    under: Clause | None = None,
    holder_name: str = "",
    organisation_as_written: str = "",
    method_agreed: str = "",
) -> Term:
    """
    Have somebody hold an office from a day, and whoever held it until then no longer.

    Part of a deed that has been allowed already: an election's declaration, an interim
    appointment, a choice at a meeting. When the term ends follows from the agreement in
    force that day; it is open in the interim, and that of the term which was left where
    one is inherited.

    :param inherits_end_from: the term that was left early.
    :param under: the clause it rests on, if not the one that fixes the term.
    :param holder_name: needed where the holder is nobody who signs in.
    """
    name = holder_name.strip() or (person.name if person else "")
    ends_on, clause = due_end(
        office, from_on=from_on, basis=basis, is_interim=is_interim, after=inherits_end_from
    )
    because = f"followed by {name}" if not is_interim else f"followed in the interim by {name}"
    _end_those_before(office, name=name, from_on=from_on, because=because)
    term = Term.objects.create(
        office=office,
        person=person,
        holder_name=name,
        organisation=organisation,
        organisation_as_written="" if organisation else organisation_as_written,
        basis=basis,
        is_interim=is_interim,
        from_on=from_on,
        ends_on=ends_on,
        contest_reference=contest_reference,
        method_agreed=method_agreed.strip(),
    )
    if office.to_be_confirmed_on is not None:
        office.to_be_confirmed_on = None
        office.save(update_fields=["to_be_confirmed_on"])
    forum = office.forum
    event = TermBegun(
        forum=forum.slug,
        name=forum.name,
        office=office.get_role_display(),
        holder=holder_said(term),
        organisation=organisation.name if organisation else organisation_as_written,
        basis=term.get_basis_display(),
        is_interim=is_interim,
        from_on=from_on,
        ends_on=ends_on,
        method_agreed=term.method_agreed,
    )
    slug = forum.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=under or clause)
    told = [person] if person else []
    tell([*told, *officers(forum.assembly, on=from_on)], event, assembly=slug, at=at)
    publish(event, about=term, by=by, at=at)
    return term


def _end_those_before(office: Office, *, name: str, from_on: date, because: str) -> None:
    standing = office.terms.filter(ended_on=None)
    if office.role not in ONE_HOLDER:
        standing = standing.filter(holder_name=name)
    for term in standing.order_by("pk"):
        term.ended_on, term.ended_because = from_on, because[:200]
        term.save(update_fields=["ended_on", "ended_because"])


@transaction.atomic
@recording_last()
def end_term(*, term: Term, ended_on: date, because: str, by: Person, at: datetime) -> Term:
    """
    Record that somebody leaves an office: resigns, is removed, moves away, dies.

    Where a chair leaves before the end of the term, those above are told, and a
    successor keeps the old end.

    :raises Refusal: if `by` is no support officer, the term has ended already, or would
        end before it began.
    """
    office = term.office
    forum = office.forum
    on = day_of(forum.assembly, at)
    require_officer(by, forum.assembly, on=on)
    if term.ended_on is not None:
        raise Refusal("term-already-ended", None, {"ended_on": term.ended_on})
    if term.from_on is not None and ended_on < term.from_on:
        raise Refusal("term-ends-before-it-began", None, {"from_on": term.from_on})
    term.ended_on, term.ended_because = ended_on, because.strip()[:200]
    term.is_in_question = False
    term.save(update_fields=["ended_on", "ended_because", "is_in_question"])
    facts: dict[str, Any] = {
        "forum": forum.slug,
        "name": forum.name,
        "office": office.get_role_display(),
        "holder": holder_said(term),
        "ended_on": ended_on,
        "because": because.strip(),
    }
    early, clause = is_early(term)
    event: ChairStoodDown | TermEnded
    if early and office.role == Office.Role.CHAIR:
        event = ChairStoodDown(ends_on=term.ends_on, **facts)
    else:
        event = TermEnded(**facts)
    slug = forum.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=clause)
    told = [term.person] if term.person else []
    if isinstance(event, ChairStoodDown):
        told += people_of(forum, on=on)
    tell([*told, *officers(forum.assembly, on=on)], event, assembly=slug, at=at)
    publish(event, about=term, by=by, at=at)
    return term


@transaction.atomic
def question_term(*, term: Term, by: Person | None, at: datetime) -> Term:
    """Mark a term whose holder's organisation is no longer a member, for officers to settle."""
    if term.is_in_question or term.ended_on is not None:
        return term
    term.is_in_question = True
    term.save(update_fields=["is_in_question"])
    forum = term.office.forum
    event = TermQuestioned(
        forum=forum.slug,
        name=forum.name,
        office=term.office.get_role_display(),
        holder=holder_said(term),
        organisation=term.organisation.name if term.organisation else "",
    )
    record(event, assembly=forum.assembly.slug, by=by, at=at)
    told = officers(forum.assembly, on=day_of(forum.assembly, at))
    tell(told, event, assembly=forum.assembly.slug, at=at)
    return term


@transaction.atomic
def settle_term(*, term: Term, by: Person | None, at: datetime) -> Term:
    """Take back the question over a term: its holder stays."""
    if not term.is_in_question:
        return term
    term.is_in_question = False
    term.save(update_fields=["is_in_question"])
    forum = term.office.forum
    event = TermSettled(
        forum=forum.slug,
        name=forum.name,
        office=term.office.get_role_display(),
        holder=holder_said(term),
    )
    record(event, assembly=forum.assembly.slug, by=by, at=at)
    return term
