import csv
from datetime import date

import pytest

from folkmoot.body.forums.actions import begin_term
from folkmoot.body.forums.models import Forum, ForumMember, Partner, Term
from folkmoot.ground.ledger.models import Entry
from tests.body.forums.conftest import NOW, TODAY, chair_of, full_member
from tests.factories import (
    AuthorityFactory,
    ForumFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)

LISTS = [
    "", "structure/", "appendix/", "appendix.csv", "interim/", "speaks/", "group/", "routes/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def filled(assembly, local, sus):
    """Forums with an interim chair, members and a support body."""

    def make(number):
        for count in range(number):
            forum = local(f"Forum {count}", support_organisation=sus, support_officer_name="Eve")
            chair_of(forum).terms.create(
                holder_name=f"Sandra {count}", organisation=sus, basis="support", is_interim=True
            )
            full_member(forum, name=f"Oak {count}")

    return make


@pytest.mark.parametrize("page", LISTS)
def test_page_is_open_to_everyone_and_calls_an_interim_chair_interim(client, filled, page):
    filled(3)

    response = client.get(f"/staffs/forums/{page}")

    html = response.content.decode()
    assert response.status_code == 200
    if page != "routes/":
        assert html.count("Sandra 1") >= 1
        after = [part[:500] for part in html.split("Sandra 1")[1:]]
        assert all("interim" in part for part in after)


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("", 9), ("structure/", 15), ("appendix/", 8), ("appendix.csv", 7), ("interim/", 12),
        ("speaks/", 3), ("group/", 10), ("routes/", 3),
    ],
)  # fmt: skip
def test_page_costs_the_same_queries_at_any_size(
    client, filled, page, queries, size, django_assert_num_queries
):
    filled(size)

    with django_assert_num_queries(queries):
        client.get(f"/staffs/forums/{page}")


@pytest.mark.parametrize("size", [1, 3])
def test_page_of_a_forum_costs_the_same_however_many_members(
    client, local, size, django_assert_num_queries
):
    forum = local("Southwest")
    for _ in range(size):
        full_member(forum)

    with django_assert_num_queries(20):
        client.get("/staffs/forums/southwest/")


def test_page_of_a_forum_says_what_for_for_whom_who_and_until_when(client, local, officer):
    forum = local(
        "Southwest", description="Health in the southwest", intended_for="Community groups",
        not_for="Clinics", faces="Mental Health Portfolio", grew_from="The old group",
    )  # fmt: skip
    begin_term(
        office=chair_of(forum), person=None, organisation=None, holder_name="Cora Lake",
        basis="elected", from_on=TODAY, by=officer, at=NOW,
    )  # fmt: skip

    html = client.get("/staffs/forums/southwest/").content.decode()

    for said in (
        "Health in the southwest", "Community groups", "Clinics", "Mental Health Portfolio",
        "The old group", "Cora Lake", "2 March 2029", "in term", "clause 7.1",
    ):  # fmt: skip
        assert said in html


@pytest.mark.clause("staffs-appB-same-person")
@pytest.mark.parametrize("vice_chair", ["", "Ola Reed"])
def test_page_of_a_forum_says_that_one_person_is_its_chair_and_its_officer(
    client, local, sus, vice_chair
):
    forum = local("Elm", support_organisation=sus, support_officer_name="eve moor")
    chair_of(forum).terms.create(holder_name="Eve Moor", organisation=sus, basis="elected")
    if vice_chair:
        office = forum.offices.get(role="vice-chair")
        office.terms.create(holder_name=vice_chair, organisation=sus, basis="elected")

    html = client.get(f"/staffs/forums/{forum.slug}/").content.decode()

    assert "Eve Moor chairs this forum and is its support officer" in html
    asked = "Ola Reed presides as vice-chair" if vice_chair else "It has no vice-chair."
    assert asked in html
    assert "Elm" in client.get("/staffs/forums/interim/").content.decode()
    forum.support_officer_name = "Somebody Else"
    forum.save()
    html = client.get(f"/staffs/forums/{forum.slug}/").content.decode()
    assert "is its support officer" not in html


def test_forum_of_another_assembly_is_not_found(client, assembly):
    other = ForumFactory(slug="elsewhere")

    assert client.get(f"/staffs/forums/{other.slug}/").status_code == 404
    assert client.get("/staffs/forums/nowhere/chair/").status_code == 404


