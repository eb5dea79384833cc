"""Who asks to speak, whom the chair calls, and who has not been heard."""

from datetime import timedelta

import pytest

from folkmoot.body.organisations.models import Working
from folkmoot.ground.ledger.models import Entry
from folkmoot.proceedings.meetings.actions.take_item import end_item
from folkmoot.proceedings.meetings.actions.turns import (
    ask_to_speak,
    call_speaker,
    end_turn,
    take_back_turn,
)
from folkmoot.proceedings.meetings.models import Attendance, Turn
from folkmoot.proceedings.meetings.queries.room import room
from folkmoot.rules.findings import Refusal
from tests.factories import AreaFactory
from tests.proceedings.meetings.factories import (
    STARTS_AT,
    AgendaItemFactory,
    AttendanceFactory,
    InterestFactory,
    MeetingFactory,
    a_gathering,
    come,
)
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
SOON = STARTS_AT + timedelta(minutes=1)
HELD = {"effect_because": "It would pay them.", "ruled_at": STARTS_AT}


class Debate:
    """A meeting in which an item is being taken, with everybody there."""

    def __init__(self, members=6):
        self.gathering = a_gathering(members=members)
        self.meeting = MeetingFactory(forum=self.gathering.forum, opened_at=STARTS_AT)
        self.item = AgendaItemFactory(meeting=self.meeting, started_at=STARTS_AT)
        come(self.meeting, *self.gathering.members)
        self.chair = self.gathering.chair

    def person(self, number):
        return self.gathering.member(number).person

    def place(self, number):
        return Attendance.objects.get(meeting=self.meeting, person=self.person(number))

    def ask(self, number, *, minutes=1, by=None):
        return ask_to_speak(
            item=self.item,
            attendance=self.place(number),
            by=by or self.person(number),
            at=STARTS_AT + timedelta(minutes=minutes),
        )

    def call(self, number, by=None, at=SOON):
        return call_speaker(
            item=self.item, attendance=self.place(number), by=by or self.chair, at=at
        )

    def is_like(self, number, size, area=None):
        organisation = self.gathering.member(number).organisation
        organisation.size_band = size
        organisation.save()
        if area is not None:
            Working.objects.create(organisation=organisation, area=area, kind="base")

    def floor(self):
        return room(self.meeting, at=SOON).floor


def test_somebody_who_is_there_asks_to_speak_once_however_often_they_press():
    debate = Debate()
    debate.meeting.refresh_from_db()
    before = debate.meeting.edition

    turns = {debate.ask(3).pk, debate.ask(3).pk}

    debate.meeting.refresh_from_db()
    assert turns == {Turn.objects.get().pk}
    assert debate.meeting.edition == before + 1
    assert not Entry.objects.exists()


def test_somebody_who_is_not_there_or_has_left_does_not_ask_to_speak():
    debate = Debate()
    Attendance.objects.filter(person=debate.person(3)).update(left_at=STARTS_AT)

    with pytest.raises(Refusal) as refused:
        debate.ask(3)

    assert (refused.value.code, Turn.objects.exists()) == ("not-in-the-room", False)


@pytest.mark.parametrize("is_of_organisation", [False, True])
def test_somebody_who_left_for_an_interest_neither_asks_nor_is_called(is_of_organisation):
    debate = Debate()
    InterestFactory(
        item=debate.item, person=debate.person(3),
        organisation=debate.gathering.member(3).organisation,
        is_of_organisation=is_of_organisation, effect="leaves", **HELD,
    )  # fmt: skip

    for deed in (debate.ask, debate.call):
        with pytest.raises(Refusal) as refused:
            deed(3)
        assert refused.value.code == "called-back-later"

    assert not Turn.objects.exists()


def test_associate_does_not_speak_to_an_item_for_full_members_alone():
    gathering = a_gathering(members=4, associates=1)
    meeting = MeetingFactory(forum=gathering.forum, opened_at=STARTS_AT)
    item = AgendaItemFactory(
        meeting=meeting, started_at=STARTS_AT, visibility="full", full_because="Pay."
    )
    come(meeting, *gathering.members)
    own = Attendance.objects.get(person=gathering.member(4).person)

    with pytest.raises(Refusal) as refused:
        ask_to_speak(item=item, attendance=own, by=gathering.member(4).person, at=SOON)

    assert refused.value.code == "not-permitted"


def test_one_member_does_not_ask_for_another_but_an_officer_does():
    debate = Debate()

    with pytest.raises(Refusal) as refused:
        debate.ask(3, by=debate.person(4))
    turn = debate.ask(3, by=debate.gathering.officer)

    assert refused.value.code == "not-permitted"
    assert turn.attendance == debate.place(3)


def test_nobody_asks_to_speak_to_an_item_that_is_not_being_taken():
    debate = Debate()
    other = AgendaItemFactory(meeting=debate.meeting)

    with pytest.raises(Refusal) as refused:
        ask_to_speak(item=other, attendance=debate.place(3), by=debate.person(3), at=SOON)

    assert refused.value.code == "item-not-going-on"


def test_chair_calls_anybody_in_any_order_and_the_one_before_is_done():
    debate = Debate()
    asked = debate.ask(3)
    debate.ask(4)

    out_of_turn = debate.call(5)
    called = debate.call(3, at=SOON + timedelta(minutes=1))

    out_of_turn.refresh_from_db()
    assert (called.pk, called.called_at) == (asked.pk, SOON + timedelta(minutes=1))
    assert out_of_turn.done_at == SOON + timedelta(minutes=1)
    assert debate.floor().speaking.turn == called


