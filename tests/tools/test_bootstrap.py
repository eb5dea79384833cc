"""The maker of the environment, on machines that lack something."""

import ast
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tools/bootstrap.py"


@pytest.fixture
def bootstrap():
    spec = util.spec_from_file_location("bootstrap", SCRIPT)
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with none but the Pythons that a test puts on it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.delenv("FOLKMOOT_PYTHON", raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "absent"))

    def put(name: str, version: str) -> Path:
        program = tmp_path / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\necho {version}\n")
        program.chmod(0o755)
        return program

    return put


def test_script_can_be_read_by_an_old_python_and_needs_nothing_else():
    tree = ast.parse(SCRIPT.read_text(), feature_version=(3, 8))
    roots = {
        name.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    }

    assert roots <= set(sys.stdlib_module_names)


def test_machine_with_old_pythons_alone_is_told_what_to_install(bootstrap, machine):
    machine("python3", "3 11 2")

    with pytest.raises(bootstrap.Lacking) as lacking:
        bootstrap.find_python()

    assert str(lacking.value).startswith(
        "Folkmoot needs Python 3.12 or later, and none was found here (python3 is 3.11.2)."
    )


def test_python_that_does_not_run_is_passed_over(bootstrap, machine):
    machine("python3.13", "no version at all")
    machine("python3", "3 12 8")

    assert bootstrap.find_python() == ("python3", (3, 12, 8))


def test_python_with_the_mail_fix_is_taken_before_one_without(bootstrap, machine):
    machine("python3.12", "3 12 1")
    newer = machine("pyenv/versions/3.13.10/bin/python3", "3 13 10")
    machine("pyenv/versions/3.13.9/bin/python3", "3 13 9")

    assert bootstrap.find_python() == (str(newer), (3, 13, 10))


def test_python_without_the_mail_fix_is_taken_when_there_is_no_other(bootstrap, machine):
    machine("python3.12", "3 12 1")

    assert bootstrap.find_python() == ("python3.12", (3, 12, 1))


def test_python_that_was_asked_for_is_the_only_one_tried(bootstrap, machine, monkeypatch):
    machine("python3.13", "3 13 1")
    monkeypatch.setenv("FOLKMOOT_PYTHON", str(machine("mine", "3 10 4")))

    with pytest.raises(bootstrap.Lacking, match=r"FOLKMOOT_PYTHON names .*mine, which is not"):
        bootstrap.find_python()


@pytest.mark.parametrize("name", ["uv", "django"])
def test_lock_of_one_package_is_its_pin_and_its_hashes(bootstrap, name):
    lines = bootstrap.locked(name, ROOT / "requirements/test.txt").splitlines()

    assert lines[0].startswith(f"{name}==")
    assert all("--hash=sha256:" in line or "# via" in line for line in lines[1:])
    assert len(lines) > 2


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("Temporary failure in name resolution", "no way to the package"),
        ("No matching distribution found for django", "no way to the package"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that the lock names"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
    ],
)
def test_failed_install_is_told_in_a_sentence(bootstrap, said, sentence):
    told = subprocess.run(["echo", said], stdout=subprocess.PIPE)

    assert sentence in bootstrap.why_not_installed(told)


@pytest.mark.parametrize("lock", ["run.txt", "test.txt"])
def test_every_locked_package_has_its_hashes_and_no_address(lock):
    text = (ROOT / "requirements" / lock).read_text()
    pins = [line for line in text.splitlines() if line and line[0] not in " #"]

    assert pins
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
    assert "://" not in text


def test_what_is_tested_is_what_runs():
    def pins(name: str) -> set[str]:
        lines = (ROOT / "requirements" / name).read_text().splitlines()
        return {line for line in lines if line and line[0] not in " #"}

    assert pins("run.txt") <= pins("test.txt")
