"""
A whole quarter of a forum, in a browser: from the call of a meeting to the next one.

Requests, a late agenda, a deputy, a conflict of the chair, a quorum lost and regained, a blocked
agreement, ties, notes, corrections, approval. Walked with JavaScript and without.
"""

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import vobject

from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.meetings.models import (
    Action,
    AgendaItem,
    AgendaRequest,
    Interest,
    Meeting,
    NotesLine,
)
from folkmoot.proceedings.meetings.queries.lines import share_drafted
from tests.journeys.walking import Walk, a_town, do, fill, fill_day

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # A thread of the test's own server that the browser hangs up on leaves its connection behind.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
]

CALLED = datetime(2026, 3, 2, 9, tzinfo=UTC)
ASKED = datetime(2026, 3, 9, 10, tzinfo=UTC)
ANSWERED = datetime(2026, 3, 17, 10, tzinfo=UTC)
A_DAY_LATE = datetime(2026, 3, 20, 10, tzinfo=UTC)
SIGN_UPS = datetime(2026, 3, 24, 10, tzinfo=UTC)
MEETS = datetime(2026, 3, 26, 14, tzinfo=UTC)
SENT = datetime(2026, 4, 9, 10, tzinfo=UTC)
CORRECTED = datetime(2026, 4, 13, 10, tzinfo=UTC)
MEETS_AGAIN = datetime(2026, 6, 25, 13, tzinfo=UTC)  # 14:00 on the clock of the assembly

HALL = "The Guildhall, Lichmere"
VAN = "A shared van for the south-east"
WARM = "Warm spaces next winter"
SECRET_WORDS = "Two hosts have offered, and Riverside is the cheaper by far."
KEEP = "That Riverside Lunch Club keeps the shared van for one year."
OPEN_TWICE = "That warm spaces open twice a week from October."


@pytest.mark.parametrize(
    "javascript",
    [
        pytest.param(True, id="with-javascript"),
        pytest.param(False, id="without-javascript", marks=pytest.mark.long),
    ],
)
def test_a_quarter_of_a_forum(visit, time_machine, javascript):
    time_machine.move_to(CALLED, tick=False)
    walk = Walk(a_town(), visit, time_machine, javascript=javascript)

    call_the_meeting(walk)
    ask_for_items(walk)
    answer_requests(walk)
    make_the_agenda(walk)
    send_it_a_day_late(walk)
    say_who_comes(walk)
    open_the_room(walk)
    take_the_chair_from_the_chair(walk)
    block(walk)
    lose_the_quorum(walk)
    tie(walk)
    carry(walk)
    leave_undecided(walk)
    close(walk)
    write_the_notes(walk)
    send_the_notes(walk)
    correct_a_line(walk)
    meet_again(walk)


def meeting():
    return Meeting.objects.order_by("starts_at", "pk")[0]


def here(rest=""):
    return f"meetings/{meeting().reference}/{rest}"


def item(title):
    return AgendaItem.objects.get(title=title)


def letters_to(*names, kind):
    told = Letter.objects.filter(kind=kind, to__email__in=[f"{one}@example.org" for one in names])
    return sorted(told.values_list("to__name", flat=True))


def call_the_meeting(walk):
    walk.move_to(CALLED)
    chair = walk.at_page("rosa", "meetings/call/")
    walk.look(chair, "call")
    fill(chair, forum="South-east Forum", start_time="14:00", end_time="16:00", place=HALL,
         join_link="https://meet.example/south-east", dial_in="0300 555 0199, code 4471",
         access="Step-free from the car park. Hearing loop in the room.")  # fmt: skip
    do(chair, "Look at the dates", says="Enter a day, a month and a year")
    fill_day(chair, "start_on", MEETS.date())
    do(chair, "Look at the dates", says="Check before you call the meeting")
    walk.look(chair, "check")
    do(chair, "Call the meeting", says="South-east Forum, 26 March 2026")
    everybody = ["rosa", "omar", "wyn", "fay", "tess", "leo", "bea"]
    assert len(letters_to(*everybody, kind="MeetingCalled")) == len(everybody)

    member = walk.at_page("wyn", here())
    assert "0300 555 0199" in member.text()
    link = member.page.get_by_role("link", name="Put it into your calendar")
    read_the_calendar(member, link.get_attribute("href"), is_member=True)
    stranger = walk.at_page("", here())
    assert "0300 555 0199" not in stranger.text()
    read_the_calendar(stranger, link.get_attribute("href"), is_member=False)


