#!/usr/bin/env python3
"""
Make the environment that Folkmoot runs in, from nothing but a Python.

    python3 tools/bootstrap.py run     what is needed to serve
    python3 tools/bootstrap.py test    the same, and what the tests and checks need

Runs with the standard library alone on any Python from 3.8, because the Python that starts it
need not be the one that Folkmoot runs on. Doing it again when nothing has changed costs nothing.
Whatever this machine lacks is said in a sentence, with what to do about it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "folkmoot"
NEEDED = (3, 12)
MAIL_FIX = (3, 12, 5)

# What the tests use that no Python package brings along: Debian's package, how to see that it is
# there, and what it is for.
SYSTEM = {
    "chromium": "a browser (chromium) for the tests that drive one",
    "postgresql": "the server programs of PostgreSQL 15 or later, to run every test on it too",
    "libpangoft2-1.0-0": "Pango, with which agendas and notes are set on paper",
}


class Lacking(Exception):
    """This machine lacks something; the message says what, and what to do."""


def main():
    what = sys.argv[1] if len(sys.argv) > 1 else "run"
    if what not in ("run", "test", "system"):
        print(__doc__.strip())
        return 2
    try:
        if what == "system":
            ensure_system()
        else:
            ensure_environment(what)
    except Lacking as why:
        print(f"\n{why}\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    return 0


# The Python that Folkmoot runs on


def candidates():
    """Name every Python worth trying, the one that was asked for first."""
    asked = os.environ.get("FOLKMOOT_PYTHON")
    if asked:
        yield asked
        return
    yield from ("python3.14", "python3.13", "python3.12", "python3")
    versions = Path(os.environ.get("PYENV_ROOT", str(Path.home() / ".pyenv"))) / "versions"
    for minor in ("3.14", "3.13", "3.12"):
        for path in sorted(versions.glob(minor + "*/bin/python3"), key=release, reverse=True):
            yield str(path)
    yield sys.executable


def release(path):
    """Order 3.13.10 after 3.13.9."""
    parts = path.parents[1].name.split(".")
    return [int(part) if part.isdigit() else -1 for part in parts]


def version_of(python):
    """Return the version of a Python by running it, or None where it does not run."""
    ask = "import sys; print('%d %d %d' % sys.version_info[:3])"
    try:
        done = subprocess.run(
            [python, "-c", ask], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20
        )
        return tuple(int(part) for part in done.stdout.split()) if done.returncode == 0 else None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def find_python():
    """
    Return the first Python that is new enough, and its version.

    A Python whose mail package may be tricked into sending headers that somebody typed (before
    3.12.5) is taken only when there is no other.
    """
    seen, second_best = [], None
    for python in candidates():
        version = version_of(python)
        if not version:
            continue
        if version >= MAIL_FIX:
            return python, version
        if version >= NEEDED:
            second_best = second_best or (python, version)
        else:
            seen.append(f"{python} is {dotted(version)}")
    if second_best:
        return second_best
    asked = os.environ.get("FOLKMOOT_PYTHON")
    found = (" (" + ", ".join(dict.fromkeys(seen)) + ")") if seen else ""
    if asked:
        raise Lacking(
            f"FOLKMOOT_PYTHON names {asked}, which is not a Python {dotted(NEEDED)} or later{found}."
        )
    raise Lacking(
        f"Folkmoot needs Python {dotted(NEEDED)} or later, and none was found here{found}.\n"
        "Install one (Debian 13 and Ubuntu 24.04: apt-get install python3 python3-venv), or say\n"
        "where it is: FOLKMOOT_PYTHON=/path/to/python3.13 make demo"
    )


def dotted(version):
    return ".".join(str(part) for part in version)


# The environment


def ensure_environment(what):
    """Make `.venv` with the locked versions of what is needed, unless it is there already."""
    wanted = fingerprint(what)
    stamp = STAMPS / (what + ".stamp")
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    began = time.monotonic()
    version = version_of(str(PYTHON)) if PYTHON.exists() else None
    if version is None or version < NEEDED or has_moved():
        python, version = find_python()
        print(f"Making .venv with Python {dotted(version)}.", flush=True)
        make_venv(python)
    if version < MAIL_FIX:
        print(
            f"Warning: Python {dotted(version)} lets a crafted address add headers to a letter. That is mended in "
            "3.12.5 and 3.13:\nuse one of those before you serve the public.",
            flush=True,
        )
    install(what)
    install_folkmoot()
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / "place").write_text(str(ROOT))
    stamp.write_text(wanted)
    took = time.monotonic() - began
    print(f"The environment is ready: {megabytes(VENV):.0f} MB, {took:.0f} s.", flush=True)


def fingerprint(what):
    """Sum up everything that the environment depends on."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in [*sorted(ROOT.glob("requirements/*.txt")), Path(__file__)]:
        if path.name != "test.txt" or what == "test":
            digest.update(path.read_bytes())
    return digest.hexdigest()


def has_moved():
    """Tell whether the environment was made for another folder: its commands hold full paths."""
    place = STAMPS / "place"
    return place.exists() and place.read_text() != str(ROOT)


def make_venv(python):
    if VENV.exists():
        shutil.rmtree(str(VENV))
    done = quietly([python, "-m", "venv", str(VENV)])
    if done.returncode == 0 and PYTHON.exists():
        return
    shutil.rmtree(str(VENV), ignore_errors=True)
    said = done.stdout.decode(errors="replace")
    if "ensurepip" in said or "No module named venv" in said:
        minor = dotted(version_of(python)[:2])
        raise Lacking(
            "This Python cannot make an environment of its own: its venv module is missing.\n"
            f"On Debian or Ubuntu: apt-get install python{minor}-venv"
        )
    raise Lacking(f"The environment could not be made with {python}:\n{said.strip()}")


def install(what):
    """
    Install the locked versions, each checked against its hash.

    pip is always there. uv is quicker: it is taken where it is to hand, and for the tests' longer
    list it comes out of the same lock.
    """
    lock = ROOT / "requirements" / (what + ".txt")
    print(f"Installing what is needed to {what}.", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-q",
           "--require-hashes"]  # fmt: skip
    uv = VENV / "bin" / "uv"
    if what == "test" and not uv.exists():
        only_uv = STAMPS / "uv.txt"
        STAMPS.mkdir(exist_ok=True)
        only_uv.write_text(locked("uv", lock))
        told = quietly([*pip, "-r", str(only_uv)])
        if told.returncode != 0:
            raise Lacking(why_not_installed(told))
    quick = str(uv) if uv.exists() else shutil.which("uv")
    if quick:
        command = [quick, "pip", "install", "-q", "--python", str(PYTHON), "--require-hashes"]
        # The system's own certificates, for machines behind a gateway; harmless elsewhere.
        with_certificates = dict(os.environ, UV_SYSTEM_CERTS="1")
        if quietly([*command, "-r", str(lock)], env=with_certificates).returncode == 0:
            return
    told = quietly([*pip, "-r", str(lock)])
    if told.returncode != 0:
        raise Lacking(why_not_installed(told))


def locked(name, lock):
    """Return the lines of a lock that pin one package."""
    lines, taking = [], False
    for line in lock.read_text().splitlines():
        if not line.startswith(" "):
            taking = line.startswith(name + "==")
        if taking:
            lines.append(line)
    return "\n".join(lines) + "\n"


def why_not_installed(told):
    said = told.stdout.decode(errors="replace")
    lowered = said.lower()
    signs = ("connection", "temporary failure in name", "resolve", "timed out", "no matching dist")
    if "do not match the hashes" in lowered:
        return "A package is not the one that the lock names, so nothing was installed:\n" + said
    if "no space left" in lowered:
        return "The disk is full, so the environment could not be made."
    if any(sign in lowered for sign in signs):
        return (
            "Folkmoot's packages could not be fetched: there seems to be no way to the package\n"
            "index from here. Connect once, or set PIP_INDEX_URL or PIP_FIND_LINKS to where they\n"
            "are kept, and try again. The last words were:\n  "
            + "\n  ".join(said.strip().splitlines()[-3:])
        )
    return "Folkmoot's packages could not be installed:\n" + said


def install_folkmoot():
    """Let the environment see the sources as they are here, and give it the `folkmoot` command."""
    (site,) = VENV.glob("lib/python3*/site-packages")
    (site / "folkmoot.pth").write_text(str(ROOT / "src") + "\n")
    command = VENV / "bin" / "folkmoot"
    # By way of sh, since the first line of a script holds neither spaces nor long paths.
    command.write_text(
        "#!/bin/sh\n"
        '\'\'\'exec\' "$(dirname "$(readlink -f "$0")")/python" "$0" "$@"\n'
        "' '''\n"
        "import sys\n"
        "from folkmoot.config.cli import main\n"
        "if __name__ == '__main__':\n"
        "    sys.exit(main())\n"
    )
    command.chmod(0o755)


