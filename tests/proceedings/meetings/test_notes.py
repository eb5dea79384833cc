"""Notes: drawn from what happened, written, sent with the next date, approved."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.actions.action_log import agree_action
from folkmoot.proceedings.meetings.actions.approve_notes import approve_notes
from folkmoot.proceedings.meetings.actions.draft_notes import draft_notes
from folkmoot.proceedings.meetings.actions.edit_notes import (
    add_line,
    change_line,
    move_line,
    remove_line,
)
from folkmoot.proceedings.meetings.actions.send_notes import send_notes
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.lateness import lateness
from folkmoot.proceedings.meetings.queries.lines import lines_of, sections_of, share_drafted
from folkmoot.proceedings.meetings.queries.notes import notes_panel
from folkmoot.proceedings.meetings.queries.notes_waiting import obligations_notes, waiting_notes
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.rules.findings import Refusal
from tests.proceedings.meetings.factories import (
    STARTS_AT,
    AttendanceFactory,
    InterestFactory,
    MeetingFactory,
    a_gathering,
    a_member,
)
from tests.proceedings.meetings.noting import (
    A_DAY,
    A_MINUTE,
    AN_HOUR,
    CLOSED_AT,
    NEXT_AT,
    a_held,
    drafted,
)
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
A_SECOND = timedelta(seconds=1)
# Twenty-one days after 26 March 2026 the last day in time ends at midnight, British Summer Time.
LATE_FROM = STARTS_AT.replace(month=4, day=16, hour=23)


def said(held) -> dict[str, list[str]]:
    """What the notes say, by the title of their item."""
    found: dict[str, list[str]] = {}
    for line in lines_of(held.meeting):
        found.setdefault(line.item.title if line.item else "", []).append(line.text)
    return found


# Drawn from what happened


def test_draft_says_who_was_there_who_presided_what_was_taken_and_what_was_not():
    held = a_held()
    names = [member.organisation.name for member in held.gathering.members]
    agree_action(
        forum=held.gathering.forum, meeting=held.meeting, item=held.spaces,
        text="Ask the library for its hall", organisation=held.gathering.member(1).organisation,
        due_on=NEXT_AT.date(), by=held.officer, at=CLOSED_AT,
    )  # fmt: skip

    draft_notes(meeting=held.meeting, by=held.officer, at=CLOSED_AT)

    chair = held.gathering.chair.name
    assert said(held) == {
        "": [
            f"{chair} presided, as chair.",
            f"Present, from 4 organisations: {'; '.join([*names[:3], names[4]])}.",
            f"Apologies: {names[3]}.",
            "Quorum: 4 full members are here; 4 are needed.",
        ],
        "The shared van": [
            "Taken from 2:05pm to 2:35pm.",
            f"{names[4]}: an interest was declared (We own the van). "
            "It was ruled: leaves for the item.",
        ],
        "Warm spaces": [
            "Taken from 2:35pm to 3pm.",
            f"Action 1: Ask the library for its hall. {names[1]}, by Thursday 25 June 2026.",
        ],
        "The garden": ["Not reached. It goes to the agenda of the next meeting."],
    }


def test_draft_says_when_the_vice_chair_presided_and_why():
    held = a_held()
    InterestFactory(item=held.spaces, person=held.gathering.chair)
    held.missed.started_at, held.missed.ended_at = CLOSED_AT - AN_HOUR, CLOSED_AT
    held.missed.save()

    drafted(held)

    vice = held.gathering.vice_chair.name
    told = said(held)
    assert (
        f"{vice} presided here, as vice-chair, because the chair had an interest."
        in (told["Warm spaces"])
    )
    chair = held.gathering.chair.name
    assert f"{chair} presided from here, as chair." in told["The garden"]
    assert not any("presided" in line for line in told["The shared van"])


def test_drawing_again_adds_what_is_new_and_leaves_what_somebody_made_of_a_line():
    held = drafted(a_held())
    lines = {line.text: line for line in lines_of(held.meeting)}
    apologies = next(line for text, line in lines.items() if text.startswith("Apologies"))
    quorum = next(line for text, line in lines.items() if text.startswith("Quorum"))
    change_line(
        line=apologies, text="Apologies came late.", edition=1, by=held.officer, at=CLOSED_AT
    )
    remove_line(line=quorum, by=held.officer, at=CLOSED_AT)
    guest = AttendanceFactory(meeting=held.meeting, person=None, name="A guest", entered_by=held.officer)  # fmt: skip

    added = draft_notes(meeting=held.meeting, by=held.officer, at=CLOSED_AT)

    whole = said(held)[""]
    assert added == []
    assert "Apologies came late." in whole
    assert not any(line.startswith("Quorum") for line in whole)
    assert any(line.endswith("1 guest.") for line in whole), guest


def test_most_of_ordinary_notes_is_drawn_from_what_happened():
    held = drafted(a_held())
    for item in (held.van, held.spaces):
        add_line(
            meeting=held.meeting, item=item, text="The forum talked about costs.",
            by=held.officer, at=CLOSED_AT,
        )  # fmt: skip

    drawn, whole = share_drafted(list(lines_of(held.meeting)))

    assert drawn / whole > 0.8, f"{drawn} of {whole}"


@pytest.mark.parametrize("who", ["associate", "other", "stranger"])
def test_notes_are_written_by_those_who_keep_them_alone(who):
    held = a_held(associates=1)
    other = a_gathering(members=2)
    person = {
        "associate": held.gathering.members[-1].person,
        "other": other.chair,
        "stranger": other.officer,
    }[who]
    before = Entry.objects.count()

    with pytest.raises(Refusal) as refused:
        draft_notes(meeting=held.meeting, by=person, at=CLOSED_AT)

    assert refused.value.code == "not-permitted"
    assert (held.meeting.lines.count(), Entry.objects.count()) == (0, before)


def test_note_taker_writes_the_notes_of_their_meeting():
    held = a_held()
    taker = held.gathering.member(2).person
    held.meeting.note_taker = taker
    held.meeting.save()

    line = add_line(meeting=held.meeting, item=None, text="Tea at 3pm.", by=taker, at=CLOSED_AT)

    assert (line.text, line.changed_by) == ("Tea at 3pm.", taker)


# Written


def test_line_that_somebody_else_changed_is_not_overwritten_and_both_are_shown(time_machine):
    held = drafted(a_held())
    line = lines_of(held.meeting)[0]
    time_machine.move_to(CLOSED_AT + AN_HOUR)
    client = browser(held.gathering.chair)
    url = f"/{held.gathering.forum.assembly.slug}/meetings/{held.meeting.reference}/notes/{line.pk}/change/"
    change_line(
        line=line, text="As the officer wrote it.", edition=1, by=held.officer, at=CLOSED_AT
    )

    refused = client.post(url, {"text": "As the chair wrote it.", "edition": "1"})
    taken = client.post(url, {"text": "As both would have it.", "edition": "2"})

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "As the officer wrote it." in page
    assert "As the chair wrote it." in page
    assert 'name="edition" value="2"' in page
    assert taken.status_code == 302
    line.refresh_from_db()
    assert line.text == "As both would have it."


def test_lines_of_an_item_can_be_put_in_another_order():
    held = a_held()
    first, second = (
        add_line(meeting=held.meeting, item=held.van, text=text, by=held.officer, at=CLOSED_AT)
        for text in ("First.", "Second.")
    )

    move_line(line=second, is_up=True, by=held.officer, at=CLOSED_AT)

    assert said(held)["The shared van"] == ["Second.", "First."]
    with pytest.raises(Refusal) as refused:
        move_line(line=first, is_up=False, by=held.officer, at=CLOSED_AT)
    assert refused.value.code == "line-cannot-move"


def test_line_sent_twice_is_one_line():
    held = a_held()
    given = {"meeting": held.meeting, "item": held.van, "text": "Once.", "form_key": "k1"}

    add_line(**given, by=held.officer, at=CLOSED_AT)
    add_line(**given, by=held.officer, at=CLOSED_AT)

    assert said(held) == {"The shared van": ["Once."]}


# Who reads them


@pytest.mark.parametrize(
    ("stage", "who", "read"),
    [
        ("draft", "member", None),
        ("draft", "keeper", {"The shared van", "Warm spaces", "The garden"}),
        ("sent", "public", None),
        ("sent", "member", {"The shared van", "Warm spaces", "The garden"}),
        ("sent", "left", {"Warm spaces", "The garden"}),
        ("approved", "public", {"Warm spaces"}),
        ("approved", "left", {"Warm spaces", "The garden"}),
    ],
)
def test_notes_are_open_as_far_as_their_stage_and_their_items(stage, who, read, time_machine):
    held = drafted(a_held())
    if stage != "draft":
        held.meeting.next_meeting, held.meeting.notes_sent_at = held.ahead, CLOSED_AT
    if stage == "approved":
        held.meeting.notes_approved_at = NEXT_AT
    held.meeting.save()
    for item in (held.van, held.spaces, held.missed):
        held.meeting.lines.create(item=item, position=90000, text=f"What was said of {item.title}.")
    time_machine.move_to(NEXT_AT + A_DAY)
    person = {
        "public": None, "member": held.gathering.member(2).person, "left": held.left,
        "keeper": held.gathering.chair,
    }[who]  # fmt: skip

    page = browser(person).get(
        f"/{held.gathering.forum.assembly.slug}/meetings/{held.meeting.reference}/notes/"
    )

    if read is None:
        assert page.status_code == 409
        return
    titles = {"The shared van", "Warm spaces", "The garden"}
    html = page.content.decode()
    assert {title for title in titles if f"What was said of {title}." in html} == read
    assert ("We own the van" in html) is ("The shared van" in read)
    names = [one.person.name for one in held.gathering.members[:3]]
    assert any(name in html.split("The meeting</h2>")[0] for name in names) is (who != "public")


def test_draft_of_an_item_is_closed_to_the_keeper_who_left_for_it():
    held = drafted(a_held())
    held.meeting.note_taker = held.left
    held.meeting.save()
    line = held.meeting.lines.filter(item=held.van).order_by("pk")[0]

    with pytest.raises(Refusal) as refused:
        change_line(line=line, text="Ours.", edition=1, by=held.left, at=CLOSED_AT)

    assert refused.value.code == "item-closed-to-you"
    sight = sight_of(held.left, held.meeting.assembly, at=CLOSED_AT)
    closed = {section.item: section.closed for section in sections_of(held.meeting, sight)}
    assert closed[held.van] == "left"


# Sent


@pytest.mark.clause("staffs-6.4.viii")
def test_notes_without_the_next_date_are_not_sent_and_leave_no_trace():
    held = drafted(a_held())
    entries, letters = Entry.objects.count(), Letter.objects.count()

    with pytest.raises(Refusal) as refused:
        send_notes(meeting=held.meeting, next_meeting=None, by=held.officer, at=CLOSED_AT)

    held.meeting.refresh_from_db()
    assert (refused.value.code, refused.value.clause.key) == ("next-date-missing", "next-date")
    assert held.meeting.notes_sent_at is None
    assert (Entry.objects.count(), Letter.objects.count()) == (entries, letters)


def test_last_meeting_of_a_forum_needs_no_next_date():
    held = drafted(a_held())
    held.meeting.is_last = True
    held.meeting.save()

    sent = send_notes(meeting=held.meeting, next_meeting=None, by=held.officer, at=CLOSED_AT)

    assert sent.notes_sent_at == CLOSED_AT


@pytest.mark.parametrize("which", ["another forum", "earlier", "cancelled"])
def test_next_meeting_is_a_later_one_of_the_same_forum(which):
    held = drafted(a_held())
    ahead = {
        "another forum": lambda: MeetingFactory(starts_at=NEXT_AT),
        "earlier": lambda: MeetingFactory(forum=held.gathering.forum, starts_at=STARTS_AT - A_DAY),
        "cancelled": lambda: MeetingFactory(
            forum=held.gathering.forum,
            starts_at=NEXT_AT,
            cancelled_at=CLOSED_AT,
            cancelled_because="Snow.",
        ),
    }[which]()

    with pytest.raises(Refusal) as refused:
        send_notes(meeting=held.meeting, next_meeting=ahead, by=held.officer, at=CLOSED_AT)

    assert refused.value.code == "next-meeting-of-another"


@pytest.mark.clause("staffs-10.3")
def test_notes_reach_every_member_with_a_letter_that_says_nothing_of_what_was_closed():
    held = drafted(a_held(associates=1))
    people = [member.person for member in held.gathering.members]
    Letter.objects.all().delete()

    send_notes(meeting=held.meeting, next_meeting=held.ahead, by=held.officer, at=CLOSED_AT)

    letters = Letter.objects.filter(kind="NotesSent")
    assert {letter.to_id for letter in letters} == {person.pk for person in people}
    assert letters.count() == len(people)
    text = letters[0].text
    assert "25 June 2026" in text
    assert "van" not in text + letters[0].subject
    entry = Entry.objects.get(kind="NotesSent")
    assert entry.under.endswith("(When the notes go out)")
    assert (entry.facts["days_late"], entry.facts["letters"]) == (0, len(people))


@pytest.mark.parametrize(
    ("at", "reason", "days_late"),
    [
        (LATE_FROM - A_SECOND, "", 0),
        (LATE_FROM, "", None),
        (LATE_FROM, "The officer was ill.", 1),
        (LATE_FROM + A_DAY, "The officer was ill.", 2),
    ],
)
@pytest.mark.clause("staffs-10.3")
def test_notes_are_in_time_to_the_end_of_the_twenty_first_day_and_late_only_with_a_reason(
    at, reason, days_late
):
    held = drafted(a_held())
    given = {"meeting": held.meeting, "next_meeting": held.ahead, "late_because": reason}

    if days_late is None:
        with pytest.raises(Refusal) as refused:
            send_notes(**given, by=held.officer, at=at)
        held.meeting.refresh_from_db()
        assert (refused.value.code, held.meeting.notes_sent_at) == (
            "notes-late-without-reason",
            None,
        )
        return
    sent = send_notes(**given, by=held.officer, at=at)

    assert Entry.objects.get(kind="NotesSent").facts["days_late"] == days_late
    assert sent.notes_late_because == (reason if days_late else "")


@pytest.mark.parametrize(
    ("at", "state", "left", "late"),
    [
        (CLOSED_AT, "due", 21, 0),
        (LATE_FROM - A_SECOND, "due", 0, 0),
        (LATE_FROM, "overdue", 0, 1),
    ],
)
@pytest.mark.clause("staffs-10.3")
def test_clock_of_the_notes_counts_the_days_left_on_the_meeting_and_the_desk(at, state, left, late):
    held = a_held()
    assembly = held.meeting.assembly

    panel = notes_panel(held.meeting, sight=sight_of(held.officer, assembly, at=at), at=at)
    waiting = waiting_notes(None, assembly, at=at, person=held.gathering.chair)
    duties = obligations_notes(assembly, on=at.date())

    assert (panel.clock.state, panel.clock.days_left, panel.clock.days_late) == (state, left, late)
    assert [(item.state, item.due) for item in waiting] == [(state, panel.clock.due_on)]
    assert [duty.due_on for duty in duties] == [panel.clock.due_on]


@pytest.mark.clause("staffs-10.3")
def test_lateness_is_told_forum_by_forum(time_machine):
    held, other = a_held(), a_held()
    late = {"next_meeting": held.ahead, "late_because": "The officer was ill."}
    drafted(held)
    send_notes(meeting=held.meeting, **late, by=held.officer, at=LATE_FROM + A_DAY)
    held.meeting.refresh_from_db()
    held.meeting.agenda_sent_at = STARTS_AT - 5 * A_DAY
    held.meeting.save()
    at = LATE_FROM + 9 * A_DAY
    time_machine.move_to(at)

    (row,) = lateness(held.meeting.assembly, at=at)
    (unsent,) = lateness(other.meeting.assembly, at=at)
    page = browser().get(f"/{held.meeting.assembly.slug}/meetings/lateness/").content.decode()

    assert (row.notes.late, row.notes.worst, row.agendas.late, row.agendas.worst) == (1, 2, 1, 2)
    assert (unsent.notes.waiting, unsent.notes.worst, unsent.agendas.in_time) == (1, 10, 1)
    assert held.gathering.forum.name in page
    assert page.count("by 2 days at most") == 2


def test_what_was_not_reached_goes_to_the_next_agenda_once():
    held = drafted(a_held())

    send_notes(meeting=held.meeting, next_meeting=held.ahead, by=held.officer, at=CLOSED_AT)

    carried = list(held.ahead.items.values_list("title", "carried_from", "visibility"))
    assert carried == [("The garden", held.missed.pk, "members")]


def test_notes_that_are_sent_take_no_more_lines():
    held = drafted(a_held())
    send_notes(meeting=held.meeting, next_meeting=held.ahead, by=held.officer, at=CLOSED_AT)
    count = held.meeting.lines.count()

    for deed in (
        lambda: add_line(
            meeting=held.meeting, item=None, text="More.", by=held.officer, at=CLOSED_AT
        ),
        lambda: draft_notes(meeting=held.meeting, by=held.officer, at=CLOSED_AT),
        lambda: send_notes(
            meeting=held.meeting, next_meeting=held.ahead, by=held.officer, at=CLOSED_AT
        ),
    ):
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value.code == "notes-sent-already"
    assert held.meeting.lines.count() == count


@pytest.mark.clause("staffs-6.4.viii")
def test_next_meeting_can_be_called_with_the_notes_and_is_in_the_calendar(time_machine):
    held = drafted(a_held())
    held.ahead.delete()
    assembly = held.meeting.assembly.slug
    time_machine.move_to(CLOSED_AT + A_DAY)
    client = browser(held.gathering.chair)
    url = f"/{assembly}/meetings/{held.meeting.reference}/notes/send/"
    typed = {
        "next": "new", "starts_on_day": "25", "starts_on_month": "6", "starts_on_year": "2026",
        "starts_time": "15:00", "minutes": "120",
    }  # fmt: skip

    missing = client.post(url, {**typed, "starts_on_day": ""})
    sent = client.post(url, typed)

    held.meeting.refresh_from_db()
    ahead = Meeting.objects.get(starts_at__date="2026-06-25")
    feed = browser().get(f"/{assembly}/meetings/feed.ics").content
    assert (missing.status_code, sent.status_code) == (422, 302)
    assert held.meeting.next_meeting == ahead
    assert (ahead.forum, ahead.place) == (held.gathering.forum, held.meeting.place)
    starts = [event["DTSTART"].dt for event in Calendar.from_ical(feed).walk("VEVENT")]
    assert ahead.starts_at in starts


def test_members_that_nobody_acts_for_are_named_to_whoever_sends_the_notes(time_machine):
    held = drafted(a_held())
    alone = a_member(held.gathering.forum, name="The Silent Choir")
    alone.organisation.authorities.update(until_on=STARTS_AT.date())
    time_machine.move_to(CLOSED_AT + A_DAY)
    url = f"/{held.meeting.assembly.slug}/meetings/{held.meeting.reference}/notes/"

    page = browser(held.gathering.chair).get(url).content.decode()

    assert "The Silent Choir" in page.split("No letter reaches these members")[1]


# Approved


@pytest.mark.parametrize("who", ["chair", "vice-chair", "member"])
def test_notes_are_approved_at_the_next_meeting_by_whoever_presides_there(who):
    held = drafted(a_held())
    send_notes(meeting=held.meeting, next_meeting=held.ahead, by=held.officer, at=CLOSED_AT)
    held.ahead.opened_at = NEXT_AT
    held.ahead.save()
    here = held.gathering.members[1:] if who == "vice-chair" else held.gathering.members
    for member in here:
        AttendanceFactory(
            meeting=held.ahead, organisation=member.organisation, person=member.person
        )
    person = {
        "chair": held.gathering.chair, "vice-chair": held.gathering.vice_chair,
        "member": held.gathering.member(2).person,
    }[who]  # fmt: skip

    if who == "member":
        with pytest.raises(Refusal) as refused:
            approve_notes(meeting=held.meeting, approved_in=held.ahead, by=person, at=NEXT_AT)
        assert refused.value.code == "not-permitted"
        return
    found = approve_notes(meeting=held.meeting, approved_in=held.ahead, by=person, at=NEXT_AT)

    assert (found.notes_approved_at, found.notes_approved_in) == (NEXT_AT, held.ahead)


def test_notes_are_not_approved_outside_a_meeting_that_goes_on():
    held = drafted(a_held())
    send_notes(meeting=held.meeting, next_meeting=held.ahead, by=held.officer, at=CLOSED_AT)

    for ahead, code in ((held.ahead, "meeting-not-open"), (None, "notes-approved-elsewhere")):
        with pytest.raises(Refusal) as refused:
            approve_notes(
                meeting=held.meeting, approved_in=ahead, by=held.gathering.chair, at=NEXT_AT
            )
        assert refused.value.code == code


# Cost


def test_page_of_notes_asks_no_more_of_the_database_for_more_lines(time_machine):
    held = drafted(a_held())
    url = f"/{held.meeting.assembly.slug}/meetings/{held.meeting.reference}/notes/"
    time_machine.move_to(CLOSED_AT + A_MINUTE)
    client = browser(held.gathering.chair)
    client.get(url)

    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url)
    for number in range(20):
        add_line(
            meeting=held.meeting,
            item=held.van,
            text=f"Line {number}.",
            by=held.officer,
            at=CLOSED_AT,
        )
    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(few) <= 40
