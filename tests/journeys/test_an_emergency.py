"""
An emergency in a browser, from what groups say in calm times to what was learned.

A lunch club says what it can do; an officer opens a flood and calls groups out; the club answers
on a phone by its letter's link, is sent where it is needed, and says how it ended; a worry goes up
to the council and is answered; everybody reads the page, and in the end what was learned.
"""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from folkmoot.ground.letters.models import Letter
from folkmoot.work.emergency.models import Called, Emergency, Need
from tests.journeys.walking import Walk, a_council, a_town, do, fill, typed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # A thread of the test's own server that the browser hangs up on leaves its connection behind.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
]

CALM = datetime(2026, 1, 12, 10, tzinfo=UTC)
FLOOD = datetime(2026, 3, 2, 7, tzinfo=UTC)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
AFTER = datetime(2026, 3, 4, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "javascript",
    [
        pytest.param(True, id="with-javascript"),
        pytest.param(False, id="without-javascript", marks=pytest.mark.long),
    ],
)
def test_an_emergency_from_calm_times_to_what_was_learned(visit, time_machine, javascript):
    time_machine.move_to(CALM, tick=False)
    town = a_town()
    a_council(town, at=CALM)
    town.forum.assembly.areas.set(town.forum.areas.all())
    walk = Walk(town, visit, time_machine, javascript=javascript)

    get_ready(walk)
    page = open_and_call(walk)
    answer(walk)
    send_help(walk, page)
    pass_a_worry_on(walk, page)
    read_the_small_page(walk, page)
    stand_down(walk, page)


def look(walk: Walk, visitor: Any, name: str, *, phone: bool = False) -> None:
    """Look closely, on a phone if asked: once, as the pages without JavaScript are the same."""
    if walk.javascript:
        walk.look(visitor, f"emergency-{name}", phone=phone)


def tick_box(visitor: Any, label: str) -> None:
    """Tick one of several boxes by its words."""
    visitor.page.locator("main").get_by_label(label, exact=True).check()


def get_ready(walk: Walk) -> None:
    """The food bank says what it can do; nothing ticked is refused, and what was typed stays."""
    walk.move_to(CALM)
    tess = walk.at_page("tess", "emergency/ready/")
    fill(tess, contact_name="Tess Marlow", phone="01632 960 144", capacity="Eighty meals a day.")
    do(tess, "Keep it", says="Tick one thing at least.")
    assert typed(tess, "capacity") == "Eighty meals a day."
    look(walk, tess, "ready-refused")
    tess.page.locator("main [name=helps][value=food]").check()
    do(tess, "Keep it", says="It is kept, confirmed today.")
    anybody = walk.at_page("", "emergency/ready/cover/")
    assert "Tamford" in anybody.text()
    look(walk, anybody, "cover", phone=True)


def open_and_call(walk: Walk) -> str:
    """An officer opens the flood, and calls those who said that they are ready for food."""
    walk.move_to(FLOOD)
    olive = walk.at_page("olive", "emergency/open/")
    fill(olive, title="Flood in Tamford", situation="Keep off the bridge. The hall is open.")
    tick_box(olive, "Tamford")
    do(olive, "Open it", says="It is open. Call groups out next.")
    page = f"emergency/{Emergency.objects.get().reference}/"
    olive.click("Call groups out")
    fill(olive, words="Soup at the hall from noon.")
    olive.page.locator("main [name=helps][value=food]").check()
    tick_box(olive, "Tamford")
    do(olive, "Call them", says="Tamford Food Bank")
    look(walk, olive, "called", phone=True)
    return page


