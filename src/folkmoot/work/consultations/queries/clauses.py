"""The clauses under which views are asked for, whichever of the adopted documents has them."""

from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.rules.findings import Clause

KEYS = {
    "plan": ("new-policies-together", "consult-before-deciding", "consultation-length"),
    "joint": ("consult-jointly",),
    "length": ("consult-standard-length", "consultation-length"),
    "scope": ("consult-open-honest", "consultation-open"),
    "ways": ("consult-inclusive", "consultation-open"),
    "plain": ("consult-plain-words", "consultation-open"),
    "feedback": ("consult-feedback", "consultation-feedback"),
    "equal": ("quiet-voices", "views-counted"),
    "size": ("size-fairness", "views-counted"),
    "effort": ("no-time-penalty",),
    "better": ("consult-better",),
    "difference": ("views-make-a-difference",),
    "engagement": ("consult-is-not-engagement",),
    "depth": ("aim-involvement",),
    "subsidiarity": ("subsidiarity",),
    "design": ("co-design",),
    "approaches": ("engagement-approaches",),
}
"""Names used here, each with the keys of clauses that say it, the first found being cited."""


def clause_for(assembly: Assembly, name: str, *, on: date) -> Clause | None:
    """Return the clause an act of asking rests on, or None. One query a page."""
    return clause_adopted(assembly, *KEYS[name], on=on)
