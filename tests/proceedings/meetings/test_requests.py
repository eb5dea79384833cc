"""Members ask for items; each is accepted, put off or declined with a reason that they see."""

from datetime import timedelta

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.actions.answer_request import (
    accept_request,
    decline_request,
    put_request_off,
)
from folkmoot.proceedings.meetings.actions.fill_agenda import fill_agenda
from folkmoot.proceedings.meetings.actions.requests import ask_for_item, take_request_back
from folkmoot.proceedings.meetings.models import AgendaRequest
from folkmoot.proceedings.meetings.queries.agenda import items_of
from folkmoot.proceedings.meetings.queries.agenda_waiting import waiting_agendas
from folkmoot.rules.findings import Refusal
from tests.factories import AuthorityFactory, PersonFactory
from tests.proceedings.meetings.factories import (
    CALLED_AT,
    STARTS_AT,
    MeetingFactory,
    a_gathering,
    a_member,
)
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
A_SECOND = timedelta(seconds=1)
# Requests for a meeting on 26 March close with the 16th.
LAST_MOMENT = STARTS_AT.replace(day=16, hour=23, minute=59, second=59)
LATER = STARTS_AT + timedelta(days=90)


def ask(gathering, meeting, *, key="a-key", at=CALLED_AT, member=3, by=None, **more):
    asking = gathering.member(member)
    return ask_for_item(
        meeting=meeting,
        organisation=asking.organisation,
        title="Night buses",
        why="We want a letter to the council.",
        form_key=key,
        by=by or asking.person,
        at=at,
        **more,
    )


@pytest.mark.clause("staffs-10.2-requests")
def test_request_is_received_once_and_the_chair_is_told():
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)

    first = ask(gathering, meeting)
    again = ask(gathering, meeting)

    assert again == first
    assert AgendaRequest.objects.get().answer == ""
    entry = Entry.objects.get(kind="ItemAskedFor")
    assert "Night buses" not in str(entry.facts)
    letters = Letter.objects.filter(kind="RequestLetter")
    assert {letter.to_id for letter in letters} == {gathering.chair.pk, gathering.vice_chair.pk}


@pytest.mark.parametrize(
    ("at", "is_next_called", "meeting_of_it", "answer"),
    [
        (LAST_MOMENT, True, "this", ""),
        (LAST_MOMENT + A_SECOND, True, "next", ""),
        (LAST_MOMENT + A_SECOND, False, "this", "deferred"),
    ],
    ids=["in time", "late", "late, with no next meeting yet"],
)
@pytest.mark.clause("staffs-10.2-requests")
def test_request_after_the_cut_off_is_kept_for_the_next_meeting(
    at, is_next_called, meeting_of_it, answer
):
    gathering = a_gathering()
    this = MeetingFactory(forum=gathering.forum)
    following = MeetingFactory(forum=gathering.forum, starts_at=LATER) if is_next_called else None

    request = ask(gathering, this, at=at)

    assert request.meeting == {"this": this, "next": following}[meeting_of_it]
    assert request.answer == answer
    if answer:
        later = MeetingFactory(forum=gathering.forum, starts_at=LATER)
        fill_agenda(meeting=later, by=gathering.chair, at=at + A_SECOND)
        fill_agenda(meeting=later, by=gathering.chair, at=at + A_SECOND)
        carried = [item for item in items_of(later) if not item.standing]
        assert [(item.title, item.brought_by) for item in carried] == [
            ("Night buses", request.organisation)
        ]


@pytest.mark.parametrize("answer", ["accepted", "deferred", "declined"])
@pytest.mark.clause("staffs-10.2-requests")
def test_answer_is_told_to_the_member_with_its_reason(answer):
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    following = MeetingFactory(forum=gathering.forum, starts_at=LATER)
    fill_agenda(meeting=meeting, by=gathering.chair, at=CALLED_AT)
    request = ask(gathering, meeting)
    theirs = {"request": request, "by": gathering.chair, "at": CALLED_AT}

    if answer == "accepted":
        accept_request(minutes=15, **theirs)
    elif answer == "deferred":
        put_request_off(because="The council comes in June.", **theirs)
    else:
        decline_request(because="It is not for this forum.", **theirs)

    request.refresh_from_db()
    assert (request.answer, request.answered_by) == (answer, gathering.chair)
    letter = Letter.objects.get(kind="RequestAnswerLetter")
    assert letter.to == gathering.member(3).person
    reasons = {
        "accepted": "is on the agenda",
        "deferred": "The council comes in June.",
        "declined": "It is not for this forum.",
    }
    assert reasons[answer] in letter.text
    assert request.answer_reason in str(reasons)
    assert all(request.answer_reason not in str(e.facts) or not request.answer_reason
               for e in Entry.objects.all())  # fmt: skip
    other = {"accepted": meeting, "deferred": following, "declined": None}[answer]
    for one in (meeting, following):
        on_it = [item.title for item in items_of(one) if not item.standing]
        assert on_it == (["Night buses"] if one == other else [])
    if answer == "accepted":
        assert [item.standing for item in items_of(meeting)][-2:] == ["", "next-meeting"]
    with pytest.raises(Refusal) as refused:
        decline_request(because="Again.", **theirs)
    assert refused.value.code == "request-answered"


