"""Putting a motion, wording it anew, taking it back, and who may see it."""

from datetime import UTC, datetime

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.proceedings.decisions.actions.reword import reword
from folkmoot.proceedings.decisions.actions.withdraw import withdraw_motion
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.queries.motions import (
    may_see_motion,
    motions,
    people_to_tell,
    stances,
    visible_motions,
)
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.rules.findings import Refusal
from tests.factories import PersonFactory
from tests.proceedings.decisions.factories import (
    NOW,
    MotionFactory,
    a_proposal,
    a_scene,
)
from tests.proceedings.meetings.factories import AgendaItemFactory, MeetingFactory, a_member

pytestmark = pytest.mark.django_db


def refused(code, deed, **given):
    """Require that a deed is refused with a code, and leaves nothing in the record."""
    before = Entry.objects.count()
    with pytest.raises(Refusal) as refusal:
        deed(**given)
    assert refusal.value.code == code
    assert Entry.objects.count() == before
    return refusal.value


def test_motion_gets_the_next_number_of_its_year_and_keeps_it():
    scene = a_scene(reference="2026-7")

    first = a_proposal(scene, options=[("Five", "early"), ("Seven", "")])
    new_year = datetime(2027, 1, 4, 12, tzinfo=UTC)
    later = a_proposal(scene, form_key="twice", at=new_year)
    scene.motion.delete()

    assert (first.reference, later.reference) == ("2026-8", "2027-1")
    assert (first.document, first.version) == ("staffs-alliance", "1")
    assert [one.label for one in first.options.order_by("position")] == ["Five", "Seven"]
    entry = Entry.objects.filter(kind="MotionProposed").order_by("number")[0]
    assert entry.facts["motion"] == "2026-8"
    assert "five" not in str(entry.facts)


def test_motion_sent_twice_is_put_once():
    scene = a_scene()

    first, second = a_proposal(scene), a_proposal(scene)

    assert first == second
    assert Entry.objects.filter(kind="MotionProposed").count() == 1


def test_associate_may_put_a_motion_and_a_stranger_may_not():
    scene = a_scene(members=2, associates=1)
    associate = scene.member(2)

    motion = a_proposal(scene, proposed_by=associate.organisation, by=associate.person)

    assert motion.proposed_by == associate.organisation
    refused("not-permitted", a_proposal, scene=scene, by=PersonFactory(), form_key="other")
    outside = a_member(MeetingFactory().forum)
    refused("not-of-the-forum", a_proposal, scene=scene, by=outside.person,
            proposed_by=outside.organisation, form_key="third")  # fmt: skip
    refused("not-permitted", a_proposal, scene=scene, proposed_by=None, by=associate.person,
            form_key="fourth")  # fmt: skip
    assert Motion.objects.count() == 2


def test_motion_cannot_be_put_under_an_item_that_is_over_or_that_one_has_left():
    scene = a_scene()
    scene.has_interest(0)
    scene.item.refresh_from_db()

    refused("motion-closed-to-you", a_proposal, scene=scene)
    scene.item.ended_at = NOW
    refused("item-is-over", a_proposal, scene=scene, by=scene.officer)


def test_new_wording_keeps_the_old_and_sets_aside_what_was_said_to_it():
    scene = a_scene(proposed_by=None)
    scene.say(1, "block", "Too late for carers.")
    edition = scene.again().edition

    reword(motion=scene.motion, question="That we meet at noon.", background="", edition=edition,
           because="Carers.", by=scene.chair, at=NOW)  # fmt: skip

    motion = scene.again()
    [old] = motion.wordings.all()
    assert (motion.question, old.question) == ("That we meet at noon.", scene.motion.question)
    assert list(stances(motion)) == []
    assert motion.stances.filter(replaced_at=NOW).count() == 1
    refused("changed-meanwhile", reword, motion=motion, question="That we meet at one.",
            background="", edition=edition, because="No.", by=scene.chair, at=NOW)  # fmt: skip


def test_motion_that_is_taken_back_keeps_its_number_and_is_not_decided_again():
    scene = a_scene(proposed_by=None)

    withdraw_motion(motion=scene.motion, because="No longer needed.", by=scene.officer, at=NOW)

    motion = scene.again()
    assert (motion.outcome, motion.decided_at) == ("withdrawn", NOW)
    refused("motion-decided", withdraw_motion, motion=motion, because="Again.",
            by=scene.officer, at=NOW)  # fmt: skip


@pytest.mark.parametrize(
    ("of_item", "own", "seen_by"),
    [
        ("public", "public", {"nobody", "associate", "full"}),
        ("members", "public", {"associate", "full"}),
        ("public", "full", {"full"}),
        ("full", "members", {"full"}),
    ],
)
def test_motion_is_open_to_the_fewer_of_its_own_readers_and_its_items(of_item, own, seen_by):
    scene = a_scene(members=2, associates=1)
    item = AgendaItemFactory(
        meeting=scene.meeting, visibility=of_item, full_because="Pay." if of_item == "full" else ""
    )
    motion = MotionFactory(item=item, visibility=own)
    people = {"nobody": None, "associate": scene.member(2).person, "full": scene.member(1).person}
    sights = {name: sight_of(one, scene.assembly, at=NOW) for name, one in people.items()}

    assert {name for name, sight in sights.items() if may_see_motion(motion, sight)} == seen_by
    for name, sight in sights.items():
        listed = visible_motions(motions(scene.assembly), sight).filter(pk=motion.pk)
        assert listed.exists() == (name in seen_by)


def test_member_that_a_motion_is_about_reads_it_while_suspended_unless_it_left_the_item():
    scene = a_scene(members=4)
    member = scene.member(2)
    scene.suspend(2)
    other = MotionFactory(item=scene.item, visibility="members")
    Motion.objects.filter(pk=scene.motion.pk).update(
        concerns=member.organisation, visibility="members"
    )

    sight = sight_of(member.person, scene.assembly, at=NOW)

    assert not may_see_motion(other, sight)
    assert may_see_motion(scene.again(), sight)
    assert list(visible_motions(motions(scene.assembly), sight)) == [scene.again()]
    scene.has_interest(2)
    sight = sight_of(member.person, scene.assembly, at=NOW)
    assert not may_see_motion(scene.again(), sight)
    assert not visible_motions(motions(scene.assembly), sight).exists()


def test_motion_is_closed_to_whoever_left_its_item_and_no_letter_tells_them_of_it():
    scene = a_scene()
    everybody = people_to_tell(scene.motion, on=NOW.date())
    scene.has_interest(3)
    left = scene.member(3).person

    sight = sight_of(left, scene.assembly, at=NOW)

    assert not may_see_motion(scene.again(), sight)
    assert not visible_motions(motions(scene.assembly), sight).exists()
    told = people_to_tell(scene.again(), on=NOW.date())
    assert set(everybody) - set(told) == {left}
