"""The report on attendance: each member, each person, and how often the same one came."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.body.membership.models import Suspension
from folkmoot.proceedings.meetings.models import Deputy
from folkmoot.proceedings.meetings.queries.attendance import attendance_report
from tests.factories import AuthorityFactory, PersonFactory
from tests.proceedings.meetings.factories import (
    STARTS_AT,
    AttendanceFactory,
    MeetingFactory,
    a_gathering,
    a_member,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 1)
DAYS = [date(2026, 3, 26), date(2026, 6, 25), date(2026, 9, 24), date(2026, 11, 26)]
SICK = "Taken to hospital"


def held(forum, on, **more):
    starts_at = STARTS_AT + (on - STARTS_AT.date())
    return MeetingFactory(
        forum=forum, starts_at=starts_at, opened_at=starts_at, closed_at=starts_at, **more
    )


def was(meeting, member, *, person=None, **more):
    person = person or member.person
    return AttendanceFactory(
        meeting=meeting, organisation=member.organisation, person=person, **more
    )


@pytest.fixture
def year():
    """Four meetings: of three members, one came every way there is."""
    gathering = a_gathering(members=3)
    meetings = [held(gathering.forum, day) for day in DAYS]
    member = gathering.member(2)
    colleague = PersonFactory(name="Colleague")
    was(meetings[0], member)
    was(meetings[1], member, person=colleague)
    Deputy.objects.create(
        meeting=meetings[2],
        organisation=member.organisation,
        name="Dana",
        why="Holiday.",
        asked_by=member.person,
        asked_at=meetings[2].starts_at - timedelta(days=2),
        agreed_at=meetings[2].starts_at - timedelta(days=1),
        answered_by=gathering.chair,
    )
    was(meetings[2], member, person=PersonFactory(name="Dana"), is_deputy=True)
    was(meetings[3], member, status="apology", apology=SICK)
    for meeting in meetings[:3]:
        was(meeting, gathering.member(0))
    was(meetings[3], gathering.member(1), status="coming")
    return gathering, meetings


@pytest.mark.clause("staffs-6.3-attendance")
def test_report_tells_each_member_and_person_apart_and_who_came_most(year):
    gathering, _meetings = year

    report = attendance_report(gathering.forum, on=ON)

    rows = {row.organisation: row for row in report.members}
    told = {number: rows[gathering.member(number).organisation.name] for number in range(3)}
    parts = {
        number: (row.meetings, row.present, row.deputy, row.apology, row.unexplained, row.rate)
        for number, row in told.items()
    }
    assert parts == {
        0: (4, 3, 0, 0, 1, 75),
        1: (4, 0, 0, 0, 4, 0),
        2: (4, 2, 1, 1, 0, 75),
    }
    assert (told[0].usual_person, told[0].by_usual_person) == (gathering.chair.name, 3)
    assert (told[2].by_usual_person, told[1].by_usual_person) == (1, 0)
    people = {
        row.name: (row.present, row.deputy, row.apology)
        for row in report.people
        if row.organisation == gathering.member(2).organisation.name
    }
    assert people == {
        gathering.member(2).person.name: (1, 0, 1),
        "Colleague": (1, 0, 0),
        "Dana": (0, 1, 0),
    }


@pytest.mark.clause("staffs-6.3-deputy")
def test_report_does_not_count_a_deputy_agreed_once_the_meeting_had_begun(year):
    gathering, meetings = year
    Deputy.objects.update(agreed_at=meetings[2].starts_at)

    report = attendance_report(gathering.forum, on=ON)

    [row] = [one for one in report.members if one.apology]
    assert (row.deputy, row.unexplained) == (0, 1)


def test_member_is_expected_from_the_day_it_joined_and_not_while_suspended():
    gathering = a_gathering(members=2)
    late = a_member(gathering.forum)
    late.membership.forums.update(joined_on=DAYS[1])
    Suspension.objects.create(
        membership=late.membership,
        from_on=DAYS[2],
        until_on=DAYS[3],
        reason="A breach.",
        by=gathering.officer,
    )
    for day in DAYS:
        held(gathering.forum, day)
    held(gathering.forum, ON - timedelta(days=365))
    MeetingFactory(forum=gathering.forum, starts_at=STARTS_AT)

    report = attendance_report(gathering.forum, on=ON)

    expected = {row.organisation: row.meetings for row in report.members}
    assert report.meetings == 4
    assert expected == {
        gathering.member(0).organisation.name: 4,
        gathering.member(1).organisation.name: 4,
        late.organisation.name: 2,
    }


def test_report_costs_the_same_at_two_sizes():
    costs = []
    for members, days in ((2, DAYS[:1]), (6, DAYS)):
        gathering = a_gathering(members=members)
        for day in days:
            meeting = held(gathering.forum, day)
            for member in gathering.members:
                was(meeting, member)
        with CaptureQueriesContext(connection) as queries:
            attendance_report(gathering.forum, on=ON)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 6


def test_page_and_file_name_people_to_members_alone_and_never_say_why(client, year, time_machine):
    gathering, meetings = year
    time_machine.move_to(STARTS_AT + timedelta(days=250), tick=False)
    here = f"/{gathering.forum.assembly.slug}/meetings/"
    pages = [
        f"{here}attendance/",
        f"{here}attendance.csv?forum={gathering.forum.slug}",
        f"{here}{meetings[3].reference}/attendance/",
        f"{here}{meetings[0].reference}/attendance/",
    ]
    people = f"{pages[1]}&of=people"
    name, body = gathering.member(2).person.name, gathering.member(2).organisation.name

    public = [client.get(page).content.decode() for page in pages]
    hidden = client.get(people)
    reader = AuthorityFactory(organisation=gathering.member(1).organisation).person
    client.force_login(reader)
    member = [client.get(page).content.decode() for page in [*pages, people]]

    assert all(body in page for page in public)
    assert not any(name in page or "Colleague" in page for page in public)
    assert hidden.status_code == 404
    assert all(name in page or "Colleague" in page for page in member)
    assert not any(SICK in page for page in public + member)
    rows = list(csv.DictReader(StringIO(public[1])))
    assert [row["rate in per cent"] for row in rows if row["organisation"] == body] == ["75"]


def test_page_says_so_where_no_meeting_was_held(client):
    gathering = a_gathering(members=2)
    MeetingFactory(forum=gathering.forum)

    page = client.get(f"/{gathering.forum.assembly.slug}/meetings/attendance/")

    assert "No meeting has been held and closed yet" in page.content.decode()
