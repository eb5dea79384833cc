"""
Who was heard, in a county of 7,500 organisations with five years of consultations.

The county is made up, seeded: sizes as in a real sector, five years with four consultations each,
to each of which large organisations answer far more often. Timed are a year's count and its page.

    python -m bench.fairness [--organisations 7500] [--rounds 5]
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SIZES = {"micro": 0.47, "small": 0.30, "medium": 0.17, "large": 0.05, "major": 0.01}
ODDS = {"micro": 0.01, "small": 0.02, "medium": 0.08, "large": 0.3, "major": 0.5}
AIM = 300


def answer(organisations: int, rounds: int) -> None:
    """Make the county in the database of the environment, count each year, ask for the page."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from folkmoot.scrutiny.equity.actions.counting import count_year

    call_command("migrate", verbosity=0)
    assembly, heard = _county(organisations)
    counting, at = [], datetime(2026, 12, 1, tzinfo=UTC)
    for year in range(2022, 2027):
        start = time.perf_counter()
        told = count_year(assembly=assembly, year=year, by=None, at=at).told
        counting.append(1000 * (time.perf_counter() - start))
    url, client, paging = (
        reverse("equity:year", args=[assembly, 2026]),
        Client(SERVER_NAME="localhost"),
        [],
    )
    for _ in range(rounds + 1):
        start = time.perf_counter()
        response = client.get(url)
        paging.append(1000 * (time.perf_counter() - start))
        assert response.status_code == 200, response.status_code
    print(
        f"{organisations:,} organisations, {heard:,} answers in five years; 2026: {told['heard']}"
        f" heard, index {told['index']:.0f}, {len(told['gaps'])} gaps"
    )
    print(f"a year counted: {statistics.median(counting):.0f} ms (median of {len(counting)} years)")
    print(f"the page: {statistics.median(paging[1:]):.0f} ms (median of {rounds}, aim {AIM})")


def _county(organisations: int) -> tuple[Any, int]:
    from folkmoot.body.organisations.actions.keep_in_step import all_in_step
    from folkmoot.body.organisations.models import Listing, Organisation, Working
    from folkmoot.work.consultations.models import Consultation, Response
    from tests.factories import AdoptionFactory, AreaFactory, AssemblyFactory, PersonFactory

    chance = random.Random(1)
    county = AreaFactory(kind="county")
    districts = [AreaFactory(parent=county) for _ in range(6)]
    assembly = AssemblyFactory(scheme="listed", slug="bench")
    assembly.areas.add(county)
    AdoptionFactory(assembly=assembly, document="dorset-vcsa")
    bands = chance.choices(list(SIZES), list(SIZES.values()), k=organisations)
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
    Working.objects.bulk_create(
        [Working(organisation=one, area=chance.choice(districts), kind="base") for one in bodies],
        batch_size=500,
    )
    all_in_step()
    officer, answers = PersonFactory(), []
    for year in range(2022, 2027):
        for quarter in (1, 4, 7, 10):
            at = datetime(year, quarter, 10, tzinfo=UTC)
            asked = Consultation.objects.create(
                assembly=assembly, reference=f"asked-{year}-{quarter}", title="Asked", summary="x",
                owner_name="Council", entered_at=at, entered_by=officer, published_at=at,
                opens_on=at.date(), closes_on=at.date(),
            )  # fmt: skip
            answers += [
                Response(
                    consultation=asked, organisation=one, answers_as="organisation", channel="web",
                    state="sent", receipt=f"{asked.pk}-{one.pk}", begun_at=at, sent_at=at,
                )
                for one in bodies
                if chance.random() < ODDS[one.size_band]
            ]  # fmt: skip
    Response.objects.bulk_create(answers, batch_size=500)
    return assembly, len(answers)


def measure(organisations: int = 7500, rounds: int = 5) -> list[str]:
    """Return what it took, as lines."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.fairness", "--answer", "--organisations",
             str(organisations), "--rounds", str(rounds)],
            cwd=ROOT, capture_output=True, text=True, check=False,
            env=os.environ | {
                "FOLKMOOT_ENV": "demo", "FOLKMOOT_DATABASE_URL": f"sqlite:///{folder}/fair.sqlite3",
                "DJANGO_SETTINGS_MODULE": "folkmoot.config.settings", "OPENBLAS_NUM_THREADS": "1",
                "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            },
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return done.stdout.splitlines()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=7500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.answer:
        answer(asked.organisations, asked.rounds)
    else:
        print(*measure(asked.organisations, asked.rounds), sep="\n")


if __name__ == "__main__":
    main()