def read_the_calendar(visitor, path, *, is_member):
    """Two readers of calendars that know nothing of this site agree on what the file says."""
    response = visitor.page.request.get(visitor.address + path)
    assert response.headers["content-type"].startswith("text/calendar")
    told = response.text()
    event = vobject.readOne(told).vevent
    again = icalendar.Calendar.from_ical(told).walk("VEVENT")[0]
    assert event.dtstart.value == again.decoded("dtstart") == MEETS
    assert event.dtend.value == again.decoded("dtend") == datetime(2026, 3, 26, 16, tzinfo=UTC)
    assert HALL in event.location.value
    assert event.uid.value == str(again["uid"])
    assert event.sequence.value == "0"
    assert ("0300 555 0199" in told) is is_member


def ask_for_items(walk):
    walk.move_to(ASKED)
    for name, title, why in [
        ("wyn", VAN, "That we agree who keeps it, so that it is on the road by May."),
        ("fay", "Seeds for every school", "That somebody takes it on."),
        ("tess", "The price of parking", "A letter from the forum to the council."),
    ]:
        member = walk.at_page(name, here())
        member.click("Ask for an item")
        fill(member, title=title, why=why)
        if name == "wyn":
            walk.look(member, "ask-on-a-phone")
        do(member, "Ask for it", says=title)


def answer_requests(walk):
    walk.move_to(ANSWERED)
    late = walk.at_page("leo", here("requests/ask/"))
    assert "too late for this meeting" in late.text()

    chair = walk.at_page("rosa", here("requests/"))
    walk.look(chair, "requests")
    for title, answer, because in [
        (VAN, "accepted", ""),
        ("Seeds for every school", "deferred", "There is no room for it before the summer."),
        ("The price of parking", "declined", "Only the council can say anything of it."),
    ]:
        request = AgendaRequest.objects.get(title=title)
        chair = walk.at_page("rosa", here(f"requests/{request.pk}/"))
        fill(chair, answer=answer)
        if because:
            do(chair, "Answer it", says="Write the reason")
            fill(chair, because=because)
        do(chair, "Answer it", says="The member has the answer")
    member = walk.at_page("tess", here("requests/"))
    assert "Only the council can say anything of it." in member.text()
    assert letters_to("wyn", "fay", "tess", kind="RequestAnswerLetter") == [
        "Fay Okoro", "Tess Marlow", "Wyn Parry",
    ]  # fmt: skip


def make_the_agenda(walk):
    chair = walk.at_page("rosa", here("agenda/"))
    assert "The action log" in chair.text(), "what is always there came with the first item"
    chair = walk.at_page("rosa", here("agenda/add/"))
    fill(chair, title=WARM, text="Where people could sit in the warm.", purpose="decision",
         minutes="30", visibility="public")  # fmt: skip
    do(chair, "Add it", says=WARM)
    chair = walk.at_page("rosa", here("papers/add/"))
    fill(chair, title="Where it was warm last winter", item=WARM, visibility="public",
         is_for_sharing=True)  # fmt: skip
    chair.page.set_input_files(
        "input[type=file]",
        {"name": "warm.csv", "mimeType": "text/csv", "buffer": b"place,visits\nGuildhall,412\n"},
    )
    do(chair, "Add it", says="Where it was warm last winter")
    member = walk.at_page("wyn", here())
    member.page.get_by_role("link", name="Send a paper for your item").click()
    fill(member, title="Who could keep the van", text=SECRET_WORDS)
    do(member, "Add it", says="Who could keep the van")
    chair = walk.at_page("rosa", here("agenda/"))
    walk.look(chair, "agenda", picture=True)
    walk.look(chair, "agenda-on-a-phone", phone=True)


