"""The directory, a profile, and the pages by which listings are kept."""

import csv
import io

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.body.organisations.actions import keep_contact, keep_estimate, name_support_body
from folkmoot.body.organisations.models import (
    Alias,
    Authority,
    Contact,
    Import,
    Link,
    Organisation,
    Theme,
    Upload,
)
from tests.body.organisations.factories import (
    A_MOMENT,
    an_officer,
    brought,
    everybody_belongs,
    listed,
)
from tests.body.organisations.test_import import FAULTY, GOOD
from tests.factories import AreaFactory, AssemblyFactory, AuthorityFactory, PersonFactory
from tests.signing_in import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(A_MOMENT, tick=False)


@pytest.fixture
def assembly():
    return everybody_belongs(slug="dorset", name="Dorset VCS Assembly")


@pytest.fixture
def officers_browser(assembly):
    officer = an_officer(assembly)
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={})
    return browser(officer)


def shown(response):
    return response.content.decode()


# The directory


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("query", "cost"),
    [("", 9), ("?form=informal", 9), ("?form=informal&size=micro", 10), ("?words=group", 10)],
)
def test_directory_costs_the_same_however_many_it_shows(
    assembly, client, django_assert_num_queries, number, query, cost
):
    place, theme = AreaFactory(), Theme.objects.create(code="arts", name="Arts")
    for _ in range(number):
        listed(assembly, legal_form="informal", size_band="micro", bases=[place], themes=[theme])

    with django_assert_num_queries(cost):
        response = client.get(f"/dorset/organisations/{query}")

    assert response.status_code == 200
    assert shown(response).count("Community Group") == number


def test_directory_filters_by_place_theme_size_and_form_and_says_how_many(assembly, client):
    place, theme = AreaFactory(code="P1"), Theme.objects.create(code="arts", name="Arts")
    listed(
        assembly,
        name="Painters",
        legal_form="cic",
        size_band="micro",
        bases=[place],
        themes=[theme],
    )
    listed(assembly, name="Walkers", legal_form="informal", size_band="small")

    for query in (
        "place=P1",
        "theme=arts",
        "size=micro",
        "form=cic",
        "place=P1&theme=arts&size=micro&form=cic",
    ):
        html = shown(client.get(f"/dorset/organisations/?{query}"))
        assert ("Painters" in html, "Walkers" in html, "1 organisation" in html) == (
            True,
            False,
            True,
        )
    everything = shown(client.get("/dorset/organisations/"))
    assert "2 organisations" in everything
    nothing = shown(client.get("/dorset/organisations/?place=P1&form=informal"))
    assert "No organisation matches" in nothing


def test_directory_is_in_order_of_name_without_the_article_and_can_be_turned_round(
    assembly, client
):
    for name in ("The Beehive", "Anchor", "Café"):
        listed(assembly, name=name)

    for query, expected in (
        ("", ["Anchor", "Beehive", "Café"]),
        ("?order=z-a", ["Café", "Beehive", "Anchor"]),
    ):
        html = shown(client.get(f"/dorset/organisations/{query}"))
        assert sorted(expected, key=html.index) == expected


def test_directory_has_pages_of_twenty_five(assembly, client):
    for number in range(27):
        listed(assembly, name=f"Group {number:02}")

    first, second = (shown(client.get(f"/dorset/organisations/?page={n}")) for n in (1, 2))

    assert ("Group 24" in first, "Group 25" in first) == (True, False)
    assert ("Group 24" in second, "Group 26" in second) == (False, True)


def test_directory_answers_htmx_with_the_list_alone(assembly, client):
    listed(assembly, name="Painters")

    html = shown(client.get("/dorset/organisations/?words=paint", headers={"hx-request": "true"}))

    assert "<html" not in html
    assert "Painters" in html


@pytest.mark.parametrize(
    "query",
    ["page=999", "page=x", "words=%00", "place=%00", "theme=zz", "form=' OR 1=1", "page=-1"],
)
def test_directory_answers_whatever_is_asked(assembly, client, query):
    listed(assembly)

    assert client.get(f"/dorset/organisations/?{query}").status_code == 200


def test_download_holds_what_is_public_and_no_formula(assembly, client):
    keeper = PersonFactory()
    one = listed(
        assembly, name="=HYPERLINK(1)", identifiers=[("GB-CHC", "1000001"), ("XX-LIST", "q")]
    )
    AuthorityFactory(organisation=one, person=keeper)
    keep_contact(
        assembly=assembly, organisation=one, kind="email", value="canary@example.org",
        public=False, by=keeper, at=A_MOMENT,
    )  # fmt: skip

    response = client.get("/dorset/organisations/download/")
    text = b"".join(response.streaming_content).decode("utf-8-sig")

    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["name"], row["identifiers"]) == ("'=HYPERLINK(1)", "GB-CHC-1000001")
    assert row["page"].endswith(f"/dorset/organisations/{one.reference}/")
    assert "canary" not in text