def test_member_joins_and_leaves_from_the_page(client, assembly, local):
    forum = local("Southwest")
    organisation = OrganisationFactory(name="Oak & Ash")
    MembershipFactory(assembly=assembly, organisation=organisation)
    client.force_login(AuthorityFactory(organisation=organisation).person)

    offered = client.get("/staffs/forums/southwest/").content.decode()
    joined = client.post("/staffs/forums/southwest/join/")
    twice = client.post("/staffs/forums/southwest/join/")
    belongs = client.get("/staffs/forums/southwest/").content.decode()
    client.post("/staffs/forums/southwest/leave/")

    assert "Join this forum for Oak &amp; Ash" in offered
    assert (joined.status_code, twice.status_code) == (302, 409)
    assert "Leave this forum for Oak &amp; Ash" in belongs
    assert ForumMember.objects.get(forum=forum).left_on == TODAY


def test_somebody_who_acts_for_no_member_is_refused(client, local):
    local("Southwest")
    client.force_login(PersonFactory())

    response = client.post("/staffs/forums/southwest/join/")

    assert response.status_code == 403
    assert not ForumMember.objects.exists()


@pytest.mark.parametrize(
    "page",
    [
        "propose/", "routes/recognise/", "southwest/administration/", "southwest/approve/",
        "southwest/recognise/", "southwest/review/", "southwest/close/",
        "southwest/takes-part/",
        "southwest/leaves-part/",
        "southwest/chair/interim/", "southwest/chair/chosen/", "southwest/chair/vacancy/",
    ],
)  # fmt: skip
def test_form_opens_for_an_officer_asks_again_when_empty_and_stays_shut_for_others(
    client, local, officer, page
):
    local("Southwest")
    client.force_login(officer)

    shown = client.get(f"/staffs/forums/{page}")
    empty = client.post(f"/staffs/forums/{page}", {"nothing": "1"})
    client.force_login(PersonFactory())
    other = client.post(f"/staffs/forums/{page}", {"nothing": "1"})

    assert shown.status_code == 200
    assert empty.status_code == 422
    # Whoever acts for a support body may take on an administration: the action looks.
    assert other.status_code == (422 if page.endswith("administration/") else 403)
    assert not Entry.objects.exists()


def test_officer_proposes_a_forum_in_the_browser_and_brings_it_to_life(client, local, officer, sus):
    parent = local("Southwest")
    client.force_login(officer)
    typed = {
        "name": "Warm Spaces", "kind": "task", "description": "Warm spaces for the winter",
        "parents": [parent.pk],
    }  # fmt: skip
    review = {"review_on_day": "1", "review_on_month": "9", "review_on_year": "2026"}

    refused = client.post("/staffs/forums/propose/", typed)
    proposed = client.post("/staffs/forums/propose/", typed | review)
    forum = Forum.objects.get(slug="warm-spaces")
    draft = client.get("/staffs/forums/warm-spaces/").content.decode()
    client.post(
        "/staffs/forums/warm-spaces/administration/", {"body": sus.pk, "officer_name": "Dan"}
    )
    client.post("/staffs/forums/warm-spaces/recognise/", {"checked": "on"})
    forum.refresh_from_db()

    html = refused.content.decode()
    assert refused.status_code == 422
    assert "it does not say: end or review date" in html
    assert 'value="Warm Spaces"' in html
    assert "clause 5.4" in html
    assert proposed.status_code == 302
    assert "This forum is a draft" in draft
    assert forum.recognised_on == TODAY


def test_members_of_a_forum_are_paged(client, local):
    forum = local("Southwest")
    for number in range(52):
        full_member(forum, name=f"Oak {number:02}")

    first = client.get("/staffs/forums/southwest/").content.decode()
    second = client.get("/staffs/forums/southwest/", {"page": "2"}).content.decode()

    assert (first.count("Oak "), second.count("Oak ")) == (50, 2)


def test_interim_is_bound_to_whoever_signs_in_with_an_address(client, local, officer, sus):
    local("Southwest")
    client.force_login(officer)
    typed = {
        "holder_name": "Ida Jay", "holder_email": "Ida@Example.org", "organisation": sus.pk,
        "from_on_day": "2", "from_on_month": "3", "from_on_year": "2026",
    }  # fmt: skip

    client.post("/staffs/forums/southwest/chair/interim/", typed)

    term = Term.objects.get()
    assert (term.person.email, term.person.name) == ("ida@example.org", "Ida Jay")
    assert "ida@example.org" not in client.get("/staffs/forums/southwest/").content.decode()
    client.force_login(term.person)
    assert client.get("/staffs/forums/southwest/").context["may_keep"]