def send_it_a_day_late(walk):
    walk.move_to(A_DAY_LATE)
    chair = walk.at_page("rosa", here("agenda/send/"))
    do(chair, "Send it", says="none was given")
    assert meeting().agenda_sent_at is None
    walk.look(chair, "late")
    fill(chair, because="The room was not certain until this morning.")
    do(chair, "Send it", says="The agenda has gone to the members")
    stranger = walk.at_page("", here())
    assert "The agenda went out 1 day late" in stranger.text()
    assert "The room was not certain until this morning." in stranger.text()
    assert SECRET_WORDS not in stranger.page.content()
    walk.look(stranger, "meeting", picture=True)


def say_who_comes(walk):
    walk.move_to(SIGN_UPS)
    for name in ("wyn", "fay", "omar"):
        member = walk.at_page(name, here("coming/"))
        do(member, "I am coming", says="You said that you are coming, in the room")
    member = walk.at_page("tess", here("apologies/"))
    fill(member, words="We have a delivery that day.")
    do(member, "Send apologies", says="You sent apologies")
    member = walk.at_page("leo", here("deputy/"))
    fill(member, name="Dara Quill", email="dara@example.org", why="I am in hospital that week.")
    do(member, "Ask the chair", says="Dara Quill")
    chair = walk.at_page("rosa", here("attendance/"))
    chair.click("May Dara Quill come")
    fill(chair, answer="yes")
    do(chair, "Answer", says="The member has your answer")
    assert letters_to("leo", "dara", kind="DeputyAnswerLetter") == ["Dara Quill", "Leo Finch"]
    member = walk.at_page("leo", here())
    assert "The chair agreed that Dara Quill comes as deputy" in member.text()
    walk.look(member, "meeting-on-a-phone")


def later(walk, minutes):
    walk.move_to(MEETS + timedelta(minutes=minutes))


def check_in(walk, name, mode, code=None):
    member = walk.at_page(name, here("check-in/"))
    if code is not None:
        fill(member, code=code)
    fill(member, mode=mode)
    do(member, "I am here")
    return member


def open_the_room(walk):
    """By code, by one tap and by the vice-chair's hand: everybody is there in their own way."""
    later(walk, -20)
    code = meeting().room_code
    stranger = walk.at_page("", here("room/"))
    assert code not in stranger.page.content()
    chair = walk.at_page("rosa", here("room/"))
    assert code in chair.text()
    bea = check_in(walk, "bea", "remote", "AAAAAA")
    assert "This is not the code of this meeting" in bea.text()
    walk.look(bea, "wrong-code")
    fill(bea, code=code.lower())
    do(bea, "I am here", says="You are down as there, by video")
    for name in ("omar", "wyn", "fay"):
        member = walk.at_page(name, here())
        do(member, "I am here", says="You are down as there, in the room")
    dara = check_in(walk, "dara", "room", code)
    assert "You are down as there, in the room" in dara.text()

    later(walk, 1)
    chair = walk.at_page("rosa", here("open/"))
    do(chair, "Open the meeting", says="There is a quorum")
    late = walk.at_page("tess", here("deputy/"))
    fill(late, name="Sam Marlow", why="Our van has broken down.")
    do(late, "Ask the chair")
    assert "clause" in late.text()
    assert "before" in late.text()
    walk.look(late, "deputy-too-late", picture=True)
    do(chair, "Start the next item", says="Welcome, apologies and introductions")
    chair.page.wait_for_selector("#room-end")
    fay = walk.at_page("fay", here("room/"))
    do(fay, "Ask to speak", says="You are on the list of speakers")
    omar = walk.at_page("omar", here("room/"))
    do(omar, "Ask to speak", says="You are on the list of speakers")
    chair = walk.at_page("rosa", here("room/"))
    do(chair, "Call Fay Okoro", says="Fay Okoro has the word")
    walk.look(walk.at_page("fay", here("room/")), "room-on-a-phone", picture=True)
    walk.look(walk.at_page("rosa", here("room/")), "room-of-the-chair", picture=True)
    do(walk.at_page("rosa", here("room/")), "They have spoken", says="5 of 6")


