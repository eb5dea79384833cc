"""Who sits in the co-ordination group by its rule, and why."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import CoOption, Forum
from folkmoot.body.forums.queries.offices import Holding
from folkmoot.body.forums.queries.register import live
from folkmoot.body.forums.queries.ruled import book_fixing, support_bodies
from folkmoot.rules.findings import Clause, Finding
from folkmoot.rules.forums.composition import (
    CHAIRS,
    coordination_group_size_is_right,
)
from folkmoot.rules.forums.composition import (
    coordination_group as places_by_rule,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPlace:
    """
    One place in the co-ordination group: who fills it, for which body, and why.

    :param chairs: the local forums the person chairs; none for a body's own place.
    :param co_option: for somebody whom the group took in by a vote, and from where.
    """

    name: str
    body: str
    because: str
    chairs: list[Holding]
    co_option: CoOption | None = None

    @property
    def is_interim(self) -> bool:
        return any(holding.is_interim for holding in self.chairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """
    The co-ordination group as its rule makes it on a day, with those whom it has co-opted.

    The size that the rule foresees is that of the group before anybody is co-opted.

    :param empty: the local forums whose chair is vacant: places that nobody fills.
    :param without_place: the infrastructure bodies that have no place of their own,
        because a person of theirs sits there as a chair.
    :param warning: that two bodies or one hold more than half of the places, or an empty text.
    """

    forum: Forum | None
    places: list[GroupPlace]
    empty: list[Forum]
    without_place: list[str]
    bodies: list[tuple[str, int]]
    warning: str
    size: Finding
    clause: Clause


def coordination_group(assembly: Assembly, *, on: date) -> Group | None:
    """
    Return the co-ordination group as computed for a day, or None if no rule makes one.

    The chairs of the recognised local forums, in term or in the interim, and each
    infrastructure body that has no person of its own among them; then those co-opted,
    by name. Ten queries.
    """
    book = book_fixing(assembly, CHAIRS, on=on)
    if book is None:
        return None
    rows = live(assembly, on=on)
    local = [row for row in rows if row.forum.kind == Forum.Kind.LOCAL]
    chaired: dict[tuple[str, str], list[Holding]] = {}
    empty = []
    for row in local:
        if row.chair is None or row.chair.term is None:
            empty.append(row.forum)
        else:
            chaired.setdefault((row.chair.name, row.chair.body), []).append(row.chair)
    infrastructure = [body.organisation.name for body in support_bodies(assembly)]
    places = [
        _place(one.name, one.body, chaired.get((one.name, one.body), []))
        for one in places_by_rule(book, chairs=list(chaired), infrastructure=infrastructure)
    ]
    size = coordination_group_size_is_right(
        book, chairs=list(chaired), infrastructure=infrastructure
    )
    own = {place.name for place in places if not place.chairs}
    forum = next((r.forum for r in rows if r.forum.kind == Forum.Kind.COORDINATION), None)
    if forum is not None:
        places += [_taken_in(one) for one in co_opted(forum, on=on)]
    bodies = Counter(place.body for place in places if place.body).most_common()
    return Group(
        forum=forum,
        places=places,
        empty=empty,
        without_place=[body for body in infrastructure if body not in own],
        bodies=bodies,
        warning=_warning(bodies, len(places)),
        size=size,
        clause=book.parameter(CHAIRS).clause,
    )


def co_opted(forum: Forum, *, on: date) -> QuerySet[CoOption]:
    """Return who is co-opted into a group on a day, by name. One query."""
    serving = CoOption.objects.serving_on(on).filter(forum=forum)
    return serving.select_related("organisation", "source_forum").order_by("person_name", "pk")


def _taken_in(one: CoOption) -> GroupPlace:
    body = one.organisation.name if one.organisation else ""
    facts = {"decision": one.motion, "what": one.expertise}
    if one.source_forum is not None:
        words = _("Co-opted from %(forum)s by decision %(decision)s: %(what)s")
        because = words % {**facts, "forum": one.source_forum.name}
    else:
        because = _("Co-opted for what it knows by decision %(decision)s: %(what)s") % facts
    return GroupPlace(name=one.person_name, body=body, because=because, chairs=[], co_option=one)


def _place(name: str, body: str, chairs: list[Holding]) -> GroupPlace:
    if not chairs:
        because = _("It is an infrastructure organisation, and nobody of its own chairs a forum.")
    else:
        forums = ", ".join(holding.office.forum.name for holding in chairs)
        interim = any(holding.is_interim for holding in chairs)
        words = _("Chairs %(forums)s in the interim.") if interim else _("Chairs %(forums)s.")
        because = words % {"forums": forums}
    return GroupPlace(name=name, body=body, because=because, chairs=chairs)


def _warning(bodies: list[tuple[str, int]], places: int) -> str:
    most = bodies[:2]
    held = sum(count for _body, count in most)
    if held * 2 <= places:
        return ""
    facts = {"held": held, "places": places, "one": most[0][0] if most else ""}
    if len(most) == 1 or most[0][1] * 2 > places:
        facts["held"] = most[0][1]
        return _("%(one)s holds %(held)d of %(places)d places: more than half.") % facts
    facts["other"] = most[1][0]
    words = _("%(one)s and %(other)s hold %(held)d of %(places)d places: more than half.")
    return words % facts
