"""What groups do: the shared list of fields of work, by how many have chosen each."""

from dataclasses import dataclass

from folkmoot.body.assemblies.models import Assembly
from folkmoot.scrutiny.insight.queries.register import UNKNOWN, by_theme, sector_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """
    A field of work.

    :param place: from the first on; the same number of organisations has the same place.
    :param share: of the sector's organisations that have chosen any, in hundredths. They add up
        to more than 100, because a group may have several.
    """

    place: int
    code: str
    name: str
    organisations: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The fields of work, the most chosen first, with how many have chosen none."""

    fields: list[Field]
    chose: int
    chose_none: int


def ranking(assembly: Assembly) -> Ranking:
    """Return what the sector does, the most chosen first. Four queries."""
    rows = by_theme(assembly)
    none = next((number for code, _name, number in rows if code == UNKNOWN), 0)
    rows = [row for row in rows if row[0] != UNKNOWN]
    chose = sector_of(assembly).count() - none
    numbers = [number for _code, _name, number in rows]
    fields = [
        Field(
            place=1 + numbers.index(number),
            code=code,
            name=name,
            organisations=number,
            share=100 * number / chose if chose else 0.0,
        )
        for code, name, number in rows
    ]
    return Ranking(fields=fields, chose=chose, chose_none=none)


def as_rows(found: Ranking) -> tuple[list[str], list[list[object]]]:
    """Return the ranking as a table to take away. No query."""
    return ["place", "field", "organisations", "per_cent_of_those_that_chose"], [
        [one.place, one.name, one.organisations, round(one.share, 1)] for one in found.fields
    ]
