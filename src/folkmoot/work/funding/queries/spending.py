"""What was spent in a year, told in each of the ways one may ask; and what is stated, beside it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Func, IntegerField, Q, QuerySet, Sum, Value, When
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.work.funding.models import Award, InKind

MOST_ROWS = 25
# Below how many days: a year with a leap day in it is a year.
LENGTHS = {"short": 367, "two": 732, "three": 1097}
PARTS = ("corporate", "adults", "children", "place")


class Days(Func):
    """How many days lie between two days, by what the database itself can count."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Count by the days of Julius: SQLite keeps a day as words."""
        given = {"template": "CAST(%(expressions)s AS INTEGER)", **more}
        ends = [Func(one, function="julianday") for one in self.source_expressions]
        copy = self.copy()
        copy.set_source_expressions(ends)
        return super(Days, copy).as_sql(compiler, connection, **given)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table of money: how many awards, and how many pence."""

    name: str
    awards: int
    pence: int


@dataclass(frozen=True, slots=True)
class Stated:
    """
    What a document states of one part, beside what the awards here come to, in thousands of pounds.

    :param computed: None where no award of that year is here under that part.
    """

    name: str
    thousands: int
    computed: int | None
    has_national: bool
    is_same_as: str


@dataclass(frozen=True, slots=True)
class Spend:
    """
    What was spent in a year, from 1 April to 31 March.

    :param rows: by directorate: how many awards, how many pence, how many of them over more than
        one year.
    :param ways: by another way of telling it, its lines, the largest first.
    :param national_pence: what national providers got; :param nobody_said: how many awards nobody
        said it of.
    :param in_kind_pence: the value of help that is not money.
    :param sources: from which lists awards were read, with how many: the footnotes.
    :param stated: what a document states in thousands; and :param headline, in millions.
    :param rounding: by how many thousands the two may differ.
    """

    year: int
    rows: list[tuple[str, int, int, int]]
    total: int
    awards: int
    multi_year: int
    multi_year_pence: int
    ways: dict[str, list[Line]]
    national_pence: int
    nobody_said: int
    in_kind_pence: int
    sources: list[tuple[str, int]]
    stated: list[Stated]
    stated_year: int | None
    headline: int | None
    rounding: int | None

    @property
    def stated_total(self) -> int:
        """What the stated parts add up to, in thousands of pounds."""
        return sum(one.thousands for one in self.stated)

    @property
    def gap(self) -> int | None:
        """How far the parts are from the headline, in thousands; None where none is stated."""
        return None if self.headline is None else self.stated_total - 1000 * self.headline

    @property
    def is_rounding(self) -> bool:
        """Whether the parts and the headline differ by no more than rounding."""
        return self.gap is not None and self.rounding is not None and abs(self.gap) <= self.rounding


def in_year(assembly: Assembly, year: int) -> QuerySet[Award]:
    """Return the awards of a financial year, in no order, to be added up. One query."""
    since, until = date(year, 4, 1), date(year + 1, 4, 1)
    return Award.objects.filter(assembly=assembly, awarded_on__gte=since, awarded_on__lt=until)


def financial_year(on: date) -> int:
    """Return the year in which the financial year of a day began."""
    return on.year if (on.month, on.day) >= (4, 1) else on.year - 1


def years_of(assembly: Assembly) -> list[int]:
    """Return the financial years from the first award to the last, the latest first. Two queries."""
    days = Award.objects.filter(assembly=assembly).values_list("awarded_on", flat=True)
    last = days.order_by("-awarded_on", "-pk").first()
    first = days.order_by("awarded_on", "pk").first()
    if first is None or last is None:
        return []
    return list(range(financial_year(last), max(financial_year(first), 1990) - 1, -1))


def spend_of(assembly: Assembly, *, year: int, on: date) -> Spend:
    """Return what was spent in a financial year, with what a document states of it. Twelve queries."""
    found = in_year(assembly, year)
    found = found.annotate(**{"days": Days("ends_on", "starts_on")})
    lasting = Q(days__gte=366)
    by_directorate = (
        found.values("directorate")
        .annotate(number=Count("pk"), sum=Sum("pence"), over=Count("pk", filter=lasting))
        .order_by("-sum", "directorate")
    )
    rows = [
        (r["directorate"] or _("Not told"), r["number"], r["sum"], r["over"])
        for r in by_directorate
    ]
    told = found.aggregate(
        lasting=Sum("pence", filter=lasting),
        national=Sum("pence", filter=Q(is_national=True)),
        unsaid=Count("pk", filter=Q(is_national=None)),
    )
    given = InKind.objects.filter(
        assembly=assembly, given_on__gte=date(year, 4, 1), given_on__lt=date(year + 1, 4, 1)
    ).aggregate(sum=Sum("pence"))
    sources = found.exclude(source="").values_list("source").annotate(number=Count("pk"))
    book = _Book(assembly, on=on)
    return Spend(
        year=year,
        rows=rows,
        total=sum(row[2] for row in rows),
        awards=sum(row[1] for row in rows),
        multi_year=sum(row[3] for row in rows),
        multi_year_pence=told["lasting"] or 0,
        ways=_ways(found),
        national_pence=told["national"] or 0,
        nobody_said=told["unsaid"],
        in_kind_pence=given["sum"] or 0,
        sources=list(sources.order_by("source")),
        stated=book.stated(),
        stated_year=book.year,
        headline=book.whole("headline"),
        rounding=book.whole("rounding"),
    )


def _ways(found: QuerySet[Award]) -> dict[str, list[Line]]:
    """Return the same money by body, place, size, purpose and length. Five queries."""
    bands: dict[str | None, Any] = dict(Organisation.SizeBand.choices)
    lengths = {
        "short": _("up to one year"),
        "two": _("more than one year, up to two"),
        "three": _("more than two years, up to three"),
        "long": _("more than three years"),
        "": _("not known"),
    }
    length = Case(
        When(days=None, then=Value("")),
        *(When(days__lt=days, then=Value(name)) for name, days in LENGTHS.items()),
        default=Value("long"),
    )
    return {
        "funder": _lines(found, "funder_name"),
        "place": _lines(found, "area__name", {None: _("not told")}),
        "size": _lines(found, "organisation__size_band", bands | {None: _("not on the register")}),
        "purpose": _lines(found, "outcome", {"": _("not told")}),
        "length": _lines(found.annotate(**{"length": length}), "length", lengths),
    }


def _lines(found: QuerySet[Award], field: str, names: dict[Any, Any] | None = None) -> list[Line]:
    """Return the largest lines of one way of telling money, and the rest in one. One query."""
    rows = found.values_list(field).annotate(number=Count("pk"), sum=Sum("pence"))
    lines = [
        Line(str((names or {}).get(name, name)), number, sum_)
        for name, number, sum_ in rows.order_by("-sum", field)
    ]
    rest = lines[MOST_ROWS:]
    if not rest:
        return lines
    others = Line(
        _("%(number)d others") % {"number": len(rest)},
        sum(one.awards for one in rest),
        sum(one.pence for one in rest),
    )
    return [*lines[:MOST_ROWS], others]


class _Book:
    """What a document states of a year's spending."""

    def __init__(self, assembly: Assembly, *, on: date) -> None:
        self.assembly = assembly
        self.book = book_that_fixes(assembly, "spending.headline", on=on)
        said = str(self.book.parameter("spending.year").value) if self.book else ""
        self.year = int(said[:4]) if said[:4].isdecimal() else None

    def whole(self, name: str) -> int | None:
        """Return a number that the document fixes, or None."""
        key = f"spending.{name}"
        return self.book.whole(key) if self.book and key in self.book.parameters else None

    def stated(self) -> list[Stated]:
        """Return each part, beside what the awards of the same year come to here. One query."""
        stated = {name: said for name in PARTS if (said := self.whole(name)) is not None}
        if self.book is None or not stated:
            return []
        computed: dict[str, int] = {}
        if self.year is not None:
            rows = in_year(self.assembly, self.year).values_list("directorate")
            for directorate, pence in rows.annotate(sum=Sum("pence")).order_by("directorate"):
                for name in stated:
                    if directorate.casefold().startswith(name):
                        computed[name] = computed.get(name, 0) + pence
        key = "spending.with_national"
        national = self.book.words(key) if key in self.book.parameters else ()
        return [
            Stated(
                name=name,
                thousands=said,
                computed=round(computed[name] / 100_000) if name in computed else None,
                has_national=name in national,
                is_same_as=next(
                    (other for other in stated if other != name and stated[other] == said), ""
                ),
            )
            for name, said in stated.items()
        ]
