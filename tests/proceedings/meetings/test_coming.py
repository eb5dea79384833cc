"""Saying that one comes or cannot, and who reads what was said."""

from datetime import timedelta

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.proceedings.meetings.actions.coming import say_coming, send_apologies
from folkmoot.proceedings.meetings.models import Attendance
from folkmoot.proceedings.meetings.queries.coming import coming
from folkmoot.proceedings.meetings.queries.people_waiting import waiting_people
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.rules.findings import Refusal
from tests.factories import AuthorityFactory, OrganisationFactory
from tests.proceedings.meetings.factories import (
    CALLED_AT,
    STARTS_AT,
    MeetingFactory,
    a_gathering,
    a_member,
)

pytestmark = pytest.mark.django_db
BEFORE = STARTS_AT - timedelta(days=3)
A_SECOND = timedelta(seconds=1)
PRIVATE = "A hip operation and a hearing loop"


@pytest.fixture
def gathering():
    return a_gathering(members=3)


@pytest.fixture
def meeting(gathering):
    return MeetingFactory(forum=gathering.forum)


def comes(meeting, member, *, at=BEFORE, by=None, **more):
    return say_coming(
        meeting=meeting,
        person=member.person,
        name=member.person.name,
        organisation=member.organisation,
        by=by or member.person,
        at=at,
        **{"mode": "room", **more},
    )


def cannot(meeting, member, *, at=BEFORE, by=None, **more):
    return send_apologies(
        meeting=meeting,
        person=member.person,
        name=member.person.name,
        organisation=member.organisation,
        by=by or member.person,
        at=at,
        **more,
    )


def here(assembly, meeting, page=""):
    return f"/{assembly.slug}/meetings/{meeting.reference}/{page}"


def words(response):
    return " ".join(response.content.decode().split())


def test_change_of_mind_until_the_meeting_is_one_row_and_each_change_is_recorded(
    gathering, meeting
):
    member = gathering.member(2)

    comes(meeting, member, mode="room", needs=PRIVATE)
    comes(meeting, member, mode="room", needs=PRIVATE)
    cannot(meeting, member, words=PRIVATE)
    comes(meeting, member, mode="phone", at=STARTS_AT)

    row = Attendance.objects.get()
    assert (row.status, row.mode, row.organisation) == ("coming", "phone", member.organisation)
    entries = Entry.objects.order_by("number")
    assert [entry.kind for entry in entries] == ["ComingSaid", "ApologiesSent", "ComingSaid"]
    assert PRIVATE not in str(list(entries.values()))
    meeting.refresh_from_db()
    assert meeting.edition == 4


@pytest.mark.parametrize(
    ("state", "at", "code"),
    [
        ({"cancelled_at": CALLED_AT, "cancelled_because": "Snow."}, BEFORE, "meeting-cancelled"),
        ({"opened_at": STARTS_AT, "closed_at": STARTS_AT}, STARTS_AT, "meeting-over"),
        ({}, STARTS_AT + timedelta(hours=2), "meeting-went-by"),
    ],
)
def test_coming_to_a_meeting_that_is_no_more_is_refused_and_leaves_no_trace(
    gathering, state, at, code
):
    meeting = MeetingFactory(forum=gathering.forum, **state)

    with pytest.raises(Refusal) as refused:
        comes(meeting, gathering.member(2), at=at)

    assert refused.value.code == code
    assert not Attendance.objects.exists()
    assert not Entry.objects.exists()


def test_coming_is_open_until_the_second_before_an_unopened_meeting_would_end(gathering, meeting):
    row = comes(meeting, gathering.member(2), at=meeting.ends_at - A_SECOND)

    assert row.status == "coming"


def test_nobody_comes_for_a_body_that_takes_no_part_nor_for_one_they_do_not_act_for(
    gathering, meeting
):
    stranger = AuthorityFactory(organisation=OrganisationFactory())
    codes = []
    for organisation in (stranger.organisation, gathering.member(0).organisation, None):
        with pytest.raises(Refusal) as refused:
            say_coming(
                meeting=meeting,
                person=stranger.person,
                name="Stranger",
                organisation=organisation,
                mode="room",
                by=stranger.person,
                at=BEFORE,
            )
        codes.append(refused.value.code)

    assert codes == ["can-send-nobody", "not-permitted", "can-send-nobody"]
    assert not Attendance.objects.exists()


def test_officer_enters_a_call_and_a_guest_but_a_member_enters_nobody_else(gathering, meeting):
    officer, member, other = gathering.officer, gathering.member(2), gathering.member(1)

    rang = cannot(meeting, member, by=officer, channel="phone", words="The bus was late.")
    guest = say_coming(
        meeting=meeting,
        person=None,
        name="Dr Guest",
        organisation=None,
        mode="remote",
        channel="e-mail",
        by=officer,
        at=BEFORE,
    )
    with pytest.raises(Refusal) as refused:
        comes(meeting, other, by=member.person)

    assert (rang.channel, rang.entered_by, rang.status) == ("phone", officer, "apology")
    assert (guest.person, guest.organisation) == (None, None)
    assert refused.value.code == "not-permitted"
    assert meeting.attendances.count() == 2


