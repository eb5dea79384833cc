"""
How many requests a second the server answers, as the settings run it.

A page of the directory with its rows, beside a page that asks the database nothing, from four
connections that are kept open. The client shares the machine with the server.

    python -m bench.requests [--seconds 10]
"""

import argparse
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONNECTIONS = 4
PAGES = {"directory, 25 rows": "/bench/organisations/", "sign-in page": "/account/login/"}
FILL = """
import django; django.setup()
from django.core.management import call_command
from django.utils import timezone
from bench.directory import made_up
from folkmoot.body.assemblies.actions import found_assembly
from folkmoot.body.organisations.actions import import_list
call_command("migrate", verbosity=0)
at = timezone.now()
assembly = found_assembly(slug="bench", name="Bench", scheme="listed", by=None, at=at)
import_list(assembly=assembly, rows=made_up(2000), file_name="made up", digest="", by=None, at=at)
"""


def measure(seconds: float) -> dict[str, list[float]]:
    """Return the answers a second to each page, in three stretches."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.close()
        environment = os.environ | {
            "FOLKMOOT_ENV": "demo", "FOLKMOOT_DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DJANGO_SETTINGS_MODULE": "folkmoot.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }  # fmt: skip
        subprocess.run([sys.executable, "-c", FILL], cwd=ROOT, env=environment, check=True)
        server = subprocess.Popen(
            [sys.executable, "-m", "django", "serve", "--port", str(port), "--no-letters"],
            cwd=ROOT, env=environment, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(port)
            return {
                name: [_stretch(port, page, seconds / 3) for _ in range(3)]
                for name, page in PAGES.items()
            }
        finally:
            server.terminate()
            server.wait(30)


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _stretch(port: int, page: str, seconds: float) -> float:
    answered = [0] * CONNECTIONS
    until = time.perf_counter() + seconds

    def ask(place: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < until:
            line.request("GET", page)
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            answered[place] += 1
        line.close()

    threads = [threading.Thread(target=ask, args=[place]) for place in range(CONNECTIONS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / (time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    for name, rates in measure(parser.parse_args().seconds).items():
        print(f"{name}: {sorted(rates)[1]:.0f} requests a second")


if __name__ == "__main__":
    main()
