"""What is owed around money: reports, milestones, the yearly look at support, what was agreed in talks."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.rules.obligations import Obligation
from folkmoot.work.funding.models import AgreementStep, AwardReport, Topic, TopicEntry
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.queries.support import contracts, next_review, review_period


def obligations_of_funding(
    assembly: Assembly, *, on: date, is_open: bool = False
) -> list[Obligation]:
    """
    Return the reports on awards, the steps of agreements, the yearly looks and the follow-through owed.

    :param is_open: only what is not done yet. Seven queries.
    """
    return [
        *_reports(assembly, on=on, is_open=is_open),
        *_steps(assembly, on=on, is_open=is_open),
        *_looks(assembly, on=on),
        *_follow_through(assembly, on=on, is_open=is_open),
    ]


def _reports(assembly: Assembly, *, on: date, is_open: bool) -> Iterator[Obligation]:
    clause = clause_for(assembly, "outcomes", on=on)
    if clause is None:
        return
    reports = AwardReport.objects.filter(award__assembly=assembly, award__is_ours=True)
    if is_open:
        reports = reports.filter(sent_at=None)
    for one in reports.select_related("award").order_by("due_on", "pk"):
        yield Obligation(
            what=_("Report on %(title)s") % {"title": one.award.title},
            who=one.award.recipient_name,
            clause=clause,
            due_on=one.due_on,
            done_on=one.sent_at.date() if one.sent_at else None,
        )


def _steps(assembly: Assembly, *, on: date, is_open: bool) -> Iterator[Obligation]:
    clause = clause_for(assembly, "agreement", on=on)
    if clause is None:
        return
    steps = AgreementStep.objects.filter(
        agreement__assembly=assembly, agreement__signed_on__isnull=False
    )
    if is_open:
        steps = steps.filter(done_on=None)
    for one in steps.select_related("agreement__organisation").order_by("due_on", "pk"):
        yield Obligation(
            what=f"{one.agreement.title}: {one.what}",
            who=one.agreement.organisation.name,
            clause=clause,
            due_on=one.due_on,
            done_on=one.done_on,
        )


def _looks(assembly: Assembly, *, on: date) -> Iterator[Obligation]:
    clause = clause_for(assembly, "support", on=on)
    if clause is None:
        return
    period = review_period(assembly, on=on)
    for one in contracts(assembly).filter(ends_on__gte=on):
        yield Obligation(
            what=_("Look at the support that %(name)s gives") % {"name": one.organisation.name},
            who=one.body_name,
            clause=clause,
            due_on=next_review(one, period),
        )


def _follow_through(assembly: Assembly, *, on: date, is_open: bool) -> Iterator[Obligation]:
    clause = clause_for(assembly, "talks", on=on)
    if clause is None:
        return
    agreed = TopicEntry.objects.filter(
        topic__assembly=assembly, topic__kind=Topic.Kind.TALKS, due_on__isnull=False
    )
    if is_open:
        agreed = agreed.filter(done_on=None)
    for one in agreed.select_related("topic").order_by("due_on", "pk"):
        if one.due_on is not None:
            yield Obligation(
                what=f"{one.topic.title}: {one.words}",
                who=one.side,
                clause=clause,
                due_on=one.due_on,
                done_on=one.done_on,
            )
