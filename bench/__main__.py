"""
Make every measurement, or those named, and write them down in docs/measurements.md.

    python -m bench                 all but the longest two; about ten minutes on two quiet cores
    python -m bench import weight   those alone: the others stay as they were written down
    python -m bench votes kills     the longest two

What is written down for each: the command, how often, the median, the spread, the machine, the
aim, and whether it is met.
"""

import argparse
import os
import platform
import re
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench import (
    appraise,
    demo,
    desk,
    fairness,
    funding,
    import_list,
    kill_nine,
    opinions,
    pages,
    placing,
    requests,
    room,
    sector,
    votes,
    weight,
)

ROOT = Path(__file__).parents[1]
WRITTEN = ROOT / "docs" / "measurements.md"
LIST = ROOT.parent / "shared" / "data" / "orgs" / "orgs_combined.csv"
SIZES = (2_000, 200_000)
IMPORTS, ROUNDS = 5, 9
HEAD = """# Measurements

Written by `make bench`; `python -m bench NAME` makes one of them anew and leaves the others.
Every figure is what came out, met or not. A ratio is of two things done in turn on the same
machine; the spread is from the quarter to the three quarters of the rounds.
"""
FIGURES = "| figure | n | median | spread | aim | met |\n|---|---:|---:|---|---|---|"


def spread(values: list[float], form: str) -> str:
    """Tell the quarter and three quarters of what was measured."""
    if len(values) < 2:
        return "–"
    lower, _middle, upper = statistics.quantiles(values, n=4)
    return f"{lower:{form}}–{upper:{form}}"


def figure(what: str, values: list[float], form: str, unit: str, aim: float | None = None) -> str:
    """Return a row of the table of figures."""
    middle = statistics.median(values)
    met = "" if aim is None else "yes" if middle <= aim else "**no**"
    told = "" if aim is None else f"≤ {aim:g}{unit}"
    return (
        f"| {what} | {len(values)} | {middle:{form}}{unit} | {spread(values, form)} | {told} |"
        f" {met} |"
    )


def of_import() -> list[str]:
    if not LIST.exists():
        return [f"Not measured: `{LIST.name}` is not beside this copy of Folkmoot."]
    plain, first, again, memory = import_list.timed(LIST, IMPORTS)
    ratios = [ours / least for ours, least in zip(first, plain, strict=True)]
    return [
        f"`python -m bench.import_list ../shared/data/orgs/{LIST.name} --rounds {IMPORTS}`: the",
        "24,302 real rows through the whole import (cleaned, matched, listed, shelved, searchable,",
        "recorded), beside `csv` + `sqlite3` + FTS5 with none of that.",
        "",
        FIGURES,
        figure("import, times the plain load", ratios, ".2f", "", import_list.AIM),
        figure("import", first, ".2f", " s"),
        figure("plain load", plain, ".2f", " s"),
        figure("the same list again, which changes nothing", again, ".2f", " s"),
        figure("most memory", [float(each) for each in memory], ".0f", " MB"),
    ]


def _of_pages(*, postgresql: bool) -> list[str]:
    found = pages.measure(SIZES, ROUNDS, postgresql=postgresql)
    met = sum(page.is_met for page in found)
    same = sum(len(set(page.queries)) == 1 for page in found)
    ratios = [page.ratio for page in found]
    option = " --postgresql" if postgresql else ""
    return [
        f"`python -m bench.pages --sizes {SIZES[0]} {SIZES[1]} --rounds {ROUNDS}{option}`: the same",
        "assembly with 100 times as much in it (200,000 organisations, 20,000 members, a roll of",
        "5,000, 1,000 ballots, 200,000 entries in the record; 40 forums and 30 elections in both),",
        f"each page asked for {ROUNDS} times in turn. The aim for each page is at most"
        f" {pages.AIM} times the time (or {pages.LEAST} ms) and the same queries.",
        "",
        f"**{met} of {len(found)} pages meet the aim; {same} of {len(found)} ask the same queries;"
        f" the median ratio is {statistics.median(ratios):.2f}, the largest {max(ratios):.2f}.**",
        "",
        *pages.table(found, SIZES),
    ]


