"""
A volunteer in a browser, from the three steps for newcomers to thanks, with no account.

On a phone they find a role and ask about it; an officer refers them once they agreed; the lunch
club welcomes them; both keep the hours; they are thanked, take their record with them, and have
everything erased.
"""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from folkmoot.body.organisations.models import Theme
from folkmoot.ground.letters.models import Letter
from folkmoot.work.volunteering.actions.roles import keep_role
from folkmoot.work.volunteering.models import Hours, Match, Volunteer
from tests.journeys.walking import Walk, a_town, do, fill, fill_day

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # A thread of the test's own server that the browser hangs up on leaves its connection behind.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
]

CAME = datetime(2026, 3, 2, 10, tzinfo=UTC)
BEGAN = datetime(2026, 3, 9, 10, tzinfo=UTC)
A_MONTH_ON = datetime(2026, 4, 10, 10, tzinfo=UTC)
YES = dict.fromkeys(
    ("is_unpaid", "is_free", "is_for_community", "is_not_for_relative", "is_no_job"), True
)


@pytest.mark.parametrize(
    "javascript",
    [
        pytest.param(True, id="with-javascript"),
        pytest.param(False, id="without-javascript", marks=pytest.mark.long),
    ],
)
def test_a_volunteer_from_the_first_page_to_thanks(visit, time_machine, javascript):
    time_machine.move_to(CAME, tick=False)
    walk = Walk(a_town(), visit, time_machine, javascript=javascript)
    walk.move_to(CAME)
    a_role(walk)

    newcomer = find_a_role(walk)
    ask(walk, newcomer)
    link = follow_the_letter(newcomer)
    refer(walk)
    welcome_and_thank(walk)
    read_the_record(walk, newcomer, link)
    be_forgotten(newcomer, link)


def a_role(walk: Walk) -> None:
    """Let the lunch club, in Lichmere, look for somebody who cooks."""
    club = walk.town.members["rosa"]
    walk.town.forum.assembly.areas.set(walk.town.forum.areas.all())
    food, _ = Theme.objects.get_or_create(code="food", defaults={"name": "Food"})
    keep_role(
        assembly=walk.town.forum.assembly, organisation=club.organisation, themes=[food],
        title="Cook lunch for forty", about="Peel, cook and serve with three others.", kind="role",
        area=walk.town.forum.areas.get(name="Lichmere"), days=["weekday-days"], expenses="all",
        places=3, by=club.person, at=CAME, **YES,
    )  # fmt: skip


def look(walk: Walk, visitor: Any, name: str, *, phone: bool = False) -> None:
    """Look closely, on a phone if asked: once, as the pages without JavaScript are the same."""
    if walk.javascript:
        walk.look(visitor, f"volunteer-{name}", phone=phone)


def find_a_role(walk: Walk) -> Any:
    """Go through the three steps on a phone, with no account."""
    newcomer = walk.visitor("newcomer")
    newcomer.go("/stourshire/volunteering/")
    newcomer.click("Begin here, in three steps")
    look(walk, newcomer, "step-one")
    newcomer.page.get_by_label("Where are you?").select_option(label="Lichmere")
    newcomer.page.get_by_label("Weekdays in the day").check()
    do(newcomer, "Go on", says="What roles there are")
    newcomer.page.get_by_label("Food (1 role)").check()
    do(newcomer, "Go on", says="Riverside Lunch Club: 1 role")
    assert "it is about Food; it is near you, in Lichmere" in newcomer.text()
    look(walk, newcomer, "step-three")
    newcomer.click("Cook lunch for forty")
    assert "Why it is listed as volunteering" in newcomer.text()
    look(walk, newcomer, "role")
    return newcomer


