"""Bodies that are paid to support others, how that goes on, who covers what, and shares by locality."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.rules.periods import Period, add
from folkmoot.work.funding.models import Allocation, Coverage, CoverageReview, SupportContract

REVIEW, SERVICES, REMITS = (
    "infrastructure.review",
    "infrastructure.services",
    "infrastructure.remits",
)
USUAL_REVIEW = Period(12, "calendar months")
USUAL_SERVICES = ("information", "advice", "training", "news")
USUAL_REMITS = ("volunteering", "training and development", "information and networks")


def contracts(assembly: Assembly) -> QuerySet[SupportContract]:
    """Return the bodies paid to support others, the soonest to end first, with reviews. Two queries."""
    found = SupportContract.objects.filter(assembly=assembly).select_related(
        "assembly", "organisation"
    )
    return found.prefetch_related("reviews").order_by("ends_on", "pk")


def review_period(assembly: Assembly, *, on: date) -> Period:
    """Return how often a body paid to support others is looked at. Two queries at most."""
    book = book_that_fixes(assembly, REVIEW, on=on)
    return book.period(REVIEW) if book is not None else USUAL_REVIEW


def remits(assembly: Assembly, *, on: date) -> tuple[str, ...]:
    """Return what such bodies are paid for, as a document names it. Two queries at most."""
    book = book_that_fixes(assembly, REMITS, on=on)
    return book.words(REMITS) if book is not None else USUAL_REMITS


def support_services(assembly: Assembly, *, on: date) -> tuple[str, ...]:
    """Return what every group needs of support bodies, as a document names it. Two queries at most."""
    book = book_that_fixes(assembly, SERVICES, on=on)
    return book.words(SERVICES) if book is not None else USUAL_SERVICES


def next_review(contract: SupportContract, period: Period) -> date:
    """Return by when a body is looked at next: a period after the last time, or the start. No query."""
    last = max((one.on for one in contract.reviews.all()), default=contract.starts_on)
    return add(last, period)


def forward_line(
    found: list[SupportContract], *, on: date, years: int = 5
) -> list[tuple[int, int]]:
    """
    Return what is promised for support in this financial year and those after it. No query.

    A year that a term covers in part counts by its days.

    :return: the year in which each begins, and pence.
    """
    this = on.year if (on.month, on.day) >= (4, 1) else on.year - 1
    line = []
    for year in range(this, this + years):
        since, until = date(year, 4, 1), date(year + 1, 4, 1)
        pence = 0
        for one in found:
            days = (min(one.ends_on, until) - max(one.starts_on, since)).days
            pence += one.yearly_pence * max(days, 0) // (until - since).days
        line.append((year, pence))
    return line


@dataclass(frozen=True, slots=True)
class CoverageTold:
    """
    Who offers which service where.

    :param rows: by service, by place: the names of those who offer it there.
    :param overlaps: how many times two or more do; :param gaps: how many times nobody does.
    """

    places: list[str]
    rows: list[tuple[str, list[list[str]]]]
    overlaps: int
    gaps: int


def coverage_of(assembly: Assembly, *, on: date) -> CoverageTold:
    """Return who offers which service where, with overlaps and gaps. Ten queries at most."""
    districts = served_districts(assembly)
    told = Coverage.objects.filter(assembly=assembly).select_related("organisation", "area")
    offers: dict[tuple[str, int | None], list[str]] = {}
    for one in told.order_by("organisation__name", "pk"):
        offers.setdefault((one.service, one.area_id), []).append(one.organisation.name)
    rows = []
    for service in support_services(assembly, on=on):
        everywhere = offers.get((service, None), [])
        cells = [
            list(dict.fromkeys([*everywhere, *offers.get((service, area.pk), [])]))
            for area in districts
        ]
        rows.append((service, cells))
    every = [cell for _service, cells in rows for cell in cells]
    return CoverageTold(
        [area.name for area in districts],
        rows,
        sum(len(cell) > 1 for cell in every),
        sum(not cell for cell in every),
    )


def coverage_reviews(assembly: Assembly) -> list[CoverageReview]:
    """Return the last looks of the support bodies at who offers what, the latest first. One query."""
    return list(CoverageReview.objects.filter(assembly=assembly).order_by("-on", "-pk")[:10])


def allocations(assembly: Assembly) -> QuerySet[Allocation]:
    """Return the sums that are shared out over localities, the latest first. One query."""
    found = Allocation.objects.filter(assembly=assembly).select_related("assembly")
    return found.order_by("-settled_on", "-pk")