def start(walk, name, title):
    """Whoever presides begins an item."""
    visitor = walk.at_page(name, here("room/"))
    wanted = visitor.page.locator(f"[id=room-start-{item(title).pk}]")
    wanted.click()
    visitor.page.wait_for_selector(f"#room-now:has-text('{title}')")
    return visitor


def take_the_chair_from_the_chair(walk):
    """The chair has an interest: the vice-chair presides, and rules that the chair leaves."""
    later(walk, 15)
    start(walk, "rosa", VAN)
    wyn = walk.at_page("wyn", here())
    wyn.page.locator(f"#item-{item(VAN).pk}").get_by_role("link", name="Put a motion").click()
    fill(wyn, question=KEEP, background="Two hosts have offered.", visibility="members")
    do(wyn, "Put the motion", says="Motion")

    chair = walk.at_page("rosa", here("room/"))
    chair.click("Declare an interest in an item")
    fill(chair, item=str(item(VAN).pk), whose="organisation", moment="at the item",
         nature="Riverside Lunch Club would be paid to keep the van.")  # fmt: skip
    walk.look(chair, "declare")
    do(chair, "Declare it", says="Riverside Lunch Club would be paid")

    vice = walk.at_page("omar", here("room/"))
    assert "Omar Hughes, the vice-chair, presides" in vice.text()
    interest = Interest.objects.get(item__title=VAN)
    vice = walk.at_page("omar", here(f"interests/{interest.pk}/"))
    fill(vice, effect="leaves")
    do(vice, "Say so")
    assert "reason" in vice.text().lower()
    fill(vice, because="Riverside would be paid by what is decided.")
    do(vice, "Say so", says="It is kept, and those concerned are told")
    see_nothing(walk)


def motion(question):
    return Motion.objects.get(question=question)


def see_nothing(walk):
    """Wherever the chair looks for the item, it is closed: page, paper, motion, room, notes."""
    reference, paper = motion(KEEP).reference, item(VAN).papers.get().pk
    chair = walk.visitor("rosa")
    for page in ("", "room/", "agenda/", "notes/", "interests/"):
        chair = walk.at_page("rosa", here(page))
        told = chair.page.content()
        assert SECRET_WORDS not in told, page
        assert KEEP not in told, page
        assert "so that it is on the road by May" not in told, page
    for path in (here(f"papers/{paper}/"), f"decisions/{reference}/"):
        response = chair.page.goto(f"{chair.address}/stourshire/{path}")
        assert response.status in (403, 404, 409), path
        assert SECRET_WORDS not in chair.page.content()
        assert KEEP not in chair.page.content()
    for path in (here("agenda.txt"), "decisions/", "decisions/decisions.csv"):
        told = chair.page.request.get(f"{chair.address}/stourshire/{path}").text()
        assert KEEP not in told, path
    walk.look(walk.at_page("rosa", here("room/")), "room-of-who-left", picture=True)


def on_motion(walk, name, question, page=""):
    return walk.at_page(name, f"decisions/{motion(question).reference}/{page}")


