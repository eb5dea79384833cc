"""Reports as they are read: which there are, how each stands, and its figures, as they were and as they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.scrutiny.reports.models import Report, ReportFigure
from folkmoot.scrutiny.reports.queries.machine import (
    Kind,
    Row,
    Span,
    Told,
    ToldSection,
    drafted,
    kind_named,
)


def state_of(report: Report) -> str:
    """Tell how a report stands, in one of the site's words. No query."""
    if report.published_at is not None:
        return "published"
    if report.sent_on is not None:
        return "submitted"
    return "approved" if report.approved_at is not None else "draft"


def reports(assembly: Assembly, *, sees_drafts: bool) -> QuerySet[Report]:
    """Return the reports of an assembly that somebody may read, the latest first. One query."""
    found = Report.objects.filter(assembly=assembly).select_related("assembly")
    if not sees_drafts:
        found = found.filter(published_at__isnull=False)
    return found.order_by("-until_on", "kind", "-pk")


def report_named(assembly: Assembly, reference: str, *, sees_drafts: bool) -> QuerySet[Report]:
    """Return the report with a reference, for whoever may read it. One query."""
    return reports(assembly, sees_drafts=sees_drafts).filter(reference=reference)


def span_of(report: Report, *, on: date) -> Span:
    """Return the time that a report tells of, asked on a day. No query."""
    return Span(assembly=report.assembly, since=report.since_on, until=report.until_on, on=on)


@dataclass(frozen=True, slots=True)
class Line:
    """
    A figure as a report shows it.

    :param now: what the records tell today, where that is not what the report says; else nothing.
    """

    told: Told
    now: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section as a report shows it: what people wrote, and its figures."""

    key: str
    title: str
    asks: str
    lacks: str
    words: str
    edition: int
    lines: list[Line]


def parts_of(report: Report, *, on: date) -> list[Part]:
    """
    Return the sections of a report.

    Until it is approved its figures are counted now; after that they are as they were, and what is
    counted now stands beside those that differ. Two queries, and what the kind's sources cost.
    """
    kind = kind_named(report.kind)
    live = drafted(kind, span_of(report, on=on)) if kind is not None else []
    written = {one.key: one for one in report.sections.order_by("pk")}
    frozen = list(report.figures.order_by("position")) if report.approved_at else []
    if report.approved_at:
        sections = _as_approved(live, frozen)
    else:
        sections = [(one, [Line(told, "") for told in one.figures]) for one in live]
    return [
        Part(
            section.key,
            section.title,
            section.asks,
            section.lacks,
            written[section.key].words if section.key in written else "",
            written[section.key].edition if section.key in written else 0,
            lines,
        )
        for section, lines in sections
    ]


def _as_approved(
    live: list[ToldSection], frozen: Iterable[ReportFigure]
) -> list[tuple[ToldSection, list[Line]]]:
    now = {told.key: told for section in live for told in section.figures}
    found = []
    by_section: dict[str, list[Line]] = {}
    for one in frozen:
        today = now.get(one.key)
        differs = today is not None and today.shown != one.shown
        line = Line(as_told(one), today.shown if differs and today is not None else "")
        by_section.setdefault(one.section, []).append(line)
    for section in live:
        found.append((section, by_section.pop(section.key, [])))
    for key, lines in by_section.items():  # what the document has no longer, the report keeps
        gone = ToldSection(key=key, title=key, asks="", lacks="", figures=[])
        found.append((gone, lines))
    return found


def as_told(one: ReportFigure) -> Told:
    """Return a figure that was kept, as one that was counted. No query."""
    return Told(
        key=one.key,
        name=one.name,
        value=one.value,
        shown=one.shown,
        head=list(one.head),
        rows=[Row(tuple(cells), url) for cells, url in one.rows],
        is_listed=one.is_listed,
    )


def figure_of(report: Report, key: str, *, on: date) -> tuple[Told | None, Told | None]:
    """
    Return a figure as the report has it, and as the records tell it now; None where there is none.

    One query, and what the kind's sources cost.
    """
    kind = kind_named(report.kind)
    now = live_figure(kind, span_of(report, on=on), key) if kind is not None else None
    if report.approved_at is None:
        return now, now
    kept = report.figures.filter(key=key).order_by("pk").first()
    return (as_told(kept) if kept is not None else None), now


def live_figure(kind: Kind, span: Span, key: str) -> Told | None:
    """Return a figure as the records tell it, or None where the kind has no such. Costs as `drafted`."""
    found = [told for section in drafted(kind, span) for told in section.figures]
    return next((told for told in found if told.key == key), None)


def sides_of(kind: Kind | None, assembly: Assembly, *, on: date) -> tuple[str, ...]:
    """Return the bodies that watch over something together, as a document names them. Costs as `adopted_books`."""
    if kind is None or not kind.sides:
        return ()
    book = book_that_fixes(assembly, kind.sides, on=on)
    return book.words(kind.sides) if book is not None else ()


def last_told(assembly: Assembly, kind: str) -> date | None:
    """Return the last day that a submitted or published report of a kind tells of. One query."""
    out = Report.objects.filter(assembly=assembly, kind=kind, approved_at__isnull=False)
    out = out.exclude(sent_on=None, published_at=None)
    found: date | None = out.aggregate(last=Max("until_on"))["last"]
    return found


def went_out_on(report: Report, *, day: date | None) -> date | None:
    """Return the day a report went to its board or was published, whichever was first. No query."""
    days = [one for one in (report.sent_on, day) if one is not None]
    return min(days, default=None)
