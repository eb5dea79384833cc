"""Writing many rows at once, as each database does it fastest."""

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import connection, models

from folkmoot.reckoning.registers.rows import Row

AT_ONCE = 200
"""How many rows a statement writes to SQLite, which takes 32,766 values in one."""


def new_keys(model: type[models.Model], how_many: int) -> list[int]:
    """Take keys for rows that are about to be written; nobody else is given the same."""
    if not how_many:
        return []
    name = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # The one writer that SQLite allows holds the database from before this line.
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {name}")
            (greatest,) = cursor.fetchone()
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
            given = cursor.fetchone()
            first = max(greatest, given[0] if given else 0) + 1
            return list(range(first, first + how_many))
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [name, how_many],
        )
        return [key for (key,) in cursor.fetchall()]


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows to a table, in the order of its columns given; days are written as text."""
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            one = f"({', '.join(['%s'] * len(columns))})"
            for some in batched(rows, AT_ONCE):
                marks = ", ".join([one] * len(some))
                cells = [cell for row in some for cell in row]
                cursor.execute(f"INSERT INTO {table} ({names}) VALUES {marks}", cells)
            return
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def write_parts(
    keyed: list[tuple[int, Row]],
    *,
    themes: dict[str, int],
    communities: dict[str, int],
    areas: dict[str, int],
) -> None:
    """Write what rows say beside the organisation itself: numbers, names, themes, places."""
    insert(
        "organisations_identifier",
        ("organisation_id", "scheme", "number"),
        [(key, *pair) for key, row in keyed for pair in row.identifiers],
    )
    insert(
        "organisations_alias",
        ("organisation_id", "name", "kind"),
        [(key, *alias) for key, row in keyed for alias in row.aliases],
    )
    insert(
        "organisations_organisation_themes",
        ("organisation_id", "theme_id"),
        [(key, themes[code]) for key, row in keyed for code in row.themes],
    )
    insert(
        "organisations_organisation_communities",
        ("organisation_id", "community_id"),
        [(key, communities[code]) for key, row in keyed for code in row.communities],
    )
    insert(
        "organisations_working",
        ("organisation_id", "area_id", "kind"),
        sorted(
            {(key, areas[code], "base") for key, row in keyed for code in row.bases}
            | {(key, areas[code], "works") for key, row in keyed for code in row.works}
        ),
    )
