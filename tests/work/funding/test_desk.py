"""The desk tells of money: what to answer, mark, decide, send, report on and reply to."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.work.funding.actions.funds import answer_to_all, ask_of_fund
from folkmoot.work.funding.actions.judging import declare, mark, name_assessor
from folkmoot.work.funding.models import Application, Award, AwardReport, EndNotice, Fund
from folkmoot.work.funding.permits import may_assess
from folkmoot.work.funding.queries.waiting import waiting_in_funding
from tests.factories import PersonFactory, PostFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member, moment

pytestmark = pytest.mark.django_db
CLOSES = date(2026, 4, 13)
AFTER = moment(CLOSES + timedelta(days=1))


def a_fund(county, **more) -> Fund:
    said = {
        "slug": "warm-spaces", "title": "Warm spaces", "funder_name": "Council",
        "mechanism": "grant", "opens_on": NOW.date(), "closes_on": CLOSES, "criteria": ["Need"],
        "published_at": NOW, "entered_at": NOW, "entered_by": county.officer,
    }  # fmt: skip
    return Fund.objects.create(assembly=county.assembly, **said | more)


def a_bid(fund, body, number=1, **more) -> Application:
    said = {
        "state": "sent", "title": "Our hall", "words": "Sundays.", "pence": 600_000,
        "begun_at": NOW, "receipt": f"receipt-{number}", "sent_at": NOW,
    }  # fmt: skip
    return Application.objects.create(fund=fund, organisation=body, **said | more)


def an_award(county, body, **more) -> Award:
    said = {
        "identifier": "a-1", "recipient_name": body.name, "funder_name": "Council",
        "title": "Lunches", "pence": 600_000, "awarded_on": NOW.date(), "ends_on": CLOSES,
    }  # fmt: skip
    return Award.objects.create(assembly=county.assembly, organisation=body, **said | more)


def desk(county, person, body=None, at=NOW) -> list[str]:
    waits = waiting_in_funding(body, county.assembly, at=at, person=person)
    return [item.verb_phrase for item in waits]


def test_question_waits_for_the_body_that_funds_and_for_officers_until_it_is_answered():
    county = a_county(micro=1)
    fund = a_fund(county)
    council, other = (
        PostFactory(assembly=county.assembly, kind="public-body", body=name).person
        for name in ("Council", "Care Board")
    )
    asked = ask_of_fund(fund=fund, words="For a year?", at=NOW)

    waits = ["Answer 1 question on Warm spaces"]
    assert desk(county, council) == desk(county, county.officer) == waits
    assert desk(county, other) == desk(county, PersonFactory()) == []
    answer_to_all(question=asked, answer="For three.", by=council, at=NOW)
    assert desk(county, council) == []


def test_applications_wait_for_marks_but_those_closed_to_an_assessor_and_then_for_a_decision():
    county = a_county(micro=2)
    fund = a_fund(county)
    one, other = (a_bid(fund, body, number) for number, body in enumerate(county.bodies))
    judge = PostFactory(assembly=county.assembly).person
    assessor = name_assessor(fund=fund, person=judge, **county.who())

    assert "Mark" not in " ".join(desk(county, judge)), "it is still open"
    declare_first = "Say what you have an interest in, of Warm spaces"
    assert declare_first in desk(county, judge, at=AFTER)
    declare(assessor=assessor, interests=[other], by=judge, at=AFTER)
    assert "Mark 1 application to Warm spaces" in desk(county, judge, at=AFTER)
    mark(application=one, marks={"Need": (4, "Near a bus.")}, by=judge, at=AFTER)
    assert desk(county, judge, at=AFTER) == ["Decide 2 applications to Warm spaces"]


def test_body_that_funds_names_its_own_people_to_mark_and_no_other_bodys():
    county = a_county(micro=1)
    fund = a_fund(county)
    own, other = (
        PostFactory(assembly=county.assembly, kind="public-body", body=name).person
        for name in ("council", "Care Board")
    )
    page = f"/{county.assembly.slug}/funding/funds/{fund.slug}/assessor/"

    assert set(may_assess(fund, on=NOW.date())) == {county.officer, own}
    assert browser(own).post(page, {"person": other.pk}).status_code == 422
    assert browser(own).post(page, {"person": own.pk}).status_code == 302
    assert "Say what you have an interest in, of Warm spaces" not in desk(county, own, at=AFTER)
    a_bid(fund, county.bodies[0])
    assert "Say what you have an interest in, of Warm spaces" in desk(county, own, at=AFTER)


def test_organisation_finishes_its_draft_reports_and_replies_to_an_end():
    county = a_county(micro=1)
    body, fund = county.bodies[0], a_fund(county)
    member = a_member(body)
    a_bid(fund, body, state="draft", sent_at=None)
    award = an_award(county, body)
    AwardReport.objects.create(award=award, due_on=CLOSES + timedelta(days=30))
    EndNotice.objects.create(
        award=award, given_at=NOW, ends_on=CLOSES, earliest_on=CLOSES, because="A cut.",
    )  # fmt: skip

    assert desk(county, member, body) == [
        "Finish and send your application to Warm spaces",
        "Say what it does that the funding of Lunches ends",
    ]
    late = waiting_in_funding(body, county.assembly, at=AFTER + timedelta(days=30), person=member)
    assert [(item.verb_phrase, item.state) for item in late] == [
        ("Tell what came of Lunches", "overdue")
    ]


@pytest.mark.parametrize("number", [1, 6])
def test_desk_asks_as_often_however_much_waits(number):
    county = a_county(micro=number)
    for place, body in enumerate(county.bodies):
        a_bid(a_fund(county, slug=f"fund-{place}"), body, place)

    with CaptureQueriesContext(connection) as queries:
        assert desk(county, county.officer, county.bodies[0], at=AFTER)
    assert len(queries) <= 8
