"""The clauses that ask for fairness, whichever of the adopted documents has them."""

from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.rules.findings import Clause

KEYS = {
    "report": ("equity-duty", "fair-voice", "small-organisations"),
    "small": ("small-organisations", "size-fairness", "fair-voice"),
    "group": ("equality-group",),
    "cover": ("equality-cover",),
    "assessment": ("equality-assessments", "equality-check"),
    "days": ("awareness-days",),
    "ways": ("equality-all-groups",),
    "statement": ("equality-policy",),
    "training": ("equality-training",),
    "trust": ("trust-values",),
}


def clause_for(assembly: Assembly, name: str, *, on: date) -> Clause | None:
    """Return the clause that something for fairness rests on, or None. One query a page."""
    return clause_adopted(assembly, *KEYS[name], on=on)
