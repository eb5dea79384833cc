"""
Reports that write themselves: a kind is a list of figures, and a figure is a question with its rows.

A kind names its sources (each asked once: a list of rows) and its sections. Each figure of a
section takes the rows of one source that it is about, and says how they are counted. So every
figure has the rows it was counted from, and no figure is typed by hand. Other nouns, and the
site, make further kinds known with `register`, or add to one with `extend`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.rules.findings import Clause

UNKNOWN = "–"
"""What stands in a cell where nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """
    What a report tells of: an assembly, and the time from one day to another.

    :param until: the last day that counts.
    :param on: the day on which it is asked; what happened after it is not known yet.
    """

    assembly: Assembly
    since: date
    until: date
    on: date

    def holds(self, day: date | None) -> bool:
        """Whether a day is within the time."""
        return day is not None and self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Row:
    """
    One row that a figure is counted from.

    :param cells: as they are shown, under the head of the source.
    :param url: where the record of it is; an empty word where it has no page.
    :param facts: what figures choose and count by: numbers, words, days.
    """

    cells: tuple[str, ...]
    url: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def in_a_line(self) -> str:
        """Its cells one after the other, without those that say nothing."""
        said = [cell for cell in self.cells if cell not in ("", UNKNOWN)]
        # A sentence that is not the last gives up its full stop for what joins it to the next.
        return "; ".join([*(cell.removesuffix(".") for cell in said[:-1]), *said[-1:]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A list of rows: its head, and the question that returns it at a cost that does not grow."""

    head: tuple[Any, ...]
    ask: Callable[[Span], list[Row]]


type Count = Callable[[Sequence[Row]], float | None]
type Keep = Callable[[Row], bool]


def every(_row: Row) -> bool:
    """Take every row of a source."""
    return True


def having(**wanted: Any) -> Keep:
    """Return what takes the rows whose facts are so, or are among those of a tuple."""

    def keep(row: Row) -> bool:
        return all(
            row.facts.get(name) in want if isinstance(want, tuple) else row.facts.get(name) == want
            for name, want in wanted.items()
        )

    return keep


def number(rows: Sequence[Row]) -> float | None:
    """Count rows; a row that stands for several, as its fact `number` says, counts as those."""
    return sum(int(row.facts.get("number", 1)) for row in rows)


def least(name: str) -> Count:
    """Return what finds the smallest of a fact; None where there is no row."""
    return lambda rows: min((row.facts[name] for row in rows), default=None)


def mean(name: str) -> Count:
    """Return what finds the mean of a fact; None where there is no row."""
    return lambda rows: sum(row.facts[name] for row in rows) / len(rows) if rows else None


def share(keep: Keep) -> Count:
    """Return what finds how many per cent of the rows are so; None where there is no row."""

    def count(rows: Sequence[Row]) -> float | None:
        whole = number(rows)
        return 100 * (number([one for one in rows if keep(one)]) or 0) / whole if whole else None

    return count


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """
    One figure: which rows of which source, and how they are counted.

    :param unit: what is put behind the number, such as "days"; nothing for a plain count.
    :param is_listed: whether its rows stand in the report itself, and not only behind the figure.
    """

    key: str
    name: Any
    source: str
    keep: Keep = every
    count: Count = number
    unit: Any = ""
    is_listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """
    A part of a report: its figures, and what people are asked to write in it.

    :param lacks: what is missing from it in the document, said in its place; or nothing.
    """

    key: str
    title: Any
    asks: Any = ""
    figures: tuple[Figure, ...] = ()
    lacks: Any = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    A kind of report.

    :param sections: given the time, returns its sections; most return the same each time.
    :param clauses: keys of the clauses it rests on; the first one adopted is cited.
    :param every: the parameter of a document that fixes how often it is owed, if one does.
    :param months: how long the time is that it usually tells of, in calendar months.
    :param goes_to: to whom it is submitted.
    :param is_judged: whether the board writes down judgements and actions on it.
    :param sides: the parameter that names the bodies which write down what they think of it.
    """

    key: str
    title: Any
    about: Any
    sources: Mapping[str, Source]
    sections: Callable[[Span], tuple[Section, ...]]
    clauses: tuple[str, ...] = ()
    every: str = ""
    months: int = 12
    goes_to: Any = ""
    is_judged: bool = False
    sides: str = ""


_KINDS: dict[str, Kind] = {}
_MORE: dict[str, list[tuple[str, tuple[Figure, ...], Mapping[str, Source]]]] = {}


def register(kind: Kind) -> Kind:
    """
    Make a kind of report known; it is then drafted, approved and published as all others.

    :raises ValueError: if another has its key.
    """
    if _KINDS.setdefault(kind.key, kind) is not kind:
        raise ValueError(f"there is a kind of report {kind.key!r} already")
    return kind


def extend(
    kind: str, section: str, figures: Iterable[Figure], sources: Mapping[str, Source]
) -> None:
    """Add figures of a noun that the kind does not know to one of its sections."""
    _MORE.setdefault(kind, []).append((section, tuple(figures), sources))


def kinds() -> list[Kind]:
    """Return the kinds of report, in the order in which they were made known. No query."""
    return list(_KINDS.values())


def kind_named(key: str) -> Kind | None:
    """Return the kind with a key, or None. No query."""
    return _KINDS.get(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure that was counted, with the rows it was counted from."""

    key: str
    name: str
    value: float | None
    shown: str
    head: list[str]
    rows: list[Row]
    is_listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSection:
    """A section with its figures counted."""

    key: str
    title: str
    asks: str
    lacks: str
    figures: list[Told]


def drafted(kind: Kind, span: Span) -> list[ToldSection]:
    """
    Return a report as the records tell it: each section, each figure with its rows.

    It costs what the sources cost that its figures name, each asked once.
    """
    more = _MORE.get(kind.key, [])
    sources = {**kind.sources}
    for _section, _figures, named in more:
        sources |= named
    asked: dict[str, list[Row]] = {}

    def rows_of(name: str) -> list[Row]:
        if name not in asked:
            asked[name] = sources[name].ask(span)
        return asked[name]

    found = []
    for section in kind.sections(span):
        added = [one for key, figures, _named in more if key == section.key for one in figures]
        found.append(
            ToldSection(
                key=section.key,
                title=str(section.title),
                asks=str(section.asks),
                lacks=str(section.lacks),
                figures=[
                    _told(one, sources[one.source], rows_of(one.source))
                    for one in (*section.figures, *added)
                ],
            )
        )
    return found


def _told(figure: Figure, source: Source, rows: list[Row]) -> Told:
    kept = [row for row in rows if figure.keep(row)]
    value = figure.count(kept)
    return Told(
        key=figure.key,
        name=str(figure.name),
        value=value,
        shown=shown(value, str(figure.unit)),
        head=[str(word) for word in source.head],
        rows=kept,
        is_listed=figure.is_listed,
    )


def shown(value: float | None, unit: str = "") -> str:
    """Tell a figure in digits with its unit; one decimal at most; words where there is none. No query."""
    if value is None:
        return _("nothing to count")
    told = f"{value:,.1f}".removesuffix(".0")
    return f"{told} {unit}".strip()


DAYS = gettext_lazy("days")
PER_CENT = gettext_lazy("per cent")


def clause_of(kind: Kind, assembly: Assembly, *, on: date) -> Clause | None:
    """Return the clause that a kind of report rests on, or None. Costs as `adopted_books`."""
    return clause_adopted(assembly, *kind.clauses, on=on) if kind.clauses else None
