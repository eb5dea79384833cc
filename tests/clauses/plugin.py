"""Reads the `clause` markers while tests are collected: wrong ids end the run at once."""

import json
from pathlib import Path

import pytest

from tests.clauses import register, unknown


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--clauses-to",
        metavar="FILE",
        help="write each requirement of the register with the tests that prove it, as JSON",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """
    Check every marker against the register, and write down what is proved.

    :raises UsageError: if a marker is empty or names what the register does not have.
    """
    proofs: dict[str, set[str]] = {id: set() for id in register()}
    faults = set()
    for item in items:
        test = item.nodeid.split("[")[0]
        for marker in item.iter_markers("clause"):
            if not marker.args or marker.kwargs:
                faults.add(f"{test}: the marker `clause` takes one or more ids")
            faults |= {
                f"{test}: docs/clauses/clauses.csv has no {wrong!r}"
                for wrong in unknown(map(str, marker.args), proofs)
            }
            for id in set(marker.args) & set(proofs):
                proofs[id].add(test)
    if faults:
        raise pytest.UsageError("\n".join(sorted(faults)))
    if to := config.getoption("--clauses-to"):
        Path(to).parent.mkdir(parents=True, exist_ok=True)
        told = {id: sorted(tests) for id, tests in proofs.items()}
        Path(to).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
