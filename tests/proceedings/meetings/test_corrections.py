"""Corrections of notes: asked for by members, taken in or declined, noted once approved."""

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.actions.approve_notes import approve_notes
from folkmoot.proceedings.meetings.actions.corrections import answer_correction, ask_correction
from folkmoot.proceedings.meetings.actions.send_notes import send_notes
from folkmoot.proceedings.meetings.models import Correction
from folkmoot.proceedings.meetings.queries.lines import lines_of
from folkmoot.proceedings.meetings.queries.notes_waiting import waiting_notes
from folkmoot.rules.findings import Refusal
from tests.proceedings.meetings.factories import come
from tests.proceedings.meetings.noting import A_DAY, CLOSED_AT, NEXT_AT, a_held, drafted
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
SENT_AT = CLOSED_AT + A_DAY


@pytest.fixture
def held():
    """A meeting whose notes went out, with a line under the item about warm spaces."""
    made = drafted(a_held())
    made.line = made.meeting.lines.create(
        item=made.spaces, position=40000, text="Ten spaces opened."
    )
    made.shut = made.meeting.lines.create(item=made.van, position=40000, text="The van is old.")
    send_notes(meeting=made.meeting, next_meeting=made.ahead, by=made.officer, at=SENT_AT)
    made.meeting.refresh_from_db()
    return made


def ask(held, *, number=1, line=None, text="Twelve spaces opened.", at=SENT_AT):
    member = held.gathering.member(number)
    return ask_correction(
        line=line or held.line, organisation=member.organisation, text=text,
        why="We counted them.", by=member.person, at=at,
    )  # fmt: skip


def test_member_asks_for_a_correction_and_the_keepers_are_told(held):
    Letter.objects.all().delete()

    correction = ask(held)
    again = ask(held)

    assert (correction.pk, Correction.objects.count()) == (again.pk, 1)
    told = {letter.to for letter in Letter.objects.filter(kind="CorrectionAsked")}
    assert told == {held.officer, held.gathering.chair, held.gathering.vice_chair}
    entry = Entry.objects.get(kind="CorrectionAsked")
    assert "Twelve" not in str(entry.facts)
    assert entry.acting == held.gathering.member(1).organisation.name


def test_letter_about_a_correction_does_not_reach_a_keeper_who_left_for_the_item(held):
    held.meeting.note_taker = held.left
    held.meeting.save()
    Letter.objects.all().delete()

    ask(held, line=held.shut, text="The van is new.")

    told = {letter.to for letter in Letter.objects.filter(kind="CorrectionAsked")}
    assert held.left not in told
    assert held.officer in told


def test_correction_that_is_taken_in_changes_the_line_and_is_shown_as_one(held, time_machine):
    correction = ask(held)
    time_machine.move_to(SENT_AT + A_DAY)

    answer_correction(
        correction=correction, is_taken=True, reason="", by=held.gathering.chair, at=SENT_AT
    )

    held.line.refresh_from_db()
    correction.refresh_from_db()
    assert (held.line.text, correction.was) == ("Twelve spaces opened.", "Ten spaces opened.")
    letter = Letter.objects.get(kind="CorrectionAnswered")
    assert letter.to == held.gathering.member(1).person
    url = f"/{held.meeting.assembly.slug}/meetings/{held.meeting.reference}/notes/"
    page = browser(held.gathering.member(2).person).get(url).content.decode()
    assert "<del>Ten spaces opened.</del>" in page


def test_correction_is_declined_with_a_reason_alone(held):
    correction = ask(held)
    given = {"correction": correction, "is_taken": False, "by": held.officer, "at": SENT_AT}

    with pytest.raises(Refusal) as refused:
        answer_correction(**given, reason=" ")
    answer_correction(**given, reason="The count was made on the day.")

    held.line.refresh_from_db()
    correction.refresh_from_db()
    assert refused.value.code == "correction-declined-without-reason"
    assert (held.line.text, correction.answer) == ("Ten spaces opened.", "declined")
    assert "The count" not in Letter.objects.get(kind="CorrectionAnswered").text
    with pytest.raises(Refusal) as answered:
        answer_correction(**given, reason="Again.")
    assert answered.value.code == "correction-answered-already"


def test_correction_of_a_closed_item_is_refused_to_whoever_left_for_it(held):
    before = Entry.objects.count()

    with pytest.raises(Refusal) as refused:
        ask(held, number=4, line=held.shut, text="The van is new.")

    assert refused.value.code == "item-closed-to-you"
    assert (Correction.objects.count(), Entry.objects.count()) == (0, before)


def test_correction_is_asked_for_a_member_of_the_forum_by_whoever_acts_for_it(held):
    stranger = a_held().gathering.member(1)

    with pytest.raises(Refusal) as refused:
        ask_correction(
            line=held.line, organisation=stranger.organisation, text="No.", why="",
            by=stranger.person, at=SENT_AT,
        )  # fmt: skip

    assert refused.value.code == "not-permitted"


def test_notes_are_approved_once_every_correction_is_answered_and_then_only_noted(held):
    correction = ask(held)
    held.ahead.opened_at = NEXT_AT
    held.ahead.save()
    come(held.ahead, *held.gathering.members)
    given = {"meeting": held.meeting, "approved_in": held.ahead, "by": held.gathering.chair}

    with pytest.raises(Refusal) as refused:
        approve_notes(**given, at=NEXT_AT)
    answer_correction(correction=correction, is_taken=True, reason="", by=held.officer, at=NEXT_AT)
    approve_notes(**given, at=NEXT_AT)
    later = ask(held, text="Thirteen spaces opened.", at=NEXT_AT)
    answer_correction(correction=later, is_taken=True, reason="", by=held.officer, at=NEXT_AT)

    assert refused.value.code == "corrections-waiting"
    lines = [line.text for line in lines_of(held.meeting) if line.item_id == held.spaces.pk]
    assert lines[-2:] == ["Twelve spaces opened.", "Thirteen spaces opened."]


def test_corrections_that_wait_are_on_the_desk_of_the_keepers(held):
    ask(held)
    assembly = held.meeting.assembly

    keeper = waiting_notes(None, assembly, at=SENT_AT, person=held.gathering.chair)
    member = waiting_notes(None, assembly, at=SENT_AT, person=held.gathering.member(2).person)

    forum = held.gathering.forum.name
    assert [one.verb_phrase for one in keeper] == [f"Answer corrections of the notes of {forum}"]
    assert member == []


def test_correction_is_asked_and_answered_on_the_pages(held, time_machine):
    time_machine.move_to(SENT_AT + A_DAY)
    here = f"/{held.meeting.assembly.slug}/meetings/{held.meeting.reference}/"
    member, chair = held.gathering.member(2), browser(held.gathering.chair)
    asked = {"text": "Twelve spaces opened.", "why": "We counted.",
             "organisation": member.organisation.pk}  # fmt: skip

    same = browser(member.person).post(
        f"{here}notes/{held.line.pk}/correct/", {**asked, "text": "Ten spaces opened."}
    )
    sent = browser(member.person).post(f"{here}notes/{held.line.pk}/correct/", asked)
    correction = Correction.objects.get()
    bare = chair.post(f"{here}corrections/{correction.pk}/", {"answer": "declined"})
    done = chair.post(f"{here}corrections/{correction.pk}/", {"answer": "taken"})

    assert (same.status_code, sent.status_code) == (422, 302)
    assert (bare.status_code, done.status_code) == (422, 302)
    held.line.refresh_from_db()
    assert held.line.text == "Twelve spaces opened."
