"""
An empty database as the migrations leave it, made once and copied for each process of tests.

Going through all migrations takes half a minute; a copy takes a moment. The copy is made anew
whenever a migration or a locked version changes, and is kept in build/.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "migrated"


def migrated() -> Path:
    """Return the file of a migrated, empty SQLite database, and make it first if it is not there."""
    KEPT.mkdir(parents=True, exist_ok=True)
    found = KEPT / f"{_key()}.sqlite3"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the processes of one run wait for whoever came first
        if not found.exists():
            for old in KEPT.glob("*.sqlite3*"):
                old.unlink()
            _make(found)
    return found


def fill(into: sqlite3.Connection) -> None:
    """Put a copy of it into an open database, in place of whatever is there."""
    source = sqlite3.connect(migrated())
    source.backup(into)
    source.close()


def _key() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in [*sorted(ROOT.glob("src/**/migrations/*.py")), ROOT / "requirements" / "run.txt"]:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def _make(found: Path) -> None:
    begun = found.with_suffix(".begun")
    begun.unlink(missing_ok=True)
    env = os.environ | {"FOLKMOOT_ENV": "test", "FOLKMOOT_DATABASE_URL": f"sqlite:///{begun}"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], check=True, env=env)
    whole = sqlite3.connect(begun)
    whole.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing left beside it
    whole.close()
    begun.rename(found)
