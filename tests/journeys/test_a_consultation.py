"""
A joint consultation of twelve weeks in a browser, from the plan to what came of it.

A council plans it and is refused until it is lawful; members answer on a phone, by a letter's link,
by a call that is written down and on paper; the brake asks for those who are missing; the results
stand plain and balanced; and everybody is told what was done with what they said.
"""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from folkmoot.body.organisations.actions.keep_in_step import keep_in_step
from folkmoot.body.organisations.models import Listing, Working
from folkmoot.ground.letters.models import Letter
from folkmoot.ground.people.actions import welcome
from folkmoot.work.consultations.models import Consultation, Response
from folkmoot.work.consultations.queries.links import link_for
from tests.factories import AdoptionFactory, OrganisationFactory, PostFactory
from tests.journeys.walking import Walk, a_town, do, fill, fill_day

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # A thread of the test's own server that the browser hangs up on leaves its connection behind.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
]

PLANNED = datetime(2026, 3, 2, 10, tzinfo=UTC)
OPEN = datetime(2026, 3, 9, 10, tzinfo=UTC)
OVER = datetime(2026, 6, 2, 10, tzinfo=UTC)
TOLD = datetime(2026, 7, 20, 10, tzinfo=UTC)
PAGE = "consultations/about/where-the-lunch-club-meets-2026/"


@pytest.mark.parametrize(
    "javascript",
    [
        pytest.param(True, id="with-javascript"),
        pytest.param(False, id="without-javascript", marks=pytest.mark.long),
    ],
)
def test_a_joint_consultation_from_the_plan_to_what_came_of_it(visit, time_machine, javascript):
    time_machine.move_to(PLANNED, tick=False)
    walk = Walk(a_town(), visit, time_machine, javascript=javascript)
    a_county_around(walk)

    plan(walk)
    be_refused_then_publish(walk)
    answer(walk)
    meet_the_brake(walk)
    read_the_results(walk)
    answer_back(walk)


def a_county_around(walk: Walk) -> None:
    """Adopt the Compact, put a council's officer at the door, and fill the register."""
    assembly = walk.town.forum.assembly
    AdoptionFactory(assembly=assembly, document="dorset-compact", version="3", is_agreement=False)
    PostFactory(
        assembly=assembly, kind="public-body", body="The Council",
        person=welcome(email="pia@example.org", name="Pia Oakes", at=PLANNED),
    )  # fmt: skip
    area = walk.town.forum.areas.order_by("pk")[0]
    bodies = [member.organisation for member in walk.town.members.values()]
    for number in range(24):
        body = OrganisationFactory(name=f"Quiet Group {number}", size_band="micro")
        Working.objects.create(organisation=body, area=area, kind="base")
        bodies.append(body)
    for body in bodies:
        Listing.objects.create(assembly=assembly, organisation=body, listed_on=PLANNED.date())
    keep_in_step([body.pk for body in bodies])


def look(walk: Walk, visitor: Any, name: str, *, picture: bool = False) -> None:
    """Look closely, once: the pages without JavaScript are the same. Some pictures are kept."""
    if walk.javascript:
        visitor.look(f"consultation-{name}", picture=picture)


def plan(walk: Walk) -> None:
    walk.move_to(PLANNED)
    pia = walk.at_page("pia", "consultations/plan/")
    fill(
        pia, title="Where the lunch club meets", owner_name="The Council", kind="consultation",
        summary="The old hall closes. We endeavour to ask where the lunch club meets from then on.",
    )  # fmt: skip
    do(pia, "Put it in the plan", says="endeavour")
    assert "try “try”" in pia.text()
    pia.go(f"/stourshire/{PAGE}scope/")
    fill(pia, can_change="Which hall it moves to.", is_fixed="The old hall closes in August.",
         decided_by="The cabinet", depth="consult")  # fmt: skip
    fill_day(pia, "decision_on", date(2026, 7, 14))
    do(pia, "Keep it", says="Which hall it moves to.")
    pia.go(f"/stourshire/{PAGE}question/")
    fill(pia, words="Which hall?", kind="choice", options="The mill\nThe chapel", is_short=True)
    do(pia, "Add it", says="Which hall?")
    pia.go(f"/stourshire/{PAGE}statement/")
    fill(pia, words="A hall on a bus line matters most.")
    do(pia, "Add it", says="A hall on a bus line matters most.")
    for kind, reaches in (("phone", "groups with no computer"), ("paper", "the club's guests")):
        pia.go(f"/stourshire/{PAGE}way/")
        fill(pia, kind=kind, reaches=reaches)
        do(pia, "Offer it", says=reaches)
    pia.go(f"/stourshire/{PAGE}together/")
    fill(pia, name="The Care Board")
    do(pia, "Enter it", says="The Council and The Care Board")
    look(walk, pia, "planned")


