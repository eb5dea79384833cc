"""
A seat in a browser: from a board that asks, to what came of a member's line.

An invitation and its answer; an election in the room; three questions answered from a letter,
without an account; what was said, told and answered; and the thread that anybody can read.
"""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from folkmoot.ground.letters.models import Letter
from folkmoot.ground.people.actions import welcome
from folkmoot.proceedings.seats.models import Holding, Seat
from folkmoot.proceedings.voice.models import Call, Input
from tests.factories import PostFactory
from tests.journeys.walking import Walk, a_town, do, fill
from tests.proceedings.decisions.factories import MotionFactory
from tests.proceedings.voice.factories import SittingFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # A thread of the test's own server that the browser hangs up on leaves its connection behind.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
]

ASKED = datetime(2026, 3, 2, 10, tzinfo=UTC)
ANSWERED = datetime(2026, 3, 10, 10, tzinfo=UTC)
QUESTIONS = datetime(2026, 3, 16, 10, tzinfo=UTC)
BOARD = date(2026, 4, 14)
AFTER = datetime(2026, 4, 15, 10, tzinfo=UTC)
LATER = datetime(2026, 5, 6, 10, tzinfo=UTC)
LINE = "The last bus goes at ten to six, so nobody comes to the evening group."
SAID = "Evening groups die for want of a bus."
REPLY = "A bus at nine runs on Tuesdays from June."


@pytest.mark.parametrize(
    "javascript",
    [
        pytest.param(True, id="with-javascript"),
        pytest.param(False, id="without-javascript", marks=pytest.mark.long),
    ],
)
def test_a_seat_from_the_invitation_to_the_outcome(visit, time_machine, javascript):
    time_machine.move_to(ASKED, tick=False)
    walk = Walk(a_town(), visit, time_machine, javascript=javascript)
    pia = welcome(email="pia@example.org", name="Pia Oakes", at=ASKED)
    PostFactory(
        assembly=walk.town.forum.assembly, person=pia, kind="public-body", body="The Council"
    )

    ask_for_representatives(walk)
    decide(walk)
    elect(walk)
    ask_members(walk)
    answer_from_a_letter(walk)
    tell_and_log(walk)
    let_the_board_answer(walk)
    read_the_thread(walk)


def look(walk: Walk, visitor: Any, name: str, *, picture: bool = False) -> None:
    """Look closely, once: the pages without JavaScript are the same. Some pictures are kept."""
    if walk.javascript:
        visitor.look(f"seat-{name}", picture=picture)


def ask_for_representatives(walk: Walk) -> None:
    walk.move_to(ASKED)
    pia = walk.at_page("pia", "seats/invitations/ask/")
    do(pia, "Send the invitation", says="There is a problem")
    look(walk, pia, "ask-refused")
    fill(
        pia, body_name="Getting About Board", partner_type="Local authority",
        level="County or system", purpose="It decides on buses.", influence="decides",
        influence_words="Everybody at the table votes.", papers_days="10", seats_offered="2",
        table_size="12", pays_expenses=True, takes_deputies=True,
    )  # fmt: skip
    do(pia, "Send the invitation", says="invitation-2026-1")
    look(walk, pia, "invitation")


def decide(walk: Walk) -> None:
    walk.move_to(ANSWERED)
    olive = walk.at_page("olive", "seats/invitations/invitation-2026-1/")
    if "the co-ordination group says" in olive.text():
        olive.go("/stourshire/seats/invitations/invitation-2026-1/route/")
        fill(olive, forum="South-east Forum", because="Its members ask for buses.")
        do(olive, "Record it", says="South-east Forum")
    olive.go("/stourshire/seats/invitations/invitation-2026-1/answer/")
    fill(
        olive, answer="accept", reasons="Two seats that vote, with papers in time.",
        decided_by="The co-ordination group on 9 March 2026",
    )  # fmt: skip
    do(olive, "Record the answer, and tell the body", says="Two seats that vote")
    look(walk, olive, "answered", picture=True)
    assert Letter.objects.filter(to=walk.town.person("pia"), kind="BodyAnswered").exists()
    public = walk.at_page("", "seats/")
    assert "Getting About Board" in public.text()
    assert "vacant" in public.text()


