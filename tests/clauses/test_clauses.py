"""The register of requirements, and the markers that point into it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clauses import REGISTER, Requirement, register, report

ROOT = Path(__file__).parents[2]
TEST = """
import pytest

@pytest.mark.clause({id!r})
@pytest.mark.parametrize("number", [1, 2])
def test_one(number):
    assert number
"""


def collect(folder: Path, id: str) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = clause(*ids)\n")
    (folder / "test_one.py").write_text(TEST.format(id=id))
    return subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "tests.clauses.plugin",
         "-p", "no:django", "-p", "no:randomly", f"--clauses-to={folder}/build/clauses.json",
         "-c", str(folder / "pytest.ini"), str(folder)],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip


def test_marker_with_a_known_id_is_written_down_once_for_the_test(tmp_path):
    id = next(iter(register()))

    collected = collect(tmp_path, id)

    assert collected.returncode == 0, collected.stdout + collected.stderr
    written = json.loads((tmp_path / "build/clauses.json").read_text())
    assert written[id] == ["test_one.py::test_one"]
    assert list(written) == list(register())


def test_marker_with_an_unknown_id_fails_the_collection(tmp_path):
    collected = collect(tmp_path, "staffs-0.0-nothing")

    assert collected.returncode == pytest.ExitCode.USAGE_ERROR
    assert "clauses.csv has no 'staffs-0.0-nothing'" in collected.stdout + collected.stderr
    assert not (tmp_path / "build/clauses.json").exists()


def test_report_counts_by_document_and_area_and_lists_what_is_left():
    requirements = [
        Requirement("a-1", "a", "forums", "One."),
        Requirement("a-2", "a", "forums", "Two."),
        Requirement("b-1", "b", "funding", "Three."),
    ]
    proofs = {"a-1": ["tests/test_x.py::test_one"]}

    assert report(requirements, proofs).splitlines() == [
        "a: 1 proved of 2",
        "  forums         1 proved of 2",
        "b: 0 proved of 1",
        "  funding        0 proved of 1",
        "All: 1 proved of 3",
    ]
    assert report(requirements, proofs, areas=frozenset({"forums"})).splitlines() == [
        "a: 1 proved of 2",
        "  forums         1 proved of 2",
        "    not yet: a-2  Two.",
        "All: 1 proved of 2",
    ]


@pytest.mark.shared
def test_register_is_the_one_that_was_agreed(shared):
    assert REGISTER.read_bytes() == (shared / "clauses/clauses.csv").read_bytes()
