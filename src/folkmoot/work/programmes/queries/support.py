"""Support by function and taker, services by place with gaps and overlaps, and where things began."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, Partner
from folkmoot.body.forums.queries import partners_of
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.models import Organisation, Tally, Working
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.reckoning.hiding import LEAST
from folkmoot.rules.programmes.training import whole_rate
from folkmoot.work.programmes.models import Baseline, Function, Service, SupportGiven

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Row:
    """One function: how often it was given, to groups that exist, to new ones, to several."""

    name: str
    existing: int
    new: int
    several: int
    total: int


def by_function(assembly: Assembly, *, year: int) -> list[Row]:
    """Return how often each of the five functions was given in a year, none left out. One query."""
    given = SupportGiven.objects.filter(assembly=assembly, on__year=year)
    rows = given.values_list("function", "stage").annotate(number=Count("pk"))
    counted = {(function, stage): number for function, stage, number in rows.order_by("function")}
    stages = [str(stage.value) for stage in SupportGiven.Stage]
    made = []
    for function in Function:
        existing, new, several = (counted.get((function.value, stage), 0) for stage in stages)
        made.append(Row(str(function.label), existing, new, several, existing + new + several))
    return made


@dataclass(frozen=True, slots=True)
class Take:
    """
    How many groups of a size or place took support, of those on the register.

    :param helped: None where it is too few to show.
    """

    name: str
    helped: int | None
    there: int
    rate: int | None


def _take(name: str, helped: int, there: int) -> Take:
    if 0 < helped < LEAST:
        return Take(name, None, there, None)
    fits = there > 0 and helped <= there
    return Take(name, helped, there, whole_rate(helped, of=there) if fits else None)


def by_size(assembly: Assembly, *, year: int) -> list[Take]:
    """Return how many groups of each size took support in a year. Two queries."""
    given = SupportGiven.objects.filter(
        assembly=assembly, on__year=year, organisation__isnull=False
    )
    counted = given.values_list("organisation__size_band").annotate(
        number=Count("organisation", distinct=True)
    )
    helped = dict(counted.order_by("organisation__size_band"))
    tallies = Tally.objects.filter(assembly=assembly, facet__startswith="size:")
    there = dict(tallies.values_list("facet", "organisations"))
    return [
        _take(str(size.label), helped.get(size.value, 0), there.get(f"size:{size.value}", 0))
        for size in Organisation.SizeBand
    ]


def by_place(assembly: Assembly, *, year: int) -> list[Take]:
    """
    Return how many groups of each district took support in a year. At most fifteen queries.

    A group that works in two districts is counted in both.
    """
    given = SupportGiven.objects.filter(assembly=assembly, on__year=year)
    keys = set(given.exclude(organisation=None).values_list("organisation_id", flat=True))
    there = groups_by_district(assembly)
    return [_take(area.name, len(there[area.pk] & keys), len(there[area.pk]))
            for area in served_districts(assembly)]  # fmt: skip


def groups_by_district(assembly: Assembly) -> dict[int, set[int]]:
    """Return the keys of the groups that are based or work in each district. At most 13 queries."""
    districts = served_districts(assembly)
    inside = _district_of(districts)
    found: dict[int, set[int]] = {area.pk: set() for area in districts}
    rows = Working.objects.filter(
        area__in=list(inside), organisation__listings__assembly=assembly
    ).values_list("area_id", "organisation_id")
    for area, organisation in rows:
        found[inside[area]].add(organisation)
    return found


def _district_of(districts: Iterable[Area]) -> dict[int, int]:
    """Return for each area inside a district which district that is. A query for each level."""
    found = {area.pk: area.pk for area in districts}
    level = dict(found)
    while level:
        rows = Area.objects.filter(parent__in=list(level)).values_list("pk", "parent_id")
        level = {key: level[parent] for key, parent in rows if parent and key not in found}
        found |= level
    return found


def services(assembly: Assembly, kind: str, *, on: date) -> QuerySet[Service]:
    """Return the services of a kind that are run on a day, by name. Two queries."""
    running = Service.objects.filter(assembly=assembly, kind=kind, from_on__lte=on)
    running = running.filter(Q(until_on=None) | Q(until_on__gt=on))
    return running.select_related("body").prefetch_related("areas").order_by("name", "pk")


def partners_in(forum: Forum, *, on: date) -> set[int]:
    """Return the keys of the bodies in a partnership, its observers left out. One query."""
    return {
        one.organisation_id
        for one in partners_of(forum, on=on)
        if one.part != Partner.Part.OBSERVER
    }


@dataclass(frozen=True, slots=True)
class Covered:
    """A district: for each function, who gives it there; and how many groups there are."""

    area: Area
    cells: list[tuple[str, list[str]]]
    gaps: int
    overlaps: int
    groups: int


def coverage(assembly: Assembly, *, on: date, among: set[int] | None = None) -> list[Covered]:
    """
    Return who gives which support in each district. At most 24 queries.

    Where nobody gives it, that is a gap; where two or more do, an overlap. A service for an area
    reaches every district in it and every district it lies in.

    :param among: only the services of these bodies; by default of all.
    """
    districts = served_districts(assembly)
    there = groups_by_district(assembly)
    inside = _district_of(districts)
    given: dict[tuple[int, str], set[str]] = {}
    for service in services(assembly, Service.Kind.SUPPORT, on=on):
        if among is not None and service.body_id not in among:
            continue
        wide = [area for area in service.areas.all() if area.pk not in inside]
        reached = {inside[area.pk] for area in service.areas.all() if area.pk in inside}
        if wide:
            reached |= areas_within(wide) & {area.pk for area in districts}
        for key in reached:
            given.setdefault((key, service.function), set()).add(service.body.name)
    made = []
    for area in districts:
        cells = [
            (str(one.label), sorted(given.get((area.pk, one.value), set()))) for one in Function
        ]
        gaps = sum(not names for _label, names in cells)
        overlaps = sum(len(names) > 1 for _label, names in cells)
        made.append(Covered(area, cells, gaps, overlaps, len(there[area.pk])))
    return made


@dataclass(frozen=True, slots=True)
class Now:
    """How things stand in a district: groups, those helped in a year, support services there."""

    area: Area
    groups: int
    helped: int
    services: int


def standing(assembly: Assembly, *, on: date) -> list[Now]:
    """Return how things stand in each district on a day. At most 40 queries."""
    there = groups_by_district(assembly)
    given = SupportGiven.objects.filter(assembly=assembly, on__gt=on - A_YEAR, on__lte=on)
    helped = set(given.exclude(organisation=None).values_list("organisation_id", flat=True))
    return [
        Now(
            one.area,
            one.groups,
            len(there[one.area.pk] & helped),
            sum(len(names) for _label, names in one.cells),
        )
        for one in coverage(assembly, on=on)
    ]


def against_baseline(assembly: Assembly, *, on: date) -> list[tuple[Now, Baseline | None]]:
    """Return how things stand in each district beside its first baseline. At most 41 queries."""
    rows = Baseline.objects.filter(assembly=assembly).order_by("-on", "-pk")
    first = {one.area_id: one for one in rows}
    return [(now, first.get(now.area.pk)) for now in standing(assembly, on=on)]


def bodies_at_work(assembly: Assembly, *, year: int) -> list[tuple[str, int]]:
    """Return how much support each body logged in a year, the most first. One query."""
    given = SupportGiven.objects.filter(assembly=assembly, on__year=year)
    counted = Counter(dict(given.values_list("body__name").annotate(n=Count("pk")).order_by("n")))
    return counted.most_common()


def log(assembly: Assembly, *, of: Iterable[int] | None) -> QuerySet[SupportGiven]:
    """
    Return the support that was given, the latest first. One query.

    :param of: only what these bodies gave; None for all.
    """
    rows = SupportGiven.objects.filter(assembly=assembly)
    if of is not None:
        rows = rows.filter(body__in=list(of))
    return rows.select_related("body", "organisation", "area").order_by(F("on").desc(), "-pk")
