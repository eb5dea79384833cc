"""The clauses that sharing rests on, and the numbers that a document fixes for it."""

from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes, clause_adopted
from folkmoot.rules.findings import Clause
from folkmoot.rules.periods import Period, add

KEYS = {
    "skills": ("skills-register", "aim-expertise", "principle-contribution"),
    "knowledge": ("aim-expertise", "skills-register"),
    "contributions": ("principle-contribution", "skills-register"),
    "experts": ("experts-by-experience",),
    "studies": ("case-studies",),
    "benefits": ("benefits",),
    "examples": ("good-practice", "principle-learning"),
    "testimonials": ("quotations",),
    "library": ("resource-library", "relationship-types"),
    "venues": ("venues",),
    "peers": ("aim-network",),
    "improving": ("principle-improvement",),
    "networks": ("network-systems",),
}
EXPIRY = "skills.expiry"
USUAL_EXPIRY = Period(12, "calendar months")
DIRECT, INDIRECT = "benefits.direct_names", "benefits.indirect_names"
USUAL_DIRECT = (
    "better services", "services that reach further", "help beside what the law asks",
    "what a community has of its own", "better places", "many voices heard",
)  # fmt: skip
USUAL_INDIRECT = ("power shared more evenly", "ambition through ownership", "ties between people")


def clause_for(assembly: Assembly, name: str, *, on: date) -> Clause | None:
    """Return the clause a page rests on, or None. One query a page."""
    return clause_adopted(assembly, *KEYS[name], on=on)


def expiry(assembly: Assembly, *, on: date) -> date:
    """Return the first day on which consent given on a day no longer counts. Two queries at most."""
    book = book_that_fixes(assembly, EXPIRY, on=on)
    return add(on, book.period(EXPIRY) if book is not None else USUAL_EXPIRY)


def benefits(assembly: Assembly, *, on: date) -> dict[str, tuple[str, bool]]:
    """Return the listed benefits by code: what each is, and whether it is direct. Two queries."""
    book = book_that_fixes(assembly, DIRECT, on=on)
    direct = book.words(DIRECT) if book is not None else USUAL_DIRECT
    indirect = book.words(INDIRECT) if book is not None else USUAL_INDIRECT
    named = {f"d{number}": (name, True) for number, name in enumerate(direct, 1)}
    return named | {f"i{number}": (name, False) for number, name in enumerate(indirect, 1)}
