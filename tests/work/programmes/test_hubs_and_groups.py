"""Hubs by locality, groups of several sectors by side, networks switched on again."""

import re
from datetime import date

import pytest
from django.urls import reverse

from folkmoot.body.forums.actions import take_part
from folkmoot.rules.findings import Refusal
from folkmoot.work.programmes.actions.groups import (
    keep_profile,
    keep_seat,
    switch_off,
    switch_on,
)
from folkmoot.work.programmes.actions.hubs import end_step, keep_hub, keep_point, keep_step
from folkmoot.work.programmes.models import Activation, Hub
from folkmoot.work.programmes.queries.groups import groups, without_group
from folkmoot.work.programmes.queries.hubs import growth, network
from tests.factories import AreaFactory, ForumFactory, OrganisationFactory, PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, County, moment
from tests.work.programmes.factories import TODAY, a_programme_county

pytestmark = pytest.mark.django_db
PROFILE = {
    "purpose": "What families need", "families": "Parents sit in it.", "plan_title": "Plan 2026",
    "plan_link": "", "reports_to": "The Strategic Alliance", "formed": "2004", "terms": "2006-11",
    "terms_link": "",
}  # fmt: skip


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def shown(client, name: str, *args: object) -> str:
    page = client.get(reverse(f"programmes:{name}", args=args))
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def a_hub(county: County, **more) -> Hub:
    said = {
        "name": "Mill Hub", "building": "a library", "postcode": "dt1 1aa",
        "locality": county.districts[0], "lead": "group", "lead_organisation": county.bodies[0],
        "site_decision": "", "lead_decision": "", "opened_on": date(2025, 4, 1), "closed_on": None,
    }  # fmt: skip
    return keep_hub(assembly=county.assembly, **said | more, **county.who())


@pytest.mark.clause("principles-a2-hub-network")
def test_hubs_stand_by_locality_and_those_without_one_are_shown(client):
    county = a_programme_county()
    parent = county.districts[0].parent
    places = [AreaFactory(kind="locality", parent=parent, name=f"Vale {n}") for n in range(6)]
    hub = a_hub(county, locality=places[0])
    a_hub(county, name="To come", locality=places[1], lead="open", opened_on=None)
    a_hub(county, name="Council hub", locality=places[2], lead="council", lead_organisation=None)
    keep_point(
        hub=hub, name="Tuesday corner", place="Village hall", from_on=TODAY, until_on=None,
        **county.who(),
    )  # fmt: skip

    found = network(county.assembly, on=TODAY)

    assert [area.name for area in found.lacking] == ["Vale 1", "Vale 3", "Vale 4", "Vale 5"]
    assert found.fixed is None
    text = shown(client, "hubs", county.assembly)
    for words in ("Vale 1, Vale 3, Vale 4, Vale 5", "Mill Hub", "1 point around it",
                  f"lead: {county.bodies[0].name}", "lead: the council", "not decided yet"):  # fmt: skip
        assert words in text
    one = shown(client, "hub", county.assembly, hub.slug)
    assert "Tuesday corner, Village hall" in one
    csv = client.get(reverse("programmes:hubs_csv", args=[county.assembly])).content.decode()
    assert "Mill Hub,Vale 0,a library,DT1 1AA" in csv


@pytest.mark.clause("principles-a2-hub-network")
def test_what_parents_run_what_is_shared_and_trained_together_is_seen_to_grow(client):
    county = a_programme_county()
    hub = a_hub(county)
    for kind, what, began in (
        ("parents", "Baby group", date(2024, 5, 1)), ("space", "Room on Mondays", date(2025, 6, 1)),
        ("workforce", "First aid together", date(2025, 7, 1)), ("parents", "Walks", date(2026, 1, 5)),
    ):  # fmt: skip
        step = keep_step(hub=hub, kind=kind, what=what, began_on=began, **county.who())
    end_step(step=hub.steps.get(what="Baby group"), ended_on=date(2026, 2, 1), **county.who())

    found = [(one.year, one.parents, one.space, one.workforce)
             for one in growth(county.assembly, on=TODAY)]  # fmt: skip

    assert found == [(2024, 1, 0, 0), (2025, 1, 1, 1), (2026, 1, 1, 1)]
    assert step.ended_on is None
    text = shown(client, "hub", county.assembly, hub.slug)
    for words in ("Baby group", "Room on Mondays", "First aid together", "2024 1 0 0"):
        assert words in text


def test_hub_is_in_a_place_of_ours_and_names_decisions_that_are_there():
    county = a_programme_county()

    said = refused(lambda: a_hub(county, locality=AreaFactory(name="Far")))
    assert said.code == "locality-not-ours"
    said = refused(lambda: a_hub(county, site_decision="2026-1"))
    assert (said.code, said.clause.key) == ("decision-unknown", "choosing-a-lead")
    assert not Hub.objects.exists()
    said = refused(lambda: a_hub_by_nobody(county))
    assert said.code == "not-permitted"


def a_hub_by_nobody(county: County) -> Hub:
    return keep_hub(
        assembly=county.assembly, name="x", building="x", postcode="", lead="open",
        locality=county.districts[0], lead_organisation=None, site_decision="", lead_decision="",
        opened_on=None, closed_on=None, by=PersonFactory(), at=NOW,
    )  # fmt: skip


