"""Every dated consequence of the Staffordshire agreement."""

from datetime import UTC, date, datetime

import pytest

from folkmoot.rules.deadlines import deadlines, event_names


@pytest.mark.parametrize(
    ("event", "day", "expected"),
    [
        (
            "meeting",
            date(2026, 3, 12),
            [
                ("10.2", date(2026, 3, 2)),
                ("10.2", date(2026, 3, 5)),
                ("10.3", date(2026, 4, 2)),
            ],
        ),
        ("urgent-call", date(2026, 3, 12), [("8.4", date(2026, 3, 16))]),
        ("breach-reported", date(2026, 3, 2), [("13.1", date(2026, 3, 30))]),
        ("recognition", date(2022, 8, 31), [("7.1", date(2023, 2, 28))]),
        ("term-start", date(2026, 3, 2), [("7.1", date(2029, 3, 2))]),
        ("nominations-open", date(2026, 3, 2), [("9.3", date(2026, 3, 23))]),
        ("ballot-open", date(2026, 3, 24), [("9.4", date(2026, 4, 7))]),
        ("notice-to-leave", date(2026, 1, 31), [("14.1", date(2026, 2, 28))]),
        ("selection", date(2024, 2, 29), [("7.2", date(2027, 2, 28))]),
        (
            "board-meeting",
            date(2026, 3, 12),
            [("D5.2", date(2026, 3, 2)), ("D2.7", date(2026, 3, 26))],
        ),
        ("register-circulated", date(2026, 1, 31), [("9.1", date(2026, 4, 30))]),
    ],
)
def test_day_of_an_event_has_its_consequences(book, event, day, expected):
    drawn = deadlines(book, {event: day})

    assert [(deadline.clause.number, deadline.on) for deadline in drawn] == expected


def test_moment_keeps_the_time_on_the_wall(book):
    meeting = datetime(2026, 4, 2, 17, tzinfo=UTC)  # 6pm BST; the agenda goes out before the change

    requests, agenda, notes = deadlines(book, {"meeting": meeting})

    assert requests.on == datetime(2026, 3, 23, 18, tzinfo=UTC)
    assert agenda.on == datetime(2026, 3, 26, 18, tzinfo=UTC)
    assert notes.on == datetime(2026, 4, 23, 17, tzinfo=UTC)


def test_consequences_of_several_events_come_soonest_first(book):
    drawn = deadlines(
        book,
        {
            "ballot-open": datetime(2026, 3, 24, 9, tzinfo=UTC),
            "nominations-open": date(2026, 3, 2),
            "term-start": date(2026, 4, 10),
        },
    )

    assert [deadline.event for deadline in drawn] == [
        "nominations-open",
        "ballot-open",
        "term-start",
    ]
    assert [deadline.suggested for deadline in drawn] == [False, True, False]


def test_event_from_which_nothing_is_counted_is_named(book):
    with pytest.raises(
        ValueError, match="no deadline from 'full-moon'; it counts from: ballot-open"
    ):
        deadlines(book, {"full-moon": date(2026, 3, 2)})


def test_every_event_of_the_agreement_has_a_consequence(book):
    for event in event_names(book):
        assert deadlines(book, {event: date(2026, 3, 12)})


def test_deadline_becomes_an_obligation(book):
    [_, agenda, _] = deadlines(book, {"meeting": date(2026, 3, 12)})

    asked = agenda.obligation(done_on=date(2026, 3, 6))

    assert (asked.what, asked.who) == ("Send out the agenda", "the chair of the forum")
    assert asked.state(on=date(2026, 3, 12)) == "late"


def test_deadline_at_a_moment_becomes_an_obligation_at_that_moment(book):
    [close] = deadlines(book, {"ballot-open": datetime(2026, 3, 24, 9, tzinfo=UTC)})

    assert close.obligation().due_at == datetime(2026, 4, 7, 8, tzinfo=UTC)
    assert close.obligation().due_on is None
