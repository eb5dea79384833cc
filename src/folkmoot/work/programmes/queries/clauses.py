"""The clauses that programmes and support rest on, whichever of the adopted documents has them."""

from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes, clause_adopted
from folkmoot.rules.findings import Clause
from folkmoot.rules.rulebook import Rulebook

KEYS = {
    "figures": ("programme-figures",),
    "training": ("required-training",),
    "managers": ("volunteer-training",),
    "feedback": ("training-feedback",),
    "hubs": ("hub-network",),
    "lead": ("choosing-a-lead",),
    "groups": ("alliance-groups",),
    "networks": ("networks",),
    "partnership": ("partnership",),
    "functions": ("council-functions",),
    "direct": ("direct-services",),
}


def clause_for(assembly: Assembly, name: str, *, on: date) -> Clause | None:
    """Return the clause that something here rests on, or None. One query a page."""
    return clause_adopted(assembly, *KEYS[name], on=on)


def book_with(assembly: Assembly, parameter: str, *, on: date) -> Rulebook | None:
    """Return the adopted document that fixes a parameter, or None. Costs as `adopted_books`."""
    return book_that_fixes(assembly, parameter, on=on)
