"""
How long the room of a meeting takes to answer when everybody in it looks at once.

Two hundred people, each a member's, have the room of one meeting open, and each of their pages
asks for itself again every five seconds, while the chair takes items and people ask to speak and
are called. How long an answer takes is counted from when it was due, so that what waits in line
is counted too. The clients share the machine with the server.

    python -m bench.room [--people 200] [--seconds 60]
"""

import argparse
import contextlib
import heapq
import http.client
import itertools
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
AIM = 200.0  # milliseconds, for 95 of 100 answers
EVERY = 5.0  # seconds between two times that one page asks
A_SPEAKER_EVERY, AN_ITEM_EVERY = 6.0, 30.0
LINES = 24
CSRF = "a" * 32
FILL = """
import json, sys
import django; django.setup()
from datetime import timedelta
from django.core.management import call_command
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
call_command("migrate", verbosity=0)
from tests.proceedings.meetings.factories import *
gathering = a_gathering(members=int(sys.argv[1]))
at = timezone.now()
meeting = MeetingFactory(forum=gathering.forum, starts_at=at, opened_at=at, reference="bench-room")
items = [AgendaItemFactory(meeting=meeting) for _ in range(20)]
come(meeting, *gathering.members)
def session(person):
    kept = SessionStore()
    kept[SESSION_KEY] = str(person.pk)
    kept[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    kept[HASH_SESSION_KEY] = person.get_session_auth_hash()
    kept.create()
    return kept.session_key
places = dict(meeting.attendances.values_list("person_id", "pk"))
print(json.dumps({
    "address": f"/{gathering.forum.assembly.slug}/meetings/bench-room",
    "items": [item.pk for item in items],
    "people": [[session(one.person), places[one.person.pk]] for one in gathering.members],
}))
"""


@dataclass
class Measured:
    """How long each kind of answer took, in milliseconds, and what went wrong."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)

    def per_cent(self, kind: str, share: int) -> float:
        """Return the time within which a share of the answers of a kind came."""
        found = self.took[kind]
        return statistics.quantiles(found, n=100)[share - 1] if len(found) > 1 else 0.0

    @property
    def everything(self) -> list[float]:
        return list(itertools.chain.from_iterable(self.took.values()))


@dataclass
class Phone:
    """One person's page, and what it shows."""

    session: str
    place: int
    edition: str = ""
    until: str = ""
    item: str = ""


