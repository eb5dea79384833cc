"""
How long it takes to import a list, beside the least that could be done with the same file.

The least is `csv`, `sqlite3` and a full-text table, with none of the reading of cells, matching,
listing, filing and recording that an import does. Each is run in turn, on a fresh database.

    python -m bench.import_list FILE [--rounds 3]
"""

import argparse
import csv
import hashlib
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
AIM = 6.0


def plain_load(file: Path, to: Path) -> float:
    """Load a file with the standard library alone; return the seconds it took."""
    start = time.perf_counter()
    database = sqlite3.connect(to)
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        header = next(rows)
        columns, marks = ", ".join(header), ", ".join("?" * len(header))
        database.execute(f"CREATE TABLE rows ({columns}, PRIMARY KEY (org_id))")
        database.executemany(f"INSERT INTO rows VALUES ({marks})", rows)
    database.execute("CREATE VIRTUAL TABLE found USING fts5(name, address, activities)")
    database.execute(
        "INSERT INTO found (rowid, name, address, activities)"
        " SELECT rowid, name, address, activities FROM rows"
    )
    database.commit()
    database.close()
    return time.perf_counter() - start


def our_import(file: Path, to: Path) -> tuple[float, float, int]:
    """Import a file twice; return the seconds of each and the most memory used, in MB."""
    told = subprocess.run(
        [sys.executable, "-m", "bench.import_list", str(file), "--once"],
        cwd=ROOT, check=True, capture_output=True, text=True,
        env=os.environ | {
            "FOLKMOOT_ENV": "demo", "FOLKMOOT_DATABASE_URL": f"sqlite:///{to}",
            "DJANGO_SETTINGS_MODULE": "folkmoot.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        },
    )  # fmt: skip
    first, second, memory = told.stdout.split()[-3:]
    return float(first), float(second), int(memory)


def once(file: Path) -> None:
    """Import a file into the database of the environment, twice, and print what it took."""
    import resource

    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from folkmoot.body.assemblies.actions import found_assembly
    from folkmoot.body.organisations.actions import import_list
    from folkmoot.reckoning.registers import reading

    call_command("migrate", verbosity=0)
    assembly = found_assembly(
        slug="bench", name="Bench", scheme="listed", by=None, at=timezone.now()
    )
    took = []
    for _ in range(2):
        start = time.perf_counter()
        data = file.read_bytes()
        import_list(
            assembly=assembly,
            rows=reading.rows_of(file.name, data),
            file_name=file.name,
            digest=hashlib.sha256(data).hexdigest(),
            keep_good_rows=True,
            by=None,
            at=timezone.now(),
        )
        took.append(time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(*(f"{seconds:.3f}" for seconds in took), memory)


def timed(file: Path, rounds: int) -> tuple[list[float], list[float], list[float], list[int]]:
    """Load and import a file in turn; return the seconds of each, of a second import, and MB."""
    plain, first, second, memory = [], [], [], []
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            plain.append(plain_load(file, Path(folder) / f"plain{number}.sqlite3"))
            took = our_import(file, Path(folder) / f"ours{number}.sqlite3")
        for kept, value in zip((first, second, memory), took, strict=True):
            kept.append(value)
    return plain, first, second, memory


def measure(file: Path, rounds: int) -> list[str]:
    """Return what was measured, in lines of words."""
    plain, first, second, memory = timed(file, rounds)
    ratio = statistics.median(ours / least for ours, least in zip(first, plain, strict=True))
    return [
        f"python -m bench.import_list {file.name} --rounds {rounds}",
        f"csv + sqlite3 + FTS5: {statistics.median(plain):.2f} s (median of {rounds})",
        f"our import: {statistics.median(first):.2f} s, {ratio:.1f} times that (aim {AIM:.0f})",
        f"the same list again: {statistics.median(second):.2f} s",
        f"most memory: {max(memory):.0f} MB",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.once:
        once(asked.file)
    else:
        print("\n".join(measure(asked.file.resolve(), asked.rounds)))


if __name__ == "__main__":
    main()
