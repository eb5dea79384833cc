"""A database of its own for a process that may be killed or crowded."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

ROOT = Path(__file__).parents[2]


@contextmanager
def a_database(folder: Path) -> Iterator[str]:
    """
    Give the address of a database without a row, of the kind that the tests were asked to run on.

    A file of SQLite, as an installation has it and not in memory; or a new database on the
    PostgreSQL server of this run. Each is a copy of one whose tables are made once a run.
    """
    server = os.environ.get("FOLKMOOT_TEST_SERVER", "")
    if not server:
        file = folder / "folkmoot.sqlite3"
        shutil.copyfile(_file_to_copy(), file)
        yield f"sqlite:///{file}"
        return
    with _a_new_one(server, _database_to_copy(server)) as address:
        yield address


@cache
def _file_to_copy() -> Path:
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = Path(folder) / "empty.sqlite3"
    told(f"sqlite:///{file}", "empty")
    return file


@cache
def _database_to_copy(server: str) -> str:
    name = f"empty_{uuid4().hex[:12]}"
    with psycopg.connect(_address(server, "postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    told(_address(server, name), "empty")
    return name


@contextmanager
def _a_new_one(server: str, like: str) -> Iterator[str]:
    name = f"votes_{uuid4().hex[:12]}"
    with psycopg.connect(_address(server, "postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        try:
            yield _address(server, name)
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _address(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def environment(database: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    return ours | {
        "FOLKMOOT_ENV": "test",
        "FOLKMOOT_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "folkmoot.config.settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }


def command(*words: object, of: str = "voting") -> list[str]:
    return [sys.executable, "-m", f"tests.faults.{of}", *map(str, words)]


def told(database: str, *words: object, of: str = "voting") -> dict:
    """Run a deed of `voting`, or `of` another module here, to its end; return what it told."""
    done = subprocess.run(
        command(*words, of=of), env=environment(database), cwd=ROOT,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"exit {done.returncode}: {done.stderr[-3000:]}"
    return json.loads(done.stdout.splitlines()[-1])
