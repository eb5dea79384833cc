"""Views that differ stay on the record, and a concern about how somebody was treated has its way."""

import pytest
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.decisions.actions.positions import adopt_position
from folkmoot.proceedings.decisions.queries.items import lines_of_notes
from folkmoot.proceedings.decisions.queries.motions import earlier_stances
from tests.factories import PersonFactory
from tests.proceedings.cases.factories import NOW as TODAY
from tests.proceedings.decisions.factories import NOW, a_scene
from tests.proceedings.meetings.factories import a_gathering
from tests.signing_in import browser

pytestmark = [pytest.mark.django_db, pytest.mark.clause("staffs-appA.a-respect")]


def test_view_that_differs_stands_in_notes_and_position_and_its_first_words_are_kept(client):
    scene = a_scene()
    scene.say(2, "block", "It shuts out carers.")
    scene.say(2, "reservation", "Better, but too early for carers.")
    scene.say(3, "aside", "Nobody asked us.")
    motion = scene.again()
    motion.outcome, motion.decided_at = "agreed", NOW
    motion.save()
    position = adopt_position(
        motion=motion, topic="When we meet", wording="We meet at six.", backed_by=[],
        review_on=NOW.date().replace(year=NOW.year + 1), by=scene.chair, at=NOW,
    )  # fmt: skip
    two, three = (scene.member(number).organisation.name for number in (2, 3))

    [line] = lines_of_notes(scene.meeting)
    page = reverse("decisions:position", args=[scene.assembly, position.pk])
    member, stranger = (browser(who).get(page).content.decode()
                        for who in (scene.member(1).person, PersonFactory()))  # fmt: skip

    assert f"{two} has reservations, and would go along; {three} stands aside" in line.text
    assert "Who sees it differently" in member
    assert "Better, but too early for carers." in member
    assert "Nobody asked us." in member
    assert [one.words for one in earlier_stances(motion)] == ["It shuts out carers."]
    assert scene.item.visibility == "members"
    assert "Nobody asked us." not in stranger, "what was said among members stays there"


def test_concern_about_conduct_is_raised_under_the_principle_of_respect(time_machine):
    time_machine.move_to(TODAY, tick=False)
    town = a_gathering(members=4)
    assembly, one, other = town.forum.assembly, town.member(2), town.member(3)
    raised = browser(one.person)
    page = reverse("cases:dispute", args=[assembly])
    assert "Everybody is respected" in raised.get(page).content.decode()

    sent = raised.post(page, {
        "against": other.organisation.pk, "forum": town.forum.pk, "form_key": "once",
        "principle": "principle-respect", "title": "Shouted down",
        "account": "Nobody let her finish.",
    })  # fmt: skip

    case = Case.objects.get()
    shown = " ".join(raised.get(sent.url).content.decode().split())
    assert case.clause_cited == "principle-respect"
    assert "respect their right to be involved" in shown
    assert "Shouted down" not in str(list(Entry.objects.values_list("facts", flat=True)))
    assert browser(town.member(1).person).get(sent.url).status_code == 403