def test_request_put_off_with_no_next_meeting_waits_for_its_call():
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    request = ask(gathering, meeting)
    put_request_off(request=request, because="Too much.", by=gathering.chair, at=CALLED_AT)

    later = MeetingFactory(forum=gathering.forum, starts_at=LATER)
    fill_agenda(meeting=later, by=gathering.officer, at=CALLED_AT)

    request.refresh_from_db()
    assert request.deferred_to == later
    assert "Night buses" in [item.title for item in items_of(later)]


def test_only_those_who_speak_for_a_member_of_the_forum_may_ask():
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    outsider = a_member(a_gathering().forum)
    stranger = PersonFactory()

    with pytest.raises(Refusal) as not_theirs:
        ask(gathering, meeting, by=stranger)
    with pytest.raises(Refusal) as not_in_forum:
        ask_for_item(
            meeting=meeting,
            organisation=outsider.organisation,
            title="Ours",
            why="Why.",
            form_key="k",
            by=outsider.person,
            at=CALLED_AT,
        )
    recorded = ask(gathering, meeting, by=gathering.officer, channel="phone")

    assert not_theirs.value.code == "not-permitted"
    assert not_in_forum.value.code == "request-not-in-forum"
    assert list(AgendaRequest.objects.values_list("channel", flat=True)) == ["phone"]
    assert recorded.asked_by == gathering.officer


@pytest.mark.parametrize("key", ["a-key", "put-off-1"])
def test_form_that_was_used_or_has_a_key_of_ours_is_not_taken_for_another_request(key):
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    ask(gathering, meeting, member=2)

    with pytest.raises(Refusal) as refused:
        ask(gathering, meeting, key=key, member=3)

    assert refused.value.code == "request-form-used"
    assert AgendaRequest.objects.count() == 1


def test_request_is_taken_back_by_its_member_alone():
    gathering = a_gathering()
    request = ask(gathering, MeetingFactory(forum=gathering.forum))

    with pytest.raises(Refusal) as refused:
        take_request_back(request=request, by=gathering.member(4).person, at=CALLED_AT)
    taken = take_request_back(request=request, by=gathering.member(3).person, at=CALLED_AT)

    assert refused.value.code == "not-permitted"
    assert taken.answer == "withdrawn"
    with pytest.raises(Refusal) as too_late:
        accept_request(request=request, minutes=5, by=gathering.chair, at=CALLED_AT)
    assert too_late.value.code == "request-answered"


def test_desk_of_the_chair_has_agendas_to_send_and_requests_to_answer():
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    ask(gathering, meeting)
    other = a_member(gathering.forum)
    AuthorityFactory(organisation=other.organisation)
    at = STARTS_AT - timedelta(days=5)

    items = waiting_agendas(None, meeting.assembly, at=at, person=gathering.chair)

    assert [(item.verb_phrase.split(" of ")[0], item.state) for item in items] == [
        ("Send the agenda", "overdue"),
        ("Answer 1 request for the agenda", "due"),
    ]
    assert waiting_agendas(None, meeting.assembly, at=at, person=other.person) == []


@pytest.mark.clause("staffs-10.2-requests")
def test_request_through_the_pages_is_asked_answered_and_seen(time_machine):
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    time_machine.move_to(CALLED_AT, tick=False)
    here = f"/{meeting.assembly.slug}/meetings/{meeting.reference}/requests/"
    member, chair = browser(gathering.member(3).person), browser(gathering.chair)

    form = member.get(f"{here}ask/")
    typed = {
        "organisation": gathering.member(3).organisation.pk,
        "title": "Night buses",
        "why": "A letter.",
        "form_key": form.context["form"]["form_key"].value(),
    }
    refused = member.post(f"{here}ask/", {**typed, "title": ""})
    assert (refused.status_code, "A letter." in refused.content.decode()) == (422, True)
    assert member.post(f"{here}ask/", typed)["Location"] == here
    assert member.post(f"{here}ask/", typed)["Location"] == here
    request = AgendaRequest.objects.get()
    without = chair.post(f"{here}{request.pk}/", {"answer": "declined", "because": ""})
    assert without.status_code == 422
    told = {"answer": "declined", "because": "Not for us."}
    assert chair.post(f"{here}{request.pk}/", told)["Location"] == here

    page = member.get(here).content.decode()
    assert "Not for us." in page
    assert "16 March 2026" in page
    assert "/agenda-requests/" in page  # the clause of the cut-off
    other = browser(gathering.member(4).person).get(here).content.decode()
    assert "Night buses" not in other
