"""Members say what they make of a motion, and agree or do not."""

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.decisions.actions.settle import settle_by_agreement
from folkmoot.proceedings.decisions.queries.motions import blocks_that_hold, stances
from folkmoot.rules.findings import Refusal
from tests.proceedings.decisions.factories import NOW, a_scene
from tests.proceedings.decisions.test_motions import refused

pytestmark = pytest.mark.django_db


def agree(scene, **more):
    given = {"discussion": "Six suits most.", "words": "", "by": scene.chair, "at": NOW}
    return settle_by_agreement(motion=scene.motion, **(given | more))


@pytest.mark.clause("staffs-8.1")
def test_agreement_is_recorded_with_what_was_said_and_what_remained():
    scene = a_scene()
    scene.say(1, "support")
    scene.say(2, "reservation", "Buses stop at seven.")
    scene.say(3, "aside")

    agree(scene, words="And to look at it again in a year.")

    motion = scene.again()
    assert (motion.outcome, motion.discussion) == ("agreed", "Six suits most.")
    assert motion.outcome_words == "And to look at it again in a year."
    assert [(one.kind, one.words) for one in stances(motion).exclude(kind="support")] == [
        ("reservation", "Buses stop at seven."),
        ("aside", ""),
    ]
    entry = Entry.objects.get(kind="MotionSettled")
    assert entry.facts["objections"] == 2
    assert entry.under.startswith("staffs-alliance: clause 8.1")
    told = {letter.to_id for letter in Letter.objects.filter(kind="MotionSettled")}
    assert told == {member.person.pk for member in scene.gathering.members}


@pytest.mark.clause("staffs-8.1")
def test_agreement_is_refused_while_a_full_members_objection_stands():
    scene = a_scene()
    scene.say(2, "block", "It shuts out carers.")

    refusal = refused("consensus-blocked", agree, scene=scene)

    assert refusal.clause.number == "8.1"
    assert scene.again().outcome == ""
    scene.say(2, "reservation", "It is better now.")
    agree(scene)
    assert scene.again().outcome == "agreed"


@pytest.mark.parametrize("who", ["associate", "suspended", "interested", "concerned"])
def test_objection_of_one_without_a_vote_is_noted_and_holds_nothing_up(who):
    scene = a_scene(members=5, associates=1)
    number = 5 if who == "associate" else 3
    if who == "concerned":
        scene.motion.concerns = scene.member(3).organisation
        scene.motion.save()
    scene.say(number, "block", "We do not agree.")
    if who == "suspended":
        scene.suspend(3)
    if who == "interested":
        scene.has_interest(3, "no-vote")

    motion = scene.again()

    assert [one.kind for one in stances(motion)] == ["block"]
    assert blocks_that_hold(motion, on=NOW.date()) == []
    agree(scene)
    assert stances(scene.again()).get().words == "We do not agree."


def test_last_word_of_a_member_counts_and_the_earlier_one_is_kept():
    scene = a_scene()
    first = scene.say(1, "block", "No.")
    same = scene.say(1, "block", "No.")
    last = scene.say(1, "support")

    assert first == same
    assert list(stances(scene.motion)) == [last]
    first.refresh_from_db()
    assert first.replaced_at == NOW
    assert Entry.objects.filter(kind="StanceTaken").count() == 2


def test_officer_writes_down_what_a_member_says_in_the_room_and_a_stranger_cannot():
    scene = a_scene()

    stance = scene.say(1, "view", "We would like tea.", by=scene.officer, channel="meeting")

    assert (stance.by, stance.channel) == (scene.officer, "meeting")
    with pytest.raises(Refusal) as refusal:
        scene.say(1, "support", by=scene.member(2).person)
    assert refusal.value.code == "not-permitted"


@pytest.mark.parametrize("kind", ["block", "reservation", "view"])
def test_objection_or_view_without_a_reason_is_refused(kind):
    scene = a_scene()

    with pytest.raises(Refusal) as refusal:
        scene.say(1, kind, "  ")

    assert refusal.value.code == "stance-without-reason"
    assert not scene.motion.stances.exists()


def test_member_that_left_the_item_says_nothing_to_it_even_through_the_officer():
    scene = a_scene()
    scene.has_interest(1)

    with pytest.raises(Refusal) as own:
        scene.say(1, "support")
    with pytest.raises(Refusal) as through_officer:
        scene.say(1, "support", by=scene.officer)

    assert (own.value.code, through_officer.value.code) == (
        "motion-closed-to-you",
        "member-left-the-item",
    )
    assert not scene.motion.stances.exists()


def test_agreement_is_for_whoever_presides_and_needs_what_was_said():
    scene = a_scene()

    refused("not-permitted", agree, scene=scene, by=scene.member(2).person)
    refused("not-permitted", agree, scene=scene, by=scene.officer)
    refused("discussion-not-said", agree, scene=scene, discussion=" ")
    assert scene.again().outcome == ""


def test_vice_chair_records_the_agreement_where_the_chair_has_an_interest():
    scene = a_scene()
    scene.has_interest(0)

    refused("not-permitted", agree, scene=scene)
    agree(scene, by=scene.gathering.vice_chair)

    assert scene.again().outcome == "agreed"