def block(walk):
    """Support, a reservation and a block with its reason: there is no agreement to record."""
    later(walk, 25)
    fay = on_motion(walk, "fay", KEEP, "say/")
    fill(fay, kind="block")
    do(fay, "Say it")
    assert "Say why" in fay.text(), fay.text()[:900]
    fill(fay, words="Gardens need it on market days, and the offer does not say so.")
    do(fay, "Say it", says="holds up agreement")
    for name, kind, words in (("wyn", "support", ""), ("bea", "view", "We would lend ours.")):
        member = on_motion(walk, name, KEEP, "say/")
        fill(member, kind=kind, words=words)
        do(member, "Say it")
    vice = on_motion(walk, "omar", KEEP, "agree/")
    fill(vice, discussion="Who can have the van on which day.")
    do(vice, "Record the agreement", says="Foxglove Community Garden")
    assert not motion(KEEP).outcome
    walk.look(on_motion(walk, "omar", KEEP), "blocked")


def call_vote(walk, name, question, way, *, says=""):
    visitor = on_motion(walk, name, question, "call-vote/")
    fill(visitor, way=way, because="We have talked for half an hour and are where we began.")
    do(visitor, "Call the vote", says=says)
    return visitor


def lose_the_quorum(walk):
    """One leaves and there are too few for a vote; one joins by telephone and there are enough."""
    later(walk, 40)
    officer = walk.at_page("olive", here("attendance/"))
    do(officer, "Left Wyn Parry", says="Left")
    vice = call_vote(walk, "omar", KEEP, "hands", says="one more full member")
    assert not motion(KEEP).polls.exists()
    walk.look(vice, "quorum-lost", picture=True)
    vice = walk.at_page("omar", here("room/"))
    assert "one more full member is needed" in vice.text()
    walk.look(walk.at_page("fay", here("room/")), "room-without-quorum", picture=True)
    walk.look(walk.at_page("", here("room/?view=projector")), "projector", picture=True)
    check_in(walk, "tess", "phone", meeting().room_code)
    vice = walk.at_page("omar", here("room/"))
    assert "There is a quorum" in vice.text()
    assert "1 by telephone" in vice.text()


def take_hands(walk, name, question, **hands):
    """Write down the hands of a room, and close the vote."""
    visitor = on_motion(walk, name, question, "hands/")
    for first, hand in hands.items():
        body = walk.town.body(first)
        row = visitor.page.locator("tr", has=visitor.page.locator("th", has_text=body))
        row.locator(f"input[value='{hand}']").check()
    walk.look(visitor, "hands")
    do(visitor, "Write them down", says="are written down")
    return close_vote(walk, name, question)


def close_vote(walk, name, question):
    visitor = on_motion(walk, name, question, "close/")
    fill(visitor, sure=True)
    do(visitor, "Close the vote", says="Votes")
    return visitor


def tie(walk):
    later(walk, 45)
    call_vote(walk, "omar", KEEP, "hands", says="Write down the hands")
    vice = take_hands(walk, "omar", KEEP, omar="for", tess="for", fay="against", leo="against")
    assert "2 for and 2 against" in vice.text()
    walk.look(vice, "tied-vote", picture=True)
    walk.look(on_motion(walk, "omar", KEEP), "tied-vote-on-a-phone", phone=True)
    again = call_vote(walk, "omar", KEEP, "electronic")
    assert motion(KEEP).polls.count() == 1, again.text()[:600]


def vote(walk, name, question, choice):
    member = on_motion(walk, name, question, "vote/")
    if name == "tess":
        walk.look(member, "vote-in-the-room", picture=True)
    do(member, choice)
    do(member, "Give this vote", says="is recorded")


def carry(walk):
    """Debated again, voted once more on phones, and carried."""
    later(walk, 55)
    vice = on_motion(walk, "omar", KEEP, "debated/")
    fill(vice, discussion="Riverside will leave the van free on market days.")
    do(vice, "Record the debate", says="One more vote")
    call_vote(walk, "omar", KEEP, "electronic", says="members have voted")
    for name, choice in (("omar", "For"), ("tess", "For"), ("fay", "Against")):
        vote(walk, name, KEEP, choice)
    barred = walk.visitor("rosa")
    barred.page.goto(f"{barred.address}/stourshire/decisions/{motion(KEEP).reference}/vote/")
    assert barred.page.get_by_role("button", name="For").count() == 0
    vice = close_vote(walk, "omar", KEEP)
    assert "Carried: 2 for and 1 against" in vice.text()
    assert motion(KEEP).outcome == "carried"
    walk.look(on_motion(walk, "omar", KEEP), "carried")


