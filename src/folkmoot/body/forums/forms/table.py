"""A printed table of forums as it was copied out of a document: reading it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from folkmoot.body.forums.actions import Chair, Fault, Line
from folkmoot.reckoning.registers.printed import INTERIM, ITALIC, is_awaited, without_marks

COLUMNS = ("forum", "description", "chair", "support")
HOLDER = re.compile(r"^(?P<name>[^()]+?)\s*(?:\((?P<body>[^()]+)\))?$")
BETWEEN = re.compile(r"(?<!<)/")  # the stroke between two names, not that of a mark
SPLIT_WORD = re.compile(r"(?<=\w)- (?!and\b|or\b)(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a table that could be read, and the faults of those that could not."""

    lines: list[Line]
    faults: list[Fault]


class NoTable(ValueError):
    """The text has no table with the four columns of a register of forums."""


def read_table(text: str) -> Table:
    """
    Read the table of recognised forums out of a text: its cells are parted by tabs.

    It begins under a line that names the four columns and ends with the next heading. A
    line whose first cell is empty goes on from the line above: a page break split it.

    :raises NoTable: if no line names the four columns.
    """
    lines: list[Line] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, cells in _joined(text):
        line = _read_line(number, cells, faults)
        if line is None:
            continue
        if (first := seen.setdefault(line.name.casefold(), number)) != number:
            words = _("This name is in line %(number)d already.") % {"number": first}
            faults.append(Fault(number, _("forum"), words))
        else:
            lines.append(line)
    if not lines and not faults:
        raise NoTable(_("The table has its columns and not one forum below them."))
    return Table(lines, faults)


def _joined(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row of the table with its number in the text, split rows joined."""
    row: tuple[int, list[str]] | None = None
    for number, cells in _rows(text):
        if row is not None and not cells[0].strip():
            widest = max(len(row[1]), len(cells))
            above, below = ([*part, *[""] * widest][:widest] for part in (row[1], cells))
            pairs = zip(above, below, strict=True)
            row = (row[0], [f"{one} {two}".strip() for one, two in pairs])
            continue
        if row is not None:
            yield row
        row = (number, cells)
    if row is not None:
        yield row


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    is_inside = False
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("\t")
        if not is_inside:
            is_inside = _is_header(cells)
        elif not line.strip():
            continue
        elif len(cells) == 1 and _is_heading(line):
            return
        elif _is_header(cells):
            continue
        else:
            yield number, cells
    if not is_inside:
        raise NoTable(_("No line has the four columns of a register of forums, parted by tabs."))


def _is_header(cells: list[str]) -> bool:
    return len(cells) == len(COLUMNS) and all(
        word in cell.casefold() for word, cell in zip(COLUMNS, cells, strict=True)
    )


def _is_heading(line: str) -> bool:
    return bool(re.match(r"\s*(?:#+\s|appendix\b|\d+\.\s)", line, re.IGNORECASE))


def _read_line(number: int, cells: list[str], faults: list[Fault]) -> Line | None:
    if len(cells) != len(COLUMNS):
        words = _("It has %(count)d cells, and the table has %(needed)d columns.")
        facts = {"count": len(cells), "needed": len(COLUMNS)}
        faults.append(Fault(number, "", words % facts))
        return None
    name, description, chairs, support = (_tidy(cell) for cell in cells)
    name, support = ITALIC.sub("", name), ITALIC.sub("", support)
    awaits_chair, awaits_support = (is_awaited(without_marks(cell)) for cell in (chairs, support))
    read = () if awaits_chair else _read_chairs(number, chairs, faults)
    if read is None:
        return None
    return Line(
        number=number,
        name=name[:200],
        description=description,
        chairs=read,
        chair_is_awaited=awaits_chair,
        support=support[:200],
        support_is_awaited=awaits_support,
    )


def _read_chairs(number: int, cell: str, faults: list[Fault]) -> tuple[Chair, ...] | None:
    if not without_marks(cell):
        return ()
    found = []
    for part in BETWEEN.split(cell):
        is_interim = bool(INTERIM.search(part) or ITALIC.search(part))
        plain = INTERIM.sub("", without_marks(part)).strip(" ,;:-")
        holder = HOLDER.match(plain)
        if holder is None:
            words = _("“%(text)s” is not a name with a body in brackets.") % {"text": part.strip()}
            faults.append(Fault(number, _("chair"), words))
            return None
        found.append(Chair(holder["name"].strip(), (holder["body"] or "").strip(), is_interim))
    if len(found) > 2:
        words = _("It names %(count)d people; a chair and a vice-chair can be read.")
        faults.append(Fault(number, _("chair"), words % {"count": len(found)}))
        return None
    return tuple(found)


def _tidy(cell: str) -> str:
    return SPLIT_WORD.sub("-", " ".join(cell.split()))
