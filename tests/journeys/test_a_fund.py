"""
A fund in a browser, from its priorities to what came of it; and a funding that ends.

A council is refused until it says what it needs, and answers a question from the street to all;
small groups apply on a phone; whoever has an interest stands aside; the reasons reach those who
applied. An end comes with notice that is long enough, and the group says what it does.
"""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.ground.people.actions import welcome
from folkmoot.work.funding.models import Application, Award, EndNotice
from tests.factories import PostFactory
from tests.journeys.walking import Walk, a_council, a_town, click_in_row, do, fill, fill_day, typed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # A thread of the test's own server that the browser hangs up on leaves its connection behind.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
]

PLANNED = datetime(2026, 3, 2, 10, tzinfo=UTC)
OPEN = datetime(2026, 3, 10, 10, tzinfo=UTC)
OVER = datetime(2026, 4, 14, 10, tzinfo=UTC)
CUT = datetime(2026, 9, 1, 10, tzinfo=UTC)
REPORTED = datetime(2028, 4, 28, 10, tzinfo=UTC)
PAGE = "funding/funds/warm-spaces/"

WHY = "Small groups cannot tender."
PRIORITIES = "Rooms near a bus."
ASKED = "May two groups apply together?"
ANSWERED = "Yes. One of them applies and names the other."
IDEA = "We open the hall on Sundays, with a cook."
REASONS = "It meets both criteria, and the hall is beside the bus."
DECLINED = "It is for the summer, and this fund is for the winter."
BECAUSE = "The budget for lunches is cut."
EFFECT = "Forty people lose a lunch."
REPLY = "We ask for one more year at half the sum."
TOLD = "Forty eat together each Sunday."


@pytest.mark.parametrize(
    "javascript",
    [
        pytest.param(True, id="with-javascript"),
        pytest.param(False, id="without-javascript", marks=pytest.mark.long),
    ],
)
def test_a_fund_from_its_priorities_to_what_came_of_it(visit, time_machine, javascript):
    time_machine.move_to(PLANNED, tick=False)
    walk = Walk(a_town(), visit, time_machine, javascript=javascript)
    walk.at_a_desk = (*walk.at_a_desk, "pia")
    a_council(walk.town, at=PLANNED)
    jo = welcome(email="jo@example.org", name="Jo Ellery", at=PLANNED)
    PostFactory(assembly=walk.town.forum.assembly, person=jo)
    totp.TOTP.activate(jo, totp.generate_totp_secret())

    plan(walk)
    be_refused_then_publish(walk)
    ask_from_the_street(walk)
    apply(walk)
    apply_by_the_short_form(walk)
    stand_aside(walk)
    mark(walk)
    decide(walk)
    award(walk)
    be_refused_then_give_notice(walk)
    say_what_it_does(walk)
    report(walk)


def look(walk: Walk, visitor: Any, name: str, *, picture: bool = False) -> None:
    """Look closely, once: the pages without JavaScript are the same. Some pictures are kept."""
    if walk.javascript:
        visitor.look(f"fund-{name}", picture=picture)


def bid_of(walk: Walk, name: str) -> Application:
    return Application.objects.get(organisation=walk.town.members[name].organisation)


def plan(walk: Walk) -> None:
    walk.move_to(PLANNED)
    pia = walk.at_page("pia", "funding/")
    pia.click("Plan a fund")
    fill(
        pia, title="Warm spaces", mechanism="grant", mechanism_why=WHY, conditions="Open to all.",
        outcomes="Fewer people are alone\nPeople eat well", criteria="Need\nValue for money",
        sum="20000",
    )  # fmt: skip
    fill_day(pia, "opens_on", date(2026, 3, 9))
    fill_day(pia, "closes_on", date(2026, 4, 13))
    do(pia, "Plan it", says="Nobody sees it before it is published.")
    assert "Warm spaces" not in walk.at_page("", "funding/").text()


def be_refused_then_publish(walk: Walk) -> None:
    pia = walk.visitor("pia")
    pia.click("Publish it")
    fill(pia, sure=True)
    do(pia, "Publish it", says="has to be public before the fund opens: its priorities")
    assert pia.page.locator("main [name=sure]").is_checked()
    look(walk, pia, "refused")
    pia.click("Go back without doing it")
    pia.click("Change the plan")
    assert typed(pia, "mechanism_why") == WHY
    fill(pia, priorities=PRIORITIES)
    fill_day(pia, "closes_on", date(2026, 3, 1))
    do(pia, "Keep it", says="That is before the day it opens.")
    assert typed(pia, "priorities") == PRIORITIES
    fill_day(pia, "closes_on", date(2026, 4, 13))
    do(pia, "Keep it", says=PRIORITIES)
    pia.click("Publish it")
    fill(pia, sure=True)
    do(pia, "Publish it", says="It is public.")


