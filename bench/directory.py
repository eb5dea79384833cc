"""
What a page of the register costs with 200,000 organisations, beside the same page with 2,000.

For each size a database of made-up organisations is filled by an import; then each page is
asked for many times through the whole stack, and its queries are counted.

    python -m bench.directory [--sizes 2000 200000] [--rounds 21] [--database sqlite:///…]
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
AIM = 1.5
FIRST = ("Lower", "Upper", "Great", "Little", "North", "South", "East", "West", "Old", "New")
PLACES = ("Ashton", "Barford", "Cheston", "Denbury", "Elmley", "Farnham", "Gorley", "Hinton",
          "Iwerne", "Kington", "Lydford", "Marden", "Netherby", "Okeford", "Purton")  # fmt: skip
KINDS = ("Community Centre", "Lunch Club", "Food Bank", "Youth Theatre", "Allotments",
         "Village Hall", "Carers", "Cricket Club", "Choir", "Friends of the Library",
         "Repair Cafe", "Riding for the Disabled", "Good Neighbours")  # fmt: skip
FORMS = ("informal", "charity", "cio", "cic", "association", "casc", "unknown")
SIZES = ("unknown", "unknown", "micro", "small", "medium")
THEMES = ("arts", "sport", "health", "poverty", "environment", "education", "faith")
AREAS = ("E07000192", "E07000193", "E07000194", "E07000195", "E07000196", "E07000197")
PAGES = {
    "directory": "",
    "page 40 of it": "?page=40",
    "one place": "?place=E07000197",
    "one theme": "?theme=health",
    "place and theme and size": "?place=E07000197&theme=health&size=small",
    "search, one word": "?words=allotments",
    "search, two words": "?words=denbury+choir",
    "search, part of a word": "?words=enbur",
    "search, a slip": "?words=denbery+choir",
    "kinds and sizes": "types/",
    "profile": "{reference}/",
}


def made_up(how_many: int) -> Iterator[object]:
    """Make rows as a list of that length would give them; the same ones every time."""
    from folkmoot.reckoning.registers.rows import Row

    chance = random.Random(1)
    for number in range(how_many):
        name = f"{chance.choice(FIRST)} {chance.choice(PLACES)} {chance.choice(KINDS)}"
        yield Row(
            number=number + 2,
            identifiers=(("GB-CHC", str(1_000_000 + number)),),
            name=f"{name} {number}",
            legal_form=chance.choice(FORMS),
            size_band=chance.choice(SIZES),
            about=f"We meet in {chance.choice(PLACES)} and help {chance.choice(KINDS).lower()}.",
            themes=tuple(sorted(chance.sample(THEMES, 2))),
            bases=(chance.choice(AREAS),),
        )


def once(size: int, rounds: int) -> None:
    """Fill the database of the environment, ask for each page, and print what it took."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from folkmoot.body.assemblies.actions import found_assembly
    from folkmoot.body.organisations.actions import import_list
    from folkmoot.body.organisations.models import Organisation

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    assembly = found_assembly(
        slug="bench", name="Bench", scheme="listed", by=None, at=timezone.now()
    )
    start = time.perf_counter()
    import_list(
        assembly=assembly, rows=made_up(size), file_name="made up", digest="", by=None,
        at=timezone.now(),
    )  # fmt: skip
    print("import", f"{time.perf_counter() - start:.1f}", 0, sep="\t")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    reference = Organisation.objects.order_by("pk").values_list("reference", flat=True)[size // 2]
    client = Client()
    for name, query in PAGES.items():
        address = f"/bench/organisations/{query.format(reference=reference)}"
        asked: list[str] = []

        def count(execute: Any, sql: str, *rest: Any, asked: list[str] = asked) -> Any:
            asked.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            response = client.get(address)
        assert response.status_code == 200, (name, response.status_code)
        took = []
        for _ in range(rounds):
            start = time.perf_counter()
            client.get(address)
            took.append((time.perf_counter() - start) * 1000)
        print(name, f"{statistics.median(took):.2f}", len(asked), sep="\t")


def measured(size: int, rounds: int, database: str) -> dict[str, tuple[float, int]]:
    """Return the milliseconds and queries of each page with so many organisations."""
    told = subprocess.run(
        [sys.executable, "-m", "bench.directory", "--once", str(size), "--rounds", str(rounds)],
        cwd=ROOT, check=True, capture_output=True, text=True,
        env=os.environ | {
            "FOLKMOOT_ENV": "demo", "FOLKMOOT_DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "folkmoot.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        },
    )  # fmt: skip
    lines = [line.split("\t") for line in told.stdout.splitlines() if line.count("\t") == 2]
    return {name: (float(took), int(queries)) for name, took, queries in lines}


def measure(sizes: tuple[int, int], rounds: int, database: str = "") -> list[str]:
    """Return what was measured, in lines of words."""
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            at = database.format(size=size) if database else f"sqlite:///{folder}/db.sqlite3"
            found.append(measured(size, rounds, at))
    small, large = found
    lines = [
        f"python -m bench.directory --sizes {sizes[0]} {sizes[1]} --rounds {rounds}",
        f"{'page':<28}{'ms at':>10}{'ms at':>10}{'ratio':>8}  queries (aim {AIM} times, the same)",
        f"{'':<28}{sizes[0]:>10,}{sizes[1]:>10,}",
    ]
    for name, (took, queries) in small.items():
        after, queries_after = large[name]
        if name == "import":
            lines.append(f"{'import (seconds)':<28}{took:>10.1f}{after:>10.1f}")
            continue
        ratio = after / took
        lines.append(
            f"{name:<28}{took:>10.1f}{after:>10.1f}{ratio:>8.2f}  {queries} and {queries_after}"
        )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs=2, default=(2_000, 200_000))
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--database", default="", help="an address; {size} in it is filled in")
    parser.add_argument("--once", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.once:
        once(asked.once, asked.rounds)
    else:
        print("\n".join(measure(tuple(asked.sizes), asked.rounds, asked.database)))


if __name__ == "__main__":
    main()