def answer(walk: Walk) -> None:
    """Nobody signs in: the link of the letter is enough. "Yes" without a "with what" is asked again."""
    letter = Letter.objects.filter(kind="CalledOut").order_by("pk")[0]
    found = re.search(r"/stourshire/emergency/answer/\w+/", letter.text)
    assert found
    phone = walk.visitor("phone-of-the-food-bank")
    phone.go(found[0])
    assert "Soup at the hall from noon." in phone.text()
    fill(phone, answer="yes")
    box = phone.page.locator("main [name=helps][value=food]")
    box.uncheck()
    phone.page.locator("main button").first.click()
    phone.page.wait_for_load_state()
    assert "Tick what you can help with." in phone.text()
    look(walk, phone, "answer-refused")
    phone.page.locator("main [name=helps][value=food]").check()
    fill(phone, words="Eighty bowls by noon.")
    phone.page.locator("main button").first.click()
    phone.page.locator("main", has_text="We have your answer").wait_for()
    assert Called.objects.get(organisation=walk.town.members["tess"].organisation).answer == "yes"


def send_help(walk: Walk, page: str) -> None:
    """What is needed goes on the list, the officer sends who is near, and it is met."""
    olive = walk.at_page("olive", f"{page}needs/tell/")
    fill(olive, kind="food", people="40", words="Soup in the chapel.", is_urgent=True)
    fill(olive, area="Tamford")
    do(olive, "Tell it", says="It is on the list of what is needed.")
    look(walk, olive, "needs", phone=True)
    need = Need.objects.get()
    olive = walk.at_page("olive", f"{page}needs/{need.pk}/")
    assert "is near" in olive.text()
    olive.click("Send Tamford Food Bank")
    do(olive, "Send them", says="They have a letter that says where they are needed.")
    assert Letter.objects.filter(kind="HelpAskedFor").exists()
    walk.move_to(NOON)
    tess = walk.at_page("tess", f"{page}needs/{need.pk}/")
    tess.click("Say how it ended")
    fill(tess, outcome="met", words="Forty-four were fed.")
    do(tess, "Say it", says="Tamford Food Bank: the need is met")
    look(walk, tess, "need-met")
    need.refresh_from_db()
    assert need.met_at == NOON


def pass_a_worry_on(walk: Walk, page: str) -> None:
    """A worry goes to the council by name, and its reply stands beside it."""
    tess = walk.at_page("tess", f"{page}worries/raise/")
    fill(tess, partner="The Council", words="The road to the chapel is under water.")
    do(tess, "Pass it on", says="It is passed on.")
    pia = walk.at_page("pia", page)
    pia.click("Reply for The Council")
    fill(pia, words="It is closed from two. A boat comes.")
    do(pia, "Reply", says="It is answered.")
    look(walk, pia, "worry-answered")


def read_the_small_page(walk: Walk, page: str) -> None:
    """Everybody reads what is new, on a page that opens on any phone; not what is needed where."""
    olive = walk.at_page("olive", f"{page}news/")
    fill(olive, words="The water falls.")
    do(olive, "Tell it", says="Everybody can read it.")
    anybody = walk.at_page("", f"{page}small/")
    assert "The water falls." in anybody.text()
    assert "food and meals: 1 needed, 1 met, 1 offered" in anybody.text()
    assert "chapel" not in anybody.text()
    look(walk, anybody, "small")
    anybody.click("The whole page")
    assert "1 of 1 has a reply." in anybody.text()
    assert "under water" not in anybody.text()


def stand_down(walk: Walk, page: str) -> None:
    """It ends, what was learned is written down, and the letter's link is over."""
    walk.move_to(AFTER)
    olive = walk.at_page("olive", page)
    olive.click("Stand it down")
    fill(olive, words="Thank you all.")
    do(olive, "Stand it down", says="It is over. Write down what was learned next.")
    olive.click("Write down what was learned")
    fill(olive, words="The key of the hall was missing.", owner="The desk")
    do(olive, "Keep it", says="The key of the hall was missing.")
    anybody = walk.at_page("", page)
    assert "Stood down on" in anybody.text()
    assert "The key of the hall was missing." in anybody.text()
    look(walk, anybody, "over", phone=True)
