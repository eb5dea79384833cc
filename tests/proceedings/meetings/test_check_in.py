"""Saying that one is there: by the code, by one tap, by an officer at the door."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.ground.ledger.models import Entry
from folkmoot.proceedings.meetings.actions.check_in import (
    TRIES,
    WAIT,
    check_in,
    check_in_somebody,
    come_back,
    go_out,
)
from folkmoot.proceedings.meetings.actions.coming import say_coming
from folkmoot.proceedings.meetings.models import Attendance
from folkmoot.proceedings.meetings.queries.coming import CHECK_IN_OPENS
from folkmoot.proceedings.meetings.queries.voters import members_here
from folkmoot.rules.findings import Refusal
from tests.proceedings.meetings.factories import STARTS_AT, MeetingFactory, a_gathering, a_member

pytestmark = pytest.mark.django_db
A_SECOND = timedelta(seconds=1)
OPENS_AT = STARTS_AT - CHECK_IN_OPENS


@pytest.fixture
def gathering():
    return a_gathering(members=4)


@pytest.fixture
def meeting(gathering):
    return MeetingFactory(forum=gathering.forum, room_code="ABC234")


def arrive(meeting, member, *, code="ABC234", at=STARTS_AT, mode="room"):
    return check_in(
        meeting=meeting,
        organisation=member.organisation,
        mode=mode,
        code=code,
        by=member.person,
        at=at,
    )


def test_code_counts_however_it_is_typed_and_again_changes_nothing(gathering, meeting):
    member = gathering.member(2)

    row = arrive(meeting, member, code=" abc-2 34")
    again = arrive(meeting, member, at=STARTS_AT + timedelta(minutes=9))

    assert (row.status, row.arrived_at) == ("present", STARTS_AT)
    assert again == row
    assert Attendance.objects.get().arrived_at == STARTS_AT
    assert Entry.objects.count() == 1
    assert member.person.name not in str(Entry.objects.get().facts)


@pytest.mark.parametrize("mode", ["room", "remote", "phone"])
def test_one_tap_is_enough_for_those_who_said_they_come_whatever_the_way(gathering, meeting, mode):
    member = gathering.member(2)
    say_coming(
        meeting=meeting,
        person=member.person,
        name=member.person.name,
        organisation=member.organisation,
        mode="room",
        by=member.person,
        at=OPENS_AT,
    )

    row = arrive(meeting, member, code="", mode=mode)

    assert (row.status, row.mode) == ("present", mode)
    assert len(members_here(meeting, None, at=STARTS_AT)) == 1


@pytest.mark.parametrize(
    ("at", "code"),
    [(OPENS_AT - A_SECOND, "check-in-not-open"), (OPENS_AT, None), (OPENS_AT + A_SECOND, None)],
)
def test_check_in_opens_an_hour_before(gathering, meeting, at, code):
    member = gathering.member(2)
    if code is None:
        assert arrive(meeting, member, at=at).arrived_at == at
        return

    with pytest.raises(Refusal) as no:
        arrive(meeting, member, at=at)

    assert (no.value.code, no.value.from_when) == (code, OPENS_AT)
    assert not Attendance.objects.exists()


def test_wrong_codes_are_counted_and_after_five_none_is_taken_for_ten_minutes(gathering, meeting):
    member, other = gathering.member(2), gathering.member(1)
    codes = []
    for _try in range(TRIES):
        with pytest.raises(Refusal) as no:
            arrive(meeting, member, code="WRONG2")
        codes.append(no.value.code)
    with pytest.raises(Refusal) as shut:
        arrive(meeting, member, at=STARTS_AT + WAIT - A_SECOND)

    assert codes == ["code-is-not-this"] * (TRIES - 1) + ["codes-tried-too-often"]
    assert (shut.value.code, shut.value.from_when) == ("codes-tried-too-often", STARTS_AT + WAIT)
    assert not Attendance.objects.exists()
    assert arrive(meeting, other).status == "present"
    assert arrive(meeting, member, at=STARTS_AT + WAIT).status == "present"


def test_whoever_leaves_no_longer_counts_until_they_are_back(gathering, meeting):
    member = gathering.member(2)
    row = arrive(meeting, member)

    go_out(attendance=row, by=member.person, at=STARTS_AT + A_SECOND)
    away = members_here(meeting, None, at=STARTS_AT)
    come_back(attendance=row, by=gathering.officer, at=STARTS_AT + 2 * A_SECOND)

    assert away == []
    assert len(members_here(meeting, None, at=STARTS_AT)) == 1
    with pytest.raises(Refusal) as no:
        go_out(attendance=row, by=gathering.member(3).person, at=STARTS_AT)
    assert no.value.code == "not-permitted"
    kinds = list(Entry.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == ["CameIn", "WentOut", "CameBack"]
    meeting.refresh_from_db()
    assert meeting.edition == 4


def test_member_checks_in_nobody_else(gathering, meeting):
    with pytest.raises(Refusal) as no:
        check_in_somebody(
            meeting=meeting,
            person=None,
            name="A friend",
            organisation=None,
            mode="room",
            by=gathering.member(2).person,
            at=STARTS_AT,
        )

    assert no.value.code == "not-permitted"
    assert not Attendance.objects.exists()


def test_page_takes_the_code_and_says_plainly_that_it_is_wrong(
    client, gathering, meeting, time_machine
):
    time_machine.move_to(STARTS_AT, tick=False)
    member, assembly = gathering.member(2), gathering.forum.assembly
    client.force_login(member.person)
    page = f"/{assembly.slug}/meetings/{meeting.reference}/check-in/"
    answers = {"body": member.organisation.pk, "mode": "room"}

    wrong = client.post(page, {**answers, "code": "ZZZZZZ"})
    right = client.post(page, {**answers, "code": "abc234"})

    assert wrong.status_code == 422
    assert "Tries that are left: 4" in wrong.content.decode()
    assert right.status_code == 302
    assert Attendance.objects.get().status == "present"


def test_officer_checks_people_in_from_a_list_that_costs_the_same_at_any_length(
    client, gathering, meeting, time_machine, django_assert_max_num_queries
):
    time_machine.move_to(STARTS_AT, tick=False)
    assembly, officer = gathering.forum.assembly, gathering.officer
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={})
    client.force_login(officer)
    page = f"/{assembly.slug}/meetings/{meeting.reference}/attendance/"
    client.get(page)

    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for number in range(24):
        member = a_member(gathering.forum, name=f"Zebra Trust {number:02}")
        check_in_somebody(
            meeting=meeting,
            person=member.person,
            name=member.person.name,
            organisation=member.organisation,
            mode="phone",
            by=officer,
            at=STARTS_AT,
        ) if number % 2 else None
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    found = client.get(page, {"named": "zebra trust 04"}).content.decode()
    key = re.search(r'name="who" value="(\d+)"', found)[1]
    client.post(f"{page}let-in/", {"who": key, "mode": "remote"})

    assert len(many) <= len(few)
    row = Attendance.objects.get(organisation__name="Zebra Trust 04")
    assert (row.status, row.mode, row.entered_by) == ("present", "remote", officer)
    client.post(f"{page}{row.pk}/out/")
    row.refresh_from_db()
    assert row.left_at == STARTS_AT
    typed = {
        "name": "No Account", "email": "", "body": gathering.member(1).organisation.pk,
        "part": "usual", "says": "present", "mode": "room", "channel": "meeting", "needs": "",
    }  # fmt: skip
    assert client.post(f"{page}enter/", typed).status_code == 302
    by_name = Attendance.objects.get(name="No Account")
    assert (by_name.person, by_name.organisation) == (None, gathering.member(1).organisation)
