"""A motion that reaches into other forums' places, options that are weighed, views that are asked."""

import pytest
from django.urls import reverse

from folkmoot.proceedings.decisions.actions.ask_forums import answer_for_forum, ask_forums
from folkmoot.proceedings.decisions.actions.options import choose_option, set_options
from folkmoot.proceedings.decisions.actions.settle import settle_by_agreement
from folkmoot.proceedings.decisions.models import Answer
from folkmoot.proceedings.decisions.queries.forums_asked import forums_concerned
from folkmoot.proceedings.meetings.actions.referrals import answer_referral
from folkmoot.proceedings.meetings.models import Referral
from folkmoot.rules.findings import Refusal
from tests.factories import AreaFactory, ForumFactory
from tests.proceedings.decisions.factories import NOW, a_scene
from tests.proceedings.decisions.keys import a_second_factor
from tests.proceedings.meetings.factories import InterestFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def agree(scene):
    return settle_by_agreement(
        motion=scene.again(), discussion="All agreed.", words="It is nearest the bus.",
        by=scene.chair, at=NOW,
    )  # fmt: skip


def wide_scene():
    """Let a motion of one local forum reach into the places of two others."""
    scene = a_scene()
    north = AreaFactory()
    own, far = AreaFactory(), AreaFactory(parent=north)
    scene.gathering.forum.areas.add(own)
    first = ForumFactory(assembly=scene.assembly, kind="local", name="Far")
    first.areas.add(far)
    second = ForumFactory(assembly=scene.assembly, kind="local", name="North")
    second.areas.add(north)
    outside = ForumFactory(assembly=scene.assembly, kind="local", name="Elsewhere")
    outside.areas.add(AreaFactory())
    scene.motion.areas.set([own, far])
    return scene, first, second


@pytest.mark.clause("staffs-5.3-consensus")
def test_motion_that_touches_other_places_is_agreed_once_every_forum_has_answered():
    scene, first, second = wide_scene()
    assert [one.forum for one in forums_concerned(scene.motion, on=TODAY)] == [first, second]
    with pytest.raises(Refusal) as refused:
        agree(scene)
    assert (refused.value.code, refused.value.facts["missing"]) == (
        "forums-not-heard", ["Far", "North"],
    )  # fmt: skip
    assert refused.value.clause.number.startswith("5.3")

    answers = ask_forums(motion=scene.motion, by=scene.chair, at=NOW)

    assert {(one.kind, one.to_forum) for one in Referral.objects.all()} == {
        ("consensus", first), ("consensus", second),
    }  # fmt: skip
    answer_for_forum(answer=answers[0], words="Yes.", agreed=True, by=scene.officer, at=NOW)
    with pytest.raises(Refusal) as refused:
        agree(scene)
    assert refused.value.facts["missing"] == ["North"]
    # Answered at its own meeting, as anything that was sent to a forum is.
    answer_referral(
        referral=answers[1].referral, answer="We would rather not.", agreed=False,
        by=scene.officer, at=NOW,
    )  # fmt: skip
    assert agree(scene).outcome == "agreed"
    heard = forums_concerned(scene.motion, on=TODAY)
    assert [one.answer.referral.agreed for one in heard] == [True, False]


def test_motion_of_one_place_asks_nobody():
    scene = a_scene()

    with pytest.raises(Refusal, match="no-forum-to-ask"):
        ask_forums(motion=scene.motion, by=scene.chair, at=NOW)
    with pytest.raises(Refusal, match="not-permitted"):
        ask_forums(
            motion=scene.motion, also=[ForumFactory(assembly=scene.assembly)],
            by=scene.member(3).person, at=NOW,
        )  # fmt: skip
    assert agree(scene).outcome == "agreed"
    assert not Answer.objects.exists()


@pytest.mark.clause("principles-a2-lead-choice")
def test_lead_is_chosen_among_options_by_criteria_with_views_interests_and_reasons(client):
    scene = a_scene(visibility="public")
    scene.item.visibility = "public"
    scene.item.save()
    group = ForumFactory(assembly=scene.assembly, kind="alliance-group", name="Poolbay group")
    made = set_options(
        motion=scene.motion, criteria="Near the bus\nOpen at weekends",
        options=[("The old school", "Near the bus."), ("The chapel", "Open at weekends.")],
        by=scene.chair, at=NOW,
    )  # fmt: skip
    InterestFactory(
        item=scene.item, person=scene.member(3).person, nature="My charity rents the chapel."
    )
    (answer,) = ask_forums(motion=scene.motion, also=[group], by=scene.chair, at=NOW)
    with pytest.raises(Refusal, match="forums-not-heard"):
        agree(scene)
    answer_for_forum(
        answer=answer, words="We favour the school.", agreed=True, by=scene.officer, at=NOW
    )
    with pytest.raises(Refusal, match="option-not-chosen-yet"):
        choose_option(motion=scene.motion, option=made[0], by=scene.chair, at=NOW)
    motion = agree(scene)
    choose_option(motion=motion, option=made[0], by=scene.chair, at=NOW)
    with pytest.raises(Refusal, match="option-chosen"):
        choose_option(motion=motion, option=made[1], by=scene.chair, at=NOW)
    with pytest.raises(Refusal, match="options-after-decision"):
        set_options(motion=motion, criteria="", options=[("A", "")], by=scene.chair, at=NOW)

    client.force_login(scene.member(1).person)
    page = client.get(
        reverse("decisions:motion", args=[scene.assembly, motion.reference])
    ).content.decode()

    for shown in (
        "Open at weekends", "The old school</strong> (chosen)", "Poolbay group",
        "We favour the school.", "My charity rents the chapel.", "It is nearest the bus.",
    ):  # fmt: skip
        assert shown in page


def test_pages_ask_and_answer(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    scene, first, _second = wide_scene()
    args = [scene.assembly, scene.motion.reference]
    client.force_login(scene.chair)
    assert "Far, North" in client.get(reverse("decisions:ask_forums", args=args)).content.decode()
    assert client.post(reverse("decisions:ask_forums", args=args)).status_code == 302
    answering = reverse("decisions:answer_forum", args=[*args, first.slug])
    assert client.get(answering).status_code == 403
    a_second_factor(scene.officer)
    client.force_login(scene.officer)
    assert client.post(answering, {"agreed": "yes", "words": ""}).status_code == 422
    assert client.post(answering, {"agreed": "yes", "words": "So be it."}).status_code == 302
    page = client.get(reverse("decisions:motion", args=args)).content.decode()
    assert "It agrees" in page
    assert "So be it." in page
    options = reverse("decisions:options", args=args)
    assert client.post(options, {"criteria": "", "options": "Only one"}).status_code == 422
    assert client.post(options, {"criteria": "Cost", "options": "A: dear\nB"}).status_code == 302
