"""What a full member may do in its forum, from the agenda to an office, and what an interest bars."""

import pytest

from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.elections import queries
from folkmoot.rules.findings import Refusal
from tests.proceedings.decisions.factories import a_scene
from tests.proceedings.elections.factories import a_town, call, nominate, publish
from tests.proceedings.meetings.factories import AgendaItemFactory
from tests.signing_in import browser

pytestmark = [pytest.mark.django_db, pytest.mark.clause("staffs-3.1.i")]


def test_full_member_sees_and_joins_all_business_but_what_an_open_interest_bars():
    scene = a_scene()
    scene.item.title = "Who runs the night shelter"
    scene.item.save()
    AgendaItemFactory(meeting=scene.meeting, title="For members alone", visibility="members")
    scene.has_interest(2)
    page = f"/{scene.assembly.slug}/meetings/{scene.meeting.reference}/"

    for number in (1, 2):
        shown = browser(scene.member(number).person).get(page).content.decode()
        assert "For members alone" in shown
    scene.say(1, "view", "We could do with a nurse there.")
    with pytest.raises(Refusal) as left:
        scene.say(2, "view", "We would do it well.")
    poll = scene.call()
    scene.cast(poll, 1, "for")
    with pytest.raises(Refusal) as barred:
        scene.cast(poll, 2, "for")

    assert left.value.code == "motion-closed-to-you"
    assert barred.value.code == "own-interest-bars"
    assert scene.motion.stances.count() == 1
    assert poll.ballots.count() == 1


def test_full_member_is_put_forward_for_an_office_and_gets_the_ballot():
    town = a_town()
    contest = call(town)

    put_forward = [nominate(town, contest, place) for place in (0, 1)]
    publish(town, contest)

    assert [one.organisation_name for one in put_forward] == [
        town.organisation(0).name, town.organisation(1).name,
    ]  # fmt: skip
    names = {voter.organisation_name for voter in queries.voters_roll(contest)}
    assert names == {town.organisation(place).name for place in range(4)}
    told = Letter.objects.filter(kind="NomineesPublished").values_list("to", flat=True)
    assert set(told) == {contact.pk for contact in town.contacts}
