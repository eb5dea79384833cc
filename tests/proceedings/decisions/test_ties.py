"""A tie: the matter is debated again, and voted on once more at most."""

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.proceedings.decisions.actions.debate_again import debate_again
from folkmoot.proceedings.decisions.actions.settle import settle_by_agreement
from folkmoot.proceedings.decisions.queries.motions import polls_of, stage_of
from folkmoot.rules.findings import Refusal
from tests.proceedings.decisions.factories import A_MINUTE, NOW, a_scene
from tests.proceedings.decisions.test_motions import refused

pytestmark = pytest.mark.django_db


def debate(scene, **more):
    given = {"discussion": "Heard again.", "by": scene.chair, "at": NOW + 3 * A_MINUTE}
    return debate_again(motion=scene.motion, **(given | more))


def stage(scene):
    motion = scene.again()
    return stage_of(motion, polls_of(motion))


@pytest.mark.clause("staffs-8.3-tie")
@pytest.mark.parametrize(
    ("second", "outcome"), [("ffa", "carried"), ("faa", "lost"), ("ffaa", "undecided")]
)
def test_tied_motion_is_debated_again_and_voted_on_once_more(second, outcome):
    scene = a_scene(members=5)

    scene.take_vote("ffaa")

    assert (stage(scene), scene.again().outcome) == ("debate again", "")
    refusal = refused("debate-again-first", scene.call)
    assert refusal.clause.number == "8.3"
    debate(scene)
    assert stage(scene) == "second vote"
    poll = scene.take_vote(second)
    motion = scene.again()
    assert (poll.number, motion.outcome) == (2, outcome)
    assert motion.discussion == "Heard again."
    if outcome == "undecided":
        assert motion.effective_on is None
        assert Entry.objects.get(kind="MotionSettled").facts["outcome"] == "undecided"
    refused("motion-decided", scene.call)


@pytest.mark.clause("staffs-8.3-tie")
def test_vote_that_did_not_stand_does_not_use_up_the_further_one():
    scene = a_scene(members=5)
    scene.take_vote("ffaa")
    debate(scene)
    poll = scene.call()
    here = scene.meeting.attendances.filter(
        person__in=[one.person for one in scene.gathering.members[3:]]
    )
    here.update(left_at=NOW)
    scene.close(poll)
    here.update(left_at=None)

    assert stage(scene) == "second vote"
    scene.take_vote("fff")
    assert scene.again().outcome == "carried"


def test_tied_motion_may_still_be_agreed():
    scene = a_scene()
    scene.take_vote("ffaa")

    settle_by_agreement(
        motion=scene.motion, discussion="We found words.", words="", by=scene.chair, at=NOW
    )

    assert scene.again().outcome == "agreed"


def test_debate_is_recorded_by_whoever_presides_and_only_of_a_tie():
    scene = a_scene()
    refused("not-tied", debate, scene=scene)
    scene.take_vote("fa--")

    refused("not-permitted", debate, scene=scene, by=scene.officer)
    refused("discussion-not-said", debate, scene=scene, discussion="")
    debate(scene)
    refused("not-tied", debate, scene=scene)


def test_tie_has_no_limit_where_no_agreement_sets_one():
    scene = a_scene(document="", version="")
    for _ in range(3):
        scene.take_vote("fa")

    assert stage(scene) == "debate again"
    with pytest.raises(Refusal):
        scene.call(because="")
