"""Who funds whom, what was spent in each way one may ask, and what ends soon; as fast for many as for few."""

from datetime import date, timedelta

import pytest

from folkmoot.work.funding.actions.awards import give_notice
from folkmoot.work.funding.models import Award
from folkmoot.work.funding.queries.awards import ending_soon
from folkmoot.work.funding.queries.flows import fair_share
from folkmoot.work.funding.queries.spending import financial_year, spend_of, years_of
from tests.work.consultations.factories import NOW, a_county
from tests.work.funding.pages import address
from tests.work.funding.test_funds import OPENS, given

pytestmark = pytest.mark.django_db


def told(lines):
    return [(one.name, one.awards, one.pence) for one in lines]


@pytest.mark.clause("principles-3.1-spend")
def test_money_of_a_year_is_told_by_body_place_size_purpose_length_and_without_national_ones():
    county = a_county(document="dorset-principles", micro=1, large=1)
    micro, large = county.bodies
    given(county, micro, pence=100_000, outcome="Fewer alone", area=county.districts[0],
          is_national=False)  # fmt: skip
    given(county, large, pence=900_000, funder_name="Care Board", ends_on=date(2026, 12, 31),
          one_year_because="A trial.", is_national=True)  # fmt: skip
    given(county, large, pence=50_000, ends_on=date(2029, 4, 1))

    spend = spend_of(county.assembly, year=2025, on=NOW.date())

    assert told(spend.ways["funder"]) == [("Care Board", 1, 900_000), ("Council", 2, 150_000)]
    assert told(spend.ways["place"]) == [("not told", 2, 950_000), ("North", 1, 100_000)]
    assert [(n.split(":")[0], a, p) for n, a, p in told(spend.ways["size"])] == [
        ("large", 2, 950_000), ("micro", 1, 100_000),
    ]  # fmt: skip
    assert told(spend.ways["purpose"]) == [("not told", 2, 950_000), ("Fewer alone", 1, 100_000)]
    assert told(spend.ways["length"]) == [
        ("up to one year", 1, 900_000), ("more than one year, up to two", 1, 100_000),
        ("more than three years", 1, 50_000),
    ]  # fmt: skip
    assert (spend.total, spend.national_pence, spend.nobody_said) == (1_050_000, 900_000, 1)


@pytest.mark.clause("principles-3.1-spend")
def test_what_is_stated_agrees_within_rounding_and_its_doubts_are_told(time_machine, client):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    made = given(county, county.bodies[0], directorate="Children", pence=200_000_000)
    Award.objects.filter(pk=made.pk).update(awarded_on=date(2022, 6, 1))

    spend = spend_of(county.assembly, year=2025, on=NOW.date())

    assert (spend.stated_total, spend.gap, spend.rounding, spend.is_rounding) == (
        14_200, 200, 500, True,
    )  # fmt: skip
    children, adults = (
        next(one for one in spend.stated if one.name == name) for name in ("children", "adults")
    )
    assert (children.computed, children.has_national) == (2000, True)
    assert (adults.computed, adults.is_same_as) == (None, "corporate")
    shown = " ".join(client.get(address(county, "spending")).content.decode().split())
    for words in ("so they agree", "the owner is asked to confirm it",
                  "National providers are in it"):  # fmt: skip
        assert words in shown
    table = client.get(address(county, "spending_table"), {"year": "2022"}).content.decode()
    assert "part,Children,1,2000000.0" in table


def test_years_are_financial_ones_from_the_first_award_to_the_last():
    county = a_county(micro=1)
    assert years_of(county.assembly) == []
    first, last = (given(county, county.bodies[0]) for _ in range(2))
    Award.objects.filter(pk=first.pk).update(awarded_on=date(2023, 3, 31))
    Award.objects.filter(pk=last.pk).update(awarded_on=date(2025, 4, 1))

    assert years_of(county.assembly) == [2025, 2024, 2023, 2022]
    assert financial_year(date(2026, 3, 31)) == 2025


def test_part_of_the_money_stands_beside_the_part_of_the_register(time_machine, client):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=3, large=1)
    given(county, county.of_size("micro")[0], pence=100_000)
    given(county, county.of_size("large")[0], pence=900_000)

    rows = {one.size: one for one in fair_share(county.assembly, year=2025)}

    assert (rows["micro"].organisations, rows["micro"].funded) == (3, 1)
    assert rows["micro"].gap == pytest.approx(10 - 75)
    assert rows["large"].gap == pytest.approx(90 - 25)
    shown = client.get(address(county, "fair_share")).content.decode()
    assert "−65.0" in shown
    assert "+65.0" in shown


def test_what_ends_within_half_a_year_without_a_word_is_listed(time_machine, client):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)
    body = county.bodies[0]
    soon = {"one_year_because": "x", "ends_on": NOW.date() + timedelta(days=120)}
    quiet = given(county, body, title="Ends quietly", **soon)
    noticed = given(county, body, title="Has its notice", **soon)
    given(county, body, title="Runs on")
    give_notice(award=noticed, ends_on=soon["ends_on"], because="x", exception="", **county.who())

    assert list(ending_soon(county.assembly, on=NOW.date())) == [quiet]
    shown = client.get(address(county, "endings")).content.decode()
    assert "1 award ends within half a year" in shown
    assert "Ends quietly" in shown
    assert "Runs on" not in shown


@pytest.mark.clause("principles-3.1-relationship-types")
def test_who_funds_whom_is_followed_from_a_body_to_an_organisation_across_all_its_parts(
    time_machine, client
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=2)
    first, second = county.bodies
    given(county, first, directorate="adults", kind="contract", pence=100)
    given(county, first, directorate="place", kind="co-design", pence=200)
    given(county, second, funder_name="Care Board & Sons", pence=300)

    bodies = client.get(address(county, "funders")).content.decode()
    council = client.get(address(county, "funders"), {"funder": "Council"}).content.decode()
    one = client.get(address(county, "body", first.reference)).content.decode()

    assert "?funder=Care+Board+%26+Sons" in bodies
    assert "£3" in bodies
    assert first.name in council
    assert second.name not in council
    for words in ("Council, adults", "Council, place", "By contract", "By designing together"):
        assert words in one


@pytest.mark.parametrize(
    ("name", "most"),
    [("awards", 7), ("spending", 18), ("funders", 6), ("endings", 8), ("together", 11),
     ("mix", 11), ("fair_share", 10), ("funds", 6), ("services", 6), ("agreements", 7),
     ("in_kind", 7), ("elsewhere", 7), ("topics", 6), ("support", 14), ("shares", 7)],
)  # fmt: skip
def test_pages_of_money_ask_as_many_queries_for_many_awards_as_for_few(
    name, most, client, django_assert_max_num_queries
):
    county = a_county(document="dorset-principles", micro=2)
    for size in (1, 30):
        for number in range(size):
            given(county, county.bodies[number % 2], outcome="Fewer alone",
                  funder_name=f"Funder {number}", area=county.districts[0])  # fmt: skip
        client.get(address(county, name))
        with django_assert_max_num_queries(most):
            assert client.get(address(county, name)).status_code == 200


def test_page_of_an_organisation_asks_as_many_queries_for_many_as_for_few(
    client, django_assert_max_num_queries
):
    county = a_county(micro=1)
    body = county.bodies[0]
    for size in (1, 40):
        for _number in range(size):
            given(county, body, starts_on=OPENS)
        client.get(address(county, "body", body.reference))
        with django_assert_max_num_queries(10):
            client.get(address(county, "body", body.reference))
