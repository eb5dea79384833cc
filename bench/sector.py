"""
The state of the sector, counted over 200,000 organisations.

The register is made up, seeded: sizes, forms, fields of work and places as in a real sector; one
organisation in fifty tells of its volunteers. Timed are the whole count, as the task does it, and
the page, the rows of a figure, and the data of the report.

    python -m bench.sector [--organisations 200000] [--rounds 3]
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
SIZES = {"micro": 0.40, "small": 0.28, "medium": 0.16, "large": 0.05, "major": 0.01, "unknown": 0.1}
FORMS = {
    "charity": 0.4,
    "association": 0.2,
    "cic": 0.1,
    "informal": 0.1,
    "cio": 0.1,
    "unknown": 0.1,
}
FIELDS, DISTRICTS, YEAR = 20, 9, 2026
AIM_COUNT, AIM_PAGE = 30, 300
AT = datetime(YEAR, 12, 1, tzinfo=UTC)


def answer(organisations: int, rounds: int) -> None:
    """Make the register in the database of the environment, count the sector, ask for the pages."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from folkmoot.scrutiny.insight.actions.sector import (
        ask_for_count,
        carry_out_count,
        publish_report,
    )

    call_command("migrate", verbosity=0)
    assembly, officer = _register(organisations)
    counting = []
    for _ in range(rounds):
        report = ask_for_count(assembly=assembly, year=YEAR, by=None, at=AT)
        start = time.perf_counter()
        carry_out_count(report, at=lambda: AT)
        counting.append(time.perf_counter() - start)
    publish_report(assembly=assembly, year=YEAR, words="", by=officer, at=AT)
    told = report.told
    print(
        f"{told['whole']:,} organisations; volunteers {told['volunteers']['low']:,} to"
        f" {told['volunteers']['high']:,} from {told['volunteers']['tellers']:,} that told"
    )
    middle = statistics.median(counting)
    print(f"the count: {middle:.1f} s (median of {rounds}, aim {AIM_COUNT})")
    client = Client(SERVER_NAME="localhost")
    for name, url in (
        ("the page", reverse("insight:sector_year", args=[assembly, YEAR])),
        ("the rows of a size", reverse("insight:rows", args=[assembly, YEAR, "size", "micro"])),
        ("the ranking of fields", reverse("insight:activity", args=[assembly])),
    ):
        paging = []
        for _ in range(rounds + 1):
            start = time.perf_counter()
            response = client.get(url)
            paging.append(1000 * (time.perf_counter() - start))
            assert response.status_code == 200, response.status_code
        middle = statistics.median(paging[1:])
        print(f"{name}: {middle:.0f} ms (median of {rounds}, aim {AIM_PAGE})")


def _register(organisations: int) -> tuple[Any, Any]:
    from folkmoot.body.organisations.actions.keep_in_step import all_in_step
    from folkmoot.body.organisations.models import Listing, Organisation, Theme, Working
    from folkmoot.scrutiny.insight.models import Workforce
    from tests.factories import AdoptionFactory, AreaFactory, AssemblyFactory, PostFactory

    chance = random.Random(1)
    county = AreaFactory(kind="county")
    districts = [AreaFactory(parent=county) for _ in range(DISTRICTS)]
    wards = [AreaFactory(parent=place, kind="ward") for place in districts for _ in range(10)]
    assembly = AssemblyFactory(scheme="listed", slug="bench")
    assembly.areas.add(county)
    AdoptionFactory(assembly=assembly, document="dorset-principles")
    officer = PostFactory(assembly=assembly).person
    themes = [Theme.objects.create(code=f"field-{n}", name=f"Field {n}") for n in range(FIELDS)]
    bands = chance.choices(list(SIZES), list(SIZES.values()), k=organisations)
    forms = chance.choices(list(FORMS), list(FORMS.values()), k=organisations)
    bodies = Organisation.objects.bulk_create(
        [
            Organisation(
                name=f"Group {n}", sort_name=f"group {n:07}", reference=f"group-{n}",
                size_band=band, legal_form=form,
            )
            for n, (band, form) in enumerate(zip(bands, forms, strict=True))
        ],
        batch_size=2000,
    )  # fmt: skip
    rows: list[Any] = [
        Listing(assembly=assembly, organisation=one, listed_on=date(2021, 1, 1)) for one in bodies
    ]
    Listing.objects.bulk_create(rows, batch_size=2000)
    rows = []
    for one in bodies:
        if chance.random() < 0.95:
            rows.append(Working(organisation=one, area=chance.choice(wards), kind="base"))
        if chance.random() < 0.3:
            rows.append(Working(organisation=one, area=chance.choice(districts), kind="works"))
    Working.objects.bulk_create(rows, batch_size=2000)
    through = Organisation.themes.through
    rows = [
        through(organisation_id=one.pk, theme_id=theme.pk)
        for one in bodies
        for theme in chance.sample(themes, chance.choice([0, 1, 1, 2]))
    ]
    through.objects.bulk_create(rows, batch_size=2000)
    all_in_step()
    rows = [
        Workforce(
            assembly=assembly, organisation=one, year=YEAR, group="volunteers",
            people=chance.randint(1, 60), hours_a_week=chance.randint(1, 200), told_at=AT,
        )
        for one in bodies[::50]
    ]  # fmt: skip
    Workforce.objects.bulk_create(rows, batch_size=2000)
    return assembly, officer


def measure(organisations: int = 200_000, rounds: int = 3) -> list[str]:
    """Return what it took, as lines."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.sector", "--answer", "--organisations",
             str(organisations), "--rounds", str(rounds)],
            cwd=ROOT, capture_output=True, text=True, check=False,
            env=os.environ | {
                "FOLKMOOT_ENV": "demo", "FOLKMOOT_DATABASE_URL": f"sqlite:///{folder}/sector.sqlite3",
                "DJANGO_SETTINGS_MODULE": "folkmoot.config.settings",
                "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            },
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return done.stdout.splitlines()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.answer:
        answer(asked.organisations, asked.rounds)
    else:
        print(*measure(asked.organisations, asked.rounds), sep="\n")


if __name__ == "__main__":
    main()
