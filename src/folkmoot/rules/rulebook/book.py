"""What a document is made of: versions, clauses, parameters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from folkmoot.rules.findings import Clause
from folkmoot.rules.periods import LONDON, UNITS, Period
from folkmoot.rules.telling import told

type Value = int | Fraction | date | bool | str | tuple[str, ...]

PLACEHOLDER = re.compile(r"\{([a-z0-9._-]+)\}")
"""How the text of a clause names a parameter: {chair.term}."""

RULE = "rule:"
NOUN = "noun:"


class NotInForce(LookupError):
    """No version is in force on the day: a fault in the data, not a refusal."""


class NotFixed(LookupError):
    """The rulebook has no such clause or parameter, or it is of another kind."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """
    A number, date, word or list that a clause fixes, in a unit.

    :param unit: a unit that computes ("calendar months") or free words ("votes each").
    :param suggested: whether the document leaves it open and this is our default.
    :param amended_by: the reference of the decision that changed it since the version was
        adopted; nothing where it is as the version has it.
    """

    name: str
    value: Value
    unit: str
    clause: Clause
    suggested: bool = False
    amended_by: str = ""

    def __str__(self) -> str:
        if isinstance(self.value, date):
            return f"{self.value.day} {self.value:%B %Y}"
        if isinstance(self.value, bool):
            return "Yes" if self.value else "No"
        if isinstance(self.value, str | tuple):
            return told(self.value, LONDON)
        return f"{self.value} {_one(self.unit) if self.value == 1 else self.unit}".strip()

    @property
    def one(self) -> str:
        """What its unit is called when there is one: "calendar month", "full member"."""
        return _one(self.unit)

    @property
    def is_period(self) -> bool:
        """Whether it is a length of time that can be computed."""
        return type(self.value) is int and self.unit in UNITS


@dataclass(frozen=True, slots=True)
class DeadlineEntry:
    """How a clause counts a day from an event; `after` or `before` names a parameter."""

    event: str
    kind: str
    what: str
    who: str
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """
    A clause with everything that the document's file says of it.

    :param text: our own plain wording, numbers as {placeholders}; `told` fills them in.
    :param requirements: ids in the register of clauses that it gives rise to.
    :param kept_by: "rule:NAME", "noun:NAME" or "people".
    :param records: with "people", what is recorded so that people can keep it.
    :param noun: with "people", where that record is.
    :param ambiguities: what the source leaves open, by id, and `reading` how it is read.
    :param fixes: its parameters, by name.
    :param examples: worked examples: facts, and whether it `holds`.
    """

    clause: Clause
    text: str
    area: str
    source: str
    requirements: tuple[str, ...]
    kept_by: str
    records: str
    noun: str
    ambiguities: tuple[str, ...]
    reading: str
    fixes: Mapping[str, Parameter]
    deadlines: tuple[DeadlineEntry, ...]
    examples: tuple[Mapping[str, Any], ...]

    def __str__(self) -> str:
        return str(self.clause)

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.clause.document

    @property
    def version(self) -> str:
        """The number of the version."""
        return self.clause.version

    @property
    def key(self) -> str:
        """The name that never changes."""
        return self.clause.key

    @property
    def number(self) -> str:
        """The number people are shown."""
        return self.clause.number

    @property
    def heading(self) -> str:
        """What the clause is about, in a few words."""
        return self.clause.heading

    @property
    def rule(self) -> str | None:
        """The name of the function that keeps it, if one does."""
        return self.kept_by.removeprefix(RULE) if self.kept_by.startswith(RULE) else None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """
    One version of a governing document.

    Code asks for a clause by its key, which never changes; people are shown its
    number, which may change with every version.

    :param document: the id of the document.
    :param adopted: the day it was agreed, if known.
    :param in_force_from: the first day it binds.
    """

    document: str
    title: str
    number: str
    adopted: date | None
    in_force_from: date
    in_force_note: str
    clauses: Mapping[str, ClauseEntry]
    parameters: Mapping[str, Parameter]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    def clause(self, key: str) -> Clause:
        """
        Return a clause by its key.

        :raises NotFixed: if the version has no such clause.
        """
        if key not in self.clauses:
            raise NotFixed(f"{self} has no clause {key!r}")
        return self.clauses[key].clause

    def parameter(self, name: str) -> Parameter:
        """
        Return a parameter by its name.

        :raises NotFixed: if no clause fixes it.
        """
        if name not in self.parameters:
            raise NotFixed(f"{self} fixes no {name!r}")
        return self.parameters[name]

    def whole(self, name: str) -> int:
        """
        Return a whole number that a clause fixes.

        :raises NotFixed: if none does, or it is of another kind.
        """
        value = self.parameter(name).value
        if type(value) is not int:
            raise NotFixed(f"{name!r} in {self} is {value!r}, not a whole number")
        return value

    def share(self, name: str) -> Fraction:
        """
        Return a share that a clause fixes.

        :raises NotFixed: if none does, or it is of another kind.
        """
        value = self.parameter(name).value
        if not isinstance(value, Fraction):
            raise NotFixed(f"{name!r} in {self} is {value!r}, not a share")
        return value

    def period(self, name: str) -> Period:
        """
        Return a length of time that a clause fixes.

        :raises NotFixed: if none does, or it is of another kind.
        """
        parameter = self.parameter(name)
        if not parameter.is_period:
            raise NotFixed(f"{name!r} in {self} is {parameter}, not a length of time")
        return Period(self.whole(name), parameter.unit)

    def words(self, name: str) -> tuple[str, ...]:
        """
        Return a list of words that a clause fixes.

        :raises NotFixed: if none does, or it is of another kind.
        """
        value = self.parameter(name).value
        if not isinstance(value, tuple):
            raise NotFixed(f"{name!r} in {self} is {value!r}, not a list of words")
        return value

    def word(self, name: str) -> str:
        """
        Return a word that a clause fixes.

        :raises NotFixed: if none does, or it is of another kind.
        """
        value = self.parameter(name).value
        if not isinstance(value, str):
            raise NotFixed(f"{name!r} in {self} is {value!r}, not a word")
        return value

    def told(self, key: str) -> str:
        """Return the wording of a clause with its numbers filled in."""
        self.clause(key)
        return PLACEHOLDER.sub(
            lambda found: str(self.parameter(found.group(1))), self.clauses[key].text
        )


@dataclass(frozen=True, slots=True)
class Document:
    """A governing document with all its versions, oldest first."""

    id: str
    title: str
    short_title: str
    kind: str
    publisher: str
    source: str
    notes: tuple[str, ...]
    versions: tuple[Rulebook, ...]


def _one(unit: str) -> str:
    """Return a unit as it is said of one: "calendar month", "vote each"."""
    if unit in UNITS:
        return unit.removesuffix("s")
    words = unit.split(" ")
    noun = next((at for at, word in enumerate(words) if word.endswith("s")), 0)
    plural = words[noun]
    is_changed = plural.endswith("ies")
    words[noun] = f"{plural.removesuffix('ies')}y" if is_changed else plural.removesuffix("s")
    return " ".join(words)
