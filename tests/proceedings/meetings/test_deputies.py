"""Deputies count if whoever presides agreed before the meeting began."""

from datetime import timedelta

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.actions.check_in import check_in, check_in_somebody
from folkmoot.proceedings.meetings.actions.coming import say_coming
from folkmoot.proceedings.meetings.actions.deputies import (
    agree_to_deputy,
    ask_for_deputy,
    decline_deputy,
)
from folkmoot.proceedings.meetings.models import Attendance, Deputy
from folkmoot.proceedings.meetings.queries.people_waiting import waiting_people
from folkmoot.proceedings.meetings.queries.voters import members_here
from folkmoot.rules.findings import Refusal
from tests.factories import PersonFactory
from tests.proceedings.meetings.factories import STARTS_AT, MeetingFactory, a_gathering

pytestmark = pytest.mark.django_db
A_SECOND = timedelta(seconds=1)
BEFORE = STARTS_AT - timedelta(days=3)
WHY = "Our secretary is in hospital"


@pytest.fixture
def gathering():
    return a_gathering(members=3)


@pytest.fixture
def meeting(gathering):
    return MeetingFactory(forum=gathering.forum)


@pytest.fixture
def stand_in():
    return PersonFactory(name="Dana Deputy", email="dana@example.org")


def ask(meeting, member, *, at=BEFORE, **more) -> Deputy:
    return ask_for_deputy(
        meeting=meeting,
        organisation=member.organisation,
        why=WHY,
        by=member.person,
        at=at,
        **{"name": "Dana Deputy", "email": "dana@example.org", **more},
    )


def comes_in(meeting, member, stand_in, *, at=STARTS_AT):
    return check_in(
        meeting=meeting,
        organisation=member.organisation,
        mode="room",
        code=meeting.room_code,
        by=stand_in,
        at=at,
    )


@pytest.mark.clause("staffs-6.3-deputy")
def test_deputy_agreed_a_second_before_the_meeting_counts_for_its_member(
    gathering, meeting, stand_in
):
    member = gathering.member(2)
    deputy = ask(meeting, member)
    agree_to_deputy(deputy=deputy, by=gathering.chair, at=STARTS_AT - A_SECOND)

    row = comes_in(meeting, member, stand_in)

    assert (row.is_deputy, row.organisation) == (True, member.organisation)
    assert [one.name for one in members_here(meeting, None, at=STARTS_AT)] == [
        member.organisation.name
    ]
    kinds = list(Entry.objects.order_by("number").values_list("kind", "under"))
    assert [kind for kind, _under in kinds] == ["DeputyAsked", "DeputyAgreed", "CameIn"]
    assert {under.partition(": ")[2] for _kind, under in kinds} == {"clause 6.3 (Sending a deputy)"}
    assert "Dana" not in str(list(Entry.objects.values()))
    assert WHY not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("late_by", [timedelta(0), A_SECOND], ids=["on the stroke", "just after"])
@pytest.mark.clause("staffs-6.3-deputy")
def test_deputy_agreed_once_the_meeting_has_begun_is_refused_until_the_next(
    gathering, meeting, stand_in, late_by
):
    following = MeetingFactory(forum=gathering.forum, starts_at=STARTS_AT + timedelta(days=90))
    member, at = gathering.member(2), STARTS_AT + late_by
    deputy = ask(meeting, member)
    refused = []
    for deed in (
        lambda: agree_to_deputy(deputy=deputy, by=gathering.chair, at=at),
        lambda: comes_in(meeting, member, stand_in, at=at),
        lambda: ask(meeting, gathering.member(1), at=at),
    ):
        with pytest.raises(Refusal) as no:
            deed()
        refused.append(no.value)

    assert {no.code for no in refused} == {"deputy-not-agreed"}
    assert {no.clause.key for no in refused} == {"deputies"}
    assert {no.from_when for no in refused} == {following.starts_at}
    deputy.refresh_from_db()
    assert deputy.agreed_at is None
    assert not Attendance.objects.exists()
    assert members_here(meeting, None, at=at) == []
    assert list(Entry.objects.values_list("kind", flat=True)) == ["DeputyAsked"]


def test_meeting_opened_early_has_begun(gathering, meeting):
    deputy = ask(meeting, gathering.member(2))
    meeting.opened_at = STARTS_AT - timedelta(minutes=5)
    meeting.save()

    with pytest.raises(Refusal) as no:
        agree_to_deputy(deputy=deputy, by=gathering.chair, at=STARTS_AT - timedelta(minutes=4))

    assert no.value.code in {"deputy-not-agreed", "not-permitted", "nobody-presides"}