def ask_from_the_street(walk: Walk) -> None:
    """Nobody has to have an account to ask, and all read the answer."""
    stranger = walk.at_page("", "funding/")
    stranger.click("Warm spaces")
    assert PRIORITIES in stranger.text()
    stranger.click("Ask about it")
    fill(stranger, words=ASKED)
    do(stranger, "Ask it", says="It is asked.")
    assert ASKED not in stranger.text(), "an officer reads it first"
    pia = walk.at_page("pia", PAGE)
    pia.page.locator("main").get_by_role("link", name="Answer").click()
    assert ASKED in pia.text()
    fill(pia, answer=ANSWERED)
    do(pia, "Answer", says="It stands on the page of the fund.")
    stranger.go(f"/stourshire/{PAGE}")
    assert ANSWERED in stranger.text()
    look(walk, stranger, "asked-and-answered")


def apply(walk: Walk) -> None:
    """A small group applies on a phone: its parts do not add up, and then they do."""
    walk.move_to(OPEN)
    wyn = walk.at_page("wyn", PAGE)
    look(walk, wyn, "open-on-a-phone")
    wyn.click("Apply")
    fill(
        wyn, title="Our hall on Sundays", words=IDEA, sum="6000", overhead="600", years="2",
        budget="Cook £4,000\nRent 1,399.50", outcome_0="A long table.", outcome_1="Soup.",
    )  # fmt: skip
    do(wyn, "Send it", says="The parts come to £5,399.50, and you ask for £6,000.")
    assert "This was kept as a draft, and not sent" in wyn.text()
    assert typed(wyn, "words") == IDEA
    look(walk, wyn, "budget-refused-on-a-phone", picture=True)
    fill(wyn, budget="Cook £4,000\nRent 1,399.50\nOffice: 600.50")
    do(wyn, "Send it", says="Your application is received")
    assert bid_of(walk, "wyn").state == "sent"


def apply_by_the_short_form(walk: Walk) -> None:
    fay = walk.at_page("fay", PAGE + "apply/")
    fay.click("The short form")
    assert fay.page.locator("main [name=outcome_0]").count() == 0
    fill(fay, title="A garden lunch", words="We eat in the garden in June.", sum="900",
         overhead="0", years="1")  # fmt: skip
    do(fay, "Send it", says="Your application is received")


def stand_aside(walk: Walk) -> None:
    """Olive is a trustee of one of those who applied: that is closed to her, the rest is open."""
    walk.move_to(OVER)
    pia = walk.at_page("pia", PAGE)
    for name in ("Olive Fairweather", "Jo Ellery"):
        pia.click("Name an assessor")
        fill(pia, person=name)
        do(pia, "Name them", says="They are named.")
    olive = walk.at_page("olive", PAGE + "applications/")
    olive.click("Declare your interests first")
    olive.page.get_by_label("Willowbrook Carers").check()
    do(olive, "Declare", says="It is declared.")
    assert "It is closed to you." in olive.text()
    own = olive.page.locator("main tbody tr", has_text="Willowbrook Carers")
    assert own.get_by_role("link").count() == 0
    look(walk, olive, "stands-aside")
    click_in_row(olive, "Foxglove Community Garden", "Mark it")
    fill(olive, mark_0="2", mark_1="3", why_0="It is for June.")
    do(olive, "Keep the marks", says="The marks are kept.")
    closed = f"/stourshire/{PAGE}applications/{bid_of(walk, 'wyn').pk}/mark/"
    olive.page.goto(olive.address + closed)
    assert "this application is closed to them" in olive.text()
    look(walk, olive, "closed-to-her")


def mark(walk: Walk) -> None:
    jo = walk.at_page("jo", PAGE + "applications/")
    jo.click("Declare your interests first")
    do(jo, "Declare", says="It is declared.")
    click_in_row(jo, "Willowbrook Carers", "Mark it")
    assert IDEA in jo.text()
    do(jo, "Keep the marks", says="Give a mark from 0 to 5: Need.")
    fill(jo, mark_0="4", mark_1="4", why_0="It is near a bus.")
    look(walk, jo, "mark-on-a-phone")
    do(jo, "Keep the marks", says="The marks are kept.")
    look(walk, jo, "applications-on-a-phone")


