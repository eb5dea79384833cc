"""From the first page to thanks, with no account; and what stands between a volunteer and others."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.volunteering.actions import brokering, helping
from folkmoot.work.volunteering.models import FollowUp, Hours, Match, Thanks, Volunteer
from folkmoot.work.volunteering.queries.matching import (
    link_for,
    suggested,
    waiting_in_volunteering,
    wish_of,
)
from tests.factories import PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member
from tests.work.volunteering.factories import a_role, a_theme, a_volunteer, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
SOON = NOW.date() + timedelta(days=14)


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def words_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def a_match(county, **more) -> Match:
    role = more.pop("role", None) or a_role(county, takes_groups=True)
    found = a_volunteer(county, role=role, agrees=True, **more)
    return found.matches.get()


def placed(county, **more) -> Match:
    match = a_match(county, **more)
    step = {"words": "", "follow_up_on": SOON, **county.who()}
    return brokering.place(match=brokering.refer(match=match, **step), **step)


@pytest.mark.clause("principles-p2a2-volunteer-routes", "wychavon-brokerage")
def test_volunteer_comes_from_the_first_page_to_thanks(client):
    county = a_county(document="wychavon-lsp", micro=2)
    body, north = county.bodies[0], county.districts[0]
    food = a_theme()
    a_role(county, themes=[food], area=north, days=["weekends"])
    contact, officer = browser(a_member(body)), an_officer(county)
    here = county.assembly
    start = reverse("volunteering:start", args=[here])

    first = words_of(client.get(reverse("volunteering:roles", args=[here])))
    how = words_of(client.get(start))
    what = words_of(client.get(start, {"step": 2, "place": north.code, "day": "weekends"}))
    near = client.get(
        start, {"step": 3, "place": north.code, "day": "weekends", "theme": food.code}
    )
    assert "Begin here, in three steps" in first
    assert "Step 1 of 3 How to volunteer" in how
    assert "Step 2 of 3 What roles there are" in what
    assert "Food (1 role)" in what
    assert "Step 3 of 3 Who near you needs help" in words_of(near)
    assert f"{body.name} : 1 role" in words_of(near)
    assert "it is about Food; it is near you, in North; it is when you have time" in words_of(near)

    ask = reverse("volunteering:ask_about", args=[here, "cook-lunch"])
    said = {
        "name": "Vera Helps", "email": "vera@example.org", "kind": "individual", "people": 1,
        "agrees": "on", "agrees_to_keep": "on", "days": "weekends",
    }  # fmt: skip
    assert client.post(ask, said).status_code == 302
    letter = Letter.objects.get(kind="VolunteerCame")
    assert (letter.to.email, letter.to.name) == ("vera@example.org", "")
    mine = re.search(r"(/[^\s]+/mine/\S+)", letter.text).group(1)
    assert "enquiry" in words_of(client.get(mine))

    match = Match.objects.get()
    step = reverse("volunteering:match", args=[here, match.pk])
    assert "Vera" not in words_of(contact.get(reverse("volunteering:referred", args=[here])))
    assert contact.get(step).status_code == 403
    assert officer.post(step + "refer/", {"words": "They will ring you."}).status_code == 302
    assert "Vera Helps" in words_of(contact.get(reverse("volunteering:referred", args=[here])))
    assert contact.post(step + "place/", {"words": "Welcome."}).status_code == 302
    on = {"on_day": NOW.day, "on_month": NOW.month, "on_year": NOW.year}
    assert (
        client.post(f"{mine}{match.pk}/hours/", {**on, "hours": "2.5", "words": "Soup"}).status_code
        == 302
    )
    assert contact.post(step + "hours/", {**on, "hours": "1"}).status_code == 302
    assert contact.post(step + "follow-up/", {"words": "All is well."}).status_code == 302
    assert (
        contact.post(step + "thank/", {"words": "Forty lunches, and a smile."}).status_code == 302
    )

    page = client.get(mine)
    assert "placed" in words_of(page)
    assert "3.5 hours in all" in words_of(page)
    assert "Thanks: Forty lunches, and a smile." in words_of(page)
    assert page.headers["Cache-Control"] == "private, no-store"
    record = client.get(mine + "record/").json()
    assert (record["hours"], record["matches"][0]["thanks"][0]["words"]) == (
        3.5, "Forty lunches, and a smile.",
    )  # fmt: skip
    assert contact.post(step + "close/", {"why": "ended"}).status_code == 302
    stages = Entry.objects.filter(kind="MatchMoved").order_by("number")
    assert [one.facts["stage"] for one in stages] == ["enquiry", "referred", "placed", "closed"]
    assert {one.under.partition(" (")[0] for one in stages} == {"wychavon-lsp: clause Notes 2"}
    assert "Vera" not in json.dumps([one.facts for one in Entry.objects.all()])


@pytest.mark.clause("wychavon-brokerage")
def test_nobody_is_named_to_an_organisation_before_they_agree(client):
    county = a_county(document="wychavon-lsp", micro=1)
    found = a_volunteer(county)
    match = helping.ask_about(
        volunteer=found, role=a_role(county), agrees=False, by=county.officer, at=NOW
    )
    step = {"match": match, "words": "", "follow_up_on": SOON, **county.who()}

    with pytest.raises(Refusal) as said:
        brokering.refer(**step)
    assert (said.value.code, said.value.clause.key) == ("not-agreed-to-be-named", "brokerage")
    url = reverse("volunteering:agree", args=[county.assembly, link_for(found), match.pk])
    assert client.get(url).status_code == 200
    match.refresh_from_db()
    assert match.agreed_at is None
    assert client.post(url, {"sure": "on"}).status_code == 302

    match.refresh_from_db()
    assert brokering.refer(**step | {"match": match}).stage == "referred"


@pytest.mark.clause("wychavon-brokerage")
def test_group_is_matched_where_groups_are_welcome_with_all_its_people(client):
    county = a_county(document="wychavon-lsp", micro=1)
    alone, together = a_role(county, title="Visit one person"), a_role(county, takes_groups=True)
    said = {"kind": "employees", "group_name": "Acme Ltd", "people": 9}
    found = a_volunteer(county, **said)

    offered = suggested(county.assembly, wish_of(found), on=NOW.date())
    assert [role for role, _found, _why in offered if role == alone] == []
    with pytest.raises(Refusal) as refused:
        helping.ask_about(volunteer=found, role=alone, agrees=True, at=NOW)
    match = helping.ask_about(volunteer=found, role=together, agrees=True, at=NOW)

    assert refused.value.code == "role-not-for-groups"
    assert match.people == 9
    unnamed = client.post(
        reverse("volunteering:offer", args=[county.assembly]),
        {
            "name": "A",
            "email": "a@example.org",
            "kind": "group",
            "people": 4,
            "agrees_to_keep": "on",
        },
    )
    assert "Say what your group is called." in words_of(unnamed)


def test_young_volunteer_is_reached_through_a_guardian_alone():
    county = a_county(micro=1)
    body = county.bodies[0]
    match = a_match(
        county, is_under_18=True, guardian_name="Gus Guardian", guardian_contact="01929 1"
    )
    brokering.refer(match=match, words="", follow_up_on=SOON, **county.who())
    contact = browser(a_member(body))
    url = reverse("volunteering:match", args=[county.assembly, match.pk])

    before = words_of(contact.get(url))
    brokering.guardian_agrees(volunteer=match.volunteer, on=NOW.date(), **county.who())
    after = words_of(contact.get(url))

    assert "Take special care" in before
    assert "Vera" not in before
    assert "vera@example.org" not in before
    assert "vera@example.org" in after
    assert "Take special care" in after


def test_role_for_adults_is_not_for_the_young_and_they_name_a_guardian(client):
    county = a_county(micro=1)
    role = a_role(county, young="no")

    with pytest.raises(Refusal) as said:
        a_volunteer(county, role=role, is_under_18=True, guardian_name="G")
    page = client.post(
        reverse("volunteering:offer", args=[county.assembly]),
        {"name": "A", "email": "a@example.org", "kind": "individual", "is_under_18": "on",
         "agrees_to_keep": "on"},
    )  # fmt: skip

    assert said.value.code == "role-not-for-young"
    assert "Needed, because you are under 18." in words_of(page)
    assert not Volunteer.objects.exists()


def test_volunteer_withdraws_and_the_organisation_reads_of_them_no_longer(client):
    county = a_county(micro=1)
    match = a_match(county)
    brokering.refer(match=match, words="", follow_up_on=SOON, **county.who())
    contact = browser(a_member(county.bodies[0]))
    url = reverse("volunteering:match", args=[county.assembly, match.pk])
    assert "vera@example.org" in words_of(contact.get(url))

    link = link_for(match.volunteer)
    gone = client.post(
        reverse("volunteering:withdraw", args=[county.assembly, link, match.pk]), {"sure": "on"}
    )

    assert gone.status_code == 302
    assert "vera@example.org" not in words_of(contact.get(url))
    match.refresh_from_db()
    assert (match.stage, match.closed_because) == ("closed", "changed")


def test_erased_volunteer_leaves_numbers_and_no_name(client):
    county = a_county(micro=1)
    match = placed(county)
    found = match.volunteer
    brokering.keep_hours(
        match=match, on=NOW.date(), minutes=90, people=1, words="Vera cooked", by=None, at=NOW
    )
    brokering.thank(match=match, words="Thank you Vera", **county.who())
    brokering.follow_up(match=match, words="Vera is ill", follow_up_on=None, **county.who())
    link = link_for(found)

    done = client.post(reverse("volunteering:forget", args=[county.assembly, link]), {"sure": "on"})

    assert done.status_code == 302
    assert not Volunteer.objects.exists()
    assert not Person.objects.filter(email="vera@example.org").exists()
    assert not Letter.objects.filter(kind__in=["VolunteerCame", "VolunteerThanked"]).exists()
    assert (Thanks.objects.count(), FollowUp.objects.count()) == (0, 0)
    assert list(Hours.objects.values_list("minutes", "words")) == [(90, "")]
    assert client.get(reverse("volunteering:mine", args=[county.assembly, link])).status_code == 404


def test_erasure_leaves_an_account_that_was_there_before():
    county = a_county(micro=1)
    known = PersonFactory(email="vera@example.org")
    found = a_volunteer(county)

    helping.forget(volunteer=found, at=NOW)

    assert Person.objects.filter(pk=known.pk).exists()
    assert not known.letters.exists()


@pytest.mark.parametrize(
    ("days", "stage", "code"), [(0, "enquiry", "hours-before-placed"), (1, "placed", "hours-ahead")]
)
def test_hours_are_kept_of_those_placed_once_they_are_given(days, stage, code):
    county = a_county(micro=1)
    match = a_match(county) if stage == "enquiry" else placed(county)

    with pytest.raises(Refusal) as said:
        brokering.keep_hours(
            match=match, on=NOW.date() + timedelta(days=days), minutes=60, people=1, words="",
            by=None, at=NOW,
        )  # fmt: skip

    assert said.value.code == code
    assert not Hours.objects.exists()


def test_link_that_was_changed_opens_nothing_and_others_read_no_volunteer(client):
    county = a_county(micro=1)
    found = a_volunteer(county)
    url = reverse("volunteering:mine", args=[county.assembly, link_for(found) + "x"])

    assert client.get(url).status_code == 404
    page = reverse("volunteering:volunteer", args=[county.assembly, found.reference])
    assert browser(a_member(county.bodies[0])).get(page).status_code == 403
    assert "Vera Helps" in words_of(an_officer(county).get(page))


def test_desk_tells_officers_who_asks_and_offers_and_an_organisation_whom_it_was_referred():
    county = a_county(document="wychavon-lsp", micro=1)
    body, on = county.bodies[0], NOW.date()
    contact = a_member(body)
    match = a_match(county)
    a_volunteer(county, email="oda@example.org", name="Oda Offers")

    def desk(person, organisation=None) -> set[str]:
        waits = waiting_in_volunteering(organisation, county.assembly, at=NOW, person=person)
        return {item.verb_phrase for item in waits}

    assert desk(county.officer) == {
        "Refer somebody who asks about Cook lunch", "Find a role for 1 person who offers time",
    }  # fmt: skip
    assert desk(contact, body) == set()
    brokering.refer(match=match, words="", follow_up_on=None, **county.who())
    assert desk(contact, body) == {"Get in touch with a volunteer for Cook lunch"}
    assert desk(county.officer) == {"Find a role for 1 person who offers time"}
    brokering.place(match=match, words="", follow_up_on=on, by=contact, at=NOW)
    assert desk(contact, body) == {"Follow up a volunteer for Cook lunch"}
