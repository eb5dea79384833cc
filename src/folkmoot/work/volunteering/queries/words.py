"""The words by which roles and volunteers are told apart, and the clauses they rest on."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes, clause_adopted
from folkmoot.rules.findings import Clause

DAYS = (
    ("weekday-days", _("weekdays in the day")),
    ("weekday-evenings", _("weekday evenings")),
    ("weekends", _("weekends")),
)
ACCESS = (
    ("step-free", _("step-free way in")),
    ("toilet", _("accessible toilet")),
    ("loop", _("hearing loop")),
    ("bsl", _("British Sign Language")),
    ("easy-read", _("easy read papers")),
    ("quiet", _("a quiet room")),
    ("bus", _("reached by bus or train")),
    ("parking", _("parking close by")),
    ("assistant", _("a personal assistant or assistance dog is welcome")),
)
NAMES = dict((*DAYS, *ACCESS))
QUALITY = (
    ("says-whom-for", _("says who has the good of it")),
    ("supervised", _("says who looks after volunteers")),
    ("trained", _("says what training there is")),
    ("expenses", _("pays expenses")),
    ("insured", _("is insured")),
    ("risk-assessed", _("has looked at the risks")),
    ("access-said", _("says what access there is")),
    ("checks-said", _("says which checks are asked")),
)
PRACTICE = (
    ("role", _("Each role is written down, and adds to what paid staff do")),
    ("induction", _("New volunteers are shown round and get a first talk")),
    ("support", _("Each volunteer has somebody to turn to")),
    ("expenses", _("Expenses are paid, and it is easy to ask for them")),
    ("safeguarding", _("Safeguarding is written down, and DBS checks are made where needed")),
    ("safety", _("Risks are looked at, and volunteers are insured")),
    ("equality", _("People of every kind are welcomed, and access is paid for")),
    ("problems", _("There is a fair way to settle problems")),
    ("data", _("What is known of volunteers is kept safe, and erased in time")),
    ("thanks", _("Volunteers are thanked")),
)
HEADS, TIERS = "volunteering.costs", "policy.tiers"
USUAL_HEADS = ("recruitment", "training", "expenses", "support", "management")
USUAL_TIERS = ("local", "regional", "national")
KEYS = {
    "meaning": ("volunteering-meaning",),
    "routes": ("volunteer-routes", "brokerage", "volunteering-meaning"),
    "brokerage": ("brokerage", "volunteer-routes"),
    "marketing": ("volunteer-marketing",),
    "figures": ("volunteer-opportunities",),
    "policy": ("volunteer-policy",),
    "plans": ("volunteer-strategy",),
    "costs": ("volunteering-costs",),
    "practice": ("volunteering-practice",),
}


def clause_for(assembly: Assembly, name: str, *, on: date) -> Clause | None:
    """Return the clause that something of volunteering rests on, or None. One query a page."""
    return clause_adopted(assembly, *KEYS[name], on=on)


def named(words: Iterable[str]) -> list[str]:
    """Return the shown words for some days or kinds of access. No query."""
    return [str(NAMES[word]) for word in words if word in NAMES]


def _of_document(assembly: Assembly, parameter: str, usual: tuple[str, ...], on: date) -> list[str]:
    book = book_that_fixes(assembly, parameter, on=on)
    return list(book.words(parameter) if book is not None else usual)


def heads_of_cost(assembly: Assembly, *, on: date) -> list[str]:
    """Return under which heads a programme's cost is told, as a document names them. Two queries."""
    return _of_document(assembly, HEADS, USUAL_HEADS, on)


def tiers(assembly: Assembly, *, on: date) -> list[str]:
    """Return the levels at which plans are shaped, as a document names them. Two queries."""
    return _of_document(assembly, TIERS, USUAL_TIERS, on)
