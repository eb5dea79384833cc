"""Which places the forums serve, and which they do not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.register import Row, forum_row, live
from folkmoot.body.forums.queries.ruled import book_fixing
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.rules.findings import Clause
from folkmoot.rules.forums.recognition import local_forums_are_as_many_as_fixed

SERVED = (Area.Kind.DISTRICT, Area.Kind.COUNCIL)


def served_places(assembly: Assembly) -> QuerySet[Area]:
    """Return the areas that a forum of an assembly may be tied to, by name. At most 6 queries."""
    inside = areas_within(assembly.areas.all())
    wanted = (*SERVED, Area.Kind.PLACE, Area.Kind.LOCALITY)
    return Area.objects.filter(pk__in=inside, kind__in=wanted).order_by("kind", "name", "pk")


def served_districts(assembly: Assembly) -> list[Area]:
    """
    Return the districts and unitary councils inside an assembly's areas, by name.

    A council that is made of districts is left out, and they stand for it. At most
    seven queries.
    """
    inside = areas_within(assembly.areas.all())
    found = Area.objects.filter(pk__in=inside, kind__in=SERVED).order_by("name", "pk")
    districts = list(found)
    parted = {area.parent_id for area in districts}
    return [area for area in districts if area.pk not in parted]


def uncovered_areas(
    assembly: Assembly, *, on: date, kinds: Iterable[str] = Forum.Kind.values
) -> list[Area]:
    """
    Return the districts of an assembly that no recognised forum serves on a day, by name.

    A forum serves the areas it is tied to and all inside them; one for the whole system
    is tied to none and does not count. At most nineteen queries.

    :param kinds: the kinds of forum to count: by default all.
    """
    wanted = set(kinds)
    tied: list[Area] = []
    for row in live(assembly, on=on):
        if row.forum.kind in wanted:
            tied += row.forum.areas.all()
    covered = areas_within(tied)
    return [area for area in served_districts(assembly) if area.pk not in covered]


def areas_around(areas: Iterable[Area]) -> set[int]:
    """Return the keys of some areas and of every area they lie in. One query for each level."""
    found = {area.pk: area.parent_id for area in areas}
    level = {parent for parent in found.values() if parent} - set(found)
    while level:
        above = dict(Area.objects.filter(pk__in=level).values_list("pk", "parent_id"))
        found |= above
        level = {parent for parent in above.values() if parent} - set(found)
    return set(found)


def forums_for(organisation: Organisation, assembly: Assembly, *, on: date) -> list[Row]:
    """
    Return the recognised forums that suit where an organisation works, those of a place first.

    A forum suits if it serves a place where the organisation works or is based, a place
    around it or one inside it; and if it is for the whole area. At most eighteen
    queries, however many forums.
    """
    places = list(Area.objects.filter(workings__organisation=organisation).order_by("pk"))
    reached = areas_within(places) | areas_around(places)
    local, wide = [], []
    for row in live(assembly, on=on):
        tied = {area.pk for area in row.forum.areas.all()}
        if tied & reached:
            local.append(row)
        elif not tied and row.forum.is_system_wide:
            wide.append(row)
    return local + wide


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A reason to look at the map of forums again."""

    words: str
    clause: Clause
    forum: Forum | None = None


def map_prompts(assembly: Assembly, *, on: date) -> list[Prompt]:
    """
    Return why the map of local forums should be looked at; nothing where it is as agreed.

    There are as many local forums as the agreement fixes; each is tied to one place;
    each place of the assembly has one. It is computed each time, so a change to the
    places shows at once. At most nine queries.
    """
    book = book_fixing(assembly, "forums.local", on=on)
    if book is None:
        return []
    local = [row for row in live(assembly, on=on) if row.forum.kind == Forum.Kind.LOCAL]
    finding = local_forums_are_as_many_as_fixed(book, count=len(local))
    clause, prompts = finding.clause, []
    if not finding.holds:
        fixed = book.whole("forums.local")
        there = ngettext(
            "There is %(count)d local forum; the agreement fixes %(fixed)d.",
            "There are %(count)d local forums; the agreement fixes %(fixed)d.",
            len(local),
        )
        prompts.append(Prompt(words=there % {"count": len(local), "fixed": fixed}, clause=clause))
    places = {
        area.pk: area for area in assembly.areas.filter(kind=Area.Kind.PLACE).order_by("name", "pk")
    }
    served: set[int] = set()
    for row in local:
        tied = [area for area in row.forum.areas.all() if area.kind == Area.Kind.PLACE]
        served |= {area.pk for area in tied}
        if len(tied) != 1:
            words = _("%(forum)s is tied to %(count)d places; a local forum has one.")
            said = words % {"forum": row.forum.name, "count": len(tied)}
            prompts.append(Prompt(words=said, clause=clause, forum=row.forum))
        elif places and tied[0].pk not in places:
            words = _("%(forum)s is tied to %(place)s, which is no longer a place of the system.")
            said = words % {"forum": row.forum.name, "place": tied[0].name}
            prompts.append(Prompt(words=said, clause=clause, forum=row.forum))
    for pk, area in places.items():
        if pk not in served:
            said = _("%(place)s has no local forum.") % {"place": area.name}
            prompts.append(Prompt(words=said, clause=clause))
    return prompts


def districts_of(forum: Forum, *, on: date) -> list[str]:
    """Return the names of the districts that a forum serves, by name. At most twelve queries."""
    tied = list(forum_row(forum, on=on).forum.areas.all())
    inside = Area.objects.filter(pk__in=areas_within(tied), kind__in=SERVED)
    return list(inside.order_by("name", "pk").values_list("name", flat=True))
