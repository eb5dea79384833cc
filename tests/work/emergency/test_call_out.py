"""An emergency from the call to the lessons: calling, answering by every way, matching, worries."""

import io
import re
import sys
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.work.emergency.actions import calling, helping, opening
from folkmoot.work.emergency.models import Called, Emergency, Match, Need, Offer, Worry
from folkmoot.work.emergency.queries.helping import balance_of, suggestions
from tests.factories import AreaFactory, PersonFactory, PostFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member
from tests.work.emergency.test_ready import get_ready, the_officer

pytestmark = pytest.mark.django_db


def refused(do) -> str:
    with pytest.raises(Refusal) as said:
        do()
    return said.value.code


def a_flood(county, **more):
    said = {
        "title": "Flood in the north", "situation": "Keep off the bridge.",
        "areas": [county.districts[0]], "is_exercise": False,
    }  # fmt: skip
    return opening.open_emergency(assembly=county.assembly, **county.who(), **said | more)


def call(county, flood, **more):
    said = {
        "words": "Bring soup to the hall.", "helps": ["food", "transport"],
        "areas": [county.districts[0]], "with_everybody": False,
    }  # fmt: skip
    return calling.call_out(emergency=flood, **county.who(), **said | more)


def an_offer(county, flood, body, **more):
    said = {"kind": "food", "area": None, "words": "Soup for forty."}
    return helping.offer_help(
        emergency=flood, organisation=body, by=a_member(body), at=NOW, **said | more
    )


def a_need(county, flood, **more):
    said = {
        "kind": "food", "area": county.districts[0], "people": 12, "is_urgent": False,
        "words": "Soup in the chapel.", "organisation": None,
    }  # fmt: skip
    return helping.tell_need(emergency=flood, **county.who(), **said | more)


@pytest.mark.clause("dorset-vcsa-emergency")
def test_groups_are_called_answer_are_matched_share_and_pass_worries_on(client, time_machine):
    """The journey of an emergency through the pages, from the call to its lessons."""
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-vcsa", micro=4)
    near, far = county.bodies[0], county.bodies[1]
    get_ready(county, near, helps=["food"])
    get_ready(county, far, helps=["food"])
    council = PostFactory(assembly=county.assembly, kind="public-body", body="Council").person
    officer, member, slug = the_officer(county), browser(a_member(near)), county.assembly.slug
    north = county.districts[0].pk

    officer.post(
        f"/{slug}/emergency/open/",
        {"title": "Flood in the north", "situation": "Keep off the bridge.", "areas": [north]},
    )
    flood = Emergency.objects.get()
    base = f"/{slug}/emergency/{flood.reference}/"
    called = officer.post(
        f"{base}call/", {"words": "Bring soup.", "helps": ["food"], "areas": [north]}, follow=True
    )
    assert "Who was called" in called.content.decode()
    one = Called.objects.get()  # the one in the south is not called
    assert one.organisation == near
    letter = Letter.objects.filter(kind="CalledOut").order_by("pk").first()
    link = re.search(r"/\S+/emergency/answer/\w+/", letter.text).group()
    assert "Can your" not in letter.subject
    assert one.key in letter.subject
    assert client.get(link).status_code == 200
    assert client.post(link, {"answer": "yes"}).status_code == 422  # with what?
    sent = client.post(link, {"answer": "yes", "helps": ["food"], "words": "From noon."})
    assert "We have your answer" in sent.content.decode()

    officer.post(
        f"{base}needs/tell/",
        {"kind": "food", "area": north, "people": "12", "is_urgent": "on", "words": "Chapel."},
    )
    need = Need.objects.get()
    assert "it cannot wait" in member.get(f"{base}needs/").content.decode()
    page = officer.get(f"{base}needs/{need.pk}/").content.decode()
    assert f"Send {near.name}" in page
    assert "is near" in page
    offer = Offer.objects.get()
    officer.post(f"{base}needs/{need.pk}/send/{offer.pk}/", {})
    assert Letter.objects.filter(kind="HelpAskedFor").exists()
    match = Match.objects.get()
    member.post(f"{base}needs/{need.pk}/end/{match.pk}/", {"outcome": "met", "words": "Fed."})
    need.refresh_from_db()
    assert need.met_at == NOW

    member.post(f"{base}share/", {"title": "A pump", "words": "Ring the hall.", "link": ""})
    member.post(
        f"{base}worries/raise/", {"partner": "Council", "words": "The road is under water."}
    )
    worry = Worry.objects.get()
    browser(council).post(f"{base}worries/{worry.pk}/reply/", {"words": "We close it now."})
    officer.post(f"{base}news/", {"words": "The water falls."})
    officer.post(f"{base}stand-down/", {"words": "Thank you all."})
    officer.post(f"{base}learn/", {"words": "The hall key was missing.", "owner": "Desk"})

    public = client.get(base).content.decode()
    for words in (
        "Stood down on", "The water falls.", "A pump", "1 of 1 has a reply.", "Thank you all.",
        "The hall key was missing.", "Opening 2",
    ):  # fmt: skip
        assert words in public
    for words in ("Chapel.", "under water"):  # what is needed is for those who help
        assert words not in public
        assert words not in Entry.objects.order_by("pk").values_list("facts", flat=True)
    assert client.post(link, {"answer": "no"}).status_code == 422  # it is over
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert kinds >= {
        "EmergencyOpened", "HelpCalledFor", "CallAnswered", "NeedTold", "HelpMatched", "HelpEnded",
        "ResourceShared", "WorryRaised", "WorryAnswered", "EmergencyEnded", "LessonLearned",
    }  # fmt: skip


