"""What works spreads; criticism stands beside praise; ties have holders; rooms are found and asked for."""

from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.work.funding.models import Award
from folkmoot.work.practice.actions.library import (
    keep_relationship,
    publish_testimonial,
    take_up,
)
from folkmoot.work.practice.actions.places import (
    answer_for_venue,
    ask_for_venue,
    keep_venue,
    leave_peers,
    list_peer,
    reply_to_share,
    share_news,
)
from folkmoot.work.practice.actions.studies import publish_study
from folkmoot.work.practice.models import Peer, VenueRequest
from folkmoot.work.practice.queries.library import examples
from tests.factories import PersonFactory, PostFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member
from tests.work.practice.factories import a_study, an_example, an_offer, food, text_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def page_of(client, name, county, *args, **wanted) -> str:
    return text_of(client.get(reverse(f"practice:{name}", args=[county.assembly, *args]), wanted))


@pytest.mark.clause("principles-p2a1-good-practice")
def test_what_works_is_found_by_place_theme_and_scale(client):
    county = a_county(document="dorset-principles", micro=1)
    north, south = county.districts
    body = county.bodies[0]
    an_example(county, body, title="Street fridge", areas=[north], themes=[food()])
    an_example(county, body, title="Market stall", scale="community", areas=[south])

    for wanted, found in (
        ({"place": north.code}, "Street fridge"), ({"theme": "food"}, "Street fridge"),
        ({"scale": "neighbourhood"}, "Street fridge"), ({"scale": "community"}, "Market stall"),
    ):  # fmt: skip
        page = page_of(client, "examples", county, **wanted)
        assert "1 example" in page
        assert found in page


@pytest.mark.clause("staffs-appA.d")
def test_others_take_up_what_works_with_a_note_and_it_shows_what_has_spread(client):
    county = a_county(document="staffs-alliance", micro=3)
    sharer, taker, other = county.bodies
    fridge = an_example(county, sharer, title="Street fridge")
    an_example(county, other, title="Never taken up")
    for body in (taker, other):
        take_up(example=fridge, organisation=body, note=f"{body.name} put it in the hall.",
                by=a_member(body), at=NOW)  # fmt: skip

    page = page_of(client, "example", county, fridge.reference)
    assert f"{taker.name} put it in the hall." in page
    spread = page_of(client, "examples", county, spread="yes")
    assert "Street fridge" in spread
    assert "Never taken up" not in spread
    (first,) = examples(county.assembly, by_spread=True)
    assert first.uptake == 2
    assert Letter.objects.filter(kind="ExampleTakenUp").count() == 2
    with pytest.raises(Refusal) as own:
        take_up(example=fridge, organisation=sharer, note="x", by=a_member(sharer), at=NOW)
    assert own.value.code == "takes-up-its-own"


@pytest.mark.clause("principles-3.1-testimonials")
def test_criticism_is_published_on_the_same_footing_as_praise(client):
    county = a_county(document="dorset-principles", micro=1)
    for tone, words, days in (
        ("praise", "They listened.", 3), ("critical", "They came too late.", 2),
        ("praise", "They paid on time.", 1),
    ):  # fmt: skip
        publish_testimonial(
            assembly=county.assembly, tone=tone, about="The council", words=words,
            speaker="Bo Said", role="treasurer", organisation_name="The Hall",
            said_on=TODAY - timedelta(days=days), permitted_on=TODAY, permitted_how="by letter",
            **county.who(),
        )  # fmt: skip

    page = page_of(client, "testimonials", county)

    assert "2 praise, 1 criticise." in page
    assert page.index("paid on time") < page.index("came too late") < page.index("They listened")
    assert "Bo Said, treasurer, The Hall, 28 February 2026" in page
    assert "with leave given on 2 March 2026" in page
    assert "by letter" not in page


@pytest.mark.clause("principles-a3-resource-library")
def test_library_answers_who_works_with_whom_who_holds_it_and_who_is_funded(client):
    county = a_county(document="dorset-principles", micro=2)
    held, unheld = county.bodies
    study = publish_study(study=a_study(county), **county.who())
    officer = PostFactory(assembly=county.assembly, kind="public-body", body="The Council").person
    said = {
        "assembly": county.assembly, "body": "The Council", "kind": "grant", "words": "Lunch clubs",
        "from_on": TODAY, "until_on": None, "by": officer, "at": NOW,
    }  # fmt: skip
    keep_relationship(team="Adults", organisation=held, holder="Kit Holds", study=study, **said)
    keep_relationship(team="Children", organisation=unheld, holder="", study=None, **said)

    page = page_of(client, "relationships", county)

    assert "2 ties are known. Of 1 nobody knows who holds it; 1 lead to a case study." in page
    for words in (held.name, "Adults", "Kit Holds", "Eating in the holidays"):
        assert words in page
    nobody = page_of(client, "relationships", county, held="no")
    assert unheld.name in nobody
    assert "Kit Holds" not in nobody
    Award.objects.create(
        assembly=county.assembly, identifier="a-1", organisation=held, recipient_name=held.name,
        funder_name="The Council", title="Lunches", pence=1_250_000, awarded_on=TODAY,
    )  # fmt: skip
    url = reverse("resource-library", args=[county.assembly])
    answers = text_of(client.get(url, {"words": held.name}))
    assert f"{held.name} Adults, The Council grant" in answers
    assert "Kit Holds" in answers
    assert "£12,500 in 1 award, from The Council" in answers
    assert "1. Eating in the holidays" in answers
    assert "no award is known" in text_of(client.get(url, {"words": unheld.name}))


