"""What is wrong with a document as a whole and with its versions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from folkmoot.rules.faults.clauses import clause_faults
from folkmoot.rules.faults.fault import Fault, Lines
from folkmoot.rules.faults.shape import DOCUMENT, VERSION, choice_fault, shape_faults
from folkmoot.rules.faults.words import KEBAB, KINDS


def document_faults(raw: Mapping[str, Any], where: Lines) -> Iterator[Fault]:
    """Yield what is wrong with a document, its versions and their clauses."""
    wrong = list(shape_faults(raw, DOCUMENT, where.head))
    yield from wrong
    yield from choice_fault(raw, "kind", KINDS, where.head)
    if "id" in raw and isinstance(raw["id"], str) and not KEBAB.fullmatch(raw["id"]):
        yield Fault(where.head("id"), "id", f"{raw['id']!r} is not small words joined by hyphens")
    if "version" in {fault.field for fault in wrong}:
        return
    versions = raw["version"]
    for field in ("number", "in_force_from"):
        for again in _repeated(version.get(field) for version in versions):
            last = max(n for n, version in enumerate(versions) if version.get(field) == again)
            yield Fault(where.version(last, field), field, f"two versions have {again}")
    before = 0
    for index, version in enumerate(versions):
        yield from _version_faults(version, index, before, where)
        clauses = version.get("clause")
        before += len(clauses) if isinstance(clauses, list) else 0


def _version_faults(
    version: Mapping[str, Any], index: int, before: int, where: Lines
) -> Iterator[Fault]:
    wrong = list(shape_faults(version, VERSION, lambda field: where.version(index, field)))
    yield from wrong
    if "clause" in {fault.field for fault in wrong}:
        return
    clauses = version["clause"]
    fixed: dict[str, Any] = {}
    keys: set[str] = set()
    for number, clause in enumerate(clauses, before):
        key = clause.get("key")
        if isinstance(key, str) and key in keys:
            yield Fault(where.clause(number, "key"), "key", f"{key!r} is used twice")
        keys.add(str(key))
        fixes = clause.get("fixes", {})
        for name in fixes if isinstance(fixes, dict) else ():
            if name in fixed:
                line = where.clause(number, "fixes", name)
                yield Fault(line, f"fixes.{name}", "another clause fixes it already")
            fixed[name] = fixes[name]
    for number, clause in enumerate(clauses, before):
        yield from clause_faults(clause, number, fixed, where)


def _repeated(values: Iterable[Any]) -> list[Any]:
    counted = Counter(value for value in values if isinstance(value, str | date))
    return [value for value, times in counted.items() if times > 1]
