"""Pages that are facts and tables: a register of something, or one thing with all that is kept of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import render

from folkmoot.ground.doors import Request
from folkmoot.rules.findings import Clause

type Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """
    What stands in one place: words, or a day, or a link; with a state before and a hint under it.

    :param action: an address and its words, for what can be done here.
    """

    text: Any = ""
    url: str = ""
    day: date | None = None
    state: str = ""
    hint: str = ""
    action: Link | None = None


@dataclass(slots=True)
class Table:
    """
    A table: its heads, of which those that begin with `#` hold numbers, and its rows.

    :param empty: what is said where there is no row.
    """

    caption: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]
    empty: str = ""
    page_obj: Page[Any] | None = None
    note: str = ""
    columns: list[tuple[str, bool]] = field(init=False)
    cells: list[list[tuple[Cell, str, bool]]] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = [(head.removeprefix("#"), head.startswith("#")) for head in self.heads]
        self.cells = [
            [
                (cell if isinstance(cell, Cell) else Cell(cell), head, is_number)
                for cell, (head, is_number) in zip(row, self.columns, strict=True)
            ]
            for row in self.rows
        ]


def show(
    request: Request,
    *,
    heading: str,
    lead: str = "",
    caption: str = "",
    clauses: Sequence[Clause | None] = (),
    links: Sequence[Link | None] = (),
    facts: Sequence[tuple[str, Any]] = (),
    tables: Sequence[Table] = (),
    crumbs: Sequence[Link] = (),
) -> HttpResponse:
    """
    Show a page of facts and tables.

    :param links: addresses with their words; None for what somebody may not do.
    :param facts: names and what is told of each, as words or as a cell.
    """
    given = {
        "heading": heading,
        "lead": lead,
        "caption": caption,
        "clauses": [one for one in clauses if one is not None],
        "links": [one for one in links if one is not None],
        "facts": [(label, told if isinstance(told, Cell) else Cell(told)) for label, told in facts],
        "tables": tables,
        "crumbs": crumbs,
    }
    return render(request, "funding/register.html", given)
