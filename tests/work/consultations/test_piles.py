"""A pile of answers on paper is received whole or not at all, with each row at fault named."""

import time

import pytest

from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.work.consultations.actions.piles import receive_pile
from folkmoot.work.consultations.actions.publishing import publish
from folkmoot.work.consultations.actions.questions import ask_question
from folkmoot.work.consultations.models import Answer, Response
from tests.factories import PersonFactory
from tests.work.consultations.factories import (
    OPENS,
    a_county,
    a_member,
    a_plan,
    an_open_one,
    answered,
    moment,
)

pytestmark = pytest.mark.django_db


def received(found, county, text, **more):
    who = {"by": county.officer, "at": moment(OPENS), "channel": "paper"}
    return receive_pile(consultation=found, text=text, **who | more)


def test_table_of_every_kind_of_question_is_received_by_name_or_reference():
    county = a_county(micro=2)
    plan = a_plan(county)
    more = {"hint": "", "is_short": False, **county.who()}
    for kind, options in (
        ("scale", []),
        ("several", ["a", "b"]),
        ("ranking", ["x", "y"]),
        ("text", []),
    ):
        ask_question(consultation=plan, kind=kind, words=kind, options=options, **more)
    found = publish(consultation=plan, **county.who())
    one, other = county.bodies
    person = a_member(one)

    count = received(
        found, county,
        f"Organisation;1;2;3;4;5\n{one.name.upper()};mill;4;a|b;y|x;Ми за\n{other.reference};Chapel;;;;\n",
    )  # fmt: skip

    assert count == 2
    said = {
        (a.response.organisation, a.question.kind): a.value or a.words
        for a in Answer.objects.select_related("response__organisation", "question")
    }
    assert said == {
        (one, "choice"): "Mill", (one, "scale"): 4, (one, "several"): ["a", "b"],
        (one, "ranking"): {"first": "y", "order": ["y", "x"]}, (one, "text"): "Ми за",
        (other, "choice"): "Chapel",
    }  # fmt: skip
    assert Letter.objects.get(kind="ResponseReceived").to == person


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("organisation,1\nNobody Known,Mill\n", "line 2: No organisation"),
        ("organisation,1\n{0},Moon\n", "Question 1 has no such option; there are: Mill, Chapel"),
        ("organisation,1\n{0},Mill\n{0},Mill\n", "line 3: {0} answered in line 2 already"),
        ("organisation,9\n{0},Mill\n", "No question has the number 9"),
        ("name,1\n{0},Mill\n", "There is no column called organisation"),
        ("organisation,1\n{0},\n", "Nothing is answered in it"),
        ("organisation,1\n", "there are no rows"),
    ],
)
def test_faulty_row_is_named_and_nothing_is_received(table, fault):
    county = a_county(micro=2)
    found = an_open_one(county)
    name = county.bodies[0].name

    with pytest.raises(Refusal) as said:
        received(found, county, table.format(name))

    assert fault.format(name) in " ".join(said.value.facts["faults"])
    assert not Response.objects.exists()


def test_answer_in_a_pile_takes_the_place_of_the_one_before():
    county = a_county(micro=2)
    found = an_open_one(county)
    first = answered(found, county, county.bodies[0], "Chapel")

    received(found, county, f"organisation,1\n{county.bodies[0].reference},Mill\n")

    assert Response.objects.get() == first
    assert first.answers.get().value == "Mill"


def test_only_who_runs_it_receives_a_pile():
    county = a_county(micro=1)
    found = an_open_one(county)

    with pytest.raises(Refusal) as said:
        received(found, county, "organisation,1\nx,y\n", by=PersonFactory())

    assert said.value.code == "not-permitted"


def test_thousand_rows_cost_hardly_more_queries_than_ten(django_assert_max_num_queries):
    county = a_county(micro=1000)
    found = an_open_one(county)
    table = "organisation,1\n" + "".join(f"{body.reference},Mill\n" for body in county.bodies)
    start = time.perf_counter()

    with django_assert_max_num_queries(32):
        assert received(found, county, table) == 1000

    assert time.perf_counter() - start < 20