@pytest.mark.clause("principles-a2-lags")
def test_groups_and_their_steering_group_show_mix_plan_families_and_the_alliance(client):
    county = a_programme_county()
    parent = county.districts[0].parent
    places = [AreaFactory(kind="locality", parent=parent, name=f"Vale {n}") for n in range(6)]
    forums = [
        ForumFactory(assembly=county.assembly, kind="alliance-group", name=f"Group {n}")
        for n in range(7)
    ]
    steering = ForumFactory(assembly=county.assembly, kind="steering", name="Hub steering group")
    forums[0].areas.set(places[:2])
    forums[1].areas.set(places[:1])
    steering.parents.set([])
    keep_profile(forum=forums[0], **PROFILE, **county.who())
    for role, side in (("Head of families", "officers"), ("Parent", "families")):
        keep_seat(
            forum=forums[0], role=role, side=side, has_vote=True, from_on=TODAY, until_on=None,
            **county.who(),
        )  # fmt: skip
    take_part(
        forum=forums[0], organisation=county.bodies[0], part="partner", from_on=TODAY,
        **county.who(),
    )  # fmt: skip

    text = shown(client, "groups", county.assembly, "alliance")
    assert "Local alliance groups: 7. Localities: 6." in text
    assert "No group is tied to: Vale 2, Vale 3, Vale 4, Vale 5." in text
    assert "Steering group" in text
    found = groups(county.assembly, "alliance", on=TODAY)
    assert len(found) == 8
    assert without_group(county.assembly, found) == ["Vale 2", "Vale 3", "Vale 4", "Vale 5"]
    one = shown(client, "group", county.assembly, forums[0].slug)
    for words in ("Officers of public bodies: 1", "Families and residents: 1", "Plan 2026",
                  "Voluntary and community sector: 1", "Parents sit in it.",
                  "Linked to: The Strategic Alliance"):  # fmt: skip
        assert words in one


@pytest.mark.clause("principles-3.1-networks")
def test_network_that_worked_once_is_switched_on_for_the_next(client, time_machine):
    county = a_programme_county()
    forum = ForumFactory(
        assembly=county.assembly, kind="network", name="Together", description="Neighbours first."
    )
    for role, side in (
        ("Head of communities", "officers"), ("Councillor for Mill", "councillors"),
        ("Food banks", "sector"),
    ):  # fmt: skip
        keep_seat(
            forum=forum, role=role, side=side, has_vote=True, from_on=TODAY, until_on=None,
            **county.who(),
        )  # fmt: skip
    first = switch_on(
        forum=forum, title="The pandemic", how="A call at nine each day.", after=None,
        from_on=TODAY, **county.who(),
    )  # fmt: skip
    switch_off(activation=first, until_on=date(2026, 6, 1), lessons="One list.", **county.who())
    later = moment(date(2026, 9, 1))
    time_machine.move_to(later, tick=False)
    sent = browser(county.officer).post(
        reverse("programmes:switch_on", args=[county.assembly, forum.slug]),
        {
            "title": "The cost of living", "after": first.pk, "how": "", "from_on_day": "1",
            "from_on_month": "9", "from_on_year": "2026",
        },
    )  # fmt: skip
    assert sent.status_code == 302

    second = Activation.objects.get(title="The cost of living")
    assert (second.after, second.how) == (first, "A call at nine each day.")
    text = shown(client, "group", county.assembly, forum.slug)
    for words in (
        "As it worked for: The pandemic", "One list.", "Officers of public bodies: 1",
        "Councillors: 1", "Voluntary and community sector: 1",
    ):  # fmt: skip
        assert words in text
    listed = shown(client, "groups", county.assembly, "networks")
    assert "Neighbours first." in listed
    assert "on for: The cost of living" in listed
    assert "Switched on 2 times so far." in listed
    said = refused(
        lambda: switch_on(
            forum=forum, title="the pandemic", how="x", after=None, from_on=TODAY,
            **county.who(later),
        )
    )  # fmt: skip
    assert (said.code, said.clause.key) == ("network-on-already", "networks")
    other = ForumFactory(assembly=county.assembly, kind="local")
    said = refused(
        lambda: switch_on(
            forum=other, title="x", how="x", after=None, from_on=TODAY, **county.who()
        )
    )
    assert said.code == "network-not-standing"


def test_day_of_terms_is_a_year_a_month_or_a_day_and_what_was_typed_stays(time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_programme_county()
    forum = ForumFactory(assembly=county.assembly, kind="partnership", name="The three")
    address = reverse("programmes:keep_profile", args=[county.assembly, forum.slug])

    page = browser(county.officer).post(address, PROFILE | {"terms": "in 2006"})

    assert page.status_code == 422
    assert "Enter a year, a month or a day" in page.content.decode()
    assert 'value="in 2006"' in page.content.decode()


@pytest.mark.parametrize("number", [1, 5])
def test_cost_of_hubs_and_groups_does_not_grow(client, django_assert_max_num_queries, number):
    county = a_programme_county()
    for n in range(number):
        a_hub(county, name=f"Hub {n}")
        forum = ForumFactory(assembly=county.assembly, kind="network", name=f"Net {n}")
        take_part(
            forum=forum, organisation=OrganisationFactory(), part="partner", from_on=TODAY,
            **county.who(),
        )  # fmt: skip

    with django_assert_max_num_queries(20):
        shown(client, "hubs", county.assembly)
    with django_assert_max_num_queries(20):
        shown(client, "groups", county.assembly, "networks")
