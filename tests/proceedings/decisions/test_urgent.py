"""Decisions that could not wait for a meeting: asked, answered, counted, told at the next."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from folkmoot.body.membership.models import Suspension
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.decisions.actions.cast_ballot import cast_ballot
from folkmoot.proceedings.decisions.actions.note_urgent import note_urgent
from folkmoot.proceedings.decisions.actions.stances import take_stance
from folkmoot.proceedings.decisions.actions.urgent import ask_urgently, count_urgent
from folkmoot.proceedings.decisions.models import Motion, Poll
from folkmoot.proceedings.decisions.queries.urgent import waiting_urgent
from folkmoot.proceedings.meetings.queries.beyond import drafted_of, news_for
from folkmoot.rules.findings import Refusal
from tests.proceedings.decisions.keys import a_second_factor
from tests.proceedings.meetings.factories import AgendaItemFactory, MeetingFactory, a_gathering

pytestmark = pytest.mark.django_db
ASKED_AT = datetime(2026, 3, 2, 10, tzinfo=UTC)  # a Monday
CLOSES_AT = datetime(2026, 3, 4, 10, tzinfo=UTC)  # two working days on
SECOND = timedelta(seconds=1)


def ask(gathering, route="e-mail", **more):
    given = {
        "question": "That we answer the council by Friday.", "because": "The council asks now.",
        "closes_at": CLOSES_AT, "form_key": "once", "by": gathering.chair, "at": ASKED_AT,
    }  # fmt: skip
    return ask_urgently(forum=gathering.forum, route=route, **(given | more))


def say(motion, member, kind="support", words="", at=ASKED_AT + SECOND, **more):
    given = {"by": member.person, **more}
    return take_stance(
        motion=motion, membership=member.membership, kind=kind, words=words, at=at, **given
    )


def vote(motion, member, choice="for", at=ASKED_AT + SECOND, **more):
    given = {"by": member.person, **more}
    return cast_ballot(
        poll=motion.polls.get(), membership=member.membership, choice=choice,
        form_key=f"{member.person.pk}-{choice}", at=at, **given,
    )  # fmt: skip


def refused(code, deed, *, motions=0):
    with pytest.raises(Refusal) as no:
        deed()
    assert no.value.code == code
    assert Motion.objects.count() == motions
    return no.value


@pytest.mark.clause("staffs-8.4")
def test_chair_alone_seeks_an_urgent_decision_with_its_reason_and_time_to_answer():
    gathering = a_gathering()

    no = refused("urgent-not-by-chair", lambda: ask(gathering, by=gathering.vice_chair))
    assert (no.clause.number, gathering.chair.name in no.by_whom) == ("8.4", True)
    refused("urgent-not-by-chair", lambda: ask(gathering, by=gathering.officer))
    assert refused("urgent-without-reason", lambda: ask(gathering, because=" ")).clause
    early = refused("urgent-window-too-short", lambda: ask(gathering, closes_at=CLOSES_AT - SECOND))
    assert early.from_when == CLOSES_AT
    assert not Entry.objects.filter(kind="UrgentQuestionAsked").exists()
    assert not Letter.objects.exists()

    motion = ask(gathering)

    assert ask(gathering) == motion
    assert (motion.route, motion.urgent_because) == ("e-mail", "The council asks now.")
    told = Letter.objects.filter(kind="UrgentQuestionLetter")
    assert {letter.to_id for letter in told} == {one.person.pk for one in gathering.members}
    assert f"/decisions/{motion.reference}/say/" in told[0].text
    entry = Entry.objects.get(kind="UrgentQuestionAsked")
    assert "8.4" in entry.under
    assert motion.question not in str(entry.facts)


@pytest.mark.clause("staffs-8.4")
def test_views_are_agreed_after_their_close_and_stand_before_the_next_meeting():
    gathering = a_gathering(associates=1)
    motion = ask(gathering)
    say(motion, gathering.member(1))
    say(motion, gathering.member(2), "aside", by=gathering.officer, channel="phone")
    say(motion, gathering.member(5), "view", "As an associate, yes.")
    with pytest.raises(Refusal, match="urgent-still-open"):
        count_urgent(motion=motion, by=gathering.chair, at=CLOSES_AT - SECOND)
    with pytest.raises(Refusal, match="views-closed"):
        say(motion, gathering.member(3), at=CLOSES_AT)

    decided = count_urgent(motion=motion, by=gathering.chair, at=CLOSES_AT)

    assert (decided.outcome, decided.decided_at) == ("agreed", CLOSES_AT)
    assert Entry.objects.get(kind="UrgentQuestionCounted").facts["took_part"] == 3
    news = news_for(gathering.forum, since=ASKED_AT, until=CLOSES_AT + SECOND)
    (line,) = [one for one in news if motion.reference in one.words]
    assert (line.standing, motion.question.rstrip(".") in line.words) == ("between-meetings", True)
    meeting = MeetingFactory(forum=gathering.forum, called_at=ASKED_AT)
    item = AgendaItemFactory(meeting=meeting, standing="between-meetings")
    (drafted,) = [one for one in drafted_of(meeting) if one.drawn_from == "urgent"]
    assert (drafted.item, motion.reference in drafted.text) == (item.pk, True)


@pytest.mark.parametrize(
    ("kind", "is_agreed", "outcome"),
    [("block", True, None), ("block", False, "undecided"), ("view", True, None)],
)
def test_views_that_do_not_agree_decide_nothing(kind, is_agreed, outcome):
    gathering = a_gathering()
    motion = ask(gathering)
    say(motion, gathering.member(1), kind, "It costs too much.")
    deed = {"motion": motion, "is_agreed": is_agreed, "by": gathering.chair, "at": CLOSES_AT}

    if outcome is None:
        code = "consensus-blocked" if kind == "block" else "urgent-nobody-agreed"
        with pytest.raises(Refusal, match=code):
            count_urgent(**deed)
        motion.refresh_from_db()
        assert motion.outcome == ""
    else:
        assert count_urgent(**deed).outcome == outcome


@pytest.mark.parametrize(
    ("choices", "outcome", "stands"),
    [("ffaf", "carried", True), ("faaa", "lost", True), ("ffaa", "undecided", True),
     ("fff", "undecided", False)],
)  # fmt: skip
@pytest.mark.clause("staffs-8.4")
def test_electronic_poll_is_decided_by_those_who_took_part_if_they_make_a_quorum(
    choices, outcome, stands
):
    gathering = a_gathering(members=5, associates=1)
    motion = ask(gathering, "e-poll")
    assert motion.polls.get().roll.count() == 5
    for number, letter in enumerate(choices):
        vote(motion, gathering.member(number), {"f": "for", "a": "against"}[letter])

    decided = count_urgent(motion=motion, by=gathering.officer, at=CLOSES_AT)

    poll = Poll.objects.get(motion=motion)
    assert (decided.outcome, not poll.void_because) == (outcome, stands)
    assert (poll.votes_for, poll.votes_against) == (choices.count("f"), choices.count("a"))


def test_vote_comes_once_in_time_from_a_full_member_on_a_screen_or_by_telephone():
    gathering = a_gathering(associates=1)
    motion = ask(gathering, "e-poll")
    vote(motion, gathering.member(0), by=gathering.officer, channel="phone")

    with pytest.raises(Refusal, match="vote-cast-already"):
        vote(motion, gathering.member(0), "against")
    with pytest.raises(Refusal, match="class-may-not-vote"):
        vote(motion, gathering.member(5))
    with pytest.raises(Refusal, match="not-permitted"):
        vote(motion, gathering.member(1), by=gathering.member(2).person)
    with pytest.raises(Refusal, match="poll-closed"):
        vote(motion, gathering.member(1), at=CLOSES_AT)
    assert [one.channel for one in motion.polls.get().ballots.all()] == ["phone"]


@pytest.mark.clause("staffs-8.4")
def test_next_meeting_of_the_forum_takes_note_of_it_once():
    gathering = a_gathering()
    motion = ask(gathering)
    say(motion, gathering.member(1))
    meeting = MeetingFactory(forum=gathering.forum)
    with pytest.raises(Refusal, match="urgent-not-decided"):
        note_urgent(motion=motion, meeting=meeting, by=gathering.chair, at=CLOSES_AT)
    count_urgent(motion=motion, by=gathering.chair, at=CLOSES_AT)
    with pytest.raises(Refusal, match="urgent-other-meeting"):
        note_urgent(motion=motion, meeting=MeetingFactory(), by=gathering.chair, at=CLOSES_AT)
    with pytest.raises(Refusal, match="meeting-not-open"):
        note_urgent(motion=motion, meeting=meeting, by=gathering.chair, at=CLOSES_AT)
    meeting.opened_at = meeting.starts_at
    meeting.save()

    noted = note_urgent(motion=motion, meeting=meeting, by=gathering.chair, at=meeting.starts_at)

    assert noted.noted_in == meeting
    with pytest.raises(Refusal, match="urgent-noted"):
        note_urgent(motion=motion, meeting=meeting, by=gathering.chair, at=meeting.starts_at)


def test_urgent_question_waits_on_the_desks_of_members_and_then_of_the_chair():
    gathering = a_gathering()
    motion = ask(gathering)
    assembly, member = gathering.forum.assembly, gathering.member(3)
    desk = {"assembly": assembly, "person": member.person}
    (waiting,) = waiting_urgent(member.organisation, at=CLOSES_AT - SECOND, **desk)
    assert (waiting.due, motion.reference in waiting.verb_phrase) == (CLOSES_AT, True)
    say(motion, member)
    assert waiting_urgent(member.organisation, at=CLOSES_AT - SECOND, **desk) == []

    (to_count,) = waiting_urgent(None, assembly, at=CLOSES_AT, person=gathering.chair)
    assert to_count.url.endswith(f"/decisions/{motion.reference}/count/")


def test_pages_ask_count_and_show_who_has_answered(client, time_machine):
    time_machine.move_to(ASKED_AT, tick=False)
    gathering = a_gathering()
    assembly, forum = gathering.forum.assembly, gathering.forum
    client.force_login(gathering.chair)
    url = reverse("decisions:ask_urgently", args=[assembly, forum.slug])
    page = client.get(url)
    sent = {
        "form_key": page.context["form"]["form_key"].value(), "question": "That we answer.",
        "because": "It is due.", "route": "e-poll", "visibility": "members",
        "closes_on_day": "3", "closes_on_month": "3", "closes_on_year": "2026", "closes_time": "10:00",
    }  # fmt: skip
    no = client.post(url, sent)
    assert (no.status_code, "It is due." in no.content.decode()) == (422, True)
    done = client.post(url, sent | {"closes_on_day": "4"})
    motion = Motion.objects.get()
    assert done.url == reverse("decisions:motion", args=[assembly, motion.reference])
    page = client.get(done.url).content.decode()
    assert "0 of 5 members have answered" in page
    assert "It is due." in page
    a_second_factor(gathering.officer)
    client.force_login(gathering.officer)
    time_machine.move_to(CLOSES_AT, tick=False)
    counting = reverse("decisions:count_urgent", args=[assembly, motion.reference])
    assert "0 of 5 members" in client.get(counting).content.decode()
    assert client.post(counting, {"words": ""}).status_code == 302
    motion.refresh_from_db()
    assert motion.outcome == "undecided"


def test_member_that_is_suspended_after_the_poll_was_opened_has_no_vote_until_that_is_lifted():
    gathering = a_gathering()
    motion = ask(gathering, "e-poll")
    member = gathering.member(2)
    suspension = Suspension.objects.create(
        membership=member.membership, from_on=ASKED_AT.date(), reason="A breach.",
        by=gathering.officer,
    )  # fmt: skip

    with pytest.raises(Refusal) as no:
        vote(motion, member)

    assert (no.value.code, no.value.clause.number) == ("suspended", "13.2")
    assert not motion.polls.get().ballots.exists()
    assert Entry.objects.get(kind="BallotRefused").facts["why"] == "suspended"
    suspension.until_on = ASKED_AT.date()
    suspension.from_on = ASKED_AT.date() - timedelta(days=1)
    suspension.save()
    assert vote(motion, member).membership == member.membership
