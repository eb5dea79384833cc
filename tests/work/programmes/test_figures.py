"""Figures of a programme are each divided by what they are a part of, and told on a phone."""

import csv
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.rules.findings import Refusal
from folkmoot.rules.programmes.figures import Counts, impossible, odd, reach, share, visits_each
from folkmoot.work.programmes.actions.figures import report_figures, tell_figures
from folkmoot.work.programmes.actions.programmes import enter_sessions, enter_site
from folkmoot.work.programmes.models import Return
from folkmoot.work.programmes.queries.programmes import figures, provider_rows
from tests.factories import PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import a_member, moment
from tests.work.programmes.factories import (
    BEGINS,
    ENDS,
    a_programme,
    a_programme_county,
    a_provider,
)

pytestmark = pytest.mark.django_db
AFTER = moment(ENDS + timedelta(days=2))
DORSET = Counts(children=5299, eligible_children=2050, eligible=9452, visits=19360)


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def told(county, provider, children, eligible_children, visits, *, words=""):
    return tell_figures(
        provider=provider, children=children, eligible_children=eligible_children, visits=visits,
        words=words, **county.who(AFTER),
    )  # fmt: skip


def test_published_figures_give_the_published_rates():
    assert (reach(DORSET), share(DORSET), visits_each(DORSET)) == ("21.7", "38.7", "9.4")
    assert impossible(DORSET) == []
    nothing = Counts()
    assert (reach(nothing), share(nothing), visits_each(nothing)) == (None, None, None)
    assert visits_each(Counts(visits=10, children=5)) is None


@pytest.mark.parametrize(
    ("counts", "fault"),
    [
        (Counts(children=5, eligible_children=6), "more-eligible-than-came"),
        (Counts(eligible_children=6, eligible=5), "more-came-than-eligible"),
        (Counts(eligible_children=6, visits=5), "fewer-visits-than-children"),
        (Counts(eligible_children=0, visits=5), "visits-of-nobody"),
    ],
)
def test_what_cannot_be_so_is_found(counts, fault):
    assert impossible(counts) == [fault]


def test_what_looks_odd_is_found_on_the_border():
    assert odd(Counts(eligible_children=10, visits=240, days=24)) == []
    assert odd(Counts(eligible_children=10, visits=241, days=24)) == ["more-visits-than-days"]
    assert odd(Counts(children=0)) == ["nobody-came"]
    assert odd(Counts(eligible_children=10, visits=10)) == ["one-visit-each"]
    assert odd(Counts(children=30), before=Counts(children=10)) == []
    assert odd(Counts(children=31), before=Counts(children=10)) == ["unlike-the-last-time"]


@pytest.mark.clause("principles-a2-programme-monitoring")
def test_published_figures_are_divided_by_what_is_named_and_visits_never_by_all(client):
    county = a_programme_county()
    programme = a_programme(county)

    report_figures(
        programme=programme, children=5299, eligible_children=2050, visits=19360, providers=56,
        source="The case study", on=ENDS, **county.who(),
    )  # fmt: skip
    text = text_of(
        client.get(reverse("programmes:programme", args=[county.assembly, programme.slug]))
    )

    for words in (
        "Reach 21.7 % eligible children who came, of all 9,452 eligible",
        "Share of eligible children 38.7 % eligible children who came, of all children who came",
        "Visits for each eligible child 9.4 visits by eligible children, for each eligible child",
        "Children who came 5,299", "Visits by eligible children 19,360", "Providers 56",
    ):  # fmt: skip
        assert words in text
    assert "3.7 " not in text.replace("38.7", "")


@pytest.mark.clause("principles-a2-programme-monitoring")
def test_figures_that_cannot_all_be_so_are_refused_with_the_clause_and_leave_no_trace():
    county = a_programme_county()
    programme = a_programme(county)
    provider = a_provider(county, programme, county.bodies[0])

    said = refused(
        lambda: report_figures(
            programme=programme, children=2050, eligible_children=5299, visits=19360, providers=56,
            source="x", on=ENDS, **county.who(),
        )
    )  # fmt: skip
    assert (said.code, said.clause.key) == ("figures-make-no-sense", "programme-figures")
    said = refused(lambda: told(county, provider, 10, 12, 30))
    assert (said.code, said.clause.key) == ("figures-impossible", "programme-figures")
    assert "12 eligible children are more than the 10" in said.facts["why"]
    assert not Return.objects.exists()


@pytest.mark.clause("principles-a2-programme-monitoring")
def test_shares_are_taken_over_those_who_told_both_parts_and_blank_is_not_nought():
    county = a_programme_county(micro=3)
    programme = a_programme(county, eligible=100)
    first, second, third = (a_provider(county, programme, body) for body in county.bodies)
    told(county, first, 50, 20, 100)
    told(county, second, 30, None, None)

    found = {one.name: one for one in figures(programme, provider_rows(programme))}

    assert found["Children who came"].value == "80"
    assert (found["Share of eligible children"].value, found["Share of eligible children"].providers) == (
        "40.0", 1,
    )  # fmt: skip
    assert (found["Reach"].value, found["Visits for each eligible child"].value) == ("20.0", "5.0")
    assert found["Providers that told figures"].value == "2"
    told(county, third, None, 0, 0)
    found = {one.name: one for one in figures(programme, provider_rows(programme))}
    assert found["Visits for each eligible child"].providers == 2


