"""Answers come by every way alike, count once, can be changed until the close, and get a receipt."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.work.consultations.actions.answering import (
    answer_as_group,
    answer_as_organisation,
    answer_as_person,
    withdraw_response,
)
from folkmoot.work.consultations.actions.publishing import publish
from folkmoot.work.consultations.actions.questions import (
    ask_question,
    look_at_statement,
    offer_statement,
    state,
)
from folkmoot.work.consultations.models import Response
from folkmoot.work.consultations.queries.answering import response_of, statements_for
from folkmoot.work.consultations.queries.links import link_for
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
    moment,
)

pytestmark = pytest.mark.django_db


def refused(do) -> str:
    with pytest.raises(Refusal) as said:
        do()
    return said.value.code


@pytest.mark.clause("dorset-vcsa-quiet-voices")
def test_organisation_counts_once_however_often_and_by_whichever_way_it_answers():
    county = a_county(micro=1)
    found = an_open_one(county)
    body = county.bodies[0]
    person = a_member(body)
    question = found.questions.get()

    answered(found, county, body, "Mill")
    answer_as_organisation(
        consultation=found, organisation=body, channel="web", said={question.pk: ("Chapel", "")},
        stances={}, is_sent=True, by=person, at=moment(OPENS),
    )  # fmt: skip

    response = Response.objects.get()
    assert response.answers.get().value == "Chapel"
    assert (response.channel, response.signed_off_by) == ("web", person)


def test_every_answer_gets_a_receipt_and_the_record_names_nobody():
    county = a_county(micro=1)
    found = an_open_one(county)
    person = a_member(county.bodies[0])

    response = answered(found, county, county.bodies[0])

    letter = Letter.objects.get(kind="ResponseReceived")
    assert letter.to == person
    assert response.receipt in letter.text
    entry = Entry.objects.get(kind="ResponseSent")
    assert county.bodies[0].name not in str(entry.facts)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (OPENS - timedelta(days=1), False),
        (OPENS, True),
        (CLOSES, True),
        (CLOSES + timedelta(days=1), False),
    ],
)
def test_answers_are_received_from_the_first_day_through_the_last(day, is_open):
    county = a_county(micro=1)
    found = an_open_one(county)

    def answer() -> Response:
        return answered(found, county, county.bodies[0], at=moment(day))

    if is_open:
        assert answer().state == "sent"
    else:
        assert refused(answer) == "not-open-for-answers"
        assert not Response.objects.exists()


def test_draft_is_shared_and_counts_only_when_it_is_sent(client, time_machine):
    county = a_county(micro=1)
    found = an_open_one(county)
    body = county.bodies[0]
    one, other = a_member(body), a_member(body)
    time_machine.move_to(moment(OPENS), tick=False)
    url = reverse("consultations:answer", args=[county.assembly, found.reference])

    page = browser(one)
    page.post(url, {"q_1": "Chapel", "step": "keep"})

    draft = Response.objects.get()
    assert (draft.state, draft.sent_at) == ("draft", None)
    second = browser(other)
    assert is_chosen("Chapel", second.get(url))
    sent = second.post(url, {"q_1": "Chapel", "s_1": "agree", "step": "send"})
    assert "Your answer is received" in _plain(sent)
    response = Response.objects.get()
    assert (response.state, response.signed_off_by) == ("sent", other)
    assert response.stances.get().value == 1


def is_chosen(value, response) -> bool:
    """Whether a page shows an option as chosen."""
    return bool(re.search(rf'<input[^>]*value="{value}"[^>]* checked', _plain(response)))


def _plain(response) -> str:
    return " ".join(response.content.decode().split())


def test_link_of_a_letter_answers_without_an_account_and_reads_nothing_out(client, time_machine):
    county = a_county(micro=2)
    found = an_open_one(county)
    answered(found, county, county.bodies[0], "Chapel")
    time_machine.move_to(moment(OPENS), tick=False)
    link = link_for(found, county.bodies[0])
    url = reverse("consultations:by_link", args=[county.assembly, found.reference, link])

    shown = client.get(url)
    assert not is_chosen("Chapel", shown)
    assert client.post(url, {"q_1": "Mill", "step": "send"}).status_code == 200

    assert Response.objects.get().answers.get().value == "Mill"
    assert Response.objects.get().channel == "link"
    assert client.get(url[:-3] + "xyz/").status_code == 404


def test_link_is_for_one_consultation_alone(client, time_machine):
    county = a_county(micro=1)
    found, other = an_open_one(county), an_open_one(county, title="Another")
    time_machine.move_to(moment(OPENS), tick=False)
    link = link_for(found, county.bodies[0])

    assert client.get(
        reverse("consultations:by_link", args=[county.assembly, other.reference, link])
    ).status_code == 404  # fmt: skip


@pytest.mark.clause("dorset-vcsa-no-time-penalty")
def test_short_form_asks_less_and_an_officer_writes_a_phone_call_down(client, time_machine):
    county = a_county(micro=1)
    plan = a_plan(county)
    more = {"hint": "", "options": [], "is_short": False, **county.who()}
    ask_question(consultation=plan, kind="text", words="What else?", **more)
    plan = publish(consultation=plan, **county.who())
    person = a_member(county.bodies[0])
    time_machine.move_to(moment(OPENS), tick=False)
    url = reverse("consultations:answer", args=[county.assembly, plan.reference])
    page = browser(person)

    assert "What else?" in _plain(page.get(url))
    assert "What else?" not in _plain(page.get(url + "?form=short"))

    phoned = answered(plan, county, county.bodies[0])
    assert (phoned.channel, phoned.written_down_by) == ("phone", county.officer)


def test_short_form_leaves_what_the_long_form_said(time_machine):
    county = a_county(micro=1)
    plan = a_plan(county)
    more = {"hint": "", "options": [], "is_short": False, **county.who()}
    ask_question(consultation=plan, kind="text", words="What else?", **more)
    plan = publish(consultation=plan, **county.who())
    person = a_member(county.bodies[0])
    time_machine.move_to(moment(OPENS), tick=False)
    url = reverse("consultations:answer", args=[county.assembly, plan.reference])
    page = browser(person)

    page.post(url, {"q_1": "Mill", "q_2": "A ramp.", "step": "send"})
    page.post(url + "?form=short", {"q_1": "Chapel", "step": "send"})

    response = response_of(plan, county.bodies[0])
    assert response is not None
    assert {(one.value, one.words) for one in response.answers.all()} == {
        ("Chapel", ""), (None, "A ramp."),
    }  # fmt: skip


def test_every_kind_of_question_is_kept_as_it_was_answered(time_machine):
    county = a_county(micro=1)
    plan = a_plan(county)
    more = {"hint": "", "is_short": False, **county.who()}
    for kind, options in (
        ("scale", []), ("several", ["a", "b", "c"]), ("ranking", ["x", "y", "z"]),
        ("number", []), ("place", []), ("text", []),
    ):  # fmt: skip
        ask_question(consultation=plan, kind=kind, words=f"{kind}?", options=options, **more)
    plan = publish(consultation=plan, **county.who())
    page = browser(a_member(county.bodies[0]))
    time_machine.move_to(moment(OPENS), tick=False)
    page = browser(a_member(county.bodies[0]))
    url = reverse("consultations:answer", args=[county.assembly, plan.reference])

    twice = {"q_4_1": "1", "q_4_2": "1"}
    assert "Two have the same place" in _plain(page.post(url, {**twice, "step": "send"}))
    page.post(
        url,
        {
            "q_2": "4", "q_3": ["a", "c"], "q_4_1": "2", "q_4_2": "1", "q_5": "12",
            "q_6": "North", "q_7": "Ми за новий зал", "rating": "4", "step": "send",
        },
    )  # fmt: skip

    response = response_of(plan, county.bodies[0])
    assert response is not None
    said = {one.question.kind: one.value or one.words for one in response.answers.all()}
    assert said == {
        "scale": 4, "several": ["a", "c"], "ranking": {"first": "y", "order": ["y", "x"]},
        "number": 12, "place": "North", "text": "Ми за новий зал",
    }  # fmt: skip
    assert response.rating == 4


def test_empty_answer_is_refused_and_a_refused_form_keeps_what_was_typed(time_machine):
    county = a_county(micro=1)
    found = an_open_one(county)
    person = a_member(county.bodies[0])
    time_machine.move_to(moment(OPENS), tick=False)
    url = reverse("consultations:answer", args=[county.assembly, found.reference])
    page = browser(person)

    sent = page.post(url, {"rating_words": "Ask sooner.", "step": "send"})

    assert sent.status_code == 422
    assert "Ask sooner." in _plain(sent)
    assert not Response.objects.filter(state="sent").exists()


def test_answer_is_taken_back_its_words_are_gone_and_it_can_be_given_anew():
    county = a_county(micro=1)
    found = an_open_one(county)
    response = answered(found, county, county.bodies[0], stance=1)

    withdraw_response(response=response, at=moment(OPENS))

    assert (response.state, response.answers.count(), response.stances.count()) == (
        "withdrawn", 0, 0,
    )  # fmt: skip
    assert answered(found, county, county.bodies[0]).state == "sent"
    assert Response.objects.count() == 1


def test_person_and_group_answer_beside_organisations():
    county = a_county(micro=1)
    found = an_open_one(county)
    question = found.questions.get()
    said = {question.pk: ("Mill", "")}
    person = PersonFactory()
    who = {"consultation": found, "said": said, "stances": {}, "at": moment(OPENS)}

    answer_as_person(by=person, **who)
    answer_as_person(by=person, **who)
    answer_as_person(channel="paper", by=county.officer, **who)
    answer_as_group(forum=None, present=14, held_on=OPENS, by=county.officer, **who)

    kinds = [one.answers_as for one in Response.objects.order_by("pk")]
    assert kinds == ["person", "person", "group"]
    assert refused(
        lambda: answer_as_group(forum=None, present=0, held_on=OPENS, by=county.officer, **who)
    ) == "not-yours-to-group"  # fmt: skip


def test_nobody_answers_for_another_and_only_who_runs_it_writes_down():
    county = a_county(micro=2)
    found = an_open_one(county)
    person = a_member(county.bodies[0])
    question = found.questions.get()
    said = {"said": {question.pk: ("Mill", "")}, "stances": {}, "is_sent": True}
    more = {"consultation": found, "organisation": county.bodies[1], "by": person, **said}

    assert refused(lambda: answer_as_organisation(channel="web", at=moment(OPENS), **more)) == (
        "not-permitted"
    )
    assert refused(lambda: answer_as_organisation(channel="phone", at=moment(OPENS), **more)) == (
        "not-permitted"
    )


def test_statements_offered_are_looked_at_told_apart_and_not_without_end():
    county = a_county(micro=1)
    found = an_open_one(county)
    body, person = county.bodies[0], a_member(county.bodies[0])
    who = {"consultation": found, "organisation": body, "by": person, "at": moment(OPENS)}

    offered = [offer_statement(words=f"Thought {number}", **who) for number in range(3)]

    assert refused(lambda: offer_statement(words="Thought 4", **who)) == "statements-enough"
    assert refused(lambda: offer_statement(words="thought 1", **who)) == "statement-there"
    assert [one.number for one in statements_for(found, None)] == [1]
    look_at_statement(statement=offered[0], is_shown=True, reason="", **county.who())
    look_at_statement(
        statement=offered[1], is_shown=False, reason="It names somebody.", **county.who()
    )
    assert [one.number for one in statements_for(found, None)] == [1, 2]
    assert found.statements.get(number=3).reason == "It names somebody."


@pytest.mark.clause("dorset-vcsa-quiet-voices")
def test_statements_that_fewest_have_seen_are_put_first():
    county = a_county(micro=3)
    found = an_open_one(county)
    for body in county.bodies:
        answered(found, county, body, stance=1)
    new = state(consultation=found, words="What a quiet voice said.", **county.who())

    assert statements_for(found, None)[0] == new


def test_receipt_says_that_it_was_received_and_not_what(client):
    county = a_county(micro=1)
    found = an_open_one(county)
    response = answered(found, county, county.bodies[0], "Chapel")
    url = reverse(
        "consultations:receipt", args=[county.assembly, found.reference, response.receipt]
    )

    shown = _plain(client.get(url))

    assert response.receipt in shown
    assert "Chapel" not in shown
    assert county.bodies[0].name not in shown
    assert moment(OPENS) > NOW
