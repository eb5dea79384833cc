"""Figures have a place, a time and a source; what cannot be is refused; changes are worked out again."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.insight.actions.statistics import (
    enter_figures_of_documents,
    enter_statistic,
    withdraw_statistic,
)
from folkmoot.scrutiny.insight.models import Statistic
from folkmoot.scrutiny.insight.queries.statistics import in_figures, statistics, told
from tests.factories import PersonFactory
from tests.scrutiny.insight.factories import a_figure, an_officer, shown
from tests.work.consultations.factories import NOW, a_county

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
UK = {"place_code": "K02000001", "place_name": "United Kingdom"}


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def of_documents(county) -> dict[str, Statistic]:
    made = enter_figures_of_documents(assembly=county.assembly, **county.who())
    return {one.slug: one for one in made}


@pytest.mark.clause("principles-2.3-national-benchmarks")
def test_national_figures_have_source_and_period_and_stand_beside_local_ones(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles")
    of_documents(county)
    a_figure(county, "12000", title="Paid staff here", topic="staff", source="Our own count")

    text = shown(client, "statistics", county, query="?topic=staff")

    first, second = text.index("12,000 people"), text.index("952,000 people")
    assert first < second
    assert "United Kingdom to compare with" in text
    assert "Our own count" in text
    local = Statistic.objects.get(source="Our own count")
    assert "952,000 people" in shown(client, "statistic", county, local.slug)


@pytest.mark.clause("principles-2.3-national-benchmarks")
def test_fall_of_26_per_cent_is_worked_out_again_from_its_inputs(client):
    county = a_county(document="dorset-principles")
    fall = of_documents(county)["council-money-fall"]

    text = shown(client, "statistic", county, fall.slug)

    assert "26.6 per cent; as rounded, 25.7 to 27.5 is possible" in text
    assert "It stands as reported" not in text
    assert "9,400 million pounds a year" in text
    assert "Public income may mean" in text
    enter_statistic(assembly=county.assembly, statistic=fall, value=Decimal(31), **county.who())
    changed = shown(client, "statistic", county, fall.slug)
    assert "It stands as reported" in changed
    assert "31 per cent was reported." in changed


def test_figures_of_a_document_are_entered_once_and_only_where_it_binds():
    county, other = a_county(document="dorset-principles"), a_county()

    assert len(of_documents(county)) == 15
    assert of_documents(county) == {}
    assert of_documents(other) == {}


@pytest.mark.clause("principles-2.1-state-of-sector")
def test_every_figure_stores_source_year_place_estimate_and_range(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles")
    worth = of_documents(county)["sector-time"]

    assert (worth.value, worth.low, worth.high, worth.is_estimate) == (None, 640, 950, True)
    assert in_figures(worth) == "640 to 950 million pounds a year"
    text = shown(client, "statistic", county, worth.slug)
    for words in ("640 to 950 million pounds a year", "Dorset, the whole county", "2022",
                  "It is 4 years old", "2.1.3", "it is an estimate"):  # fmt: skip
        assert words in text
    assert "795" not in text


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"place_code": "", "place_name": ""}, "figure-without-place"),
        ({"place_name": " "}, "figure-without-place"),
        ({"unit": " "}, "figure-without-unit"),
        ({"value": None}, "figure-of-nothing"),
        ({"low": Decimal(1), "high": Decimal(2)}, "figure-both-ways"),
        ({"value": None, "low": Decimal(1)}, "range-without-end"),
        ({"value": None, "low": Decimal(950), "high": Decimal(640)}, "range-reversed"),
        ({"value": Decimal(101), "is_share": True}, "share-over-all"),
        ({"value": Decimal(-1), "is_share": True}, "share-below-none"),
        ({"way": "change"}, "rate-needs-two"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words_and_leaves_no_trace(said, code):
    county = a_county(document="dorset-principles")

    no = refused(lambda: a_figure(county, **said))

    assert (no.code, no.clause.key) == (code, "national-figures")
    assert not Statistic.objects.exists()


def test_reversed_range_is_told_with_its_ends():
    county = a_county(document="dorset-principles")

    no = refused(lambda: a_figure(county, None, low=Decimal(950), high=Decimal(640)))

    assert "from 950 to 640, which is backwards" in no.in_words(NOW.tzinfo)


def test_rate_of_figures_for_two_places_is_refused_with_both_named():
    county = a_county(document="dorset-principles")
    people = a_figure(county, "380000")
    volunteers = a_figure(county, "267030", place_code="county", place_name="The whole county")

    no = refused(
        lambda: a_figure(county, "70", title="Volunteers of all", unit="per cent", is_share=True,
                         way="share", first=volunteers, second=people)
    )  # fmt: skip

    assert no.code == "rate-mixes-places"
    assert "North and The whole county" in no.in_words(NOW.tzinfo)
    assert Statistic.objects.count() == 2


def test_change_between_two_units_or_from_nothing_or_of_itself_is_refused():
    county = a_county(document="dorset-principles")
    people, pounds = a_figure(county, "10"), a_figure(county, "10", unit="pounds")
    none = a_figure(county, "0")

    def made(first, second, **more):
        return lambda: a_figure(county, "5", unit="per cent", way="change", first=first,
                                second=second, **more)  # fmt: skip

    assert refused(made(people, pounds)).code == "rate-mixes-units"
    assert refused(made(none, people)).code == "rate-of-nothing"
    rate = made(people, people)()
    again = {"statistic": rate, "first": rate, **county.who()}
    assert refused(lambda: enter_statistic(assembly=county.assembly, **again)).code == (
        "rate-of-itself"
    )


def test_database_itself_keeps_neither_both_nor_half_a_range_nor_a_figure_without_a_place():
    county = a_county()
    kept = a_figure(county)

    for wrong in ({"low": 1, "high": 2}, {"value": None, "low": 1}, {"place_code": ""},
                  {"value": None, "low": 2, "high": 1}, {"way": "share"}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Statistic.objects.filter(pk=kept.pk).update(**wrong)


def test_withdrawn_figure_stands_at_its_address_with_the_reason_and_nowhere_else(client):
    county = a_county()
    one = a_figure(county)

    withdraw_statistic(statistic=one, because="The census was counted anew.", **county.who())

    assert list(statistics(county.assembly)) == []
    assert "The census was counted anew." in shown(client, "statistic", county, one.slug)
    again = {"statistic": one, "because": "x", **county.who()}
    assert refused(lambda: withdraw_statistic(**again)).code == "figure-gone"


def test_only_officers_and_the_board_enter_figures():
    county = a_county()

    no = refused(
        lambda: enter_statistic(assembly=county.assembly, title="x", by=PersonFactory(), at=NOW)
    )

    assert no.code == "not-permitted"


def test_refused_form_keeps_what_was_typed_and_a_good_one_leads_to_the_figure():
    county = a_county(document="dorset-principles")
    opened, url = an_officer(county), reverse("insight:enter", args=[county.assembly])
    typed = {
        "title": "Reach", "topic": "other", "low": "950", "high": "640", "unit": "people",
        "place": county.districts[0].code, "period": "2025", "source": "A survey",
        "period_ends_on_day": "31", "period_ends_on_month": "12", "period_ends_on_year": "2025",
    }  # fmt: skip

    page = opened.post(url, typed)

    assert page.status_code == 422
    html = page.content.decode()
    assert "which is backwards" in html
    assert 'value="A survey"' in html
    assert "Choose the place" in opened.post(url, typed | {"place": ""}).content.decode()
    done = opened.post(url, typed | {"low": "640", "high": "950"}, follow=True)
    assert "640 to 950 people" in done.content.decode()
    assert Statistic.objects.get().place_code == county.districts[0].code


def test_table_to_take_away_has_both_ends_and_no_middle(client):
    county = a_county(document="dorset-principles")
    of_documents(county)

    lines = client.get(reverse("insight:statistics_table", args=[county.assembly]))
    rows = lines.content.decode().splitlines()

    assert len(rows) == 16
    assert any("640.0000,950.0000" in row for row in rows)
    assert not any("795" in row for row in rows)


def test_figure_says_how_old_it_is():
    county = a_county()
    row = told([a_figure(county, period_ends_on=date(2020, 1, 1))], on=TODAY)[0]

    assert row.age == 6


@pytest.mark.parametrize("number", [1, 40])
def test_cost_of_the_figures_does_not_grow(client, django_assert_max_num_queries, number):
    county = a_county()
    for _n in range(number):
        a_figure(county)

    with django_assert_max_num_queries(8):
        shown(client, "statistics", county)
