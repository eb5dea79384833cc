"""Who is missing is seen before the close; what is counted is plain, balanced, and gives no few away."""

from datetime import timedelta

import numpy as np
import pytest
from django.urls import reverse

from folkmoot.reckoning.hiding import LEAST
from folkmoot.rules.findings import Refusal
from folkmoot.work.consultations.actions.publishing import close, reach
from folkmoot.work.consultations.actions.questions import state
from folkmoot.work.consultations.models import Response
from folkmoot.work.consultations.queries.telling import as_rows, as_told
from folkmoot.work.consultations.queries.voices import gaps, voices
from tests.signing_in import browser
from tests.work.consultations.factories import (
    CLOSES,
    OPENS,
    a_county,
    a_member,
    an_open_one,
    answered,
    closed,
    moment,
)

pytestmark = pytest.mark.django_db
DAY_AFTER = moment(CLOSES + timedelta(days=1))


def a_lopsided_one():
    """60 micro and 20 large on the register; 12 large and 2 micro answer, and not alike."""
    county = a_county(micro=60, large=20)
    found = an_open_one(county)
    for body in county.of_size("large")[:12]:
        answered(found, county, body, "Mill", stance=1)
    for body in county.of_size("micro")[:2]:
        answered(found, county, body, "Chapel", stance=-1)
    return county, found


@pytest.mark.clause("dorset-vcsa-quiet-voices", "dorset-vcsa-size-fairness")
def test_who_is_missing_is_named_with_whom_to_go_to_first():
    county, found = a_lopsided_one()

    seen = voices(found)

    assert (seen.whole, seen.heard) == (80, 14)
    assert [(gap.way, gap.code, gap.heard, gap.whole) for gap in seen.gaps] == [
        ("size", "micro", 2, 60)
    ]
    assert len(seen.to_ask) == 30
    assert all(body.size_band == "micro" for body, _kinds in seen.to_ask)
    first = seen.to_ask[0][0]

    reach(consultation=found, organisation=first, how="Rang them", **county.who(moment(OPENS)))

    assert first not in [body for body, _kinds in voices(found).to_ask]


def test_cost_of_who_is_missing_does_not_grow(django_assert_max_num_queries):
    _county, found = a_lopsided_one()

    with django_assert_max_num_queries(18):
        voices(found)
    with django_assert_max_num_queries(14):
        gaps(found)


def test_it_does_not_close_past_missing_voices_without_a_word():
    county, found = a_lopsided_one()
    who = {"consultation": found, **county.who(DAY_AFTER)}

    with pytest.raises(Refusal) as said:
        close(brake="", brake_words="", **who)

    assert said.value.code == "voices-missing"
    found.refresh_from_db()
    assert found.closed_at is None
    made = close(brake="reach", brake_words="Rang all 58; few had time.", **who)
    assert (made.closed_at, made.brake_words) == (DAY_AFTER, "Rang all 58; few had time.")


def test_it_closes_without_a_brake_when_all_are_heard_alike():
    county = a_county(micro=12, large=12)
    found = an_open_one(county)
    for body in county.bodies:
        answered(found, county, body)

    made = close(consultation=found, brake="", brake_words="", **county.who(DAY_AFTER))

    assert (made.brake, made.results["counts"]["organisation"]) == ("", 24)


def test_it_does_not_close_before_its_last_day_is_over():
    county = a_county(micro=6)
    found = an_open_one(county)

    with pytest.raises(Refusal) as said:
        close(consultation=found, brake="record", brake_words="x", **county.who(moment(CLOSES)))

    assert said.value.code == "close-not-reached"


@pytest.mark.clause("dorset-vcsa-size-fairness")
def test_balanced_view_stands_beside_the_plain_one_with_what_it_costs():
    county, found = a_lopsided_one()
    for body in county.of_size("micro")[2:6]:
        answered(found, county, body, "Chapel", stance=-1)

    told = as_told(closed(found, county))

    mill = told["questions"][0]["options"][0]
    assert (mill["label"], mill["count"], mill["plain"]["share"]) == ("Mill", 12, 67)
    assert mill["balanced"]["share"] == 25
    assert mill["balanced"]["low"] < 25 < mill["balanced"]["high"]
    weighing = told["weighing"]
    # 6 of weight 60/80 and 12 of weight 20/80, by Kish: (sum w)² / sum w².
    expected = 18**2 / (6 * (0.75 * 18 / 6) ** 2 + 12 * (0.25 * 18 / 12) ** 2)
    assert weighing["effective"] == pytest.approx(expected, rel=0.02)
    assert weighing["design_effect"] == pytest.approx(18 / expected, rel=0.02)
    assert any("micro" in warning for warning in told["warnings"])


@pytest.mark.clause("dorset-vcsa-size-fairness")
def test_results_are_split_by_size_and_too_few_are_not_shown():
    county, found = a_lopsided_one()

    told = as_told(closed(found, county))

    by_size = next(group for group in told["groups"] if group[0] == "By size")
    # Two micro are too few; twelve large would give them away by subtraction.
    assert by_size[1] == []
    assert len(by_size[2]) == 2
    assert "By size" not in dict(told["questions"][0]["groups"])


