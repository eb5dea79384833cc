"""Calendar files and feeds, read by two parsers that are not ours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.body.forums.models import Term
from folkmoot.proceedings.meetings.actions.calendar_key import new_calendar_key
from folkmoot.proceedings.meetings.actions.cancel_meeting import cancel_meeting
from folkmoot.proceedings.meetings.models import CalendarKey, Meeting
from folkmoot.proceedings.meetings.queries.calendar import calendar_of, events_for_person
from tests.factories import ForumFactory, OfficeFactory, PersonFactory
from tests.proceedings.meetings.calling import NOW, THEN, call, move
from tests.proceedings.meetings.factories import MeetingFactory, a_gathering
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def read(content: bytes):
    """Read a calendar with both parsers, and return the first event of each."""
    ours = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    theirs = vobject.readOne(content.decode()).vevent
    return ours, theirs


def file_of(meeting: Meeting, *, is_member: bool = False) -> bytes:
    found = Meeting.objects.select_related("assembly", "forum").get(pk=meeting.pk)
    return calendar_of([found], name="One", is_member=is_member)


@pytest.mark.parametrize(
    ("starts_at", "clock"),
    [
        (datetime(2026, 3, 28, 14, tzinfo=UTC), "14:00+00:00"),
        (datetime(2026, 3, 29, 14, tzinfo=UTC), "15:00+01:00"),
        (datetime(2026, 10, 24, 14, tzinfo=UTC), "15:00+01:00"),
        (datetime(2026, 10, 25, 14, tzinfo=UTC), "14:00+00:00"),
    ],
    ids=["before spring", "after spring", "before autumn", "after autumn"],
)
def test_time_in_a_file_is_the_same_moment_for_both_readers_on_each_side_of_a_change(
    starts_at, clock
):
    meeting = MeetingFactory(starts_at=starts_at)

    ours, theirs = read(file_of(meeting))

    for start in (ours.start, theirs.dtstart.value):
        assert start == starts_at
        assert start.astimezone(LONDON).strftime("%H:%M%:z") == clock
    assert (ours.end, theirs.dtend.value) == (meeting.ends_at, meeting.ends_at)


def test_moved_and_cancelled_meeting_is_the_same_entry_with_a_higher_sequence():
    gathering = a_gathering(members=2)
    meeting = call(gathering.forum, gathering.chair)
    first, _ = read(file_of(meeting))
    moved = move(meeting, gathering.chair, place="Barn", starts_at=THEN - timedelta(hours=1))
    second, theirs = read(file_of(moved))
    at = NOW + timedelta(days=2)
    cancel_meeting(meeting=meeting, because="Snow.", by=gathering.chair, at=at)
    third, cancelled = read(file_of(meeting))

    assert {str(one["UID"]) for one in (first, second, third)} == {theirs.uid.value}
    assert [int(one["SEQUENCE"]) for one in (first, second, third)] == [0, 1, 2]
    assert [str(one["STATUS"]) for one in (first, second, third)] == [
        *("CONFIRMED", "CONFIRMED", "CANCELLED")
    ]
    assert theirs.location.value == "Barn"
    assert third["LAST-MODIFIED"].dt == cancelled.dtstamp.value == at
    assert "Cancelled: Snow." in cancelled.description.value


def test_place_with_commas_and_lines_comes_out_as_it_was_typed():
    place = "Room 2; The Old School, High St\\Lichmere, ST1 1AA " + "é" * 80
    meeting = MeetingFactory(place=place, access="Ring.\nThen wait, please; upstairs.")

    ours, theirs = read(file_of(meeting))

    assert (str(ours["LOCATION"]), theirs.location.value) == (place, place)
    assert "Ring.\nThen wait, please; upstairs." in str(ours["DESCRIPTION"])


def test_file_of_a_meeting_has_the_link_to_join_for_members_alone(client):
    gathering = a_gathering(members=3)
    meeting = call(gathering.forum, gathering.chair)
    url = f"/{gathering.forum.assembly.slug}/meetings/{meeting.reference}/calendar.ics"

    def seen_by(person) -> bool:
        client.logout()
        if person is not None:
            client.force_login(person)
        response = client.get(url)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        return "canary" in read(response.content)[1].description.value

    people = [None, PersonFactory(), gathering.member(2).person]
    assert [seen_by(person) for person in people] == [False, False, True]


@pytest.mark.parametrize("with_factor", [True, False])
def test_file_has_the_link_for_an_officer_once_they_have_shown_their_second_factor(with_factor):
    gathering = a_gathering(members=2)
    Authenticator.objects.create(user=gathering.officer, type="totp", data={"secret": "x"})
    meeting = MeetingFactory(forum=gathering.forum, join_link="https://canary.example/")
    here = f"/{gathering.forum.assembly.slug}/meetings/{meeting.reference}/calendar.ics"

    answer = browser(gathering.officer, with_factor=with_factor).get(here)

    assert ("canary.example" in answer.content.decode()) is with_factor


def test_public_feeds_have_their_forum_or_all_and_nothing_for_members_even_for_one(client):
    gathering = a_gathering(members=2)
    forum = gathering.forum
    call(forum, gathering.chair)
    MeetingFactory(forum=ForumFactory(assembly=forum.assembly), join_link="https://canary.example/")
    MeetingFactory(join_link="https://canary.example/")
    client.force_login(gathering.chair)
    here = f"/{forum.assembly.slug}/meetings/"

    def read_feed(url):
        content = client.get(url).content
        assert b"canary" not in content
        return len(icalendar.Calendar.from_ical(content).walk("VEVENT"))

    assert read_feed(f"{here}feed.ics") == 2
    assert read_feed(f"{here}forums/{forum.slug}.ics") == 1
    assert client.get(f"{here}forums/nothing.ics").status_code == 404


def test_empty_feed_is_a_calendar_still(client):
    forum = ForumFactory()

    response = client.get(f"/{forum.assembly.slug}/meetings/feed.ics")

    assert icalendar.Calendar.from_ical(response.content).walk("VEVENT") == []


def test_own_calendar_has_the_meetings_of_the_forums_of_those_one_acts_for_and_chairs():
    gathering = a_gathering(members=3)
    forum, assembly = gathering.forum, gathering.forum.assembly
    group = ForumFactory(assembly=assembly, kind="co-ordination")
    theme = ForumFactory(assembly=assembly, kind="thematic")
    for one in (forum, group, theme):
        MeetingFactory(forum=one)
    MeetingFactory(forum=forum, starts_at=NOW - timedelta(days=400))

    def seen_by(person) -> set:
        return {meeting.forum for meeting in events_for_person(person, at=NOW)}

    assert seen_by(gathering.member(2).person) == {forum}
    assert seen_by(gathering.chair) == {forum, group}
    assert seen_by(gathering.vice_chair) == {forum}
    assert seen_by(gathering.officer) == set()
    Term.objects.create(
        office=OfficeFactory(forum=theme, role="vice-chair"), person=gathering.officer,
        holder_name="Her", basis="elected", from_on=NOW.date(), ends_on=NOW.date().replace(2029),
    )  # fmt: skip
    assert seen_by(gathering.officer) == {theme}


def test_secret_address_gives_ones_own_calendar_and_ends_when_a_new_one_is_made(
    client, time_machine
):
    time_machine.move_to(NOW, tick=False)
    gathering = a_gathering(members=3)
    meeting = call(gathering.forum, gathering.chair)
    page = f"/{gathering.forum.assembly.slug}/meetings/calendar/"
    client.force_login(gathering.member(2).person)
    assert "Make my address" in client.get(page).content.decode()
    assert not CalendarKey.objects.exists()

    client.post(page)
    old = CalendarKey.objects.get().key
    assert f"/calendar/{old}.ics" in client.get(page).content.decode()
    client.logout()
    content = client.get(f"/calendar/{old}.ics").content
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    client.force_login(gathering.member(2).person)
    client.post(page)
    new = CalendarKey.objects.get().key

    told = [str(event["SUMMARY"]) for event in events]
    name = gathering.forum.name
    assert told == [name, f"Last day to ask for an item: {name}"]
    assert events[1].start.isoformat() == "2026-03-16"
    assert b"canary-room" in content
    assert f"meeting-{meeting.reference}".encode() in content
    assert client.get(f"/calendar/{old}.ics").status_code == 404
    assert client.get(f"/calendar/{new}.ics").status_code == 200


def test_secret_address_of_somebody_who_may_not_sign_in_any_more_is_gone(client):
    person = PersonFactory()
    key = new_calendar_key(person=person, at=NOW).key
    assert client.get(f"/calendar/{key}.ics").status_code == 200

    person.is_active = False
    person.save()

    assert client.get(f"/calendar/{key}.ics").status_code == 404


def test_own_calendar_asks_as_much_of_the_database_for_few_meetings_as_for_many(client):
    gathering = a_gathering(members=2)
    key = new_calendar_key(person=gathering.chair, at=NOW).key

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/calendar/{key}.ics").status_code == 200
        return len(asked)

    MeetingFactory(forum=gathering.forum, starts_at=datetime(2030, 1, 1, 9, tzinfo=UTC))
    few = queries()
    for day in range(2, 20):
        MeetingFactory(forum=gathering.forum, starts_at=datetime(2030, 1, day, 9, tzinfo=UTC))

    assert queries() == few
