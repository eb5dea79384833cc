"""A printed table of representatives as it was copied out of a document: reading it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from folkmoot.ground.asking import Act
from folkmoot.proceedings.seats.actions.table import Fault, Line, Named, Table
from folkmoot.proceedings.seats.models import Method, OutsideBody
from folkmoot.reckoning.registers.printed import INTERIM, LOOK_ALIKE, is_awaited, without_marks

HEADINGS = ("representative", "elected", "term")
KINDS = (
    ("portfolio", OutsideBody.Kind.PORTFOLIO),
    ("place board", OutsideBody.Kind.PLACE_BOARD),
    ("programme", OutsideBody.Kind.PROGRAMME),
    ("committee", OutsideBody.Kind.PROGRAMME),
    ("partnership", OutsideBody.Kind.PARTNERSHIP),
)
PERSON = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
YEARS = re.compile(r"^(\d{4})\s*[-–/]\s*(\d{4}|\d{2})$")
NOT_APPLICABLE = {"n/a", "na", "not applicable", "none"}
UNLIMITED = re.compile(r"\bunlimited\b", re.IGNORECASE)
NOTE = re.compile(r"\b(?:nb|note)\b\.?:?.*$", re.IGNORECASE | re.DOTALL)
APPOINTED = re.compile(r"^appointed\b(?:\s+by)?(?:\s+the)?\s*", re.IGNORECASE)
ELECTED = re.compile(r"^elected\b(?:\s+by)?(?:\s+the)?\s*", re.IGNORECASE)
LONGEST = 400


class NoTable(ValueError):
    """The text has no table with the columns of a register of representatives."""


def read_table(text: str) -> Table:
    """
    Read the tables of representatives out of a text: cells parted by tabs, or by commas' kin.

    Each begins under a line whose last three cells speak of the representative, whether
    elected, and the term; its first cell says which kind of body they are. A line whose
    first cell is empty goes on from the line above.

    :raises NoTable: if no line is such a heading.
    """
    lines: list[Line] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, kind, cells in _joined(text):
        line = _read(number, kind, cells, faults)
        if line is None:
            continue
        if (first := seen.setdefault(line.body.casefold(), number)) != number:
            words = _("This body is in line %(number)d already.") % {"number": first}
            faults.append(Fault(number, _("body"), words))
        else:
            lines.append(line)
    if not lines and not faults:
        raise NoTable(_("The table has its columns and not one body below them."))
    return Table(lines, faults)


def _joined(text: str) -> Iterator[tuple[int, str, list[str]]]:
    row: tuple[int, str, list[str]] | None = None
    for number, kind, cells in _rows(text):
        if row is not None and not cells[0].strip():
            widest = max(len(row[2]), len(cells))
            above, below = ([*part, *[""] * widest][:widest] for part in (row[2], cells))
            pairs = zip(above, below, strict=True)
            row = (row[0], row[1], [f"{one} {two}".strip() for one, two in pairs])
            continue
        if row is not None:
            yield row
        row = (number, kind, cells)
    if row is not None:
        yield row


def _rows(text: str) -> Iterator[tuple[int, str, list[str]]]:
    kind = ""
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if _is_header(cells):
            kind = _kind(cells[0])
        elif kind and line.strip():
            if len(cells) == 1 and re.match(r"\s*(?:#+\s|appendix\b|\d+\.\s)", line, re.IGNORECASE):
                return
            yield number, kind, cells
    if not kind:
        raise NoTable(
            _("No line has the columns of a register of representatives, parted by tabs.")
        )


def _is_header(cells: list[str]) -> bool:
    return len(cells) == 4 and all(
        word in cell.casefold() for word, cell in zip(HEADINGS, cells[1:], strict=True)
    )


def _kind(heading: str) -> str:
    plain = heading.casefold()
    return next((kind for word, kind in KINDS if word in plain), OutsideBody.Kind.BOARD)


def _read(number: int, kind: str, cells: list[str], faults: list[Fault]) -> Line | None:
    if len(cells) != 4:
        words = _("It has %(count)d cells, and the table has 4 columns.") % {"count": len(cells)}
        faults.append(Fault(number, "", words))
        return None
    body, people, how, term = (without_marks(cell) for cell in cells)
    too_long = [cell for cell in (body, people, how, term) if len(cell) > LONGEST]
    if too_long or len(body) > 200:
        words = _("A cell has %(count)d letters; %(most)d can be read.")
        most = 200 if not too_long else LONGEST
        longest = max(len(cell) for cell in (body, *too_long))
        faults.append(Fault(number, "", words % {"count": longest, "most": most}))
        return None
    named = _people(number, people, faults)
    ends = _term(number, term, faults)
    if named is None or ends is None:
        return None
    method, authority, forum = _method(how)
    is_term, from_on, ends_on = ends
    return Line(
        number=number,
        kind=kind,
        body=body,
        named=named,
        method=method,
        authority=authority,
        forum=forum,
        is_unlimited=bool(UNLIMITED.search(how)),
        term=is_term,
        from_on=from_on,
        ends_on=ends_on,
        as_written={"representative": people, "elected": how, "term": term},
    )


def _people(number: int, cell: str, faults: list[Fault]) -> list[Named] | None:
    """Several people stand one after the other; what follows the last is said of them."""
    if not cell or is_awaited(cell):
        return []
    found = list(PERSON.finditer(cell))
    if not found:
        words = _("“%(text)s” is not a name with a body in brackets.") % {"text": cell[:100]}
        faults.append(Fault(number, _("representative"), words))
        return None
    told = []
    for place, person in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(cell)
        after = cell[person.end() : end].translate(LOOK_ALIKE)
        name = INTERIM.sub("", person[1]).strip(" ,;:-/&")
        is_interim = bool(INTERIM.search(after)) or bool(INTERIM.search(person[1]))
        coverage = INTERIM.sub("", after).strip(" ,;:-–()")
        told.append(
            Named(name=name, body=person[2].strip(), is_interim=is_interim, coverage=coverage)
        )
    return told


def _method(cell: str) -> tuple[str, str, str]:
    """Return how a seat is meant to be filled, by whose authority, and the forum as written."""
    plain = NOTE.sub("", cell).strip(" .;,")
    if not plain or is_awaited(plain):
        return Method.UNKNOWN, "", ""
    if appointed := APPOINTED.match(plain):
        by = plain[appointed.end() :].strip(" .;,")
        is_group = "group" in by.casefold() or "alliance" in by.casefold()
        return (Method.GROUP if is_group else Method.BODY), by, ""
    if elected := ELECTED.match(plain):
        forum = plain[elected.end() :].strip(" .;,")
        return Method.ELECTED, "", "" if is_awaited(forum) else forum
    return Method.UNKNOWN, "", plain


def _term(
    number: int, cell: str, faults: list[Fault]
) -> tuple[str, date | None, date | None] | None:
    plain = cell.translate(LOOK_ALIKE).casefold()
    if not plain or is_awaited(cell):
        return "unknown", None, None
    if plain in NOT_APPLICABLE:
        return "n/a", None, None
    years = YEARS.match(plain)
    if years is None:
        words = _("“%(text)s” is no term, such as 2026-2029, TBC or n/a.") % {"text": cell[:100]}
        faults.append(Fault(number, _("term"), words))
        return None
    first, last = int(years[1]), int(years[2])
    last = last if last > 99 else first // 100 * 100 + last
    if last < first:
        words = _("The term %(text)s ends before it begins.") % {"text": cell}
        faults.append(Fault(number, _("term"), words))
        return None
    return "dated", date(first, 1, 1), date(last + 1, 1, 1)


class Bring(Act):
    """A table of representatives, pasted or as a file."""

    MOST = 1_000_000

    table = forms.CharField(required=False, max_length=MOST, widget=forms.Textarea, strip=False)
    file = forms.FileField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].label = _("The table, copied out of your document")
        self.fields["table"].help_text = _(
            "Its four columns are the body, the representative with their organisation in "
            "brackets, whether elected or appointed and for which forum, and the term."
        )
        self.fields["file"].label = _("Or a file of text, its columns parted by tabs")

    def clean(self) -> dict[str, Any] | None:
        """Take the text from whichever was given, as text."""
        typed = super().clean()
        file = self.cleaned_data.get("file")
        if file is not None:
            if file.size > self.MOST:
                self.add_error("file", _("The file is larger than 1 MB, which no such table is."))
                return typed
            try:
                self.cleaned_data["table"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("The file is not text in UTF-8. Save it as text first."))
                return typed
        text = self.cleaned_data.get("table", "").replace("\x00", "")
        if not text.strip():
            self.add_error("table", _("Paste the table, or choose a file."))
            return typed
        try:
            self.cleaned_data["read"] = read_table(text)
        except NoTable as why:
            self.add_error("table", str(why))
        return typed
