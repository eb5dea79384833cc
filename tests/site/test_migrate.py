"""`folkmoot migrate`: at once into an empty database, and step by step, which must come to the same."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command

from tests.postgres import server

ROOT = Path(__file__).parents[2]
# Of a PostgreSQL database: its columns, what holds them together, and what rows are found by.
SHAPE = (
    """SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,
         column_default, is_identity FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
         WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT extname, '', '' FROM pg_extension",
)


def migrate(address: str, *words: str) -> None:
    env = os.environ | {
        "PYTHONPATH": str(ROOT / "src"),
        "FOLKMOOT_ENV": "demo",
        "FOLKMOOT_DATABASE_URL": address,
    }
    command = [sys.executable, "-m", "folkmoot", "migrate", "-v", "0", *words]
    subprocess.run(command, env=env, check=True)


def parts(statement: str) -> list[str]:
    """What stands between the commas of CREATE TABLE, sorted: columns may stand in any order."""
    found, depth = [""], 0
    inside = statement[statement.index("(") + 1 : statement.rindex(")")]
    for piece in re.findall(r"'[^']*'|\"[^\"]*\"|[(),]|[^'\"(),]+", inside):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "," and not depth:
            found.append("")
        else:
            found[-1] += piece
    return sorted(part.strip() for part in found)


def of_sqlite(file: Path) -> dict[str, object]:
    """Every table, index and trigger, and how many rows each table begins with."""
    with sqlite3.connect(file) as whole:
        shape: dict[str, object] = {}
        for kind, name, sql in whole.execute("SELECT type, name, sql FROM sqlite_master"):
            if kind == "table" and name != "sqlite_sequence":
                shape[f"rows of {name}"] = whole.execute(
                    f'SELECT count(*) FROM "{name}"'
                ).fetchone()
            is_plain = kind == "table" and sql.startswith("CREATE TABLE")
            shape[f"{kind} {name}"] = parts(sql) if is_plain else sql
    whole.close()
    return shape


def of_postgresql(address: str) -> set[tuple[str, ...]]:
    with psycopg.connect(address) as whole:
        return {
            tuple(str(one) for one in row) for question in SHAPE for row in whole.execute(question)
        }


def step_by_step(address: str) -> None:
    """Once there is a table, the database is not empty: the rest comes one migration at a time."""
    migrate(address, "sessions")
    migrate(address)


@pytest.mark.django_db
def test_migrations_tell_all_that_the_models_do():
    """Else a new database would be ahead of one that was brought up to this version."""
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.long
def test_empty_database_is_made_at_once_as_the_migrations_would_leave_it(tmp_path):
    at_once, stepwise = tmp_path / "at-once.sqlite3", tmp_path / "stepwise.sqlite3"
    migrate(f"sqlite:///{at_once}")
    step_by_step(f"sqlite:///{stepwise}")
    made, expected = of_sqlite(at_once), of_sqlite(stepwise)
    assert len(made) > 1000
    assert {name: made.get(name) for name in made.keys() | expected.keys()} == expected
    migrate(f"sqlite:///{at_once}")
    assert of_sqlite(at_once) == made, "a second time finds nothing to do"


@pytest.mark.long
def test_postgresql_is_made_at_once_as_the_migrations_would_leave_it():
    shapes = []
    with server() as address:
        root = address.removesuffix("folkmoot")
        with psycopg.connect(f"{root}postgres", autocommit=True) as able:
            able.execute("CREATE DATABASE at_once")
            able.execute("CREATE DATABASE stepwise")
        for name, go in (("at_once", migrate), ("stepwise", step_by_step)):
            go(root + name)
            shapes.append(of_postgresql(root + name))
    made, expected = shapes
    assert len(made) > 3000
    # Django's own migrations give one key, in a table that nothing is kept in, another width.
    assert {(table, column) for table, column, *_ in made ^ expected} <= {
        ("auth_group_permissions", "id")
    }


def test_one_part_asked_for_comes_alone(tmp_path):
    file = tmp_path / "part.sqlite3"
    migrate(f"sqlite:///{file}", "places")
    assert "table places_area" in of_sqlite(file)
    assert "table funding_fund" not in of_sqlite(file)
