"""What the assembly stands for: taken up by a decision, looked up by topic, reviewed, replaced."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.proceedings.decisions.actions.positions import (
    adopt_position,
    end_position,
    review_position,
)
from folkmoot.proceedings.decisions.models import Position
from folkmoot.proceedings.decisions.queries.positions import obligations_of_positions
from folkmoot.rules.findings import Refusal
from tests.factories import ForumFactory
from tests.proceedings.decisions.factories import NOW, MotionFactory, a_scene
from tests.proceedings.decisions.keys import a_second_factor

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
A_DAY = timedelta(days=1)
REVIEW = date(2027, 3, 1)


def a_decision(scene, **more):
    given = {"outcome": "agreed", "decided_at": NOW, "item": scene.item}
    return MotionFactory(**(given | more))


def adopt(scene, motion, **more):
    given = {
        "topic": "Short-term grants", "wording": "Grants run for three years or more.",
        "backed_by": [], "review_on": REVIEW, "by": scene.chair, "at": NOW,
    }  # fmt: skip
    return adopt_position(motion=motion, **(given | more))


@pytest.mark.clause("staffs-2.1.i")
def test_position_keeps_its_words_decision_forums_and_review_and_anybody_looks_it_up(client):
    scene = a_scene()
    motion = a_decision(scene)
    other = ForumFactory(assembly=scene.assembly, name="Housing")
    made = adopt(scene, motion, backed_by=[other])
    adopt(scene, a_decision(scene), topic="Buses", wording="Buses run on Sundays.")

    assert (made.motion, made.from_on, made.review_on) == (motion, TODAY, REVIEW)
    assert {forum.name for forum in made.backed_by.all()} == {
        "Housing", scene.gathering.forum.name,
    }  # fmt: skip
    client.force_login(scene.member(4).person)
    found = client.get(
        reverse("decisions:positions", args=[scene.assembly]), {"words": "grants years"}
    ).content.decode()
    assert "Grants run for three years or more." in found
    assert motion.reference in found
    assert "Sundays" not in found
    page = client.get(
        reverse("decisions:position", args=[scene.assembly, made.pk])
    ).content.decode()
    for shown in ("Grants run for three years or more.", "Housing", "1 March 2027"):
        assert shown in page
    entry = Entry.objects.filter(kind="PositionAdopted").order_by("number").first()
    assert entry.facts["decision"] == motion.reference


def test_new_position_on_a_topic_takes_the_place_of_the_old(client):
    scene = a_scene()
    old = adopt(scene, a_decision(scene))
    with pytest.raises(Refusal, match="position-held-already"):
        adopt(scene, old.motion, wording="Something else.")

    new = adopt(scene, a_decision(scene), topic="short-term  Grants", wording="Five years.",
                at=NOW + A_DAY)  # fmt: skip

    old.refresh_from_db()
    assert (old.until_on, old.replaced_by) == (TODAY + A_DAY, new)
    held = client.get(reverse("decisions:positions", args=[scene.assembly])).content.decode()
    past = client.get(
        reverse("decisions:positions", args=[scene.assembly]), {"past": "1"}
    ).content.decode()
    assert ("Five years." in held, "three years" in held) == (True, False)
    assert ("Five years." in past, "three years" in past) == (False, True)


@pytest.mark.parametrize(
    ("outcome", "more", "code"),
    [("lost", {}, "position-not-decided"), ("agreed", {"review_on": TODAY},
     "position-review-not-ahead")],
)  # fmt: skip
def test_position_that_cannot_be_taken_up_leaves_no_trace(outcome, more, code):
    scene = a_scene()
    motion = a_decision(scene, outcome=outcome)

    with pytest.raises(Refusal, match=code):
        adopt(scene, motion, **more)
    with pytest.raises(Refusal, match="not-permitted"):
        adopt(scene, motion, by=scene.member(4).person)

    assert not Position.objects.exists()
    assert not Entry.objects.filter(kind="PositionAdopted").exists()


def test_position_is_reviewed_in_time_and_ends_by_a_decision():
    scene = a_scene()
    made = adopt(scene, a_decision(scene))
    (due,) = obligations_of_positions(scene.assembly, on=REVIEW)
    assert (due.due_on, due.state(on=REVIEW), due.state(on=REVIEW + A_DAY)) == (
        REVIEW, "due", "missed",
    )  # fmt: skip

    review_position(position=made, review_on=REVIEW + A_DAY, by=scene.chair, at=NOW)
    with pytest.raises(Refusal, match="position-not-decided"):
        end_position(
            position=made, motion=a_decision(scene, outcome="lost"), by=scene.chair, at=NOW
        )
    end_position(position=made, motion=a_decision(scene), by=scene.chair, at=NOW)

    made.refresh_from_db()
    assert (made.review_on, made.until_on) == (REVIEW + A_DAY, TODAY)
    assert obligations_of_positions(scene.assembly, on=TODAY) == []
    with pytest.raises(Refusal, match="position-over"):
        review_position(position=made, review_on=REVIEW, by=scene.chair, at=NOW)


def test_pages_take_up_review_and_end_a_position(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    scene = a_scene()
    motion = a_decision(scene)
    a_second_factor(scene.officer)
    client.force_login(scene.officer)
    url = reverse("decisions:adopt_position", args=[scene.assembly, motion.reference])
    sent = {
        "topic": "Grants", "wording": "Three years.", "review_on_day": "1", "review_on_month": "3",
        "review_on_year": "2026",
    }  # fmt: skip
    assert client.post(url, sent).status_code == 422
    page = client.post(url, sent | {"review_on_year": "2027"}).url
    made = Position.objects.get()
    assert page == reverse("decisions:position", args=[scene.assembly, made.pk])
    time_machine.move_to(NOW + timedelta(days=400), tick=False)
    assert "overdue" in client.get(page).content.decode()
    client.force_login(scene.officer)
    review = {"review_on_day": "1", "review_on_month": "3", "review_on_year": "2028"}
    assert client.post(f"{page}review/", review).status_code == 302
    assert client.post(f"{page}end/", {"decision": "2020-1"}).status_code == 404
    assert client.post(f"{page}end/", {"decision": motion.reference}).status_code == 302
    made.refresh_from_db()
    assert (made.review_on, made.until_on is not None) == (date(2028, 3, 1), True)


def test_list_costs_the_same_however_many_positions(client):
    scene = a_scene()
    page = reverse("decisions:positions", args=[scene.assembly])

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        return len(captured)

    adopt(scene, a_decision(scene))
    few = cost()
    for number in range(5):
        adopt(scene, a_decision(scene), topic=f"Topic {number}")

    assert cost() == few