def decide(walk: Walk) -> None:
    pia = walk.at_page("pia", PAGE)
    pia.click("The applications")
    decisions = [("Willowbrook Carers", "yes", REASONS),
                 ("Foxglove Community Garden", "no", DECLINED)]  # fmt: skip
    for name, answer, reasons in decisions:
        click_in_row(pia, name, "Decide it")
        fill(pia, is_awarded=answer, reasons=reasons)
        do(pia, "Decide it", says="the organisation is told why")
    look(walk, pia, "decided")
    for name, reasons in (("wyn", REASONS), ("fay", DECLINED)):
        letter = Letter.objects.get(to=walk.town.person(name), kind="BidDecided")
        assert reasons in letter.text
    fay = walk.at_page("fay", PAGE)
    for words in ("What was decided, and why", REASONS, DECLINED):
        assert words in fay.text()
    look(walk, fay, "reasons-on-a-phone")


def award(walk: Walk) -> None:
    pia = walk.at_page("pia", PAGE + "applications/")
    pia.click("Enter the award")
    assert typed(pia, "sum").startswith("6000")
    fill_day(pia, "starts_on", OVER.date())
    fill_day(pia, "ends_on", date(2028, 4, 23))
    do(pia, "Enter it", says="It is entered, and a report on it is due when it ends.")
    look(walk, pia, "award")
    pia.go(f"/stourshire/{PAGE}applications/")
    click_in_row(pia, "Willowbrook Carers", "See the award")
    pia.go("/stourshire/funding/awards/")
    pia.click("Enter an award")
    fill(pia, organisation="Foxglove Community Garden", title="Lunches", funder_name="The Council",
         sum="10000")  # fmt: skip
    fill_day(pia, "starts_on", OVER.date())
    fill_day(pia, "ends_on", date(2028, 4, 23))
    do(pia, "Enter it", says="It is entered")


def be_refused_then_give_notice(walk: Walk) -> None:
    """Three months are owed: the refusal says by which clause, and the first lawful day."""
    walk.move_to(CUT)
    pia = walk.at_page("pia", f"funding/awards/{Award.objects.get(title='Lunches').pk}/")
    pia.click("Give notice that it ends")
    fill_day(pia, "ends_on", date(2026, 11, 30))
    fill(pia, because=BECAUSE)
    do(pia, "Give notice", says="1 December 2026")
    assert "Funding public 10" in pia.text()
    assert typed(pia, "because") == BECAUSE
    assert not EndNotice.objects.exists()
    look(walk, pia, "notice-refused", picture=True)
    fill_day(pia, "ends_on", date(2026, 12, 1))
    do(pia, "Give notice", says="Notice is given, and the organisation is told.")
    letter = Letter.objects.get(to=walk.town.person("fay"), kind="FundingEnds")
    assert "1 December 2026" in letter.text


def say_what_it_does(walk: Walk) -> None:
    fay = walk.at_page("fay", f"funding/awards/{Award.objects.get(title='Lunches').pk}/")
    fay.click("Say what its end does")
    fill(fay, effect=EFFECT, reply=REPLY)
    do(fay, "Publish it", says=EFFECT)
    look(walk, fay, "replied-on-a-phone")
    stranger = walk.at_page("", "funding/")
    stranger.click("Funding that ends")
    row = stranger.page.locator("main tbody tr", has_text="Lunches").first.inner_text()
    for words in ("1 December 2026", "91", EFFECT):
        assert words in row
    look(walk, stranger, "endings", picture=True)


def report(walk: Walk) -> None:
    walk.move_to(REPORTED)
    made = Award.objects.get(application=bid_of(walk, "wyn"))
    stranger = walk.at_page("", PAGE)
    click_in_row(stranger, "Willowbrook Carers", "What came of it")
    assert "overdue" in stranger.text()
    wyn = walk.at_page("wyn", f"funding/awards/{made.pk}/")
    wyn.click("Tell what came of it")
    fill(wyn, spent="5900", achieved="Two warm winters.", people_helped="40", outcome_0=TOLD,
         outcome_1="Soup on 80 Sundays.")  # fmt: skip
    look(walk, wyn, "report-on-a-phone")
    do(wyn, "Send it", says="It is received, and everybody can read it.")
    stranger.page.reload()
    for words in ("£5,900 were spent.", "40 people were helped.", TOLD, "Soup on 80 Sundays."):
        assert words in stranger.text()
    look(walk, stranger, "what-came-of-it", picture=True)
    told = ("FundPublished", "ApplicationSent", "BidDecided", "FundingAwarded", "FundingEnds",
            "EndReplied", "AwardReported")  # fmt: skip
    kinds = Entry.objects.order_by("number").values_list("kind", flat=True)
    assert [kind for kind in dict.fromkeys(kinds) if kind in told] == list(told)