def test_download_holds_every_row_of_a_long_list_once(assembly, client):
    rows = "".join(f"GB-CHC-{number},Same Name\n" for number in range(1200))
    brought(assembly, "org_id,name\n" + rows)

    response = client.get("/dorset/organisations/download/")

    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == len(set(lines)) == 1201


def test_only_an_officer_is_led_to_imports(assembly, officers_browser, client):
    address = "/dorset/organisations/"

    assert "/dorset/organisations/imports/" in shown(officers_browser.get(address))
    assert "/dorset/organisations/imports/" not in shown(client.get(address))
    assert browser(PersonFactory()).get(f"{address}imports/").status_code == 403


# A profile


@pytest.mark.parametrize("number", [1, 3])
def test_profile_costs_the_same_however_much_it_shows(
    assembly, client, django_assert_num_queries, number
):
    one = listed(assembly, identifiers=[("GB-CHC", str(1000000 + n)) for n in range(number)])
    for n in range(number):
        other = listed(assembly)
        Link.objects.create(organisation=one, to=other)
        Link.objects.create(organisation=other, to=one)
        Alias.objects.create(organisation=one, name=f"Alias {n}")
        Contact.objects.create(organisation=one, kind="email", value=f"{n}@example.org")

    with django_assert_num_queries(14):
        response = client.get(f"/dorset/organisations/{one.reference}/")

    assert response.status_code == 200


@pytest.mark.clause("dorset-vcsa-all-sizes")
@pytest.mark.parametrize(
    ("form", "size"), [("individual", "unknown"), ("informal", "micro"), ("charity", "major")]
)
def test_profile_fits_one_person_a_group_and_a_large_charity_and_shows_its_network(
    assembly, officers_browser, form, size
):
    network = listed(assembly, name="Network of Kitchens")

    response = officers_browser.post(
        "/dorset/organisations/add/",
        {"name": "Ann’s Kitchen", "legal_form": form, "size_band": size},
    )
    made = Organisation.objects.get(name="Ann’s Kitchen")
    Link.objects.create(organisation=made, to=network, kind="part of")

    assert (response.status_code, made.legal_form, made.size_band) == (302, form, size)
    html = shown(officers_browser.get(f"/dorset/organisations/{made.reference}/"))
    assert "Network of Kitchens" in html
    assert "Charity Commission" not in html
    back = shown(officers_browser.get(f"/dorset/organisations/{network.reference}/"))
    assert "Ann’s Kitchen" in back


def test_profile_links_numbers_to_their_registers_and_hides_a_lists_own(assembly, client):
    one = listed(
        assembly,
        identifiers=[("GB-CHC", "1000001"), ("GB-COH", "02324869"), ("XX-COOPSUK", "R000001")],
    )

    html = shown(client.get(f"/dorset/organisations/{one.reference}/"))

    assert "regid=1000001" in html
    assert "company/02324869" in html
    assert "COOPSUK" not in html


def test_contact_without_consent_is_on_no_public_page(assembly, client):
    one = listed(assembly)
    Contact.objects.create(organisation=one, kind="email", value="canary@example.org")
    Contact.objects.create(
        organisation=one, kind="phone", value="01305 000", public_since=A_MOMENT.date()
    )

    html = shown(client.get(f"/dorset/organisations/{one.reference}/"))

    assert ("canary" in html, "01305 000" in html) == (False, True)


def test_profile_of_another_assemblys_organisation_is_not_found(assembly, client):
    one = listed(everybody_belongs())

    assert client.get(f"/dorset/organisations/{one.reference}/").status_code == 404


def test_script_in_every_field_is_only_text(assembly, client):
    evil = "<script>alert(1)</script>"
    one = listed(assembly, name=evil, about=evil, address=evil)
    Alias.objects.create(organisation=one, name=evil)

    for address in ("", f"{one.reference}/", "types/"):
        assert "<script>alert" not in shown(client.get(f"/dorset/organisations/{address}"))


# Keeping it


def test_claim_page_gives_authority_at_once(assembly):
    one, person = listed(assembly, name="Lunch Club"), PersonFactory()
    mine = browser(person)

    assert "Look after this page" in shown(mine.get(f"/dorset/organisations/{one.reference}/"))
    response = mine.post(f"/dorset/organisations/{one.reference}/claim/", {"title": "Cook"})

    assert response.status_code == 302
    assert Authority.objects.get().title == "Cook"
    assert "This is all still right" in shown(mine.get(f"/dorset/organisations/{one.reference}/"))


