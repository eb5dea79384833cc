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
    "options": ("delivery-options",),
    "rules": ("funding-rules",),
    "controls": ("money-controls",),
    "agreement": ("service-agreement",),
    "free": ("principle-independence",),
    "equality": ("equality-law",),
    "partner": ("fund-through-partner",),
    "in-kind": ("in-kind",),
    "elsewhere": ("other-sources",),
    "mix": ("funding-mix",),
    "joint": ("joint-funding",),
    "support": ("infrastructure", "infrastructure-public"),
    "support-goes-on": ("infrastructure-continues", "infrastructure-public"),
    "coverage": ("infrastructure-together",),
    "shares": ("fair-share-of-funds",),
    "review": ("funding-impact",),
    "talks": ("commissioning-voice",),
}


def clause_for(assembly: Assembly, name: str, *, on: date) -> Clause | None:
    """Return the clause an act of funding rests on, or None. One query a page."""
    return clause_adopted(assembly, *KEYS[name], on=on)


def funding_book(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the adopted document that binds those who fund, if one does. Two queries."""
    return next((book for book in adopted_books(assembly, on=on) if binds_who_funds(book)), None)
