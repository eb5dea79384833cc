"""A database of its own for a process that may be killed or crowded."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

ROOT = Path(__file__).parents[2]


@contextmanager
def a_database(folder: Path) -> Iterator[str]:
    """
    Give the address of an empty database, of the kind that the tests were asked to run on.

    A file of SQLite, as an installation has it and not in memory; or a new database on the
    PostgreSQL server of this run.
    """
    server = os.environ.get("FOLKMOOT_TEST_SERVER", "")
    if not server:
        yield f"sqlite:///{folder / 'folkmoot.sqlite3'}"
        return
    name = f"votes_{uuid4().hex[:12]}"
    with psycopg.connect(urlsplit(server)._replace(path="/postgres").geturl()) as admin:
        admin.autocommit = True
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def environment(database: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    return ours | {
        "FOLKMOOT_ENV": "test",
        "FOLKMOOT_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "folkmoot.config.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "tests.faults.voting", *map(str, words)]


def told(database: str, *words: object) -> dict:
    """Run a deed of `voting` to its end and return what it told."""
    done = subprocess.run(
        command(*words), env=environment(database), cwd=ROOT,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])