def be_refused_then_publish(walk: Walk) -> None:
    pia = walk.at_page("pia", f"{PAGE}days/")
    fill_day(pia, "opens_on", OPEN.date())
    fill_day(pia, "closes_on", date(2026, 4, 30))
    fill(pia, minutes_short="5", minutes_long="10")
    do(pia, "Keep it", says="52 days")
    pia.go(f"/stourshire/{PAGE}publish/")
    fill(pia, sure=True)
    do(pia, "Publish it", says="No written consultation is open for less than 56 days")
    look(walk, pia, "refused", picture=True)
    pia.go(f"/stourshire/{PAGE}days/")
    fill_day(pia, "closes_on", date(2026, 6, 1))
    do(pia, "Keep it", says="84 days")
    pia.go(f"/stourshire/{PAGE}publish/")
    fill(pia, sure=True)
    do(pia, "Publish it", says="opens later")


def answer(walk: Walk) -> None:
    walk.move_to(OPEN)
    rosa = walk.at_page("wyn", f"{PAGE}answer/?form=short")
    fill(rosa, q_1="The chapel", s_1="agree")
    do(rosa, "Keep it as a draft", says="There is a draft")
    do(rosa, "Send the answer", says="Your answer is received")
    look(walk, rosa, "receipt")
    found = Consultation.objects.get()
    fay = walk.town.members["fay"].organisation
    street = walk.at_page("", f"{PAGE}answer/{link_for(found, fay)}/")
    fill(street, q_1="The chapel", s_1="agree")
    do(street, "Send the answer", says="Your answer is received")
    pia = walk.visitor("pia")
    for name, how in (("Riverside Lunch Club", "phone"), ("Oakfield Youth Project", "paper"),
                      ("Tamford Food Bank", "phone"), ("Lichmere Community Transport", "room")):  # fmt: skip
        pia.go(f"/stourshire/{PAGE}write-down/")
        fill(pia, organisation=name, channel=how, q_1="The mill", s_1="disagree")
        do(pia, "Keep it", says="It is kept.")
    channels = Response.objects.values_list("channel", flat=True)
    assert sorted(channels) == ["link", "paper", "phone", "phone", "room", "web"]
    shown = walk.at_page("", f"{PAGE}results/")
    assert "Nothing is counted yet" in shown.text()


def meet_the_brake(walk: Walk) -> None:
    pia = walk.at_page("pia", f"{PAGE}voices/")
    assert "Far less heard than they are there" in pia.text()
    look(walk, pia, "voices", picture=True)
    pia.page.get_by_role("link", name="Enter that you went to them").first.click()
    fill(pia, how="Rang them on Tuesday")
    do(pia, "Enter it", says="Rang them on Tuesday")
    walk.move_to(OVER)
    pia = walk.at_page("pia", f"{PAGE}close/")
    assert "micro" in pia.text()
    do(pia, "Close it", says="Say what is done about those who are missing.")
    look(walk, pia, "brake")
    fill(pia, brake="reach", brake_words="All 24 were rung; two answered.")
    do(pia, "Close it", says="It is closed")


def read_the_results(walk: Walk) -> None:
    street = walk.at_page("", f"{PAGE}results/")
    text = street.text()
    for words in ("6 organisations answered, of 31", "All 24 were rung", "Balanced to the register",
                  "too few to show", "Read this first"):  # fmt: skip
        assert words in text, words
    look(walk, street, "results", picture=True)


def answer_back(walk: Walk) -> None:
    pia = walk.at_page("pia", f"{PAGE}answer-back/")
    fill(pia, outcome="The chapel.")
    do(pia, "Tell them", says="Nothing is said yet of what people said")
    pia.go(f"/stourshire/{PAGE}point/")
    fill(pia, said="The chapel is on the bus line.")
    do(pia, "Enter it", says="The chapel is on the bus line.")
    pia.go(f"/stourshire/{PAGE}points/1/")
    fill(pia, did="did", because="The club meets in the chapel from September.")
    do(pia, "Keep it", says="We did it.")
    pia.go(f"/stourshire/{PAGE}answer-back/")
    fill(pia, outcome="The chapel.")
    do(pia, "Tell them", says="answered")
    assert Letter.objects.filter(kind="AnsweredBack").count() >= 6
    walk.move_to(TOLD)
    street = walk.at_page("", PAGE)
    assert "The club meets in the chapel from September." in street.text()
    look(walk, street, "answered", picture=True)
