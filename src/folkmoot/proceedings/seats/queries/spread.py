"""In how few hands the places are, at how many levels, and beside whom."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.meetings.queries.meetings import book_for
from folkmoot.proceedings.seats.models import Level, OutsideBody, PartnerType, TableShare
from folkmoot.proceedings.seats.queries.standing import Standing
from folkmoot.rules.rulebook import Parameter

WARNINGS = ("seats.warn_share", "spread.share")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many places are with one body or person, of how many."""

    name: str
    places: int
    of: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.places, self.of) if self.of else Fraction(0)

    @property
    def per_cent(self) -> int:
        """Whole per cent, a half rounded up."""
        return int(self.share * 100 + Fraction(1, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """
    The places with a named holder, by organisation and by person, the most first.

    :param limit: the share above which a document points it out, if one fixes it.
    """

    places: int
    bodies: list[Share]
    people: list[Share]
    limit: Parameter | None

    @property
    def two_largest(self) -> int:
        """How many places are with the two organisations that have the most."""
        return sum(one.places for one in self.bodies[:2])

    def is_warned(self, share: Share) -> bool:
        """Whether a share is above what a document points out."""
        return (
            self.limit is not None
            and isinstance(self.limit.value, Fraction)
            and share.share > self.limit.value
        )

    @property
    def warned(self) -> list[Share]:
        return [one for one in self.bodies if self.is_warned(one)]


def body_of(holding: object) -> str:
    """Return the organisation of a holder, as it is registered or was written. No query."""
    organisation = getattr(holding, "organisation", None)
    return organisation.name if organisation else getattr(holding, "organisation_as_written", "")


def spread(assembly: Assembly, rows: Iterable[Standing], *, on: date) -> Spread:
    """Count the named places by organisation and by person. One query for the agreement."""
    holders = [holder for one in rows for holder in one.holders]
    bodies = Counter(body_of(one) or "–" for one in holders)
    people = Counter(one.holder_name for one in holders)
    book = book_for(assembly, on=on)
    limit = next(
        (book.parameters[name] for name in WARNINGS if book and name in book.parameters), None
    )
    return Spread(
        places=len(holders),
        bodies=_shares(bodies, len(holders)),
        people=_shares(people, len(holders)),
        limit=limit,
    )


def _shares(counted: Counter[str], of: int) -> list[Share]:
    ordered = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    return [Share(name=name, places=places, of=of) for name, places in ordered]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLevel:
    """What there is of the sector at one level, from the street to the county."""

    level: str
    label: str
    bodies: int
    places: int
    held: int

    @property
    def is_absent(self) -> bool:
        return self.held == 0


def levels(assembly: Assembly, rows: Iterable[Standing]) -> list[AtLevel]:
    """
    Count at each level the outside bodies, our places on them and those held. One query.

    A place without number counts as many as sit in it.
    """
    found = list(rows)
    known = Counter(
        OutsideBody.objects.filter(assembly=assembly, closed_on=None).values_list(
            "level", flat=True
        )
    )
    told = []
    for level in Level:
        here = [one for one in found if one.seat.body.level == level]
        told.append(
            AtLevel(
                level=level.value,
                label=str(level.label),
                bodies=known[level.value],
                places=sum(
                    one.seat.places if one.seat.places is not None else len(one.holders)
                    for one in here
                ),
                held=sum(len(one.holders) for one in here),
            )
        )
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class AtTable:
    """
    One kind of partner at one table or at all: places, and of its matters what was brought.

    Papers, matters and proposals are counted by whoever keeps the body's meetings.
    """

    partner: str
    label: str
    places: int
    matters: int = 0
    papers: int = 0
    proposals: int = 0
    accepted: int = 0


def tables(assembly: Assembly) -> list[TableShare]:
    """Return what is known of who sits at each table, by body and partner. One query."""
    found = TableShare.objects.filter(body__assembly=assembly, body__closed_on=None)
    return list(found.select_related("body").order_by("body__name", "partner_type", "pk"))


def places_by_partner(shares: Iterable[TableShare]) -> dict[str, int]:
    """Add up the places at all tables by kind of partner, in the order of the kinds. No query."""
    counted: Counter[str] = Counter()
    for share in shares:
        counted[share.partner_type] += share.places
    return {kind.value: counted[kind.value] for kind in PartnerType if counted[kind.value]}
