"""A report approved with its figures frozen, sent, published; and judged by the board."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.scrutiny.reports.events import (
    BoardActionDone,
    ReportApproved,
    ReportJudged,
    ReportPublished,
    ReportSubmitted,
)
from folkmoot.scrutiny.reports.models import Judgement, Report, ReportFigure
from folkmoot.scrutiny.reports.permits import (
    approves,
    require_approves,
    require_drafts,
    require_is_approved,
    require_is_draft,
)
from folkmoot.scrutiny.reports.queries.machine import clause_of, drafted, kind_named
from folkmoot.scrutiny.reports.queries.reading import span_of


def _held(report: Report) -> Report:
    found = Report.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("assembly").get(pk=report.pk)


def _under(report: Report, on: date) -> Clause | None:
    kind = kind_named(report.kind)
    return clause_of(kind, report.assembly, on=on) if kind is not None else None


@transaction.atomic
@recording_last()
def approve_report(*, report: Report, by: Person, at: datetime) -> Report:
    """
    Approve a report. Its words and figures stay from then on, the figures with their rows.

    :raises Refusal: if it is approved, if nothing is written in a part of it, or `by` is not on the
        board.
    """
    report = _held(report)
    on = day_in(report.assembly, at=at)
    require_approves(by, report.assembly, on=on)
    require_is_draft(report)
    kind = kind_named(report.kind)
    sections = drafted(kind, span_of(report, on=on)) if kind is not None else []
    written = set(report.sections.exclude(words="").values_list("key", flat=True))
    under = _under(report, on)
    if lacking := [one.title for one in sections if one.key not in written]:
        raise Refusal("report-has-gaps", under, {"sections": lacking})
    told = [(section.key, one) for section in sections for one in section.figures]
    ReportFigure.objects.bulk_create(
        [
            ReportFigure(
                report=report,
                section=section,
                key=one.key,
                position=place,
                name=one.name,
                value=one.value,
                shown=one.shown,
                is_listed=one.is_listed,
                head=one.head,
                rows=[[list(map(str, row.cells)), row.url] for row in one.rows],
            )
            for place, (section, one) in enumerate(told, 1)
        ],
        batch_size=100,
    )
    report.approved_at, report.approved_by = at, by
    report.save(update_fields=["approved_at", "approved_by"])
    event = ReportApproved(report=report.reference, title=report.title, figures=len(told))
    record(event, assembly=report.assembly.slug, by=by, at=at, under=under)
    tell(officers(report.assembly, on=on), event, assembly=report.assembly.slug, at=at)
    return report


@transaction.atomic
@recording_last()
def submit_report(
    *, report: Report, sent_to: str, sent_on: date, by: Person, at: datetime
) -> Report:
    """
    Enter that a report went to the board it is for, and when.

    :raises Refusal: if it is not approved, the day does not fit, or `by` is no support officer.
    """
    report = _held(report)
    on = day_in(report.assembly, at=at)
    require_drafts(by, report.assembly, on=on)
    require_is_approved(report)
    assert report.approved_at is not None  # it is required above
    approved = day_in(report.assembly, at=report.approved_at)
    if sent_on > on:
        raise Refusal("sent-later", None, {"sent": sent_on})
    if sent_on < approved:
        raise Refusal("sent-before-approval", None, {"approved": approved, "sent": sent_on})
    report.sent_to, report.sent_on = sent_to.strip(), sent_on
    report.save(update_fields=["sent_to", "sent_on"])
    event = ReportSubmitted(
        report=report.reference, title=report.title, sent_to=report.sent_to, sent_on=sent_on
    )
    under = _under(report, on)
    record(event, assembly=report.assembly.slug, by=by, at=at, under=under)
    return report


@transaction.atomic
@recording_last()
def publish_report(*, report: Report, by: Person, at: datetime) -> Report:
    """
    Publish a report. A board that no longer meets does not hold it up.

    :raises Refusal: if it is not approved, or `by` is no support officer.
    """
    report = _held(report)
    on = day_in(report.assembly, at=at)
    require_drafts(by, report.assembly, on=on)
    require_is_approved(report)
    if report.published_at is None:
        report.published_at = at
        report.save(update_fields=["published_at"])
        event = ReportPublished(report=report.reference, title=report.title)
        under = _under(report, on)
        record(event, assembly=report.assembly.slug, by=by, at=at, under=under)
    return report


@transaction.atomic
@recording_last()
def judge_report(
    *,
    report: Report,
    about: str,
    says: str,
    words: str,
    action: str,
    owner: str,
    due_on: date | None,
    by: Person,
    at: datetime,
) -> Judgement:
    """
    Write what the board judges of a report, and what is done for it by whom and when.

    :raises Refusal: if it is not approved, or `by` is not on the board.
    """
    on = day_in(report.assembly, at=at)
    require_approves(by, report.assembly, on=on)
    if report.approved_at is None:
        raise Refusal("report-is-not-judged", _under(report, on), {})
    made = Judgement.objects.create(
        report=report,
        about=about.strip(),
        says=says,
        words=words.strip(),
        action=action.strip(),
        owner=owner.strip() if action.strip() else "",
        due_on=due_on if action.strip() else None,
        made_at=at,
        made_by=by,
    )
    event = ReportJudged(
        report=report.reference,
        title=report.title,
        about=made.about,
        says=str(made.get_says_display()),
        action=made.action,
        due_on=made.due_on,
    )
    record(event, assembly=report.assembly.slug, by=by, at=at, under=_under(report, on))
    return made


@transaction.atomic
@recording_last()
def finish_action(*, judgement: Judgement, outcome: str, by: Person, at: datetime) -> Judgement:
    """
    Enter that what the board said was to be done is done, and what came of it.

    :raises Refusal: if `by` is neither on the board nor a support officer.
    """
    report = judgement.report
    on = day_in(report.assembly, at=at)
    if not approves(by, report.assembly, on=on):
        require_drafts(by, report.assembly, on=on)
    judgement.done_on, judgement.outcome = on, outcome.strip()
    judgement.save(update_fields=["done_on", "outcome"])
    event = BoardActionDone(report=report.reference, title=report.title, action=judgement.action)
    record(event, assembly=report.assembly.slug, by=by, at=at)
    return judgement
