"""People are found by what they offer, are asked, and go forward from a fair spread."""

from datetime import UTC, date, datetime

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.recruiting.actions.finding import (
    answer_suggestion,
    ask_people,
    close_search,
    keep_offer,
    open_search,
    send_names,
    withdraw_offer,
)
from folkmoot.proceedings.recruiting.models import Offer, Suggestion
from folkmoot.proceedings.recruiting.queries.finding import candidates, spread_of
from folkmoot.rules.findings import Refusal
from tests.factories import (
    AdoptionFactory,
    AreaFactory,
    AssemblyFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
)
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 20, 10, tzinfo=UTC)
TODAY = NOW.date()
NOTHING = {"areas": [], "themes": [], "communities": []}


@pytest.fixture
def officer(time_machine):
    time_machine.move_to(NOW, tick=False)
    assembly = AssemblyFactory(scheme="listed")
    AdoptionFactory(assembly=assembly, document="dorset-vcsa")
    return PostFactory(assembly=assembly)


@pytest.fixture
def assembly(officer):
    return officer.assembly


def offers(assembly, skills, organisation=None, areas=(), **more) -> Offer:
    given = NOTHING | {"lived": "", "free": [], "hours_a_month": None, "areas": areas} | more
    return keep_offer(
        assembly=assembly, organisation=organisation, skills=skills, by=PersonFactory(), at=NOW,
        **given,
    )  # fmt: skip


def looks(officer, **more):
    given = NOTHING | {
        "title": "A design group for breaks", "kind": "design", "asked_by": "The council",
        "words": "Plan breaks for carers.", "people": 2, "answer_by": date(2026, 5, 10),
        "skills": "caring, budgets", "free": ["evenings"],
    }  # fmt: skip
    return open_search(
        assembly=officer.assembly, form_key="once", by=officer.person, at=NOW, **given | more
    )


@pytest.mark.clause("dorset-vcsa-find-people")
def test_who_fits_is_found_by_skill_life_place_and_time_with_the_reasons(officer, assembly):
    place = AreaFactory(name="Lichmere")
    best = offers(assembly, "budgets", lived="Caring", areas=[place], free=["evenings"])
    half = offers(assembly, "Budgets")
    offers(assembly, "football")
    search = looks(officer, areas=[place])

    found = candidates(search)

    assert [one.offer for one in found] == [best, half]
    assert found[0].per_cent == 100
    assert "places" in found[0].why
    assert found[1].match.missing["skills"] == ["caring"]


@pytest.mark.clause("dorset-vcsa-find-people")
def test_nobody_goes_forward_without_a_yes_and_a_spread(officer, assembly):
    big, small = OrganisationFactory(size_band="major"), OrganisationFactory(size_band="micro")
    for organisation in (big, big, small):
        offers(assembly, "caring", organisation)
    search = looks(officer)
    assert open_search(
        assembly=assembly, form_key="once", by=officer.person, at=NOW, **NOTHING
    ) == search  # fmt: skip
    asked = ask_people(search=search, chosen=candidates(search), by=officer.person, at=NOW)
    assert len(asked) == 3
    assert ask_people(search=search, chosen=candidates(search), by=officer.person, at=NOW) == []
    with pytest.raises(Refusal) as unasked:
        send_names(search=search, chosen=asked[:2], because="", by=officer.person, at=NOW)
    for one in asked:
        answer_suggestion(suggestion=one, agrees=True, by=one.offer.person, at=NOW)
    narrow = [one for one in asked if one.offer.organisation == big]
    with pytest.raises(Refusal) as refused:
        send_names(search=search, chosen=narrow, because="", by=officer.person, at=NOW)

    assert unasked.value.code == "name-not-asked"
    assert (refused.value.code, refused.value.clause.key) == ("names-not-spread", "find-people")
    assert not Suggestion.objects.exclude(forwarded_at=None).exists()
    others = [asked[0], next(one for one in asked if one.offer.organisation == small)]
    assert spread_of(search, [one.offer for one in others], on=TODAY).holds
    send_names(search=search, chosen=others, because="", by=officer.person, at=NOW)
    assert Suggestion.objects.exclude(forwarded_at=None).count() == 2
    facts = Entry.objects.get(kind="NamesWentForward").facts
    assert facts["names"] == 2
    assert not any(one.offer.person.name in str(facts) for one in asked)


def test_only_the_one_who_was_asked_answers_and_an_offer_taken_back_says_nothing(officer, assembly):
    offer = offers(assembly, "caring", lived="my own story")
    search = looks(officer)
    [asked] = ask_people(search=search, chosen=candidates(search), by=officer.person, at=NOW)
    with pytest.raises(Refusal):
        answer_suggestion(suggestion=asked, agrees=True, by=officer.person, at=NOW)

    withdraw_offer(offer=offer, at=NOW)

    offer.refresh_from_db()
    asked.refresh_from_db()
    assert (offer.skills, offer.lived, asked.why) == ("", "", "")
    assert candidates(search) == []


def test_an_offer_that_says_nothing_is_refused(assembly):
    with pytest.raises(Refusal):
        offers(assembly, " ")

    assert not Offer.objects.exists()


def test_those_asked_are_told_what_came_of_it_and_nothing_more_is_done(officer, assembly):
    offer = offers(assembly, "caring")
    search = looks(officer)
    [asked] = ask_people(search=search, chosen=candidates(search), by=officer.person, at=NOW)

    close_search(search=search, outcome="The group was put off.", by=officer.person, at=NOW)

    told = Letter.objects.filter(to=offer.person, kind="SearchClosed").get()
    assert "put off" in told.text
    with pytest.raises(Refusal):
        answer_suggestion(suggestion=asked, agrees=True, by=offer.person, at=NOW)


def test_pages_from_an_offer_to_names(officer, assembly, django_assert_max_num_queries):
    person = PersonFactory(name="Ada Osei")
    place = AreaFactory()
    assembly.areas.add(place)
    client = browser(person)
    url = reverse("recruiting:offer", args=[assembly])
    assert client.post(url, {"skills": ""}).status_code == 422
    sent = client.post(url, {"skills": "caring", "areas": [place.pk], "free": ["days"]})
    assert sent.status_code == 302
    TOTP.activate(officer.person, "JBSWY3DPEHPK3PXP")
    desk = browser(officer.person)
    search = looks(officer)
    page = reverse("recruiting:search", args=[assembly, search.reference])
    for number in range(12):
        offers(assembly, f"caring {number}", OrganisationFactory())
    with django_assert_max_num_queries(34):
        assert "Ada Osei" in desk.get(page).content.decode()
    offer = Offer.objects.get(person=person)
    desk.post(reverse("recruiting:ask", args=[assembly, search.reference]), {"chosen": [offer.pk]})
    assert "May your name" in Letter.objects.get(to=person).subject
    waiting = client.get(reverse("desk", args=[assembly])).content.decode()
    assert "your name may go forward" in waiting
    answer = reverse("recruiting:answer", args=[assembly, search.reference])
    client.post(answer, {"agrees": "yes"})
    asked = Suggestion.objects.get()
    desk.post(reverse("recruiting:send", args=[assembly, search.reference]), {"chosen": [asked.pk]})
    asked.refresh_from_db()
    assert asked.forwarded_at is not None
    public = browser().get(reverse("recruiting:people", args=[assembly])).content.decode()
    assert search.title in public
    assert "Ada Osei" not in public