def elect(walk: Walk) -> None:
    """The forum elects somebody at its meeting; the decision is in the register."""
    forum = walk.town.forum
    motion = MotionFactory(
        item__meeting__forum=forum, outcome="carried", decided_at=ANSWERED,
        question="That Leo Finch speaks for us.",
    )  # fmt: skip
    seat = Seat.objects.order_by("pk")[0]
    olive = walk.at_page("olive", f"seats/{seat.reference}/elected-in-the-room/")
    chosen = olive.page.locator(f"main [name=motion] option[value='{motion.reference}']")
    fill(
        olive, motion=str(chosen.inner_text()), holder_name="Leo Finch",
        holder_email="leo@example.org", organisation="Lichmere Community Transport",
        interests="We run buses.", accepts_guidance=True,
    )  # fmt: skip
    do(olive, "Record it", says="Leo Finch")
    holding = Holding.objects.get()
    assert holding.person == walk.town.person("leo")
    public = walk.at_page("", f"seats/{seat.reference}/")
    assert "Leo Finch speaks for the sector here" in public.text()
    look(walk, public, "held", picture=True)


def _page_of_holder() -> str:
    holding = Holding.objects.select_related("seat").get()
    return f"voice/seats/{holding.seat.reference}/{holding.pk}/"


def ask_members(walk: Walk) -> None:
    walk.move_to(QUESTIONS)
    seat = Seat.objects.order_by("pk")[0]
    SittingFactory(body=seat.body, on=BOARD, entered_by=walk.town.officer)
    leo = walk.at_page("leo", _page_of_holder())
    leo.click("Ask members what they think")
    fill(
        leo, title="Buses after six", sitting="14 April 2026",
        question_1="What stops people from coming to you after six?",
    )  # fmt: skip
    do(leo, "Ask them", says="Buses after six")
    look(walk, leo, "call-on-a-phone")


def answer_from_a_letter(walk: Walk) -> None:
    """Somebody who never signed in answers by the link in the letter."""
    letter = Letter.objects.get(to=walk.town.person("wyn"), kind="ViewsAsked")
    found = re.search(r"/stourshire/(voice/calls/\S+/by-link/\S+)", letter.text)
    assert found, letter.text
    wyn = walk.at_page("", found.group(1))
    look(walk, wyn, "answer-refused")
    fill(wyn, answer_1=LINE, may_be_named=True)
    do(wyn, "Send the answer", says="R")
    look(walk, wyn, "answered-by-link")
    call = Call.objects.get()
    assert call.views.get().organisation.name == "Willowbrook Carers"
    leo = walk.at_page("leo", f"voice/calls/{call.reference}/brief/")
    assert LINE in leo.text()
    assert "nobody was heard" in leo.text()
    look(walk, leo, "brief-on-a-phone", picture=True)


def tell_and_log(walk: Walk) -> None:
    walk.move_to(AFTER)
    leo = walk.at_page("leo", _page_of_holder() + "boards/2026-04-14/feedback/")
    fill(leo, raised="Buses after six.", decided="A trial is costed.", next="It comes back in May.")
    do(leo, "Tell the members", says="A trial is costed.")
    look(walk, leo, "told-on-a-phone", picture=True)
    leo = walk.at_page("leo", _page_of_holder() + "log/")
    fill(leo, sitting="14 April 2026", about="Evening buses", words=SAID, call="Buses after six")
    do(leo, "Write it down, and ask the board to answer", says=SAID)
    leo = walk.at_page("leo", _page_of_holder() + "boards/2026-04-14/presence/")
    fill(leo, status="present")
    do(leo, "Send it")
    told = Letter.objects.filter(to=walk.town.person("wyn"), kind="FeedbackGiven")
    assert "A trial is costed." in told.get().text


def let_the_board_answer(walk: Walk) -> None:
    walk.move_to(LATER)
    said = Input.objects.get()
    pia = walk.at_page("pia", f"voice/said/{said.reference}/reply/")
    fill(pia, result="partly")
    do(pia, "Send the answer", says="There is a problem")
    look(walk, pia, "reply-refused")
    fill(pia, result="partly", reply=REPLY)
    if pia.page.locator("main [name=answered_for]").count():
        fill(pia, answered_for="Getting About Board")
    do(pia, "Send the answer", says=REPLY)


def read_the_thread(walk: Walk) -> None:
    said = Input.objects.get()
    anybody = walk.at_page("", "voice/")
    assert "Evening buses" in anybody.text()
    look(walk, anybody, "what-happened", picture=True)
    anybody.go(f"/stourshire/voice/said/{said.reference}/")
    for words in (LINE, "Willowbrook Carers", SAID, REPLY):
        assert words in anybody.text(), words
    look(walk, anybody, "thread", picture=True)
    anybody.go("/stourshire/" + _page_of_holder())
    assert "1 of 1 meetings reported on" in anybody.text()
    look(walk, anybody, "holder")
    anybody.go("/stourshire/" + _page_of_holder() + "card/")
    look(walk, anybody, "card")
