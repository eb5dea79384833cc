"""The governing documents as they are shipped: whole, sound, and in our own words."""

import csv
import re
from datetime import date
from itertools import pairwise

import pytest

from folkmoot.rules.faults import faults
from folkmoot.rules.rulebook import Rulebook
from tests.rulebooks import EVERY_DOCUMENT, FILES, ROOT, book_of, document_of

REGISTER = ROOT / "docs" / "clauses" / "clauses.csv"

RUN = 8
"""So many words in a row, the same as in the source, are no longer our own words."""

AMBIGUITIES = {
    "staffs-alliance": ("S", 29),
    "dorset-principles": ("P", 22),
    "dorset-compact": ("C", 13),
    "dorset-vcsa": ("V", 8),
    "wychavon-lsp": ("W", 7),
}
"""What each source leaves open: the letter of the list, and how many are on it."""

WORDS_IN_A_SENTENCE = 22
"""As many, on the average of a clause, as a busy volunteer takes in at one reading."""

DENSER = {"staffs-alliance": 34}
"""The alliance agreement joins more conditions in one norm than the others do."""


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def runs_of(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def what_is_written(book: Rulebook) -> dict[str, list[str]]:
    """Return everything that we wrote in each clause, by key, each part apart from the next."""
    return {
        key: [
            entry.heading,
            entry.text,
            book.told(key),
            entry.reading,
            entry.records,
            *(f"{line.what} {line.who}" for line in entry.deadlines),
        ]
        for key, entry in book.clauses.items()
    }


def copied_from(source: str, *written: str) -> list[str]:
    theirs = runs_of(source)
    ours = {run for part in written for run in runs_of(part)}
    return sorted(" ".join(run) for run in ours & theirs)


def test_the_six_documents_are_here():
    assert [file.stem for file in FILES] == [
        "dorset-compact",
        "dorset-principles",
        "dorset-vcsa",
        "model-assembly",
        "staffs-alliance",
        "wychavon-lsp",
    ]


@EVERY_DOCUMENT
def test_document_has_no_faults_and_bears_the_name_of_its_file(file):
    assert [str(fault) for fault in faults(file.read_text(encoding="utf-8"))] == []
    assert document_of(file).id == file.stem


@EVERY_DOCUMENT
def test_every_requirement_of_the_document_is_named_by_a_clause(file):
    with REGISTER.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    known = {row["id"] for row in rows}
    required = {row["id"] for row in rows if row["seed"] == file.stem}
    named = {
        id
        for book in document_of(file).versions
        for entry in book.clauses.values()
        for id in entry.requirements
    }

    assert sorted(required - named) == []
    assert sorted(named - known) == []


@pytest.mark.parametrize("id", AMBIGUITIES)
def test_every_ambiguity_of_the_source_has_a_reading(id):
    letter, count = AMBIGUITIES[id]
    book = book_of(id)

    read = {name for entry in book.clauses.values() for name in entry.ambiguities}

    assert read == {f"{letter}{n}" for n in range(1, count + 1)}


@EVERY_DOCUMENT
def test_every_wording_fills_in_and_keeps_its_own_numbers(file):
    for book in document_of(file).versions:
        for key in book.clauses:
            told = book.told(key)
            assert "{" not in told, key
            assert told.endswith((".", "?")), key


@EVERY_DOCUMENT
def test_sentences_are_short(file):
    most = DENSER.get(file.stem, WORDS_IN_A_SENTENCE)
    long = []
    for book in document_of(file).versions:
        for key in book.clauses:
            parts = re.split(r"[.!?;:](?:\s|$)", book.told(key))
            counts = [len(words_of(part)) for part in parts if words_of(part)]
            if sum(counts) / len(counts) > most:
                long.append(key)

    assert long == []


@EVERY_DOCUMENT
def test_clauses_read_straight_down_the_document(file):
    """Clauses that share a number stand together, so that a reader finds each number once."""
    for book in document_of(file).versions:
        numbers = [entry.number for entry in book.clauses.values()]
        starts = [now for before, now in pairwise(["", *numbers]) if now != before]
        assert len(starts) == len(set(starts)), [n for n in starts if starts.count(n) > 1]


@pytest.mark.shared
@pytest.mark.parametrize("id", AMBIGUITIES)
def test_no_clause_repeats_the_source_word_for_word(id, shared):
    document = document_of(ROOT / "rulebooks" / f"{id}.toml")
    source = (shared / "sources" / document.source).read_text(encoding="utf-8")

    copied = {
        key: found
        for book in document.versions
        for key, written in what_is_written(book).items()
        if (found := copied_from(source, *written))
    }

    assert copied == {}
    assert copied_from(source, *document.notes) == []


def test_eight_words_in_a_row_are_found_and_seven_are_not():
    source = "We will meet as often as needed to carry out our plans."

    assert copied_from(source, "They meet as often as needed to carry out it") == [
        "meet as often as needed to carry out"
    ]
    assert copied_from(source, "They meet as often as needed to carry on") == []


def test_principles_keep_the_day_on_which_the_plan_was_due():
    due = book_of("dorset-principles").parameter("plan.due")

    assert (due.value, str(due), due.suggested) == (date(2024, 4, 30), "30 April 2024", False)


def test_model_constitution_is_read_by_every_rule_that_reads_the_alliance_agreement():
    """One assembly or the other: the same functions run, on the same keys and parameters."""
    theirs, ours = book_of("staffs-alliance"), book_of("model-assembly")

    def kept(book: Rulebook) -> dict[str, str | None]:
        return {key: entry.rule for key, entry in book.clauses.items() if entry.rule}

    assert {key: rule for key, rule in kept(theirs).items() if kept(ours).get(key) != rule} == {}
