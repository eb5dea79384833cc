"""A fund is open and fair before it opens, its panel has no interest, and everybody is told why."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.work.funding.actions.awards import award, give_notice, reply_to_notice, report
from folkmoot.work.funding.actions.funds import (
    answer_to_all,
    apply,
    ask_of_fund,
    plan_fund,
    publish_fund,
)
from folkmoot.work.funding.actions.judging import decide, declare, mark, name_assessor
from folkmoot.work.funding.models import Application, Award
from folkmoot.work.funding.queries.awards import applications_of, notices
from folkmoot.work.funding.queries.spending import spend_of
from tests.factories import AuthorityFactory, PersonFactory, PostFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, County, a_county, a_member, moment

pytestmark = pytest.mark.django_db
OPENS, CLOSES = date(2026, 3, 9), date(2026, 4, 13)
AFTER = moment(CLOSES + timedelta(days=1))
CRITERIA = ["Need", "Value"]


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def a_fund(county: County, **more: Any):
    said: dict[str, Any] = {
        "title": "Warm spaces", "funder_name": "Council", "mechanism": "grant",
        "mechanism_why": "Small groups cannot tender.", "priorities": "Rooms near a bus.",
        "conditions": "Open to all.", "criteria": CRITERIA, "outcomes": ["Fewer alone"],
        "opens_on": OPENS, "closes_on": CLOSES,
    }  # fmt: skip
    return plan_fund(assembly=county.assembly, **county.who(), **said | more)


def applied(fund, body, person, *, at: datetime | None = None, is_sent: bool = True, **more):
    said = {
        "title": "Our hall", "words": "We open on Sundays.", "outcomes": {"Fewer alone": "Soup."},
        "pence": 200_000, "overhead_pence": 30_000, "years": 2, "together_with": "",
        "hours_spent": 3,
    }  # fmt: skip
    return apply(
        fund=fund, organisation=body, is_sent=is_sent, by=person, at=at or moment(OPENS),
        **said | more,
    )  # fmt: skip


def judged(county, fund, application, *, is_awarded=True, **more):
    assessor = name_assessor(fund=fund, person=county.officer, **county.who(AFTER))
    declare(assessor=assessor, interests=[], by=county.officer, at=AFTER)
    mark(application=application, marks=dict.fromkeys(CRITERIA, (4, "")), **county.who(AFTER))
    said = {"reasons": "It meets both.", "overhead_accepted": True, "overhead_words": ""}
    return decide(
        application=application, is_awarded=is_awarded, **said | more, **county.who(AFTER)
    )


def given(county, body, **more):
    said: dict[str, Any] = {
        "application": None, "organisation": body, "funder_name": "Council",
        "directorate": "adults", "lead_officer": "", "kind": "grant", "title": "Lunches",
        "purpose": "", "outcome": "", "pence": 1_000_000, "starts_on": OPENS,
        "ends_on": date(2028, 3, 9), "one_year_because": "", "area": None,
    }  # fmt: skip
    return award(assembly=county.assembly, **said | more, **county.who())


@pytest.mark.clause("compact-fund-priorities")
@pytest.mark.parametrize("missing", ["priorities", "conditions", "mechanism_why"])
def test_no_fund_opens_before_priorities_conditions_and_mechanism_are_public(missing):
    county = a_county(micro=1)
    fund = a_fund(county, **{missing: " "})

    said = refused(lambda: publish_fund(fund=fund, **county.who()))

    assert (said.code, said.clause.key) == ("fund-not-said", "funding-priorities")
    assert publish_fund(fund=a_fund(county), **county.who()).published_at == NOW


@pytest.mark.clause("compact-fund-tender-time")
@pytest.mark.parametrize(
    ("days", "why", "is_fine"), [(28, "", True), (27, "", False), (14, "The grant ends.", True)]
)
def test_little_time_to_apply_needs_a_reason(days, why, is_fine):
    county = a_county(micro=1)
    fund = a_fund(county, closes_on=OPENS + timedelta(days=days), short_because=why)

    if is_fine:
        assert publish_fund(fund=fund, **county.who()).published_at
    else:
        said = refused(lambda: publish_fund(fund=fund, **county.who()))
        assert (said.code, said.from_when) == (
            "time-to-bid-too-short", OPENS + timedelta(days=28),
        )  # fmt: skip


@pytest.mark.clause("compact-fund-open-consistent")
def test_all_are_marked_by_one_set_of_criteria_and_every_applicant_is_told_why(client):
    county = a_county(micro=2)
    fund = publish_fund(fund=a_fund(county), **county.who())
    people = [a_member(body) for body in county.bodies]
    first, second = (
        applied(fund, body, person) for body, person in zip(county.bodies, people, strict=True)
    )
    bare = {"is_awarded": True, "reasons": "x", "overhead_accepted": True, "overhead_words": ""}
    said = refused(lambda: decide(application=first, **bare, **county.who(AFTER)))
    assert said.code == "marks-missing"
    assert refused(
        lambda: decide(application=first, **bare, **county.who(moment(CLOSES)))
    ).code == "fund-still-open"  # fmt: skip

    judged(county, fund, first)
    judged(county, fund, second, is_awarded=False, reasons="There was not enough for all.")

    assert [one.organisation for one in applications_of(fund)] == county.bodies
    told = {letter.to: letter.text for letter in Letter.objects.filter(kind="BidDecided")}
    assert "It meets both." in told[people[0]]
    assert "There was not enough for all." in told[people[1]]
    shown = client.get(reverse("funding:fund", args=[county.assembly, fund.slug])).content.decode()
    assert "There was not enough for all." in shown
    assert "Need; Value" in shown


@pytest.mark.clause("compact-fund-open-consistent")
def test_assessor_with_an_interest_sees_nothing_of_that_application():
    county = a_county(micro=3)
    fund = publish_fund(fund=a_fund(county), **county.who())
    mine, known, other = (applied(fund, body, a_member(body)) for body in county.bodies)
    AuthorityFactory(person=county.officer, organisation=county.bodies[0])
    assessor = name_assessor(fund=fund, person=county.officer, **county.who())
    marks = dict.fromkeys(CRITERIA, (4, ""))

    def code(application):
        return refused(lambda: mark(application=application, marks=marks, **county.who(AFTER))).code

    assert code(other) == "interests-not-declared"
    declare(assessor=assessor, interests=[known], by=county.officer, at=AFTER)
    assert [code(mine), code(known)] == ["assessor-applies", "assessor-applies"]
    assert len(mark(application=other, marks=marks, **county.who(AFTER))) == 2
    assert refused(
        lambda: mark(application=other, marks=marks, by=PersonFactory(), at=AFTER)
    ).code == "not-permitted"  # fmt: skip


@pytest.mark.clause("compact-fund-full-cost")
def test_overheads_are_accepted_or_the_assessors_say_why_not():
    county = a_county(micro=1)
    fund = publish_fund(fund=a_fund(county), **county.who())
    one = applied(fund, county.bodies[0], a_member(county.bodies[0]))

    said = refused(lambda: judged(county, fund, one, overhead_accepted=False))

    assert (said.code, said.clause.key) == ("overhead-needs-words", "full-cost")
    kept = judged(county, fund, one, overhead_accepted=False, overhead_words="Rent is paid twice.")
    assert kept.overhead_words == "Rent is paid twice."


def test_late_and_half_finished_applications_are_kept_and_not_decided(time_machine):
    county = a_county(micro=1)
    fund = publish_fund(fund=a_fund(county), **county.who())
    person = a_member(county.bodies[0])
    time_machine.move_to(AFTER, tick=False)
    page = browser(person)
    sent = page.post(
        reverse("funding:apply", args=[county.assembly, fund.slug]),
        {"title": "Late", "words": "We were ill.", "sum": "100", "overhead": "0", "years": "1",
         "step": "send"},
    )  # fmt: skip

    assert sent.status_code == 422
    kept = Application.objects.get()
    assert (kept.state, kept.words, kept.sent_at) == ("draft", "We were ill.", None)
    assert refused(
        lambda: decide(
            application=kept, is_awarded=True, reasons="x", overhead_accepted=True,
            overhead_words="", **county.who(AFTER),
        )
    ).code == "application-not-sent"  # fmt: skip


def test_draft_of_one_is_gone_on_with_by_another_and_a_budget_adds_up(time_machine):
    county = a_county(micro=1)
    fund = publish_fund(fund=a_fund(county), **county.who())
    body = county.bodies[0]
    one, other = a_member(body), a_member(body)
    applied(fund, body, one, is_sent=False)
    time_machine.move_to(moment(OPENS), tick=False)
    page = browser(other)
    url = reverse("funding:apply", args=[county.assembly, fund.slug])

    assert "We open on Sundays." in page.get(url).content.decode()
    wrong = {"title": "x", "words": "x", "sum": "-5", "overhead": "9", "years": "1"}
    assert page.post(url, wrong).status_code == 422
    too_much = page.post(url, wrong | {"sum": "5"}).content.decode()
    assert "That is more than you ask for in all." in too_much
    assert page.post(url, wrong | {"sum": "99999999999999"}).status_code == 422


def test_questions_are_answered_to_all(client):
    county = a_county(micro=1)
    fund = publish_fund(fund=a_fund(county), **county.who())
    asked = ask_of_fund(fund=fund, words="May we buy a stove?", at=NOW)
    answer_to_all(question=asked, answer="Yes, up to 400 pounds.", **county.who())

    shown = client.get(reverse("funding:fund", args=[county.assembly, fund.slug])).content.decode()

    assert "May we buy a stove?" in shown
    assert "Yes, up to 400 pounds." in shown


@pytest.mark.clause("compact-fund-multi-year")
def test_award_for_less_than_several_years_needs_a_reason_and_the_share_is_reported():
    county = a_county(micro=1)
    body = county.bodies[0]

    said = refused(lambda: given(county, body, ends_on=date(2027, 3, 8)))

    assert (said.code, said.clause.key) == ("award-for-one-year", "multi-year")
    given(county, body)
    given(county, body, ends_on=date(2027, 3, 8), one_year_because="A trial.", pence=500_050)
    told = spend_of(county.assembly, year=2025, on=NOW.date())
    assert (told.total, told.awards, told.multi_year) == (1_500_050, 2, 1)


@pytest.mark.clause("compact-funding-notice")
def test_end_of_funding_is_refused_if_shorter_then_lawful_then_replied_to(client):
    county = a_county(micro=1)
    body, person = county.bodies[0], a_member(county.bodies[0])
    made = given(county, body)
    told = {"award": made, "because": "The budget is cut.", **county.who()}

    said = refused(lambda: give_notice(ends_on=date(2026, 6, 1), exception="", **told))

    assert (said.code, said.from_when) == ("notice-too-short", date(2026, 6, 2))
    assert said.clause.key == "funding-notice"
    notice = give_notice(ends_on=date(2026, 6, 2), exception="", **told)
    assert Letter.objects.get(kind="FundingEnds").to == person
    reply_to_notice(
        notice=notice, effect="Forty people lose a lunch.", reply="We ask for a year.", by=person,
        at=NOW,
    )  # fmt: skip
    shown = client.get(reverse("funding:endings", args=[county.assembly])).content.decode()
    assert "Forty people lose a lunch." in shown
    assert "92" in shown
    assert refused(
        lambda: give_notice(ends_on=date(2027, 1, 1), exception="", **told)
    ).code == "award-ends-already"  # fmt: skip


@pytest.mark.clause("compact-funding-notice")
def test_earlier_end_with_a_published_exception_stands_in_the_report(client):
    county = a_county(micro=1)
    made = given(county, county.bodies[0])
    give_notice(
        award=made, ends_on=date(2026, 3, 31), because="It closed.",
        exception="The hall burnt down.", **county.who(),
    )  # fmt: skip

    (kept,) = notices(county.assembly)

    assert (kept.earliest_on, kept.exception) == (date(2026, 6, 2), "The hall burnt down.")
    shown = client.get(reverse("funding:endings", args=[county.assembly])).content.decode()
    assert "The hall burnt down." in shown


@pytest.mark.clause("compact-fund-outcomes")
def test_report_on_an_award_is_asked_for_once_and_read_by_every_funder(client):
    county = a_county(micro=1)
    body, person = county.bodies[0], a_member(county.bodies[0])
    made = given(county, body)
    other = given(county, body, funder_name="Foundation", title="Lunches too")
    owed = made.reports.get()

    report(
        report=owed, spent_pence=990_000, achieved="Forty eat together.", people_helped=40,
        by=person, at=NOW,
    )  # fmt: skip

    shown = client.get(reverse("funding:award", args=[county.assembly, made.pk])).content.decode()
    for words in ("£9,900 were spent", "Forty eat together.", "40 people were helped", other.title):
        assert words in shown
    assert refused(
        lambda: report(
            report=owed, spent_pence=1, achieved="x", people_helped=None, by=PersonFactory(),
            at=NOW,
        )
    ).code == "not-permitted"  # fmt: skip


@pytest.mark.clause("principles-3.1-relationship-types")
def test_every_tie_of_every_directorate_with_an_organisation_stands_in_one_view(client):
    county = a_county(document="dorset-principles", micro=1)
    body = county.bodies[0]
    first = given(county, body, directorate="adults", lead_officer="Head of care", kind="contract")
    given(county, body, directorate="place", title="Parks", kind="partnership")

    shown = client.get(reverse("funding:award", args=[county.assembly, first.pk])).content.decode()

    for words in ("By contract", "Head of care", "Parks", "Council, place"):
        assert words in shown


@pytest.mark.clause("principles-3.1-spend")
def test_stated_total_stands_beside_the_computed_one_with_the_difference(client, time_machine):
    county = a_county(document="dorset-principles", micro=1)
    given(county, county.bodies[0])
    time_machine.move_to(NOW, tick=False)

    told = spend_of(county.assembly, year=2025, on=NOW.date())

    assert told.stated_total == 1420 + 9680 + 1680 + 1420
    assert (told.headline, told.gap) == (14, 200)
    shown = client.get(reverse("funding:spending", args=[county.assembly])).content.decode()
    assert "The headline says 14 million, which is 200 thousand less." in " ".join(shown.split())
    assert "£10,000" in shown


@pytest.mark.clause("principles-a3-light-bidding")
def test_small_award_needs_the_short_form_and_joint_bids_and_time_spent_are_kept(
    client, time_machine
):
    county = a_county(document="dorset-principles", micro=1)
    fund = publish_fund(fund=a_fund(county), **county.who())
    time_machine.move_to(moment(OPENS), tick=False)

    shown = " ".join(
        client.get(reverse("funding:fund", args=[county.assembly, fund.slug]))
        .content.decode()
        .split()
    )

    assert "Up to £5,000 the short form is enough: about 2 hours." in shown
    kept = applied(
        fund, county.bodies[0], a_member(county.bodies[0]), together_with="The choir",
    )  # fmt: skip
    assert (kept.together_with, kept.hours_spent) == ("The choir", 3)
    assert Award.objects.count() == 0


def test_short_form_is_enough_for_a_small_sum_alone_and_nothing_typed_is_lost(time_machine):
    county = a_county(document="dorset-principles", micro=1)
    fund = publish_fund(fund=a_fund(county, small_award_pence=500_000), **county.who())
    time_machine.move_to(moment(OPENS), tick=False)
    page = browser(a_member(county.bodies[0]))
    short = reverse("funding:apply", args=[county.assembly, fund.slug]) + "?form=short"
    typed = {"title": "Our hall", "words": "We open on Sundays.", "overhead": "0", "years": "2",
             "step": "send"}  # fmt: skip

    assert "Fewer alone" not in page.get(short).content.decode()
    too_much = page.post(short, typed | {"sum": "5000.01"})
    assert too_much.status_code == 422
    assert "The short form is for up to £5,000." in too_much.content.decode()
    kept = Application.objects.get()
    assert (kept.state, kept.words, kept.pence) == ("draft", "We open on Sundays.", 500_001)
    assert page.post(short, typed | {"sum": "5000"}).status_code == 200
    kept.refresh_from_db()
    assert (kept.state, kept.pence) == ("sent", 500_000)


def test_application_that_was_sent_is_changed_only_by_sending_it_again_in_time(time_machine):
    county = a_county(micro=1)
    fund = publish_fund(fund=a_fund(county), **county.who())
    body = county.bodies[0]
    person = a_member(body)
    applied(fund, body, person)
    applied(fund, body, person, words="We open on Mondays too.")
    assert Application.objects.get().words == "We open on Mondays too."

    assert refused(
        lambda: applied(fund, body, person, words="Half a thought", is_sent=False)
    ).code == "application-sent-already"  # fmt: skip
    time_machine.move_to(AFTER, tick=False)
    late = browser(person).post(
        reverse("funding:apply", args=[county.assembly, fund.slug]),
        {"title": "Late", "words": "More than we said.", "sum": "100", "overhead": "0",
         "years": "1", "outcome_0": "Soup.", "step": "send"},
    )  # fmt: skip

    assert late.status_code == 422
    assert "More than we said." in late.content.decode()
    kept = Application.objects.get()
    assert (kept.state, kept.words) == ("sent", "We open on Mondays too.")


def test_public_body_keeps_what_it_funds_and_not_what_another_does(time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)
    own, other = (
        PostFactory(assembly=county.assembly, kind="public-body", body=name).person
        for name in ("Council", "Care Board")
    )
    fund = a_fund(county)
    who = {"by": other, "at": NOW}

    def code(do):
        return refused(do).code

    address = reverse("funding:fund", args=[county.assembly, fund.slug])
    assert [browser(one).get(address).status_code for one in (own, other)] == [200, 404]
    assert code(lambda: publish_fund(fund=fund, **who)) == "not-permitted"
    public = publish_fund(fund=fund, by=own, at=NOW)
    bid = applied(public, county.bodies[0], a_member(county.bodies[0]))
    marks = reverse("funding:applications", args=[county.assembly, fund.slug])
    assert [browser(one).get(marks).status_code for one in (own, other)] == [200, 403]
    assert code(lambda: name_assessor(fund=public, person=own, **who)) == "not-permitted"
    assert code(
        lambda: decide(application=bid, is_awarded=True, reasons="x", overhead_accepted=True,
                       overhead_words="", by=other, at=AFTER)
    ) == "not-permitted"  # fmt: skip
    mine = a_fund(county, title="Buses", funder_name="Care Board")
    assert code(
        lambda: plan_fund(assembly=county.assembly, fund=mine, title="x", funder_name="Council", **who)
    ) == "not-permitted"  # fmt: skip


def test_somebody_else_plans_and_awards_nothing():
    county = a_county(micro=1)
    stranger = PersonFactory()

    assert refused(
        lambda: plan_fund(
            assembly=county.assembly, by=stranger, at=NOW, title="x", funder_name="Council"
        )
    ).code == "not-permitted"  # fmt: skip
