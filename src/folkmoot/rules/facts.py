"""Facts as they are typed in, in a document's example or on the command line, made ready."""

import inspect
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from folkmoot.rules.periods import LONDON


class FactFault(ValueError):
    """
    A fact is missing, unknown, or of the wrong kind.

    :param fact: the name of the fact at fault.
    """

    def __init__(self, fact: str, message: str) -> None:
        super().__init__(fact, message)
        self.fact, self.message = fact, message

    def __str__(self) -> str:
        return f"{self.fact}: {self.message}"


_KINDS: Mapping[object, str] = {
    bool: "true or false",
    int: "a whole number",
    str: "a text",
    date: "a day, as 2026-03-12",
    datetime: "a moment, as 2026-03-12T18:00",
    list[str]: "a list of texts",
    list[tuple[str, str]]: "a list of pairs of texts",
    dict[str, int]: "names, each with a whole number",
    type(None): "nothing",
}


def typed_facts(rule: Callable[..., object], raw: Mapping[str, Any]) -> dict[str, Any]:
    """
    Turn facts as read from JSON or TOML into what a rule asks for, by its annotations.

    A moment given without an offset is taken as the time on a clock in London, and a
    fact that may be nothing and is not given is nothing: TOML has no word for it.

    :raises FactFault: for a fact that is missing, not asked for, or of the wrong kind.
    """
    asked = _asked(rule)
    for name in raw:
        if name not in asked:
            raise FactFault(name, f"is not asked for; the facts are {', '.join(asked)}")
    facts = {}
    for name, (kind, needed) in asked.items():
        if name in raw:
            facts[name] = _typed(name, kind, raw[name])
        elif isinstance(kind, UnionType):
            facts[name] = None
        elif needed:
            raise FactFault(name, f"is missing; it is {kind_in_words(kind)}")
    return facts


def facts_asked(rule: Callable[..., object]) -> dict[str, str]:
    """Return the facts that a rule asks for, each with what it is, in words."""
    return {name: kind_in_words(kind) for name, (kind, _) in _asked(rule).items()}


def kind_in_words(kind: object) -> str:
    """Say what kind of fact is wanted: "a day, as 2026-03-12"."""
    if isinstance(kind, UnionType):
        return " or ".join(kind_in_words(part) for part in get_args(kind))
    return _KINDS[kind]


def _asked(rule: Callable[..., object]) -> dict[str, tuple[Any, bool]]:
    hints = get_type_hints(rule)
    parameters = inspect.signature(rule).parameters.values()
    return {
        parameter.name: (hints[parameter.name], parameter.default is parameter.empty)
        for parameter in parameters
        if parameter.kind is parameter.KEYWORD_ONLY
    }


def _typed(name: str, kind: Any, value: Any) -> Any:
    try:
        return _read(kind, value)
    except (ValueError, TypeError):
        message = f"{value!r} is not {kind_in_words(kind)}"
        raise FactFault(name, message) from None


def _read(kind: Any, value: Any) -> Any:
    if isinstance(kind, UnionType):
        kinds = get_args(kind)
        if value is None and type(None) in kinds:
            return None
        return _read(next(part for part in kinds if part is not type(None)), value)
    if get_origin(kind) is not None:
        return _read_many(kind, value)
    if kind is date:
        return _day(value)
    if kind is datetime:
        return _moment(value)
    if type(value) is not kind:
        raise ValueError
    return value


def _read_many(kind: Any, value: Any) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is dict:
        if not isinstance(value, dict):
            raise TypeError
        return {_read(parts[0], key): _read(parts[1], part) for key, part in value.items()}
    if not isinstance(value, list | tuple):
        raise TypeError
    if origin is tuple:
        return tuple(_read(part, each) for part, each in zip(parts, value, strict=True))
    return [_read(parts[0], each) for each in value]


def _day(value: Any) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date.fromisoformat(value)
    if type(value) is date:
        return value
    raise ValueError


def _moment(value: Any) -> datetime:
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(at, datetime):
        raise TypeError
    return at if at.tzinfo else at.replace(tzinfo=LONDON)
