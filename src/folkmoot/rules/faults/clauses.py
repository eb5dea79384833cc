"""What is wrong with one clause."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from folkmoot.rules.faults.fault import Fault, Lines
from folkmoot.rules.faults.shape import CLAUSE, choice_fault, shape_faults
from folkmoot.rules.faults.words import AREAS, DEADLINE_KINDS, KEBAB, NOUNS
from folkmoot.rules.index import RULES
from folkmoot.rules.periods import UNITS
from folkmoot.rules.rulebook import NOUN, PLACEHOLDER, RULE, value_of

_DEADLINE = ("event", "kind", "what", "who", "after", "before")
_FIX = ("value", "unit", "suggested")
_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")


def clause_faults(
    clause: Mapping[str, Any], number: int, fixed: Mapping[str, Any], where: Lines
) -> Iterator[Fault]:
    """Yield what is wrong with a clause; `fixed` is all that its version fixes."""
    wrong = list(shape_faults(clause, CLAUSE, lambda field: where.clause(number, field)))
    yield from wrong
    amiss = {fault.field for fault in wrong}
    if "key" in clause and "key" not in amiss and not KEBAB.fullmatch(clause["key"]):
        message = f"{clause['key']!r} is not small words joined by hyphens"
        yield Fault(where.clause(number, "key"), "key", message)
    for field, choices in (("area", AREAS), ("noun", NOUNS)):
        yield from choice_fault(clause, field, choices, lambda name: where.clause(number, name))
    if "text" in clause and "text" not in amiss:
        yield from _wording_faults(clause["text"], number, fixed, where)
    if "kept_by" in clause and "kept_by" not in amiss:
        yield from _keeper_faults(clause, number, where)
    if "fixes" not in amiss:
        yield from _fix_faults(clause.get("fixes", {}), number, where)
    if "deadlines" not in amiss:
        yield from _deadline_faults(clause.get("deadlines", ()), number, fixed, where)
    if clause.get("ambiguities") and not clause.get("reading"):
        line = where.clause(number, "ambiguities")
        yield Fault(line, "reading", "is missing: say how the ambiguity is read")


def _wording_faults(
    text: str, number: int, fixed: Mapping[str, Any], where: Lines
) -> Iterator[Fault]:
    for name in PLACEHOLDER.findall(text):
        if name not in fixed:
            line = where.clause(number, "text", "{" + name + "}")
            yield Fault(line, "text", f"names {{{name}}}, which no clause fixes")
    rest = PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        line = where.clause(number, "text")
        yield Fault(line, "text", "has a bracket that is not a {parameter.name}")


def _keeper_faults(clause: Mapping[str, Any], number: int, where: Lines) -> Iterator[Fault]:
    kept_by, line = clause["kept_by"], where.clause(number, "kept_by")
    if kept_by.startswith(RULE):
        if kept_by.removeprefix(RULE) not in RULES:
            yield Fault(line, "kept_by", f"there is no rule {kept_by.removeprefix(RULE)!r}")
        yield from _need_of_examples(clause, number, where)
    elif kept_by.startswith(NOUN):
        if kept_by.removeprefix(NOUN) not in NOUNS:
            yield Fault(line, "kept_by", f"there is no noun {kept_by.removeprefix(NOUN)!r}")
    elif kept_by == "people":
        if not clause.get("records"):
            yield Fault(line, "records", "is missing: say what is recorded so people can keep it")
    else:
        message = f"{kept_by!r} is not rule:NAME, noun:NAME or people"
        yield Fault(line, "kept_by", message)
    if clause.get("examples") and not kept_by.startswith(RULE):
        line = where.clause(number, "examples")
        yield Fault(line, "examples", "are only for a clause that a rule keeps")


def _need_of_examples(clause: Mapping[str, Any], number: int, where: Lines) -> Iterator[Fault]:
    examples = clause.get("examples")
    if not isinstance(examples, list):
        examples = []
    line = where.clause(number, "examples" if examples else "kept_by")
    for outcome in (True, False):
        if not any(_is_example(each) and each["holds"] is outcome for each in examples):
            told = "true" if outcome else "false"
            yield Fault(line, "examples", f"one with holds = {told} is missing")
    for index, example in enumerate(examples):
        if not _is_example(example):
            yield Fault(line, f"examples[{index}]", "does not say holds = true or false")


def _fix_faults(fixes: Mapping[str, Any], number: int, where: Lines) -> Iterator[Fault]:
    for name, fix in fixes.items():
        line, field = where.clause(number, "fixes", name), f"fixes.{name}"
        if not _NAME.fullmatch(name):
            yield Fault(line, field, "is not small words joined by dots")
        if not isinstance(fix, dict):
            yield Fault(line, field, "is not { value = …, unit = … }")
            continue
        for key in fix:
            if key not in _FIX:
                yield Fault(line, f"{field}.{key}", "is not one of value, unit, suggested")
        if "value" not in fix:
            yield Fault(line, f"{field}.value", "is missing")
        else:
            try:
                value_of(fix["value"])
            except ValueError as error:
                yield Fault(line, f"{field}.value", str(error))
        if not isinstance(fix.get("unit"), str):
            yield Fault(line, f"{field}.unit", "is missing, or is not a text")
        if type(fix.get("suggested", False)) is not bool:
            yield Fault(line, f"{field}.suggested", "is not true or false")


def _deadline_faults(
    lines: Iterable[Any], number: int, fixed: Mapping[str, Any], where: Lines
) -> Iterator[Fault]:
    line = where.clause(number, "deadlines")
    for index, deadline in enumerate(lines):
        field = f"deadlines[{index}]"
        if not isinstance(deadline, dict):
            yield Fault(line, field, "is not { event = …, after = …, … }")
            continue
        for key in deadline:
            if key not in _DEADLINE:
                yield Fault(line, f"{field}.{key}", f"is not one of {', '.join(_DEADLINE)}")
        for key in ("event", "kind", "what", "who"):
            if not isinstance(deadline.get(key), str):
                yield Fault(line, f"{field}.{key}", "is missing, or is not a text")
        if not KEBAB.fullmatch(str(deadline.get("event", "-"))):
            yield Fault(line, f"{field}.event", "is not small words joined by hyphens")
        if deadline.get("kind") not in DEADLINE_KINDS:
            yield Fault(line, f"{field}.kind", f"is not one of {', '.join(DEADLINE_KINDS)}")
        yield from _length_faults(deadline, line, field, fixed)


def _length_faults(
    deadline: Mapping[str, Any], line: int, field: str, fixed: Mapping[str, Any]
) -> Iterator[Fault]:
    given = [key for key in ("after", "before") if key in deadline]
    if len(given) != 1:
        yield Fault(line, field, "needs one of after and before")
    for key in given:
        name = deadline[key]
        if not isinstance(name, str) or name not in fixed:
            yield Fault(line, f"{field}.{key}", f"names {name!r}, which no clause fixes")
        elif not _is_period(fixed[name]):
            message = f"names {name!r}, which is not a number of {', '.join(UNITS)}"
            yield Fault(line, f"{field}.{key}", message)


def _is_example(example: Any) -> bool:
    return isinstance(example, dict) and type(example.get("holds")) is bool


def _is_period(fix: Any) -> bool:
    return isinstance(fix, dict) and type(fix.get("value")) is int and fix.get("unit") in UNITS
