"""Groups choose how they take part and lose nothing by it; services are designed together or say not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.body.organisations.models import Theme
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.work.consultations.actions.answering import answer_as_person
from folkmoot.work.consultations.actions.following import answer_point, enter_point, file_under
from folkmoot.work.consultations.actions.practice import (
    choose_involvement,
    keep_approach,
    keep_co_design,
    name_co_designer,
    promote_approaches,
)
from folkmoot.work.consultations.actions.publishing import publish
from folkmoot.work.consultations.actions.questions import ask_question
from folkmoot.work.consultations.models import Answer
from folkmoot.work.consultations.queries.practice import co_designs, summary_of
from folkmoot.work.consultations.queries.telling import as_told
from folkmoot.work.consultations.queries.voices import voices
from tests.factories import PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import (
    CLOSES,
    NOW,
    OPENS,
    a_county,
    a_member,
    a_plan,
    an_open_one,
    answered,
    closed,
    moment,
)

pytestmark = pytest.mark.django_db


def chosen(county, body, **more):
    said = {
        "level": "all", "topics": [], "channel": "letter", "hours_a_month": 1, "best_times": "",
        "paused_until": None,
    }  # fmt: skip
    person = a_member(body)
    return choose_involvement(
        assembly=county.assembly, organisation=body, by=person, at=NOW, **said | more
    )


def asked_about(county, capture, *themes):
    """Publish a consultation on some themes; return the organisations that got a letter."""
    found = a_plan(county, themes=themes)
    with capture(execute=True):
        publish(consultation=found, **county.who())
    told = Letter.objects.filter(kind="VoicesAsked").select_related("to")
    return {letter.to.authorities.get().organisation for letter in told}


@pytest.mark.clause("dorset-vcsa-involvement-choice")
def test_groups_choose_topics_level_channel_and_pause(
    django_capture_on_commit_callbacks, time_machine
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-vcsa", micro=6)
    food, sport = (Theme.objects.create(code=code, name=code) for code in ("food", "sport"))
    everything, topical, other, light, rung, paused = county.bodies
    chosen(county, everything)
    chosen(county, topical, level="topics", topics=[food])
    chosen(county, other, level="topics", topics=[sport])
    chosen(county, light, level="light", topics=[food])
    chosen(county, rung, channel="phone")
    chosen(county, paused, paused_until=OPENS)

    letters = asked_about(county, django_capture_on_commit_callbacks, food)

    assert letters == {everything, topical, light}
    found = an_open_one(county, title="Another")
    assert voices(found).to_ring == [(rung, "by phone")]


@pytest.mark.clause("dorset-vcsa-involvement-choice")
def test_light_involvement_never_makes_what_is_said_less_visible():
    county = a_county(document="dorset-vcsa", micro=12)
    for body in county.bodies[:6]:
        chosen(county, body, level="light", hours_a_month=0)
    found = an_open_one(county)
    for number, body in enumerate(county.bodies):
        answered(found, county, body, "Mill" if number < 6 else "Chapel")

    told = as_told(closed(found, county))

    assert [one["count"] for one in told["questions"][0]["options"]] == [6, 6]
    assert [one["balanced"]["share"] for one in told["questions"][0]["options"]] == [50, 50]


def test_choice_is_changed_at_any_time_and_only_by_whom_it_concerns():
    county = a_county(micro=1)
    body = county.bodies[0]
    chosen(county, body, level="light")

    assert chosen(county, body, level="all").pk == body.involvements.get().pk
    with pytest.raises(Refusal):
        choose_involvement(
            assembly=county.assembly, organisation=body, level="all", topics=[], channel="letter",
            hours_a_month=None, best_times="", paused_until=None, by=PersonFactory(), at=NOW,
        )  # fmt: skip


@pytest.mark.clause("principles-p1a3-co-design")
def test_change_of_a_service_says_who_helped_and_what_altered_or_that_nobody_did(client):
    county = a_county(document="dorset-principles", micro=1)
    who = {"organisation": None, **county.who()}
    said = {"assembly": county.assembly, "body": "Council", "begun_on": OPENS, "decided_on": None,
            "consultation": None, "change": "It opens later."}  # fmt: skip
    helped = keep_co_design(service="Library", **said, **who)
    keep_co_design(service="Car park", **said, **who)
    name_co_designer(
        co_design=helped, who="Four carers", skills="know the evenings", stage="design",
        altered="It closes at nine.", **who,
    )  # fmt: skip

    assert [one.service for one in co_designs(county.assembly)] == ["Car park", "Library"]
    shown = client.get(reverse("consultations:designs", args=[county.assembly])).content.decode()
    for words in ("Nobody is named", "Four carers", "know the evenings", "It closes at nine."):
        assert words in shown


@pytest.mark.clause("principles-p2a3-engagement-approaches")
def test_library_of_approaches_says_when_and_gives_an_example_and_its_promotion_is_kept(client):
    county = a_county(document="dorset-principles", micro=1)
    keep_approach(
        assembly=county.assembly, name="Kitchen table", when="For six people or fewer",
        example="Poolbay, 2025", kept_with="the leads of the care system", link="", **county.who(),
    )  # fmt: skip
    promote_approaches(
        assembly=county.assembly, where="Newsletter of March", reached=400, on=OPENS, **county.who()
    )

    shown = client.get(reverse("consultations:approaches", args=[county.assembly])).content.decode()

    for words in (
        "Kitchen table", "For six people or fewer", "Poolbay, 2025", "Newsletter of March",
        "400 people", "the leads of the care system",
    ):  # fmt: skip
        assert words in shown


@pytest.mark.clause("principles-4.1-engagement-methods")
def test_summary_says_who_told_what_inside_and_outside_by_size_and_follows_each_theme(
    client, time_machine
):
    county = a_county(document="dorset-principles", micro=6)
    plan = a_plan(county)
    ask_question(
        consultation=plan, kind="text", words="What else?", hint="", options=[], is_short=False,
        **county.who(),
    )  # fmt: skip
    found = publish(consultation=plan, **county.who())
    question = found.questions.get(kind="text")
    for body in county.bodies:
        answered(found, county, body).answers.create(question=question, words="A ramp")
    answer_as_person(
        consultation=found, said={question.pk: (None, "Ramps cost")}, stances={}, channel="paper",
        is_employee=True, by=county.officer, at=moment(OPENS),
    )  # fmt: skip
    found = closed(found, county)
    after = county.who(moment(CLOSES + timedelta(days=1)))
    heading = file_under(
        consultation=found, name="Getting in", answers=Answer.objects.filter(question=question),
        **after,
    )  # fmt: skip
    point = enter_point(consultation=found, said="A ramp", heading=heading, **after)
    answer_point(point=point, did="did", because="It is built.", **after)

    told = summary_of(found)

    assert dict(told.heard) == {
        "an organisation": 6, "an employee of the body that asks": 1,
    }  # fmt: skip
    assert dict(told.methods) == {"by phone": 6, "on paper": 1}
    assert dict(told.sizes)["micro: under £10,000"] == 6
    assert [(one.source, one.answers, one.point) for one in told.told] == [
        ("an employee of the body that asks", 1, point), ("an organisation", 6, point),
    ]  # fmt: skip
    time_machine.move_to(moment(CLOSES + timedelta(days=2)), tick=False)
    shown = client.get(
        reverse("consultations:summary", args=[county.assembly, found.reference])
    ).content.decode()
    assert "It is built." in shown


@pytest.mark.clause("compact-consult-inclusive")
def test_single_way_to_answer_raises_a_warning_and_each_way_says_whom_it_reaches(
    client, time_machine
):
    county = a_county(micro=1)
    plan = a_plan(county)
    person = a_member(county.bodies[0])
    plan.owner = county.bodies[0]
    plan.save()
    time_machine.move_to(NOW, tick=False)
    url = reverse("consultations:consultation", args=[county.assembly, plan.reference])
    page = browser(person)
    assert "There are few ways to answer" not in page.get(url).content.decode()
    plan.ways.filter(kind="phone").delete()

    shown = page.get(url).content.decode()

    assert "There are few ways to answer" in shown
    assert "meant for all" in shown
