"""Experts by experience: only they and officers know of them; matched with reasons; gone when they say."""

from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions.experts import (
    answer_part,
    ask_expert,
    keep_deed,
    withdraw_expert,
)
from folkmoot.work.practice.models import Deed, Expert, Part
from folkmoot.work.practice.queries.experts import experts, fitting, told_number
from tests.factories import PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import CLOSES, NOW, a_county, moment
from tests.work.practice.factories import a_piece, an_expert, carers, text_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.mark.clause("dorset-vcsa-experts")
def test_person_keeps_interests_level_and_needs_and_only_officers_read_them(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-vcsa", micro=1)
    person = PersonFactory()
    me = browser(person)
    typed = {
        "interests": "Fasting on a ward", "level_from": "1", "level_to": "4",
        "support_needs": "Somebody who signs", "agrees": "on",
    }  # fmt: skip

    answer = me.post(reverse("practice:expert_register", args=[county.assembly]), typed)

    assert answer.status_code == 302
    mine = text_of(me.get(reverse("practice:expert_me", args=[county.assembly])))
    assert "Fasting on a ward" in mine
    assert "front line – board" in mine
    assert "Somebody who signs" in mine
    public = text_of(client.get(reverse("practice:experts", args=[county.assembly])))
    assert "Fewer than 5 people are on the list." in public
    for private in ("Fasting", person.name, "signs"):
        assert private not in public
    (entry,) = Entry.objects.filter(kind="ExpertRegistered")
    assert entry.by == ""
    assert "Fasting" not in str(entry.facts)


@pytest.mark.clause("dorset-vcsa-experts")
def test_work_is_matched_by_level_and_by_what_is_shared_with_the_reasons():
    county = a_county(document="dorset-vcsa", micro=1)
    knows = an_expert(county, communities=[carers()])
    an_expert(county, interests="gardens")
    too_low = an_expert(county, level_from=1, level_to=1)
    piece = a_piece(county, communities=[carers()], level=2)

    (fit,) = fitting(piece, on=TODAY)

    assert fit.expert == knows
    assert fit.why == "hospital food, Carers, how a service is run"
    assert fit.match.fit == 1.0
    at_front = a_piece(county, title="At the bed", level=1)
    assert {one.expert for one in fitting(at_front, on=TODAY)} == {knows, too_low}
    assert fitting(a_piece(county, title="In the board", level=4), on=TODAY) == []


@pytest.mark.clause("dorset-vcsa-experts")
def test_expert_is_asked_answers_and_has_training_thanks_and_payment_written_down(time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-vcsa", micro=1)
    expert, piece = an_expert(county), a_piece(county)
    part = ask_expert(piece=piece, expert=expert, why="hospital food", **county.who())
    (letter,) = Letter.objects.filter(to=expert.person)
    assert "Why you: hospital food." in letter.text
    answer_part(part=part, takes_part=True, by=expert.person, at=NOW)
    for kind, pence in (("training", None), ("thanks", None), ("payment", 2000)):
        keep_deed(
            expert=expert, kind=kind, words=f"Some {kind}", pence=pence, piece=piece, on=TODAY,
            **county.who(),
        )  # fmt: skip

    page = text_of(
        browser(expert.person).get(reverse("practice:expert_me", args=[county.assembly]))
    )

    for words in ("takes part", "Training: Some training", "Thanks: Some thanks",
                  "Payment: Some payment", "£20.00"):  # fmt: skip
        assert words in page
    assert fitting(piece, on=TODAY) == []


@pytest.mark.clause("dorset-vcsa-experts")
def test_whoever_leaves_is_gone_at_once_but_for_what_was_paid():
    county = a_county(document="dorset-vcsa", micro=1)
    expert = an_expert(county, communities=[carers()])
    piece = a_piece(county)
    ask_expert(piece=piece, expert=expert, why="x", **county.who())
    for kind, pence in (("training", None), ("payment", 2000)):
        keep_deed(expert=expert, kind=kind, words="x", pence=pence, piece=piece, on=TODAY,
                  **county.who())  # fmt: skip

    withdraw_expert(expert=expert, by=expert.person, at=NOW)

    kept = Expert.objects.get()
    assert (kept.interests, kept.support_needs, kept.communities.count()) == ("", "", 0)
    assert not Part.objects.exists()
    assert [deed.kind for deed in Deed.objects.all()] == ["payment"]
    assert list(experts(county.assembly, on=TODAY)) == []
    assert {entry.by for entry in Entry.objects.filter(kind="ExpertWithdrew")} == {""}


def test_somebody_past_their_day_or_work_past_its_own_is_not_asked():
    county = a_county(document="dorset-vcsa", micro=1)
    expert, piece = an_expert(county), a_piece(county)
    after = moment(CLOSES + timedelta(days=1))

    with pytest.raises(Refusal) as over:
        ask_expert(piece=piece, expert=expert, why="x", **county.who(after))
    expert.expires_on = TODAY
    expert.save()
    with pytest.raises(Refusal) as gone:
        ask_expert(piece=piece, expert=expert, why="x", **county.who())

    assert (over.value.code, gone.value.code) == ("part-is-over", "not-on-the-list")
    assert not Letter.objects.exists()


def test_number_of_experts_is_told_from_five_on():
    county = a_county(document="dorset-vcsa", micro=1)
    for _number in range(4):
        an_expert(county)

    assert told_number(county.assembly, on=TODAY) is None
    an_expert(county)
    assert told_number(county.assembly, on=TODAY) == 5


def test_level_that_goes_down_is_answered_in_the_form(time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-vcsa", micro=1)
    typed = {"interests": "x", "level_from": "3", "level_to": "1", "agrees": "on"}

    answer = browser(PersonFactory()).post(
        reverse("practice:expert_register", args=[county.assembly]), typed
    )

    assert answer.status_code == 422
    assert "That is nearer to the front line than where you begin." in text_of(answer)
    assert not Expert.objects.exists()