def test_call_reaches_everybody_there_when_too_few_are_ready_and_nobody_is_a_no():
    county = a_county(micro=6)
    flood = a_flood(county)
    a_member(county.bodies[0])

    assert refused(lambda: call(county, flood)) == "nobody-reached"
    made = call(county, flood, with_everybody=True)

    assert [one.organisation for one in made.called.all()] == [county.bodies[0]]
    ward = AreaFactory(kind="ward", parent=county.districts[0])
    in_the_ward = call(county, flood, with_everybody=True, areas=[ward])
    assert in_the_ward.called.count() == 1  # who works in the whole district works in its ward


def test_organisation_without_a_person_here_is_rung_and_its_answer_written_down(time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=2)
    body = county.bodies[0]
    ready = get_ready(county, body)
    body.authorities.all().delete()
    flood = a_flood(county)
    made = call(county, flood)
    one = made.called.get()
    assert not one.is_told
    officer = the_officer(county)
    url = reverse("emergency:called", args=[county.assembly, flood.reference, made.pk])
    page = officer.get(url).content.decode()
    assert "ring them" in page
    assert ready.phone in page

    officer.post(
        reverse(
            "emergency:by_phone", args=[county.assembly, flood.reference, made.pk, one.key]
        ),
        {"answer": "part", "helps": ["food"], "words": "Ten meals."},
    )  # fmt: skip

    one.refresh_from_db()
    assert (one.answer, one.channel) == ("part", "phone")
    assert flood.offers.get().words == "Ten meals."


@pytest.mark.parametrize(
    ("first", "expected", "offers"),
    [
        ("YES, from noon on", ("yes", "from noon on"), 2),
        ("part ten meals", ("part", "ten meals"), 2),
        ("No.", ("no", ""), 0),
    ],
)
def test_call_is_answered_by_writing_back(monkeypatch, time_machine, first, expected, offers):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)
    get_ready(county, county.bodies[0])
    one = call(county, a_flood(county)).called.get()
    message = f"Subject: Re: Can you help? Flood [{one.key}]\r\n\r\n> old\r\n{first}\r\nOla\r\n"

    write_back(monkeypatch, message.encode())

    one.refresh_from_db()
    assert (one.answer, one.words, one.channel) == (*expected, "mail")
    assert Offer.objects.filter(ended_at=None).count() == offers