def of_pages() -> list[str]:
    return _of_pages(postgresql=False)


def of_pages_on_postgresql() -> list[str]:
    return _of_pages(postgresql=True)


def of_weight() -> list[str]:
    found = weight.measure(1_200)
    alone = sum(each.is_met for _who, _page, each in found)
    packed = sum(each.is_met_packed for _who, _page, each in found)
    return [
        "`python -m bench.weight --size 1200`: bytes of the first view (page, styles, scripts,",
        "fonts, pictures) and of a repeat view (the page alone), in an assembly of 1,200",
        f"organisations. Aims: {weight.FIRST_AIM:,} bytes at first, {weight.REPEAT_AIM:,} again.",
        "",
        f"**As our own server sends them, {alone} of {len(found)} pages meet both aims; where pages"
        f" are compressed on their way, {packed} of {len(found)} do.** The heaviest:",
        "",
        *weight.table(found),
    ]


def of_demo() -> list[str]:
    return [
        "`python -m bench.demo`: `make demo` in a clean copy of the tracked files, with a warm",
        "package cache, until the site first answers.",
        "",
        FIGURES,
        figure("first answer", [demo.measure() for _ in range(3)], ".0f", " s", demo.AIM),
    ]


def of_requests() -> list[str]:
    rates = requests.measure(12)
    return [
        "`python -m bench.requests --seconds 12`: answers a second over four connections, the",
        "server as `folkmoot serve` runs it on SQLite, the client on the same machine. No aim yet.",
        "",
        FIGURES,
        *(figure(name, found, ".0f", " a second") for name, found in rates.items()),
    ]


def of_appraise() -> list[str]:
    return [
        "`python -m bench.appraise --organisations 7500 --draws 1000 --rounds 5`: eight options for",
        "seats tried on a made-up register, each assumption the other way as well.",
        "",
        FIGURES,
        figure("trial", appraise.measure(), ".2f", " s", appraise.AIM),
    ]


def of_desk() -> list[str]:
    found = desk.measure()
    return [
        "`python -m bench.desk`: the desk of each in an assembly of 60 forums that have met four",
        "times a year for five years, through the whole stack in one process, on SQLite.",
        "",
        FIGURES,
        *(
            figure(f"{who}, {queries} queries", times, ".0f", " ms", desk.AIM)
            for who, (queries, times) in found.items()
        ),
    ]


def of_room() -> list[str]:
    found = room.Town(200).measure(60)
    return [
        "`python -m bench.room --people 200 --seconds 60`: two hundred members have the room of one",
        f"meeting open, and each page asks for itself every {room.EVERY:.0f} seconds while items are",
        "taken and people ask to speak and are called; the server as `folkmoot serve` runs it on",
        f"SQLite, the clients on the same machine. {len(found.wrong)} answers were wrong.",
        "",
        *room.table(found),
    ]


def of_fairness() -> list[str]:
    return [
        "`python -m bench.fairness --organisations 7500 --rounds 5`: a made-up county with five years",
        "of consultations that large organisations answer far more often; through the whole stack in",
        "one process, on SQLite.",
        "",
        *(f"- {row}" for row in fairness.measure()),
    ]


def of_funding() -> list[str]:
    return [
        "`python -m bench.funding --awards 100000 --rounds 9`: a made-up county with ten years of",
        "awards by ten funders; each page of money through the whole stack in one process, on SQLite.",
        "",
        *(f"- {row}" for row in funding.measure()),
    ]


def of_opinions() -> list[str]:
    return [
        "`python -m bench.opinions --worlds 1000`: half of the worlds with two groups planted (60",
        "people, 20 statements), half with the same votes dealt out anew within each statement; real",
        "deliberations at three seeds; and the clock.",
        "",
        *(f"- {row}" for row in opinions.main(["--worlds", "1000"])),
    ]


def of_placing() -> list[str]:
    return [
        "`python -m bench.placing --volunteers 5000 --roles 1000 --rounds 5`: every volunteer held",
        "against every role, each given the five that suit best with the reasons; no database.",
        "",
        FIGURES,
        figure("matching", placing.measure(), ".2f", " s", placing.AIM),
    ]