def test_refused_claim_says_why_with_what_was_typed(assembly):
    one = listed(assembly)
    AuthorityFactory(organisation=one)

    response = browser(PersonFactory()).post(
        f"/dorset/organisations/{one.reference}/claim/", {"title": "Cook"}
    )

    assert response.status_code == 422
    assert "somebody acts for it already" in shown(response)
    assert 'value="Cook"' in shown(response)


def test_its_own_person_changes_and_confirms_the_page(assembly):
    place = AreaFactory(code="P1", name="Purbeck")
    assembly.areas.add(place)
    one = listed(assembly, name="Lunch Club", identifiers=[("XX-LIST", "q"), ("GB-SC", "SC1")])
    mine = browser(AuthorityFactory(organisation=one).person)
    address = f"/dorset/organisations/{one.reference}/"
    typed = {"name": "Dinner Club", "legal_form": "informal", "size_band": "micro",
             "works": ["P1"], "website": "www.dinner.org", "charity_number": "1000001"}  # fmt: skip

    wrong = mine.post(f"{address}change/", typed | {"postcode": "nowhere"})
    right = mine.post(f"{address}change/", typed)
    confirmed = mine.post(f"{address}confirm/")

    assert (wrong.status_code, right.status_code, confirmed.status_code) == (422, 302, 302)
    assert "Dinner Club" in shown(wrong)
    one.refresh_from_db()
    assert (one.name, one.website) == ("Dinner Club", "https://www.dinner.org")
    assert sorted(map(str, one.identifiers.all())) == ["GB-CHC-1000001", "GB-SC-SC1", "XX-LIST-q"]
    html = shown(mine.get(address))
    assert ("Formerly" in html, "Lunch Club" in html, "Purbeck" in html) == (True, True, True)


@pytest.mark.parametrize("deed", ["change/", "confirm/", "people/", "contacts/", "close/"])
def test_stranger_is_refused_and_somebody_unknown_is_sent_to_sign_in(assembly, client, deed):
    one = listed(assembly)
    address = f"/dorset/organisations/{one.reference}/{deed}"

    assert browser(PersonFactory()).post(address, {"reason": "x"}).status_code == 403
    assert client.post(address, {}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.last_confirmed_on) == ("listed", None)


def test_people_and_contacts_are_kept_in_the_browser(assembly):
    one = listed(assembly)
    mine = browser(AuthorityFactory(organisation=one).person)
    address = f"/dorset/organisations/{one.reference}/"

    mine.post(f"{address}people/", {"email": "new@example.org", "name": "New Person"})
    mine.post(f"{address}contacts/", {"kind": "email", "value": "us@example.org", "public": "on"})

    assert Authority.objects.filter(person__email="new@example.org").exists()
    assert "us@example.org" in shown(browser().get(address))
    new = Authority.objects.get(person__email="new@example.org")
    contact = Contact.objects.get()
    assert mine.post(f"{address}people/{new.pk}/end/").status_code == 302
    assert mine.post(f"{address}contacts/{contact.pk}/end/").status_code == 302
    new.refresh_from_db()
    assert new.until_on == A_MOMENT.date()
    assert not Contact.objects.exists()
    assert "New Person" in shown(mine.get(f"{address}people/"))


def test_merged_page_leads_to_the_survivor(assembly, officers_browser, client):
    one, other = listed(assembly, name="One"), listed(assembly, name="Other")

    unknown = officers_browser.post(
        f"/dorset/organisations/{one.reference}/merge/", {"into": "nobody"}
    )
    done = officers_browser.post(
        f"/dorset/organisations/{one.reference}/merge/",
        {"into": f"http://testserver/dorset/organisations/{other.reference}/"},
    )

    assert (unknown.status_code, done.status_code) == (422, 302)
    response = client.get(f"/dorset/organisations/{one.reference}/")
    assert response.headers["Location"] == f"/dorset/organisations/{other.reference}/"


# Types, sizes, support


@pytest.mark.clause("principles-2.1-org-types")
def test_types_page_counts_the_register_by_each_kind_with_its_day(assembly, client):
    for form in ("informal", "micro-provider", "individual", "charity", "cic", "cbs", "faith",
                 "social-enterprise"):  # fmt: skip
        listed(assembly, legal_form=form)
    listed(assembly, legal_form="informal")

    html = shown(client.get("/dorset/organisations/types/"))

    assert "as at" in html
    assert "2 March 2026" in html
    assert "The commonest kind is informal group: 2 of 9." in html
    for words in ("micro provider", "individual", "registered charity", "community interest company",
                  "community benefit society", "faith group", "social enterprise"):  # fmt: skip
        assert words.capitalize() in html
    assert "/dorset/organisations/?form=micro-provider" in html


