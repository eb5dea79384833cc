"""Those who were asked are told what came of it; overdue answers show; asking gets better by what is rated."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.site.duties import duties, waits_for_person
from folkmoot.work.consultations.actions.answering import answer_as_person
from folkmoot.work.consultations.actions.following import (
    answer_back,
    answer_point,
    change_method,
    enter_point,
    file_under,
    follow,
)
from folkmoot.work.consultations.actions.publishing import publish
from folkmoot.work.consultations.actions.questions import ask_question
from folkmoot.work.consultations.models import Answer, Response
from folkmoot.work.consultations.queries.following import method_of, texts_of
from tests.factories import PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import (
    CLOSES,
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
DAY_AFTER = moment(CLOSES + timedelta(days=1))


def a_closed_one(county=None):
    county = county or a_county(micro=6)
    found = an_open_one(county)
    for body in county.bodies:
        answered(found, county, body)
    return county, closed(found, county)


@pytest.mark.clause("compact-consult-feedback")
def test_feedback_is_due_84_days_after_the_close_and_overdue_shows_in_public(client, time_machine):
    county, _found = a_closed_one()
    due = CLOSES + timedelta(days=84)

    def owed(on):
        words = "Publish what was said to"
        return [
            one for one in duties(county.assembly, on=on) if one.obligation.what.startswith(words)
        ]

    assert [(one.day, one.state) for one in owed(due)] == [(due, "due")]
    assert [one.state for one in owed(due + timedelta(days=1))] == ["missed"]
    assert owed(due)[0].obligation.clause.key == "consult-feedback"
    time_machine.move_to(moment(due + timedelta(days=1)), tick=False)
    shown = client.get(reverse("consultations:consultations", args=[county.assembly]))
    assert "overdue" in shown.content.decode()


@pytest.mark.clause("compact-consult-feedback")
def test_it_is_answered_back_only_when_each_main_point_has_an_answer(
    django_capture_on_commit_callbacks,
):
    county = a_county(micro=6)
    people = [a_member(body) for body in county.bodies[:2]]
    county, found = a_closed_one(county)
    who = county.who(DAY_AFTER)
    said = {"consultation": found, "outcome": "The club goes to the mill.", "outcome_link": ""}

    def code(do) -> str:
        with pytest.raises(Refusal) as refused:
            do()
        return refused.value.code

    assert code(lambda: answer_back(**said, **who)) == "no-points"
    one = enter_point(consultation=found, said="The mill has a ramp.", heading=None, **who)
    other = enter_point(consultation=found, said="Not on a Friday.", heading=None, **who)
    answer_point(point=one, did="did", because="The mill it is.", **who)
    assert code(lambda: answer_back(**said, **who)) == "points-not-answered"
    answer_point(point=other, did="did-not", because="The cook is there on Fridays alone.", **who)

    with django_capture_on_commit_callbacks(execute=True):
        made = answer_back(**said, **who)

    assert made.answered_on == DAY_AFTER.date()
    letters = Letter.objects.filter(kind="AnsweredBack")
    assert {letter.to for letter in letters} == set(people)
    states = [
        duty.state for duty in duties(county.assembly, on=CLOSES + timedelta(days=200))
        if duty.obligation.what.startswith("Publish what was said")
    ]  # fmt: skip
    assert states == ["met"]


@pytest.mark.clause("compact-consult-difference")
def test_what_came_of_a_point_is_followed_beyond_the_decision(client, time_machine):
    county, found = a_closed_one()
    who = county.who(DAY_AFTER)
    point = enter_point(consultation=found, said="The mill has a ramp.", heading=None, **who)
    answer_point(point=point, did="did", because="The mill it is.", **who)
    answer_back(consultation=found, outcome="The mill.", outcome_link="", **who)
    later = DAY_AFTER + timedelta(days=120)
    follow(point=point, state="done", words="The club met there on 1 October.", **county.who(later))
    time_machine.move_to(later, tick=False)

    page = client.get(
        reverse("consultations:consultation", args=[county.assembly, found.reference])
    )

    shown = " ".join(page.content.decode().split())
    assert "We did it." in shown
    assert "The club met there on 1 October." in shown


def test_points_wait_for_the_close():
    county = a_county(micro=1)
    found = an_open_one(county)

    with pytest.raises(Refusal) as said:
        enter_point(consultation=found, said="x", heading=None, **county.who())

    assert said.value.code == "not-closed-yet"


def test_words_stand_under_headings_then_under_terms_they_share():
    county = a_county(micro=6)
    plan = a_plan(county)
    ask_question(
        consultation=plan, kind="text", words="What else?", hint="", options=[], is_short=False,
        **county.who(),
    )  # fmt: skip
    found = publish(consultation=plan, **county.who())
    question = found.questions.get(kind="text")
    words = ["The bus is late", "No bus on Sunday", "A ramp", "Ramps at the door", "Flowers"]
    for body, said in zip(county.bodies, words, strict=False):
        answered(found, county, body).answers.create(question=question, words=said)
    closed(found, county)
    ramps = Answer.objects.filter(words__icontains="ramp")

    heading = file_under(
        consultation=found, name="Getting in", answers=ramps, **county.who(DAY_AFTER)
    )

    (told,) = texts_of(found)
    assert [(one, len(answers)) for one, answers in told.headings] == [(heading, 2)]
    assert [(term, len(answers)) for term, answers in told.terms] == [("bus", 2)]
    assert [answer.words for answer in told.rest] == ["Flowers"]


@pytest.mark.clause("compact-consult-improve")
def test_ratings_and_lessons_make_the_yearly_list_of_changes(client, time_machine):
    county = a_county(micro=6)
    found = an_open_one(county)
    question = found.questions.get()
    for rating in (1, 2, 2, 3, 2):
        answer_as_person(
            consultation=found, said={question.pk: ("Mill", "")}, stances={}, rating=rating,
            by=PersonFactory(), at=moment(OPENS),
        )  # fmt: skip
    change_method(
        assembly=county.assembly, learned_from=found, change="Papers go out on paper too.",
        because="People rated it 2 of 5.", **county.who(DAY_AFTER),
    )  # fmt: skip

    told = method_of(county.assembly, year=2026)

    assert [(one.title, one.rating, one.ratings) for one in told.rated] == [(found.title, 2.0, 5)]
    assert [one.change for one in told.changes] == ["Papers go out on paper too."]
    time_machine.move_to(DAY_AFTER, tick=False)
    shown = client.get(reverse("consultations:method", args=[county.assembly]))
    assert "Papers go out on paper too." in shown.content.decode()


@pytest.mark.clause("compact-consult-vs-engagement")
def test_engagement_is_kept_apart_and_never_counted_as_consultation(client, time_machine):
    county = a_county(micro=1)
    an_open_one(county)
    an_open_one(county, title="Coffee morning", kind="engagement", depth="engage")
    an_open_one(county, title="News of the hall", kind="information", depth="inform")

    told = method_of(county.assembly, year=2026)

    assert told.by_kind == [("consultation", 1), ("engagement", 1), ("information", 1)]
    engaged = [duty for duty in duties(county.assembly, on=CLOSES + timedelta(days=5))
               if "Coffee morning" in duty.obligation.what]  # fmt: skip
    assert engaged == []


@pytest.mark.clause("staffs-2.1.ii")
def test_depth_and_direction_are_recorded_and_one_way_telling_is_visible():
    county = a_county(document="staffs-alliance", micro=1)
    an_open_one(county, title="News", kind="information", depth="inform")
    an_open_one(county, title="More news", kind="information", depth="inform")
    an_open_one(county, title="Decide the fund", depth="empower", direction="by-sector")

    told = method_of(county.assembly, year=2026)

    assert [number for _name, number in told.by_depth] == [2, 0, 0, 1]
    assert dict(told.by_direction)["the sector involves public bodies"] == 1


def test_what_waits_is_on_the_desk_of_who_answers_and_of_who_runs_it():
    county = a_county(micro=2)
    found = an_open_one(county)
    person, body = a_member(county.bodies[0]), county.bodies[0]

    def waits(who, organisation, on):
        at = moment(on)
        return [item.verb_phrase for item in
                waits_for_person(who, organisation, county.assembly, at=at, on=on)]  # fmt: skip

    assert f"Answer: {found.title}" in waits(person, body, OPENS)
    answered(found, county, body)
    assert f"Answer: {found.title}" not in waits(person, body, OPENS)
    assert f"Close: {found.title}" in waits(county.officer, None, CLOSES + timedelta(days=1))


def test_the_whole_way_by_its_pages(time_machine):
    """Plan, set the days, ask, publish, answer, close, answer back: each by its page."""
    county = a_county(micro=5)
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    time_machine.move_to(moment(OPENS), tick=False)
    page = browser(county.officer)

    def at(name, *more):
        return reverse(f"consultations:{name}", args=[county.assembly, *more])

    made = page.post(
        at("plan"),
        {"title": "Hall", "owner_name": "Council", "kind": "consultation", "summary": "The hall."},
    )
    assert made.status_code == 302
    reference = made.url.rstrip("/").rsplit("/", 1)[-1]
    page.post(
        at("scope", reference),
        {
            "can_change": "Where", "is_fixed": "Nothing", "decided_by": "Cabinet",
            "decision_on_day": "1", "decision_on_month": "9", "decision_on_year": "2026",
            "depth": "consult", "direction": "to-sector", "level": "local",
        },
    )  # fmt: skip
    days = {
        "opens_on_day": "9", "opens_on_month": "3", "opens_on_year": "2026", "minutes_short": "5",
        "closes_on_day": "1", "closes_on_month": "6", "closes_on_year": "2026",
        "minutes_long": "20",
    }  # fmt: skip
    page.post(at("days", reference), days | {"closes_on_day": "1", "closes_on_month": "5"})
    page.post(at("question", reference), {"words": "Where?", "kind": "choice", "options": "A\nB"})
    assert page.post(at("publish", reference), {"sure": "on"}).status_code == 422
    page.post(at("days", reference), days)
    assert page.post(at("publish", reference), {"sure": "on"}).status_code == 302
    for body in county.bodies:
        written = page.post(
            at("write_down", reference),
            {"organisation": body.pk, "channel": "phone", "q_1": "A"},
        )
        assert written.status_code == 302
    assert Response.objects.filter(state="sent", channel="phone").count() == 5
    time_machine.move_to(DAY_AFTER, tick=False)
    page = browser(county.officer)
    assert page.post(at("close", reference), {}).status_code == 302
    page.post(at("enter_point", reference), {"said": "A has a ramp."})
    page.post(at("answer_point", reference, 1), {"did": "did", "because": "It is A."})
    assert page.post(at("answer_back", reference), {"outcome": "A."}).status_code == 302
    assert "We did it." in page.get(at("consultation", reference)).content.decode()
