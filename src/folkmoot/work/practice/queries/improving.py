"""Feedback in numbers, what is to be done about it, and of what feedback could be asked."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Count, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.rules.obligations import Obligation
from folkmoot.work.practice.models import Improvement, Occasion
from folkmoot.work.practice.queries.clauses import clause_for

LOOKS_BACK = timedelta(days=60)


def occasions(assembly: Assembly) -> QuerySet[Occasion]:
    """Return what feedback was asked of, the latest first, with `number` and `mean`. One query."""
    found = Occasion.objects.filter(assembly=assembly).select_related("assembly")
    told = {"number": Count("feedback"), "mean": Avg("feedback__rating")}
    return found.annotate(**told).order_by("-held_on", "-pk")


def improvements(assembly: Assembly) -> QuerySet[Improvement]:
    """Return the log, what is not done first, by its day. One query."""
    found = Improvement.objects.filter(assembly=assembly).select_related("occasion")
    return found.order_by("done_on", "due_on", "pk")


def state_of(improvement: Improvement, *, on: date) -> str:
    """Tell how an improvement stands, in one of the site's words. No query."""
    if improvement.done_on is not None:
        return "met"
    return "overdue" if on > improvement.due_on else "due"


@dataclass(frozen=True, slots=True)
class Recent:
    """A meeting or an election that is over, of which no feedback was asked yet."""

    kind: str
    title: str
    held_on: date


def recently_held(assembly: Assembly, *, on: date) -> list[Recent]:
    """
    Return the meetings and elections of the last sixty days of which no feedback was asked.

    The latest first. Three queries. Ten at most.
    """
    since = on - LOOKS_BACK
    asked = set(
        Occasion.objects.filter(assembly=assembly, held_on__gte=since).values_list(
            "kind", "title", "held_on"
        )
    )
    meetings = Meeting.objects.filter(
        assembly=assembly, closed_at__date__gte=since, closed_at__date__lte=on
    )
    found = [
        Recent("meeting", one.title or one.forum.name, one.closed_at.date())
        for one in meetings.select_related("forum").order_by("-closed_at", "-pk")[:20]
        if one.closed_at is not None
    ]
    contests = Contest.objects.filter(
        assembly=assembly, declared_at__date__gte=since, declared_at__date__lte=on
    )
    found += [
        Recent("election", one.post or one.forum.name, one.declared_at.date())
        for one in contests.select_related("forum").order_by("-declared_at", "-pk")[:20]
        if one.declared_at is not None
    ]
    new = [one for one in found if (one.kind, one.title, one.held_on) not in asked]
    return sorted(new, key=lambda one: (one.held_on, one.title), reverse=True)[:10]


def obligations_of_practice(
    assembly: Assembly, *, on: date, is_open: bool = False
) -> list[Obligation]:
    """Return what is to be done better, by its day. Two queries."""
    clause = clause_for(assembly, "improving", on=on)
    if clause is None:
        return []
    rows = Improvement.objects.filter(assembly=assembly)
    if is_open:
        rows = rows.filter(done_on=None)
    return [
        Obligation(
            what=one.title, who=one.owner, clause=clause, due_on=one.due_on, done_on=one.done_on
        )
        for one in rows.order_by("due_on", "pk")
    ]
