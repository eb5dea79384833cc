"""Which reports are owed by when, and which actions of the board."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.rules.findings import Clause
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import add
from folkmoot.scrutiny.reports.models import Judgement, Report
from folkmoot.scrutiny.reports.queries.machine import Kind, clause_of, kinds
from folkmoot.scrutiny.reports.queries.reading import went_out_on
from folkmoot.scrutiny.reports.queries.spans import in_words, span_before


def obligations_of_reports(
    assembly: Assembly, *, on: date, is_open: bool = False
) -> list[Obligation]:
    """
    Return the report of each kind that a document asks for again and again, on the last whole time
    of its length; and what the board said is to be done. Three queries at most, for all kinds.
    """
    owed = [
        (kind, span_before(kind, on=on))
        for kind in kinds()
        if kind.every and book_that_fixes(assembly, kind.every, on=on) is not None
    ]
    found = []
    if owed:
        made = {
            (one.kind, one.since_on, one.until_on): one
            for one in Report.objects.filter(
                assembly=assembly, kind__in=[kind.key for kind, _span in owed]
            ).order_by("pk")
        }
        for kind, (since, until) in owed:
            report = made.get((kind.key, since, until))
            found.append(_owed(assembly, kind, since, until, report, on=on))
    judged = {
        kind.key: clause
        for kind in kinds()
        if kind.is_judged and (clause := clause_of(kind, assembly, on=on)) is not None
    }
    return [*found, *_of_the_board(assembly, judged, is_open=is_open)] if judged else found


def _of_the_board(
    assembly: Assembly, judged: Mapping[str, Clause], *, is_open: bool
) -> list[Obligation]:
    """Return what the board said is to be done after the reports it judges."""
    actions = Judgement.objects.filter(
        report__assembly=assembly, report__kind__in=judged, due_on__isnull=False
    )
    if is_open:
        actions = actions.filter(done_on=None)
    return [
        Obligation(
            what=one.action,
            who=one.owner,
            clause=judged[one.report.kind],
            due_on=one.due_on,
            done_on=one.done_on,
        )
        for one in actions.select_related("report").order_by("due_on", "pk")
    ]


def _owed(
    assembly: Assembly, kind: Kind, since: date, until: date, report: Report | None, *, on: date
) -> Obligation:
    book = book_that_fixes(assembly, kind.every, on=on)
    assert book is not None  # only kinds that a document asks for come here
    published = report.published_at if report is not None else None
    day = day_in(assembly, at=published) if published is not None else None
    return Obligation(
        what=_("Send and publish the report: %(title)s, %(time)s")
        % {"title": kind.title, "time": in_words(since, until)},
        who=_("A support officer; the board approves it"),
        clause=book.parameter(kind.every).clause,
        due_on=add(until, book.period(kind.every)),
        done_on=went_out_on(report, day=day) if report is not None else None,
    )
