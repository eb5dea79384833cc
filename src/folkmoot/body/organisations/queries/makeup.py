"""What kinds of organisation the register of an assembly holds: by size, place, theme, form, people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Community, Organisation, Shelf, Theme
from folkmoot.ground.places.models import Area

WAYS = ("size", "place", "theme", "form", "community")
"""By what organisations are told apart. Size, place and form part them; the others overlap."""
UNKNOWN = "unknown"
_OTHER_SECTORS = ("statutory", "private")


@dataclass(frozen=True, slots=True)
class Makeup:
    """
    What one organisation is.

    :param place: the code of the first of the districts it is in or works in; an empty word for none.
    """

    size: str
    place: str
    form: str
    themes: tuple[str, ...]
    communities: tuple[str, ...]

    def kinds(self, way: str) -> tuple[str, ...]:
        """Return the kinds it is of; of those not known, the word for that."""
        match way:
            case "size":
                return (self.size or UNKNOWN,)
            case "place":
                return (self.place or UNKNOWN,)
            case "form":
                return (self.form or UNKNOWN,)
            case "theme":
                return self.themes or (UNKNOWN,)
            case _:
                return self.communities or (UNKNOWN,)


def makeup(
    assembly: Assembly, *, districts: Iterable[Area], only: Iterable[int] | None = None
) -> dict[int, Makeup]:
    """
    Return what each organisation of the sector in the register of an assembly is. Two queries.

    Public bodies and private companies on the register are left out, as they are not the sector.

    :param districts: the places to tell apart; every place within one counts for it.
    :param only: the keys of the organisations asked for; all where it is left out.
    """
    wanted = {area.code for area in districts}
    shelves = Shelf.objects.filter(assembly=assembly)
    people = Organisation.communities.through.objects.filter(
        organisation__listings__assembly=assembly
    )
    if only is not None:
        keys = list(only)
        shelves, people = (
            shelves.filter(organisation__in=keys),
            people.filter(organisation__in=keys),
        )
    told: dict[int, dict[str, list[str]]] = {}
    for key, facet in shelves.order_by("facet").values_list("organisation_id", "facet"):
        part, _, value = facet.partition(":")
        if part != "place" or value in wanted:
            told.setdefault(key, {}).setdefault(part, []).append(value)
    served: dict[int, list[str]] = {}
    rows = people.order_by("community__code").values_list("organisation_id", "community__code")
    for key, code in rows:
        served.setdefault(key, []).append(code)
    return {
        key: Makeup(
            size=_one(parts, "size"),
            place=_one(parts, "place"),
            form=_one(parts, "form"),
            themes=tuple(parts.get("theme", ())),
            communities=tuple(served.get(key, ())),
        )
        for key, parts in told.items()
        if _one(parts, "form") not in _OTHER_SECTORS
    }


def _one(parts: Mapping[str, list[str]], part: str) -> str:
    return next(iter(parts.get(part, ())), "")


def kind_names(districts: Iterable[Area]) -> dict[tuple[str, str], str]:
    """Return what each kind is called, by way and code. Two queries."""
    names: dict[tuple[str, str], str] = {(way, UNKNOWN): "not known" for way in WAYS}
    names |= {("size", value): str(label) for value, label in Organisation.SizeBand.choices}
    names |= {("form", value): str(label) for value, label in Organisation.LegalForm.choices}
    names |= {("place", area.code): area.name for area in districts}
    names |= {("theme", code): name for code, name in Theme.objects.values_list("code", "name")}
    names |= {
        ("community", code): name for code, name in Community.objects.values_list("code", "name")
    }
    return names
