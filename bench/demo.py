"""
How long `make demo` takes from a clean copy until the site first answers.

The tracked files are copied to a folder of their own, without an environment; packages come from
the cache of the machine where it has them.

    python -m bench.demo
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
AIM = 90.0
PATIENCE = 600.0


def measure() -> float:
    """Return the seconds from the command to the first answer.

    :raises RuntimeError: if it ends, or does not answer within ten minutes.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "folkmoot"
        _copy_tracked(copy)
        port = _free_port()
        environment = {k: v for k, v in os.environ.items() if not k.startswith("FOLKMOOT_")}
        with (Path(folder) / "said").open("w+") as said:
            start = time.perf_counter()
            process = subprocess.Popen(
                ["make", "demo", f"PORT={port}"], cwd=copy, env=environment,
                stdout=said, stderr=said, start_new_session=True,
            )  # fmt: skip
            try:
                while not _answers(port):
                    took = time.perf_counter() - start
                    if process.poll() is not None or took > PATIENCE:
                        said.seek(0)
                        raise RuntimeError(f"make demo did not answer:\n{said.read()[-2000:]}")
                    time.sleep(0.1)
                return time.perf_counter() - start
            finally:
                _stop(process)


def _copy_tracked(to: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop what was started, and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    except ProcessLookupError:
        pass


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


if __name__ == "__main__":
    print(f"make demo answered after {measure():.0f} s (aim {AIM:.0f} s)")