def test_few_children_are_not_told_to_everybody(client):
    county = a_programme_county()
    programme = a_programme(county)
    told(county, a_provider(county, programme, county.bodies[0]), 40, 3, 9)
    address = reverse("programmes:programme", args=[county.assembly, programme.slug])

    assert "Of them, eligible ? unknown" not in text_of(browser(county.officer).get(address))
    everybody = client.get(
        reverse("programmes:summary_csv", args=[county.assembly, programme.slug])
    )
    values = {
        row["Figure"]: row["Value"]
        for row in csv.DictReader(everybody.content.decode().splitlines())
    }
    assert values["Of them, eligible"] == ""
    assert values["Providers that told figures"] == "1"


@pytest.mark.clause("principles-a2-programme-monitoring")
def test_provider_tells_three_numbers_on_a_phone_and_is_asked_once_about_what_looks_odd(
    time_machine,
):
    county = a_programme_county()
    programme = a_programme(county)
    body = county.bodies[0]
    provider = a_provider(county, programme, body)
    site = enter_site(provider=provider, name="Mill Hall", postcode="", area=None, **county.who())
    enter_sessions(
        site=site, from_on=BEGINS, until_on=ENDS, days=24, hours="10 to 2", places=20,
        has_meal=True, **county.who(),
    )  # fmt: skip
    time_machine.move_to(AFTER, tick=False)
    theirs = browser(a_member(body))
    address = reverse("programmes:tell", args=[county.assembly, provider.pk])
    form = theirs.get(address).content.decode()
    assert form.count('<input type="text"') == 3
    assert "It is so. Send it as it is." not in form
    typed = {"children": "40", "eligible_children": "15", "visits": "900", "words": "Good weeks."}

    asked = theirs.post(address, typed)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "you were open on 24 days" in text_of(asked)
    assert 'value="900"' in page
    assert "Good weeks.</textarea>" in page
    assert not Return.objects.exists()

    assert theirs.post(address, typed | {"as_it_is": "on"}).status_code == 302
    kept = Return.objects.get()
    assert (kept.children, kept.eligible_children, kept.visits, kept.words) == (
        40, 15, 900, "Good weeks.",
    )  # fmt: skip
    assert kept.looked_odd == ["more-visits-than-days"]

    assert theirs.post(address, typed | {"visits": "300"}).status_code == 302
    assert [(one.edition, one.visits, one.is_last) for one in Return.objects.order_by("edition")] == [
        (1, 900, False), (2, 300, True),
    ]  # fmt: skip
    impossible_ones = theirs.post(address, typed | {"eligible_children": "41"})
    assert impossible_ones.status_code == 422
    assert "clause Annex 2.8" in text_of(impossible_ones)
    nothing = theirs.post(address, {"children": "", "eligible_children": "", "visits": ""})
    assert "Enter at least one of the three numbers." in text_of(nothing)
    assert Return.objects.count() == 2


def test_figures_are_told_from_the_first_day_and_by_nobody_else():
    county = a_programme_county()
    programme = a_programme(county)
    provider = a_provider(county, programme, county.bodies[0])
    given = {
        "provider": provider, "children": 5, "eligible_children": 2, "visits": 4, "words": "",
    }  # fmt: skip

    said = refused(lambda: tell_figures(**given, **county.who(moment(BEGINS - timedelta(days=1)))))
    assert (said.code, said.from_when) == ("figures-too-soon", BEGINS)
    said = refused(lambda: tell_figures(**given, by=PersonFactory(), at=AFTER))
    assert said.code == "not-permitted"
    tell_figures(**given, **county.who(moment(BEGINS)))
    assert Return.objects.count() == 1


def test_summary_is_to_copy_and_to_take_away_as_a_table(client):
    county = a_programme_county()
    programme = a_programme(county, eligible=100)
    told(county, a_provider(county, programme, county.bodies[0]), 50, 20, 100)
    args = [county.assembly, programme.slug]

    text = text_of(client.get(reverse("programmes:summary", args=args)))
    rows = list(
        csv.DictReader(
            client.get(reverse("programmes:summary_csv", args=args)).content.decode().splitlines()
        )
    )

    assert "Reach: 20.0 % (eligible children who came, of all 100 eligible)" in text
    values = {row["Figure"]: (row["Value"], row["Of"]) for row in rows}
    assert values["Visits for each eligible child"] == (
        "5.0", "visits by eligible children, for each eligible child who came",
    )  # fmt: skip
    assert client.get(reverse("programmes:returns_csv", args=args)).status_code == 302
    officers = browser(county.officer).get(reverse("programmes:returns_csv", args=args))
    assert county.bodies[0].name in officers.content.decode()


@pytest.mark.parametrize("number", [1, 6])
def test_cost_of_a_programme_does_not_grow(client, django_assert_max_num_queries, number):
    county = a_programme_county(micro=number)
    programme = a_programme(county)
    for body in county.bodies:
        provider = a_provider(county, programme, body)
        enter_site(provider=provider, name="Hall", postcode="", area=None, **county.who())
        told(county, provider, 50, 20, 100)

    with django_assert_max_num_queries(24):
        page = client.get(reverse("programmes:programme", args=[county.assembly, programme.slug]))
    assert page.status_code == 200
