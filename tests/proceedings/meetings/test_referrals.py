"""What forums and representatives send each other, and the answers that return."""

from datetime import timedelta

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.actions.referrals import (
    answer_referral,
    send_referral,
    send_through_representative,
)
from folkmoot.proceedings.meetings.models import Referral
from folkmoot.proceedings.meetings.queries.agenda_waiting import waiting_agendas
from folkmoot.proceedings.meetings.queries.drafting import drawn_lines
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.proceedings.meetings.queries.standing import under_standing_items
from folkmoot.rules.findings import Refusal
from tests.factories import ForumFactory, OfficeFactory, PersonFactory
from tests.proceedings.meetings.factories import (
    CALLED_AT,
    AgendaItemFactory,
    InterestFactory,
    MeetingFactory,
    a_gathering,
)
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
AT, LATER = CALLED_AT + timedelta(days=1), CALLED_AT + timedelta(days=2)
CODES = ["action-log", "co-ordination-group", "groups", "representatives", "next-meeting"]


def another(gathering, kind):
    """A further forum of the same assembly, with a chair of its own."""
    forum = ForumFactory(assembly=gathering.forum.assembly, kind=kind)
    chair = gathering.member(4).person
    OfficeFactory(forum=forum).terms.create(
        person=chair,
        holder_name=chair.name,
        organisation=gathering.member(4).organisation,
        basis="elected",
        from_on=CALLED_AT.date(),
        ends_on=CALLED_AT.date() + timedelta(days=900),
    )
    return forum, chair


def send(gathering, to_forum, *, at=AT, **more):
    given = {"kind": "item", "title": "Night buses", "text": "What do you think?", **more}
    return send_referral(
        from_forum=gathering.forum, to_forum=to_forum, by=gathering.chair, at=at, **given
    )


def lines(meeting, person, *, at=LATER):
    sight = sight_of(person, meeting.assembly, at=at)
    found = under_standing_items(meeting, CODES, sight, at=at)
    return {
        code: [line.words for line in found[code]]
        for code in ("co-ordination-group", "groups", "representatives")
        if found[code]
    }


@pytest.mark.parametrize(
    ("kind", "code"),
    [("co-ordination", "co-ordination-group"), ("thematic", "groups"), ("task", "groups")],
)
@pytest.mark.clause("staffs-6.4.v-vii")
def test_what_is_sent_stands_under_its_item_there_and_its_answer_returns_here(kind, code):
    gathering = a_gathering()
    forum, their_chair = another(gathering, kind)
    here = MeetingFactory(forum=gathering.forum)
    there = MeetingFactory(forum=forum)

    referral = send(gathering, forum)

    waiting = lines(there, their_chair)
    assert list(waiting) == [code]
    assert waiting[code] == [f"From {gathering.forum.name}, an item: Night buses"]
    assert lines(here, gathering.chair) == {}
    sent = Letter.objects.get(kind="ReferralLetter")
    assert (sent.to, "Night buses" in sent.subject) == (their_chair, True)

    answer_referral(referral=referral, answer="We agree.", by=their_chair, at=LATER)

    assert lines(there, their_chair) == {}
    assert lines(here, gathering.chair) == {
        code: [f"{forum.name} answered “Night buses”: We agree."]
    }
    answers = Letter.objects.filter(kind="ReferralLetter").exclude(pk=sent.pk)
    assert {letter.to for letter in answers} == {gathering.chair, gathering.vice_chair}
    kinds = Entry.objects.filter(kind__startswith="Referral").order_by("number")
    assert [entry.kind for entry in kinds] == ["ReferralSent", "ReferralAnswered"]
    assert "buses" not in str([entry.facts for entry in kinds])


@pytest.mark.clause("staffs-6.4.v-vii")
def test_feedback_of_a_representative_stands_under_theirs_and_the_answer_returns_to_them():
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    representative = gathering.member(3).person
    through = {
        "forum": gathering.forum,
        "representative": representative,
        "representative_on": "the Care Board",
        "title": "Winter money",
        "text": "It is short.",
        "at": AT,
    }

    with pytest.raises(Refusal) as refused:
        send_through_representative(
            **through, is_for_representative=False, by=gathering.member(4).person
        )
    brought = send_through_representative(**through, is_for_representative=False, by=representative)
    given = send_through_representative(
        **{**through, "title": "Ask for more"}, is_for_representative=True, by=gathering.chair
    )

    assert refused.value.code == "not-permitted"
    assert lines(meeting, gathering.chair) == {
        "representatives": ["From our representative on the Care Board, feedback: Winter money"]
    }
    waits = waiting_agendas(None, gathering.forum.assembly, at=LATER, person=representative)
    assert [item.verb_phrase for item in waits] == [
        f"Answer {gathering.forum.name} about the Care Board"
    ]
    answer_referral(referral=brought, answer="Thank you.", by=gathering.chair, at=LATER)
    answer_referral(referral=given, answer="I asked.", by=representative, at=LATER)
    assert lines(meeting, gathering.chair) == {
        "representatives": [
            "Our representative on the Care Board answered “Ask for more”: I asked."
        ]
    }
    told = Letter.objects.filter(kind="ReferralLetter", to=representative).order_by("pk")
    assert ["Ask for more" in letter.subject for letter in told] == [True, False]


