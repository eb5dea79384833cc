"""A kind of report is figures over rows; another noun makes its own kind known, or adds to one."""

from collections.abc import Iterator
from datetime import date

import pytest

from folkmoot.scrutiny.reports.queries import machine
from folkmoot.scrutiny.reports.queries.machine import (
    Figure,
    Kind,
    Row,
    Section,
    Source,
    Span,
    drafted,
    having,
    least,
    mean,
    number,
    share,
    shown,
)
from folkmoot.scrutiny.reports.queries.spans import in_words, span_before, year_span
from tests.factories import AssemblyFactory

SINCE, UNTIL = year_span(2026)
ROWS = [
    Row(("a", "–"), "/a/", {"days": 10, "is_short": True}),
    Row(("b", ""), "/b/", {"days": 30, "is_short": False}),
    Row(("c",), "/c/", {"days": 50, "is_short": False, "number": 3}),
]


@pytest.fixture
def registry(monkeypatch) -> Iterator[None]:
    """Forget at the end what was made known meanwhile."""
    monkeypatch.setattr(machine, "_KINDS", dict(machine._KINDS))
    monkeypatch.setattr(machine, "_MORE", {})
    return


def a_kind(asked: list[Span]) -> Kind:
    def ask(span: Span) -> list[Row]:
        asked.append(span)
        return ROWS

    figures = (
        Figure(key="all", name="All", source="rows"),
        Figure(key="short", name="Short", source="rows", keep=having(is_short=True)),
        Figure(key="least", name="Least", source="rows", count=least("days"), unit="days"),
    )
    return Kind(
        key="sector", title="State of the sector", about="Once a year.",
        sources={"rows": Source(head=("Name", "Note"), ask=ask)},
        sections=lambda _span: (Section(key="one", title="One", figures=figures),),
    )  # fmt: skip


def a_span() -> Span:
    return Span(assembly=AssemblyFactory.build(), since=SINCE, until=UNTIL, on=UNTIL)


def test_each_figure_has_the_rows_it_was_counted_from_and_a_source_is_asked_once():
    asked: list[Span] = []

    (section,) = drafted(a_kind(asked), a_span())

    told = {one.key: (one.shown, [row.url for row in one.rows]) for one in section.figures}
    assert told == {
        "all": ("5", ["/a/", "/b/", "/c/"]),
        "short": ("1", ["/a/"]),
        "least": ("10 days", ["/a/", "/b/", "/c/"]),
    }
    assert len(asked) == 1


def test_another_noun_makes_a_kind_known_once_and_adds_figures_to_a_kind(registry):
    kind = machine.register(a_kind([]))
    more = Source(head=("Benefit",), ask=lambda _span: [Row(("felt",))])

    machine.extend(
        "sector", "one", [Figure(key="felt", name="Felt", source="felt")], {"felt": more}
    )

    assert machine.kind_named("sector") is kind
    (section,) = drafted(kind, a_span())
    assert [one.key for one in section.figures] == ["all", "short", "least", "felt"]
    with pytest.raises(ValueError, match="sector"):
        machine.register(a_kind([]))


def test_rows_are_counted_and_nothing_is_made_up_where_there_is_none():
    short = having(is_short=True)

    assert (number(ROWS), least("days")(ROWS), mean("days")(ROWS)) == (5, 10, 30)
    assert share(short)(ROWS) == 20
    assert [count([]) for count in (least("days"), mean("days"), share(short))] == [None] * 3
    assert [shown(None), shown(1234.0), shown(72.5, "days")] == [
        "nothing to count", "1,234", "72.5 days",
    ]  # fmt: skip
    assert [row.in_a_line for row in ROWS] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("months", "on", "span"),
    [
        (12, date(2027, 1, 15), (date(2026, 1, 1), date(2026, 12, 31))),
        (12, date(2026, 12, 31), (date(2025, 1, 1), date(2025, 12, 31))),
        (3, date(2026, 4, 1), (date(2026, 1, 1), date(2026, 3, 31))),
        (3, date(2026, 3, 31), (date(2025, 10, 1), date(2025, 12, 31))),
    ],
)
def test_report_that_is_owed_tells_of_the_last_whole_time_of_its_length(months, on, span):
    kind = Kind(key="x", title="x", about="x", sources={}, sections=lambda _span: (), months=months)

    assert span_before(kind, on=on) == span


def test_whole_year_is_told_as_its_number():
    assert in_words(SINCE, UNTIL) == "2026"
    assert in_words(SINCE, date(2026, 3, 31)) == "1 January 2026 to 31 March 2026"
