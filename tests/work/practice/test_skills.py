"""Skills are found by what and where, until they expire or are taken away; what is given is thanked."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.site.duties import waits_for_person
from folkmoot.work.practice.actions.skills import (
    log_contribution,
    renew_offer,
    thank,
    withdraw_offer,
)
from folkmoot.work.practice.models import Offer
from folkmoot.work.practice.queries.skills import advisers, current_offers, given_by_each
from tests.factories import PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member, moment
from tests.work.practice.factories import an_offer, carers, food, text_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
EXPIRES = date(2027, 3, 2)


def find(client, county, **wanted) -> str:
    return text_of(client.get(reverse("practice:offers", args=[county.assembly]), wanted))


@pytest.mark.clause("principles-p2a1-skills-register")
def test_organisation_officer_and_volunteer_are_found_by_skill_and_place(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=2)
    north, south = county.districts
    an_offer(county, county.bodies[0], title="Keeping the books", areas=[north])
    an_offer(county, None, title="Mending bikes", areas=[south])
    an_offer(county, None, title="Filling in forms", by=county.officer)

    everything = find(client, county)
    assert "3 listings fit" in everything
    for words in (county.bodies[0].name, "a volunteer", "an officer"):
        assert words in everything
    assert "1 listing fits" in find(client, county, words="bikes")
    in_north = find(client, county, place=north.code)
    assert "Keeping the books" in in_north
    assert "Filling in forms" in in_north  # offered everywhere
    assert "Mending bikes" not in in_north


@pytest.mark.clause("principles-p2a1-skills-register")
def test_entry_is_hidden_from_the_day_it_expires_and_asked_to_be_renewed():
    county = a_county(document="dorset-principles", micro=1)
    body = county.bodies[0]
    person = a_member(body)
    offer = an_offer(county, body, by=person)

    def titles(on: date) -> list[str]:
        return [one.title for one in current_offers(county.assembly, on=on, is_member=True)]

    def waits(on: date) -> list[str]:
        found = waits_for_person(person, body, county.assembly, at=moment(on), on=on)
        return [one.verb_phrase for one in found if "still stands" in one.verb_phrase]

    assert offer.expires_on == EXPIRES
    assert titles(EXPIRES - timedelta(days=1)) == ["Keeping the books"]
    assert titles(EXPIRES) == []
    assert waits(TODAY) == []
    assert waits(EXPIRES) == ["Say whether this still stands: Keeping the books"]
    renew_offer(offer=offer, by=person, at=moment(EXPIRES))
    assert titles(EXPIRES) == ["Keeping the books"]
    assert waits(EXPIRES) == []


@pytest.mark.clause("principles-p2a1-skills-register")
def test_consent_that_is_withdrawn_leaves_no_entry_and_no_words(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    person = a_member(county.bodies[0])
    offer = an_offer(county, county.bodies[0], by=person, title="Reading leases")
    url = reverse("practice:offer_withdraw", args=[county.assembly, offer.reference])

    answer = browser(person).post(url, {"sure": "on"})

    assert answer.status_code == 302
    assert not Offer.objects.exists()
    assert "Reading leases" not in find(client, county)
    assert "Reading leases" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_without_consent_nothing_is_listed_and_what_was_typed_stays(time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    url = reverse("practice:offer_add", args=[county.assembly])
    typed = {"kind": "skill", "title": "Singing", "contact": "Ring", "seen_by": "everyone"}
    me = browser(PersonFactory())

    refused = me.post(url, typed)

    assert refused.status_code == 422
    assert "It is kept only if you agree." in text_of(refused)
    assert 'value="Singing"' in refused.content.decode()
    assert me.post(url, typed | {"agrees": "on"}).status_code == 302
    assert Offer.objects.get().listed_as == "volunteer"


@pytest.mark.clause("staffs-2.1.iii")
def test_who_can_advise_on_a_group_of_people_returns_organisations(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="staffs-alliance", micro=3)
    able, other, shy = county.bodies
    known = {"kind": "knowledge", "communities": [carers()]}
    an_offer(county, able, title="Respite at home", areas=[county.districts[0]], **known)
    an_offer(county, other, title="Roof repairs")
    an_offer(county, shy, title="Night care", seen_by="members", **known)

    page = find(client, county, words="carers", kind="knowledge")

    assert able.name in page
    assert other.name not in page
    assert shy.name not in page
    assert county.districts[0].name in page
    assert advisers(county.assembly, on=TODAY, community="carers") == [able]
    assert advisers(county.assembly, on=EXPIRES, community="carers") == []
    assert set(advisers(county.assembly, on=TODAY, community="carers", is_member=True)) == {
        able, shy,
    }  # fmt: skip


@pytest.mark.clause("staffs-appA.a-contribution")
def test_contribution_of_a_member_is_logged_seen_and_thanked(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="staffs-alliance", micro=1)
    body = county.bodies[0]
    person = a_member(body)
    an_offer(county, body, kind="time", title="Two evenings a month", by=person)
    said = {"assembly": county.assembly, "organisation": body, "kind": "time", "on": TODAY}
    given = log_contribution(words="Ran the stall", hours=6, by=person, at=NOW, **said)
    log_contribution(words="Lent a van", hours=None, by=person, at=NOW, **said)

    (each,) = given_by_each(county.assembly, since=date(2026, 1, 1))
    assert (each.times, each.hours, each.unknown, each.thanked) == (2, 6, 1, 0)
    thank(contribution=given, thanks="It rained and you stayed.", **county.who())

    page = text_of(client.get(reverse("practice:contributions", args=[county.assembly])))
    assert "Ran the stall" in page
    assert "It rained and you stayed." in page
    assert [letter.kind for letter in Letter.objects.filter(to=person)] == ["ContributionThanked"]


def test_somebody_else_neither_takes_away_nor_thanks():
    county = a_county(document="dorset-principles", micro=1)
    offer = an_offer(county, county.bodies[0])
    stranger = PersonFactory()

    with pytest.raises(Refusal) as said:
        withdraw_offer(offer=offer, by=stranger, at=NOW)

    assert said.value.code == "not-permitted"
    assert Offer.objects.exists()


@pytest.mark.parametrize("number", [2, 20])
def test_cost_of_the_register_does_not_grow(
    client, django_assert_max_num_queries, time_machine, number
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    person = a_member(county.bodies[0])
    for place in range(number):
        an_offer(
            county, county.bodies[0], by=person, title=f"Skill {place}", themes=[food()],
            communities=[carers()], areas=county.districts,
        )  # fmt: skip

    with django_assert_max_num_queries(20):
        find(client, county)
