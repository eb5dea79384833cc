"""The agreement of the Staffordshire alliance, as it ships, for the tests of its rules."""

from pathlib import Path

import pytest

from folkmoot.rules.rulebook import Document, Rulebook, read_document

RULEBOOKS = Path(__file__).parents[2] / "rulebooks"


@pytest.fixture(scope="session")
def agreement() -> Document:
    return read_document((RULEBOOKS / "staffs-alliance.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def book(agreement) -> Rulebook:
    return agreement.versions[0]
