"""A role is listed once it has passed its tests; people look for one, and read and print it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.rules.findings import Refusal
from folkmoot.work.volunteering.actions.roles import close_role, confirm_role
from folkmoot.work.volunteering.models import Opportunity
from folkmoot.work.volunteering.queries.roles import Asked, found_roles, quality_of
from tests.factories import PersonFactory, PostFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member
from tests.work.volunteering.factories import YES, a_role, a_theme, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def words_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.clause("compact-vol-definition")
@pytest.mark.parametrize(
    ("test", "name"),
    [
        ("is_unpaid", "unpaid apart from expenses"),
        ("is_free", "freely chosen"),
        ("is_for_community", "for the good of the community"),
        ("is_not_for_relative", "not for a relative"),
    ],
)
def test_form_checks_each_test_and_lists_nothing_that_fails_one(test, name):
    county = a_county(micro=1)
    page = browser(a_member(county.bodies[0]))
    url = reverse("volunteering:post", args=[county.assembly])

    refused = page.post(url, typed(**{test: "no"}))
    unanswered = page.post(url, typed(**{test: ""}))

    assert refused.status_code == unanswered.status_code == 422
    told = words_of(refused)
    assert f"because it is not: {name}." in told
    assert "Volunteering 1" in told
    assert "Fetch six people." in refused.content.decode()
    assert "Answer yes or no." in words_of(unanswered)
    assert not Opportunity.objects.exists()
    assert page.post(url, typed()).status_code == 302
    assert Opportunity.objects.get().state == "listed"


@pytest.mark.clause("compact-vol-definition")
def test_job_in_disguise_is_refused_under_the_same_clause():
    county = a_county(micro=1)

    with pytest.raises(Refusal) as said:
        a_role(county, is_no_job=False)

    assert (said.value.code, said.value.clause.key) == ("job-in-disguise", "volunteering-meaning")
    assert not Opportunity.objects.exists()


def test_tests_hold_where_no_document_names_them():
    county = a_county(document="dorset-principles", micro=1)

    with pytest.raises(Refusal) as said:
        a_role(county, is_free=None)

    assert said.value.facts["failed"] == ["freely chosen"]


def test_role_is_posted_by_its_organisation_by_an_officer_or_by_its_public_body():
    county = a_county(micro=2)
    council = county.bodies[1]
    council.name, council.sector = "Wessmoor Council", "statutory"
    council.save()
    post = PostFactory(assembly=county.assembly, kind="public-body", body="Wessmoor Council")
    url = reverse("volunteering:post", args=[county.assembly])

    chosen = typed(kind="placement", organisation=council.pk)
    assert browser(post.person).post(url, chosen).status_code == 302
    assert browser(PersonFactory()).post(url, typed()).status_code == 403
    on_behalf = a_role(county)

    placement = Opportunity.objects.get(kind="placement")
    assert placement.organisation == council
    assert on_behalf.is_on_behalf is True
    entry = Entry.objects.filter(kind="OpportunityListed").order_by("-number")[0]
    assert entry.facts["organisation"] == county.bodies[0].name


def test_list_is_looked_through_by_place_theme_access_and_what_is_short_or_at_home(client):
    county = a_county(micro=2)
    north, south = county.districts
    food = a_theme()
    first = a_role(county, area=north, themes=[food], is_short=True, access=["loop"])
    second = a_role(county, title="Phone a friend", area=south, is_at_home=True, young="yes")
    a_role(county, title="Long ago", closes_on=NOW.date() - timedelta(days=1))

    def found(**asked) -> list[str]:
        rows = found_roles(county.assembly, Asked(**asked), on=NOW.date())
        return [role.title for role in rows]

    assert found() == [second.title, first.title]
    assert found(place=north.code) == [second.title, first.title]
    assert found(place=north.code, is_short=True) == [first.title]
    assert found(theme="food") == [first.title]
    assert found(access="loop") == [first.title]
    assert found(takes_young=True) == found(is_at_home=True) == [second.title]
    assert found(words="phone friend") == [second.title]
    page = client.get(reverse("volunteering:roles", args=[county.assembly]) + "?words=nothing")
    assert "No role matches" in words_of(page)


@pytest.mark.parametrize("number", [1, 4])
def test_list_asks_as_often_however_long_it_is(client, django_assert_max_num_queries, number):
    county = a_county(micro=1)
    for place in range(number):
        a_role(county, title=f"Role {place}", themes=[a_theme()], area=county.districts[0])

    with django_assert_max_num_queries(16):
        client.get(reverse("volunteering:roles", args=[county.assembly]))


def test_role_shows_its_quality_and_is_printed(client):
    county = a_county(micro=1)
    role = a_role(county, supervisor="the kitchen lead", expenses="all", is_insured=True)

    page = client.get(reverse("volunteering:role", args=[county.assembly, role.reference]))
    sheet = client.get(reverse("volunteering:sheet", args=[county.assembly, role.reference, "txt"]))

    met = [key for key, _name, is_met in quality_of(role) if is_met]
    assert met == ["supervised", "expenses", "insured"]
    assert "3 of 8 marks of a good role" in words_of(page)
    assert "Expenses paid: all that is spent" in sheet.content.decode()


def test_role_is_confirmed_until_its_next_look_and_closed_with_why(client):
    county = a_county(micro=1)
    role = a_role(county)
    later = NOW + timedelta(days=100)

    confirm_role(role=role, **county.who(later))
    assert role.review_on > later.date() + timedelta(days=180)
    close_role(role=role, because="The kitchen burnt down.", **county.who())

    page = client.get(reverse("volunteering:role", args=[county.assembly, role.reference]))
    assert "Ask about this role" not in words_of(page)
    with pytest.raises(Refusal):
        close_role(role=role, because="x", **county.who())


def test_role_that_waits_for_its_tests_is_read_by_those_who_keep_it_alone(client):
    county = a_county(micro=1)
    role = Opportunity.objects.create(
        assembly=county.assembly, organisation=county.bodies[0], reference="x", title="Draft",
        about="x", posted_at=NOW,
    )  # fmt: skip
    url = reverse("volunteering:role", args=[county.assembly, role.reference])

    assert client.get(url).status_code == 403
    assert "Answer its tests" in words_of(browser(a_member(county.bodies[0])).get(url))
    assert YES["is_unpaid"] is True
