"""What came of what was said, and how often members heard from each seat."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import Holding, Seat
from folkmoot.proceedings.voice.models import Call, Feedback, Input
from folkmoot.rules.findings import Clause, Finding
from folkmoot.rules.rulebook import Rulebook
from folkmoot.rules.seats.answering import representative_reports_back

YEAR = timedelta(days=366)
MINIMUM = "report.minimum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """What came of what was said at one board in one year."""

    slug: str
    board: str
    year: int
    said: int
    adopted: int
    partly: int
    declined: int
    pending: int

    @property
    def answered(self) -> int:
        return self.said - self.pending


def influence(assembly: Assembly) -> list[Influence]:
    """Return what came of what was said, by board and year, the latest year first. One query."""
    rows = Input.objects.filter(assembly=assembly).values_list(
        "sitting__body__slug", "sitting__body__name", "sitting__on", "result"
    )
    counted: dict[tuple[int, str, str], dict[str, int]] = {}
    for slug, name, on, result in rows.order_by("sitting__body__name", "pk"):
        cell = counted.setdefault((-on.year, name, slug), dict.fromkeys(Input.Result.values, 0))
        cell[result] += 1
    return [
        Influence(
            slug=slug,
            board=name,
            year=-year,
            said=sum(cell.values()),
            adopted=cell[Input.Result.ADOPTED],
            partly=cell[Input.Result.PARTLY],
            declined=cell[Input.Result.DECLINED],
            pending=cell[Input.Result.PENDING],
        )
        for (year, name, slug), cell in sorted(counted.items())
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """How often the sector heard from one seat in one year."""

    seat: Seat
    year: int
    calls: int
    feedback: int

    @property
    def reports(self) -> int:
        return self.calls + self.feedback


def reported(assembly: Assembly, *, on: date, years: int = 3) -> list[Reported]:
    """
    Return how often the sector heard from each seat in each of the last years. Four queries.

    Only years in which somebody held the seat count; the year that runs is among them.
    """
    seats = list(
        Seat.objects.filter(assembly=assembly)
        .exclude(closed_on__lte=on)
        .select_related("body")
        .order_by("body__name", "position", "pk")
    )
    spans: dict[int, list[tuple[int, int]]] = {}
    held = Holding.objects.filter(seat__assembly=assembly, role=Holding.Role.HOLDER)
    for seat, begun, ended in held.values_list("seat", "from_on", "ended_on"):
        first = begun.year if begun else on.year
        spans.setdefault(seat, []).append((first, ended.year if ended else on.year))
    calls = _by_year(
        Call.objects.filter(assembly=assembly, opened_at__date__lte=on), "seat", "opened_at"
    )
    feedback = _by_year(
        Feedback.objects.filter(holding__seat__assembly=assembly), "holding__seat", "given_at"
    )
    return [
        Reported(
            seat=seat,
            year=year,
            calls=calls.get((seat.pk, year), 0),
            feedback=feedback.get((seat.pk, year), 0),
        )
        for seat in seats
        for year in range(on.year, on.year - years, -1)
        if any(first <= year <= last for first, last in spans.get(seat.pk, []))
    ]


def _by_year(
    rows: QuerySet[Call] | QuerySet[Feedback], seat: str, when: str
) -> dict[tuple[int, int], int]:
    counted: dict[tuple[int, int], int] = {}
    for key, moment in rows.values_list(seat, when):
        counted[key, moment.year] = counted.get((key, moment.year), 0) + 1
    return counted


def unheard_since(assembly: Assembly, *, at: datetime) -> QuerySet[Seat]:
    """Return the held seats from which nothing was heard for a year. One query."""
    on = day_of(assembly, at)
    since = at - YEAR
    current = Holding.objects.current_on(on).filter(
        Q(from_on=None) | Q(from_on__lte=on - YEAR), seat=OuterRef("pk"), role=Holding.Role.HOLDER
    )
    calls = Call.objects.filter(seat=OuterRef("pk"), opened_at__gte=since)
    reports = Feedback.objects.filter(holding__seat=OuterRef("pk"), given_at__gte=since)
    seats = Seat.objects.filter(
        Exists(current), ~Exists(calls), ~Exists(reports), assembly=assembly
    )
    return seats.exclude(closed_on__lte=on).select_related("body").order_by("body__name", "pk")


def book_of_reports(assembly: Assembly, *, on: date) -> Rulebook | None:
    """
    Return the document that says how often members are told, or None.

    While a page is read, asked once. A query for each document.
    """
    return book_that_fixes(assembly, MINIMUM, on=on)


def clause_on_reports(assembly: Assembly, *, on: date) -> Clause | None:
    """Return the clause on how often members are told, or None. A query for each document."""
    book = book_of_reports(assembly, on=on)
    return book.parameter(MINIMUM).clause if book is not None else None


def judged(
    assembly: Assembly, rows: list[Reported], *, on: date
) -> list[tuple[Reported, Finding | None]]:
    """Return each seat and year with what a document says of it. A query for each document."""
    book = book_of_reports(assembly, on=on)
    return [
        (one, representative_reports_back(book, reports=one.reports) if book is not None else None)
        for one in rows
    ]
