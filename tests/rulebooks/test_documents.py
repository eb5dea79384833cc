"""The governing documents as they are shipped: whole, sound, in our own words, and computing."""

import csv
import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from folkmoot.rules.deadlines import deadlines, event_names
from folkmoot.rules.faults import faults
from folkmoot.rules.periods import Period
from folkmoot.rules.rulebook import Document, Rulebook, read_document

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "rulebooks").glob("*.toml"))
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

EVERY_DOCUMENT = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@cache
def document_of(file: Path) -> Document:
    return read_document(file.read_text(encoding="utf-8"))


def book_of(id: str) -> Rulebook:
    return document_of(ROOT / "rulebooks" / f"{id}.toml").versions[-1]


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def runs_of(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def what_is_written(book: Rulebook) -> dict[str, str]:
    """Return everything that we wrote in each clause, by key, each part apart from the next."""
    return {
        key: "\n".join(
            [entry.heading, entry.text, book.told(key), entry.reading, entry.records]
            + [f"{line.what} {line.who}" for line in entry.deadlines]
        )
        for key, entry in book.clauses.items()
    }


def copied_from(source: str, written: str) -> list[str]:
    theirs = runs_of(source)
    ours = {run for part in written.split("\n") for run in runs_of(part)}
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


@EVERY_DOCUMENT
def test_every_deadline_of_the_document_can_be_computed(file):
    for book in document_of(file).versions:
        events = event_names(book)
        assert events, "a document without dated consequences"

        drawn = deadlines(book, dict.fromkeys(events, date(2026, 1, 5)))

        lines = [line for entry in book.clauses.values() for line in entry.deadlines]
        assert len(drawn) == len(lines)
        assert all(deadline.on != date(2026, 1, 5) for deadline in drawn)


@pytest.mark.shared
@pytest.mark.parametrize("id", AMBIGUITIES)
def test_no_clause_repeats_the_source_word_for_word(id, shared):
    document = document_of(ROOT / "rulebooks" / f"{id}.toml")
    source = (shared / "sources" / document.source).read_text(encoding="utf-8")

    copied = {
        key: found
        for book in document.versions
        for key, written in what_is_written(book).items()
        if (found := copied_from(source, written))
    }

    assert copied == {}
    assert copied_from(source, "\n".join(document.notes)) == []


def test_eight_words_in_a_row_are_found_and_seven_are_not():
    source = "We will meet as often as needed to carry out our plans."

    assert copied_from(source, "They meet as often as needed to carry out it") == [
        "meet as often as needed to carry out"
    ]
    assert copied_from(source, "They meet as often as needed to carry on") == []


@pytest.mark.parametrize(
    ("id", "event", "on", "what", "due"),
    [
        (
            "dorset-compact",
            "consultation-open",
            date(2026, 1, 5),
            "Close a standard written consultation",
            date(2026, 3, 30),
        ),
        (
            "dorset-compact",
            "consultation-open",
            date(2026, 1, 5),
            "Close the shortest written consultation allowed, with a published reason",
            date(2026, 3, 2),
        ),
        (
            "dorset-compact",
            "withdrawal-notice",
            date(2026, 1, 31),
            "End the funding",
            date(2026, 4, 30),
        ),
        (
            "dorset-compact",
            "grant-end",
            date(2027, 3, 31),
            "Give notice that the funding ends",
            date(2026, 12, 31),
        ),
        (
            "dorset-compact",
            "document-adopted",
            date(2010, 1, 1),
            "Review the Compact and adopt changes",
            date(2013, 1, 1),
        ),
        (
            "dorset-compact",
            "year-start",
            date(2026, 4, 1),
            "Send the yearly Compact report to the partnership board",
            date(2027, 4, 1),
        ),
        (
            "dorset-vcsa",
            "board-meeting",
            date(2026, 1, 31),
            "Hold the next monthly meeting of the Governance Board",
            date(2026, 2, 28),
        ),
        (
            "dorset-principles",
            "document-adopted",
            date(2024, 2, 1),
            "Replace the principles or renew them",
            date(2026, 2, 1),
        ),
        (
            "wychavon-lsp",
            "report-due",
            date(2026, 1, 1),
            "Report back to the local sector",
            date(2026, 4, 1),
        ),
        (
            "model-assembly",
            "annual-meeting",
            date(2026, 6, 16),
            "Send notice of the meeting of all members",
            date(2026, 6, 1),
        ),
        (
            "model-assembly",
            "term-start",
            date(2026, 3, 2),
            "Elect the next chair",
            date(2029, 3, 2),
        ),
    ],
)
def test_a_deadline_falls_on_the_day_the_document_means(id, event, on, what, due):
    drawn = deadlines(book_of(id), {event: on})

    assert [deadline.on for deadline in drawn if deadline.what == what] == [due]


def test_compact_fixes_its_two_floors_and_its_standard():
    book = book_of("dorset-compact")

    assert book.period("consultation.standard") == Period(84, "days")
    assert book.period("consultation.minimum") == Period(56, "days")
    assert book.period("notice.funding") == Period(3, "calendar months")
    assert not any(
        book.parameter(name).suggested
        for name in ("consultation.standard", "consultation.minimum", "notice.funding")
    )


def test_principles_keep_the_day_on_which_the_plan_was_due():
    due = book_of("dorset-principles").parameter("plan.due")

    assert (due.value, str(due), due.suggested) == (date(2024, 4, 30), "30 April 2024", False)


def test_model_constitution_is_read_by_every_rule_that_reads_the_alliance_agreement():
    """One assembly or the other: the same functions run, on the same keys and parameters."""
    theirs, ours = book_of("staffs-alliance"), book_of("model-assembly")

    def kept(book: Rulebook) -> dict[str, str | None]:
        return {key: entry.rule for key, entry in book.clauses.items() if entry.rule}

    assert {key: rule for key, rule in kept(theirs).items() if kept(ours).get(key) != rule} == {}