def test_question_goes_to_the_chair_and_the_answer_with_its_reason_to_the_member(
    gathering, meeting, stand_in
):
    member = gathering.member(2)
    deputy = ask(meeting, member)
    again = ask(meeting, member)

    with pytest.raises(Refusal) as no:
        agree_to_deputy(deputy=deputy, by=gathering.vice_chair, at=BEFORE)
    with pytest.raises(Refusal) as without:
        decline_deputy(deputy=deputy, because=" ", by=gathering.chair, at=BEFORE)
    decline_deputy(deputy=deputy, because="It is the third time.", by=gathering.chair, at=BEFORE)

    assert again == deputy
    assert (no.value.code, without.value.code) == ("not-permitted", "no-without-reason")
    letters = {letter.kind: letter for letter in Letter.objects.select_related("to")}
    assert letters["DeputyQuestionLetter"].to == gathering.chair
    assert WHY in letters["DeputyQuestionLetter"].text
    assert letters["DeputyAnswerLetter"].to == member.person
    assert "It is the third time." in letters["DeputyAnswerLetter"].text
    second = ask(meeting, member, name="Another", email="")
    assert (second.person, second.name) == (None, "Another")


def test_officer_checks_in_a_deputy_without_an_account_only_where_it_was_agreed(gathering, meeting):
    member = gathering.member(2)
    deputy = ask(meeting, member, name="Sam Paper", email="")

    def at_the_door(**more):
        return check_in_somebody(
            meeting=meeting,
            person=None,
            name="Sam Paper",
            mode="room",
            by=gathering.officer,
            at=STARTS_AT - A_SECOND,
            **more,
        )

    with pytest.raises(Refusal) as no:
        at_the_door(organisation=member.organisation, is_deputy=True)
    assert not Attendance.objects.exists()
    guest = at_the_door(organisation=None)
    assert members_here(meeting, None, at=STARTS_AT) == []
    agree_to_deputy(deputy=deputy, by=gathering.chair, at=STARTS_AT - A_SECOND)
    row = at_the_door(organisation=member.organisation, is_deputy=True)

    assert no.value.code == "deputy-not-agreed"
    assert guest.organisation is None
    assert (row.is_deputy, len(members_here(meeting, None, at=STARTS_AT))) == (True, 1)


def test_assembly_without_the_clause_has_deputies_at_any_time(stand_in):
    gathering = a_gathering(members=3)
    gathering.forum.assembly.adoptions.all().delete()
    meeting, member = MeetingFactory(forum=gathering.forum), gathering.member(2)
    deputy = ask(meeting, member, at=STARTS_AT)
    with pytest.raises(Refusal) as no:
        comes_in(meeting, member, stand_in)
    agree_to_deputy(deputy=deputy, by=gathering.chair, at=STARTS_AT)

    assert no.value.code == "deputy-not-asked"
    assert comes_in(meeting, member, stand_in).is_deputy


def test_agreed_deputy_may_say_beforehand_that_they_come(gathering, meeting, stand_in):
    member = gathering.member(2)
    agree_to_deputy(deputy=ask(meeting, member), by=gathering.chair, at=BEFORE)

    row = say_coming(
        meeting=meeting,
        person=stand_in,
        name=stand_in.name,
        organisation=member.organisation,
        mode="phone",
        by=stand_in,
        at=BEFORE,
    )

    assert row.is_deputy


def test_chair_answers_from_the_desk_through_the_page(client, gathering, meeting, time_machine):
    time_machine.move_to(BEFORE, tick=False)
    member, assembly = gathering.member(2), gathering.forum.assembly
    client.force_login(member.person)
    asking = f"/{assembly.slug}/meetings/{meeting.reference}/deputy/"
    answers = {"body": member.organisation.pk, "name": "Dana", "email": "", "why": WHY}
    assert client.post(asking, {**answers, "why": ""}).status_code == 422
    assert client.post(asking, answers).status_code == 302
    [item] = [
        item
        for item in waiting_people(None, assembly, at=BEFORE, person=gathering.chair)
        if "deput" in item.url
    ]
    assert client.get(item.url).status_code == 403

    client.force_login(gathering.chair)
    page = client.get(item.url).content.decode()
    refused = client.post(item.url, {"answer": "no", "because": ""})
    client.post(item.url, {"answer": "yes"})

    assert WHY in page
    assert refused.status_code == 422
    assert Deputy.objects.get().agreed_at == BEFORE
    assert waiting_people(None, assembly, at=BEFORE, person=gathering.vice_chair) == []
