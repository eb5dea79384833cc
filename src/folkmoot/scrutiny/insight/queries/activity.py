"""What groups do: the shared list of fields of work, by how many have chosen each."""

from dataclasses import dataclass

from django.db.models import Count

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation, Shelf
from folkmoot.body.organisations.queries.directory import counted_by, listed_now

OTHERS = ("form:statutory", "form:private")
"""The shelves of those that are on the register and not of the sector."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """
    A field of work.

    :param place: from the first on; the same number of organisations has the same place.
    :param share: of the organisations of the sector, in hundredths. They may add up to more than
        100, because a group may have several, or to less, because some have chosen none.
    """

    place: int
    code: str
    name: str
    organisations: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The fields of work, the most chosen first, of how many organisations."""

    fields: list[Field]
    whole: int


def ranking(assembly: Assembly) -> Ranking:
    """
    Return what the sector does, the most chosen first. Five queries.

    It is read from how many stand on each shelf of the directory, so it costs the same
    however long the register is.
    """
    others = Shelf.objects.filter(assembly=assembly, facet__in=OTHERS)
    themes = Organisation.themes.through.objects.filter(
        organisation__in=others.order_by().values("organisation")
    )
    left = dict(themes.values_list("theme__code").annotate(number=Count("pk")).order_by())
    rows = [
        (code, name, number - left.get(code, 0))
        for code, name, number in counted_by(assembly, "theme")
    ]
    rows = sorted((row for row in rows if row[2] > 0), key=lambda row: (-row[2], row[1]))
    whole = listed_now(assembly) - others.count()
    numbers = [number for _code, _name, number in rows]
    fields = [
        Field(
            place=1 + numbers.index(number),
            code=code,
            name=name,
            organisations=number,
            share=100 * number / whole,
        )
        for code, name, number in rows
    ]
    return Ranking(fields=fields, whole=whole)


def as_rows(found: Ranking) -> tuple[list[str], list[list[object]]]:
    """Return the ranking as a table to take away. No query."""
    return ["place", "field", "organisations", "per_cent_of_the_sector"], [
        [one.place, one.name, one.organisations, round(one.share, 1)] for one in found.fields
    ]
