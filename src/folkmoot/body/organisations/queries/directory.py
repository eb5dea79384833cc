"""The directory of an assembly: which organisations, in what order, how many, under what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation, Shelf, Tally, Theme
from folkmoot.body.organisations.queries.search import Found, look_up
from folkmoot.ground.places.models import Area

A_PAGE = 25
MOST_PAGED = 10_000
MOST_COUNTED = 1_000
PARTS = ("place", "theme", "size", "form")


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What somebody asks of the directory.

    :param words: to be found in names, former names, places and accounts; none is all.
    :param place: the code of an area, which stands for everything inside it.
    :param backwards: from Z to A; with words the best come first in either case.
    """

    words: str = ""
    place: str = ""
    theme: str = ""
    size: str = ""
    form: str = ""
    backwards: bool = False

    @property
    def facets(self) -> list[str]:
        """The shelves on which an organisation has to stand."""
        given = [f"{part}:{value}" for part in PARTS if (value := getattr(self, part))]
        return given or ["all"]


class Directory(Paginator[Organisation]):
    """
    A list of the directory, a page at a time, at the same cost however long it is.

    It counts by tally where one shelf is asked for, and no further than 1,000 where several
    are; pages go no further than the 10,000th, by when words or a filter find sooner.
    """

    def __init__(self, assembly: Assembly, asked: Asked) -> None:
        self.assembly, self.asked = assembly, asked
        super().__init__([], A_PAGE)

    @cached_property
    def tallies(self) -> dict[str, int]:
        """How many stand on each shelf of the assembly. One query."""
        rows = Tally.objects.filter(assembly=self.assembly, organisations__gt=0)
        return dict(rows.values_list("facet", "organisations"))

    @cached_property
    def found(self) -> Found | None:
        """What the words find on the shelves, or None where there are no words."""
        if not self.asked.words.strip():
            return None
        return look_up(self.assembly, self.asked.words, self.asked.facets)

    @cached_property
    def total(self) -> int:
        """How many there are; 1,000 where there are that many or more and nobody counts on."""
        if self.found is not None:
            return len(self.found.keys)
        if len(self.asked.facets) == 1:
            return self.tallies.get(self.asked.facets[0], 0)
        return self._shelved()[: MOST_COUNTED + 1].count()

    @property
    def is_more(self) -> bool:
        """Whether there are more than `total` says."""
        if self.found is not None:
            return self.found.more
        return len(self.asked.facets) > 1 and self.total > MOST_COUNTED

    @cached_property
    def count(self) -> int:
        return min(self.total, MOST_PAGED)

    def keys(self, start: int, end: int) -> list[int]:
        """Return the keys of a stretch of the list. One query without words, none with."""
        if self.found is not None:
            return self.found.keys[start:end]
        way = "-" if self.asked.backwards else ""
        ordered = self._shelved().order_by(f"{way}sort_name", f"{way}organisation")
        return list(ordered.values_list("organisation", flat=True)[start:end])

    def page(self, number: int | str) -> Page[Organisation]:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = in_order(self.keys(start, min(start + self.per_page, self.count)))
        return Page(rows, number, self)

    def everything(self) -> Iterator[list[Organisation]]:
        """Return the whole list some at a time, four queries for each 500."""
        after: tuple[str, int] | None = None
        if self.found is not None:
            for start in range(0, len(self.found.keys), 500):
                yield in_order(self.found.keys[start : start + 500])
            return
        while True:
            rows = self._shelved().order_by("sort_name", "organisation")
            if after is not None:
                rows = rows.filter(sort_name__gte=after[0]).exclude(
                    sort_name=after[0], organisation__lte=after[1]
                )
            some = list(rows.values_list("sort_name", "organisation")[:500])
            if not some:
                return
            after = some[-1]
            yield in_order([key for _name, key in some])

    def _shelved(self) -> QuerySet[Shelf]:
        """Return the rows of the shortest shelf that stand on all the others too."""
        first, *others = sorted(self.asked.facets, key=lambda facet: self.tallies.get(facet, 0))
        rows = Shelf.objects.filter(assembly=self.assembly, facet=first)
        for other in others:
            rows = rows.filter(
                Exists(
                    Shelf.objects.filter(
                        organisation=OuterRef("organisation"),
                        assembly=self.assembly,
                        facet=other,
                    )
                )
            )
        return rows

    def choices(self, part: str) -> list[tuple[str, str, int]]:
        """
        Return what can be chosen of a kind, each with how many stand there, by name.

        One query for places and themes beside the tallies; none for sizes and forms, which
        stand in the order of their list.
        """
        held = {
            facet.split(":", 1)[1]: number
            for facet, number in self.tallies.items()
            if facet.startswith(f"{part}:")
        }
        if part == "size":
            names = [(str(value), str(label)) for value, label in Organisation.SizeBand.choices]
        elif part == "form":
            names = [(str(value), str(label)) for value, label in Organisation.LegalForm.choices]
        elif part == "theme":
            names = list(Theme.objects.order_by("name", "pk").values_list("code", "name"))
        else:
            areas = Area.objects.filter(code__in=held).order_by("name", "pk")
            names = list(areas.values_list("code", "name"))
        return [(value, label, held[value]) for value, label in names if value in held]


def in_order(keys: Sequence[int]) -> list[Organisation]:
    """Return organisations in the order of their keys, with places and themes. Three queries."""
    if not keys:
        return []
    rows = Organisation.objects.filter(pk__in=keys).prefetch_related("places__area", "themes")
    held = {organisation.pk: organisation for organisation in rows}
    return [held[key] for key in keys if key in held]


def counted_by(assembly: Assembly, part: str) -> list[tuple[str, str, int]]:
    """Return how many organisations of an assembly are of each form or size. One query."""
    return Directory(assembly, Asked()).choices(part)


def listed_now(assembly: Assembly) -> int:
    """Return how many organisations an assembly's directory holds. One query."""
    tally = Tally.objects.filter(assembly=assembly, facet="all").values_list(
        "organisations", flat=True
    )
    return tally.order_by("pk").first() or 0