def ask(walk: Walk, newcomer: Any) -> None:
    """Leave out how to be reached: what was typed stays, and the second time it goes."""
    newcomer.click("Ask about this role")
    fill(newcomer, name="Vera Sparrow", words="I cooked for a school.", agrees_to_keep=True)
    do(newcomer, "Send it", says="Enter an e-mail address or a telephone number.")
    assert newcomer.page.locator("[name=words]").input_value() == "I cooked for a school."
    look(walk, newcomer, "refused")
    fill(newcomer, email="vera@example.com")
    do(newcomer, "Send it", says="Thank you. It is received.")
    look(walk, newcomer, "sent")


def follow_the_letter(newcomer: Any) -> str:
    """Open the private page by the letter's link, and agree to be named."""
    letter = Letter.objects.get(kind="VolunteerCame")
    found = re.search(r"(/stourshire/volunteering/mine/\S+)", letter.text)
    assert found
    newcomer.go(found[1])
    assert "They do not know who you are yet." in newcomer.text()
    newcomer.click("Agree to be named")
    assert "Riverside Lunch Club" in newcomer.text()
    fill(newcomer, sure=True)
    do(newcomer, "Agree", says="You agreed to be named.")
    newcomer.look("volunteer-own-page")
    return found[1]


def refer(walk: Walk) -> None:
    """The club knows nobody yet; the officer's desk says that somebody asks."""
    rosa = walk.at_page("rosa", "volunteering/referred/")
    assert "Vera" not in rosa.text()
    olive = walk.at_page("olive", "desk/")
    olive.click("Refer somebody who asks about Cook lunch for forty")
    assert "Vera Sparrow" in olive.text()
    look(walk, olive, "match", phone=True)
    olive.click("Refer them")
    fill(olive, words="She has cooked for many.")
    do(olive, "Refer them", says="They are referred.")


def welcome_and_thank(walk: Walk) -> None:
    """The club reads who it is, begins with her, and a month later keeps an hour and thanks her."""
    walk.move_to(BEGAN)
    rosa = walk.at_page("rosa", "desk/")
    rosa.click("Get in touch with a volunteer for Cook lunch for forty")
    assert "vera@example.com" in rosa.text()
    rosa.click("They have begun")
    fill(rosa, words="Welcome to the kitchen.")
    do(rosa, "They have begun", says="They are placed.")
    walk.move_to(A_MONTH_ON)
    rosa = walk.at_page("rosa", f"volunteering/match/{Match.objects.get().pk}/")
    rosa.click("Keep their hours")
    fill_day(rosa, "on", (A_MONTH_ON - timedelta(days=3)).date())
    fill(rosa, hours="1")
    do(rosa, "Keep them", says="They are kept.")
    rosa.click("Thank them")
    fill(rosa, words="Forty lunches, and a smile.")
    do(rosa, "Thank them", says="They are thanked.")
    look(walk, rosa, "thanked", phone=True)


def read_the_record(walk: Walk, newcomer: Any, link: str) -> None:
    """She keeps her own hours, reads the thanks, and takes the record with her."""
    newcomer.go(link)
    newcomer.click("Keep your hours")
    fill_day(newcomer, "on", A_MONTH_ON.date())
    fill(newcomer, hours="2.5", words="Soup")
    do(newcomer, "Keep them", says="3.5 hours in all")
    assert "Thanks: Forty lunches, and a smile." in newcomer.text()
    look(walk, newcomer, "record")
    record = newcomer.page.request.get(f"{newcomer.address}{link}record/")
    assert json.loads(record.body())["hours"] == 3.5


def be_forgotten(newcomer: Any, link: str) -> None:
    """Everything goes but the numbers, and the link opens nothing."""
    newcomer.click("Have everything erased")
    fill(newcomer, sure=True)
    do(newcomer, "Erase it", says="It is erased.")
    gone = newcomer.page.goto(newcomer.address + link)
    assert gone is not None
    assert gone.status == 404
    assert not Volunteer.objects.exists()
    assert sum(Hours.objects.values_list("minutes", flat=True)) == 210
