"""
A breach in a browser, from three meetings missed to the end of a membership.

A case that a rule raises and a person opens; a letter; a suspension; a dispute beside it that
falls to the vice-chair and blocks nothing; a hearing and a vote; what everybody may read.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from folkmoot.body.forums.models import ForumMember
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.meetings.models import Meeting
from tests.journeys.walking import Walk, a_town, do, fill
from tests.proceedings.meetings.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    MeetingFactory,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # A thread of the test's own server that the browser hangs up on leaves its connection behind.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
]

MISSED = [datetime(2026, month, 22, 14, tzinfo=UTC) for month in (1, 2, 3)]
OPENED = datetime(2026, 3, 24, 10, tzinfo=UTC)
ANSWERED = datetime(2026, 3, 26, 10, tzinfo=UTC)
MOVED_ON = datetime(2026, 4, 7, 10, tzinfo=UTC)
MEETS = datetime(2026, 4, 23, 14, tzinfo=UTC)
AFTERWARDS = datetime(2026, 4, 27, 10, tzinfo=UTC)

MEMBER = "Lichmere Community Transport"
BREACH, DISPUTE, ENDING = "case-2026-1", "case-2026-2", "case-2026-3"
UNDER = "23 April 2026, South-east Forum: A membership of this forum"
LETTER = "You have missed three meetings. Tell me in writing by Thursday how you want to go on."
REASON = "Two members wait for the vans that were promised in this forum."
QUARREL = "The lunch club took the lease of the garage without a word to us."
DEFENCE = "We lost both our drivers in January, and the vans run again since Monday."
SAID = "Give us until the summer."
TOLD = "The vans stood still for three months, and nobody said why."
PUBLIC = "A member that stayed away from three meetings left the forum by a vote."
LESSON = "A telephone call after the first meeting missed would have told us more."
SECRETS = (LETTER, REASON, QUARREL, DEFENCE, MEMBER)


@pytest.mark.parametrize(
    "javascript",
    [
        pytest.param(True, id="with-javascript"),
        pytest.param(False, id="without-javascript", marks=pytest.mark.long),
    ],
)
def test_a_breach_from_missed_meetings_to_a_vote(visit, time_machine, javascript):
    time_machine.move_to(MISSED[0], tick=False)
    walk = Walk(a_town(), visit, time_machine, javascript=javascript)

    miss_three_meetings(walk)
    find_it_raised_and_nothing_else(walk)
    go_into_it(walk)
    suspend(walk)
    open_a_dispute_beside_it(walk)
    take_it_on(walk)
    hear_the_member(walk)
    put_it_to_the_vote(walk)
    debate_it(walk)
    vote(walk)
    see_it_ended(walk)
    publish(walk)
    read_it_as_others(walk)


def look(walk: Walk, visitor: Any, name: str, *, picture: bool = False) -> None:
    """Look closely, once: the pages without JavaScript are the same. Some pictures are kept."""
    if walk.javascript:
        visitor.look(f"case-{name}", picture=picture)


def deed(walk: Walk, name: str, case: str, word: str) -> Any:
    """Somebody opens the page of a deed in a case."""
    return walk.at_page(name, f"cases/{case}/{word}/")


def let_come(walk: Walk, meeting: Meeting, *names: str) -> None:
    for name in names:
        one = walk.town.members[name]
        AttendanceFactory(meeting=meeting, organisation=one.organisation, person=one.person)


def miss_three_meetings(walk: Walk) -> None:
    """The forum meets three times; one member neither comes nor sends word."""
    first, second, third = (
        MeetingFactory(
            forum=walk.town.forum, reference=f"south-east-{at:%Y-%m-%d}", starts_at=at,
            called_at=MISSED[0] - timedelta(days=30), called_by=walk.town.officer,
        )
        for at in MISSED
    )  # fmt: skip
    for meeting in (first, second, third):
        let_come(walk, meeting, "rosa", "omar", "wyn", "fay", "tess", "bea")
    for meeting in (first, second):
        meeting.opened_at, meeting.closed_at = meeting.starts_at, meeting.ends_at
        meeting.save(update_fields=["opened_at", "closed_at"])
    third.opened_at = third.starts_at
    third.save(update_fields=["opened_at"])

    walk.move_to(third.starts_at)
    chair = walk.at_page("rosa", f"meetings/{third.reference}/close/")
    do(chair, "Close the meeting", says="This meeting is closed")


def find_it_raised_and_nothing_else(walk: Walk) -> None:
    """The rule raises a case; nothing follows from it until a person decides."""
    case = Case.objects.get()
    assert (case.reference, case.opened_at) == (BREACH, None)
    member = walk.at_page("leo", "membership/lichmere-community-transport/")
    assert "suspended" not in member.text()
    member.go("/stourshire/cases/")
    assert "You have no part in a case" in member.text()
    assert BREACH not in member.text()
    assert "No case is open." in walk.at_page("", "cases/").text()

    chair = walk.at_page("rosa", "desk/")
    chair.click(f"Decide whether to go into {BREACH}")
    assert "Raised by a rule" in chair.text()
    assert "Away without a word from 3 meetings in a row" in chair.text()
    trail = chair.page.get_by_role("navigation", name="Breadcrumb")
    assert trail.get_by_role("link", name="When something goes wrong").count() == 1
    look(walk, chair, "raised", picture=True)


def go_into_it(walk: Walk) -> None:
    walk.move_to(OPENED)
    chair = deed(walk, "rosa", BREACH, "open")
    look(walk, chair, "go-into-it")
    do(chair, "Go into this case", says="Being put right")
    chair = deed(walk, "rosa", BREACH, "letter")
    do(chair, "Write a letter in this case", says="Write it down")
    look(walk, chair, "letter-refused")
    fill(chair, words=LETTER)
    do(chair, "Write a letter in this case", says=LETTER)
    assert "South-east Forum: Rosa Bell" in chair.text()

    told = Letter.objects.filter(to=walk.town.person("leo"), kind__startswith="Case")
    assert told.exists()
    assert LETTER not in " ".join(told.values_list("text", flat=True))
    member = walk.at_page("leo", f"cases/{BREACH}/")
    assert LETTER in member.text()


def suspend(walk: Walk) -> None:
    chair = deed(walk, "rosa", BREACH, "suspend")
    look(walk, chair, "suspend")
    fill(chair, reason=REASON)
    do(chair, "Suspend the member", says="suspended")
    member = walk.at_page("leo", "membership/lichmere-community-transport/")
    assert "It has no vote and cannot stand for office." in member.text()
    assert REASON in member.text()
    look(walk, member, "suspended-on-a-phone", picture=True)
    stranger = walk.at_page("", "membership/lichmere-community-transport/")
    assert "This member is suspended" in stranger.text()
    assert REASON not in stranger.text()


def open_a_dispute_beside_it(walk: Walk) -> None:
    """The member's dispute is with the chair's own organisation, so it falls to the vice-chair."""
    walk.move_to(ANSWERED)
    member = walk.at_page("leo", "cases/open/")
    look(walk, member, "open-on-a-phone")
    member.click("Open a dispute")
    fill(member, against="Riverside Lunch Club", forum="South-east Forum",
         title="The lease of the garage", account=QUARREL)  # fmt: skip
    look(walk, member, "dispute-on-a-phone")
    do(member, "Open the case", says=DISPUTE)
    assert "The vice-chair of South-east Forum: Omar Hughes" in member.text()
    assert "The chair or the chair’s organisation is a party to it." in member.text()
    decided = member.page.locator("h2:has-text('Who decides it') + p a")
    assert " ".join(decided.inner_text().split()) == "clause 13.1 (Who deals with a case)"
    assert "Riverside Lunch Club (the other side)" in member.text()
    look(walk, member, "vice-chair-on-a-phone", picture=True)

    other = deed(walk, "rosa", DISPUTE, "talk")
    fill(other, words="We met over tea, and will look at the lease together.")
    do(other, "Write down a talk", says="We met over tea")
    vice_chair = walk.at_page("omar", f"cases/{DISPUTE}/")
    assert QUARREL in vice_chair.text()
    look(walk, vice_chair, "dispute")
    refused = walk.visitor("omar").page.goto(
        f"{walk.visitor('omar').address}/stourshire/cases/{BREACH}/"
    )
    assert refused.status == 403

    officer = deed(walk, "olive", BREACH, "link")
    fill(officer, reference=DISPUTE)
    do(officer, "Link another case", says="None of them holds another up.")
    assert DISPUTE in officer.text()


def take_it_on(walk: Walk) -> None:
    """The dispute is still open, and holds nothing up."""
    walk.move_to(MOVED_ON)
    chair = deed(walk, "rosa", BREACH, "lasting")
    fill(chair, words="No answer came, and the vans stand still.")
    do(chair, "Find that it cannot be put right", says="Cannot be put right")
    chair = deed(walk, "rosa", BREACH, "terminate")
    do(chair, "Take it on towards a vote", says="Tick at least one of the grounds.")
    look(walk, chair, "grounds-refused")
    fill(chair, scope="this forum", is_immediate=True)
    chair.page.check("main [name=grounds][value='contravention of the agreement']")
    do(chair, "Take it on towards a vote", says=ENDING)
    text = chair.text()
    assert "Contravention of the agreement" in text
    assert LETTER in text
    assert "There is no appeal in the agreement" in text
    assert Case.objects.get(reference=BREACH).outcome == "to-a-vote"
    assert Case.objects.get(reference=DISPUTE).closed_at is None


def hear_the_member(walk: Walk) -> None:
    AgendaItemFactory(
        meeting=MeetingFactory(
            forum=walk.town.forum, reference="south-east-2026-04-23", starts_at=MEETS,
            called_at=MOVED_ON, called_by=walk.town.officer,
        ),
        title="A membership of this forum", purpose="decision", position=1,
    )  # fmt: skip
    chair = deed(walk, "rosa", ENDING, "vote")
    fill(chair, item=UNDER, background=TOLD)
    do(chair, "Put it to the vote", says=f"{MEMBER} has not been asked to be heard")
    do(deed(walk, "rosa", ENDING, "ask"), "Ask the member to be heard", says="asked to be heard")

    member = walk.at_page("leo", "desk/")
    member.click(f"Say what you want to be heard on in {ENDING}")
    fill(member, words=DEFENCE)
    look(walk, member, "hear-on-a-phone")
    do(member, "Write down what the member says", says=DEFENCE)


def put_it_to_the_vote(walk: Walk) -> None:
    chair = deed(walk, "rosa", ENDING, "vote")
    assert chair.page.is_checked("main [name=is_immediate]")
    fill(chair, item=UNDER, background=TOLD)
    look(walk, chair, "put-to-the-vote")
    do(chair, "Put it to the vote", says="Put to the vote")
    motion = Motion.objects.get()
    assert motion.question == f"That the membership of {MEMBER} in South-east Forum ends at once."
    assert motion.concerns == walk.town.members["leo"].organisation
    look(walk, chair, "before-the-vote")


def debate_it(walk: Walk) -> None:
    """The member concerned is there, reads what is said, and has no vote."""
    walk.move_to(MEETS)
    meeting, motion = Meeting.objects.get(starts_at=MEETS), Motion.objects.get()
    let_come(walk, meeting, "rosa", "omar", "wyn", "leo")
    chair = walk.at_page("rosa", f"meetings/{meeting.reference}/open/")
    do(chair, "Open the meeting", says="Between items")
    do(chair, "Start the next item")
    chair.page.get_by_role("button", name="End this item").wait_for()
    # The room goes on asking for news of itself, so its page is left before others come in.
    chair.go(f"/stourshire/decisions/{motion.reference}/")
    member = walk.at_page("leo", f"decisions/{motion.reference}/say/")
    fill(member, kind="view", words=SAID)
    do(member, "Say it", says=SAID)
    look(walk, member, "said-on-a-phone")
    chair.go(f"/stourshire/decisions/{motion.reference}/call-vote/")
    fill(chair, way="electronic", because="Members differ.", discussion="Some would wait.")
    do(chair, "Call the vote", says="one more full member")
    look(walk, chair, "no-quorum")

    let_come(walk, meeting, "fay", "tess")
    do(chair, "Call the vote", says="The vote is open.")
    look(walk, chair, "motion")
    member = walk.at_page("leo", f"decisions/{motion.reference}/")
    assert TOLD in member.text()
    assert "Some would wait." in member.text()
    member.go(f"/stourshire/decisions/{motion.reference}/vote/")
    text = member.text()
    assert "No vote can be given here" in text
    assert "A suspended member cannot vote until the suspension is lifted." in text
    assert "clause 13.2" in text
    look(walk, member, "no-vote-on-a-phone", picture=True)


def vote(walk: Walk) -> None:
    motion = Motion.objects.get()
    for name, choice in [("omar", "For"), ("wyn", "For"), ("fay", "For"), ("tess", "Against")]:
        member = walk.at_page(name, f"decisions/{motion.reference}/vote/")
        do(member, choice, says="the vote cannot be changed")
        do(member, "Give this vote", says="is recorded")
    chair = walk.at_page("rosa", f"decisions/{motion.reference}/close/")
    fill(chair, sure=True)
    do(chair, "Close the vote", says="Carried")
    look(walk, chair, "carried")


def see_it_ended(walk: Walk) -> None:
    """The membership of the forum ends on that day; what is left is to talk."""
    belonging = ForumMember.objects.get(membership__organisation__name=MEMBER)
    assert belonging.left_on == MEETS.date()
    forum = walk.at_page("", "forums/south-east/")
    assert MEMBER not in forum.text()
    look(walk, forum, "forum")
    member = walk.at_page("leo", f"cases/{ENDING}/")
    text = member.text()
    assert f"{MEMBER} was heard" in text
    assert "To be heard by Tuesday 21 April 2026." in text
    assert "The agreement has no appeal against this vote." in text
    assert member.page.locator("main").get_by_role("link", name="Open a dispute").count()
    look(walk, member, "ended-on-a-phone")
    member.go("/stourshire/membership/lichmere-community-transport/")
    assert "This member is suspended" not in member.text()
    assert "Ended" not in member.text()


def publish(walk: Walk) -> None:
    walk.move_to(AFTERWARDS)
    chair = deed(walk, "rosa", ENDING, "publish")
    fill(chair, words=f"{MEMBER} left.", lesson=LESSON)
    do(chair, "Write what everybody may read", says="cannot name a party")
    fill(chair, words=PUBLIC)
    do(chair, "Write what everybody may read", says="Everybody can read it now")
    assert PUBLIC in chair.text()
    look(walk, chair, "ended", picture=True)


def read_it_as_others(walk: Walk) -> None:
    """A stranger and an associate read what was published, and nothing more."""
    for name in ("", "bea"):
        other = walk.at_page(name, "cases/")
        assert PUBLIC in other.text()
        assert LESSON in other.text()
        assert not [secret for secret in SECRETS if secret in other.page.content()]
        look(walk, other, f"cases-of-{name or 'everybody'}", picture=not name)
        other.page.goto(f"{other.address}/stourshire/cases/{ENDING}/")
        assert not [secret for secret in SECRETS if secret in other.page.content()]
        other.go("/stourshire/cases/outside-routes/")
        look(walk, other, f"outside-routes-of-{name or 'everybody'}")
        for address in ("record/", "decisions/"):
            other.go(f"/stourshire/{address}")
            assert not [words for words in SECRETS[:-1] if words in other.page.content()]
