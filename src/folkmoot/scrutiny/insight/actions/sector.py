"""What organisations tell of their people; the sector counted, and its yearly report."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.text import capfirst

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.insight.events import SectorCounted, SectorReported, WorkforceTold
from folkmoot.scrutiny.insight.models import SectorReport, Workforce
from folkmoot.scrutiny.insight.permits import require_acts_for, require_keeps_insight
from folkmoot.scrutiny.insight.queries.clauses import clause_for
from folkmoot.scrutiny.insight.queries.sector import STEPS, count
from folkmoot.scrutiny.insight.queries.workforce import KINDS

COUNT = "folkmoot.scrutiny.insight.tasks.count_sector"


@transaction.atomic
@recording_last()
def tell_workforce(
    *,
    assembly: Assembly,
    organisation: Organisation,
    year: int,
    group: str,
    people: int,
    vacancies: int | None,
    hours_a_week: int | None,
    agreed: int,
    kinds: Mapping[str, int],
    by: Person,
    at: datetime,
) -> Workforce:
    """
    Tell how many people an organisation has in a year, in place of what it told before.

    :param agreed: how many of them agreed to be counted by who they are, and :param kinds: how
        many of those are of each kind.
    :raises Refusal: if `by` does not act for it, or more are counted than agreed, or than there
        are.
    """
    on = day_in(assembly, at=at)
    require_acts_for(by, organisation, on=on)
    clause = clause_for(assembly, "workforce", on=on)
    if agreed > people:
        raise Refusal("more-agreed-than-people", clause, {"agreed": agreed, "people": people})
    for key, number in kinds.items():
        if number > agreed:
            facts = {"kind": capfirst(str(KINDS[key])), "number": number, "agreed": agreed}
            raise Refusal("more-kinds-than-agreed", clause, facts)
    made, _ = Workforce.objects.update_or_create(
        assembly=assembly,
        organisation=organisation,
        year=year,
        group=group,
        defaults={
            "people": people,
            "vacancies": vacancies,
            "hours_a_week": hours_a_week if group == Workforce.Group.VOLUNTEERS else None,
            "agreed": agreed,
            "kinds": {key: number for key, number in kinds.items() if number},
            "told_at": at,
        },
    )
    event = WorkforceTold(year=year, group=made.get_group_display())
    record(event, assembly=assembly.slug, by=None, at=at, under=clause)
    return made


@transaction.atomic
def ask_for_count(
    *, assembly: Assembly, year: int, by: Person | None, at: datetime
) -> SectorReport:
    """
    Ask for the sector to be counted; a task does it, and shows how far it is.

    A report that is out stays out, and its figures become those that are counted now.

    :raises Refusal: if `by` may not, or it is being counted.
    """
    if by is not None:
        require_keeps_insight(by, assembly, on=day_in(assembly, at=at))
    held = SectorReport.objects.select_for_update().filter(assembly=assembly, year=year)
    found = held.order_by("pk").first()
    if found is not None and found.finished_at is None and not found.failed_because:
        hours = (at - found.asked_at).total_seconds() / 3600
        if hours < 1:
            raise Refusal("report-going", None, {"year": year})
    report = found or SectorReport(assembly=assembly, year=year)
    report.asked_at, report.asked_by = at, by
    report.done, report.parts, report.failed_because = 0, len(STEPS), ""
    if report.published_on is None:
        report.finished_at = None
    report.save()
    # A task calls this module, so this module names the task and does not import it.
    transaction.on_commit(lambda: import_string(COUNT).enqueue(report.pk))
    return report


def carry_out_count(
    report: SectorReport, *, at: Callable[[], datetime], progress: Callable[[int], object] = int
) -> SectorReport:
    """
    Count the sector and keep what came out.

    :param at: tells the time when it is done, :param progress: how many parts are.
    """

    def keep(done: int) -> None:
        SectorReport.objects.filter(pk=report.pk).update(done=done)
        progress(done)

    assembly, on = report.assembly, day_in(report.assembly, at=at())
    try:
        told = count(assembly, year=report.year, on=on, progress=keep)
    except Exception:
        report.failed_because = "The count broke off. Count it anew."
        report.save(update_fields=["failed_because"])
        raise
    with transaction.atomic():
        report.told, report.finished_at, report.done = told, at(), len(STEPS)
        report.save(update_fields=["told", "finished_at", "done"])
        event = SectorCounted(year=report.year, organisations=told["whole"])
        clause = clause_for(assembly, "sector", on=on)
        record(
            event, assembly=assembly.slug, by=report.asked_by, at=report.finished_at, under=clause
        )
    return report


@transaction.atomic
@recording_last()
def publish_report(
    *, assembly: Assembly, year: int, words: str, by: Person, at: datetime
) -> SectorReport:
    """
    Publish the report on a year, with what is made of it.

    :raises Refusal: if `by` may not, or it is not counted.
    """
    on = day_in(assembly, at=at)
    require_keeps_insight(by, assembly, on=on)
    clause = clause_for(assembly, "sector", on=on)
    counted = SectorReport.objects.filter(assembly=assembly, year=year, finished_at__isnull=False)
    report = counted.order_by("pk").first()
    if report is None:
        raise Refusal("report-not-counted", clause, {"year": year})
    report.words = words.strip()
    report.published_on = report.published_on or on
    report.save(update_fields=["words", "published_on"])
    record(SectorReported(year=year), assembly=assembly.slug, by=by, at=at, under=clause)
    return report
