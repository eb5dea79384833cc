"""Reading a document from the text of its file."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from folkmoot.rules.findings import Clause
from folkmoot.rules.rulebook.book import (
    ClauseEntry,
    DeadlineEntry,
    Document,
    Parameter,
    Rulebook,
    Value,
)

_WRAPPED = re.compile(r"(?<!\n)\n(?![\n-])")
"""A line end inside a paragraph; an empty line or a dash begins a new one."""


def read_document(text: str) -> Document:
    """
    Read a governing document from the text of its file.

    The text is taken to be sound: `faults` says of any text, in words, what is
    wrong with it and on which line.
    """
    raw = tomllib.loads(text)
    books = [_read_version(raw, version) for version in raw["version"]]
    return Document(
        id=raw["id"],
        title=raw["title"],
        short_title=raw["short_title"],
        kind=raw["kind"],
        publisher=raw["publisher"],
        source=raw["source"],
        notes=tuple(raw.get("notes", ())),
        versions=tuple(sorted(books, key=lambda book: book.in_force_from)),
    )


def value_of(raw: Any) -> Value:
    """
    Return the value a file gives for a parameter; "1/10" is a share.

    :raises ValueError: for a value of no kind that a clause can fix.
    """
    if isinstance(raw, str):
        return Fraction(raw) if re.fullmatch(r"\d+/[1-9]\d*", raw) else raw
    if isinstance(raw, list) and all(isinstance(part, str) for part in raw):
        return tuple(raw)
    if isinstance(raw, bool | int) or type(raw) is date:
        return raw
    raise ValueError(f"{raw!r} is not a whole number, share, date, yes or no, text or list")


def _read_version(raw: Mapping[str, Any], version: Mapping[str, Any]) -> Rulebook:
    number = version["number"]
    entries = [_read_clause(raw["id"], number, entry) for entry in version["clause"]]
    fixed = {name: fix for entry in entries for name, fix in entry.fixes.items()}
    return Rulebook(
        document=raw["id"],
        title=raw["title"],
        number=number,
        adopted=version.get("adopted"),
        in_force_from=version["in_force_from"],
        in_force_note=version.get("in_force_note", ""),
        clauses=MappingProxyType({entry.key: entry for entry in entries}),
        parameters=MappingProxyType(fixed),
    )


def _read_clause(document: str, version: str, raw: Mapping[str, Any]) -> ClauseEntry:
    clause = Clause(document, version, raw["key"], raw["number"], raw["heading"])
    fixes = {
        name: Parameter(
            name, value_of(fix["value"]), fix["unit"], clause, fix.get("suggested", False)
        )
        for name, fix in raw.get("fixes", {}).items()
    }
    return ClauseEntry(
        clause=clause,
        text=_WRAPPED.sub(" ", raw["text"].strip()),
        area=raw["area"],
        source=raw["source"],
        requirements=_words(raw.get("requirements")),
        kept_by=raw["kept_by"],
        records=raw.get("records", ""),
        noun=raw.get("noun", ""),
        ambiguities=_words(raw.get("ambiguities")),
        reading=raw.get("reading", ""),
        fixes=MappingProxyType(fixes),
        deadlines=tuple(DeadlineEntry(**line) for line in raw.get("deadlines", ())),
        examples=tuple(MappingProxyType(example) for example in raw.get("examples", ())),
    )


def _words(raw: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(raw or ())