def test_what_is_sent_twice_is_sent_once_and_answered_once():
    gathering = a_gathering()
    forum, their_chair = another(gathering, "task")

    first, again = send(gathering, forum), send(gathering, forum)
    answer_referral(referral=first, answer="Yes.", by=their_chair, at=LATER)
    with pytest.raises(Refusal) as refused:
        answer_referral(referral=again, answer="No.", by=their_chair, at=LATER)

    assert again == first
    assert refused.value.code == "referral-answered"
    assert Referral.objects.get().answer == "Yes."


def test_only_those_who_arrange_a_forum_speak_for_it():
    gathering = a_gathering()
    forum, their_chair = another(gathering, "task")
    elsewhere = a_gathering().forum

    with pytest.raises(Refusal) as not_ours:
        send_referral(
            from_forum=gathering.forum, to_forum=forum, kind="item", title="X", text="Y",
            by=their_chair, at=AT,
        )  # fmt: skip
    with pytest.raises(Refusal) as far:
        send(gathering, elsewhere)
    with pytest.raises(Refusal) as itself:
        send(gathering, gathering.forum)
    referral = send(gathering, forum)
    with pytest.raises(Refusal) as not_theirs:
        answer_referral(referral=referral, answer="Z", by=gathering.chair, at=LATER)

    assert [one.value.code for one in (not_ours, far, itself, not_theirs)] == [
        "not-permitted", "referral-to-nowhere", "referral-to-nowhere", "not-permitted",
    ]  # fmt: skip
    assert Entry.objects.filter(kind="ReferralAnswered").count() == 0


def test_what_comes_from_an_item_is_closed_to_whoever_left_it():
    gathering = a_gathering(members=5, associates=1)
    forum, their_chair = another(gathering, "task")
    there = MeetingFactory(forum=forum)
    item = AgendaItemFactory(
        meeting=MeetingFactory(forum=gathering.forum), visibility="full", full_because="Pay."
    )
    InterestFactory(
        item=item,
        person=their_chair,
        effect="leaves",
        effect_because="Their bid.",
        ruled_at=CALLED_AT,
    )

    referral = send(gathering, forum, from_item=item)

    assert not Letter.objects.filter(kind="ReferralLetter").exists()
    page = f"/{there.assembly.slug}/meetings/referrals/{referral.pk}/"
    people = [their_chair, gathering.member(5).person, gathering.member(2).person]
    assert [bool(lines(there, person)) for person in people] == [False, False, True]
    assert [browser(person).get(page).status_code for person in people] == [404, 404, 200]
    listed = browser(people[1]).get(f"/{there.assembly.slug}/meetings/referrals/").content.decode()
    assert "Night buses" not in listed


def test_referral_through_the_pages_is_sent_read_and_answered(time_machine):
    gathering = a_gathering()
    forum, their_chair = another(gathering, "co-ordination")
    time_machine.move_to(AT, tick=False)
    here = f"/{gathering.forum.assembly.slug}/meetings/referrals/"
    typed = {
        "from_forum": gathering.forum.pk,
        "to_forum": forum.pk,
        "kind": "recommendation",
        "title": "Night buses",
        "text": "Run *later*.",
    }

    itself = browser(gathering.chair).post(
        f"{here}send/", {**typed, "to_forum": gathering.forum.pk}
    )
    sent = browser(gathering.chair).post(f"{here}send/", typed)

    page = sent["Location"]
    assert itself.status_code == 422
    assert "Run <em>later</em>" in browser(their_chair).get(page).content.decode()
    assert browser(PersonFactory()).get(here).status_code == 403
    answered = browser(their_chair).post(f"{page}answer/", {"answer": "They will."})
    assert answered["Location"] == page
    assert "They will." in browser(gathering.chair).get(page).content.decode()


@pytest.mark.parametrize("closed", ["full", "left", ""])
def test_notes_tell_an_answer_in_its_words_only_to_those_to_whom_what_was_asked_is_open(closed):
    gathering = a_gathering()
    forum, their_chair = another(gathering, "thematic")
    source = AgendaItemFactory(meeting=MeetingFactory(forum=gathering.forum))
    referral = send(gathering, forum, from_item=source)
    if closed == "full":
        source.visibility, source.full_because = "full", "For the sector."
        source.save()
    elif closed:
        InterestFactory(
            item=source, person=gathering.member(3).person, effect="leaves",
            effect_because="It pays them.", ruled_at=AT, ruled_by=gathering.chair,
        )  # fmt: skip
    there = MeetingFactory(forum=forum, opened_at=AT)
    item = AgendaItemFactory(meeting=there, standing="groups", started_at=AT)

    answered = answer_referral(referral=referral, answer="We agree.", by=their_chair, at=LATER)

    assert answered.on_item == item
    (line,) = [one for one in drawn_lines(there, at=LATER) if one.drawn_from == "referral"]
    assert ("We agree." in line.text, "Night buses" in line.text) == ((not closed,) * 2)
