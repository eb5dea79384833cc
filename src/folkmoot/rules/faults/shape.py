"""Which fields a document, a version and a clause have, and of what kind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from folkmoot.rules.faults.fault import Fault


@dataclass(frozen=True, slots=True)
class Field:
    """What one field holds: its kind, that kind in words, and whether it must be there."""

    kind: type | tuple[type, ...]
    words: str
    needed: bool = True


_TEXT = Field(str, "a text")
_TEXTS = Field(list, "a list of texts")
DOCUMENT: Mapping[str, Field] = {
    "id": _TEXT,
    "title": _TEXT,
    "short_title": _TEXT,
    "kind": _TEXT,
    "publisher": _TEXT,
    "source": _TEXT,
    "notes": Field(list, "a list of texts", needed=False),
    "version": Field(list, "a list of [[version]] blocks"),
}
VERSION: Mapping[str, Field] = {
    "number": _TEXT,
    "adopted": Field(date, "a day", needed=False),
    "in_force_from": Field(date, "a day"),
    "in_force_note": Field(str, "a text", needed=False),
    "clause": Field(list, "a list of [[version.clause]] blocks"),
}
CLAUSE: Mapping[str, Field] = {
    "key": _TEXT,
    "number": _TEXT,
    "heading": _TEXT,
    "text": _TEXT,
    "area": _TEXT,
    "source": _TEXT,
    "requirements": _TEXTS,
    "kept_by": _TEXT,
    "records": Field(str, "a text", needed=False),
    "noun": Field(str, "a text", needed=False),
    "ambiguities": Field(list, "a list of texts", needed=False),
    "reading": Field(str, "a text", needed=False),
    "fixes": Field(dict, "parameters by name", needed=False),
    "deadlines": Field(list, "a list of deadlines", needed=False),
    "examples": Field(list, "a list of examples", needed=False),
}


def shape_faults(
    raw: Mapping[str, Any], fields: Mapping[str, Field], line: Callable[[str], int]
) -> Iterator[Fault]:
    """Yield the fields that are unknown, missing, empty or of the wrong kind."""
    for name in raw:
        if name not in fields:
            yield Fault(line(name), name, f"is not one of {', '.join(fields)}")
    for name, field in fields.items():
        if name not in raw:
            if field.needed:
                yield Fault(line(name), name, "is missing")
        elif not _is_a(raw[name], field):
            yield Fault(line(name), name, f"is not {field.words}")
        elif field.words == "a text" and field.needed and not raw[name].strip():
            yield Fault(line(name), name, "is empty")


def choice_fault(
    raw: Mapping[str, Any], field: str, choices: tuple[str, ...], line: Callable[[str], int]
) -> Iterator[Fault]:
    """Yield a fault if a field holds a word that is not one of its choices."""
    if isinstance(raw.get(field), str) and raw[field] not in choices:
        message = f"{raw[field]!r} is not one of {', '.join(choices)}"
        yield Fault(line(field), field, message)


def _is_a(value: Any, field: Field) -> bool:
    if isinstance(value, datetime) and field.kind is date:
        return False
    if field.words == "a list of texts":
        return isinstance(value, list) and all(isinstance(part, str) for part in value)
    if field.words.endswith("blocks"):
        return isinstance(value, list) and all(isinstance(part, dict) for part in value)
    return isinstance(value, field.kind)
