"""Staying away without a word: a kind letter, then something for people to look into."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.body.membership.models import Membership
from folkmoot.ground import bus
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.actions.absence import note_absences
from folkmoot.proceedings.meetings.events.people import AbsenceReached
from folkmoot.rules.findings import Refusal
from tests.proceedings.meetings.factories import (
    STARTS_AT,
    AttendanceFactory,
    MeetingFactory,
    a_gathering,
    a_member,
    come,
)

pytestmark = pytest.mark.django_db
A_QUARTER = timedelta(days=91)


@pytest.fixture
def heard():
    """What was published about absences while a test ran."""
    found = []

    def hear(event, *, about, by, at):
        found.append((event, about))

    listeners = bus._LISTENERS[AbsenceReached]
    before = list(listeners)
    listeners[:] = [hear]
    yield found
    listeners[:] = before


def held(forum, number):
    starts_at = STARTS_AT + number * A_QUARTER
    return MeetingFactory(
        forum=forum, starts_at=starts_at, opened_at=starts_at, closed_at=starts_at
    )


def meetings_missed(gathering, times):
    """Hold meetings at which the third member is never seen; note each as it closes."""
    for number in range(times):
        meeting = held(gathering.forum, number)
        come(meeting, *gathering.members[:2])
        note_absences(meeting=meeting, by=gathering.chair, at=meeting.closed_at)
    return meeting


def nudges():
    return list(Letter.objects.filter(kind="MissedLetter").order_by("pk"))


@pytest.mark.parametrize(
    ("times", "letters", "cases"), [(1, 1, 0), (2, 2, 0), (3, 2, 1), (4, 2, 1), (6, 2, 2)]
)
@pytest.mark.clause("staffs-6.3-absence")
def test_absence_is_nudged_twice_then_raises_a_case_and_ends_nothing(heard, times, letters, cases):
    gathering = a_gathering(members=3)
    before = list(Membership.objects.order_by("pk").values())

    meetings_missed(gathering, times)

    assert [letter.to for letter in nudges()] == [gathering.member(2).person] * letters
    assert [about for _event, about in heard] == [gathering.member(2).membership] * cases
    assert [(event.in_a_row, event.threshold) for event, _about in heard] == [
        (3, 3), (6, 3)
    ][:cases]  # fmt: skip
    assert list(Membership.objects.order_by("pk").values()) == before
    assert gathering.member(2).organisation.name not in str(list(Entry.objects.values()))
    assert Entry.objects.filter(kind="AbsencesNoted").count() == times


@pytest.mark.parametrize("status", ["apology", "present"])
@pytest.mark.clause("staffs-6.3-absence")
def test_word_or_presence_begins_the_count_again(heard, status):
    gathering = a_gathering(members=3)
    silent = gathering.member(2)
    for number in range(4):
        meeting = held(gathering.forum, number)
        come(meeting, *gathering.members[:2])
        if number == 2:
            AttendanceFactory(
                meeting=meeting,
                organisation=silent.organisation,
                person=silent.person,
                status=status,
            )
        away = note_absences(meeting=meeting, by=gathering.officer, at=meeting.closed_at)

    assert [(one.membership, one.in_a_row) for one in away] == [(silent.membership, 1)]
    assert heard == []


def test_saying_that_one_comes_is_no_word_for_staying_away(heard):
    gathering = a_gathering(members=3)
    meeting = held(gathering.forum, 0)
    come(meeting, *gathering.members[:2])
    come(meeting, gathering.member(2), status="coming")

    away = note_absences(meeting=meeting, by=gathering.chair, at=meeting.closed_at)

    assert [one.membership for one in away] == [gathering.member(2).membership]


def test_meetings_before_a_member_joined_do_not_count_against_it(heard):
    gathering = a_gathering(members=2)
    late = a_member(gathering.forum)
    late.membership.forums.update(joined_on=(STARTS_AT + 2 * A_QUARTER).date())
    for number in range(3):
        meeting = held(gathering.forum, number)
        come(meeting, *gathering.members[:2])
    away = note_absences(meeting=meeting, by=gathering.chair, at=meeting.closed_at)

    assert [(one.membership, one.in_a_row) for one in away] == [(late.membership, 1)]
    assert heard == []


def test_second_letter_offers_other_ways_and_names_the_next_meeting(heard):
    gathering = a_gathering(members=3)
    MeetingFactory(forum=gathering.forum, starts_at=STARTS_AT + 2 * A_QUARTER)

    meetings_missed(gathering, 2)

    first, second = nudges()
    assert "second meeting in a row" not in first.text
    assert "second meeting in a row" in second.text
    assert "24 September 2026" in second.text


def test_absence_costs_no_more_queries_for_more_members_that_came(heard):

    costs = []
    for members in (3, 8):
        gathering = a_gathering(members=members)
        meeting = held(gathering.forum, 0)
        come(meeting, *gathering.members[1:])
        with CaptureQueriesContext(connection) as queries:
            note_absences(meeting=meeting, by=gathering.officer, at=meeting.closed_at)
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_member_notes_no_absences(heard):
    gathering = a_gathering(members=3)
    meeting = held(gathering.forum, 0)

    with pytest.raises(Refusal) as no:
        note_absences(meeting=meeting, by=gathering.member(2).person, at=meeting.closed_at)

    assert no.value.code == "not-permitted"
    assert not Letter.objects.exists()
    assert not Entry.objects.exists()
