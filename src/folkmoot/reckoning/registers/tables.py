"""From the bytes of a file to lines of cells, whatever program they were saved by."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from folkmoot.reckoning.registers.rows import NOTICE, Fault

SHEET = (
    "This is a spreadsheet, not a CSV file.",
    "In your spreadsheet program choose Save as, then CSV UTF-8, and bring that file.",
)
STARTS = {
    b"PK\x03\x04": SHEET,
    b"\xd0\xcf\x11\xe0": SHEET,
    b"%PDF": ("This is a PDF, not a CSV file.", "Ask who made it for the list as a CSV file."),
    b"\x1f\x8b": ("This file is compressed (.gz).", "Unpack it, and bring what is inside."),
    b"SQLite format 3": ("This is a database, not a CSV file.", "Save the list as CSV first."),
}
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
WIDEST = 131_072


class Unreadable(Exception):
    """
    The file as a whole cannot be read.

    :param fault: what is wrong with it, and what to do.
    """

    def __init__(self, what: str, to_do: str) -> None:
        super().__init__(what)
        self.fault = Fault(0, "", what, to_do)


class Table(NamedTuple):
    """
    A file taken apart.

    :param lines: each with its row number; a fault where the row cannot be taken apart.
    :param notices: what was noticed of the file as a whole.
    :param may_have_controls: whether there are unprintable marks anywhere in it.
    """

    header: list[str]
    lines: Iterator[tuple[int, list[str] | Fault]]
    notices: list[Fault]
    may_have_controls: bool


def as_text(data: bytes) -> tuple[io.TextIOWrapper, list[Fault]]:
    """
    Return a file as text, and a notice where its encoding had to be guessed.

    :raises Unreadable: if it is not text at all.
    """
    if not data.strip():
        raise Unreadable("The file is empty.", "Check that it was saved, and bring it again.")
    for start, (what, to_do) in STARTS.items():
        if data.startswith(start):
            raise Unreadable(what, to_do)
    encoding, notices = _encoding(data)
    if encoding.startswith("utf-8") and b"\0" in data[:4096] and data.count(b"\0") > len(data) // 5:
        raise Unreadable("This is not a text file.", "Save the list as CSV UTF-8, and bring that.")
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline=""), notices


def _encoding(data: bytes) -> tuple[str, list[Fault]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable(
                "The file is cut off in the middle of a letter.", "Save it once more, and bring it."
            ) from error
        return "utf-16", []
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), 1 << 20):
            decoder.decode(data[start : start + (1 << 20)])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        notice = Fault(
            0, "", "The file was saved in the older Windows alphabet, and is read so.",
            "If names look wrong, save it as CSV UTF-8 and bring it again.", NOTICE,
        )  # fmt: skip
        # Latin-1 has a letter for every byte; its five holes in Windows' alphabet do not stop us.
        return ("cp1252" if not set(data) & {0x81, 0x8D, 0x8F, 0x90, 0x9D} else "latin-1"), [notice]
    return "utf-8-sig", []


def table(data: bytes, *, quoting: bool = True, delimiter: str | None = None) -> Table:
    """
    Take a file apart.

    :param quoting: whether quotation marks wrap cells; the Charity Commission's files have none.
    :param delimiter: what parts the cells, where it is known; otherwise the header tells.
    :raises Unreadable: if it is not a table of text.
    """
    text, notices = as_text(data)
    first = text.readline()
    text.seek(0)
    parted_by = delimiter or max(",\t;|", key=first.count)
    if delimiter is None and parted_by != ",":
        told = {"\t": "tabs", ";": "semicolons", "|": "upright strokes"}[parted_by]
        what = f"The cells are parted by {told} and not by commas; they are read so."
        notices.append(Fault(0, "", what, "Nothing needs to be done.", NOTICE))
    reader = csv.reader(
        text,
        delimiter=parted_by,
        quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE,
    )
    try:
        header = [_column(cell) for cell in next(reader)]
    except (StopIteration, csv.Error) as error:
        raise Unreadable(
            "The first row cannot be read as the names of columns.",
            "The first row holds the names of the columns, parted by commas.",
        ) from error
    return Table(header, _lines(reader, len(header)), notices, bool(CONTROLS.search(data)))


def _column(cell: str) -> str:
    return "_".join(cell.replace("\ufeff", "").strip().lower().split())


def _lines(reader: "Iterator[list[str]]", width: int) -> Iterator[tuple[int, list[str] | Fault]]:
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            what = f"A cell here is longer than {WIDEST:,} letters."
            to_do = "Look for a quotation mark that is opened and never closed."
            yield number, Fault(number, "", what, to_do)
            continue
        if not any(cells):
            continue
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            what = f"The row has {len(cells)} cells, and there are {width} columns."
            to_do = "A comma inside a cell needs quotation marks round the cell."
            yield number, Fault(number, "", what, to_do)
            continue
        yield number, cells + [""] * (width - len(cells))
