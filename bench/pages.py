"""
What every page costs with 200,000 organisations, beside the same page with 2,000.

Two counties are filled (see bench/county.py), each in a process and a database of its own; then
each page is asked for through the whole stack, in turn of the small one and of the large one, so
that whatever else the machine does falls on both alike. Queries are counted as well.

    python -m bench.pages [--sizes 2000 200000] [--rounds 15] [--postgresql] [--only forums]
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
AIM = 1.5
PUBLIC = (
    "", "organisations/", "organisations/?page=40", "organisations/?place=E07000197",
    "organisations/?theme=health", "organisations/?place=E07000197&theme=health&size=small",
    "organisations/?words=allotments", "organisations/?words=denbury+choir",
    "organisations/?words=enbur", "organisations/?words=denbery+choir", "organisations/types/",
    "organisations/support/", "organisations/{organisation}/", "membership/",
    "membership/register/", "membership/register/?page=6", "membership/register/?named=choir",
    "membership/register/?state=suspended", "membership/{organisation}/", "forums/",
    "forums/{forum}/", "forums/{forum}/chair/", "forums/structure/", "forums/group/",
    "forums/speaks/", "forums/interim/", "forums/routes/", "forums/appendix/", "elections/",
    "elections/{voting}/", "elections/{voting}/roll/", "elections/{nominating}/",
    "elections/{declared}/", "elections/{declared}/roll/", "elections/{declared}/ballots/",
    "rules/", "rules/staffs-alliance/", "rules/staffs-alliance/chair-term/",
    "rules/staffs-alliance/what-if/", "rules/obligations/", "record/", "record/1/",
    "record/?kind=ContestCalled",
)  # fmt: skip
MEMBER = (
    "", "desk/", "organisations/{own}/", "organisations/{own}/change/",
    "organisations/{own}/people/", "organisations/{own}/contacts/", "organisations/add/",
    "membership/{own}/", "membership/{own}/notice/", "forums/{forum}/",
)  # fmt: skip
NEWCOMER = ("desk/", "membership/", "organisations/add/")
CANDIDATE = ("desk/", "elections/{voting}/vote/", "elections/{nominating}/nominate/")
OFFICER = (
    "", "desk/", "organisations/imports/", "organisations/imports/new/",
    "organisations/{organisation}/merge/", "organisations/{organisation}/support-body/",
    "membership/register/", "membership/checks/", "membership/invitations/",
    "membership/for-somebody-else/", "membership/for-somebody-else/?named=choir", "membership/to-sign-again/",
    "membership/{organisation}/suspend/", "membership/{organisation}/end/",
    "forums/{forum}/", "forums/{forum}/takes-part/", "forums/{forum}/places/",
    "forums/propose/", "forums/{forum}/chair/interim/", "forums/{forum}/chair/chosen/", "elections/call/",
    "elections/{voting}/",
)  # fmt: skip
PAGES = (
    *(("anybody", page) for page in PUBLIC), *(("contact", page) for page in MEMBER),
    *(("newcomer", page) for page in NEWCOMER), *(("candidate", page) for page in CANDIDATE),
    *(("officer", page) for page in OFFICER),
)  # fmt: skip
LEAST = 0.5
"""Milliseconds that are nobody's fault: a difference below it is not a page that grows."""


def answer(size: int) -> None:
    """Fill the database of the environment, then answer for pages until there is nothing to ask."""
    import django

    django.setup()
    import time_machine
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from bench.county import NOW, SLUG, Size, fill
    from tests.signing_in import browser

    settings.ALLOWED_HOSTS.append("testserver")
    with time_machine.travel(NOW, tick=True):
        call_command("migrate", verbosity=0)
        county = fill(Size(size))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")
        browsers = {who: browser(person) for who, person in county.people.items()}
        browsers["anybody"] = browser()
        print("ready", flush=True)
        for line in sys.stdin:
            who, page = line.rstrip("\n").split("\t")
            address = f"/{SLUG}/{page.format(**county.references)}"
            asked: list[str] = []

            def count(execute: Any, sql: str, *rest: Any, asked: list[str] = asked) -> Any:
                asked.append(sql)
                return execute(sql, *rest)

            with connection.execute_wrapper(count):
                start = time.perf_counter()
                response = browsers[who].get(address)
                took = (time.perf_counter() - start) * 1000
            told = [response.status_code, took, len(asked), len(response.content)]
            print(json.dumps(told), flush=True)


