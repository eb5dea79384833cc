"""Going out to groups that take no part yet: planned, made, and how far the sector is covered."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.rules.findings import Refusal
from folkmoot.work.outreach.actions import plan_visit, say_what_came
from folkmoot.work.outreach.models import Visit
from folkmoot.work.outreach.queries import coverage, not_reached
from tests.factories import OrganisationFactory, PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def planned(county, body, **more):
    said = {
        "way": "visit", "invitation": "Claim your page.", "planned_on": TODAY, "who_goes": "Desk",
    }  # fmt: skip
    return plan_visit(assembly=county.assembly, organisation=body, **county.who(), **said | more)


def came(county, visit, outcome="accepted", **more):
    said = {"made_on": TODAY, "words": "They meet on Tuesdays."}
    return say_what_came(visit=visit, outcome=outcome, **county.who(), **said | more)


@pytest.mark.clause("dorset-vcsa-outreach")
def test_log_plans_and_records_who_was_gone_to_and_coverage_shows_by_place_kind_and_size(
    client, time_machine
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-vcsa", micro=4, large=2)
    a_member(county.bodies[0])
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    officer, slug = browser(county.officer), county.assembly.slug
    first, second = county.bodies[1], county.bodies[2]

    page = officer.get(f"/{slug}/outreach/not-reached/?size=micro").content.decode()
    assert county.bodies[0].name not in page.partition("<main")[2]  # somebody acts for it
    assert all(body.name in page for body in county.bodies[1:4])
    for body in (first, second):
        officer.post(
            f"/{slug}/outreach/plan/?organisation={body.pk}",
            {
                "organisation": body.pk, "way": "visit", "invitation": "Claim your page.",
                "planned_on_day": "2", "planned_on_month": "3", "planned_on_year": "2026", "who_goes": "",
            },
        )  # fmt: skip
    visit = Visit.objects.get(organisation=first)
    assert f"Go to {first.name}" in officer.get(reverse("desk", args=[slug])).content.decode()
    officer.post(
        f"/{slug}/outreach/log/{visit.pk}/",
        {
            "outcome": "accepted", "made_on_day": "2", "made_on_month": "3", "made_on_year": "2026",
            "words": "They meet on Tuesdays.",
        },
    )  # fmt: skip

    told = coverage(county.assembly, on=TODAY)
    assert (told.whole.listed, told.whole.takes_part, told.whole.gone_to, told.whole.accepted) == (
        6, 1, 1, 1,
    )  # fmt: skip
    by_way = {label: {one.name: one for one in lines} for label, lines in told.by_way}
    assert by_way["By size"]["micro: under £10,000"].gone_to == 1
    assert by_way["By size"]["large: £1 million to £10 million"].gone_to == 0
    assert by_way["By place"]["South"].accepted == 1
    assert by_way["By place"]["North"].accepted == 0
    assert {line.listed for line in by_way["By form"].values()} == {6}
    public = client.get(f"/{slug}/outreach/").content.decode()
    assert "Of 6 organisations of the sector, 1 take part." in public
    assert "They meet on Tuesdays." not in public
    assert "They meet on Tuesdays." in officer.get(f"/{slug}/outreach/log/").content.decode()
    assert "South,3,0,1,1" in client.get(f"/{slug}/outreach/coverage.csv").content.decode()
    made = Entry.objects.get(kind="OutreachMade")
    assert "Tuesdays" not in str(made.facts)


def test_those_gone_to_or_acted_for_are_not_on_the_list_of_whom_to_reach():
    county = a_county(micro=4)
    a_member(county.bodies[0])
    planned(county, county.bodies[1])
    north = county.districts[0]

    left = not_reached(county.assembly, on=TODAY)
    in_the_north = not_reached(county.assembly, place=north.code, on=TODAY)

    assert list(left) == county.bodies[2:]
    assert list(in_the_north) == [county.bodies[2]]
    assert list(not_reached(county.assembly, size="large", on=TODAY)) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "not-on-the-register"),
        ({"sector": "statutory"}, "not-of-the-sector"),
    ],
)
def test_visit_goes_to_the_sector_on_the_register_alone(body, code):
    county = a_county(micro=1)
    other = OrganisationFactory(**body)
    if body:
        other.listings.create(assembly=county.assembly, listed_on=TODAY)

    with pytest.raises(Refusal) as refused:
        planned(county, other)

    assert refused.value.code == code


def test_visit_still_to_come_is_not_said_to_be_made_and_only_officers_go():
    county = a_county(micro=1)
    visit = planned(county, county.bodies[0])

    with pytest.raises(Refusal) as refused:
        came(county, visit, made_on=TODAY + timedelta(days=1))
    assert refused.value.code == "visit-in-the-future"
    for do in (
        lambda by: plan_visit(
            assembly=county.assembly, organisation=county.bodies[0], way="visit", invitation="x",
            planned_on=TODAY, who_goes="", by=by, at=NOW,
        ),
        lambda by: say_what_came(
            visit=visit, outcome="talked", made_on=TODAY, words="", by=by, at=NOW
        ),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            do(PersonFactory())
        assert refused.value.code == "not-permitted"
    assert came(county, came(county, visit), outcome="later").outcome == "later"


@pytest.mark.parametrize("number", [2, 20])
def test_pages_cost_the_same_queries_for_many_as_for_few(
    client, time_machine, django_assert_max_num_queries, number
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=2 * number)
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    officer = browser(county.officer)
    for body in county.bodies[:number]:
        planned(county, body)

    with django_assert_max_num_queries(24):
        client.get(reverse("outreach:coverage", args=[county.assembly]))
    with django_assert_max_num_queries(22):
        officer.get(reverse("outreach:log", args=[county.assembly]))
    with django_assert_max_num_queries(26):
        officer.get(reverse("outreach:not_reached", args=[county.assembly]))
