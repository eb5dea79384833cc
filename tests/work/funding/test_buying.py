"""Before anything is bought the ways are weighed; a fund lists its rules; a partner can run it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.work.funding.actions.awards import report
from folkmoot.work.funding.actions.beyond import tell_outside_bid, tell_result
from folkmoot.work.funding.actions.buying import choose, enter_service, list_rule, weigh
from folkmoot.work.funding.actions.funds import answer_to_all, ask_of_fund, publish_fund
from folkmoot.work.funding.models import Service
from tests.factories import PostFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member
from tests.work.funding.pages import council, typed
from tests.work.funding.test_funds import AFTER, OPENS, a_fund, applied, given, judged, refused

pytestmark = pytest.mark.django_db


def a_service(county, **more):
    said = {"title": "Respite care", "body_name": "Council", "directorate": "adults",
            "given_now": "By two homes.", "renew_on": date(2026, 9, 30)}  # fmt: skip
    return enter_service(assembly=county.assembly, **said | more, **county.who())


def a_way(county, service, way, **more):
    said = {"title": f"By {way}", "outcome": "Carers rest.", "value": "40 a night.", "pence": 900}
    return weigh(service=service, way=way, **said | more, **county.who())


def bought(county, service, **more):
    return a_fund(county, mechanism="tender", is_renewal=True, service=service, **more)


@pytest.mark.clause("compact-fund-delivery-options")
def test_renewed_service_is_not_bought_before_two_ways_in_house_and_by_others_are_weighed():
    county = a_county(micro=1)
    service = a_service(county)

    def said(fund):
        return refused(lambda: publish_fund(fund=fund, **county.who()))

    bare = said(bought(county, None))
    assert (bare.code, bare.clause.key) == ("renewal-without-record", "delivery-options")
    house = a_way(county, service, "house")
    others = a_way(county, service, "commissioned", value=" ")
    one = said(bought(county, service))
    assert (one.code, one.clause.key) == ("options-not-weighed", "delivery-options")
    assert one.facts["weighed"] == 1
    assert "2 ways that are weighed" in one.facts["missing"]
    others = a_way(county, service, "commissioned")
    choose(service=service, option=house, because="We can.", **county.who())
    service.refresh_from_db()
    assert said(bought(county, service)).facts["missing"] == ["a choice for others to give it"]
    choose(service=service, option=others, because="It costs less.", **county.who())
    assert publish_fund(fund=bought(county, service), **county.who()).published_at == NOW
    grant = a_fund(county, is_renewal=True, service=None)
    assert publish_fund(fund=grant, **county.who()).published_at == NOW


@pytest.mark.clause("compact-fund-delivery-options")
def test_service_is_entered_weighed_chosen_and_bought_through_pages(time_machine, client):
    county = a_county(micro=1)
    time_machine.move_to(NOW, tick=False)
    page = council(county)

    def url(name, *args):
        return reverse(f"funding:{name}", args=[county.assembly, *args])

    entered = page.post(
        url("enter_service"),
        {"title": "Respite care", "body_name": "Council", **typed("renew_on", date(2026, 9, 30))},
    )  # fmt: skip
    service = Service.objects.get()
    assert entered.url == url("service", service.pk)
    fund = a_fund(county, mechanism="contract", is_renewal=True, service=service)
    stopped = page.post(url("publish", fund.slug), {"sure": "on"})
    assert stopped.status_code == 422
    assert "a way by the body itself" in stopped.content.decode()
    assert "Funding public 1" in stopped.content.decode()
    for way in ("house", "commissioned"):
        page.post(url("weigh", service.pk), {"title": way, "way": way, "outcome": "Rest.",
                                             "value": "Fair.", "sum": "1000"})  # fmt: skip
    option = service.options.get(way="commissioned")
    page.post(url("choose", service.pk), {"option": option.pk, "because": "It costs less."})
    assert page.post(url("publish", fund.slug), {"sure": "on"}).status_code == 302
    shown = client.get(url("service", service.pk)).content.decode()
    for words in ("It may be bought.", "It costs less.", "Rest.", "£1,000"):
        assert words in shown
    assert page.post(
        url("weigh", service.pk), {"title": "x", "way": "house", "sum": "-1"}
    ).status_code == 422  # fmt: skip


@pytest.mark.clause("compact-fund-rules")
def test_fund_lists_its_rules_by_kind_and_a_query_on_reserves_has_its_own_answer(client):
    county = a_county(micro=1)
    fund = publish_fund(fund=a_fund(county, reserves="Up to half a year."), **county.who())
    said = {"fund": fund, **county.who()}
    list_rule(kind="legal", words="Public money is accounted for.", checked_on=OPENS, **said)
    list_rule(kind="reserves", words="Six months are fine.", checked_on=None, **said)
    asked = ask_of_fund(fund=fund, words="May we keep a reserve?", at=NOW, is_on_reserves=True)
    other = ask_of_fund(fund=fund, words="May we buy a stove?", at=NOW)
    page = council(county)
    answers = [
        page.get(reverse("funding:answer", args=[county.assembly, fund.slug, one.pk]))
        .content.decode()
        for one in (asked, other)
    ]  # fmt: skip

    answer_to_all(
        question=asked, answer="Yes.", reserves_answer="Up to 26 weeks of costs.", **county.who()
    )

    assert ["What is answered on reserves?" in one for one in answers] == [True, False]
    shown = " ".join(
        client.get(reverse("funding:fund", args=[county.assembly, fund.slug]))
        .content.decode()
        .split()
    )
    for words in ("Public money is accounted for.", "Six months are fine.", "not checked",
                  "none is listed", "On reserves:", "Up to 26 weeks of costs."):  # fmt: skip
        assert words in shown


@pytest.mark.clause("principles-a2-grant-via-partner")
def test_partner_runs_a_fund_of_the_council_and_its_reach_is_public(client, time_machine):
    county = a_county(document="dorset-principles", micro=2)
    partner, other = (
        PostFactory(assembly=county.assembly, kind="public-body", body=name).person
        for name in ("Foundation", "Care Board")
    )
    fund = publish_fund(fund=a_fund(county, run_by="Foundation"), **county.who())
    bodies = county.bodies
    bids = [applied(fund, body, a_member(body)) for body in bodies]
    question = ask_of_fund(fund=fund, words="May we buy a stove?", at=NOW)
    assert refused(
        lambda: answer_to_all(question=question, answer="x", by=other, at=NOW)
    ).code == "not-permitted"  # fmt: skip
    answer_to_all(question=question, answer="Yes.", by=partner, at=NOW)
    county.officer = partner
    first, _second = (judged(county, fund, bid, is_awarded=bid == bids[0]) for bid in bids)
    made = given(county, bodies[0], application=first, pence=200_000)
    report(
        report=made.reports.get(), spent_pence=200_000, achieved="Soup.", people_helped=930,
        by=a_member(bodies[0]), at=AFTER,
    )  # fmt: skip
    bid = tell_outside_bid(
        assembly=county.assembly, organisation=bodies[0], funder_name="Lottery", title="Year two",
        help_given="", after=fund, by=partner, at=AFTER,
    )  # fmt: skip
    tell_result(bid=bid, result="won", pence=900_000, by=partner, at=AFTER)

    shown = " ".join(
        client.get(reverse("funding:fund", args=[county.assembly, fund.slug]))
        .content.decode()
        .split()
    )

    for words in ("as Foundation runs it", "1, £2,000", "930", "Year two, Lottery, won"):
        assert words in shown
    time_machine.move_to(AFTER + timedelta(days=1), tick=False)
    marks = reverse("funding:applications", args=[county.assembly, fund.slug])
    assert [browser(one).get(marks).status_code for one in (partner, other)] == [200, 403]


def test_plan_that_is_shared_is_seen_by_other_funders_and_by_nobody_else(time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)
    other = PostFactory(assembly=county.assembly, kind="public-body", body="Care Board").person
    member = a_member(county.bodies[0])
    shared, own = a_fund(county, is_shared=True), a_fund(county, title="Quiet", is_shared=False)

    def codes(person):
        return [
            browser(person).get(reverse("funding:fund", args=[county.assembly, one.slug])).status_code
            for one in (shared, own)
        ]  # fmt: skip

    assert (codes(other), codes(member)) == ([200, 404], [404, 404])
