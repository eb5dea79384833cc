"""What the agreement asks of the forums by a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.forums.queries.offices import SPEAKING
from folkmoot.body.forums.queries.register import Row, live, routes
from folkmoot.body.forums.queries.ruled import book_fixing
from folkmoot.body.rulebook.queries import in_force
from folkmoot.rules.findings import Clause
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import add
from folkmoot.rules.rulebook import NotInForce, Rulebook

FIRST, INTERVAL = "chair.first_election", "selection.interval"
PICKED = (Forum.Kind.COORDINATION, Forum.Kind.THEMATIC, Forum.Kind.TASK, Forum.Kind.JOINT)


def obligations(assembly: Assembly, *, on: date) -> list[Obligation]:
    """
    Return what the agreement in force asks of the forums, soonest first.

    The first election of each local chair within its time from recognition; the next
    before the term ends; the next choice of chairs and vice-chairs that groups pick
    themselves; the days on which forums and routes are looked at again. An assembly
    without an agreement has none. Nine queries.
    """
    try:
        book = in_force(assembly, on=on)
    except NotInForce:
        return []
    rows = live(assembly, on=on)
    first = _first_elected(rows)
    found = [
        duty
        for row in rows
        for duty in (
            *_first_election(book, assembly, row, first),
            *_next_election(book, row),
            *_reselection(book, row),
            *_review(book, row),
        )
    ]
    if "route.parts" in book.parameters:
        clause = book.parameter("route.parts").clause
        found += [
            Obligation(
                what=_("Look again at the route %(route)s") % {"route": route.name},
                who=route.agreed_by,
                clause=clause,
                due_on=route.review_on,
            )
            for route in routes(assembly)
        ]
    return sorted(found, key=lambda duty: (duty.day(), duty.what))


@dataclass(frozen=True, slots=True)
class NextChoice:
    """When a forum next chooses its chair, and how far off that is."""

    duty: Obligation
    on: date

    @property
    def days_left(self) -> int | None:
        """Days to go; None when the day has passed."""
        left = (self.duty.day() - self.on).days
        return left if left >= 0 else None

    @property
    def days_over(self) -> int | None:
        """Days since the last day on which it would have been in time; None before that."""
        over = (self.on - self.duty.day()).days
        return over if over > 0 else None


def next_choices(assembly: Assembly, rows: list[Row], *, on: date) -> dict[int, NextChoice]:
    """
    Return when each forum next chooses its chair, by the key of the forum.

    A forum that waits for nothing the agreement dates is left out. Two queries.
    """
    try:
        book = in_force(assembly, on=on)
    except NotInForce:
        return {}
    first = _first_elected(rows)
    found: dict[int, NextChoice] = {}
    for row in rows:
        if row.state not in ("recognised", "under review"):
            continue
        chairs = [held for held in row.offices if held.office.role == Office.Role.CHAIR]
        alone = replace(row, offices=chairs)
        duties = [
            duty
            for duty in (
                *_first_election(book, assembly, row, first),
                *_next_election(book, row),
                *_reselection(book, alone),
            )
            if duty.done_on is None
        ]
        if duties:
            found[row.forum.pk] = NextChoice(min(duties, key=Obligation.day), on)
    return found


def clauses_of(assembly: Assembly, names: Iterable[str], *, on: date) -> dict[str, Clause]:
    """
    Return the clauses that fix some parameters of the agreement, by the parameter. One query.

    Dots become underlines, so that a template can ask by name; what it does not fix is
    left out.
    """
    try:
        book = in_force(assembly, on=on)
    except NotInForce:
        return {}
    return {
        name.replace(".", "_"): book.parameter(name).clause
        for name in names
        if name in book.parameters
    }


def first_election_due_on(book: Rulebook, assembly: Assembly, forum: Forum) -> date | None:
    """
    Return the last day for a local forum's first election, or None if it is not known.

    It runs from the day the public bodies recognised the assembly, or the forum if that
    was later; where the day of the assembly is not recorded, from the forum's alone.
    """
    days = [day for day in (assembly.recognised_on, forum.recognised_on) if day is not None]
    return add(max(days), book.period(FIRST)) if days and FIRST in book.parameters else None


def _first_elected(rows: list[Row]) -> dict[int, date]:
    local = [row.forum.pk for row in rows if row.forum.kind == Forum.Kind.LOCAL]
    elected = Term.objects.filter(
        office__forum__in=local,
        office__role=Office.Role.CHAIR,
        is_interim=False,
        from_on__isnull=False,
    ).filter(Q(basis=Term.Basis.ELECTED) | ~Q(contest_reference=""))
    first: dict[int, date] = {}
    for forum, day in elected.order_by("from_on", "pk").values_list("office__forum", "from_on"):
        if day is not None:
            first.setdefault(forum, day)
    return first


def _first_election(
    book: Rulebook, assembly: Assembly, row: Row, first: dict[int, date]
) -> Iterator[Obligation]:
    if row.forum.kind != Forum.Kind.LOCAL:
        return
    due_on = first_election_due_on(book, assembly, row.forum)
    if due_on is not None:
        yield Obligation(
            what=_("Elect the first chair of %(forum)s") % {"forum": row.forum.name},
            who=_("the members of the forum"),
            clause=book.parameter(FIRST).clause,
            due_on=due_on,
            done_on=first.get(row.forum.pk),
        )


def _next_election(book: Rulebook, row: Row) -> Iterator[Obligation]:
    chair = row.chair
    is_local = row.forum.kind == Forum.Kind.LOCAL
    if not is_local or chair is None or chair.is_interim or "chair.term" not in book.parameters:
        return
    if chair.ends_on is not None:
        yield Obligation(
            what=_("Elect the next chair of %(forum)s") % {"forum": row.forum.name},
            who=_("the members of the forum"),
            clause=book.parameter("chair.term").clause,
            due_on=chair.ends_on,
        )


def _reselection(book: Rulebook, row: Row) -> Iterator[Obligation]:
    if INTERVAL not in book.parameters:
        return
    for holding in row.offices:
        picked = row.forum.kind in PICKED or holding.office.role == Office.Role.VICE_CHAIR
        if not picked or holding.office.role not in SPEAKING or holding.since is None:
            continue
        facts = {"office": holding.office.get_role_display(), "forum": row.forum.name}
        yield Obligation(
            what=_("Pick the %(office)s of %(forum)s again") % facts,
            who=_("the members of the group"),
            clause=book.parameter(INTERVAL).clause,
            due_on=holding.ends_on or add(holding.since, book.period(INTERVAL)),
        )


def _review(book: Rulebook, row: Row) -> Iterator[Obligation]:
    if row.forum.review_on is None or "task_group.parts" not in book.parameters:
        return
    parents = ", ".join(parent.name for parent in row.forum.parents.all())
    yield Obligation(
        what=_("Look again at %(forum)s, or close it") % {"forum": row.forum.name},
        who=parents or row.forum.name,
        clause=book.parameter("task_group.parts").clause,
        due_on=row.forum.review_on,
    )


def clause_of(assembly: Assembly, name: str, *, on: date) -> Clause | None:
    """Return the clause that fixes a parameter of the agreement, or None. One query."""
    book = book_fixing(assembly, name, on=on)
    return book.parameter(name).clause if book else None