def a_room(county, name="Old Library", **access):
    body = county.bodies[0]
    return keep_venue(
        assembly=county.assembly, name=name, kind="library", address="1 High Street",
        area=county.districts[0], keeper=body, seats=30, cost="", words="", access=access,
        by=a_member(body), at=NOW,
    )  # fmt: skip


@pytest.mark.clause("principles-a3-venues")
def test_room_is_found_by_place_and_by_what_people_need_and_unknown_is_not_yes(client):
    county = a_county(document="dorset-principles", micro=2)
    a_room(county, "Has a loop", loop=True)
    a_room(county, "Has none", loop=False)
    unknown = a_room(county, "Nobody told")

    found = page_of(client, "venues", county, need="loop", place=county.districts[0].code)

    assert "Has a loop" in found
    assert "Has none" not in found
    assert "Nobody told" not in found
    assert "Has a loop" not in page_of(client, "venues", county, place=county.districts[1].code)
    assert "Hearing loop not known" in page_of(client, "venue", county, unknown.reference)


@pytest.mark.clause("principles-a3-venues")
def test_group_asks_for_a_room_and_its_keeper_answers():
    county = a_county(document="dorset-principles", micro=2)
    room = a_room(county)
    asker = a_member(county.bodies[1])
    wish = ask_for_venue(
        venue=room, organisation=county.bodies[1], words="Our choir", for_on=TODAY, times="18 to 20",
        people=12, by=asker, at=NOW,
    )  # fmt: skip
    assert Letter.objects.filter(kind="VenueAskedFor").count() == 1
    person = Letter.objects.get(kind="VenueAskedFor").to
    url = reverse("practice:venue_answer", args=[county.assembly, room.reference, wish.pk])

    answer = browser(person).post(url, {"is_accepted": "yes", "answer": "The key is next door."})

    assert answer.status_code == 302
    wish.refresh_from_db()
    assert wish.state == VenueRequest.State.ACCEPTED
    assert "The key is next door." in Letter.objects.get(to=asker).text
    assert browser(PersonFactory()).get(url).status_code == 403
    with pytest.raises(Refusal) as again:
        answer_for_venue(request=wish, is_accepted=False, answer="x", by=person, at=NOW)
    assert again.value.code == "room-answered-already"


@pytest.mark.clause("staffs-2.1.v")
def test_members_alone_find_peers_who_opted_in_and_share_with_each_other():
    county = a_county(document="staffs-alliance", micro=2)
    body, other = county.bodies
    person, reader = a_member(body), a_member(other)
    peer = list_peer(
        assembly=county.assembly, organisation=body, role="Chair", about="Leases and roofs",
        contact="chair@example.org", themes=[food()], by=person, at=NOW,
    )  # fmt: skip
    share = share_news(assembly=county.assembly, organisation=body, title="We won a roof",
                       words="Ask us how.", by=person, at=NOW)  # fmt: skip
    reply_to_share(share=share, organisation=other, words="How?", by=reader, at=NOW)

    me = browser(reader)
    found = page_of(me, "peers", county, words="roofs")
    assert "chair@example.org" in found
    assert "Nobody is to be found yet" in page_of(me, "peers", county, sector="statutory")
    told = page_of(me, "shares", county)
    assert "Ask us how." in told
    assert f"{other.name}: How?" in told
    an_example(county, body)  # what works is published for everybody from here
    stranger = browser(PersonFactory())
    for name in ("peers", "shares"):
        url = reverse(f"practice:{name}", args=[county.assembly])
        assert stranger.get(url).status_code == 403
    leave_peers(peer=peer, by=person, at=NOW)
    assert not Peer.objects.exists()


def test_offer_for_members_is_hidden_from_others(client):
    county = a_county(document="dorset-principles", micro=1)
    offer = an_offer(county, county.bodies[0], seen_by="members", title="Kept inside")
    url = reverse("practice:offer", args=[county.assembly, offer.reference])

    assert client.get(url).status_code == 403
    assert "Kept inside" not in page_of(client, "offers", county)
    assert "Ring the office" in text_of(browser(a_member(county.bodies[0])).get(url))


@pytest.mark.parametrize("number", [2, 15])
@pytest.mark.parametrize("name", ["examples", "venues", "relationships", "testimonials"])
def test_cost_of_the_lists_does_not_grow(client, django_assert_max_num_queries, name, number):
    county = a_county(document="dorset-principles", micro=1)
    for place in range(number):
        an_example(county, county.bodies[0], themes=[food()])
        a_room(county, f"Room {place}", loop=True)

    with django_assert_max_num_queries(20):
        page_of(client, name, county)
