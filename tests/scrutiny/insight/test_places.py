"""A place begins with what is there, has figures of its own alone, and says where need is hidden."""

from decimal import Decimal

import pytest
from django.urls import reverse

from folkmoot.body.organisations.actions.keep_in_step import keep_in_step
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.insight.actions.places import profile_place
from folkmoot.scrutiny.insight.models import PlaceProfile
from folkmoot.scrutiny.insight.queries.activity import ranking
from tests.factories import ForumFactory
from tests.scrutiny.insight.factories import a_figure, a_view, an_officer, shown
from tests.work.consultations.factories import NOW, a_county

pytestmark = pytest.mark.django_db
SAID = {
    "strengths": "A band, two halls, a boat club.", "needs": "Somewhere warm.",
    "deprived": ["Quay ward", "Mill Lane"], "hidden_need": "Farms without a bus.",
    "source": "Walks with the parish",
}  # fmt: skip


def profiled(county, **more):
    place = county.districts[0]
    return profile_place(assembly=county.assembly, area=place, **county.who(), **SAID | more)


@pytest.mark.clause("principles-2.4-area-profile")
def test_place_has_people_age_background_health_and_need_with_sources_and_hidden_need(
    client, time_machine
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=4)
    north = county.districts[0]
    profiled(county)
    a_figure(county, "380000")
    share = {"unit": "per cent", "is_share": True}
    a_figure(county, "29", title="Of 65 and over", topic="age", **share)
    a_figure(county, "19", title="Of 65 and over", topic="age", is_national=True,
             place_code="K04000001", place_name="England and Wales", **share)  # fmt: skip
    a_figure(county, "6.1", title="Of ethnic minorities", topic="background", **share)
    a_figure(county, "7000", title="With dementia", topic="health", is_estimate=True)
    ForumFactory(assembly=county.assembly, name="Northern forum").areas.add(north)

    text = shown(client, "place", county, north.code)

    for words in ("380,000 people", "29 per cent", "19 per cent", "England and Wales", "6.1 per cent",
                  "7,000 people", "The census", "Quay ward", "Mill Lane", "Farms without a bus.",
                  "2 organisations are based or work there", "Northern forum",
                  "No figure of it is kept for this place."):  # fmt: skip
        assert words in text
    assert text.index("A band, two halls") < text.index("Somewhere warm.") < text.index("380,000")


def test_figures_of_a_place_around_it_are_not_its_own(client):
    county = a_county(micro=1)
    north, south = county.districts
    a_figure(county, "380000", place_code=south.code, place_name=south.name)
    a_figure(county, "770000", place_code=north.parent.code, place_name="The county")

    text = shown(client, "place", county, north.code)

    assert "380,000" not in text
    assert "770,000" not in text
    assert "380,000 people" in shown(client, "place", county, south.code)


@pytest.mark.clause("principles-p2a1-strengths")
@pytest.mark.parametrize("problems", ["needs", "deprived", "hidden_need"])
def test_profile_of_problems_alone_is_handed_back_with_what_was_typed(problems):
    county = a_county(document="dorset-principles", micro=1)
    blank = {"strengths": " ", "needs": "", "deprived": [], "hidden_need": ""}

    with pytest.raises(Refusal) as said:
        profiled(county, **blank | {problems: SAID[problems]})
    assert (said.value.code, said.value.clause.key) == ("problems-only", "strengths-first")
    url = reverse("insight:profile", args=[county.assembly, county.districts[0].code])
    page = an_officer(county).post(url, {"needs": "Somewhere warm.", "source": "Walks"})
    assert page.status_code == 422
    assert "Somewhere warm." in page.content.decode()
    assert not PlaceProfile.objects.exists()


def test_officer_writes_a_profile_and_changes_it():
    county = a_county(document="dorset-principles", micro=1)
    opened = an_officer(county)
    url = reverse("insight:profile", args=[county.assembly, county.districts[0].code])
    typed = SAID | {"deprived": "Quay ward\n\nMill Lane\n"}

    page = opened.post(url, typed, follow=True).content.decode()
    assert "A band, two halls" in page
    assert PlaceProfile.objects.get().deprived == ["Quay ward", "Mill Lane"]
    assert "Quay ward" in opened.get(url).content.decode()
    opened.post(url, typed | {"deprived": ""})

    assert PlaceProfile.objects.get().deprived == []


def test_place_counts_what_everybody_may_read_of_it_alone(client):
    county = a_county(micro=1)
    a_view(county)
    a_view(county, seen_by="members")

    text = shown(client, "place", county, county.districts[0].code)

    assert "1 thing in the bank is about it" in text


def test_place_of_another_assembly_is_not_found(client):
    county, other = a_county(micro=1), a_county(micro=1)

    url = reverse("insight:place", args=[county.assembly, other.districts[0].code])
    assert client.get(url).status_code == 404
    assert "not written yet" in shown(client, "places", county)


@pytest.mark.clause("principles-2.1-activity-areas")
def test_fields_of_work_are_ranked_by_how_many_chose_them(client):
    county = a_county(document="dorset-principles", micro=10)
    health, youth, arts = (
        Theme.objects.create(code=code, name=code.title()) for code in ("health", "youth", "arts")
    )
    for number, body in enumerate(county.bodies[:8]):
        body.themes.add(health, *([youth] if number < 4 else []), *([arts] if number < 4 else []))
    council = county.bodies[9]
    Organisation.objects.filter(pk=council.pk).update(sector="statutory", legal_form="statutory")
    council.themes.add(arts)
    keep_in_step([body.pk for body in county.bodies])

    found = ranking(county.assembly)

    assert found.whole == 9
    assert [(one.place, one.name, one.organisations, round(one.share)) for one in found.fields] == [
        (1, "Health", 8, 89), (2, "Arts", 4, 44), (2, "Youth", 4, 44),
    ]  # fmt: skip
    text = shown(client, "activity", county)
    assert "Health is the field of the most organisations: 89 per cent of the sector" in text
    lines = client.get(reverse("insight:activity_table", args=[county.assembly]))
    assert "1,Health,8,88.9" in lines.content.decode()


def test_where_nobody_chose_the_page_says_how(client):
    assert "No organisation has chosen" in shown(client, "activity", a_county(micro=1))


@pytest.mark.parametrize("number", [1, 12])
def test_cost_of_places_does_not_grow(client, django_assert_max_num_queries, number):
    county = a_county(micro=1)
    for n in range(number):
        a_figure(county, str(n), title=f"Figure {n}", step=Decimal(1))

    with django_assert_max_num_queries(18):
        shown(client, "places", county)
    with django_assert_max_num_queries(28):
        shown(client, "place", county, county.districts[0].code)
