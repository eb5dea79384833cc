from collections.abc import Iterable

from django.db import transaction

from folkmoot.ground.places.models import Area
from folkmoot.reckoning.registers.areas import area_for


def map_area(*, code: str, name: str, kind: str, parent: Area | None = None) -> Area:
    """Return the area with a code, drawn on the map if it was not there. Names are refreshed."""
    area, is_new = Area.objects.get_or_create(
        code=code, defaults={"name": name, "kind": kind, "parent": parent}
    )
    if not is_new and (area.name, area.kind, area.parent) != (name, kind, parent):
        area.name, area.kind, area.parent = name, kind, parent
        area.save()
    return area


@transaction.atomic
def map_known_areas(codes: Iterable[str]) -> dict[str, int]:
    """
    Return the keys of areas by the codes that a list gives, each drawn on the map if it was not.

    Names, kinds and the counties around districts come from the table of known areas; a
    code that it does not have is named by itself. A code of a council that has gone stands
    for the one that took its place. Areas that are on the map already are left as they are.
    """
    asked = {code: area_for(code) for code in codes}
    wanted = {area.code: area for area in asked.values()}
    around = {area.within: area_for(area.within) for area in wanted.values() if area.within}
    for needed in (around, wanted):
        on_map = set(Area.objects.filter(code__in=needed).values_list("code", flat=True))
        parents = {
            area.code: area
            for area in Area.objects.filter(code__in={known.within for known in needed.values()})
        }
        for code in sorted(needed.keys() - on_map):
            known = needed[code]
            map_area(code=code, name=known.name, kind=known.kind, parent=parents.get(known.within))
    keys = dict(Area.objects.filter(code__in=wanted).values_list("code", "pk"))
    return {code: keys[area.code] for code, area in asked.items()}
