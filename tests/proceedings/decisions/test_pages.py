"""The pages of a motion and its votes, and what they add to a meeting."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.ledger.queries import told
from folkmoot.proceedings.decisions.actions.settle import settle_by_agreement
from folkmoot.proceedings.decisions.models import Ballot, Motion, Poll
from folkmoot.proceedings.decisions.queries.items import lines_of_notes, motions_with_items
from folkmoot.proceedings.meetings.models import Deputy
from folkmoot.proceedings.meetings.queries.sight import sight_of
from tests.factories import PersonFactory
from tests.proceedings.decisions.factories import A_MINUTE, NOW, MotionFactory, a_scene
from tests.proceedings.decisions.keys import a_second_factor
from tests.proceedings.meetings.factories import (
    STARTS_AT,
    AgendaItemFactory,
    AttendanceFactory,
    a_member,
    come,
)
from tests.signing_in import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_the_meeting(time_machine):
    time_machine.move_to(NOW, tick=False)


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def hidden(response, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]+)"', response.content.decode())[1]


def page_of(scene, deed: str = "") -> str:
    return f"/{scene.assembly.slug}/decisions/{scene.motion.reference}/{deed}"


def signed_in(client, person):
    client.force_login(person)
    return client


@pytest.mark.clause("staffs-8.1")
def test_motion_is_put_talked_over_and_agreed_through_the_pages(client):
    scene = a_scene()
    member = scene.member(2)
    put = f"/{scene.assembly.slug}/decisions/propose/{scene.item.pk}/"
    signed_in(client, member.person)
    form = client.get(put)
    typed = {
        "form_key": hidden(form, "form_key"), "question": "we meet at five", "visibility": "public",
        "proposed_by": member.organisation.pk, "options": "Five: early\nSeven: late",
        "evidence": "A survey.",
    }  # fmt: skip
    wrong = client.post(put, typed)
    assert (wrong.status_code, "Begin with the word" in words(wrong)) == (422, True)
    page = client.post(put, typed | {"question": "That we meet at five."})["Location"]
    motion = Motion.objects.get(question="That we meet at five.")
    assert client.post(put, typed | {"question": "That we meet at five."})["Location"] == page

    client.post(f"{page}say/", {"kind": "block", "words": "Carers cannot come."})
    shown = words(client.get(page))
    assert "Carers cannot come." in shown
    assert "holds up agreement" in shown
    assert "Seven : late" in shown

    signed_in(client, scene.chair)
    refused = client.post(f"{page}agree/", {"discussion": "Talked."})
    assert refused.status_code == 422
    assert "There is no consensus yet" in words(refused)
    shown = words(client.get(page))
    for way in ("Word the motion anew", "Take the motion back", "Call a vote", "talk on"):
        assert way in shown
    signed_in(client, member.person)
    assert client.post(f"{page}say/", {"kind": "aside", "words": ""})["Location"] == page
    signed_in(client, scene.chair)
    assert client.post(f"{page}agree/", {"discussion": "Five it is."})["Location"] == page
    motion.refresh_from_db()
    assert (motion.outcome, motion.discussion) == ("agreed", "Five it is.")
    shown = words(client.get(page))
    assert "stands aside" in shown
    assert "agreed by consensus" in shown


@pytest.mark.clause("staffs-8.3-one-vote")
def test_member_votes_on_a_phone_checks_it_and_keeps_the_receipt(client):
    scene = a_scene()
    poll = scene.call()
    signed_in(client, scene.member(2).person)
    vote = page_of(scene, "vote/")
    form = client.get(vote)
    typed = {name: hidden(form, name) for name in ("form_key", "member", "poll")}

    check = client.post(vote, typed | {"choice": "for"})
    assert "Once it is given, the vote cannot be changed." in words(check)
    assert not Ballot.objects.exists()
    back = client.post(vote, typed | {"choice": "for", "change": "yes"})
    assert hidden(back, "form_key") == typed["form_key"]
    given = client.post(vote, typed | {"choice": "for", "sure": "yes"})
    again = client.post(vote, typed | {"choice": "for", "sure": "yes"})

    assert given["Location"] == again["Location"] == vote
    ballot = Ballot.objects.get()
    assert ballot.receipt in words(client.get(vote))
    other = client.post(vote, typed | {"form_key": "new", "choice": "against", "sure": "yes"})
    assert other.status_code == 422
    assert "has voted on this question already" in words(other)
    scene.close(poll)
    late = signed_in(client, scene.member(3).person)
    typed = typed | {"member": scene.member(3).membership.pk, "choice": "against", "sure": "yes"}
    told_so = words(late.post(vote, typed))
    assert "It was not counted" in told_so
    assert "What you chose: against." in told_so


@pytest.mark.clause("staffs-8.3-no-casting")
def test_ballot_page_of_the_chair_is_for_their_organisations_vote_and_no_other(client):
    scene = a_scene()
    scene.item.visibility = "public"
    scene.item.save()
    scene.call()
    signed_in(client, scene.chair)

    page = client.get(page_of(scene, "vote/"))

    assert f"This is the one vote of {scene.member(0).organisation.name}" in words(page)
    assert page.content.decode().count('value="for"') == 1
    assert re.findall(r'name="member" value="(\d+)"', page.content.decode()) == [
        str(scene.member(0).membership.pk)
    ]
    scene.member(0).organisation.authorities.all().delete()
    assert "no vote beyond that of their own organisation" in words(
        client.get(page_of(scene, "vote/"))
    )


@pytest.mark.clause("staffs-3.1.ii-no-vote")
def test_associate_finds_no_ballot_and_what_it_sends_is_refused(client):
    scene = a_scene(members=4, associates=1)
    scene.call()
    signed_in(client, scene.member(4).person)
    vote = page_of(scene, "vote/")

    page = client.get(vote)
    sent = client.post(
        vote,
        {
            "form_key": "forged", "member": scene.member(4).membership.pk, "poll": "1",
            "choice": "for", "sure": "yes",
        },
    )  # fmt: skip

    assert "No vote can be given here" in words(page)
    assert 'name="choice"' not in page.content.decode()
    assert sent.status_code == 422
    assert Entry.objects.filter(kind="BallotRefused").count() == 1


def test_deputy_that_the_chair_agreed_to_gives_the_vote_of_the_member_they_came_for(client):
    scene = a_scene(members=5, here=4)
    scene.call()
    absent, deputy = scene.member(4), PersonFactory()
    Deputy.objects.create(
        meeting=scene.meeting, organisation=absent.organisation, person=deputy, name=deputy.name,
        why="Ill.", asked_by=absent.person, asked_at=NOW, agreed_at=STARTS_AT - A_MINUTE,
    )  # fmt: skip
    AttendanceFactory(
        meeting=scene.meeting, organisation=absent.organisation, person=deputy, is_deputy=True
    )
    scene.item.visibility = "public"
    scene.item.save()
    signed_in(client, deputy)
    form = client.get(page_of(scene, "vote/"))
    typed = {name: hidden(form, name) for name in ("form_key", "member", "poll")}

    client.post(page_of(scene, "vote/"), typed | {"choice": "against", "sure": "yes"})

    ballot = Ballot.objects.get()
    assert (ballot.membership, ballot.by) == (absent.membership, deputy)


def test_form_of_another_member_or_of_no_member_gives_no_vote(client):
    scene = a_scene()
    scene.call()
    signed_in(client, scene.member(2).person)
    typed = {"form_key": "k", "choice": "for", "poll": "1", "sure": "yes"}

    other = client.post(page_of(scene, "vote/"), typed | {"member": scene.member(3).membership.pk})

    assert other.status_code == 422
    assert not Ballot.objects.exists()


def test_tally_is_kept_back_while_the_vote_is_open_and_names_are_for_members(client):
    scene = a_scene(visibility="public")
    scene.item.visibility = "public"
    scene.item.save()
    poll = scene.call()
    scene.cast(poll, 2, "for")
    open_now = client.get(page_of(scene))
    assert "1 of 5 members have voted" in words(open_now)
    assert "1 for" not in words(open_now)
    assert "fm-chart" not in open_now.content.decode()

    scene.close(poll)

    public = words(client.get(page_of(scene)))
    member = words(signed_in(client, scene.member(1).person).get(page_of(scene)))
    assert "Carried: 1 for and 0 against." in public
    assert "Who voted" not in public
    assert "did not vote" in member


def test_hands_page_writes_down_the_hands_and_the_rest(client):
    scene = a_scene()
    poll = scene.call("hands")
    signed_in(client, scene.chair)
    page = client.get(page_of(scene, "hands/"))
    against = scene.member(1).membership.pk

    sent = client.post(
        page_of(scene, "hands/"),
        {"edition": hidden(page, "edition"), f"hand_{against}": "against", "rest": "for"},
    )
    stale = client.post(
        page_of(scene, "hands/"), {"edition": hidden(page, "edition"), f"hand_{against}": "abstain"}
    )

    assert sent["Location"] == page_of(scene, "hands/")
    assert sorted(poll.ballots.values_list("choice", flat=True)) == ["against", *["for"] * 4]
    assert stale.status_code == 422
    assert f'id="hand-{against}-abstain" checked' in stale.content.decode()
    assert client.post(page_of(scene, "close/"), {"sure": "on"})["Location"] == page_of(scene)
    assert scene.again().outcome == "carried"


def test_secret_vote_is_taken_through_its_pages(client):
    scene = a_scene()
    signed_in(client, scene.chair)
    typed = {"way": "secret", "because": "It is about people."}
    assert client.post(page_of(scene, "call-vote/"), typed)["Location"] == page_of(scene)
    keys = [member.membership.pk for member in scene.gathering.members]

    client.post(page_of(scene, "papers/"), {"given": keys})
    count = {"votes_for": 2, "votes_against": 2, "abstained": 1, "sure": "on"}
    lacking = client.post(page_of(scene, "close/"), count | {"teller": "A", "second_teller": "a"})
    client.post(page_of(scene, "close/"), count | {"teller": "A", "second_teller": "B"})

    assert "Two different tellers" in words(lacking)
    shown = words(client.get(page_of(scene)))
    assert "Level: 2 for and 2 against." in shown
    assert "It was debated again" in shown
    assert "had a paper" in shown
    client.post(page_of(scene, "debated/"), {"discussion": "Once more."})
    assert "the last vote" in words(client.get(page_of(scene)))


def test_motion_is_closed_to_the_public_to_who_left_and_to_other_assemblies(client):
    scene = a_scene()
    page = page_of(scene)

    public = client.get(page)
    scene.has_interest(2)
    left = signed_in(client, scene.member(2).person)

    assert public.status_code == 409
    assert scene.motion.question not in words(public)
    for deed in ("", "say/", "vote/"):
        answer = left.get(page + deed)
        assert (answer.status_code, scene.motion.question in words(answer)) == (409, False)
    elsewhere = a_scene()
    assert client.get(page.replace(scene.assembly.slug, elsewhere.assembly.slug)).status_code == 404


def test_deeds_are_offered_to_those_who_may_do_them(client):
    scene = a_scene()
    Authenticator.objects.create(user=scene.officer, type=Authenticator.Type.TOTP, data={})

    member = words(signed_in(client, scene.member(2).person).get(page_of(scene)))
    officer = words(signed_in(client, scene.officer).get(page_of(scene)))
    chair = words(signed_in(client, scene.chair).get(page_of(scene)))

    assert "Say what your organisation makes of it" in member
    assert "Call a vote" not in member
    assert "Write down what a member says" in officer
    assert "Call a vote" not in officer
    assert "Call a vote" in chair
    spoken = {
        "organisation": scene.member(3).organisation.pk, "channel": "meeting", "kind": "support",
        "words": "",
    }  # fmt: skip
    signed_in(client, scene.officer).post(page_of(scene, "say/?record=1"), spoken)
    assert scene.motion.stances.get().channel == "meeting"


def test_page_of_a_motion_costs_the_same_however_many_speak_and_vote(client):
    def cost(scene) -> int:
        poll = scene.call()
        for number in range(len(scene.gathering.members)):
            scene.cast(poll, number, "for")
        signed_in(client, scene.chair)
        client.get(page_of(scene))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page_of(scene)).status_code == 200
        return len(captured)

    few, many = a_scene(members=4), a_scene(members=8)
    for number in range(4):
        few.say(number, "view", "So.")
    for number in range(8):
        many.say(number, "view", "So.")

    assert cost(few) == cost(many)


def test_motions_are_shown_with_the_items_of_a_meeting_as_far_as_one_may_see(
    django_assert_max_num_queries,
):
    scene = a_scene(members=4, associates=1)
    kept = MotionFactory(item=scene.item, visibility="full")
    other = AgendaItemFactory(meeting=scene.meeting)
    poll = scene.call()
    scene.cast(poll, 1, "against")
    items = [scene.item, other]

    def shown(number):
        sight = sight_of(scene.member(number).person, scene.assembly, at=NOW)
        with django_assert_max_num_queries(3):
            parts = motions_with_items(scene.meeting, items, sight, NOW)
        return parts[scene.item.pk][0]

    member, associate = shown(2), shown(4)

    assert [one["motion"] for one in member.facts["motions"]] == [scene.motion, kept]
    assert [one["motion"] for one in associate.facts["motions"]] == [scene.motion]
    assert [one["may_vote"] for one in member.facts["motions"]] == [True, False]
    assert not associate.facts["motions"][0]["may_vote"]
    assert shown(1).facts["motions"][0]["has_voted"]
    html = render_to_string(member.template, {"part": member, "assembly": scene.assembly})
    assert "1 of 4 members have voted" in " ".join(html.split())
    assert "against" not in html


def test_notes_say_what_was_put_what_came_of_it_and_what_remained():
    scene = a_scene()
    MotionFactory(item=scene.item, visibility="full", question="That nobody else reads this.")
    scene.say(1, "reservation", "Buses.")
    scene.take_vote("fff-a")

    one, kept = list(lines_of_notes(scene.meeting))

    assert one.item == scene.item.pk
    assert scene.motion.question in one.text
    assert "3 for, 1 against, 1 abstained." in one.text
    assert f"{scene.member(1).organisation.name} has reservations" in one.text
    assert "How it stands: carried by a vote." in one.text
    assert "nobody else" not in kept.text


def test_every_deed_reads_well_in_the_record():
    scene = a_scene()
    scene.say(1, "support")
    scene.take_vote("fff")
    lines = [line.sentence for line in told(Entry.objects.order_by("number"))]

    assert lines[0].endswith(
        f"said what it makes of motion {scene.motion.reference} of {scene.gathering.forum.name}."
    )
    assert (
        f"Motion {scene.motion.reference} of {scene.gathering.forum.name} is decided: "
        "carried by a vote." == lines[-1]
    )
    assert Poll.objects.count() == 1


def test_member_that_arrives_is_on_the_hands_page(client):
    scene = a_scene(members=4)
    scene.call("hands")
    late = a_member(scene.gathering.forum)
    come(scene.meeting, late)

    page = words(signed_in(client, scene.chair).get(page_of(scene, "hands/")))

    assert late.organisation.name in page
    assert "5 members here have a vote" in page


@pytest.mark.parametrize("page", ["", "room/"])
def test_page_and_room_of_a_meeting_show_how_many_have_voted_and_lead_to_the_ballot(client, page):
    scene = a_scene()
    poll = scene.call()
    scene.cast(poll, 1, "against")
    signed_in(client, scene.member(2).person)

    shown = client.get(f"/{scene.assembly.slug}/meetings/{scene.meeting.reference}/{page}")

    assert "1 of 5 members have voted" in words(shown)
    assert "1 against" not in words(shown)
    assert f'href="{page_of(scene, "vote/")}"' in shown.content.decode()


def test_officer_sees_no_more_of_motions_than_the_public_before_their_second_factor():
    scene = a_scene()
    a_second_factor(scene.officer)
    scene.motion.visibility = "members"
    scene.motion.save()
    slug, reference = scene.assembly.slug, scene.motion.reference
    settle_by_agreement(
        motion=scene.motion, discussion="All agree.", words="", by=scene.chair, at=NOW
    )

    def found(with_factor):
        opened = browser(scene.officer, with_factor=with_factor)
        pages = ("decisions.csv", "decisions.json", f"{reference}/", f"{reference}/say/?record")
        answers = [opened.get(f"/{slug}/decisions/{page}") for page in pages]
        return [scene.motion.question in b"".join(answer).decode() for answer in answers]

    assert found(with_factor=False) == [False] * 4
    assert found(with_factor=True) == [True] * 4
