"""The database that a measurement is made on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.postgres import server


@contextmanager
def on(kind: str) -> Iterator[None]:
    """Use SQLite, or a PostgreSQL server of our own, for as long as a measurement takes."""
    before = os.environ.pop("FOLKMOOT_TEST_SERVER", None)
    try:
        if kind == "sqlite":
            yield
        else:
            with server() as address:
                os.environ["FOLKMOOT_TEST_SERVER"] = address
                yield
    finally:
        os.environ.pop("FOLKMOOT_TEST_SERVER", None)
        if before is not None:
            os.environ["FOLKMOOT_TEST_SERVER"] = before