def of_sector() -> list[str]:
    return [
        "`python -m bench.sector --organisations 200000 --rounds 3`: a made-up register, counted as the",
        "task counts it, and the pages of the report through the whole stack, on SQLite.",
        "",
        *(f"- {row}" for row in sector.measure()),
    ]


def _rows(main: Callable[[list[str]], list[str]]) -> list[str]:
    rows = [row for kind in ("sqlite", "postgresql") for row in main(["--database", kind])]
    return ["| what | figure | command |", "|---|---|---|", *rows]


def of_votes() -> list[str]:
    return _rows(votes.main)


def of_kills() -> list[str]:
    return _rows(kill_nine.main)


PARTS: dict[str, tuple[str, Callable[[], list[str]]]] = {
    "import": ("Import of a real list", of_import),
    "pages": ("Every page at 200,000 organisations against 2,000, on SQLite", of_pages),
    "pages-postgresql": (
        "Every page at 200,000 organisations against 2,000, on PostgreSQL",
        of_pages_on_postgresql,
    ),
    "weight": ("The weight of a page", of_weight),
    "demo": ("From a clean copy to the first answer", of_demo),
    "requests": ("Requests a second", of_requests),
    "appraise": ("Options for seats, tried on a register", of_appraise),
    "desk": ("A desk after five years of meetings", of_desk),
    "room": ("The room of a meeting with two hundred people in it", of_room),
    "fairness": ("Who was heard, in a county of 7,500", of_fairness),
    "funding": ("The pages of money over 100,000 awards", of_funding),
    "opinions": ("Groups of opinion, where they are and where they are not", of_opinions),
    "placing": ("Volunteers matched with roles", of_placing),
    "sector": ("The state of a sector of 200,000", of_sector),
    "votes": ("One organisation, one vote", of_votes),
    "kills": ("Nothing acknowledged is lost", of_kills),
}
LONGEST = ("votes", "kills")


def machine() -> str:
    """Say on what it was measured: nothing by which the machine could be told from another."""
    try:
        told = subprocess.run(["/usr/bin/env", "psql", "--version"], capture_output=True, text=True,
                              check=True).stdout  # fmt: skip
        postgresql = f", PostgreSQL {re.findall(r'[0-9.]+', told)[0]}"
    except (OSError, subprocess.CalledProcessError, IndexError):
        postgresql = ""
    busy = os.getloadavg()[0]
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python"
        f" {platform.python_version()}, SQLite {sqlite3.sqlite_version}{postgresql};"
        f" {datetime.now(UTC):%d %B %Y}, load before it {busy:.1f}"
    )


def sections() -> dict[str, str]:
    """Return what is written down already, by heading."""
    if not WRITTEN.exists():
        return {}
    parts = re.split(r"^## (.+)$", WRITTEN.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {heading: body.strip() for heading, body in zip(parts[::2], parts[1::2], strict=True)}


def write(held: dict[str, str]) -> None:
    """Write everything down, in the order of the parts."""
    told = [
        f"## {heading}\n\n{held[heading]}\n" for heading, _ in PARTS.values() if heading in held
    ]
    WRITTEN.write_text("\n".join([HEAD, *told]), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(PARTS))
    asked = parser.parse_args().names or [name for name in PARTS if name not in LONGEST]
    if unknown := [name for name in asked if name not in PARTS]:
        parser.error(f"there is no measurement called {unknown[0]}; there are {', '.join(PARTS)}")
    failed = False
    for name in asked:
        heading, _measure = PARTS[name]
        print(f"{heading} …", flush=True)
        on = machine()
        done = subprocess.run(
            [sys.executable, "-c", f"import bench.__main__ as b; print(*b.PARTS[{name!r}][1](), sep=chr(10))"],
            cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False,
            env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        )  # fmt: skip
        if done.returncode:
            failed = True
            print(f"{name} could not be measured; what was written down of it stays.")
            continue
        # Written one by one: what is done is kept if a later one is interrupted.
        write(sections() | {heading: f"{done.stdout.strip()}\n\nMeasured on {on}."})
        print(done.stdout, flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