def test_interim_from_outside_is_refused_in_the_form_with_its_clause(client, local, officer, sus):
    forum = local("Southwest")
    other = full_member(forum, name="Oak").organisation
    client.force_login(officer)
    typed = {
        "holder_name": "Ida Jay", "organisation": other.pk,
        "from_on_day": "2", "from_on_month": "3", "from_on_year": "2026",
    }  # fmt: skip

    refused = client.post("/staffs/forums/southwest/chair/interim/", typed)
    done = client.post("/staffs/forums/southwest/chair/interim/", typed | {"organisation": sus.pk})

    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Oak cannot provide an interim chair" in html
    assert 'value="Ida Jay"' in html
    assert done.status_code == 302
    assert Term.objects.get().holder_name == "Ida Jay"


def test_officer_records_that_a_chair_leaves_and_who_follows(client, local, officer):
    forum = local("Southwest")
    member = full_member(forum).organisation
    begin_term(
        office=chair_of(forum), person=None, organisation=member, holder_name="Cora Lake",
        basis="elected", from_on=date(2025, 3, 2), by=officer, at=NOW,
    )  # fmt: skip
    client.force_login(officer)
    today = {"day": "2", "month": "3", "year": "2026"}

    client.post(
        "/staffs/forums/southwest/chair/end/",
        {f"ended_on_{part}": value for part, value in today.items()} | {"because": "stepped down"},
    )
    vacant = client.get("/staffs/forums/southwest/").content.decode()
    client.post(
        "/staffs/forums/southwest/chair/vacancy/",
        {f"from_on_{part}": value for part, value in today.items()}
        | {"holder_name": "Dan Moss", "organisation": member.pk, "method_agreed": "By hands"},
    )
    life = client.get("/staffs/forums/southwest/chair/").content.decode()

    assert "vacant" in vacant
    assert Term.objects.get(holder_name="Dan Moss").ends_on == date(2028, 3, 2)
    assert "By hands" in life


@pytest.mark.clause("staffs-appB-register")
def test_download_has_each_forum_with_its_states_and_no_formula(client, filled, assembly):
    filled(1)
    ForumFactory(assembly=assembly, name="=1+1", kind="network")

    response = client.get("/staffs/forums/appendix.csv")

    rows = list(csv.DictReader(response.content.decode().splitlines()))
    assert [(row["forum"], row["chair"], row["chair state"], row["support"]) for row in rows] == [
        ("Forum 0", "Sandra 0 (Support Staffordshire)", "interim", "Support Staffordshire: Eve"),
        ("'=1+1", "", "", ""),
    ]


@pytest.mark.clause("staffs-appB-register")
def test_appendix_prints_in_four_columns(client, filled):
    filled(1)

    html = client.get("/staffs/forums/appendix/").content.decode()

    assert html.count('<th class="govuk-table__header" scope="col">') == 4
    assert "Support Staffordshire: Eve" in html


def test_group_page_gives_each_place_its_reason(client, filled, vast):
    filled(1)

    html = client.get("/staffs/forums/group/").content.decode()

    assert "Chairs Forum 0 in the interim." in html
    assert "nobody of its own chairs a forum" in html
    assert "clause 5.8" in html
    assert "hold 2 of 2 places: more than half" in html


def test_observer_takes_part_since_a_day_and_leaves(client, assembly, officer):
    ForumFactory(assembly=assembly, slug="partnership", kind="partnership")
    OrganisationFactory(name="District Council")
    client.force_login(officer)
    days = {"day": "1", "month": "3", "year": "2026"}
    typed = {"name": "district council", "part": "observer"}
    typed |= {f"from_on_{part}": value for part, value in days.items()}

    unknown = client.post("/staffs/forums/partnership/takes-part/", typed | {"name": "Nobody"})
    client.post("/staffs/forums/partnership/takes-part/", typed)
    listed = client.get("/staffs/forums/partnership/").content.decode()
    partner = Partner.objects.get()
    client.post(
        "/staffs/forums/partnership/leaves-part/",
        {"organisation": partner.organisation_id}
        | {f"until_on_{part}": value for part, value in (days | {"day": "2"}).items()},
    )

    assert unknown.status_code == 422
    assert "District Council: observer without a vote" in listed
    assert "District Council" not in client.get("/staffs/forums/partnership/").content.decode()


def test_officer_settles_that_the_holder_of_an_office_stays(client, local, officer):
    forum = local("Southwest")
    term = chair_of(forum).terms.create(holder_name="A", basis="elected", is_in_question=True)
    client.force_login(officer)

    client.post("/staffs/forums/southwest/chair/settle/")

    term.refresh_from_db()
    assert not term.is_in_question
