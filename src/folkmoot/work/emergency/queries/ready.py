"""Who is ready for an emergency, where nobody is, and whose word is stale."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.models import Working
from folkmoot.body.rulebook.queries import book_that_fixes, clause_adopted
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.rules.findings import Clause
from folkmoot.rules.periods import Period, add
from folkmoot.work.emergency.models import Help, Ready

CHECK = "readiness.check"
USUAL_CHECK = Period(6, "calendar months")
"""How long a word stays fresh where no document says so: a suggestion, and no rule of anybody."""


def clause_of_emergencies(assembly: Assembly, *, on: date) -> Clause | None:
    """Return the clause by which help is called for, or None. One query."""
    return clause_adopted(assembly, "emergency-together", "readiness", on=on)


def recheck(assembly: Assembly, *, on: date) -> tuple[Period, Clause | None]:
    """Return after how long a word is asked for again, and the clause, if any. Two queries."""
    book = book_that_fixes(assembly, CHECK, on=on)
    if book is None:
        return USUAL_CHECK, None
    return book.period(CHECK), book.parameter(CHECK).clause


def is_stale(ready: Ready, after: Period, *, on: date) -> bool:
    """Whether a word was confirmed too long ago to lean on. No query."""
    return add(ready.confirmed_on, after) <= on


def all_ready(assembly: Assembly) -> QuerySet[Ready]:
    """Return who said that they are ready, by name, with the places where they work. Two queries."""
    found = Ready.objects.filter(assembly=assembly).select_related("organisation")
    return found.prefetch_related("organisation__places").order_by("organisation__name", "pk")


@dataclass(frozen=True, slots=True)
class Places:
    """The areas of an assembly: which lies in which."""

    above: dict[int, int | None]

    def chain(self, area: int | None) -> list[int]:
        """Return an area and all it lies in, from the inside out."""
        found: list[int] = []
        while area is not None and area not in found:
            found.append(area)
            area = self.above.get(area)
        return found

    def touch(self, worked: Iterable[int], wanted: int | None) -> bool:
        """Whether somebody who works in some areas reaches one: it lies in theirs, or theirs in it."""
        if wanted is None:
            return True
        return any(wanted in self.chain(one) or one in self.chain(wanted) for one in worked)


def places_of(assembly: Assembly) -> Places:
    """Return which area of an assembly lies in which. At most seven queries."""
    inside = areas_within(assembly.areas.all())
    rows = Area.objects.filter(pk__in=inside).values_list("pk", "parent_id")
    return Places(dict(rows.order_by("pk")))


def worked_in(ready: Ready) -> list[int]:
    """Return the areas where a ready organisation is based or works. No query after `all_ready`."""
    places: list[Working] = list(ready.organisation.places.all())
    return [place.area_id for place in places]


@dataclass(frozen=True, slots=True)
class Cover:
    """One district: how many are ready there for each kind of help, and how many words are stale."""

    area: Area
    fresh: int
    stale: int
    by_help: dict[str, int]

    @property
    def missing(self) -> list[str]:
        """The kinds of help for which nobody is ready there."""
        return [str(Help(kind).label) for kind, number in self.by_help.items() if not number]


def cover(assembly: Assembly, *, on: date) -> tuple[list[Cover], int]:
    """
    Return how ready each district is, by name, and how many said what they can do while it is not
    on record where they work. At most fifteen queries, whatever their number.
    """
    after, _clause = recheck(assembly, on=on)
    places = places_of(assembly)
    known = [(one, worked_in(one), is_stale(one, after, on=on)) for one in all_ready(assembly)]
    found = []
    for area in served_districts(assembly):
        there = [(one, old) for one, worked, old in known if places.touch(worked, area.pk)]
        fresh = [one for one, old in there if not old]
        by_help: dict[str, int] = {
            kind: sum(kind in one.helps for one in fresh) for kind in Help.values
        }
        found.append(Cover(area, len(fresh), len(there) - len(fresh), by_help))
    return found, sum(not worked for _one, worked, _old in known)


def in_words(helps: Iterable[Any]) -> str:
    """Return kinds of help in words, in the order of the list."""
    wanted = set(helps)
    return ", ".join(str(kind.label) for kind in Help if kind.value in wanted)
