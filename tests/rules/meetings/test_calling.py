"""When an agenda and notes go out, what is on an agenda, and how often a group meets."""

from datetime import date, timedelta

import pytest

from folkmoot.rules.meetings.calling import (
    agenda_has_standing_items,
    agenda_is_in_time,
    item_in_words,
    meetings_are_enough,
    notes_are_in_time,
    notes_name_the_next_meeting,
    request_is_in_time,
)
from folkmoot.rules.periods import LONDON

MEETS_ON = date(2026, 3, 12)
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("days", "reason", "holds", "late"),
    [
        (8, "", True, 0),
        (7, "", True, 0),
        (6, "", False, 1),
        (6, "   ", False, 1),
        (6, "The room was only found today", True, 1),
        (0, "", False, 7),
    ],
)
def test_agenda_sent_seven_days_before_is_in_time_and_six_needs_a_reason(
    book, days, reason, holds, late
):
    finding = agenda_is_in_time(
        book, sent_on=MEETS_ON - days * A_DAY, meets_on=MEETS_ON, reason=reason
    )

    assert finding.holds is holds
    assert finding.clause == book.clause("agenda")
    assert (finding.facts["latest"], finding.facts["days_late"]) == (date(2026, 3, 5), late)


def test_late_agenda_says_how_late_it_is(book):
    finding = agenda_is_in_time(book, sent_on=date(2026, 3, 6), meets_on=MEETS_ON, reason="")

    assert finding.in_words(LONDON) == (
        "The agenda is 1 day late, because it was due by Thursday 5 March 2026. It can still go "
        "out with a written reason, and none was given."
    )


@pytest.mark.parametrize(("days", "holds"), [(11, True), (10, True), (9, False)])
def test_request_later_than_the_last_day_is_for_the_next_agenda(book, days, holds):
    finding = request_is_in_time(book, asked_on=MEETS_ON - days * A_DAY, meets_on=MEETS_ON)

    assert finding.holds is holds
    assert finding.facts["latest"] == date(2026, 3, 2)
    assert finding.clause == book.clause("agenda-requests")


def test_agenda_without_any_one_of_its_eight_standing_items_names_it(book):
    items = list(book.words("agenda.items"))
    assert len(items) == book.whole("agenda.standing_items")
    assert agenda_has_standing_items(book, items=["warm-spaces", *items]).holds

    for item in items:
        finding = agenda_has_standing_items(book, items=[one for one in items if one != item])
        assert (finding.holds, finding.facts) == (False, {"missing": [item_in_words(item)]})


def test_item_of_an_assembly_of_its_own_is_told_by_its_name():
    assert item_in_words("next-meeting") == "the date of the next meeting"
    assert item_in_words("warm-spaces") == "warm spaces"


@pytest.mark.parametrize(
    ("held", "planned", "short"), [(4, 0, 0), (0, 4, 0), (3, 2, 0), (3, 0, 1), (0, 0, 4)]
)
def test_meetings_held_and_planned_are_counted_together(book, held, planned, short):
    finding = meetings_are_enough(book, held=held, planned=planned)

    assert (finding.holds, finding.facts["short"]) == (short == 0, short)
    assert finding.clause == book.clause("meetings-a-year")


@pytest.mark.parametrize(("days", "late"), [(20, 0), (21, 0), (22, 1)])
def test_notes_sent_on_the_twenty_first_day_are_in_time(book, days, late):
    finding = notes_are_in_time(book, met_on=MEETS_ON, sent_on=MEETS_ON + days * A_DAY)

    assert (finding.holds, finding.facts["days_late"]) == (late == 0, late)
    assert finding.facts["latest"] == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("next_on", "is_last", "holds"),
    [(date(2026, 6, 11), False, True), (None, True, True), (None, False, False)],
)
def test_notes_need_the_next_date_unless_the_group_closes(book, next_on, is_last, holds):
    finding = notes_name_the_next_meeting(book, next_on=next_on, is_last=is_last)

    assert finding.holds is holds
