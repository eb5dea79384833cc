"""Agreements are checked before they are signed and followed after; money is minded as size asks."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.work.funding.actions.agreements import (
    add_step,
    do_step,
    keep_agreement,
    sign,
    spend,
)
from folkmoot.work.funding.actions.awards import report
from folkmoot.work.funding.actions.funds import publish_fund
from folkmoot.work.funding.actions.monitoring import pay, plan_payment, tell_controls
from folkmoot.work.funding.models import Agreement, Award, Controls
from folkmoot.work.funding.queries.duties import obligations_of_funding
from tests.factories import PersonFactory, PostFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member, moment
from tests.work.funding.pages import council, stands
from tests.work.funding.pages import typed as day
from tests.work.funding.test_funds import AFTER, OPENS, a_fund, applied, given, judged, refused

pytestmark = pytest.mark.django_db
GOOD = {"is_free": True, "duties": "The Care Act.", "equality_term": "Both keep the Act of 2010."}


def an_agreement(county, **more):
    said = {
        "title": "Family hub North", "body_name": "Council", "organisation": county.bodies[0],
        "area": county.districts[0], "lead_chosen": "By the local group, 3 February.",
        "pence": 5_000_000, "uses": ["posts", "training"], "conditions": "Spent by March.",
        "starts_on": OPENS, "ends_on": date(2028, 3, 31), "equality_checked_on": None, **GOOD,
    }  # fmt: skip
    return keep_agreement(assembly=county.assembly, **said | more, **county.who())


@pytest.mark.parametrize(
    ("lacks", "code", "key"),
    [
        pytest.param({"is_free": None}, "agreement-unchecked", "principle-independence",
                     marks=pytest.mark.clause("compact-principle-independence")),
        pytest.param({"is_free": False}, "agreement-unchecked", "principle-independence",
                     marks=pytest.mark.clause("compact-principle-independence")),
        pytest.param({"duties": ""}, "agreement-unchecked", "principle-independence",
                     marks=pytest.mark.clause("compact-principle-independence")),
        pytest.param({"equality_term": " "}, "agreement-without-equality", "equality-law",
                     marks=pytest.mark.clause("compact-equality-law")),
    ],
)  # fmt: skip
def test_agreement_is_flagged_before_it_is_signed(lacks, code, key, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)
    made = an_agreement(county, **lacks)
    url = reverse("funding:agreement", args=[county.assembly, made.pk])

    shown = client.get(url).content.decode()
    said = refused(lambda: sign(agreement=made, although="", **county.who()))

    assert "Flagged by a check" in shown
    assert (said.code, said.clause.key) == (code, key)
    assert Agreement.objects.get().signed_on is None
    page = council(county)
    assert page.post(f"{url}sign/", {}).status_code == 422
    assert page.post(f"{url}sign/", {"although": "It begins today."}).status_code == 302
    shown = client.get(url).content.decode()
    assert "It begins today." in shown
    assert "Flagged when it was signed" in shown


@pytest.mark.clause("compact-principle-independence")
@pytest.mark.clause("compact-equality-law")
def test_agreement_with_both_is_signed_without_a_word():
    county = a_county(micro=1)
    made = sign(agreement=an_agreement(county), although="not needed", **county.who())

    assert (made.signed_on, made.although) == (NOW.date(), "")
    assert refused(
        lambda: keep_agreement(assembly=county.assembly, agreement=made, title="x", **county.who())
    ).code == "agreement-is-signed"  # fmt: skip


@pytest.mark.clause("principles-a2-sla")
def test_agreement_with_a_lead_is_stored_with_its_uses_and_monitored(time_machine, client):
    county = a_county(document="dorset-principles", micro=1)
    lead = a_member(county.bodies[0])
    made = an_agreement(county)
    due = OPENS + timedelta(days=30)
    on = {"on": OPENS, "words": "", "by": lead, "at": NOW}
    assert refused(
        lambda: spend(agreement=made, use="posts", pence=100, **on)
    ).code == "agreement-not-signed"  # fmt: skip
    sign(agreement=made, although="", **county.who())
    step = add_step(agreement=made, kind="milestone", what="Doors open", due_on=due, **county.who())
    add_step(agreement=made, kind="report", what="First year", due_on=due, **county.who())
    wrong = refused(lambda: spend(agreement=made, use="a car", pence=100, **on))
    assert (wrong.code, wrong.clause.key) == ("use-not-permitted", "service-agreement")
    spend(agreement=made, use="posts", pence=4_000_000, **on)
    over = refused(lambda: spend(agreement=made, use="training", pence=1_000_001, **on))
    assert over.facts["left"] == "£10,000"
    assert refused(
        lambda: do_step(step=step, done_on=due, words="x", by=PersonFactory(), at=NOW)
    ).code == "not-permitted"  # fmt: skip
    do_step(step=step, done_on=due + timedelta(days=2), words="Two days late.", by=lead, at=NOW)

    time_machine.move_to(moment(due + timedelta(days=5)), tick=False)
    url = reverse("funding:agreement", args=[county.assembly, made.pk])
    shown = " ".join(client.get(url).content.decode().split())
    for words in ("By the local group, 3 February.", "Spent by March.", "£40,000", "£10,000 ",
                  "Two days late.", stands("overdue"), stands("late"), "training"):  # fmt: skip
        assert words.strip() in shown
    owed = obligations_of_funding(county.assembly, on=due + timedelta(days=5))
    assert [(one.what, one.state(on=due + timedelta(days=5))) for one in owed] == [
        ("Family hub North: Doors open", "late"), ("Family hub North: First year", "missed"),
    ]  # fmt: skip
    assert stands("overdue") in client.get(
        reverse("funding:agreements", args=[county.assembly])
    ).content.decode()  # fmt: skip


def test_agreement_is_entered_and_changed_through_pages_and_keeps_what_was_typed(time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)
    page = council(county)
    typed = {
        "title": "Hub", "body_name": "Council", "organisation": county.bodies[0].pk,
        "lead_chosen": "By vote.", "sum": "50000", "uses": "posts\ntraining\nposts", "is_free": "",
        **day("starts_on", OPENS), **day("ends_on", date(2025, 3, 31)),
    }  # fmt: skip
    url = reverse("funding:enter_agreement", args=[county.assembly])

    wrong = page.post(url, typed)
    assert wrong.status_code == 422
    assert "That is before the day it begins." in wrong.content.decode()
    assert "By vote." in wrong.content.decode()
    page.post(url, typed | {"ends_on_year": "2028"})
    made = Agreement.objects.get()
    assert (made.uses, made.pence, made.is_free) == (["posts", "training"], 5_000_000, None)
    change = reverse("funding:change_agreement", args=[county.assembly, made.pk])
    assert "By vote." in page.get(change).content.decode()
    page.post(change, typed | {"ends_on_year": "2028", "is_free": "yes", "duties": "The Care Act."})
    made.refresh_from_db()
    assert (made.is_free, made.duties) == (True, "The Care Act.")


@pytest.mark.clause("principles-3.1-outcome-funds")
def test_round_has_outcomes_and_bids_and_reports_follow_them(time_machine, client):
    county = a_county(document="dorset-principles", micro=1)
    outcomes = ["Fewer alone", "People eat well"]
    fund = publish_fund(fund=a_fund(county, outcomes=outcomes), **county.who())
    body = county.bodies[0]
    person = a_member(body)
    said = {"Fewer alone": "A table each week.", "People eat well": "Soup."}
    whole = {"pence": 600_000, "overhead_pence": 0}
    lacking = refused(lambda: applied(fund, body, person, outcomes={"Fewer alone": "x"}, **whole))
    assert lacking.code == "whole-form-needed"
    bid = judged(county, fund, applied(fund, body, person, outcomes=said, **whole))
    made = given(county, body, application=bid, pence=600_000, ends_on=date(2028, 3, 9))
    time_machine.move_to(moment(date(2028, 3, 20)), tick=False)
    page = browser(person)
    award, url = (
        reverse(f"funding:{name}", args=[county.assembly, made.pk]) for name in ("award", "report")
    )

    assert stands("overdue") in client.get(award).content.decode()
    form = page.get(url).content.decode()
    assert all(f"What came of this: {one}" in form for one in outcomes)
    typed = {"spent": "5990.50", "achieved": "It went well.", "people_helped": "41"}
    short = page.post(url, typed)
    assert short.status_code == 422
    assert "5990.50" in short.content.decode()
    assert page.post(url, typed | {"spent": "-1"}).status_code == 422
    page.post(url, typed | {"outcome_0": "Forty met weekly.", "outcome_1": "A meal for each."})
    kept = made.reports.get()
    assert kept.by_outcome == {
        "Fewer alone": "Forty met weekly.", "People eat well": "A meal for each.",
    }  # fmt: skip
    shown = client.get(award).content.decode()
    for words in ("Forty met weekly.", "A meal for each.", "£5,990.50 were spent", stands("late")):
        assert words in shown


@pytest.mark.clause("compact-fund-outcomes")
def test_small_award_is_asked_in_a_few_words_and_a_large_one_each_year(time_machine):
    county = a_county(micro=1)
    body = county.bodies[0]
    person = a_member(body)
    small = given(county, body, pence=500_000, outcome="Fewer alone")
    large = given(county, body, pence=5_000_001, outcome="Fewer alone")
    time_machine.move_to(NOW, tick=False)
    page = browser(person)

    forms = [
        page.get(reverse("funding:report", args=[county.assembly, one.pk])).content.decode()
        for one in (small, large)
    ]

    assert ["What came of this: Fewer alone" in form for form in forms] == [False, True]
    assert [one.reports.count() for one in (small, large)] == [1, 2]
    first, last = large.reports.order_by("due_on")
    report(report=first, spent_pence=1, achieved="x", people_helped=None, by=person, at=NOW)
    again = page.get(reverse("funding:report", args=[county.assembly, large.pk])).content.decode()
    assert last.due_on == date(2028, 3, 9)
    assert "9 March 2028" in again


def test_payments_have_their_days_and_never_come_to_more_than_the_award(time_machine, client):
    county = a_county(micro=1)
    made = given(county, county.bodies[0], pence=100_000)
    first = plan_payment(award=made, pence=60_000, due_on=OPENS, **county.who())
    said = refused(lambda: plan_payment(
        award=made, pence=40_001, due_on=OPENS + timedelta(days=90), **county.who()))  # fmt: skip
    assert (said.code, said.facts["sum"]) == ("payments-do-not-add-up", "£1,000.01")
    plan_payment(award=made, pence=100_000, due_on=OPENS, **county.who())
    first.refresh_from_db()
    assert first.pence == 100_000
    time_machine.move_to(moment(OPENS + timedelta(days=1)), tick=False)
    url = reverse("funding:award", args=[county.assembly, made.pk])
    assert stands("overdue") in client.get(url).content.decode()
    page = council(county)
    page.post(
        reverse("funding:pay", args=[county.assembly, made.pk, first.pk]),
        day("on", date(2026, 3, 11)),
    )
    first.refresh_from_db()
    assert first.paid_on == date(2026, 3, 11)
    assert stands("late") in client.get(url).content.decode()
    stranger = PersonFactory()
    assert refused(lambda: pay(payment=first, paid_on=OPENS, by=stranger, at=NOW)).code == (
        "not-permitted"
    )


@pytest.mark.clause("compact-fund-controls")
def test_funded_body_tells_how_it_minds_money_as_its_size_asks_and_late_is_shown_to_both(
    time_machine,
):
    county = a_county(micro=1, large=1)
    small, large = county.bodies
    people = {body: a_member(body) for body in county.bodies}
    for body in county.bodies:
        given(county, body)
    funder, other = (
        PostFactory(assembly=county.assembly, kind="public-body", body=name).person
        for name in ("Council", "Care Board")
    )
    time_machine.move_to(NOW, tick=False)

    def url(name, *args):
        return reverse(f"funding:{name}", args=[county.assembly, *args])

    forms = {body: browser(people[body]).get(url("tell_controls")).content.decode()
             for body in county.bodies}  # fmt: skip
    assert ["an audit" in forms[body] for body in county.bodies] == [False, True]
    typed = {"accountable": "The treasurer", "words": "Two sign.", **day("due_accounts", date(2026, 1, 31)),
             **day("due_audit", date(2026, 6, 1))}  # fmt: skip
    assert browser(people[large]).post(url("tell_controls"), typed).status_code == 302
    kept = Controls.objects.get()
    assert kept.organisation == large
    assert kept.checks.count() == 2

    for person in (people[large], funder):
        shown = browser(person).get(url("minding", large.reference)).content.decode()
        assert stands("overdue") in shown
        assert "The treasurer" in shown
    listed = browser(funder).get(url("controls")).content.decode()
    assert "yearly accounts" in listed
    assert small.name in listed
    assert stands("unknown") in listed
    assert [browser(one).get(url("minding", large.reference)).status_code
            for one in (other, people[small], PersonFactory())] == [403, 403, 403]  # fmt: skip
    assert browser(people[small]).get(url("controls")).status_code == 403
    tell_controls(
        assembly=county.assembly, organisation=large, accountable="x", words="x",
        days={"accounts": (date(2026, 1, 31), date(2026, 3, 1))}, by=people[large], at=AFTER,
    )  # fmt: skip
    assert stands("late") in browser(funder).get(url("minding", large.reference)).content.decode()
    assert Award.objects.count() == 2
