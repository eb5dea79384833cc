"""What fairness asks of the board each year, and what waits."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.ground.desk import DeskItem
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import Period, add
from folkmoot.scrutiny.equity.models import (
    Draft,
    EqualityStatement,
    EqualityTraining,
    FairnessReport,
    GapAction,
)

A_YEAR = Period(12, "calendar months")
REPORTS = ("equity.report", "fairness.report", "small.interval")


def obligations_of_equity(assembly: Assembly, *, on: date) -> list[Obligation]:
    """
    Return the fairness report that is due for last year, and the actions on gaps. Five queries at most.
    """
    found = []
    name = next((one for one in REPORTS if book_that_fixes(assembly, one, on=on)), None)
    if name is not None:
        book = book_that_fixes(assembly, name, on=on)
        assert book is not None
        last = on.year - 1
        report = FairnessReport.objects.filter(assembly=assembly, year=last).order_by("pk").first()
        found.append(
            Obligation(
                what=_("Publish who was heard in %(year)d, with an action for each gap")
                % {"year": last},
                who=_("The governance board"),
                clause=book.parameter(name).clause,
                due_on=add(date(last, 12, 31), book.period(name)),
                done_on=report.presented_on if report is not None else None,
            )
        )
        found += [
            Obligation(
                what=_("Close the gap: %(name)s. %(words)s")
                % {"name": one.name, "words": one.words},
                who=one.owner,
                clause=book.parameter(name).clause,
                due_on=one.due_on,
                done_on=one.done_on,
            )
            for one in GapAction.objects.filter(assembly=assembly).order_by("due_on", "pk")
        ]
    return found


def waiting_in_equity(
    organisation: Organisation | None, assembly: Assembly, *, at: datetime, **_more: object
) -> list[DeskItem]:
    """
    Return what waits for an organisation: figures a year old, its policy, drafts to comment on.

    Four queries at most.
    """
    if organisation is None:
        return []
    on = day_in(assembly, at=at)
    items = _reminders(organisation, assembly, on=on)
    if not organisation.reference_memberships.filter(assembly=assembly, until_on=None).exists():
        return items
    waiting = Draft.objects.filter(assembly=assembly, settled_at=None, comments_by__gte=on)
    waiting = waiting.exclude(comments__member__organisation=organisation)
    return items + [
        DeskItem(
            verb_phrase=_("Comment on a draft: %(title)s") % {"title": one.title},
            due=one.comments_by,
            minutes=20,
            url=reverse("equity:draft", args=[assembly, one.slug]),
        )
        for one in waiting.order_by("comments_by", "pk")
    ]


def _reminders(organisation: Organisation, assembly: Assembly, *, on: date) -> list[DeskItem]:
    """Return the figures on training and the policy on equality that are a year old, or due. Two queries."""
    old = EqualityTraining.objects.filter(assembly=assembly, organisation=organisation)
    items = [
        DeskItem(
            verb_phrase=_("Tell how many of your %(group)s were trained in equality")
            % {"group": one.get_group_display()},
            due=add(one.as_at_on, A_YEAR),
            minutes=2,
            url=reverse("equity:training", args=[assembly]),
        )
        for one in old.order_by("as_at_on", "pk")
        if add(one.as_at_on, A_YEAR) <= on
    ]
    stated = EqualityStatement.objects.filter(
        assembly=assembly, organisation=organisation, review_by__lte=on
    )
    return items + [
        DeskItem(
            verb_phrase=_("Look again at your policy on equality"),
            due=one.review_by,
            minutes=15,
            url=reverse("equity:state", args=[assembly]),
        )
        for one in stated.order_by("pk")
    ]
