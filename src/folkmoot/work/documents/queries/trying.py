"""How new material was tried, what came of that, and how many copies went to how many people."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from folkmoot.body.assemblies.models import Assembly
from folkmoot.work.documents.models import Document, GivenOut, PilotGroup, Statement
from folkmoot.work.documents.queries.clauses import pilot_numbers
from folkmoot.work.documents.queries.duties import statement_until


@dataclass(frozen=True, slots=True)
class Trial:
    """
    How something was tried and given out.

    :param groups: each group with the number of the version it tried.
    :param needed: how many groups try something first, as a document fixes it; 0 where none does.
    :param by_version: copies and people, by version.
    :param copies_each: how many copies each person gets, as a document fixes it; 0 where none does.
    """

    groups: list[PilotGroup]
    needed: int
    by_version: list[tuple[int, int, int]]
    copies_each: int

    @property
    def copies(self) -> int:
        """Copies given out, of all versions."""
        return sum(copies for _version, copies, _people in self.by_version)

    @property
    def people(self) -> int:
        """People they were for."""
        return sum(people for _version, _copies, people in self.by_version)

    @property
    def names(self) -> int:
        """How many different groups tried it."""
        return len({one.name for one in self.groups})

    @property
    def is_tried_by_enough(self) -> bool:
        """Whether as many groups tried it as a document asks."""
        return self.names >= self.needed

    @property
    def short_of(self) -> int:
        """How many copies are missing for each of the people to have what a document says."""
        return max(self.copies_each * self.people - self.copies, 0)

    @property
    def is_any(self) -> bool:
        """Whether it was tried or given out at all."""
        return bool(self.groups or self.by_version)


def trial_of(document: Document, *, on: date) -> Trial:
    """Return how a document was tried and given out. Two queries, and those of its clause."""
    tried = PilotGroup.objects.filter(version__document=document).select_related("version")
    out = GivenOut.objects.filter(version__document=document).values("version__number")
    out = out.annotate(all_copies=Sum("copies"), all_people=Sum("people"))
    rows = out.order_by("version__number")
    needed, each = pilot_numbers(document.assembly, on=on)
    return Trial(
        list(tried.order_by("version__number", "name", "pk")),
        needed,
        [(one["version__number"], one["all_copies"], one["all_people"]) for one in rows],
        each,
    )


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement, the last day on which it holds, and whether that is past."""

    statement: Statement
    until_on: date
    is_out_of_date: bool


def stated(statement: Statement, *, on: date) -> Stated:
    """Tell how a statement stands on a day. One query a page."""
    until = statement_until(statement, on=on)
    return Stated(statement, until, on > until)


def statements(assembly: Assembly) -> QuerySet[Statement]:
    """Return what is stated of how things stand, the last written first. One query."""
    found = Statement.objects.filter(assembly=assembly).select_related("assembly")
    return found.order_by("-written_on", "-pk")
