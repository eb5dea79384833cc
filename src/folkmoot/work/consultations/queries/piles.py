"""A pile of answers on paper, typed into a table: read row by row, with what is wrong in each."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from folkmoot.body.organisations.models import Organisation
from folkmoot.reckoning.registers.cells import folded
from folkmoot.work.consultations.models import Consultation, Question

MOST_ROWS = 20_000
MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class Pile:
    """
    What a table holds.

    :param rows: each organisation with what it chose and its words, by the key of the question.
    :param faults: the line, and what is wrong with it; the first fifty are told, all are counted.
    """

    rows: list[tuple[int, dict[int, tuple[Any, str]]]]
    faults: list[tuple[int, str]]


def read_pile(consultation: Consultation, text: str) -> Pile:
    """
    Read a table of answers: a column `organisation`, and one for each question by its number.

    An organisation is named as on the register, or by its reference. Commas, semicolons or tabs
    part the columns. Two queries, however many rows.
    """
    sample = text.lstrip("\ufeff")
    head = sample.partition("\n")[0]
    parts = max(",;\t", key=head.count)
    questions = {str(one.number): one for one in consultation.questions.order_by("number")}
    reader = csv.DictReader(StringIO(sample), delimiter=parts)
    named = [name.strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = named
    faults = _faults_of_head(named, questions)
    if faults:
        return Pile([], [(1, fault) for fault in faults])
    known = _known(consultation)
    seen: dict[int, int] = {}
    rows: list[tuple[int, dict[int, tuple[Any, str]]]] = []
    found: list[tuple[int, str]] = []
    for row in reader:
        line = reader.line_num
        if len(rows) + len(found) >= MOST_ROWS:
            found.append((line, _("There are more rows than can be read at once.")))
            break
        if not any((value or "").strip() for value in row.values() if isinstance(value, str)):
            continue
        read = _read(row, known, seen, questions)
        if isinstance(read, str):
            found.append((line, read))
        else:
            seen[read[0]] = line
            rows.append(read)
    return Pile(rows, found)


def _faults_of_head(named: Sequence[str], questions: Mapping[str, Question]) -> list[str]:
    faults = []
    if "organisation" not in named:
        faults.append(_("There is no column called organisation."))
    columns = [name for name in named if name and name != "organisation"]
    faults += [
        _("No question has the number %(name)s.") % {"name": name}
        for name in columns
        if name not in questions
    ]
    if not columns:
        faults.append(_("There is no column for a question; call each by its number."))
    return faults


def _known(consultation: Consultation) -> dict[str, int]:
    """Return the organisations of the register by reference and, where one alone has it, by name."""
    listed = Organisation.objects.filter(
        listings__assembly=consultation.assembly, sector=Organisation.Sector.VCSE
    )
    known: dict[str, int] = {}
    shared: set[str] = set()
    for key, reference, name in listed.values_list("pk", "reference", "name"):
        known[reference] = key
        plain = folded(name)
        if plain in known:
            shared.add(plain)
        known[plain] = key
    return {name: key for name, key in known.items() if name not in shared}


def _read(
    row: Mapping[str, Any],
    known: Mapping[str, int],
    seen: Mapping[int, int],
    questions: Mapping[str, Question],
) -> tuple[int, dict[int, tuple[Any, str]]] | str:
    name = (row.get("organisation") or "").strip()
    key = known.get(name) or known.get(folded(name))
    if key is None:
        return _("No organisation on the register, or more than one, is called %(name)s.") % {
            "name": name or "–"
        }
    if key in seen:
        return _("%(name)s answered in line %(line)d already.") % {"name": name, "line": seen[key]}
    said = {}
    for number, question in questions.items():
        cell = (row.get(number) or "").strip()
        if cell:
            value = _value(question, cell)
            if isinstance(value, Wrong):
                return value.words
            said[question.pk] = value
    return (key, said) if said else _("Nothing is answered in it.")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a cell."""

    words: str


def _value(question: Question, cell: str) -> tuple[Any, str] | Wrong:
    options = {folded(option): option for option in question.options}
    match question.kind:
        case Question.Kind.TEXT:
            return None, cell
        case Question.Kind.SCALE:
            if cell in "12345" and len(cell) == 1:
                return int(cell), ""
            return Wrong(_("Question %(number)d is answered from 1 to 5.") % _of(question))
        case Question.Kind.NUMBER:
            if cell.isdecimal() and len(cell) <= 9:
                return int(cell), ""
            return Wrong(_("Question %(number)d is answered with a whole number.") % _of(question))
        case Question.Kind.PLACE:
            return cell, ""
        case Question.Kind.CHOICE:
            if folded(cell) in options:
                return options[folded(cell)], ""
        case _:
            chosen = [options.get(folded(part)) for part in cell.split("|")]
            if all(chosen) and len(set(chosen)) == len(chosen):
                is_order = question.kind == Question.Kind.RANKING
                return ({"first": chosen[0], "order": chosen} if is_order else chosen), ""
    return Wrong(
        _("Question %(number)d has no such option; there are: %(options)s.")
        % {**_of(question), "options": ", ".join(question.options)}
    )


def _of(question: Question) -> dict[str, int]:
    return {"number": question.number}
