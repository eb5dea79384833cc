"""Which clause something known rests on, and what its documents fix of it."""

from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes, clause_adopted
from folkmoot.rules.findings import Clause
from folkmoot.rules.periods import Period

KEYS = {
    "statistics": ("national-figures", "state-of-sector"),
    "bank": ("insight-bank",),
    "strengths": ("strengths-first",),
    "prompts": ("principle-communities",),
    "place": ("area-profile",),
    "risks": ("trends-and-risks",),
    "activity": ("activity-areas",),
    "sector": ("state-of-sector",),
    "workforce": ("workforce",),
    "views": ("link-sector-and-system",),
}
REVIEW, THRESHOLD = "risks.review", "risks.threshold"
USUAL_REVIEW, USUAL_THRESHOLD = Period(3, "calendar months"), 12
REPORT, WORKFORCE = "sector_report.interval", "workforce.interval"


def clause_for(assembly: Assembly, name: str, *, on: date) -> Clause | None:
    """Return the clause that something known rests on, or None. One query a page."""
    return clause_adopted(assembly, *KEYS[name], on=on)


def review_period(assembly: Assembly, *, on: date) -> Period:
    """Return within how long a trend or risk is looked at again. Costs as `book_that_fixes`."""
    book = book_that_fixes(assembly, REVIEW, on=on)
    return book.period(REVIEW) if book is not None else USUAL_REVIEW


def threshold(assembly: Assembly, *, on: date) -> int:
    """Return from how many points of 25 on a risk goes on an agenda. Costs as `book_that_fixes`."""
    book = book_that_fixes(assembly, THRESHOLD, on=on)
    return book.whole(THRESHOLD) if book is not None else USUAL_THRESHOLD
