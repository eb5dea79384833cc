"""The clauses that bind who funds, whichever of the adopted documents has them."""

from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import adopted_books, clause_adopted
from folkmoot.rules.findings import Clause
from folkmoot.rules.funding.promises import binds_who_funds
from folkmoot.rules.rulebook import Rulebook

KEYS = {
    "priorities": ("funding-priorities", "outcome-funds"),
    "open": ("open-consistent",),
    "cost": ("full-cost",),
    "notice": ("funding-notice",),
    "years": ("multi-year",),
    "outcomes": ("money-outcomes",),
    "spending": ("spending",),
    "one-view": ("one-council", "relationship-types"),
    "light": ("light-bidding",),
}


def clause_for(assembly: Assembly, name: str, *, on: date) -> Clause | None:
    """Return the clause an act of funding rests on, or None. One query a page."""
    return clause_adopted(assembly, *KEYS[name], on=on)


def funding_book(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the adopted document that binds those who fund, if one does. Two queries."""
    return next((book for book in adopted_books(assembly, on=on) if binds_who_funds(book)), None)
