"""The days that follow from the governing documents as they are shipped."""

from datetime import date

import pytest

from folkmoot.rules.deadlines import deadlines, event_names
from folkmoot.rules.periods import Period
from tests.rulebooks import EVERY_DOCUMENT, book_of, document_of


@EVERY_DOCUMENT
def test_every_deadline_of_the_document_can_be_computed(file):
    for book in document_of(file).versions:
        events = event_names(book)
        assert events, "a document without dated consequences"

        drawn = deadlines(book, dict.fromkeys(events, date(2026, 1, 5)))

        lines = [line for entry in book.clauses.values() for line in entry.deadlines]
        assert len(drawn) == len(lines)
        assert all(deadline.on != date(2026, 1, 5) for deadline in drawn)


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
