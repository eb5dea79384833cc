"""
Who funds whom, in a county with 100,000 awards of ten years.

The county is made up, seeded: 2,000 organisations, ten funders of six parts each, six districts, a
tenth of the awards to bodies that are not on the register. Timed are the pages of money, through
the whole stack in one process, on SQLite.

    python -m bench.funding [--awards 100000] [--rounds 9]
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SIZES = {"micro": 0.47, "small": 0.30, "medium": 0.17, "large": 0.05, "major": 0.01}
AIM = 200


def answer(awards: int, rounds: int) -> None:
    """Make the county in the database of the environment, and ask for each page of money."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    call_command("migrate", verbosity=0)
    assembly, body = _county(awards)
    client = Client(SERVER_NAME="localhost")
    for told, name, args, query in (
        ("the list of awards", "awards", [], ""),
        ("its last page", "awards", [], f"?page={awards // 25}"),
        ("what was spent in a year", "spending", [], "?year=2025"),
        ("who funds whom", "funders", [], ""),
        ("all that one funder funds", "funders", [], "?funder=Funder+3"),
        ("one organisation across all funders", "body", [body.reference], ""),
        ("funding that ends", "endings", [], ""),
        ("who works for the same thing", "together", [], ""),
        ("grants, contracts and other help by size", "mix", [], ""),
        ("money by size beside the register", "fair_share", [], ""),
    ):
        url = reverse(f"funding:{name}", args=[assembly, *args]) + query
        times = []
        for _ in range(rounds + 1):
            with CaptureQueriesContext(connection) as queries:
                start = time.perf_counter()
                response = client.get(url)
                times.append(1000 * (time.perf_counter() - start))
            assert response.status_code == 200, (url, response.status_code)
        print(
            f"{told}: {statistics.median(times[1:]):.0f} ms (median of {rounds}, aim {AIM}),"
            f" {len(queries)} queries"
        )


def _county(awards: int) -> tuple[Any, Any]:
    from folkmoot.body.organisations.models import Listing, Organisation
    from folkmoot.work.funding.models import Award
    from tests.factories import AdoptionFactory, AreaFactory, AssemblyFactory

    chance = random.Random(1)
    county = AreaFactory(kind="county")
    districts = [AreaFactory(parent=county) for _ in range(6)]
    assembly = AssemblyFactory(scheme="listed", slug="bench")
    assembly.areas.add(county)
    AdoptionFactory(assembly=assembly, document="dorset-principles")
    bands = chance.choices(list(SIZES), list(SIZES.values()), k=2000)
    bodies = Organisation.objects.bulk_create(
        [
            Organisation(
                name=f"Group {n}", reference=f"group-{n}", size_band=band, legal_form="charity"
            )
            for n, band in enumerate(bands)
        ],
        batch_size=500,
    )
    Listing.objects.bulk_create(
        [
            Listing(assembly=assembly, organisation=one, listed_on=date(2021, 1, 1))
            for one in bodies
        ],
        batch_size=500,
    )
    first = date(2016, 4, 1)
    made = []
    for number in range(awards):
        known = chance.random() < 0.9
        body = chance.choice(bodies) if known else None
        on = first + timedelta(days=chance.randrange(3650))
        made.append(
            Award(
                assembly=assembly, identifier=f"360G-bench-{number}", organisation=body,
                recipient_name=body.name if body else f"Elsewhere {number % 500}",
                funder_name=f"Funder {chance.randrange(10)}",
                directorate=f"Part {chance.randrange(6)}",
                kind="contract" if chance.random() < 0.2 else "grant", title=f"Award {number}",
                outcome=f"Outcome {chance.randrange(40)}", pence=chance.randrange(5_000_000),
                awarded_on=on, starts_on=on,
                ends_on=on + timedelta(days=365 * chance.randrange(1, 4)),
                area=chance.choice([*districts, None]), is_ours=False, source="A list",
            )
        )  # fmt: skip
    Award.objects.bulk_create(made, batch_size=500)
    return assembly, bodies[7]


def measure(awards: int = 100_000, rounds: int = 9) -> list[str]:
    """Return what it took, as lines."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.funding", "--answer", "--awards", str(awards),
             "--rounds", str(rounds)],
            cwd=ROOT, capture_output=True, text=True, check=False,
            env=os.environ | {
                "FOLKMOOT_ENV": "demo", "FOLKMOOT_DATABASE_URL": f"sqlite:///{folder}/money.sqlite3",
                "DJANGO_SETTINGS_MODULE": "folkmoot.config.settings", "OPENBLAS_NUM_THREADS": "1",
                "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            },
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return done.stdout.splitlines()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--awards", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.answer:
        answer(asked.awards, asked.rounds)
    else:
        print(*measure(asked.awards, asked.rounds), sep="\n")


if __name__ == "__main__":
    main()