@pytest.mark.clause("wychavon-scale")
def test_a_district_of_a_thousand_is_counted_by_size_beside_the_labelled_estimate(
    assembly, client, django_assert_num_queries
):
    rows = "".join(
        f"GB-CHC-{number},Group {number},{income}\n"
        for number, income in enumerate(
            ([5_000] * 700) + ([50_000] * 200) + ([500_000] * 99) + [""]
        )
    )
    brought(assembly, "org_id,name,income\n" + rows)
    keep_estimate(
        assembly=assembly, organisations=1000, source="Wychavon LSP paper", as_at_on=None,
        by=None, at=A_MOMENT,
    )  # fmt: skip

    with django_assert_num_queries(5):
        html = shown(client.get("/dorset/organisations/types/"))

    assert "1,000 organisations are in the directory" in html
    assert "The commonest size is micro: under £10,000: 700 of 1,000." in html
    assert "A published estimate says that there are 1,000 (Wychavon LSP paper)." in html
    assert "It is not our count." in html


def test_support_bodies_for_all_come_before_those_for_one_kind(assembly, client):
    for name, kind in (("Youth Help", "specialist"), ("Dorset Help", "generalist")):
        name_support_body(
            assembly=assembly, organisation=listed(assembly, name=name), kind=kind,
            sub_sector="Youth" if kind == "specialist" else "", services="Advice",
            by=None, at=A_MOMENT,
        )  # fmt: skip

    html = shown(client.get("/dorset/organisations/support/"))

    assert html.index("For every kind of group") < html.index("Dorset Help")
    assert (
        html.index("Dorset Help") < html.index("For groups of one kind") < html.index("Youth Help")
    )


# Bringing a list


def test_officer_brings_a_list_looks_at_it_confirms_and_reads_the_report(
    assembly, officers_browser
):
    file = SimpleUploadedFile("list.csv", GOOD.encode())

    brought_to = officers_browser.post("/dorset/organisations/imports/new/", {"file": file})
    look = brought_to.headers["Location"]
    html = shown(officers_browser.get(look))
    assert ("LUNCH CLUB" in html, "New" in html, "is not a postcode" in html) == (True, True, True)
    assert not Organisation.objects.exists()
    done = officers_browser.post(look)

    report = shown(officers_browser.get(done.headers["Location"]))
    assert ("list.csv" in report, "is not a postcode" in report) == (True, True)
    kept = Import.objects.get()
    assert (kept.added, Upload.objects.count()) == (4, 0)
    as_csv = officers_browser.get(f"/dorset/organisations/imports/{kept.pk}/report.csv")
    assert len(as_csv.content.decode().splitlines()) == 4
    again = officers_browser.post(look)
    assert again.status_code == 409


def test_list_with_faults_is_refused_until_the_good_rows_are_asked_for(assembly, officers_browser):
    file = SimpleUploadedFile("list.csv", FAULTY.encode())
    look = officers_browser.post("/dorset/organisations/imports/new/", {"file": file}).headers[
        "Location"
    ]

    refused = officers_browser.post(look)
    assert (refused.status_code, Organisation.objects.count()) == (422, 0)
    assert "3 of 5 rows cannot be used" in shown(refused)
    kept = officers_browser.post(look, {"keep_good_rows": "on"})

    assert (kept.status_code, Organisation.objects.count()) == (302, 2)


@pytest.mark.parametrize("content", [b"%PDF-1.7 hello", b"a,b\n1,2\n", b"PK\x03\x04nothing"])
def test_file_that_cannot_be_used_is_refused_in_a_sentence(assembly, officers_browser, content):
    response = officers_browser.post(
        "/dorset/organisations/imports/new/", {"file": SimpleUploadedFile("x.csv", content)}
    )

    assert response.status_code == 422
    assert not Upload.objects.exists()


def test_list_of_another_officer_or_of_yesterday_is_not_there(
    assembly, officers_browser, time_machine
):
    file = SimpleUploadedFile("list.csv", GOOD.encode())
    look = officers_browser.post("/dorset/organisations/imports/new/", {"file": file}).headers[
        "Location"
    ]
    other = an_officer(assembly)
    Authenticator.objects.create(user=other, type=Authenticator.Type.TOTP, data={})

    assert browser(other).get(look).status_code == 409
    assert browser(PersonFactory()).get(look).status_code == 403
    time_machine.move_to(A_MOMENT.replace(day=3), tick=False)
    assert officers_browser.get(look).status_code == 409


def test_assembly_whose_members_sign_shows_no_claim(client):
    assembly = AssemblyFactory(slug="staffs", scheme="signed")
    one = listed(assembly)

    assert "Look after this page" not in shown(
        client.get(f"/staffs/organisations/{one.reference}/")
    )
