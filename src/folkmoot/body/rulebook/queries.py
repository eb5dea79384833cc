from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.models import Adoption, Amendment
from folkmoot.ground.once import asked_once
from folkmoot.rules.findings import Clause
from folkmoot.rules.rulebook import (
    Document,
    NotInForce,
    Parameter,
    Rulebook,
    Value,
    read_document,
    value_of,
    version_numbered,
)


@lru_cache(maxsize=4)
def _read_all(folder: Path) -> Mapping[str, Document]:
    read = (read_document(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml")))
    return {document.id: document for document in read}


def documents() -> Mapping[str, Document]:
    """Return every governing document of this installation, by its id. No query."""
    return _read_all(settings.FOLKMOOT_RULEBOOKS)


def adoptions(assembly: Assembly, *, on: date) -> QuerySet[Adoption]:
    """Return what binds an assembly on a day, its agreement first, with `is_amended`. One query."""
    binding = assembly.adoptions.filter(Q(until_on=None) | Q(until_on__gt=on), from_on__lte=on)
    changed = Amendment.objects.filter(
        assembly=OuterRef("assembly"), document=OuterRef("document"), version=OuterRef("version")
    )
    # By name, because the model says already what is put on it.
    binding = binding.annotate(**{"is_amended": Exists(changed)})
    return binding.order_by("-is_agreement", "document", "pk")


def in_force(assembly: Assembly, *, on: date, document: str | None = None) -> Rulebook:
    """
    Return the version of an assembly's agreement in force on a day, as amended by then.

    One query, and one more where something in it was amended; while a page is read, for the
    first who asks.

    :param document: the id of another document that it has adopted, to ask for that.
    :raises NotInForce: if it had adopted none by that day.
    """
    question = ("the rulebook in force", assembly.pk, on, document)
    book = asked_once(question, lambda: _book(assembly, document, on=on))
    if book is None:
        raise NotInForce(f"{assembly.slug} had adopted no {document or 'agreement'} on {on}")
    return book


def _book(assembly: Assembly, document: str | None, *, on: date) -> Rulebook | None:
    wanted = Q(is_agreement=True) if document is None else Q(document=document)
    adoption = adoptions(assembly, on=on).filter(wanted).first()
    return adopted_book(adoption, on=on) if adoption is not None else None


def adopted_book(adoption: Adoption, *, on: date) -> Rulebook:
    """
    Return the version that an adoption binds to, as amended by a day.

    No query; one where something in it was amended.

    :param adoption: as `adoptions` gives it.
    """
    if not adoption.is_amended:
        return pinned(adoption.document, adoption.version)
    return amended(
        pinned(adoption.document, adoption.version),
        amendments(adoption.assembly_id, adoption.document, adoption.version, on=on),
    )


type Changes = Mapping[str, list[Any]]
"""What was amended in a version when something was begun: [value, decision] by parameter."""


def pinned(
    document: str,
    version: str,
    *,
    changes: Changes | None = None,
) -> Rulebook:
    """
    Return the version that a process was begun under. No query.

    :param changes: the amendments that were in it then, as `changes_in` told them.
    :raises NotInForce: if this installation does not hold it.
    """
    if document not in documents():
        raise NotInForce(f"no document {document}")
    book = version_numbered(documents()[document], version)
    if changes:
        return _with(book, {name: (value, by) for name, (value, by) in changes.items()})
    return book


def amendments(assembly: int, document: str, version: str, *, on: date) -> QuerySet[Amendment]:
    """
    Return what had changed in a version by a day, the earliest first. One query.

    :param assembly: the key of one.
    """
    changed = Amendment.objects.filter(
        assembly=assembly, document=document, version=version, from_on__lte=on
    )
    return changed.order_by("from_on", "pk")


def amendments_ahead(assembly: Assembly, document: str, *, on: date) -> QuerySet[Amendment]:
    """Return what was decided to change in a document after a day, the earliest first. One query."""
    ahead = Amendment.objects.filter(assembly=assembly, document=document, from_on__gt=on)
    return ahead.order_by("from_on", "pk")


def amended(book: Rulebook, changes: Iterable[Amendment]) -> Rulebook:
    """
    Return a version with some of its parameters changed, the last change of each counting.

    What a version does not fix stays unfixed. No query of its own.
    """
    return _with(book, {one.parameter: (one.value, one.decided_by) for one in changes})


def changes_in(book: Rulebook | None) -> dict[str, list[Any]]:
    """Return what is amended in a version, to be kept with what is begun under it. No query."""
    if book is None:
        return {}
    return {
        name: [_as_written(parameter.value), parameter.amended_by]
        for name, parameter in book.parameters.items()
        if parameter.amended_by
    }


def _as_written(value: Value) -> Any:
    """Return a value as a document's file would write it, in what JSON can hold."""
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, bool | int | str) else str(value)


def _with(book: Rulebook, changes: Mapping[str, tuple[Any, str]]) -> Rulebook:
    fixed = {
        name: value_read(book.parameters[name], value, decided_by)
        for name, (value, decided_by) in changes.items()
        if name in book.parameters
    }
    if not fixed:
        return book
    clauses = {
        key: replace(
            entry,
            fixes=MappingProxyType(
                {name: fixed.get(name, parameter) for name, parameter in entry.fixes.items()}
            ),
        )
        for key, entry in book.clauses.items()
    }
    return replace(
        book,
        clauses=MappingProxyType(clauses),
        parameters=MappingProxyType({**book.parameters, **fixed}),
    )


def value_read(parameter: Parameter, raw: Any, decided_by: str) -> Parameter:
    """
    Return a parameter with the value that a decision gave it, read as a file would give it.

    :raises ValueError: if that is of another kind than what the version fixes.
    """
    if type(parameter.value) is date and isinstance(raw, str):
        value: Value = date.fromisoformat(raw)
    else:
        value = value_of(raw)
    if type(value) is not type(parameter.value):
        raise ValueError(f"{raw!r} is of another kind than {parameter}")
    return replace(parameter, value=value, suggested=False, amended_by=decided_by)


def adopted_books(assembly: Assembly, *, on: date) -> tuple[Rulebook, ...]:
    """
    Return every document that binds an assembly on a day as amended by then, its agreement first.

    One query, and one more for each in which something was amended; while a page is read, for
    the first who asks.
    """
    question = ("the documents that bind", assembly.pk, on)
    return asked_once(
        question,
        lambda: tuple(adopted_book(adoption, on=on) for adoption in adoptions(assembly, on=on)),
    )


def clause_adopted(assembly: Assembly, *keys: str, on: date) -> Clause | None:
    """
    Return the first clause of some keys in any document that binds an assembly, or None.

    Its agreement is looked into before the others. Costs as `adopted_books`.
    """
    for book in adopted_books(assembly, on=on):
        found = next((book.clauses[key].clause for key in keys if key in book.clauses), None)
        if found is not None:
            return found
    return None


def book_that_fixes(assembly: Assembly, parameter: str, *, on: date) -> Rulebook | None:
    """
    Return the first document that binds an assembly and fixes a parameter, or None.

    Costs as `adopted_books`.
    """
    books = adopted_books(assembly, on=on)
    return next((book for book in books if parameter in book.parameters), None)
