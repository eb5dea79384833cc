"""A place as figures, the register and people tell of it: what is there first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Tally
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.scrutiny.insight.models import Evidence, PlaceProfile, SeenBy, Statistic
from folkmoot.scrutiny.insight.queries.statistics import Told, statistics, told
from folkmoot.work.funding.models import Award

T = Statistic.Topic
SHOWN = (T.PEOPLE, T.AGE, T.BACKGROUND, T.HEALTH, T.NEED)
"""The topics that every profile has, told as missing where no figure of them is kept."""
NAMES = {
    T.PEOPLE: gettext_lazy("People"),
    T.AGE: gettext_lazy("Age"),
    T.BACKGROUND: gettext_lazy("Ethnic background"),
    T.HEALTH: gettext_lazy("Health"),
    T.NEED: gettext_lazy("Deprivation"),
}


def profiled_places(assembly: Assembly) -> list[Area]:
    """Return the places that have or may have a profile: the assembly's own, and those in them."""
    own = Area.objects.filter(pk__in=assembly.areas.order_by().values("pk"))
    return list((own | served_places(assembly)).distinct().order_by("name", "pk"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place of the list: whether it has a profile, and how many figures and groups."""

    area: Area
    profile: PlaceProfile | None
    figures: int
    organisations: int


def place_rows(assembly: Assembly) -> list[PlaceRow]:
    """Return the places of an assembly, by name. Ten queries at most, however many places."""
    areas = profiled_places(assembly)
    profiles = {one.area_id: one for one in PlaceProfile.objects.filter(assembly=assembly)}
    kept = Statistic.objects.filter(assembly=assembly, withdrawn_at=None)
    figures = dict(kept.values_list("place_code").annotate(n=Count("pk")).order_by())
    groups = _groups(assembly, [area.code for area in areas])
    return [
        PlaceRow(
            area=area,
            profile=profiles.get(area.pk),
            figures=figures.get(area.code, 0),
            organisations=groups.get(area.code, 0),
        )
        for area in areas
    ]


def _groups(assembly: Assembly, codes: list[str]) -> dict[str, int]:
    """Return how many organisations are based or work in some places, by code. One query."""
    facets = [f"place:{code}" for code in codes]
    rows = Tally.objects.filter(assembly=assembly, facet__in=facets).order_by("pk")
    return {
        facet.removeprefix("place:"): number
        for facet, number in rows.values_list("facet", "organisations")
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The figures of one topic for a place, with the national ones to hold them against."""

    name: str
    local: list[Told]
    national: list[Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """All that is known of a place that everybody may read."""

    area: Area
    profile: PlaceProfile | None
    topics: list[Topic]
    organisations: int
    forums: list[Forum]
    awards: int
    pence: int
    known: int


def place_of(assembly: Assembly, area: Area, *, on: date) -> Place:
    """
    Return a place's profile: its figures alone, and never those of a place around it.

    Nine queries and one for each level of places inside it.
    """
    rows = list(statistics(assembly).filter(topic__in=SHOWN))
    local = told([one for one in rows if one.place_code == area.code], on=on)
    national = told([one for one in rows if one.is_national], on=on)
    inside = areas_within([area])
    given = Award.objects.filter(assembly=assembly, area__in=inside)
    money = given.aggregate(number=Count("pk"), pence=Sum("pence"))
    known = Evidence.objects.filter(
        assembly=assembly,
        state=Evidence.State.SHARED,
        seen_by=SeenBy.PUBLIC,
        area__in=inside,
    )
    forums = Forum.objects.filter(
        assembly=assembly, areas=area, recognised_on__isnull=False, closed_on=None
    )
    return Place(
        area=area,
        profile=PlaceProfile.objects.filter(assembly=assembly, area=area).order_by("pk").first(),
        topics=[_topic(topic, local, national) for topic in SHOWN],
        organisations=_groups(assembly, [area.code]).get(area.code, 0),
        forums=list(forums.order_by("name", "pk")),
        awards=money["number"],
        pence=money["pence"] or 0,
        known=known.count(),
    )


def _topic(topic: str, local: list[Told], national: list[Told]) -> Topic:
    own = [row for row in local if row.one.topic == topic and not row.one.is_national]
    units = {row.one.unit for row in own}
    against = [row for row in national if row.one.topic == topic and row.one.unit in units]
    return Topic(name=str(NAMES[Statistic.Topic(topic)]), local=own, national=against)
