"""Hubs by locality, the localities that lack one, and how what people run there grows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.work.programmes.models import Hub, HubStep
from folkmoot.work.programmes.queries.clauses import book_with

LOCALITIES = "hubs.localities"


def localities(assembly: Assembly) -> list[Area]:
    """
    Return the localities of an assembly by name, or its districts where none is named so.

    At most twelve queries.
    """
    inside = areas_within(assembly.areas.all())
    wanted = Area.objects.filter(pk__in=inside, kind=Area.Kind.LOCALITY)
    return list(wanted.order_by("name", "pk")) or served_districts(assembly)


def hubs(assembly: Assembly) -> QuerySet[Hub]:
    """
    Return the hubs of an assembly, by locality and name. One query.

    Each carries `number`, how many points are around it now or were.
    """
    found = Hub.objects.filter(assembly=assembly).select_related("locality", "lead_organisation")
    number = Count("points", Q(points__until_on=None), distinct=True)
    return found.annotate(number=number).order_by("locality__name", "name", "pk")


def state_of(hub: Hub, *, on: date) -> str:
    """Tell how a hub stands on a day, in one of the site's words. No query."""
    if hub.closed_on is not None and on >= hub.closed_on:
        return "closed"
    return "open" if hub.opened_on is not None and on >= hub.opened_on else "planned"


@dataclass(frozen=True, slots=True)
class Place:
    """A locality, its hubs each with how it stands, and whether none of them is open."""

    area: Area
    hubs: list[tuple[Hub, str]]
    lacks: bool


@dataclass(frozen=True, slots=True)
class Network:
    """
    Hubs by locality.

    :param fixed: how many localities a document names, where that is another number; or None.
    """

    places: list[Place]
    lacking: list[Area]
    fixed: int | None


def network(assembly: Assembly, *, on: date) -> Network:
    """Return the hubs of each locality, those that lack one marked. At most sixteen queries."""
    by_place: dict[int, list[tuple[Hub, str]]] = {}
    for hub in hubs(assembly):
        by_place.setdefault(hub.locality_id, []).append((hub, state_of(hub, on=on)))
    places = []
    for area in localities(assembly):
        here = by_place.get(area.pk, [])
        lacks = not any(state == "open" for _hub, state in here)
        places.append(Place(area, here, lacks))
    book = book_with(assembly, LOCALITIES, on=on)
    fixed = book.whole(LOCALITIES) if book is not None else None
    return Network(
        places,
        [one.area for one in places if one.lacks],
        fixed if fixed != len(places) else None,
    )


@dataclass(frozen=True, slots=True)
class Year:
    """How many things of each kind went on at the end of a year, or today in this one."""

    year: int
    parents: int
    space: int
    workforce: int


def growth(assembly: Assembly, *, on: date, hub: Hub | None = None) -> list[Year]:
    """
    Return how many things people ran and shared at the end of each year. One query.

    :param hub: at this one only; by default at all.
    """
    steps = HubStep.objects.filter(hub__assembly=assembly, began_on__lte=on)
    if hub is not None:
        steps = steps.filter(hub=hub)
    rows = list(steps.order_by("began_on", "pk").values_list("kind", "began_on", "ended_on"))
    if not rows:
        return []
    return [_year(year, rows, on=on) for year in range(rows[0][1].year, on.year + 1)]


def _year(year: int, rows: Iterable[tuple[str, date, date | None]], *, on: date) -> Year:
    last = min(date(year, 12, 31), on)
    going = Counter(
        kind for kind, began, ended in rows if began <= last and (ended is None or ended > last)
    )
    return Year(year, going["parents"], going["space"], going["workforce"])
