"""What a file breaks of a JSON Schema, by the words that the schemas of 360Giving use; others are refused."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

TOLD = {
    *{"$id", "$schema", "$defs", "title", "description", "codelist", "openCodelist", "weight"},
    *{"rollUp", "version", "required", "default", "deprecated", "comment", "$comment", "examples"},
}
KINDS: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "number": (int, float),
    "integer": int, "null": type(None),
}  # fmt: skip


def faults(
    value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = ""
) -> Iterator[str]:
    """Yield what a value breaks of a schema, each with where it stands."""
    for word, asked in schema.items():
        match word:
            case "$ref":
                found = whole
                for part in asked.partition("#/")[2].split("/"):
                    found = found[part] if part else found
                yield from faults(value, found, whole, at)
            case "type":
                kinds = [asked] if isinstance(asked, str) else asked
                is_one = any(isinstance(value, KINDS[kind]) for kind in kinds)
                if not is_one or (isinstance(value, bool) and "boolean" not in kinds):
                    yield f"{at}: {value!r} is no {asked}"
            case "enum":
                if value not in asked:
                    yield f"{at}: {value!r} is none of those"
            case "oneOf":
                holds = [one for one in asked if not list(faults(value, one, whole, at))]
                if len(holds) != 1:
                    yield f"{at}: {value!r} fits {len(holds)} of {len(asked)}"
            case "required":
                yield from (f"{at}: has no {name}" for name in asked if name not in value)
            case "properties" if isinstance(value, dict):
                for name in asked.keys() & value.keys():
                    yield from faults(value[name], asked[name], whole, f"{at}/{name}")
            case "items" if isinstance(value, list):
                for number, one in enumerate(value):
                    yield from faults(one, asked, whole, f"{at}/{number}")
            case "minItems":
                if len(value) < asked:
                    yield f"{at}: has {len(value)} of {asked}"
            case "uniqueItems":
                if asked and len({repr(one) for one in value}) < len(value):
                    yield f"{at}: has something twice"
            case "minimum":
                if value < asked:
                    yield f"{at}: {value} is below {asked}"
            case "pattern" if isinstance(value, str):
                if not re.search(asked, value):
                    yield f"{at}: {value!r} is not written as {asked}"
            case "format" if isinstance(value, str):
                if not _is_written_as(asked, value):
                    yield f"{at}: {value!r} is no {asked}"
            case "properties" | "items" | "pattern" | "format":
                pass  # of another kind, of which they say nothing
            case _ if word not in TOLD:
                raise NotImplementedError(f"{word} at {at}")


def _is_written_as(form: str, value: str) -> bool:
    if form == "uri":
        return bool(urlsplit(value).scheme)
    if form == "date-time":
        try:
            return "T" in value and datetime.fromisoformat(value).tzinfo is not None
        except ValueError:
            return False
    raise NotImplementedError(form)
