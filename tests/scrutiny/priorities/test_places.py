"""Money and work beside the places that both sides agreed on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.scrutiny.priorities.queries import spread_of
from folkmoot.work.funding.actions.awards import award
from folkmoot.work.plan.actions import sign_off
from tests.factories import AreaFactory
from tests.work.consultations.factories import NOW, a_county
from tests.work.plan.test_plans import a_plan, an_action

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def an_award(county, area, pence, **more):
    said = {
        "application": None, "organisation": county.bodies[0], "funder_name": "Council",
        "directorate": "", "lead_officer": "", "kind": "grant", "title": "Rooms", "purpose": "",
        "outcome": "", "starts_on": TODAY, "ends_on": TODAY + timedelta(days=900),
        "one_year_because": "", "area": area, "pence": pence,
    }  # fmt: skip
    return award(assembly=county.assembly, **county.who(), **said | more)


@pytest.mark.clause("principles-p3a1-priority-areas")
def test_places_agreed_by_both_sides_stand_with_why_there_and_the_money_and_work_that_go_there(
    client, time_machine
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    north, south = county.districts
    ward = AreaFactory(parent=north, kind="ward")
    plan = a_plan(county, kind="themes")
    an_action(county, plan, area=north, evidence="Two wards are among the poorest tenth.")
    an_action(county, plan, title="A bus", area=ward)
    sign_off(plan=plan, name="The Assembly", is_of_sector=True, on=TODAY, **county.who())
    sign_off(plan=plan, name="The Council", is_of_sector=False, on=TODAY, **county.who())
    an_award(county, north, 100_000)
    an_award(county, ward, 200_000)
    an_award(county, south, 500_000)
    an_award(county, None, 900_000)
    an_award(
        county, north, 7_000_000, starts_on=TODAY + timedelta(days=30), title="Not yet",
    )  # fmt: skip

    spread = spread_of(plan, on=TODAY)

    by_area = {one.area: one for one in spread.places}
    assert (by_area[north].awards, by_area[north].pence, by_area[north].actions) == (2, 300_000, 2)
    assert (by_area[ward].awards, by_area[ward].pence, by_area[ward].actions) == (1, 200_000, 1)
    assert (spread.inside, spread.pence, spread.without_place) == (300_000, 1_700_000, 900_000)
    assert spread.share == 38  # 3,000 of the 8,000 pounds that have a place
    url = reverse("priorities:places", args=[county.assembly, plan.slug])
    html = client.get(url).content.decode()
    for words in (
        "poorest tenth",
        "38%",
        "£3,000",
        "£9,000 has no place",
        "no reason is on record",
    ):
        assert words in html
    lines = client.get(reverse("priorities:places_csv", args=[county.assembly, plan.slug]))
    assert f"{north.name},{north.code},Rooms,2,3000.00,2" in lines.content.decode()


def test_page_says_so_where_no_place_was_agreed_and_other_plans_have_none(client):
    county = a_county(micro=1)
    plan, other = a_plan(county, kind="themes"), a_plan(county, kind="plan")

    page = client.get(reverse("priorities:places", args=[county.assembly, plan.slug]))
    none = client.get(reverse("priorities:places", args=[county.assembly, other.slug]))

    assert "No place was agreed on yet" in page.content.decode()
    assert none.status_code == 404


@pytest.mark.parametrize("number", [1, 8])
def test_page_costs_the_same_queries_for_many_places_as_for_one(
    client, django_assert_max_num_queries, number
):
    county = a_county(micro=1)
    plan = a_plan(county, kind="themes")
    for _place in range(number):
        area = AreaFactory(parent=county.districts[0], kind="ward")
        an_action(county, plan, area=area)
        an_award(county, area, 100)

    with django_assert_max_num_queries(16):
        client.get(reverse("priorities:places", args=[county.assembly, plan.slug]))
