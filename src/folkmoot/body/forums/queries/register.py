"""The forums of an assembly: the list, one of them, how they hang together, the printed table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Approval, Forum, Office, RecognisedRoute
from folkmoot.body.forums.queries.offices import (
    Holding,
    holdings,
    is_the_officer,
    with_holders,
)
from folkmoot.ground.once import asked_once

ORDER = list(Forum.Kind.values)
ROLES = list(Office.Role.values)


def state_of(forum: Forum, *, on: date) -> str:
    """Return in words how a forum stands on a day: draft, recognised, under review or closed."""
    if forum.closed_on is not None and forum.closed_on <= on:
        return "closed"
    if forum.recognised_on is None or forum.recognised_on > on:
        return "draft"
    if forum.review_on is not None and forum.review_on <= on:
        return "under review"
    return "recognised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A forum as the register shows it on a day: its state, and who holds its offices."""

    forum: Forum
    state: str
    offices: list[Holding]

    @property
    def chair(self) -> Holding | None:
        return self.holding(Office.Role.CHAIR)

    @property
    def vice_chair(self) -> Holding | None:
        return self.holding(Office.Role.VICE_CHAIR)

    def holding(self, role: str) -> Holding | None:
        """Return the first holding of an office of a kind, or None if it has no such office."""
        return next((held for held in self.offices if held.office.role == role), None)

    @property
    def chair_is_the_officer(self) -> bool:
        """Whether one and the same person chairs the forum and is its support officer."""
        return self.chair is not None and is_the_officer(self.chair, self.forum)

    @property
    def areas(self) -> list[str]:
        return [area.name for area in self.forum.areas.all()]

    @property
    def support(self) -> str:
        """Who runs its administration, as in the appendix: body or bodies, then the officer."""
        forum = self.forum
        bodies = [forum.support_organisation] if forum.support_organisation else []
        names = [body.name for body in (*bodies, *forum.further_support.all())]
        parts = [" and ".join(names) or forum.support_as_written, forum.support_officer_name]
        return ": ".join(part for part in parts if part)


def forums(assembly: Assembly, *, on: date) -> list[Row]:
    """
    Return every forum known by a day, with its state and who holds its offices.

    Drafts and closed ones are in; by kind, then by name. Six queries, however many; while a
    page is read, for the first who asks.
    """
    question = ("the forums as they stand", assembly.pk, on)
    rows = asked_once(question, lambda: _rows(Forum.objects.filter(assembly=assembly), on=on))
    return sorted(rows, key=lambda row: ORDER.index(row.forum.kind))


def live(assembly: Assembly, *, on: date) -> list[Row]:
    """Return the forums that are recognised on a day, under review or not. Six queries."""
    return [row for row in forums(assembly, on=on) if row.state in ("recognised", "under review")]


def forum_row(forum: Forum, *, on: date) -> Row:
    """Return one forum as the register shows it. Six queries."""
    return _rows(Forum.objects.filter(pk=forum.pk), on=on)[0]


def _rows(found: QuerySet[Forum], *, on: date) -> list[Row]:
    offices = with_holders(Office.objects.select_related("forum").order_by("role", "pk"), on=on)
    fetched = (
        found.select_related("assembly", "support_organisation")
        .prefetch_related(
            Prefetch("offices", offices, to_attr="standing_offices"),
            "areas",
            Prefetch("parents", Forum.objects.order_by("name", "pk")),
            "further_support",
        )
        .order_by("name", "pk")
    )
    return [
        Row(forum=forum, state=state_of(forum, on=on), offices=_ordered(forum, on=on))
        for forum in fetched
    ]


def _ordered(forum: Forum, *, on: date) -> list[Holding]:
    offices: Iterable[Office] = getattr(forum, "standing_offices", [])
    ordered = sorted(offices, key=lambda office: ROLES.index(office.role))
    return [holding for office in ordered for holding in holdings(office, on=on)]


def approvals_of(forum: Forum) -> QuerySet[Approval]:
    """Return which forums agreed that a forum may go live, the first first. One query."""
    return forum.approvals.select_related("by_forum").order_by("on", "pk")


def routes(assembly: Assembly) -> QuerySet[RecognisedRoute]:
    """Return the recognised routes outside the assembly's own structure, by name. One query."""
    return RecognisedRoute.objects.filter(assembly=assembly).order_by("name", "pk")


@dataclass(slots=True, kw_only=True)
class Node:
    """A forum in the structure of an assembly, with those below it."""

    row: Row
    below: list["Node"] = field(default_factory=list)
    also_under: list[str] = field(default_factory=list)


def structure(assembly: Assembly, *, on: date) -> list[Node]:
    """
    Return the live structure of an assembly: recognised forums below those they belong to.

    A forum stands below each of its parents. One that names none stands below the
    co-ordination group if it is a local, joint, thematic or task group and there is
    such a group; otherwise at the top. Six queries.
    """
    rows = {row.forum.pk: row for row in live(assembly, on=on)}
    top = next((pk for pk, row in rows.items() if row.forum.kind == "co-ordination"), None)
    under: dict[int | None, list[int]] = {}
    above: dict[int, list[int]] = {}
    for pk, row in rows.items():
        parents: list[int | None] = [p.pk for p in row.forum.parents.all() if p.pk in rows]
        if not parents:
            joins = row.forum.kind in ("local", "joint", "thematic", "task") and top is not None
            parents = [top if joins and pk != top else None]
        above[pk] = [parent for parent in parents if parent is not None]
        for parent in parents:
            under.setdefault(parent, []).append(pk)

    def node(pk: int, path: tuple[int, ...]) -> Node:
        others = [rows[parent].forum.name for parent in above[pk] if parent not in path[-1:]]
        below = [child for child in under.get(pk, []) if child not in (*path, pk)]
        return Node(
            row=rows[pk], below=[node(child, (*path, pk)) for child in below], also_under=others
        )

    nodes = [node(pk, ()) for pk in under.get(None, [])]
    shown = {one.row.forum.pk for _depth, one in flattened(nodes)}
    for pk in rows:
        # Forums that stand below each other in a ring hang from nothing: the first leads.
        if pk not in shown:
            nodes.append(node(pk, ()))
            shown |= {one.row.forum.pk for _depth, one in flattened(nodes[-1:])}
    return nodes


def flattened(nodes: list[Node], depth: int = 0) -> Iterator[tuple[int, Node]]:
    """Give each forum of a structure with how deep it stands, from the top down. No query."""
    for node in nodes:
        yield depth, node
        yield from flattened(node.below, depth + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixLine:
    """One line of the appendix of forums: its four columns."""

    row: Row
    name: str
    description: str
    chairs: list[Holding]
    support: str


def appendix(assembly: Assembly, *, on: date) -> list[AppendixLine]:
    """
    Return the recognised forums in the columns of the agreement's appendix. Six queries.

    The co-ordination group first, then local forums, then the others by kind and name.
    """
    return [
        AppendixLine(
            row=row,
            name=row.forum.name,
            description=row.forum.description,
            chairs=[
                held
                for held in row.offices
                if held.office.role == Office.Role.CHAIR
                or (held.office.role == Office.Role.VICE_CHAIR and held.term is not None)
            ],
            support=row.support,
        )
        for row in live(assembly, on=on)
    ]
