"""A report begun, its parts written; what was thought of it."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.reports.events import ReportBegun, ReportRemarked, ReportWritten
from folkmoot.scrutiny.reports.models import Remark, Report, ReportSection
from folkmoot.scrutiny.reports.permits import (
    require_drafts,
    require_is_draft,
    speaks_for,
)
from folkmoot.scrutiny.reports.queries.machine import Kind, clause_of, kind_named
from folkmoot.scrutiny.reports.queries.reading import sides_of
from folkmoot.scrutiny.reports.queries.spans import in_words


@transaction.atomic
@recording_last()
def begin_report(
    *, assembly: Assembly, kind: Kind, since_on: date, until_on: date, by: Person, at: datetime
) -> Report:
    """
    Begin a report of a kind on a time. Its figures come from the records; its words are written next.

    :raises Refusal: if the time is not over, is reported on already, or `by` is no support officer.
    """
    on = day_in(assembly, at=at)
    require_drafts(by, assembly, on=on)
    if until_on > on:
        raise Refusal("report-of-the-future", None, {"until": until_on})
    same = Report.objects.filter(assembly=assembly, kind=kind.key)
    other = same.filter(since_on=since_on, until_on=until_on).order_by("pk").first()
    if other is not None:
        raise Refusal("reported-already", None, {"title": other.title})
    made = Report.objects.create(
        assembly=assembly,
        kind=kind.key,
        reference=_free_reference(assembly, kind, since_on, until_on),
        title=f"{kind.title}, {in_words(since_on, until_on)}",
        since_on=since_on,
        until_on=until_on,
        begun_at=at,
        begun_by=by,
    )
    event = ReportBegun(report=made.reference, title=made.title)
    clause = clause_of(kind, assembly, on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


def _free_reference(assembly: Assembly, kind: Kind, since: date, until: date) -> str:
    words = in_words(since, until)
    stem = f"{kind.key}-{words if words.isdigit() else f'{since:%Y-%m-%d}-to-{until:%Y-%m-%d}'}"
    taken = Report.objects.filter(assembly=assembly, reference__startswith=stem).count()
    return f"{stem}-{taken + 1}" if taken else stem


@transaction.atomic
@recording_last()
def write_section(
    *, report: Report, key: str, title: str, words: str, edition: int, by: Person, at: datetime
) -> ReportSection:
    """
    Write the words of a part of a report.

    :param edition: which edition of them `by` had in view; 0 where nothing was written.
    :raises Refusal: if it is approved, if another changed it meanwhile, or `by` may not.
    """
    found = Report.objects.select_for_update(of=("self",), no_key=True).select_related("assembly")
    report = found.get(pk=report.pk)
    on = day_in(report.assembly, at=at)
    require_drafts(by, report.assembly, on=on)
    require_is_draft(report)
    written = ReportSection.objects.filter(report=report, key=key).order_by("pk").first()
    if (written.edition if written is not None else 0) != edition:
        raise Refusal("words-changed-meanwhile", None, {})
    made, _ = ReportSection.objects.update_or_create(
        report=report,
        key=key,
        defaults={"words": words.strip(), "edition": edition + 1, "written_at": at},
    )
    event = ReportWritten(report=report.reference, title=report.title, section=title)
    record(event, assembly=report.assembly.slug, by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def remark(*, report: Report, side: str, words: str, by: Person, at: datetime) -> Remark:
    """
    Write down what a body that watches over something thinks of a report.

    :raises Refusal: if `by` does not speak for that body.
    """
    assembly = report.assembly
    on = day_in(assembly, at=at)
    kind = kind_named(report.kind)
    sides = sides_of(kind, assembly, on=on)
    speaks, for_others = (
        speaks_for(by, assembly, side, sides[-1], on=on) if side in sides else (False, False)
    )
    if not speaks:
        raise Refusal("side-speaks-for-itself", None, {"side": side})
    made = Remark.objects.create(
        report=report,
        side=side,
        words=words.strip(),
        entered_for=for_others,
        made_at=at,
        made_by=by,
    )
    clause = clause_of(kind, assembly, on=on) if kind is not None else None
    event = ReportRemarked(report=report.reference, title=report.title, side=side)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made
