"""Tables to take away: comma-separated, in which no spreadsheet takes a cell for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse

from folkmoot.reckoning.registers.cells import safe


class _Echo:
    """A file that gives back each line that is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Return a table line by line, its head first; what is None is left empty."""
    sheet = csv.writer(_Echo())
    yield sheet.writerow(head)
    for row in rows:
        yield sheet.writerow(["" if cell is None else safe(str(cell)) for cell in row])


def csv_file(
    name: str, head: Sequence[str], rows: Iterable[Sequence[object]], *, is_private: bool = True
) -> HttpResponse:
    """
    Return a table as a file to keep.

    :param is_private: what is in it depends on who asks, so nobody on the way keeps it.
    """
    response = HttpResponse(csv_lines(head, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    if is_private:
        response.headers["Cache-Control"] = "private, no-store"
    return response
