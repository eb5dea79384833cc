"""When a term of office ends, and when the next choice is due."""

from datetime import date

from folkmoot.rules.findings import Finding
from folkmoot.rules.periods import add
from folkmoot.rules.rulebook import Rulebook

TERM = "chair.term"
CASUAL = "casual.term_end"


def term_ends_on(book: Rulebook, *, starts_on: date) -> date:
    """
    Return the first day after a chair's term: [starts, ends).

    A term of three years that starts on 2 March 2026 ends on 2 March 2029, and the
    last day in office is 1 March 2029.
    """
    return add(starts_on, book.period(TERM))


def term_is_no_longer_than_fixed(book: Rulebook, *, starts_on: date, ends_on: date) -> Finding:
    """Test whether a term ends no later than its fixed length allows."""
    latest = term_ends_on(book, starts_on=starts_on)
    facts = {"starts_on": starts_on, "ends_on": ends_on, "latest": latest}
    return Finding(book.parameter(TERM).clause, ends_on <= latest, "term-too-long", facts)


def casual_vacancy_term_ends_on(book: Rulebook, *, original_ends_on: date) -> date:
    """
    Return the end of the term of somebody who follows a chair that left early.

    It is the end of the term that was left; the cycle of elections does not shift.

    :raises NotFixed: if the rulebook says nothing of casual vacancies.
    """
    book.parameter(CASUAL)
    return original_ends_on


def casual_successor_keeps_the_end_date(
    book: Rulebook, *, original_ends_on: date, ends_on: date
) -> Finding:
    """Test whether a successor's term ends when the term that was left would have ended."""
    inherited = casual_vacancy_term_ends_on(book, original_ends_on=original_ends_on)
    facts = {"original_ends_on": inherited, "ends_on": ends_on}
    return Finding(book.parameter(CASUAL).clause, ends_on == inherited, "casual-term-wrong", facts)


def interim_chair_is_from_infrastructure(book: Rulebook, *, body: str) -> Finding:
    """Test whether an interim chair belongs to one of the bodies that provide one."""
    bodies = book.parameter("interim.bodies")
    may = book.words(bodies.name)
    holds = body in may
    by_whom = None if holds else " or ".join(may)
    facts = {"body": body, "may": may}
    return Finding(bodies.clause, holds, "interim-not-from-infrastructure", facts, by_whom=by_whom)


def first_election_is_in_time(book: Rulebook, *, recognised_on: date, held_on: date) -> Finding:
    """
    Test whether the first chair is elected soon enough after recognition.

    Six months from 1 April end with 1 October: an election on that day is in time.

    :param recognised_on: the day the ICS formally recognised the alliance.
    :param held_on: the day the result is announced.
    """
    first = book.parameter("chair.first_election")
    latest = add(recognised_on, book.period(first.name))
    facts = {"recognised_on": recognised_on, "held_on": held_on, "latest": latest}
    return Finding(first.clause, held_on <= latest, "first-election-late", facts)


def reselection_is_in_time(book: Rulebook, *, selected_on: date, reselected_on: date) -> Finding:
    """Test whether a group that picks its own chair has picked again in time."""
    interval = book.parameter("selection.interval")
    latest = add(selected_on, book.period(interval.name))
    facts = {"selected_on": selected_on, "reselected_on": reselected_on, "latest": latest}
    return Finding(interval.clause, reselected_on <= latest, "reselection-late", facts)
