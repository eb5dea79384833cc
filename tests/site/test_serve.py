"""`folkmoot serve`, from its start to Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from folkmoot.site.management.commands.serve import LettersWorker, require_free

ROOT = Path(__file__).parents[2]
FOLKMOOT = [sys.executable, "-m", "folkmoot"]


def wait_until(said, seconds: float = 30.0):
    """Ask again and again until the answer is yes."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if answer := said():
            return answer
        time.sleep(0.05)
    pytest.fail(f"not within {seconds} s")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture
def surroundings(tmp_path) -> dict[str, str]:
    """The environment of an installation of its own, in a temporary folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    return {
        **kept,
        "PYTHONPATH": str(ROOT / "src"),
        "FOLKMOOT_ENV": "demo",
        "FOLKMOOT_VAR": str(tmp_path),
        "FOLKMOOT_DATABASE_URL": f"sqlite:///{tmp_path}/own.sqlite3",
    }


@pytest.mark.slow
def test_serve_answers_until_it_is_interrupted_and_leaves_nothing_behind(surroundings):
    port = free_port()
    subprocess.run([*FOLKMOOT, "migrate", "-v", "0"], env=surroundings, check=True)
    command = [*FOLKMOOT, "serve", "--port", str(port), "--workers", "1"]
    serving = subprocess.Popen(
        command, env=surroundings, stdout=subprocess.PIPE, text=True, start_new_session=True
    )

    def status() -> int | None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
                return page.status
        except urllib.error.HTTPError as answer:
            answer.close()
            return answer.code
        except OSError:
            return None

    try:
        assert wait_until(status) == 200
        os.killpg(serving.pid, signal.SIGINT)
        said, _ = serving.communicate(timeout=30)
        assert serving.returncode == 0
        assert said.splitlines()[-1] == "Stopped."
        with pytest.raises(ProcessLookupError):
            os.killpg(serving.pid, 0)
    finally:
        if serving.poll() is None:
            os.killpg(serving.pid, signal.SIGKILL)
        serving.stdout.close()
        serving.wait()


def test_serve_before_the_database_is_made_says_what_to_run_first(surroundings):
    done = subprocess.run([*FOLKMOOT, "serve"], env=surroundings, capture_output=True, text=True)

    assert done.returncode == 1
    assert "The database is not up to date. Run first: folkmoot migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_without_a_secret_key_says_so(surroundings):
    surroundings["FOLKMOOT_ENV"] = "production"

    done = subprocess.run([*FOLKMOOT, "serve"], env=surroundings, capture_output=True, text=True)

    assert done.returncode == 1
    assert "FOLKMOOT_SECRET_KEY is not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_address_that_something_else_answers_at_is_said_so():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(CommandError) as refused:
            require_free("127.0.0.1", port)

    assert str(refused.value) == (
        f"Folkmoot cannot listen at 127.0.0.1, port {port}: Address already in use. "
        "Choose another --port."
    )
    require_free("127.0.0.1", port)


def test_letters_worker_that_falls_is_started_again_and_stops_when_asked(tmp_path):
    log = tmp_path / "started"

    class Falling(LettersWorker):
        command = ("/bin/sh", "-c", f"echo up >> {log}; test $(wc -l < {log}) -lt 2 || sleep 60")

    worker = Falling()
    worker.start()
    wait_until(lambda: log.exists() and len(log.read_text().splitlines()) == 2)
    worker.stop()

    worker.watcher.join(5)
    assert not worker.watcher.is_alive()
    assert worker.process.poll() == -signal.SIGTERM
