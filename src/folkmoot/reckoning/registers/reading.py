"""One way in for every list: a CSV, a table of charities, or a folder or zip of them."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from folkmoot.reckoning.registers import charity_commission, plain_list
from folkmoot.reckoning.registers.rows import Fault, Row
from folkmoot.reckoning.registers.tables import SHEET, Unreadable, table

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_INSIDE = 200 * 1024 * 1024
MOST_INSIDE = 100


def rows_of(name: str, data: bytes) -> Iterator[Row | Fault]:
    """
    Read a list from the bytes of a file, whatever shape it has.

    Rows known by a number that an earlier row has taken are faults; a number beside the
    first that an earlier row has taken is set aside.

    :raises Unreadable: if the file as a whole cannot be used.
    """
    if data[:4] == b"PK\x03\x04":
        return read_tables(_unzipped(data))
    stem = name.rsplit("/", 1)[-1].removesuffix(".txt")
    if stem.startswith("publicextract."):
        return read_tables({stem: data})
    opened = table(data)
    if charity_commission.is_charity_table(opened.header):
        return read_tables({charity_commission.CHARITY: data})
    return _begun(without_repeats(plain_list.rows_of(opened)))


def read_tables(tables: Mapping[str, bytes]) -> Iterator[Row | Fault]:
    """
    Read the Charity Commission's tables, by their names without the ending.

    :raises Unreadable: if the table of charities is not among them.
    """
    return _begun(without_repeats(charity_commission.rows_of(tables)))


def tables_in(folder: Path) -> dict[str, bytes]:
    """Return the tables of an extract that are wanted, from a folder."""
    wanted = {charity_commission.CHARITY, *charity_commission.OTHERS.values()}
    return {
        path.stem: path.read_bytes()
        for path in sorted(folder.glob("publicextract.*.txt"))
        if path.stem in wanted
    }


def _begun(rows: Iterator[Row | Fault]) -> Iterator[Row | Fault]:
    """Read the first row now, so that a file that cannot be used is refused here."""
    start = next(rows, None)
    return iter(()) if start is None else chain([start], rows)


def without_repeats(rows: Iterator[Row | Fault]) -> Iterator[Row | Fault]:
    """Pass rows on, turning those whose number has been taken into faults that name the first."""
    taken: dict[tuple[str, str], int] = {}
    said: dict[tuple[str, str], int] = {}
    for row in rows:
        if isinstance(row, Fault):
            yield row
            continue
        first = taken.get(row.key)
        if first is not None:
            yield _repeated(row, first, is_same=said.get(row.key) == hash(row[1:]))
            continue
        kept = [row.key]
        for pair in row.identifiers[1:]:
            if pair in taken:
                yield Fault(
                    row.number, "company_number",
                    f"{pair[1]} is the number of row {taken[pair]} too.",
                    "It was left out here; find out whose it is.", "notice",
                )  # fmt: skip
            else:
                kept.append(pair)
        said[row.key] = hash(row[1:])
        taken.update(dict.fromkeys(kept, row.number))
        yield row if len(kept) == len(row.identifiers) else row._replace(identifiers=tuple(kept))


def _repeated(row: Row, first: int, *, is_same: bool) -> Fault:
    known_as = "-".join(row.key)
    if row.key[0] == plain_list.OURS:
        what = f"{row.name[:60]} at the same place is in row {first} already."
    else:
        what = f"{known_as} is in row {first} already."
    if is_same:
        return Fault(
            row.number, "org_id", f"{what} Both rows say the same.", "It is read once.", "notice"
        )
    return Fault(
        row.number, "org_id", f"{what} The two rows differ.", "Keep the one that is right."
    )


def _unzipped(data: bytes) -> dict[str, bytes]:
    """
    Return the wanted tables of a zip. Its sizes are looked at before anything is unpacked.

    :raises Unreadable: if it is broken, a spreadsheet, or unpacks to more than can be read.
    """
    wanted = {charity_commission.CHARITY, *charity_commission.OTHERS.values()}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            inside = packed.infolist()
            if any(part.filename.startswith("xl/") for part in inside):
                raise Unreadable(*SHEET)
            if len(inside) > MOST_INSIDE or sum(part.file_size for part in inside) > LARGEST_INSIDE:
                raise Unreadable(
                    "The zip unpacks to more than 200 MB, or has more than 100 files in it.",
                    "Bring only the tables that are wanted.",
                )
            return {
                stem: _unpacked(packed, part)
                for part in inside
                if (stem := Path(part.filename).stem) in wanted
            }
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise Unreadable(
            "The zip cannot be opened.", "Download it again, without a password on it."
        ) from error


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Unpack one file, and no more of it than it said it would be."""
    with packed.open(part) as told:
        data = told.read(part.file_size + 1)
    if len(data) > part.file_size:
        raise Unreadable("The zip says less than it holds.", "Download it again.")
    return data
