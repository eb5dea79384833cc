from folkmoot.ground.places.models import Area


def map_area(*, code: str, name: str, kind: str, parent: Area | None = None) -> Area:
    """Return the area with a code, drawn on the map if it was not there. Names are refreshed."""
    area, is_new = Area.objects.get_or_create(
        code=code, defaults={"name": name, "kind": kind, "parent": parent}
    )
    if not is_new and (area.name, area.kind, area.parent) != (name, kind, parent):
        area.name, area.kind, area.parent = name, kind, parent
        area.save()
    return area
