"""Two journeys through pages: a fund from a priority to its outcome report, and a funding that ends."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.work.funding.models import Application, Award, EndNotice, Fund
from tests.factories import PersonFactory, PostFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member, moment
from tests.work.funding.pages import address, council, stands, typed

pytestmark = pytest.mark.django_db
OPENS, CLOSES = date(2026, 3, 9), date(2026, 4, 13)
PLAN = {
    "title": "Warm spaces", "funder_name": "Council", "mechanism": "grant",
    "mechanism_why": "Small groups cannot tender.", "conditions": "Open to all.",
    "criteria": "Need\nValue", "outcomes": "Fewer alone\nPeople eat well", "small_award": "5000",
    "hours_short": "2", "hours_long": "12", "sum": "20000",
    **typed("opens_on", OPENS), **typed("closes_on", CLOSES),
}  # fmt: skip
BID = {
    "title": "Our hall", "words": "We open on Sundays.", "sum": "6000", "overhead": "600",
    "years": "2", "outcome_0": "A long table.", "outcome_1": "Soup.",
    "budget": "Cook £4,000.50\nRent 1,399.50\nOffice: 600", "step": "send",
}  # fmt: skip


@pytest.mark.clause("compact-fund-priorities")
@pytest.mark.clause("principles-3.1-outcome-funds")
def test_fund_goes_from_a_priority_to_its_outcome_report_through_pages(time_machine, client):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-compact", small=1)
    body = county.bodies[0]
    page = council(county)

    assert page.post(address(county, "plan"), PLAN).status_code == 302
    fund = Fund.objects.get()
    publish = address(county, "publish", fund.slug)
    refused = page.post(publish, {"sure": "on"})
    assert refused.status_code == 422
    assert "its priorities" in refused.content.decode()
    change = address(county, "change", fund.slug)
    assert page.post(change, PLAN | {"priorities": "Rooms near a bus."}).status_code == 302
    assert page.post(publish, {"sure": "on"}).status_code == 302
    assert "Rooms near a bus." in client.get(address(county, "fund", fund.slug)).content.decode()

    time_machine.move_to(moment(OPENS + timedelta(days=1)), tick=False)
    member = browser(a_member(body))
    apply = address(county, "apply", fund.slug)
    for wrong, words in (
        ({"budget": "Cook 5000"}, "The parts come to £5,000, and you ask for £6,000."),
        ({"budget": "Cook -6000"}, "This line does not end with a sum of pounds"),
        ({"sum": "-1"}, "greater than or equal to 0"),
        ({"overhead": "7000"}, "That is more than you ask for in all."),
        ({"sum": "1e20"}, "no more than 12 digits"),
    ):
        sent = member.post(apply, BID | wrong)
        assert sent.status_code == 422, wrong
        assert words in sent.content.decode(), wrong
        assert "We open on Sundays." in sent.content.decode()
    assert member.post(apply, BID).status_code == 200
    bid = Application.objects.get()
    assert (bid.state, bid.pence, sum(part for _words, part in bid.budget)) == (
        "sent", 600_000, 600_000,
    )  # fmt: skip

    after = CLOSES + timedelta(days=1)
    time_machine.move_to(moment(after), tick=False)
    page = council(county)
    judge = PostFactory(assembly=county.assembly, person__name="Jo Judge").person
    page.post(address(county, "name_assessor", fund.slug), {"person": judge.pk})
    panel = browser(judge)
    panel.post(address(county, "declare", fund.slug), {})
    marks = {"mark_0": "4", "mark_1": "3", "why_0": "Near a bus.", "why_1": ""}
    panel.post(address(county, "mark", fund.slug, bid.pk), marks)
    if not bid.marks.exists():  # an officer shows a second factor first; the deed is the same
        from folkmoot.work.funding.actions.judging import declare, mark  # noqa: PLC0415  only then

        assessor = fund.assessors.get()
        declare(assessor=assessor, interests=[], by=judge, at=moment(after))
        mark(application=bid, marks={"Need": (4, ""), "Value": (3, "")}, by=judge, at=moment(after))
    decided = page.post(address(county, "decide", fund.slug, bid.pk), {
        "is_awarded": "yes", "reasons": "It meets both.", "overhead_accepted": "on"})  # fmt: skip
    assert decided.status_code == 302
    assert "It meets both." in Letter.objects.filter(kind="BidDecided").latest("pk").text
    entered = page.post(
        f"{address(county, 'make')}?application={bid.pk}",
        {"title": "Warm spaces", "funder_name": "Council", "organisation": body.pk, "sum": "6000",
         "kind": "grant", "is_national": "no", **typed("starts_on", after),
         **typed("ends_on", after + timedelta(days=740))},
    )  # fmt: skip
    assert entered.status_code == 302
    award = Award.objects.get()
    assert (award.fund, award.application) == (fund, bid)

    time_machine.move_to(moment(after + timedelta(days=745)), tick=False)
    shown = client.get(address(county, "award", award.pk)).content.decode()
    assert stands("overdue") in shown
    sent = browser(a_member(body)).post(address(county, "report", award.pk), {
        "spent": "6000", "achieved": "A warm winter.", "people_helped": "40",
        "outcome_0": "Forty eat together.", "outcome_1": "Soup on 80 Sundays."})  # fmt: skip
    assert sent.status_code == 302
    shown = client.get(address(county, "award", award.pk)).content.decode()
    for words in ("Forty eat together.", "Soup on 80 Sundays.", "£6,000 were spent",
                  stands("late")):  # fmt: skip
        assert words in shown
    kinds = list(Entry.objects.order_by("number").values_list("kind", flat=True))
    assert [kind for kind in kinds if kind in (
        "FundPublished", "ApplicationSent", "BidDecided", "FundingAwarded", "AwardReported")] == [
        "FundPublished", "ApplicationSent", "BidDecided", "FundingAwarded", "AwardReported",
    ]  # fmt: skip


@pytest.mark.clause("compact-funding-notice")
def test_end_of_funding_is_refused_then_lawful_then_answered_with_its_effect(time_machine, client):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)
    body = county.bodies[0]
    page, member = council(county), browser(a_member(body))
    page.post(address(county, "make"), {
        "title": "Lunches", "funder_name": "Council", "organisation": body.pk, "sum": "10000",
        "kind": "grant", **typed("starts_on", OPENS), **typed("ends_on", date(2028, 3, 9))})  # fmt: skip
    award = Award.objects.get()
    end, reply = (address(county, name, award.pk) for name in ("end", "reply"))

    early = page.post(end, {"because": "A cut.", **typed("ends_on", date(2026, 6, 1))})
    assert early.status_code == 422
    words = " ".join(early.content.decode().split())
    assert "2 June 2026" in words
    assert "Funding public 10" in words
    assert "A cut." in words
    assert not EndNotice.objects.exists()
    assert page.post(
        end, {"because": "A cut.", **typed("ends_on", date(2026, 6, 2))}
    ).status_code == 302  # fmt: skip
    letter = Letter.objects.get(kind="FundingEnds")
    assert "2 June 2026" in letter.text
    told = member.post(reply, {"effect": "Forty lose a lunch.", "reply": "We ask for a year."})
    assert told.status_code == 302
    for url in (address(county, "award", award.pk), address(county, "endings")):
        assert "Forty lose a lunch." in client.get(url).content.decode()
    assert "92" in client.get(address(county, "endings")).content.decode()
    stranger = browser(PersonFactory())
    assert stranger.post(reply, {"effect": "x"}).status_code == 403
    record = client.get(reverse("record:entries", args=[county.assembly])).content.decode()
    assert "ends the funding of" in record