def leave_undecided(walk):
    """The chair is back and presides; another motion is level twice, and stays undecided."""
    later(walk, 65)
    officer = walk.at_page("olive", here("attendance/"))
    do(officer, "Back Wyn Parry", says="There, in the room")
    start(walk, "omar", WARM)
    chair = walk.at_page("rosa", here("room/"))
    assert "Rosa Bell, the chair, presides" in chair.text()
    chair = walk.at_page("rosa", here())
    chair.page.locator(f"#item-{item(WARM).pk}").get_by_role("link", name="Put a motion").click()
    fill(chair, question=OPEN_TWICE, visibility="public", proposed_by="Oakfield Youth Project")
    do(chair, "Put the motion", says="Motion")
    for minutes in (75, 85):
        later(walk, minutes)
        call_vote(walk, "rosa", OPEN_TWICE, "hands", says="Write down the hands")
        take_hands(walk, "rosa", OPEN_TWICE, rosa="for", omar="for", wyn="for",
                   fay="against", tess="against", leo="against")  # fmt: skip
        if minutes == 75:
            chair = on_motion(walk, "rosa", OPEN_TWICE, "debated/")
            fill(chair, discussion="Whether once a week would be enough.")
            do(chair, "Record the debate")
    assert motion(OPEN_TWICE).outcome == "undecided"
    walk.look(on_motion(walk, "", OPEN_TWICE), "undecided")


def close(walk):
    later(walk, 110)
    chair = walk.at_page("rosa", here("close/"))
    walk.look(chair, "close")
    do(chair, "Close the meeting", says="This meeting is closed")


LEFT = "Riverside leaves the van free on market days, and the diary of it is open to all."


def write_the_notes(walk):
    """Most of it is written; somebody changes a line, adds one, and writes down two actions."""
    later(walk, 150)
    chair = walk.at_page("rosa", here("notes/"))
    assert "closed to you" in chair.text()
    assert KEEP not in chair.page.content()
    officer = walk.at_page("olive", here("notes/"))
    assert KEEP in officer.text()
    walk.look(officer, "notes-drafted", picture=True)
    drawn = NotesLine.objects.get(drawn_from="presiding", item=item(VAN))
    officer = walk.at_page("olive", here(f"notes/{drawn.pk}/change/"))
    fill(officer, text="Omar Hughes presided here, as vice-chair, for the chair had left.")
    do(officer, "Change it", says="The line is changed")
    officer = walk.at_page("olive", here("notes/"))
    officer.page.get_by_label(re.compile(f"Add a line to .{VAN}")).fill(LEFT)
    section = officer.page.locator(f"section[aria-labelledby=item-{item(VAN).pk}]")
    with officer.page.expect_navigation():
        section.get_by_role("button", name="Add it").click()
    assert LEFT in officer.text()
    for text, body, due in [
        ("Open the diary of the van", "Foxglove Community Garden", date(2026, 5, 20)),
        ("Paint the van", "Willowbrook Carers", date(2026, 7, 31)),
    ]:
        officer = walk.at_page("olive", here("notes/"))
        section = officer.page.locator(f"section[aria-labelledby=item-{item(VAN).pk}]")
        section.get_by_role("link", name="Add an action").click()
        fill(officer, text=text, organisation=body)
        fill_day(officer, "due_on", due)
        do(officer, "Put it on the action log", says=text)
    lines = list(NotesLine.objects.filter(removed_at=None).order_by("pk"))
    drawn, written = share_drafted(lines)
    print(f"Of {written} letters of the notes {drawn} were drawn: {drawn / written:.0%}.")
    assert drawn / written >= 0.8, (drawn, written)


