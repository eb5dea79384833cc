"""When a term ends by the agreement, and what was left of one that ended early."""

from datetime import date

from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.forums.queries.ruled import book_fixing
from folkmoot.rules.findings import Clause
from folkmoot.rules.offices.terms import casual_vacancy_term_ends_on, term_ends_on
from folkmoot.rules.periods import add

CASUAL, ELECTED, PICKED = "casual.term_end", "chair.term", "selection.interval"


def due_end(
    office: Office, *, from_on: date, basis: str, is_interim: bool, after: Term | None
) -> tuple[date | None, Clause | None]:
    """
    Return the first day after a term that begins, with the clause that says so.

    None for an interim, and where the agreement says nothing. One query, and one more
    where the office belongs to a forum not yet fetched.

    :param after: the term that was left early, whose end it keeps.
    """
    assembly = office.forum.assembly
    if is_interim:
        book = book_fixing(assembly, "interim.bodies", on=from_on)
        return None, book.parameter("interim.bodies").clause if book else None
    if after is not None and after.ends_on is not None:
        book = book_fixing(assembly, CASUAL, on=from_on)
        if book is None:
            return after.ends_on, None
        ends_on = casual_vacancy_term_ends_on(book, original_ends_on=after.ends_on)
        return ends_on, book.parameter(CASUAL).clause
    if office.role not in (Office.Role.CHAIR, Office.Role.VICE_CHAIR):
        return None, None
    is_elected = basis == Term.Basis.ELECTED or (
        office.forum.kind == Forum.Kind.LOCAL and office.role == Office.Role.CHAIR
    )
    name = ELECTED if is_elected else PICKED
    book = book_fixing(assembly, name, on=from_on)
    if book is None:
        return None, None
    if is_elected:
        return term_ends_on(book, starts_on=from_on), book.parameter(name).clause
    return add(from_on, book.period(name)), book.parameter(name).clause


def is_early(term: Term) -> tuple[bool, Clause | None]:
    """
    Tell whether a term that has ended was left early, with the clause on casual vacancies.

    An interim is never left early, because it has no end of its own. One query.
    """
    if term.is_interim or term.ended_on is None:
        return False, None
    if term.ends_on is not None and term.ended_on >= term.ends_on:
        return False, None
    book = book_fixing(term.office.forum.assembly, CASUAL, on=term.ended_on)
    return True, book.parameter(CASUAL).clause if book else None


def term_left_early(office: Office, *, on: date) -> Term | None:
    """
    Return the last term of an office that was left before its end, or None. One query.

    Interims that came after it do not count; a term that ran its course since does.
    """
    ended = office.terms.filter(is_interim=False, ended_on__lte=on, ends_on__isnull=False)
    last = ended.select_related("office").order_by("-ended_on", "-pk").first()
    if last is None or last.ended_on is None or last.ends_on is None:
        return None
    return last if last.ended_on < last.ends_on else None


def holder_said(term: Term) -> str:
    """Say who holds an office as the record may keep it: by reference, never by name."""
    return term.person.reference if term.person else "somebody without an account"
