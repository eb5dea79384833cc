"""Answers after a training are told over those who answered, and never added up as people."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.rules.findings import Refusal
from folkmoot.rules.programmes.feedback import over_respondents
from folkmoot.work.programmes.actions.feedback import answer_poll, open_poll, report_poll
from folkmoot.work.programmes.models import Option, Reply
from folkmoot.work.programmes.queries.feedback import results
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_member, moment
from tests.work.programmes.factories import (
    HELD,
    a_programme,
    a_programme_county,
    a_session,
    a_training,
    came,
)

pytestmark = pytest.mark.django_db
PRINTED = {
    "Use the activity...": 13, "Use the place ...": 8, "Kits": 13, "Cards": 10, "Host one, sh...": 4,
    "Host a h...": 2, "Used none": 0, "Our own": 8, "Other": 4,
}  # fmt: skip


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def shown(client, training) -> str:
    page = client.get(reverse("programmes:training", args=[training.assembly, training.slug]))
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def a_poll(county, training, **more):
    said = {
        "question": "How did you use it?", "options": list(PRINTED), "free_question": "What else?",
        "closes_on": HELD + timedelta(days=60),
    }  # fmt: skip
    return open_poll(training=training, **said | more, **county.who())


def test_rates_are_over_those_who_answered_and_are_no_parts_of_a_whole():
    found = over_respondents(PRINTED, respondents=23)

    assert [one.rate for one in found] == [57, 35, 57, 43, 17, 9, 0, 35, 17]
    assert sum(one.count for one in found) == 62
    assert over_respondents({"a": 0}, respondents=0)[0].rate is None
    with pytest.raises(ValueError, match="does not fit 23"):
        over_respondents({"a": 24}, respondents=23)


@pytest.mark.clause("principles-a2-training-feedback")
def test_published_answers_stand_over_respondents_with_the_response_rate(client):
    county = a_programme_county()
    training = a_training(county, a_programme(county))
    poll = a_poll(county, training)

    report_poll(
        poll=poll, counts=dict(enumerate(PRINTED.values(), 1)), respondents=23, asked=56,
        source="The case study", words_are_missing=True, **county.who(),
    )  # fmt: skip

    found = results(poll)
    assert (found.respondents, found.asked, found.rate, found.mentions) == (23, 56, 41, 62)
    text = shown(client, training)
    for words in (
        "23 of 56 answered (41 %)", "62 ticks, which is no number of people",
        "Use the activity... (cut short where it was printed) 13 57 %", "Kits 13 57 %",
        "what people wrote did not reach us",
    ):  # fmt: skip
        assert words in text
    assert Option.objects.filter(is_cut=True).count() == 4
    assert "Use the activity..." in Option.objects.values_list("label", flat=True)


@pytest.mark.clause("principles-a2-training-feedback")
@pytest.mark.parametrize(
    ("most", "respondents", "asked"), [(24, 23, 56), (13, 57, 56)], ids=["ticks", "respondents"]
)
def test_more_ticks_than_respondents_or_more_respondents_than_asked_are_refused(
    most, respondents, asked
):
    county = a_programme_county()
    poll = a_poll(county, a_training(county, a_programme(county)))
    counts = dict.fromkeys(range(2, 10), 0) | {1: most}

    said = refused(
        lambda: report_poll(
            poll=poll, counts=counts, respondents=respondents, asked=asked, source="x",
            words_are_missing=False, **county.who(),
        )
    )  # fmt: skip

    assert (said.code, said.clause.key) == ("ticks-over-respondents", "training-feedback")
    poll.refresh_from_db()
    assert poll.reported_respondents is None
    assert not Option.objects.exclude(reported=None).exists()


@pytest.mark.clause("principles-a2-training-feedback")
def test_those_who_came_tick_several_and_write_and_are_counted_once(client, time_machine):
    county = a_programme_county(micro=6)
    programme = a_programme(county)
    training = a_training(county, programme)
    session = a_session(county, training)
    for body in county.bodies[:4]:
        came(county, session, body)
    poll = a_poll(county, training)
    first, second, *_rest = poll.options.order_by("number")
    time_machine.move_to(moment(HELD + timedelta(days=3)), tick=False)
    address = reverse("programmes:answer", args=[county.assembly, training.slug])
    theirs = browser(a_member(county.bodies[0]))
    sent = theirs.post(
        address,
        {"ticked": [first.pk, second.pk], "words": "The children cooked.", "may_be_shown": "on"},
    )
    assert sent.status_code == 302
    assert browser(a_member(county.bodies[1])).post(
        address, {"ticked": [first.pk], "words": "For your eyes."}
    ).status_code == 302  # fmt: skip

    found = results(poll)

    assert [(one.count, one.rate) for one in found.answers[:2]] == [(2, 100), (1, 50)]
    assert (found.respondents, found.mentions, found.asked) == (2, 3, 4)
    text = shown(client, training)
    assert "The children cooked." in text
    assert "For your eyes." not in text
    assert county.bodies[0].name not in text
    assert "For your eyes." in shown(browser(county.officer), training)
    theirs.post(address, {"ticked": [], "words": ""})
    assert results(poll).respondents == 2


def test_who_did_not_come_is_not_asked_and_nobody_answers_after_the_close():
    county = a_programme_county()
    training = a_training(county, a_programme(county))
    session = a_session(county, training)
    poll = a_poll(county, training)
    body = county.bodies[0]
    person = a_member(body)
    given = {
        "poll": poll, "organisation": body, "ticked": [], "words": "", "may_be_shown": False,
        "by": person,
    }  # fmt: skip

    assert refused(lambda: answer_poll(**given, at=NOW)).code == "poll-for-who-came"
    came(county, session, body)
    late = moment(poll.closes_on + timedelta(days=1))
    assert refused(lambda: answer_poll(**given, at=late)).code == "poll-is-closed"
    assert not Reply.objects.exists()
    answer_poll(**given, at=moment(poll.closes_on))
    assert Reply.objects.count() == 1
    assert refused(lambda: a_poll(county, training)).code == "poll-there-already"
