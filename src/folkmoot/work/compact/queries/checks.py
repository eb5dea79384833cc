"""What an agreement does not show yet before it is signed."""

from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.rules.compact.agreements import (
    agreement_has_an_equality_term,
    agreement_keeps_both_free,
)
from folkmoot.rules.compact.filing import STANDARDS
from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook
from folkmoot.work.compact.models import Accord, AccordCheck


def checking_book(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the compact that asks for the checks, or None. Costs as `adopted_books`."""
    return book_that_fixes(assembly, STANDARDS, on=on)


def check_of(accord: Accord) -> AccordCheck | None:
    """Return what was found when an agreement was read. No query, as `accords` gives it."""
    found: AccordCheck | None = getattr(accord, "check_made", None)
    return found


def flags_of(accord: Accord, book: Rulebook | None) -> list[Finding]:
    """
    Return what an agreement does not show yet, each under its clause.

    It points out and stops nothing. No query, as `accords` gives the agreement.
    """
    if book is None:
        return []
    made = check_of(accord)
    findings = [
        agreement_keeps_both_free(
            book,
            limits_nothing=made.limits_nothing if made is not None else None,
            states_duties=bool(made is not None and made.duties),
        ),
        agreement_has_an_equality_term(
            book, has_term=made.has_equality_term if made is not None else None
        ),
    ]
    return [one for one in findings if not one.holds]