class Town:
    """A server with one meeting that goes on, and all the phones in it."""

    def __init__(self, people: int) -> None:
        self.people = people
        self.measured = Measured()
        self.lock = threading.Lock()

    def measure(self, seconds: float) -> Measured:
        """Serve the meeting, let everybody look for a time, and return how long it took."""
        with tempfile.TemporaryDirectory() as folder, socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
            taken.close()
            environment = os.environ | {
                "FOLKMOOT_ENV": "demo", "FOLKMOOT_DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
                "DJANGO_SETTINGS_MODULE": "folkmoot.config.settings",
                "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            }  # fmt: skip
            told = subprocess.run(
                [sys.executable, "-c", FILL, str(self.people)],
                cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
            facts = json.loads(told.stdout.splitlines()[-1])
            self.address, self.items = facts["address"], facts["items"]
            self.phones = [Phone(*one) for one in facts["people"]]
            server = subprocess.Popen(
                [sys.executable, "-m", "django", "serve", "--port", str(self.port), "--no-letters"],
                cwd=ROOT, env=environment, stdout=subprocess.DEVNULL,
            )  # fmt: skip
            try:
                _wait_for(self.port)
                self._everybody_looks(seconds)
            finally:
                server.terminate()
                server.wait(30)
        return self.measured

    def _everybody_looks(self, seconds: float) -> None:
        now = time.perf_counter()
        count = len(self.phones)
        self.due = [(now + 1 + EVERY * number / count, number) for number in range(count)]
        self.until = now + 1 + seconds
        threads = [threading.Thread(target=self._line) for _ in range(LINES)]
        threads.append(threading.Thread(target=self._chair))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _line(self) -> None:
        """Ask for whichever phone is due next, until the time is over."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        while True:
            with self.lock:
                due, number = heapq.heappop(self.due)
                heapq.heappush(self.due, (due + EVERY, number))
            if due > self.until:
                break
            time.sleep(max(0.0, due - time.perf_counter()))
            self._look(line, self.phones[number], due)
        line.close()

    def _look(self, line: http.client.HTTPConnection, phone: Phone, due: float) -> None:
        query = {"edition": phone.edition, "until": phone.until, "item": phone.item}
        page = f"{self.address}/room/?{urlencode(query)}"
        status, body = self._send(line, "GET", page, phone)
        kind = {204: "nothing new", 200: "drawn again"}.get(status, "")
        self._note(kind, due, f"{page} answered {status}")
        if status == 200:
            found = re.search(r"edition=(\d+)&amp;until=(\d*)&amp;item=(\d*)", body)
            if found is None:
                self._note("", due, f"{page} shows no meeting that goes on")
            else:
                phone.edition, phone.until, phone.item = found.groups()

    def _chair(self) -> None:
        """Take items, and call the people who ask to speak."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        chair, current = self.phones[0], 0
        people = itertools.cycle(self.phones[1:])
        items = itertools.cycle(self.items)
        next_item = next_speaker = time.perf_counter()
        while (now := time.perf_counter()) < self.until:
            if now >= next_item:
                item = next(items)
                sent = {"after": str(current)}
                self._deed(line, chair, f"items/{item}/start/", sent)
                current, next_item = item, now + AN_ITEM_EVERY
            if now >= next_speaker:
                speaker = next(people)
                self._deed(line, speaker, "speak/", {})
                self._deed(line, chair, f"speak/{speaker.place}/call/", {})
                next_speaker = now + A_SPEAKER_EVERY
            time.sleep(0.1)
        line.close()

    def _deed(
        self, line: http.client.HTTPConnection, phone: Phone, page: str, sent: dict[str, str]
    ) -> None:
        due = time.perf_counter()
        status, _body = self._send(line, "POST", f"{self.address}/{page}", phone, sent)
        self._note("a deed" if status == 200 else "", due, f"{page} answered {status}")

    def _send(
        self,
        line: http.client.HTTPConnection,
        method: str,
        page: str,
        phone: Phone,
        sent: dict[str, str] | None = None,
    ) -> tuple[int, str]:
        headers = {
            "Cookie": f"{_COOKIE}={phone.session}; csrftoken={CSRF}",
            "HX-Request": "true",
            "X-CSRFToken": CSRF,
        }
        body = None
        if sent is not None:
            body = urlencode(sent)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, page, body, headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException) as why:
            line.close()
            return 0, str(why)

    def _note(self, kind: str, due: float, wrong: str) -> None:
        took = (time.perf_counter() - due) * 1000
        with self.lock:
            if kind:
                self.measured.took[kind].append(took)
            else:
                self.measured.wrong.append(wrong)


_COOKIE = "sessionid"


def _wait_for(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def table(found: Measured) -> list[str]:
    """Return what was measured, as rows."""
    rows = [
        "| answer | n | half within | 95 of 100 within | aim | met |",
        "|---|---:|---:|---:|---|---|",
    ]
    found.took["all answers"] = found.everything
    for kind in ("nothing new", "drawn again", "a deed", "all answers"):
        half, most = found.per_cent(kind, 50), found.per_cent(kind, 95)
        aim = f"≤ {AIM:.0f} ms" if kind == "all answers" else ""
        met = ("yes" if most <= AIM else "**no**") if aim else ""
        count = len(found.took[kind])
        rows.append(f"| {kind} | {count:,} | {half:.0f} ms | {most:.0f} ms | {aim} | {met} |")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    found = Town(asked.people).measure(asked.seconds)
    print("\n".join(table(found)))
    print(f"{len(found.wrong)} went wrong", *sorted(set(found.wrong))[:5], sep="\n")


if __name__ == "__main__":
    main()
