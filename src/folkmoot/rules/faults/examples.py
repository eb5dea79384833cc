"""Whether the worked examples of a document come out as they say."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from folkmoot.rules.facts import FactFault, typed_facts
from folkmoot.rules.faults.fault import Fault, Lines
from folkmoot.rules.index import RULES
from folkmoot.rules.rulebook import RULE, NotFixed, Rulebook, read_document


def example_faults(text: str, where: Lines) -> Iterator[Fault]:
    """Judge each example of a document that is sound in every other way."""
    raw = tomllib.loads(text)
    books = {book.number: book for book in read_document(text).versions}
    number = 0
    for version in raw["version"]:
        for clause in version["clause"]:
            if clause["kept_by"].startswith(RULE):
                line = where.clause(number, "examples")
                yield from _outcome_faults(books[version["number"]], clause, line)
            number += 1


def _outcome_faults(book: Rulebook, clause: Mapping[str, Any], line: int) -> Iterator[Fault]:
    rule = RULES[clause["kept_by"].removeprefix(RULE)]
    for index, example in enumerate(clause["examples"]):
        facts = {name: value for name, value in example.items() if name != "holds"}
        field = f"examples[{index}]"
        try:
            finding = rule(book, **typed_facts(rule, facts))
        except FactFault as fault:
            yield Fault(line, f"{field}.{fault.fact}", fault.message)
        except (NotFixed, OverflowError, ValueError) as error:
            yield Fault(line, field, f"cannot be judged: {error}")
        else:
            if finding.holds is not example["holds"]:
                yield Fault(line, field, f"says holds = {str(example['holds']).lower()}; it is not")
