"""Every worked example of every document that ships comes out as the document says."""

from pathlib import Path

import pytest

from folkmoot.rules.facts import typed_facts
from folkmoot.rules.faults import faults
from folkmoot.rules.index import RULES
from folkmoot.rules.periods import LONDON
from folkmoot.rules.rulebook import read_document

DOCUMENTS = sorted((Path(__file__).parents[2] / "rulebooks").glob("*.toml"))

EXAMPLES = [
    pytest.param(book, entry, example, id=f"{book.document}-{book.number}-{entry.key}-{place}")
    for path in DOCUMENTS
    for book in read_document(path.read_text(encoding="utf-8")).versions
    for entry in book.clauses.values()
    for place, example in enumerate(entry.examples, 1)
]
KEPT = [
    pytest.param(book, entry, id=f"{book.document}-{book.number}-{entry.key}")
    for path in DOCUMENTS
    for book in read_document(path.read_text(encoding="utf-8")).versions
    for entry in book.clauses.values()
    if entry.rule
]


def judged(book, entry, example):
    rule = RULES[entry.rule]
    facts = {fact: value for fact, value in example.items() if fact != "holds"}
    return rule(book, **typed_facts(rule, facts))


@pytest.mark.parametrize(("book", "entry", "example"), EXAMPLES)
def test_example_in_the_document_comes_out_as_it_says(book, entry, example):
    finding = judged(book, entry, example)

    assert finding.holds is example["holds"]
    assert finding.clause == book.clause(finding.clause.key)


@pytest.mark.parametrize(("book", "entry"), KEPT)
def test_clause_has_an_example_of_each_kind(book, entry):
    assert {example["holds"] for example in entry.examples} == {True, False}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_document_that_ships_has_no_fault_and_is_named_as_its_file(path):
    text = path.read_text(encoding="utf-8")

    assert [str(fault) for fault in faults(text)] == []
    assert read_document(text).id == path.stem


def test_every_rule_keeps_some_clause_of_a_document_that_ships():
    assert set(RULES) - {param.values[1].rule for param in KEPT} == set()


@pytest.mark.parametrize(
    ("book", "entry", "example"), [param for param in EXAMPLES if not param.values[2]["holds"]]
)
def test_refusal_of_an_example_is_a_whole_sentence_with_no_blank_left(book, entry, example):
    told = judged(book, entry, example).in_words(LONDON)

    assert told.endswith((".", "?"))
    assert not {"{", "}", "None", "[", "datetime"} & set(told.replace(".", " ").split())
    assert "{" not in told