def quietly(command, env=None):
    """Run a command and keep what it says."""
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env)


def megabytes(folder):
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


# What the tests need of the machine


def ensure_system():
    """Have a browser and PostgreSQL's programs: installed by root, asked for otherwise."""
    missing = [package for package in SYSTEM if not is_here(package)]
    if not missing:
        return
    may_install = os.geteuid() == 0 and shutil.which("apt-get")
    if may_install:
        print("Installing {}.".format(" and ".join(missing)), flush=True)
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        quietly(["apt-get", "update", "-q"], env=environment)
        done = quietly(
            ["apt-get", "install", "-q", "-y", "--no-install-recommends", *missing],
            env=environment,
        )
        missing = [package for package in missing if not is_here(package)]
        if missing:
            print(done.stdout.decode(errors="replace")[-1500:], file=sys.stderr)
    if missing:
        lines = ["The tests need more than is on this machine:"]
        lines += ["  - " + SYSTEM[package] for package in missing]
        lines.append("On Debian or Ubuntu: sudo apt-get install " + " ".join(missing))
        lines.append("`make quick` runs the tests that need neither.")
        raise Lacking("\n".join(lines))


def is_here(package):
    if package == "chromium":
        named = os.environ.get("FOLKMOOT_CHROMIUM")
        return bool(named and Path(named).exists()) or any(
            shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")
        )
    if package == "libpangoft2-1.0-0":
        return find_library("pangoft2-1.0") is not None
    versions = [
        int(path.parent.name)
        for path in Path("/usr/lib/postgresql").glob("*/bin")
        if path.parent.name.isdigit() and (path / "initdb").exists()
    ]
    return bool(versions and max(versions) >= 15) or bool(shutil.which("initdb"))


if __name__ == "__main__":
    sys.exit(main())
