from collections.abc import Iterable

from folkmoot.ground.places.models import Area


def areas_within(areas: Iterable[Area]) -> set[int]:
    """
    Return the keys of some areas and of every area inside them.

    One query for each level of the tree below them, five at the most in England.
    """
    found = {area.pk for area in areas}
    level = found
    while level:
        level = set(Area.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
        found |= level
    return found