def write_back(monkeypatch, raw: bytes) -> None:
    """Hand a message over as a mail server does."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    call_command("emergency_mail", stdout=io.StringIO())


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"Subject: hello\r\n\r\nYES\r\n", "no key"),
        (b"Subject: [KEY]\r\n\r\nmaybe\r\n", "none of the words"),
        (b"Subject: [KEY]\r\n\r\n", "none of the words"),
        (b"Subject: [KEY]\r\nContent-Type: text/plain; charset=x-none\r\n\r\n\xff", "cannot be read"),
        (b"\xff\xfe\x00", "no key"),
    ],
)  # fmt: skip
def test_message_that_answers_no_call_is_refused_in_words(monkeypatch, raw, why):
    county = a_county(micro=1)
    get_ready(county, county.bodies[0])
    one = call(county, a_flood(county)).called.get()

    with pytest.raises(CommandError, match=why):
        write_back(monkeypatch, raw.replace(b"KEY", one.key.encode()))

    one.refresh_from_db()
    assert one.answer == "waiting"


def test_later_answer_takes_the_place_of_an_earlier_one():
    county = a_county(micro=1)
    get_ready(county, county.bodies[0])
    flood = a_flood(county)
    one = call(county, flood).called.get()

    def answer(word, helps):
        calling.answer_call(
            called=one, answer=word, helps=helps, words="", channel="link", by=None, at=NOW
        )
        open_ones = flood.offers.filter(ended_at=None).order_by("kind")
        return list(open_ones.values_list("kind", flat=True))

    assert answer("yes", ["food", "transport"]) == ["food", "transport"]
    assert answer("part", ["food"]) == ["food"]
    assert answer("no", ["food"]) == []


def test_near_and_free_comes_first_and_another_kind_of_help_is_refused():
    county = a_county(micro=4)
    flood = a_flood(county)
    near, far, busy = county.bodies[0], county.bodies[1], county.bodies[2]
    offers = {body: an_offer(county, flood, body) for body in (far, busy, near)}
    helping.send_help(need=a_need(county, flood), offer=offers[busy], **county.who())
    need = a_need(county, flood)

    assert [one.offer.organisation for one in suggestions(need)] == [near, busy, far]
    bus = an_offer(county, flood, county.bodies[3], kind="transport")
    assert refused(lambda: helping.send_help(need=need, offer=bus, **county.who())) == (
        "not-the-same-help"
    )


def test_help_that_falls_through_leaves_the_need_open_and_one_that_comes_meets_it():
    county = a_county(micro=3)
    flood = a_flood(county)
    need = a_need(county, flood)
    first, second = (an_offer(county, flood, body) for body in county.bodies[:2])
    fell = helping.send_help(need=need, offer=first, **county.who())
    assert helping.send_help(need=need, offer=first, **county.who()) == fell
    helping.end_match(match=fell, outcome="fell", words="No van.", **county.who())
    need.refresh_from_db()
    assert need.met_at is None
    assert [one.offer for one in suggestions(need)] == [second]
    came = helping.send_help(need=need, offer=second, **county.who())
    helping.end_match(match=came, outcome="met", words="", **county.who())
    need.refresh_from_db()

    assert need.met_at == NOW
    again = {"match": came, "outcome": "fell", "words": "", **county.who()}
    assert refused(lambda: helping.end_match(**again)) == "match-has-ended"
    assert refused(lambda: helping.send_help(need=need, offer=first, **county.who())) == (
        "need-is-met"
    )
    (row,) = balance_of(flood)
    assert (row.needed, row.met, row.offered, row.is_short) == (1, 1, 2, False)


def test_small_page_is_small_whatever_is_told(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)
    flood = a_flood(county, situation="Keep off the bridge. " * 180)
    for _number in range(40):
        opening.tell_news(emergency=flood, words="The water rises. " * 200, **county.who())

    response = client.get(reverse("emergency:small", args=[county.assembly, flood.reference]))

    assert len(response.content) < 5_000
    for words in ("Flood in the north", "The water rises.", "Keep off the bridge."):
        assert words in response.content.decode()


def test_what_is_needed_is_read_by_those_who_help_alone(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county, other = a_county(micro=1), a_county(micro=1)
    flood = a_flood(county)
    need = a_need(county, flood)
    urls = [
        reverse("emergency:needs", args=[county.assembly, flood.reference]),
        reverse("emergency:need", args=[county.assembly, flood.reference, need.pk]),
    ]

    for url in urls:
        assert browser(a_member(county.bodies[0])).get(url).status_code == 200
        assert browser(a_member(other.bodies[0])).get(url).status_code == 403
        assert browser(PersonFactory()).get(url).status_code == 403
        assert client.get(url).status_code == 302


def test_only_officers_open_call_and_stand_down_and_only_the_body_replies():
    county = a_county(micro=1)
    flood, stranger = a_flood(county), PersonFactory()
    who = {"by": stranger, "at": NOW}
    worry = opening.raise_worry(
        emergency=flood, partner="Council", area=None, words="Ice.", organisation=None,
        **county.who(),
    )  # fmt: skip
    other = PostFactory(assembly=county.assembly, kind="public-body", body="Care Board").person

    for do in (
        lambda: opening.open_emergency(
            assembly=county.assembly, title="x", situation="x", areas=[], is_exercise=False, **who
        ),
        lambda: calling.call_out(
            emergency=flood, words="x", helps=["food"], areas=[], with_everybody=False, **who
        ),
        lambda: opening.stand_down(emergency=flood, words="x", **who),
        lambda: opening.tell_news(emergency=flood, words="x", **who),
        lambda: opening.answer_worry(worry=worry, words="x", by=other, at=NOW),
    ):
        assert refused(do) == "not-permitted"


def test_place_outside_the_area_is_refused_and_lessons_wait_for_the_end():
    county = a_county(micro=1)

    assert refused(lambda: a_flood(county, areas=[AreaFactory()])) == "outside-the-area"
    flood = a_flood(county)
    said = {"emergency": flood, "words": "x", "action": "", "owner": "", "due_on": None}
    assert refused(lambda: opening.learn(**said, **county.who())) == "emergency-goes-on"
    opening.stand_down(emergency=flood, words="Over.", **county.who())
    assert refused(lambda: opening.stand_down(emergency=flood, words="x", **county.who())) == (
        "emergency-is-over"
    )
    assert opening.learn(**said, **county.who()).words == "x"


@pytest.mark.parametrize("number", [2, 12])
def test_pages_cost_the_same_queries_for_many_as_for_few(
    client, time_machine, django_assert_max_num_queries, number
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=number)
    flood = a_flood(county)
    for body in county.bodies:
        get_ready(county, body)
        an_offer(county, flood, body)
        a_need(county, flood)
    made = call(county, flood)
    officer = the_officer(county)
    args = [county.assembly, flood.reference]
    need = flood.needs.order_by("pk").first()

    with django_assert_max_num_queries(24):
        client.get(reverse("emergency:emergency", args=args))
    with django_assert_max_num_queries(28):
        officer.get(reverse("emergency:needs", args=args))
    with django_assert_max_num_queries(30):
        officer.get(reverse("emergency:need", args=[*args, need.pk]))
    with django_assert_max_num_queries(24):
        officer.get(reverse("emergency:called", args=[*args, made.pk]))


def test_desk_tells_who_has_to_answer_to_find_help_and_to_reply(time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)
    body = county.bodies[0]
    get_ready(county, body)
    flood = a_flood(county)
    call(county, flood)
    a_need(county, flood)
    council = PostFactory(assembly=county.assembly, kind="public-body", body="Council").person
    opening.raise_worry(
        emergency=flood, partner="Council", area=None, words="Ice.", organisation=None,
        by=county.officer, at=NOW - timedelta(hours=1),
    )  # fmt: skip
    desk = reverse("desk", args=[county.assembly])

    for person, words in (
        (a_member(body), "Say whether you can help: Flood in the north"),
        (county.officer, "Find help for 1 needs: Flood in the north"),
        (council, "Reply to a local worry: Flood in the north"),
    ):
        assert words in browser(person).get(desk).content.decode()
