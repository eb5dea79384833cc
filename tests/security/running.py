"""Folkmoot as it runs: processes of its own, in a folder of their own."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[2]


def surroundings(folder: Path, **given: str) -> dict[str, str]:
    """Return the environment of an installation whose database and files lie in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    own = {
        "PYTHONPATH": str(ROOT / "src"),
        "FOLKMOOT_ENV": "demo",
        "FOLKMOOT_VAR": str(folder),
        "FOLKMOOT_DATABASE_URL": f"sqlite:///{folder}/own.sqlite3",
    }
    return kept | own | given


def folkmoot(*words: str, env: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "folkmoot", *words], env=env, check=True, timeout=120)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextmanager
def serving(env: dict[str, str]) -> Iterator[int]:
    """Serve in one process until the end of the block; give its port."""
    port = free_port()
    command = [sys.executable, "-m", "folkmoot", "serve", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                Visitor(port).ask("GET", "/account/login/")
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


class Visitor:
    """A browser without scripts: it keeps cookies and sends tokens back."""

    def __init__(self, *ports: int) -> None:
        self.ports = ports
        self.cookies: dict[str, str] = {}

    def ask(
        self,
        method: str,
        path: str,
        typed: dict[str, str] | None = None,
        *,
        port: int | None = None,
    ) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection("127.0.0.1", port or self.ports[0], timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if typed is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urlencode(typed or {}), headers)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        connection.close()
        return answer, body

    def send(
        self, path: str, typed: dict[str, str], *, port: int | None = None
    ) -> tuple[http.client.HTTPResponse, str]:
        """Load a form, fill it in and send it."""
        _, page = self.ask("GET", path, port=port)
        (token, *_) = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        return self.ask("POST", path, {"csrfmiddlewaretoken": token, **typed}, port=port)
