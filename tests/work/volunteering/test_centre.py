"""Campaigns traced, figures year on year, policy watched, costs told, good practice kept, files."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from folkmoot.rules.findings import Refusal
from folkmoot.site.duties import duties
from folkmoot.work.volunteering.actions import centre
from folkmoot.work.volunteering.actions.bringing import bring_roles
from folkmoot.work.volunteering.models import Opportunity, ProgrammeCost, Volunteer
from folkmoot.work.volunteering.queries.centre import campaigns, year_of
from folkmoot.work.volunteering.queries.words import PRACTICE
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member, moment
from tests.work.volunteering.factories import a_role, a_theme, a_volunteer, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
TODAY = NOW.date()


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def shown(client, county) -> str:
    page = client.get(reverse("volunteering:centre", args=[county.assembly]))
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def a_campaign(county):
    return centre.keep_campaign(
        assembly=county.assembly, title="Give an hour", words="One hour is enough.",
        channel="posters", theme=None, from_on=TODAY, until_on=TODAY + timedelta(days=30),
        **county.who(),
    )  # fmt: skip


@pytest.mark.clause("wychavon-vol-marketing")
def test_campaign_has_its_page_and_those_who_come_by_it_are_traced_to_it(client):
    county = a_county(document="wychavon-lsp", micro=1)
    role, made = a_role(county), a_campaign(county)
    url = reverse("volunteering:campaign", args=[county.assembly, made.slug])

    page = client.get(url).content.decode()
    ask = reverse("volunteering:ask_about", args=[county.assembly, role.reference])
    assert "One hour is enough." in page
    assert f"{ask}?campaign=give-an-hour" in page
    said = {"name": "A", "email": "a@example.org", "kind": "individual", "agrees_to_keep": "on"}
    assert client.post(f"{ask}?campaign=give-an-hour", said).status_code == 302
    a_volunteer(county)

    assert Volunteer.objects.get(name="A").campaign == made
    (row,) = campaigns(county.assembly)
    assert (row.came, row.asked, row.placed) == (1, 1, 0)
    assert "Give an hour posters" in shown(client, county)
    assert browser(a_member(county.bodies[0])).get(
        reverse("volunteering:keep_campaign", args=[county.assembly])
    ).status_code == 403  # fmt: skip


@pytest.mark.clause("wychavon-vol-opportunities")
def test_figures_track_number_quality_and_variety_year_on_year(client):
    county = a_county(document="wychavon-lsp", micro=1, small=1)
    before = a_role(county, themes=[a_theme()], supervisor="the cook", closes_on=None)
    Opportunity.objects.filter(pk=before.pk).update(listed_on=TODAY.replace(year=TODAY.year - 1))
    a_role(county, county.bodies[1], title="Read", themes=[a_theme("Books")], closes_on=None)

    this, last = (year_of(county.assembly, year=TODAY.year - back) for back in (0, 1))

    assert [(one.number, one.new, len(one.themes)) for one in (this, last)] == [
        (2, 1, 2),
        (1, 1, 1),
    ]
    assert dict(this.quality)["says who looks after volunteers"] == 1
    assert this.average == 0.5
    assert [number for _name, number in this.sectors] == [2]
    assert len(this.sizes) == 2
    text = shown(client, county)
    assert "Number of roles 2 1" in text
    assert "Themes they are about 2 1" in text
    assert "Says who looks after volunteers 1 1" in text


@pytest.mark.clause("wychavon-vol-policy-watch")
def test_policy_watch_lists_impact_response_campaign_and_plans_at_each_tier(client):
    county = a_county(document="wychavon-lsp", micro=1)
    officer, made = an_officer(county), a_campaign(county)
    found = centre.watch(
        assembly=county.assembly, title="Charge for DBS checks", proposed_by="The ministry",
        tier="national", effect="bad", impact="Small groups could not pay.",
        answer_by=TODAY + timedelta(days=5), **county.who(),
    )  # fmt: skip
    assert "an answer is due by" in shown(client, county)

    respond = reverse("volunteering:respond", args=[county.assembly, found.reference])
    on = {"on_day": TODAY.day, "on_month": TODAY.month, "on_year": TODAY.year}
    said = {"response": "Keep it free.", "campaign": made.slug, **on}
    assert officer.post(respond, said).status_code == 302
    for tier in ("local", "regional", "national"):
        centre.inform(
            proposal=found, tier=tier, name=f"The {tier} plan", what="Checks stay free.", link="",
            on=TODAY, **county.who(),
        )  # fmt: skip

    text = shown(client, county)
    for words in ("Small groups could not pay.", "Keep it free.", "Campaign: Give an hour",
                  "The local plan (local", "The regional plan (regional", "The national plan (national"):  # fmt: skip
        assert words in text
    with pytest.raises(Refusal) as refused:
        centre.inform(
            proposal=found, tier="galactic", name="x", what="x", link="", on=TODAY, **county.who()
        )
    assert (refused.value.code, refused.value.clause.key) == ("not-a-tier", "volunteer-strategy")


@pytest.mark.clause("compact-vol-investment")
def test_programme_tells_its_costs_by_five_heads_and_funders_see_them(client):
    county = a_county(micro=1)
    page = browser(a_member(county.bodies[0]))
    url = reverse("volunteering:tell_costs", args=[county.assembly])
    said = {"programme": "Lunch club", "year": 2026, "funder_name": "The Council",
            "head_0": "120.50", "head_1": "300", "head_2": "80", "head_3": "", "head_4": "900"}  # fmt: skip

    assert page.post(url, said).status_code == 302
    assert page.post(url, said).status_code == 302

    assert ProgrammeCost.objects.count() == 4
    text = shown(client, county)
    for words in ("Finding people", "Training", "Expenses", "Support", "Management",
                  "£120.50", "£1,400.50", "funded by The Council"):  # fmt: skip
        assert words in text
    table = client.get(reverse("volunteering:costs_csv", args=[county.assembly])).content.decode()
    assert "Lunch club,2026,The Council,12050,30000,8000,,90000,140050" in table


@pytest.mark.clause("compact-vol-good-practice")
def test_checklist_has_evidence_review_day_and_links_to_training(client):
    county = a_county(micro=1)
    page = browser(a_member(county.bodies[0]))
    url = reverse("volunteering:practice", args=[county.assembly])
    later = TODAY + timedelta(days=365)
    said = {f"{key}_met": "yes" for key, _name in PRACTICE}
    said |= {f"{key}_evidence": f"Paper on {key}" for key, _name in PRACTICE}
    said |= {"safety_met": "no", "safety_link": "https://learn.example/safety", "data_evidence": "",
             "review_on_day": later.day, "review_on_month": later.month, "review_on_year": later.year}  # fmt: skip

    refused = page.post(url, said)
    assert refused.status_code == 422
    assert "A point that is met needs its evidence" in refused.content.decode()
    assert page.post(url, said | {"data_evidence": "A locked cupboard"}).status_code == 302

    text = shown(client, county)
    for words in ("Paper on induction", "A locked cupboard", "Learn it here", "2 March 2027"):
        assert words in text
    owed = [
        (duty.state, duty.obligation.clause.key)
        for duty in duties(county.assembly, on=later + timedelta(days=1))
        if duty.obligation.who == county.bodies[0].name
    ]
    assert owed == [("missed", "volunteering-practice")]


def in_standard(*rows) -> bytes:
    return json.dumps({"@graph": [{"type": "Activity", **row} for row in rows]}).encode()


def test_roles_come_in_all_or_none_with_faults_by_row_and_wait_for_their_tests():
    county = a_county(micro=1)
    body = county.bodies[0]
    good = {"id": "1", "label": "Read&amp;rhyme\r\n", "description": "<p>Read aloud</p>",
            "organisationLabel": body.name.upper(), "allowsRemoteParticipation": True}  # fmt: skip
    bad = {"id": "2", "label": "", "description": "x", "organisationLabel": body.name}
    other = {"id": "3", "label": "x", "description": "x", "organisationLabel": "Nobody"}
    officer = an_officer(county)
    url = reverse("volunteering:bring", args=[county.assembly])

    page = officer.post(url, {"file": SimpleUploadedFile("a.json", in_standard(good, bad, other))})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Role 2: it has not a title" in text
    assert "Role 3: Nobody is not on the register here" in text
    assert not Opportunity.objects.exists()

    def again() -> tuple[int, int]:
        return bring_roles(
            assembly=county.assembly, content=in_standard(good), organisation=None, **county.who()
        )

    assert [again(), again()] == [(1, 0), (0, 0)]
    found = Opportunity.objects.get()
    assert (found.title, found.about, found.state) == ("Read&rhyme", "Read aloud", "draft")
    assert found.is_at_home is True


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b"{}", b'{"@graph": []}', b"[1, null]", b"3"]
)
def test_file_of_no_roles_is_refused_with_why(content):
    county = a_county(micro=1)

    with pytest.raises(Refusal) as said:
        bring_roles(assembly=county.assembly, content=content, organisation=None, **county.who())

    assert said.value.code in {"file-not-read", "file-has-faults"}


def test_open_roles_go_out_in_the_standard_and_come_back_in(client):
    county = a_county(micro=1)
    role = a_role(
        county, themes=[a_theme()], is_at_home=True, area=county.districts[0], young="yes"
    )
    there = client.get(reverse("volunteering:export", args=[county.assembly, "standard"]))
    searched = client.get(reverse("volunteering:export", args=[county.assembly, "schema-org"]))

    (told,) = there.json()["@graph"]
    assert there.headers["Content-Type"] == "application/ld+json"
    assert (told["type"], told["label"], told["minimumAge"]) == ("Activity", "Cook lunch", 16)
    (posting,) = searched.json()["@graph"]
    assert (posting["@type"], posting["employmentType"]) == ("JobPosting", "VOLUNTEER")
    new, changed = bring_roles(
        assembly=county.assembly, content=there.content, organisation=None, **county.who()
    )
    assert (new, changed) == (1, 0)
    back = Opportunity.objects.exclude(pk=role.pk).get()
    assert (back.title, back.about, back.closes_on) == (role.title, role.about, role.closes_on)
    assert moment(TODAY).date() == TODAY