def test_officer_may_still_enter_an_apology_after_the_meeting_and_nobody_else(gathering):
    meeting = MeetingFactory(forum=gathering.forum, opened_at=STARTS_AT, closed_at=STARTS_AT)
    late = STARTS_AT + timedelta(days=1)

    row = cannot(meeting, gathering.member(2), by=gathering.officer, channel="phone", at=late)
    with pytest.raises(Refusal) as refused:
        cannot(meeting, gathering.member(1), at=late)

    assert row.status == "apology"
    assert refused.value.code == "meeting-over"


def test_numbers_are_by_way_of_taking_part_and_cost_the_same_at_two_sizes(
    gathering, meeting, django_assert_num_queries
):
    comes(meeting, gathering.member(0), mode="room")
    comes(meeting, gathering.member(1), mode="phone")
    cannot(meeting, gathering.member(2))
    sight = sight_of(gathering.member(0).person, gathering.forum.assembly, at=BEFORE)
    with django_assert_num_queries(3):
        found = coming(meeting, sight=sight, at=BEFORE)
    for _more in range(3):
        comes(meeting, a_member(gathering.forum), mode="remote")
    with django_assert_num_queries(3):
        more = coming(meeting, sight=sight, at=BEFORE)

    assert found.by_mode == {"room": 1, "phone": 1}
    assert (found.apologies, found.words) == (1, "2 people, for 2 organisations")
    assert more.by_mode == {"room": 1, "phone": 1, "remote": 3}
    assert (more.may_say, more.may_check_in) == (True, False)


def test_form_signs_up_and_its_private_words_are_read_by_those_who_look_after_it_alone(
    client, gathering, meeting, time_machine
):
    time_machine.move_to(BEFORE, tick=False)
    assembly, member = gathering.forum.assembly, gathering.member(2)
    client.force_login(member.person)
    page = here(assembly, meeting, "coming/")
    answers = {"body": member.organisation.pk, "mode": "remote", "needs": PRIVATE}

    incomplete = client.post(page, {**answers, "mode": ""})
    done = client.post(page, answers)

    assert incomplete.status_code == 422
    assert PRIVATE in words(incomplete)
    assert done["Location"] == here(assembly, meeting)
    assert Attendance.objects.get().needs == PRIVATE
    who = here(assembly, meeting, "attendance/")
    seen = {}
    for name, person in {"member": member, "chair": gathering.member(0), "public": None}.items():
        client.logout()
        if person is not None:
            client.force_login(person.person)
        seen[name] = words(client.get(who))
    assert [PRIVATE in seen[name] for name in ("chair", "member", "public")] == [True, False, False]
    assert member.person.name in seen["member"]
    assert member.person.name not in seen["public"]
    assert member.organisation.name not in seen["public"]


def test_desk_asks_members_of_the_forum_until_somebody_has_said(
    gathering, meeting, django_assert_max_num_queries
):
    member, assembly = gathering.member(2), gathering.forum.assembly
    url = here(assembly, meeting, "coming/")
    early = STARTS_AT - timedelta(days=28, seconds=1)

    def asked(at):
        with django_assert_max_num_queries(6):
            found = waiting_people(member.organisation, assembly, at=at, person=member.person)
        return [item.url for item in found]

    assert asked(early) == []
    assert asked(early + A_SECOND) == [url]
    cannot(meeting, member)
    assert asked(BEFORE) == []


def test_page_of_the_meeting_offers_what_can_be_said_now(client, gathering, meeting, time_machine):
    member, assembly = gathering.member(2), gathering.forum.assembly
    comes(meeting, member)
    client.force_login(member.person)
    page = here(assembly, meeting)
    links = ("coming/", "apologies/", "deputy/", "check-in/", "interests/declare/")

    def offered(at, **state):
        for name, value in state.items():
            setattr(meeting, name, value)
        meeting.save()
        time_machine.move_to(at, tick=False)
        shown = words(client.get(page))
        return {link for link in links if f'"{page}{link}"' in shown}

    assert offered(BEFORE) == set(links) - {"check-in/"}
    assert offered(STARTS_AT - timedelta(minutes=59)) == set(links)
    assert client.post(f"{page}check-in/", {"mode": "room"})["Location"] == page
    assert offered(STARTS_AT, opened_at=STARTS_AT) == {"interests/declare/"}
    assert offered(STARTS_AT, closed_at=STARTS_AT) == set()
    client.logout()
    assert offered(STARTS_AT) == set()
