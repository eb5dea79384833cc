"""How often each group meets, held against the least it must, and when it would fall short."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.ground.once import asked_once
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.meetings import book_with, zone_of
from folkmoot.rules.findings import Clause, Finding
from folkmoot.rules.meetings.calling import meetings_are_enough
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import Period, add, local_day, take
from folkmoot.rules.rulebook import Rulebook

LEAST, NOTICE = "meetings.least", "agenda.notice"
BOUND = (Forum.Kind.LOCAL, Forum.Kind.COORDINATION)
A_YEAR, WARNED = Period(1, "years"), timedelta(days=42)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """
    How often one group meets.

    :param held: the days it met in the year that ends today.
    :param planned: the days ahead for which it is called.
    :param finding: whether those are enough in the year that is looked at: the one that ends
        today if it is short already, else the one that ends on `short_on`.
    :param short_since: since when it has met too seldom; None where it has not.
    :param short_on: the first day on which it would have met too seldom if nothing more were
        called. A meeting on that day still helps.
    :param call_by: the last day on which such a meeting can be called in proper notice.
    :param state: "missed" (short already), "overdue" (cannot be avoided in proper notice),
        "due" (within six weeks of that) or "met".
    """

    forum: Forum
    held: list[date]
    planned: list[date]
    least: int
    finding: Finding
    short_since: date | None
    short_on: date
    call_by: date
    state: str

    @property
    def clause(self) -> Clause:
        return self.finding.clause

    @property
    def missing(self) -> int:
        """How many meetings would make it enough."""
        return int(self.finding.facts["short"])

    @property
    def needs_more(self) -> bool:
        return self.state != "met"


def paces(assembly: Assembly, *, on: date) -> list[Pace]:
    """
    Return how often the co-ordination group and each local forum meets, in that order.

    Recognised forums that are open on the day; by name. None where the agreement fixes no
    least number. Three queries; while a page is read, for the first who asks.
    """
    question = ("how often the groups meet", assembly.pk, on)
    return asked_once(question, lambda: _paces(assembly, on=on))


def _paces(assembly: Assembly, *, on: date) -> list[Pace]:
    book = book_with(assembly, LEAST, on=on)
    if book is None:
        return []
    forums = sorted(
        assembly.forums.filter(kind__in=BOUND, recognised_on__lte=on)
        .exclude(closed_on__lte=on)
        .select_related("assembly")
        .order_by("name", "pk"),
        key=lambda forum: forum.kind != Forum.Kind.COORDINATION,
    )
    days = days_met(assembly, forums, on=on)
    return [pace(forum, book, *days[forum.pk], on=on) for forum in forums]


def days_met(
    assembly: Assembly, forums: Iterable[Forum], *, on: date
) -> dict[int, tuple[list[date], list[date]]]:
    """
    Return the days on which some forums met, two years back, and the days they are called for.

    A meeting counts as held once it was opened; one that is called counts while its day has
    not passed. By the key of the forum, the earliest first. One query.
    """
    zone = zone_of(assembly)
    found: dict[int, tuple[list[date], list[date]]] = {forum.pk: ([], []) for forum in forums}
    rows = Meeting.objects.filter(
        assembly=assembly,
        forum__in=list(found),
        cancelled_at=None,
        starts_at__gte=datetime.combine(on.replace(day=1), datetime.min.time(), zone)
        - timedelta(days=2 * 366),
    ).order_by("starts_at", "pk")
    for forum, starts_at, opened_at in rows.values_list("forum_id", "starts_at", "opened_at"):
        day = local_day(starts_at, zone)
        if opened_at is not None and day <= on:
            found[forum][0].append(day)
        elif opened_at is None and day >= on:
            found[forum][1].append(day)
    return found


def pace(
    forum: Forum, book: Rulebook, held: Sequence[date], planned: Sequence[date], *, on: date
) -> Pace:
    """
    Work out how one group stands on a day. No query.

    The year rolls: on every day, what counts is the year that ends with it. A group is looked
    at from one year after it was recognised.

    :param held: the days it met, the earliest first, two years back; `planned` likewise.
    """
    least = book.whole(LEAST)
    assert forum.recognised_on is not None
    first = add(forum.recognised_on, A_YEAR)
    met = sorted([*held, *planned])
    # A meeting falls out of the year on its anniversary; one on 29 February, a day after.
    gone = {add(day, A_YEAR) + timedelta(days=late) for day in met for late in (0, 1)}
    drops = sorted(gone | {first})

    def counted(until: date, days: Sequence[date] = met) -> int:
        return bisect_right(days, until) - bisect_right(days, _a_year_before(until))

    short_since = None
    if on >= first and counted(on) < least:
        # The year is short since the last meeting that fell out of it while it was enough.
        for day in reversed([drop for drop in drops if first <= drop <= on]):
            if counted(day) >= least:
                break
            short_since = day
            if counted(day - timedelta(days=1)) >= least:
                break
    ahead = [day for day in drops if day > on and day >= first and counted(day) < least]
    short_on = min(ahead, default=max(first, on))
    looked_at = on if short_since is not None else short_on
    finding = meetings_are_enough(
        book,
        held=counted(looked_at, held),
        planned=counted(looked_at, planned),
    )
    meet_by = on if short_since is not None else short_on
    call_by = take(meet_by, book.period(NOTICE)) if NOTICE in book.parameters else meet_by
    return Pace(
        forum=forum,
        held=list(held[bisect_right(held, _a_year_before(on)) :]),
        planned=list(planned),
        least=least,
        finding=finding,
        short_since=short_since,
        short_on=short_on,
        call_by=call_by,
        state=_state(short_since, call_by, on=on),
    )


def _state(short_since: date | None, call_by: date, *, on: date) -> str:
    if short_since is not None:
        return "missed"
    if on > call_by:
        return "overdue"
    return "due" if on >= call_by - WARNED else "met"


@lru_cache(maxsize=2048)
def _a_year_before(day: date) -> date:
    return take(day, A_YEAR)


def obligations_meetings(assembly: Assembly, *, on: date) -> list[Obligation]:
    """
    Return how often each group had to meet and has to, two at most for each. Three queries.

    Whether it met enough in the year that ends with the day; and by when it has to meet next,
    so that it will have.
    """
    found = []
    for one in paces(assembly, on=on):
        name = {"forum": one.forum.name, "least": one.least, "number": one.missing}
        who = _("the chair of %(forum)s") % name
        enough = len(one.held) >= one.least
        if one.short_since is not None or enough:
            found.append(
                Obligation(
                    what=_("Meet %(least)s times in a year: %(forum)s") % name,
                    who=who,
                    clause=one.clause,
                    due_on=one.short_since or on,
                    done_on=one.held[-one.least] if enough else None,
                )
            )
        if one.short_since is None:
            found.append(
                Obligation(
                    what=_("Hold a further meeting: %(forum)s") % name,
                    who=who,
                    clause=one.clause,
                    due_on=one.short_on,
                )
            )
    return found