def send_the_notes(walk):
    """They do not go out before the next meeting has its date."""
    walk.move_to(SENT)
    officer = walk.at_page("olive", here("notes/send/"))
    do(officer, "Send the notes", says="Enter a day, a month and a year")
    assert meeting().notes_sent_at is None
    walk.look(officer, "notes-without-a-date")
    fill(officer, starts_time="14:00")
    fill_day(officer, "starts_on", MEETS_AGAIN.date())
    do(officer, "Send the notes", says="The notes went to the members")
    assert meeting().next_meeting.starts_at == MEETS_AGAIN
    assert letters_to("wyn", "bea", kind="NotesSent") == ["Bea Rowe", "Wyn Parry"]
    stranger = walk.visitor("")
    stranger.page.goto(f"{stranger.address}/stourshire/{here('notes/')}")
    assert LEFT not in stranger.page.content(), "nobody outside reads notes before their approval"
    response = stranger.page.request.get(f"{stranger.address}/stourshire/{here('notes.txt')}")
    assert response.status == 409, response.status


def correct_a_line(walk):
    walk.move_to(CORRECTED)
    line = NotesLine.objects.get(text=LEFT)
    member = walk.at_page("fay", here("notes/"))
    walk.look(member, "notes-on-a-phone")
    member = walk.at_page("fay", here(f"notes/{line.pk}/correct/"))
    fill(member, text=LEFT.replace("market days", "Saturdays"), why="The market is on Saturdays.")
    do(member, "Send the correction", says="Foxglove Community Garden asked for a correction")
    officer = walk.at_page("olive", here("notes/"))
    walk.look(officer, "correction")
    officer = walk.at_page("olive", here(f"corrections/{line.corrections.get().pk}/"))
    fill(officer, answer="taken")
    do(officer, "Answer it", says="It was taken in")
    assert LEFT.replace("market days", "Saturdays") in walk.at_page("fay", here("notes/")).text()


def meet_again(walk):
    """The next meeting has the actions on its agenda, one overdue, and approves the notes."""
    walk.move_to(MEETS_AGAIN + timedelta(minutes=2))
    second = Meeting.objects.get(starts_at=MEETS_AGAIN).reference
    officer = walk.at_page("olive", f"meetings/{second}/agenda/")
    assert "Seeds for every school" in officer.text(), "what was put off is on it"
    member = walk.at_page("wyn", f"meetings/{second}/")
    log = AgendaItem.objects.get(meeting__reference=second, standing="action-log")
    told = " ".join(member.page.locator(f"#item-{log.pk}").inner_text().split())
    assert "Open the diary of the van" in told, told
    assert "Paint the van" in told, told
    assert told.count("overdue") == 1, told
    walk.look(member, "next-agenda-on-a-phone", picture=True)
    actions = walk.at_page("wyn", "meetings/actions/?forum=south-east")
    walk.look(actions, "actions")
    assert Action.objects.filter(done_on=None, dropped_on=None).count() == 2

    chair = walk.at_page("rosa", f"meetings/{second}/open/")
    do(chair, "Open the meeting", says="Welcome, apologies and introductions")
    chair = walk.at_page("rosa", here("notes/"))
    chair.click("Approve the notes")
    fill(chair, sure=True)
    do(chair, "Approve the notes", says="The next meeting has approved these notes")
    stranger = walk.at_page("", here("notes/"))
    told = stranger.page.content()
    assert OPEN_TWICE in told, "what is public is there for everybody"
    for kept in (KEEP, "Saturdays", "Open the diary", "Riverside would be paid", "Tess Marlow"):
        assert kept not in told, kept
    walk.look(stranger, "notes-for-everybody")
    stranger = walk.at_page("", here())
    assert "The agenda went out 1 day late" in stranger.text(), "for good"
