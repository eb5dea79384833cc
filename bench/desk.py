"""
A desk in an assembly with 60 forums and five years of meetings.

An assembly of 2,000 organisations whose 60 forums have each met four times a year for five
years, with agendas, attendance, notes and actions, and with five meetings to come for each.
The desks of a support officer, of a chair and of a member are asked for through the whole
stack, in one process, on SQLite.

    python -m bench.desk [--forums 60] [--years 5] [--rounds 30]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
AIM = 100.0
"""Milliseconds."""


def fill(forums: int, years: int) -> dict[str, Any]:
    """Fill the database of the environment; return the people whose desks are looked at."""
    from datetime import timedelta

    from bench import county
    from folkmoot.body.forums.models import Forum, Office, Term
    from folkmoot.ground.people.models import Person
    from folkmoot.proceedings.meetings.models import (
        Action,
        AgendaItem,
        Attendance,
        Meeting,
        NotesLine,
    )

    made = county.fill(county.Size(2000), forums=forums, contests=10)
    officer, member = made.people["officer"], made.people["contact"]
    bodies = list(
        member.authorities.values_list("organisation_id", flat=True)
        if hasattr(member, "authorities")
        else []
    )
    rows, actions = [], []
    for place, forum in enumerate(Forum.objects.filter(assembly=made.assembly).order_by("pk")):
        for number in range(-4 * years, 5):
            starts = county.NOW + timedelta(days=91 * number + place % 60, hours=place % 8)
            is_past = starts + timedelta(hours=2) < county.NOW
            rows.append(
                Meeting(
                    assembly=made.assembly, forum=forum, starts_at=starts,
                    ends_at=starts + timedelta(hours=2), place="Village hall",
                    reference=f"{forum.slug}-{number + 4 * years}-{starts:%Y-%m-%d}",
                    called_at=starts - timedelta(days=60), called_by=officer,
                    agenda_sent_at=starts - timedelta(days=8) if is_past else None,
                    opened_at=starts if is_past else None,
                    closed_at=starts + timedelta(hours=2) if is_past else None,
                    is_last=is_past,
                    notes_sent_at=starts + timedelta(days=14 + place % 14)
                    if is_past and starts + timedelta(days=30) < county.NOW else None,
                )
            )  # fmt: skip
    meetings = Meeting.objects.bulk_create(rows, 500)
    items = AgendaItem.objects.bulk_create(
        [
            AgendaItem(meeting=meeting, position=position, title=f"Matter {position}")
            for meeting in meetings
            for position in range(1, 11)
        ],
        1000,
    )
    held = [meeting for meeting in meetings if meeting.closed_at]
    NotesLine.objects.bulk_create(
        [
            NotesLine(meeting_id=item.meeting_id, item=item, position=item.position, text="Said.")
            for item in items
            if item.meeting.closed_at
        ],
        1000,
    )
    people = list(Person.objects.order_by("pk")[:12])
    Attendance.objects.bulk_create(
        [
            Attendance(
                meeting=meeting, person=person, name=person.name, status="present",
                organisation_id=bodies[0] if bodies and person == member else None,
                said_at=meeting.called_at, arrived_at=meeting.starts_at, entered_by=officer,
            )
            for meeting in held
            for person in people
        ],
        1000,
    )  # fmt: skip
    for number, meeting in enumerate(held):
        actions.append(
            Action(
                forum_id=meeting.forum_id, meeting=meeting, number=number + 1, text="Find out.",
                owner_as_written="A member", agreed_at=meeting.starts_at, entered_by=officer,
                due_on=meeting.starts_at.date() + timedelta(days=60),
                done_on=None if number % 10 == 0 else meeting.starts_at.date(),
            )
        )  # fmt: skip
    Action.objects.bulk_create(actions, 1000)
    chair = Person.objects.order_by("pk")[5]
    office = Office.objects.filter(role="chair", forum__assembly=made.assembly).order_by("pk")[1]
    Term.objects.filter(office=office).update(person=chair)
    return {"officer": officer, "chair": chair, "member": member, "slug": made.assembly.slug}


def answer(forums: int, years: int, rounds: int) -> None:
    """Fill, ask, and print a line for each desk: who, queries, and every time in milliseconds."""
    import django

    django.setup()
    import time_machine
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from bench.county import NOW
    from tests.signing_in import browser

    settings.ALLOWED_HOSTS.append("testserver")
    with time_machine.travel(NOW, tick=True):
        call_command("migrate", verbosity=0)
        made = fill(forums, years)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
        for who in ("officer", "chair", "member"):
            visitor = browser(made[who])
            times, queries = [], 0
            for _ in range(rounds + 2):
                asked: list[str] = []

                def count(execute: Any, sql: str, *rest: Any, asked: list[str] = asked) -> Any:
                    asked.append(sql)
                    return execute(sql, *rest)

                with connection.execute_wrapper(count):
                    start = time.perf_counter()
                    response = visitor.get(f"/{made['slug']}/desk/")
                    times.append((time.perf_counter() - start) * 1000)
                assert response.status_code == 200, response.status_code
                queries = len(asked)
            print("\t".join([who, str(queries), *(f"{each:.1f}" for each in times[2:])]))


def measure(
    forums: int = 60, years: int = 5, rounds: int = 30
) -> dict[str, tuple[int, list[float]]]:
    """Return for each desk how many queries it asked and how long it took each time, in ms."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.desk", "--answer", "--forums", str(forums),
             "--years", str(years), "--rounds", str(rounds)],
            cwd=ROOT, capture_output=True, text=True, check=False,
            env=os.environ | {
                "FOLKMOOT_ENV": "demo", "FOLKMOOT_DATABASE_URL": f"sqlite:///{folder}/desk.sqlite3",
                "DJANGO_SETTINGS_MODULE": "folkmoot.config.settings", "OPENBLAS_NUM_THREADS": "1",
                "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            },
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    found = {}
    for line in done.stdout.splitlines():
        who, queries, *times = line.split("\t")
        found[who] = (int(queries), [float(each) for each in times])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forums", type=int, default=60)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.answer:
        answer(asked.forums, asked.years, asked.rounds)
        return
    for who, (queries, times) in measure(asked.forums, asked.years, asked.rounds).items():
        last = statistics.quantiles(times, n=20)[-1]
        print(
            f"{who}: median {statistics.median(times):.0f} ms, 95th {last:.0f} ms, {queries} queries"
        )


if __name__ == "__main__":
    main()