@pytest.mark.parametrize("who", ["officer", "member"])
def test_speaker_is_not_called_by_somebody_who_does_not_preside(who):
    debate = Debate()
    by = debate.gathering.officer if who == "officer" else debate.person(4)

    with pytest.raises(Refusal):
        debate.call(3, by=by)

    assert not Turn.objects.exists()


def test_vice_chair_calls_speakers_to_the_item_in_which_the_chair_has_an_interest():
    debate = Debate()
    InterestFactory(item=debate.item, person=debate.chair)

    with pytest.raises(Refusal):
        debate.call(3)

    assert debate.call(3, by=debate.gathering.vice_chair).called_at == SOON


def test_speaker_takes_their_name_back_and_another_cannot():
    debate = Debate()
    turn = debate.ask(3)

    with pytest.raises(Refusal):
        take_back_turn(turn=turn, by=debate.person(4), at=SOON)
    taken_back = take_back_turn(turn=turn, by=debate.person(3), at=SOON)

    assert taken_back.withdrawn_at == SOON
    assert debate.floor().waiting == []
    assert debate.ask(3).pk != turn.pk


def test_speaker_says_that_they_are_done_once():
    debate = Debate()
    turn = debate.call(3)

    for minutes in (2, 3):
        ended = end_turn(turn=turn, by=debate.person(3), at=STARTS_AT + timedelta(minutes=minutes))

    assert ended.done_at == STARTS_AT + timedelta(minutes=2)
    assert debate.floor().speaking is None


def test_end_of_an_item_clears_its_list_of_speakers():
    debate = Debate()
    waiting, speaking = debate.ask(3), debate.call(4)

    end_item(item=debate.item, edition=1, by=debate.chair, at=SOON)

    waiting.refresh_from_db()
    speaking.refresh_from_db()
    assert (waiting.withdrawn_at, speaking.done_at) == (SOON, SOON)


def test_list_offers_the_unheard_first_then_the_smaller_then_places_not_heard():
    debate = Debate(members=7)
    lichmere, overton = AreaFactory(name="Lichmere"), AreaFactory(name="Overton")
    for number, size, area in (
        (1, "large", lichmere),
        (2, "micro", lichmere),
        (3, "small", lichmere),
        (4, "small", overton),
        (5, "micro", overton),
        (6, "unknown", None),
    ):
        debate.is_like(number, size, area)
    end_turn(turn=debate.call(2), by=debate.chair, at=SOON)
    for minutes, number in enumerate((1, 2, 6, 3, 4, 5), start=2):
        debate.ask(number, minutes=minutes)

    waiting = debate.floor().waiting

    numbers = [5, 4, 3, 6, 1, 2]
    assert [one.turn.attendance.person_id for one in waiting] == [
        debate.person(number).pk for number in numbers
    ]
    assert waiting[0].because == (
        "has not spoken yet, a small organisation, nobody from Overton has spoken"
    )
    assert waiting[-1].because == "has spoken already"


def test_list_of_those_not_heard_goes_by_size_and_place():
    debate = Debate(members=4)
    area = AreaFactory(name="Lichmere")
    for number, size in ((0, "micro"), (1, "large"), (2, "micro"), (3, "micro")):
        debate.is_like(number, size, area if number == 3 else None)
    debate.call(0)

    unheard = debate.floor().unheard

    names = [[body.name for body in bodies] for _band, bodies in unheard]
    organisations = [member.organisation.name for member in debate.gathering.members]
    assert names == [[organisations[2], organisations[3]], [organisations[1]]]
    assert debate.floor().unheard_count == 3


def test_room_lets_a_member_ask_and_the_chair_call_and_be_told_who_waits(time_machine):
    time_machine.move_to(SOON)
    debate = Debate()
    address = f"/{debate.gathering.forum.assembly.slug}/meetings/{debate.meeting.reference}"
    members, chairs = browser(debate.person(3)), browser(debate.chair)
    part = {"headers": {"hx-request": "true"}}

    asked = members.post(f"{address}/speak/", **part).content.decode()
    seen = chairs.get(f"{address}/room/").content.decode()
    turn = Turn.objects.get()
    called = chairs.post(f"{address}/speak/{turn.attendance_id}/call/", **part).content.decode()
    publics = browser().get(f"{address}/room/").content.decode()
    done = members.post(f"{address}/speak/{turn.pk}/done/", **part).content.decode()

    name = debate.person(3).name
    assert "You are on the list of speakers." in asked
    assert f"{address}/speak/{turn.attendance_id}/call/" in seen
    assert "Not heard yet" in seen
    assert f"<strong>{name}</strong> has the word." in called
    assert name not in publics
    assert debate.gathering.member(3).organisation.name in publics
    assert "Ask to speak" in done


def test_guest_without_an_account_is_called_by_name():
    debate = Debate()
    guest = AttendanceFactory(
        meeting=debate.meeting, person=None, name="Mr Guest", entered_by=debate.gathering.officer
    )

    call_speaker(item=debate.item, attendance=guest, by=debate.chair, at=SOON)

    assert (debate.floor().speaking.name, debate.floor().speaking.body) == ("Mr Guest", "")
