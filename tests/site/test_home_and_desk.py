import re
from datetime import UTC, datetime

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests.factories import (
    AdoptionFactory,
    AssemblyFactory,
    AuthorityFactory,
    ForumFactory,
    ForumMemberFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
)
from tests.proceedings.decisions.factories import MotionFactory
from tests.proceedings.meetings.factories import AgendaItemFactory, MeetingFactory

pytestmark = pytest.mark.django_db

NEXT_WEEK, LONG_AGO = datetime(2026, 6, 8, 18, tzinfo=UTC), datetime(2026, 3, 2, 18, tzinfo=UTC)


@pytest.fixture
def assembly(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 9, tzinfo=UTC), tick=False)
    return AdoptionFactory(assembly__slug="small-town", assembly__name="Small Town").assembly


def text_of(response):
    assert response.status_code == 200, response.content[:2000]
    return " ".join(response.content.decode().split())


def test_home_without_an_assembly_says_how_to_begin(client):
    assert "folkmoot assemblies found" in text_of(client.get("/"))


def test_home_leads_to_every_assembly(client):
    AssemblyFactory(slug="small-town", name="Small Town")
    AssemblyFactory(slug="big-county", name="Big County")

    html = text_of(client.get("/"))

    assert html.index('href="/big-county/"') < html.index('href="/small-town/"')


def test_assembly_with_nothing_in_it_says_so_and_where_to_go_next(client):
    AssemblyFactory(slug="new-town")

    html = text_of(client.get("/new-town/"))

    for words in ["No election is going on", "No forum has been recognised", "Nothing is due"]:
        assert words in html


def test_assembly_shows_who_speaks_for_it_and_what_is_missed(client, assembly):
    forum = ForumFactory(assembly=assembly, name="North Forum")
    OfficeFactory(forum=forum)

    html = text_of(client.get("/small-town/"))

    assert "North Forum" in html
    assert "vacant" in html
    assert "Elect the first chair of North Forum" in html
    assert "missed" in html


def test_assembly_shows_its_next_meetings_and_the_decisions_that_are_public(client, assembly):
    forum = ForumFactory(assembly=assembly, name="South-east Forum")
    MeetingFactory(forum=forum, title="A meeting to come", starts_at=NEXT_WEEK)
    over = MeetingFactory(forum=forum, title="A meeting that was", starts_at=LONG_AGO)
    for visibility in ("public", "members"):
        MotionFactory(
            item=AgendaItemFactory(meeting=over, visibility="public"),
            question=f"That {visibility} may read it.",
            visibility=visibility,
            outcome="agreed",
            decided_at=LONG_AGO,
        )

    text = text_of(client.get("/small-town/"))

    assert "A meeting to come" in text
    assert "A meeting that was" not in text
    assert "That public may read it." in text
    assert "That members may read it." not in text


@pytest.mark.parametrize("size", [1, 3])
def test_assembly_costs_the_same_however_many_forums(
    client, assembly, size, django_assert_max_num_queries
):
    for _ in range(size):
        OfficeFactory(forum__assembly=assembly)

    with django_assert_max_num_queries(37):
        assert client.get("/small-town/").status_code == 200


def test_desk_is_for_somebody_who_has_signed_in(client, assembly):
    response = client.get("/small-town/desk/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/login/?next=/small-town/desk/")


def test_desk_of_somebody_without_an_organisation_leads_to_the_directory(client, assembly):
    client.force_login(PersonFactory())

    html = text_of(client.get("/small-town/desk/"))

    assert "Nothing waits for you" in html
    assert "Find yours and claim it" in html


def test_desk_of_a_member_without_a_forum_asks_it_to_choose(client, assembly):
    organisation = OrganisationFactory(name="Riverside Lunch Club")
    MembershipFactory(assembly=assembly, organisation=organisation)
    authority = AuthorityFactory(organisation=organisation)
    client.force_login(authority.person)

    html = text_of(client.get("/small-town/desk/"))

    assert "What waits for Riverside Lunch Club" in html
    assert "Choose the forums that Riverside Lunch Club belongs to" in html
    assert "For the assembly's officers" not in html.replace("&#x27;", "'")


def test_desk_of_an_officer_shows_obligations_by_date_and_clause(client, assembly):
    officer = PostFactory(assembly=assembly).person
    TOTP.activate(officer, generate_totp_secret())
    OfficeFactory(forum__assembly=assembly, forum__name="North Forum")
    client.force_login(officer)

    html = text_of(client.get("/small-town/desk/")).replace("&#x27;", "'")
    met = text_of(client.get("/small-town/desk/?state=met"))

    assert "For the assembly's officers" in html
    assert "Elect the first chair of North Forum" in html
    assert 'href="/small-town/rules/staffs-alliance/' in html
    assert "Nothing is met." in met


@pytest.mark.parametrize("size", [1, 3])
def test_desk_costs_the_same_however_many_forums(
    client, assembly, size, django_assert_max_num_queries
):
    officer = PostFactory(assembly=assembly).person
    TOTP.activate(officer, generate_totp_secret())
    for _ in range(size):
        member = ForumMemberFactory(forum__assembly=assembly)
        OfficeFactory(forum=member.forum)
    client.force_login(officer)

    with django_assert_max_num_queries(84):
        assert client.get("/small-town/desk/").status_code == 200


def test_desk_shows_an_officer_the_25_soonest_of_a_long_list_and_leads_to_the_rest(
    client, assembly
):
    officer = PostFactory(assembly=assembly).person
    TOTP.activate(officer, generate_totp_secret())
    for number in range(30):
        MeetingFactory(
            forum=ForumFactory(assembly=assembly, kind="thematic"),
            starts_at=NEXT_WEEK,
            title=f"Meeting {number}",
        )
    client.force_login(officer)

    short = text_of(client.get("/small-town/desk/"))
    more = re.findall(r'href="\?all=(\w+)[^"]*"', short)
    whole = client.get(f"/small-town/desk/?all={more[0]}")

    assert short.count('class="fm-desk__item') < 60
    assert more
    assert whole.status_code == 200
    assert "fm-desk__item" in text_of(whole)


def test_acting_for_another_organisation_is_chosen_among_ones_own(client, assembly):
    person = PersonFactory()
    mine = [
        AuthorityFactory(person=person, organisation__name=name).organisation
        for name in ("Beacon", "Arches")
    ]
    other = OrganisationFactory(name="Not Mine")
    client.force_login(person)

    before = text_of(client.get("/acting/"))
    client.post("/acting/", {"for": mine[0].pk, "next": "/small-town/"})
    after = text_of(client.get("/small-town/"))
    client.post("/acting/", {"for": other.pk})

    assert "Acting for <strong>Arches</strong>" in before
    assert "Acting for <strong>Beacon</strong>" in after
    assert "Acting for <strong>Beacon</strong>" in text_of(client.get("/acting/"))


def test_acting_never_leads_to_another_site(client, assembly):
    authority = AuthorityFactory()
    client.force_login(authority.person)

    response = client.post(
        "/acting/", {"for": authority.organisation_id, "next": "https://elsewhere.example/"}
    )

    assert response.headers["Location"] == "/"


def test_desk_shows_an_officer_who_came_in_without_the_second_factor_only_their_own(
    client, assembly
):
    officer = PostFactory(assembly=assembly).person
    TOTP.activate(officer, generate_totp_secret())
    OfficeFactory(forum__assembly=assembly, forum__name="North Forum")
    client.force_login(officer, with_factor=False)

    html = text_of(client.get("/small-town/desk/"))

    assert "Elect the first chair of North Forum" not in html
    assert "Show your second factor" in html
