"""Support is logged under five tasks; services for the public stand apart; places are compared."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.body.forums.actions import take_part
from folkmoot.body.organisations.actions import name_support_body
from folkmoot.body.organisations.models import Working
from folkmoot.rules.findings import Refusal
from folkmoot.work.programmes.actions.groups import keep_profile
from folkmoot.work.programmes.actions.support import keep_service, log_support, take_baseline
from folkmoot.work.programmes.models import SupportGiven
from folkmoot.work.programmes.queries.support import (
    against_baseline,
    by_function,
    by_place,
    by_size,
    coverage,
)
from tests.factories import ForumFactory, PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, County, a_county, a_member
from tests.work.programmes.factories import TODAY, with_factor

pytestmark = pytest.mark.django_db


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def shown(client, name: str, *args: object) -> str:
    page = client.get(reverse(f"programmes:{name}", args=args))
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def a_supported_county(**sizes: int) -> County:
    county = with_factor(a_county(document="wychavon-lsp", **(sizes or {"micro": 12, "large": 3})))
    for body in county.bodies[-3:]:
        name_support_body(assembly=county.assembly, organisation=body, **county.who())
    return county


def log(county: County, function: str = "support", stage: str = "existing", **more) -> SupportGiven:
    said = {
        "body": county.bodies[-1], "organisation": None, "area": None, "on": TODAY, "minutes": 30,
        "words": "",
    } | county.who()  # fmt: skip
    return log_support(assembly=county.assembly, function=function, stage=stage, **said | more)


def a_service(county: County, **more):
    said = {
        "body": county.bodies[-1], "kind": "support", "function": "support", "name": "Advice line",
        "about": "", "contact": "01234 567 890", "areas": [county.districts[0]],
        "from_on": TODAY - timedelta(days=90), "until_on": None,
    }  # fmt: skip
    return keep_service(assembly=county.assembly, **said | more, **county.who())


@pytest.mark.clause("wychavon-cvs-functions")
def test_support_is_counted_by_task_with_new_groups_apart_from_those_that_exist(client):
    county = a_supported_county()
    for function, stage in (
        ("support", "existing"), ("support", "existing"), ("development", "new"),
        ("links", "several"), ("advocacy", "new"),
    ):  # fmt: skip
        log(county, function, stage)
    log(county, on=TODAY - timedelta(days=400))

    rows = [(one.existing, one.new, one.several, one.total)
            for one in by_function(county.assembly, year=TODAY.year)]  # fmt: skip

    assert rows == [(2, 0, 0, 2), (0, 1, 0, 1), (0, 0, 1, 1), (0, 1, 0, 1), (0, 0, 0, 0)]
    time_of = f"?year={TODAY.year}"
    page = client.get(reverse("programmes:support", args=[county.assembly]) + time_of)
    text = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    assert "Support for groups that exist 2 0 0 2" in text
    assert "clause Notes 1" in text


@pytest.mark.clause("wychavon-cvs-functions")
@pytest.mark.parametrize(
    ("function", "stage", "code"),
    [
        ("support", "new", "support-is-for-existing"),
        ("support", "several", "support-is-for-existing"),
        ("development", "existing", "development-is-for-new"),
    ],
)
def test_help_for_a_new_group_is_never_logged_as_help_for_one_that_exists(function, stage, code):
    county = a_supported_county()

    said = refused(lambda: log(county, function, stage))

    assert (said.code, said.clause.key) == (code, "council-functions")
    assert not SupportGiven.objects.exists()


def test_take_up_is_over_the_register_and_few_are_not_shown():
    county = a_supported_county()
    for body in county.bodies[:6]:
        log(county, organisation=body)
        log(county, organisation=body)
    log(county, organisation=county.bodies[-2])

    sizes = {one.name: one for one in by_size(county.assembly, year=TODAY.year)}

    micro = sizes["micro: under £10,000"]
    assert (micro.helped, micro.there, micro.rate) == (6, 12, 50)
    large = sizes["large: £1 million to £10 million"]
    assert (large.helped, large.there, large.rate) == (None, 3, None)
    places = {one.name: one for one in by_place(county.assembly, year=TODAY.year)}
    assert (places["North"].helped, places["North"].there) == (None, 8)


def test_support_body_logs_its_own_and_nobody_else_does(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_supported_county()
    body, other = county.bodies[-1], county.bodies[-2]
    keeper = a_member(body)
    log(county, by=keeper)
    said = refused(lambda: log(county, body=other, by=keeper))
    assert said.code == "not-permitted"
    assert refused(lambda: log(county, by=PersonFactory())).code == "not-permitted"
    log(county, body=other, words="A quarrel about keys.")

    assert "A quarrel about keys." not in shown(browser(keeper), "log", county.assembly)
    assert "A quarrel about keys." in shown(browser(county.officer), "log", county.assembly)
    address = reverse("programmes:log", args=[county.assembly])
    assert browser(PersonFactory()).get(address).status_code == 403
    sent = browser(keeper).post(
        reverse("programmes:log_support", args=[county.assembly]),
        {
            "body": body.pk, "function": "links", "stage": "several", "on_day": "2", "on_month": "3",
            "on_year": "2026", "words": "Lunch for ten groups",
        },
    )  # fmt: skip
    assert sent.status_code == 302
    assert SupportGiven.objects.filter(words="Lunch for ten groups").exists()


@pytest.mark.clause("wychavon-direct-services")
def test_services_for_the_public_stand_apart_with_contact_and_place(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_supported_county()
    a_service(county)
    a_service(
        county, kind="public", function="", name="Community transport",
        contact="Ring 01234 000 111", areas=county.districts,
    )  # fmt: skip

    public = shown(client, "services", county.assembly)
    support = shown(client, "support", county.assembly)

    for words in ("Community transport", "Ring 01234 000 111", "North, South", "clause Notes 8"):
        assert words in public
    assert "Advice line" not in public
    assert "Community transport" not in support
    assert "Advice line" in support
    assert refused(lambda: a_service(county, function="")).code == "service-needs-function"


def test_gaps_and_overlaps_are_found_by_place_and_held_against_a_baseline():
    county = a_supported_county()
    a_service(county)
    take_baseline(assembly=county.assembly, **county.who())
    a_service(
        county, body=county.bodies[-2], name="Another line", areas=[county.districts[0].parent]
    )

    found = {one.area.name: one for one in coverage(county.assembly, on=TODAY)}

    assert [(one.gaps, one.overlaps) for one in (found["North"], found["South"])] == [
        (4, 1),
        (4, 0),
    ]
    assert found["South"].cells[0][1] == [county.bodies[-2].name]
    against = {now.area.name: (now.services, then.services)
               for now, then in against_baseline(county.assembly, on=TODAY) if then}  # fmt: skip
    assert against == {"North": (2, 1), "South": (1, 0)}
    take_baseline(assembly=county.assembly, **county.who())
    assert len(against_baseline(county.assembly, on=TODAY)) == 2


@pytest.mark.clause("wychavon-partnership")
def test_partnership_has_members_terms_an_observer_without_a_vote_and_a_report_by_place(client):
    county = a_supported_county()
    forum = ForumFactory(assembly=county.assembly, kind="partnership", name="Action together")
    council = county.bodies[0]
    for body in county.bodies[-3:]:
        take_part(forum=forum, organisation=body, part="partner", from_on=TODAY, **county.who())
    take_part(forum=forum, organisation=council, part="observer", from_on=TODAY, **county.who())
    keep_profile(
        forum=forum, purpose="Equal services everywhere", families="", plan_title="", plan_link="",
        reports_to="", formed="2004", terms="2006-11", terms_link="", **county.who(),
    )  # fmt: skip
    a_service(county)
    a_service(county, body=county.bodies[0], name="Not of theirs", areas=county.districts)

    text = shown(client, "group", county.assembly, forum.slug)

    for words in ("Formed: 2004", "Terms of reference: 2006-11", "Equal services everywhere",
                  "clause Notes 9"):  # fmt: skip
        assert words in text
    voters, observers = text.split("Standing observers, without a vote")
    assert all(body.name in voters for body in county.bodies[-3:])
    assert f"{council.name} (" in observers.split("Are its services equal")[0]
    report = observers.split("Are its services equal across the places?")[1]
    assert f"Support for groups that exist: {county.bodies[-1].name}" in report
    assert "Support for groups that exist: nobody" in report
    assert council.name not in report


@pytest.mark.parametrize("number", [1, 5])
def test_cost_of_support_does_not_grow(client, django_assert_max_num_queries, number):
    county = a_supported_county()
    for n in range(number):
        a_service(county, name=f"Line {n}")
        log(county, organisation=county.bodies[n])

    with django_assert_max_num_queries(75):
        shown(client, "support", county.assembly)
    assert Working.objects.exists()
