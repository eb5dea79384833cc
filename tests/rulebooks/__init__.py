"""The governing documents as they are shipped, read once for all the tests of them."""

from functools import cache
from pathlib import Path

import pytest

from folkmoot.rules.rulebook import Document, Rulebook, read_document

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "rulebooks").glob("*.toml"))
EVERY_DOCUMENT = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@cache
def document_of(file: Path) -> Document:
    return read_document(file.read_text(encoding="utf-8"))


def book_of(id: str) -> Rulebook:
    return document_of(ROOT / "rulebooks" / f"{id}.toml").versions[-1]