@contextlib.contextmanager
def answering(size: int, database: str) -> Iterator[subprocess.Popen[str]]:
    """Start a process that answers for a county of a size."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.pages", "--answer", str(size)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {
            "FOLKMOOT_ENV": "demo", "FOLKMOOT_DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "folkmoot.config.settings", "OPENBLAS_NUM_THREADS": "1",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        },
    )  # fmt: skip
    try:
        yield process
    finally:
        assert process.stdin
        process.stdin.close()
        process.wait(60)


def ask(process: subprocess.Popen[str], who: str, page: str) -> tuple[int, float, int, int]:
    """Ask a process for a page; return its status, milliseconds, queries and bytes."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{who}\t{page}\n")
    process.stdin.flush()
    told = process.stdout.readline()
    if not told:
        raise RuntimeError(f"the page {page} for {who} ended its process")
    status, took, queries, size = json.loads(told)
    return status, took, queries, size


@dataclass
class Page:
    """What one page took, in the small county and in the large one."""

    who: str
    address: str
    took: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))
    queries: tuple[int, int] = (0, 0)
    sizes: tuple[int, int] = (0, 0)
    status: tuple[int, int] = (0, 0)

    @property
    def medians(self) -> tuple[float, float]:
        small, large = map(statistics.median, self.took)
        return small, large

    @property
    def ratio(self) -> float:
        return self.medians[1] / self.medians[0]

    @property
    def spread(self) -> tuple[float, float]:
        """The quarter and three quarters of the ratios, round by round."""
        ratios = [large / small for small, large in zip(*self.took, strict=True)]
        lower, _middle, upper = statistics.quantiles(ratios, n=4)
        return lower, upper

    @property
    def is_met(self) -> bool:
        small, large = self.medians
        quick = self.ratio <= AIM or large - small < LEAST
        return quick and len(set(self.queries)) == 1


def measured(
    sizes: tuple[int, int], rounds: int, databases: tuple[str, str], only: str = ""
) -> list[Page]:
    """Ask both counties for every page, in turn."""
    with contextlib.ExitStack() as stack:
        counties = [
            stack.enter_context(answering(size, database))
            for size, database in zip(sizes, databases, strict=True)
        ]
        for county in counties:
            assert county.stdout
            while (line := county.stdout.readline()) != "ready\n":
                if not line:
                    raise RuntimeError("a county could not be filled")
        found = []
        for who, address in PAGES:
            if only not in f"{who} {address}":
                continue
            page = Page(who, address)
            first = [ask(county, who, address) for county in counties]
            again = [ask(county, who, address) for county in counties]
            page.status = (first[0][0], first[1][0])
            page.queries = (again[0][2], again[1][2])
            page.sizes = (again[0][3], again[1][3])
            for number in range(rounds):
                for place in (0, 1) if number % 2 else (1, 0):
                    page.took[place].append(ask(counties[place], who, address)[1])
            found.append(page)
        return found


def measure(
    sizes: tuple[int, int], rounds: int, *, postgresql: bool = False, only: str = ""
) -> list[Page]:
    """Fill two databases of a kind, and return what every page took."""
    if not postgresql:
        with tempfile.TemporaryDirectory() as folder:
            one, other = (f"sqlite:///{folder}/{size}.sqlite3" for size in sizes)
            return measured(sizes, rounds, (one, other), only)
    import psycopg

    from tests.postgres import server

    with server() as address:
        at = address.rpartition("/")[0]
        with psycopg.connect(f"{at}/postgres", autocommit=True) as connection:
            for size in sizes:
                connection.execute(f"CREATE DATABASE county_{size}")
        one, other = (f"{at}/county_{size}" for size in sizes)
        return measured(sizes, rounds, (one, other), only)


def table(found: list[Page], sizes: tuple[int, int]) -> list[str]:
    """Tell what was measured as a table, the pages that grow most first."""
    lines = [
        f"| page | who | ms at {sizes[0]:,} | ms at {sizes[1]:,} | ratio | quartiles | queries"
        " | aim met |",
        "|---|---|---:|---:|---:|---|---|---|",
    ]
    for page in sorted(found, key=lambda page: -page.ratio):
        small, large = page.medians
        lower, upper = page.spread
        queries = str(page.queries[0])
        if len(set(page.queries)) > 1:
            queries = f"{page.queries[0]} and {page.queries[1]}"
        note = "" if set(page.status) == {200} else f" (answers {page.status[0]}, {page.status[1]})"
        lines.append(
            f"| `{page.address or '(home)'}`{note} | {page.who} | {small:.1f} | {large:.1f} |"
            f" {page.ratio:.2f} | {lower:.2f}–{upper:.2f} | {queries} |"
            f" {'yes' if page.is_met else '**no**'} |"
        )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs=2, default=(2_000, 200_000))
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--only", default="", help="pages that have this in who and address")
    parser.add_argument("--answer", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.answer:
        answer(asked.answer)
        return
    sizes = (asked.sizes[0], asked.sizes[1])
    found = measure(sizes, asked.rounds, postgresql=asked.postgresql, only=asked.only)
    print("\n".join(table(found, sizes)))


if __name__ == "__main__":
    main()