def test_nothing_shown_gives_a_few_away_by_subtraction():
    """Attack what is published: take every sum of shown groups of a way from the sum of all."""
    for seed in range(6):
        rng = np.random.default_rng(seed)
        county = a_county(micro=24, small=16, medium=10, large=6)
        found = an_open_one(county)
        for body in county.bodies:
            if rng.random() < 0.5:
                answered(found, county, body, str(rng.choice(["Mill", "Chapel"])))
        made = closed(found, county)

        _head, rows = as_rows(made)
        for option in ("Mill", "Chapel"):
            total = next(row for row in rows if row[1] == option and row[2] == "all")
            for way in ("size", "place", "theme", "community"):
                shown = [row for row in rows if row[1] == option and row[2].startswith(way)]
                left = total[3] - sum(row[3] for row in shown)
                assert left == 0 or left >= LEAST or not shown
                assert all(row[3] >= LEAST for row in shown)


def test_result_before_the_close_is_seen_by_nobody(client):
    county, found = a_lopsided_one()
    url = reverse("consultations:results", args=[county.assembly, found.reference])

    shown = client.get(url).content.decode()

    assert "Nothing is counted yet" in shown
    assert client.get(url.removesuffix("/") + ".csv").status_code == 409


def test_people_are_counted_apart_and_a_few_are_not_told():
    county, found = a_lopsided_one()
    question = found.questions.get()
    for number in range(3):
        Response.objects.create(
            consultation=found, answers_as="person", channel="paper", state="sent",
            receipt=f"P{number}", begun_at=moment(OPENS), sent_at=moment(OPENS),
        ).answers.create(question=question, value="Chapel")  # fmt: skip

    told = as_told(closed(found, county))

    assert told["counts"]["person"] == 3
    assert [one["people"] for one in told["questions"][0]["options"]] == [None, None]
    assert told["questions"][0]["answered"] == 14


def test_statement_of_the_loud_alone_stands_below_one_of_quiet_and_loud():
    county = a_county(micro=40, large=20)
    found = an_open_one(county)
    state(consultation=found, words="There should be a ramp.", **county.who())
    bus, ramp = found.statements.order_by("number")
    question = found.questions.get()
    for body in [*county.of_size("micro")[:10], *county.of_size("large")]:
        response = answered(found, county, body)
        loud = body.size_band == "large"
        response.stances.create(statement=bus, value=1 if loud else -1)
        response.stances.create(statement=ramp, value=1)
    assert question.number == 1

    told = as_told(closed(found, county))

    assert [one["words"] for one in told["statements"]] == [ramp.words, bus.words]
    assert told["statements"][1]["disagree"]["share"] == 33
    assert told["verdict"].startswith(("No stable groups", "There are stable groups"))


def test_groups_of_opinion_are_shown_where_they_are_and_not_where_they_are_not():
    county = a_county(micro=60)
    found = an_open_one(county)
    for number in range(2, 21):
        state(consultation=found, words=f"Statement {number}", **county.who())
    statements = list(found.statements.order_by("number"))
    rng = np.random.default_rng(3)
    minds = rng.choice([-1, 1], (2, 20))
    for at, body in enumerate(county.bodies):
        response = answered(found, county, body)
        for column, statement in enumerate(statements):
            firm = rng.random() < 0.85
            value = minds[at % 2][column] if firm else rng.choice([-1, 0, 1])
            response.stances.create(statement=statement, value=int(value))

    told = as_told(closed(found, county))

    assert told["map"]["verdict"] == "groups"
    assert sorted(group["members"] for group in told["map"]["groups"]) == [30, 30]


def test_pages_of_a_closed_consultation_can_be_read_by_anybody(client, time_machine):
    county, found = a_lopsided_one()
    for body in county.of_size("micro")[2:8]:
        answered(found, county, body, "Chapel", stance=-1)
    closed(found, county)
    time_machine.move_to(DAY_AFTER, tick=False)
    url = reverse("consultations:results", args=[county.assembly, found.reference])

    shown = " ".join(client.get(url).content.decode().split())

    assert "20 organisations answered, of 80 on the register" in shown
    assert "Balanced to the register" in shown
    table = client.get(url.removesuffix("/") + ".csv")
    assert b"Which hall?" in b"".join(table)


def test_close_by_the_page_shows_who_is_missing_and_asks_for_a_word(time_machine):
    county, found = a_lopsided_one()
    owner = county.bodies[0]
    found.owner = owner
    found.save()
    person = a_member(owner)
    time_machine.move_to(DAY_AFTER, tick=False)
    page = browser(person)
    url = reverse("consultations:close", args=[county.assembly, found.reference])

    assert "2 answered of 60" in page.get(url).content.decode()
    assert page.post(url, {}).status_code == 422
    answer = page.post(url, {"brake": "record", "brake_words": "The hall closes in August."})

    assert answer.status_code == 302
    found.refresh_from_db()
    assert found.brake_words == "The hall closes in August."


def test_results_page_asks_as_little_for_many_as_for_few(
    client, time_machine, django_assert_max_num_queries
):
    county, found = a_lopsided_one()
    closed(found, county)
    time_machine.move_to(DAY_AFTER, tick=False)
    url = reverse("consultations:results", args=[county.assembly, found.reference])

    with django_assert_max_num_queries(6):
        client.get(url)
