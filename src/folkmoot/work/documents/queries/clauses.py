"""Which clauses each part of the register rests on, and what they fix."""

from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import adopted_books, book_that_fixes, clause_adopted
from folkmoot.rules.documents.keeping import LAWS, REVIEW, STATUS
from folkmoot.rules.findings import Clause
from folkmoot.rules.periods import Period
from folkmoot.rules.rulebook import Rulebook

CLAUSES = {
    "sheet": ("policy-sheet",),
    "approvals": ("status-and-approvals",),
    "draft": ("live-or-draft",),
    "equality": ("equality-check",),
    "laws": ("laws",),
    "review": ("review",),
    "terms": ("terms-of-reference",),
    "project": ("project",),
    "successor": ("become-a-strategy",),
    "programmes": ("linked-programmes", "linked-strategy"),
    "sharing": ("data-sharing",),
    "pilots": ("pilots",),
    "status": ("dated-status",),
    "formats": ("other-formats",),
}
USUAL_LAWS, USUAL_STATUS = Period(12, "calendar months"), Period(6, "calendar months")
PILOT_GROUPS, PACKS = "pilot.groups", "pilot.packs"


def clause_for(assembly: Assembly, part: str, *, on: date) -> Clause | None:
    """Return the clause on which a part of the register rests, or None. One query a page."""
    return clause_adopted(assembly, *CLAUSES[part], on=on)


def book_with(assembly: Assembly, part: str, *, on: date) -> Rulebook | None:
    """Return the first document that binds an assembly and speaks of a part. One query a page."""
    key = CLAUSES[part][0]
    return next((book for book in adopted_books(assembly, on=on) if key in book.clauses), None)


def review_book(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the document that fixes how often another is reviewed. One query a page."""
    return book_that_fixes(assembly, REVIEW, on=on)


def laws_period(assembly: Assembly, *, on: date) -> Period:
    """Return how long the check of a law lasts; a year where nothing fixes it. One query a page."""
    book = book_that_fixes(assembly, LAWS, on=on)
    return book.period(LAWS) if book is not None else USUAL_LAWS


def status_period(assembly: Assembly, *, on: date) -> Period:
    """Return how long a statement holds; half a year where nothing fixes it. One query a page."""
    book = book_that_fixes(assembly, STATUS, on=on)
    return book.period(STATUS) if book is not None else USUAL_STATUS


def pilot_numbers(assembly: Assembly, *, on: date) -> tuple[int, int]:
    """
    Return how many groups try something, and how many copies each person gets.

    Nothing, where no document fixes them. One query a page.
    """
    book = book_that_fixes(assembly, PILOT_GROUPS, on=on)
    return (book.whole(PILOT_GROUPS), book.whole(PACKS)) if book is not None else (0, 0)
