"""Whether the holders of seats belong to the area they speak for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Working
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.ground.places.models import Area
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.seats.queries.standing import Standing
from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook
from folkmoot.rules.seats.fit import representative_is_local

TESTS, MAJORITY = "local.test_names", "local.majority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """One holder and the tests of belonging: True, False, or None where nobody has said."""

    standing: Standing
    holding: Holding
    is_based_here: bool | None
    works_mostly_here: bool | None
    finding: Finding | None

    @property
    def fails(self) -> bool:
        return self.is_based_here is False or self.works_mostly_here is False


def book_of_tests(assembly: Assembly, *, on: date) -> Rulebook | None:
    """
    Return the document of an assembly that asks for local representatives, or None.

    One query for what binds it, and one for each document.
    """
    return book_that_fixes(assembly, TESTS, on=on)


def fits(assembly: Assembly, rows: Iterable[Standing], *, on: date) -> list[Fit]:
    """
    Return how every holder does by the tests of belonging, in the order of the register.

    The area is the seat's own, or the assembly's where it has none. Work is counted by the
    places an organisation says it works in: more than half of them, or as a document has it.
    Five queries, and one for each document that binds the assembly.
    """
    found = list(rows)
    book = book_of_tests(assembly, on=on)
    bodies = {
        holder.organisation_id for one in found for holder in one.holders if holder.organisation_id
    }
    workings: dict[int, list[Working]] = {}
    for working in Working.objects.filter(organisation__in=bodies).order_by("pk"):
        workings.setdefault(working.organisation_id, []).append(working)
    inside = _inside()
    whole = _around(assembly.areas.values_list("pk", flat=True), inside)
    seat_areas: dict[int, set[int]] = {}
    from_seats = Area.objects.filter(seats__in=[one.seat.pk for one in found])
    for seat, inner in from_seats.values_list("seats", "pk"):
        seat_areas.setdefault(seat, set()).add(inner)
    told = []
    for one in found:
        own = seat_areas.get(one.seat.pk)
        area = _around(own, inside) if own else whole
        for holder in one.holders:
            said = workings.get(holder.organisation_id or 0, [])
            based, works = _belongs(said, area, majority=_majority(book))
            finding = (
                representative_is_local(book, is_based_here=based, works_mostly_here=works)
                if book is not None
                else None
            )
            told.append(
                Fit(
                    standing=one,
                    holding=holder,
                    is_based_here=based,
                    works_mostly_here=works,
                    finding=finding,
                )
            )
    return told


def _majority(book: Rulebook | None) -> Fraction:
    value = book.parameters[MAJORITY].value if book and MAJORITY in book.parameters else None
    return value if isinstance(value, Fraction) else Fraction(1, 2)


def _belongs(
    said: list[Working], area: set[int], *, majority: Fraction
) -> tuple[bool | None, bool | None]:
    bases = [one.area_id for one in said if one.kind == Working.Kind.BASE]
    works = [one.area_id for one in said if one.kind == Working.Kind.WORKS]
    based = None if not bases or not area else any(one in area for one in bases)
    if not works or not area:
        return based, None
    share = Fraction(sum(one in area for one in works), len(works))
    return based, share > majority


def _inside() -> dict[int, list[int]]:
    """Return what lies directly within each area. One query."""
    found: dict[int, list[int]] = {}
    for pk, parent in Area.objects.filter(parent__isnull=False).values_list("pk", "parent_id"):
        found.setdefault(parent, []).append(pk)
    return found


def _around(areas: Iterable[int] | None, inside: dict[int, list[int]]) -> set[int]:
    """Return some areas with everything within them. No query."""
    found: set[int] = set()
    waiting = list(areas or ())
    while waiting:
        area = waiting.pop()
        if area not in found:
            found.add(area)
            waiting += inside.get(area, [])
    return found
