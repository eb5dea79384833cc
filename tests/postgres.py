"""A PostgreSQL server of our own, for as long as the tests run."""

import atexit
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEEDED = (15, "PostgreSQL 15 or later")
# Quick rather than safe: when a test run is cut short its data are worth nothing.
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "autovacuum": "off",
    "listen_addresses": "127.0.0.1",
}


class NoServer(RuntimeError):
    """There is no PostgreSQL server here that could be started, and why."""


def programs() -> Path:
    """
    Return the folder that holds `initdb` and `postgres`, the newest version first.

    Debian and Ubuntu keep them out of the PATH, a folder for each version.

    :raises NoServer: if there is none of version 15 or later.
    """
    versions = {
        int(found[1]): path
        for path in Path("/usr/lib/postgresql").glob("*/bin")
        if (found := re.fullmatch(r"(\d+)", path.parent.name)) and (path / "initdb").exists()
    }
    if versions and max(versions) >= NEEDED[0]:
        return versions[max(versions)]
    if (initdb := shutil.which("initdb")) and (Path(initdb).parent / "postgres").exists():
        return Path(initdb).resolve().parent
    raise NoServer(
        f"The tests need the server programs of {NEEDED[1]} (`initdb` and `postgres`). "
        "On Debian or Ubuntu: sudo apt-get install postgresql"
    )


def start_for_this_run() -> str:
    """Start a server that stops when this process ends, and return its address."""
    serving = server()
    try:
        address = serving.__enter__()
    except NoServer as why:
        sys.exit(str(why))
    atexit.register(serving.__exit__, None, None, None)
    return address


@contextmanager
def server() -> Iterator[str]:
    """
    Run a PostgreSQL server on a free port of this machine alone, and give its address.

    Its data lie in a temporary folder that is removed in the end. `initdb` and `postgres` refuse
    to work for root, so root runs them as the user `postgres`, whom the package brings along.

    :raises NoServer: if the programs are missing, or do not start.
    """
    at, port = programs(), _free_port()
    folder = Path(tempfile.mkdtemp(prefix="folkmoot-postgresql-"))
    as_user = _as_ordinary_user(folder)
    try:
        data = folder / "data"
        _run([*as_user, str(at / "initdb"), "-D", str(data), "-U", "folkmoot", "-A", "trust",
              "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], folder)  # fmt: skip
        options = {**QUICK, "port": str(port), "unix_socket_directories": str(folder)}
        told = " ".join(f"-c {name}={value}" for name, value in options.items())
        control = [*as_user, str(at / "pg_ctl"), "-D", str(data), "-w"]
        _run([*control, "-l", str(folder / "log"), "-o", told, "start"], folder)
        try:
            yield f"postgresql://folkmoot@127.0.0.1:{port}/folkmoot"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], cwd=folder, check=False,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_ordinary_user(folder: Path) -> list[str]:
    if os.geteuid() != 0:
        return []
    try:
        shutil.chown(folder, "postgres", "postgres")
    except LookupError as absent:
        raise NoServer(
            "PostgreSQL does not run as root, and there is no user `postgres` to run it as. "
            "Run the tests as an ordinary user, or: apt-get install postgresql"
        ) from absent
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]


def _run(command: list[str], folder: Path) -> None:
    # The server keeps what it inherits open, so its words go to a file and not to a pipe.
    with (folder / "start").open("w+") as words:
        done = subprocess.run(command, cwd=folder, stdout=words, stderr=words, check=False)
        if done.returncode == 0:
            return
        words.seek(0)
        log = folder / "log"
        said = words.read() + (log.read_text() if log.exists() else "")
    raise NoServer(f"PostgreSQL did not start.\n{said.strip()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port
