"""The sector as the register has it: which organisations it is, and how many of each kind."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation, Theme, Working
from folkmoot.ground.places.models import Area

UNKNOWN = "unknown"
PARTS = ("form", "size", "theme", "place")
FIELDS = {"form": "legal_form", "size": "size_band"}
GONE = (Organisation.State.CLOSED, Organisation.State.MERGED)


def sector_of(assembly: Assembly) -> QuerySet[Organisation]:
    """
    Return the organisations of the sector in the register of an assembly, in no order.

    Those that are listed and not closed or merged; public bodies and companies are left out.
    """
    found = Organisation.objects.filter(
        listings__assembly=assembly, sector=Organisation.Sector.VCSE
    )
    return found.exclude(state__in=GONE).order_by()


def _has_theme() -> Exists:
    return Exists(Organisation.themes.through.objects.filter(organisation=OuterRef("pk")))


def of_kind(
    assembly: Assembly, part: str, value: str, *, within: Iterable[int] = ()
) -> QuerySet[Organisation]:
    """
    Return the organisations that a figure counts, by name.

    :param part: of `PARTS`, :param value: the kind, or the word for not known.
    :param within: for a place, the keys of it and of all places inside it; for the places that
        are not known, those of every place that is told apart.
    """
    found = sector_of(assembly)
    if part in FIELDS:
        found = found.filter(**{FIELDS[part]: value})
    elif part == "theme":
        found = (
            found.filter(~_has_theme()) if value == UNKNOWN else found.filter(themes__code=value)
        )
    else:
        works = Working.objects.filter(organisation=OuterRef("pk"), area__in=list(within))
        found = found.filter(~Exists(works) if value == UNKNOWN else Exists(works))
    return found.order_by("sort_name", "pk")


def by_field(assembly: Assembly, part: str) -> list[tuple[str, str, int]]:
    """Return how many there are of each form or size, in the order of their list. One query."""
    name = FIELDS[part]
    held = dict(sector_of(assembly).values_list(name).annotate(number=Count("pk")))
    choices = Organisation.LegalForm.choices if part == "form" else Organisation.SizeBand.choices
    return [(str(value), str(label), held[value]) for value, label in choices if value in held]


def by_theme(assembly: Assembly) -> list[tuple[str, str, int]]:
    """Return how many have chosen each field of work, the most first, then none. Three queries."""
    joined = Organisation.themes.through.objects.filter(organisation__in=sector_of(assembly))
    held = dict(joined.values_list("theme").annotate(number=Count("pk")).order_by())
    names = {one.pk: one for one in Theme.objects.filter(pk__in=held).order_by("pk")}
    rows = [(names[key].code, names[key].name, number) for key, number in held.items()]
    rows.sort(key=lambda row: (-row[2], row[1]))
    none = sector_of(assembly).filter(~_has_theme()).count()
    return [*rows, (UNKNOWN, "not known", none)] if none else rows


def by_place(
    assembly: Assembly, districts: Iterable[Area], parts: dict[int, int]
) -> list[tuple[str, str, int]]:
    """
    Return how many are based or work in each district, by name; each once in a district.

    One query.

    :param parts: for each place inside a district, and for the district, the key of the district.
    """
    counted: Counter[int] = Counter()
    seen: set[tuple[int, int]] = set()
    somewhere: set[int] = set()
    there = set(sector_of(assembly).values_list("pk", flat=True))
    rows = Working.objects.filter(area__in=list(parts)).order_by()
    for body, area in rows.values_list("organisation_id", "area_id").iterator(chunk_size=5000):
        pair = (body, parts[area])
        if body in there and pair not in seen:
            seen.add(pair)
            somewhere.add(body)
            counted[parts[area]] += 1
    found = [(one.code, one.name, counted[one.pk]) for one in districts if counted[one.pk]]
    none = len(there) - len(somewhere)
    return [*found, (UNKNOWN, "not known", none)] if none else found


def parts_of_districts(districts: Iterable[Area]) -> dict[int, int]:
    """Return for each district, and each place inside it, the key of the district. Five queries."""
    found = {area.pk: area.pk for area in districts}
    level = dict(found)
    while level:
        rows = Area.objects.filter(parent__in=list(level)).order_by("pk")
        inside = {key: level[parent] for key, parent in rows.values_list("pk", "parent_id")
                  if parent is not None and key not in found}  # fmt: skip
        found |= inside
        level = inside
    return found
