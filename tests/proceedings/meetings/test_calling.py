"""Who calls meetings, what is said of them, and what becomes of the dates."""

from contextlib import nullcontext
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.actions.call_meeting import Arrangements
from folkmoot.proceedings.meetings.actions.call_series import call_series
from folkmoot.proceedings.meetings.actions.cancel_meeting import cancel_meeting
from folkmoot.proceedings.meetings.models import Meeting, Series
from folkmoot.proceedings.meetings.queries.series import planned, series_days
from folkmoot.rules.findings import Refusal
from tests.factories import AssemblyFactory, ForumFactory, PersonFactory, PostFactory
from tests.proceedings.meetings.calling import HALL, NOW, THEN, call, move, signed_in
from tests.proceedings.meetings.factories import AttendanceFactory, MeetingFactory, a_gathering

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
A_SECOND = timedelta(seconds=1)


def kinds_to(person) -> list[str]:
    return [letter.kind for letter in person.letters.order_by("pk")]


# Calling


@pytest.mark.parametrize("who", ["chair", "vice_chair", "officer"])
def test_meeting_called_by_those_who_arrange_them_is_recorded_and_told_to_members(who):
    gathering = a_gathering(members=3)

    meeting = call(gathering.forum, getattr(gathering, who))

    assert meeting.reference == f"{gathering.forum.slug}-2026-03-26"
    entry = Entry.objects.get(kind="MeetingCalled")
    assert (entry.at, entry.by) == (NOW.isoformat(timespec="microseconds"), entry.by)
    assert entry.under == "staffs-alliance: clause 10.2 (When the agenda goes out)"
    assert entry.facts["agenda_by"] == "2026-03-19"
    told = Letter.objects.filter(kind="MeetingCalled").select_related("to")
    assert {letter.to for letter in told} == {member.person for member in gathering.members}
    text = told.order_by("pk")[0].text
    assert "Thursday 26 March 2026, from 14:00 to 16:00" in text
    assert "The agenda goes out by Thursday 19 March 2026." in text
    assert f"/meetings/{meeting.reference}/calendar.ics" in text


def test_links_to_join_are_in_no_letter_and_not_in_the_record():
    gathering = a_gathering(members=2)

    meeting = call(gathering.forum, gathering.chair)
    move(meeting, gathering.chair, dial_in="0300 another canary")

    said = [str(entry.facts) for entry in Entry.objects.order_by("pk")]
    said += [letter.text for letter in Letter.objects.order_by("pk")]
    assert len(said) >= 6
    assert [words for words in said if "canary" in words] == []


@pytest.mark.parametrize("who", ["a member", "a chair elsewhere", "an officer elsewhere"])
def test_meeting_called_by_anybody_else_is_refused_and_leaves_no_trace(who):
    gathering, other = a_gathering(members=3), a_gathering(members=2)
    people = {
        "a member": gathering.member(2).person,
        "a chair elsewhere": other.chair,
        "an officer elsewhere": other.officer,
    }

    with pytest.raises(Refusal) as refused:
        call(gathering.forum, people[who])

    assert refused.value.code == "not-permitted"
    left = (Meeting.objects.count(), Entry.objects.count(), Letter.objects.count())
    assert left == (0, 0, 0)


@pytest.mark.parametrize(
    ("starts_at", "hours", "arrangements", "code"),
    [
        (NOW - A_SECOND, 2, HALL, "meeting-in-the-past"),
        (NOW, 2, HALL, "meeting-in-the-past"),
        (NOW + A_SECOND, 2, HALL, None),
        (datetime(2031, 1, 1, 9, tzinfo=UTC), 2, HALL, "meeting-too-far-ahead"),
        (THEN, 0, HALL, "meeting-ends-before-it-starts"),
        (THEN, 2, Arrangements(), "meeting-without-place"),
        (THEN, 2, Arrangements(dial_in="0300"), None),
    ],
)
def test_meeting_that_makes_no_sense_is_refused(starts_at, hours, arrangements, code):
    gathering = a_gathering(members=2)

    try:
        call(
            gathering.forum,
            gathering.chair,
            starts_at=starts_at,
            hours=hours,
            arrangements=arrangements,
        )
    except Refusal as refusal:
        said = refusal.code
    else:
        said = None

    assert said == code
    assert Meeting.objects.exists() is (code is None)


@pytest.mark.parametrize(
    ("hours", "is_refused"), [(1, True), (2, False), (-2, False)], ids=["over", "after", "before"]
)
def test_second_meeting_at_the_same_time_is_refused_and_one_that_touches_it_is_not(
    hours, is_refused
):
    gathering = a_gathering(members=2)
    call(gathering.forum, gathering.chair)

    asked = pytest.raises(Refusal, match="forum-meets-then") if is_refused else nullcontext()
    with asked:
        call(gathering.forum, gathering.chair, starts_at=THEN + timedelta(hours=hours))

    assert Meeting.objects.count() == (1 if is_refused else 2)
    assert len(set(Meeting.objects.values_list("reference", flat=True))) == Meeting.objects.count()


def test_same_meeting_called_twice_by_one_person_is_one_meeting_told_once():
    gathering = a_gathering(members=2)

    first = call(gathering.forum, gathering.chair)
    again = call(gathering.forum, gathering.chair, at=NOW + A_SECOND)

    assert first == again
    assert kinds_to(gathering.chair) == ["MeetingCalled"]


def test_meeting_of_a_closed_forum_is_refused():
    gathering = a_gathering(members=2)
    gathering.forum.closed_on, gathering.forum.closing_report = THEN.date(), "Its work is done."
    gathering.forum.save()

    with pytest.raises(Refusal, match="forum-is-over"):
        call(gathering.forum, gathering.chair)


def test_meeting_where_no_agreement_is_adopted_is_called_without_a_clause_or_a_day_for_its_agenda():
    assembly = AssemblyFactory(scheme="listed")
    officer = PostFactory(assembly=assembly).person

    call(ForumFactory(assembly=assembly, kind="board"), officer)

    entry = Entry.objects.get(kind="MeetingCalled")
    assert (entry.under, entry.facts["agenda_by"]) == ("", None)


# Series


@pytest.mark.parametrize(
    ("first", "every", "by", "days"),
    [
        (date(2026, 3, 12), 1, "weekday", ["2026-03-12", "2026-04-09", "2026-05-14"]),
        (date(2026, 1, 29), 1, "weekday", ["2026-01-29", "2026-02-26", "2026-03-26"]),
        (date(2026, 1, 31), 1, "date", ["2026-01-31", "2026-02-28", "2026-03-31"]),
        (date(2026, 11, 30), 3, "date", ["2026-11-30", "2027-02-28", "2027-05-30"]),
        (date(2026, 3, 12), 2, "weekday", ["2026-03-12", "2026-05-14", "2026-07-09"]),
    ],
    ids=["second Thursday", "fifth is the last", "last of the month", "quarter", "two months"],
)
def test_series_keeps_to_its_weekday_or_to_its_date(first, every, by, days):
    found = series_days(first, every=every, number=3, by=by)

    assert [day.isoformat() for day in found] == days


def test_series_across_both_clock_changes_is_at_six_in_the_evening_throughout():
    forum = a_gathering(members=2).forum
    days = series_days(date(2026, 3, 12), every=1, number=9, by="weekday")

    found = planned(forum, days, begins=time(18), ends=time(20), on=NOW.date())

    assert {one.starts_at.astimezone(LONDON).hour for one in found} == {18}
    assert {one.starts_at.astimezone(UTC).hour for one in found} == {17, 18}
    assert [one.ends_at - one.starts_at for one in found] == [timedelta(hours=2)] * 9


def test_dates_of_a_series_show_holidays_clashes_and_a_notice_that_is_too_short():
    gathering = a_gathering(members=2)
    forum = gathering.forum
    other = ForumFactory(assembly=forum.assembly, name="Southwest")
    noon = datetime(2026, 4, 13, 11, tzinfo=UTC)
    MeetingFactory(forum=other, starts_at=noon)
    MeetingFactory(forum=other, starts_at=noon + timedelta(hours=6))
    MeetingFactory(forum=forum, starts_at=datetime(2026, 5, 11, 11, tzinfo=UTC))
    days = [date(2026, 3, 8), date(2026, 3, 9), date(2026, 4, 6), date(2026, 4, 13)]
    days += [date(2026, 5, 11), date(2026, 6, 8)]

    found = planned(forum, days, begins=time(12), ends=time(13), on=date(2026, 3, 2))

    assert [one.is_short for one in found] == [True, False, False, False, False, False]
    assert [one.holiday for one in found] == ["", "", "Easter Monday", "", "", ""]
    assert (found[3].clashes, found[3].same_day) == (["Southwest"], ["Southwest"])
    assert [one.own is not None for one in found] == [False] * 4 + [True, False]
    assert [one.is_clear for one in found] == [False, True, False, False, False, True]


def times(*days: int):
    starts = [datetime(2026, 3, day, 14, tzinfo=UTC) for day in days]
    return [(start, start + timedelta(hours=2)) for start in starts]


def a_series(gathering, *days: int, by=None, at=NOW) -> Series:
    return call_series(
        forum=gathering.forum,
        every="every week",
        times=times(*days),
        arrangements=HALL,
        by=by or gathering.chair,
        at=at,
    )


def test_series_is_called_as_a_whole_and_told_in_one_letter():
    gathering = a_gathering(members=2)

    series = a_series(gathering, 12, 19, 26)
    again = a_series(gathering, 12, 19, 26, at=NOW + A_SECOND)

    assert series == again
    assert [meeting.starts_at.day for meeting in series.meetings.order_by("starts_at", "pk")] == [
        *(12, 19, 26)
    ]
    assert kinds_to(gathering.chair) == ["SeriesCalled"]
    assert "Thursday 19 March 2026, 14:00" in gathering.chair.letters.get().text


@pytest.mark.parametrize(
    ("days", "code"),
    [((12,), "series-too-short"), ((12, 26), "forum-meets-then-already")],
)
def test_series_with_a_date_that_cannot_be_is_refused_as_a_whole(days, code):
    gathering = a_gathering(members=2)
    MeetingFactory(forum=gathering.forum, starts_at=THEN)

    with pytest.raises(Refusal) as refused:
        a_series(gathering, *days)

    assert refused.value.code == code
    assert (Meeting.objects.count(), Series.objects.count()) == (1, 0)
    assert not Letter.objects.exists()


# Moving and cancelling


def test_moved_meeting_keeps_its_address_and_tells_members_and_those_signed_up():
    gathering = a_gathering(members=2)
    meeting = call(gathering.forum, gathering.chair)
    guest = PersonFactory()
    AttendanceFactory(meeting=meeting, person=guest, status="coming")
    later = THEN + timedelta(days=7)

    moved = move(
        meeting,
        gathering.officer,
        starts_at=later,
        ends_at=later + timedelta(hours=1),
        place="Barn",
    )

    assert (moved.reference, moved.calendar_sequence) == (meeting.reference, 1)
    assert moved.edition == meeting.edition + 1
    assert kinds_to(guest) == ["MeetingMoved"]
    assert kinds_to(gathering.chair) == ["MeetingCalled", "MeetingMoved"]
    letter = guest.letters.get()
    # The clocks go forward between the two days.
    assert letter.subject.startswith("Moved: ")
    assert "Thursday 2 April 2026, from 15:00 to 16:00" in letter.text
    assert "Barn (it was to be at Village hall, Lichmere)" in letter.text
    assert Entry.objects.filter(kind="MeetingMoved").get().facts["because"] == "The hall is let."


def test_change_of_the_way_in_alone_is_told_as_a_change_and_not_as_a_move():
    gathering = a_gathering(members=2)
    meeting = call(gathering.forum, gathering.chair)

    moved = move(meeting, gathering.chair, access="By the back door.")

    assert moved.calendar_sequence == 1
    assert gathering.vice_chair.letters.order_by("-pk")[0].subject.startswith("Changed: ")


def test_moving_nothing_is_refused():
    gathering = a_gathering(members=2)
    meeting = call(gathering.forum, gathering.chair)

    with pytest.raises(Refusal, match="nothing-moved"):
        move(meeting, gathering.chair)


def test_move_of_what_somebody_changed_meanwhile_is_refused_and_theirs_stays():
    gathering = a_gathering(members=2)
    meeting = call(gathering.forum, gathering.chair)
    move(meeting, gathering.officer, place="Barn")

    with pytest.raises(Refusal, match="changed-meanwhile"):
        move(meeting, gathering.chair, place="Church", edition=meeting.calendar_sequence)

    meeting.refresh_from_db()
    assert (meeting.place, meeting.calendar_sequence) == ("Barn", 1)


def test_cancelled_meeting_says_why_and_is_told():
    gathering = a_gathering(members=2)
    meeting = call(gathering.forum, gathering.chair)

    done = cancel_meeting(meeting=meeting, because="Snow.", by=gathering.chair, at=NOW + A_SECOND)

    assert (done.cancelled_because, done.calendar_sequence) == ("Snow.", 1)
    assert kinds_to(gathering.vice_chair) == ["MeetingCalled", "MeetingCancelled"]
    assert "Why: Snow." in gathering.vice_chair.letters.order_by("-pk")[0].text
    # The time is free again, under an address of its own.
    assert call(gathering.forum, gathering.chair).reference == f"{meeting.reference}-2"


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ({"opened_at": THEN}, "meeting-was-opened"),
        ({"cancelled_at": NOW, "cancelled_because": "Snow."}, "meeting-cancelled"),
    ],
)
@pytest.mark.parametrize("deed", ["move", "cancel"])
def test_meeting_that_was_opened_or_cancelled_is_neither_moved_nor_cancelled(state, code, deed):
    gathering = a_gathering(members=2)
    meeting = MeetingFactory(forum=gathering.forum, **state)

    by = gathering.chair
    deeds = {
        "move": lambda: move(meeting, by, place="Barn"),
        "cancel": lambda: cancel_meeting(meeting=meeting, because="Rain.", by=by, at=THEN),
    }
    with pytest.raises(Refusal) as refused:
        deeds[deed]()

    assert refused.value.code == code
    assert not Entry.objects.exists()


# Pages


def asked(forum, **more):
    return {
        "forum": forum.slug, "kind": "ordinary", "title": "",
        "start_on_day": "26", "start_on_month": "3", "start_on_year": "2026",
        "start_time": "18:00", "end_time": "20:00", "every": "once", "number": "",
        "keeps": "weekday", "place": "Village hall", "access": "", "join_link": "", "dial_in": "",
    } | more  # fmt: skip


def test_meeting_is_called_through_its_pages_after_a_look_at_the_date(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    gathering = a_gathering(members=2)
    url = f"/{gathering.forum.assembly.slug}/meetings/call/"
    signed_in(client, gathering.chair)
    assert "A day from 9 3 2026 on leaves time" in client.get(url).content.decode()

    look = client.post(url, asked(gathering.forum, step="check"))
    assert (look.status_code, Meeting.objects.count()) == (200, 0)
    page = look.content.decode()
    assert "Thursday 26 March 2026, 6pm" in page
    assert "Nothing" in page
    back = client.post(url, asked(gathering.forum, step="change"))
    assert 'value="Village hall"' in back.content.decode()
    done = client.post(url, asked(gathering.forum, step="call"))

    meeting = Meeting.objects.get()
    assert done["Location"] == f"/{gathering.forum.assembly.slug}/meetings/{meeting.reference}/"
    assert meeting.starts_at == datetime(2026, 3, 26, 18, tzinfo=UTC)


@pytest.mark.parametrize(("day", "is_warned"), [("8", True), ("9", False)])
def test_notice_that_is_too_short_is_warned_of_with_its_clause_and_stops_nothing(
    client, time_machine, day, is_warned
):
    time_machine.move_to(NOW, tick=False)
    gathering = a_gathering(members=2)
    url = f"/{gathering.forum.assembly.slug}/meetings/call/"
    signed_in(client, gathering.chair)

    look = client.post(url, asked(gathering.forum, start_on_day=day, step="check")).content.decode()
    client.post(url, asked(gathering.forum, start_on_day=day, step="call"))

    assert ("The agenda would have had to go out by" in look) is is_warned
    assert look.count("/rules/staffs-alliance/agenda/") == (1 if is_warned else 0)
    assert Meeting.objects.count() == 1


def test_series_is_called_through_its_pages_without_the_dates_that_were_left_out(
    client, time_machine
):
    time_machine.move_to(NOW, tick=False)
    gathering = a_gathering(members=2)
    url = f"/{gathering.forum.assembly.slug}/meetings/call/"
    signed_in(client, gathering.chair)
    series = {"every": "month", "number": "3", "keeps": "weekday"}
    answers = asked(gathering.forum, **series)

    look = client.post(url, answers | {"step": "check"}).content.decode()
    none = client.post(url, answers | {"step": "call"})
    client.post(url, answers | {"step": "call", "day": ["2026-03-26", "2026-05-28"]})

    assert look.count(" checked>") == 3
    assert (none.status_code, "Choose at least one date" in none.content.decode()) == (422, True)
    found = Meeting.objects.order_by("starts_at", "pk").values_list("starts_at", flat=True)
    assert [(one.day, one.hour) for one in found] == [(26, 18), (28, 17)]
    assert Series.objects.get().every == "every month"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"end_time": "17:00"}, "Enter an end that is later than the beginning."),
        ({"place": ""}, "Say where people meet"),
        ({"start_on_year": "2025"}, "Enter a day and a time that are still to come."),
        ({"start_on_year": "2126"}, "Enter a day within the next three years."),
        ({"every": "month"}, "Enter how many meetings, such as 4."),
        (
            {"every": "month", "number": "3", "is_last": "on"},
            "Call the last meeting of a forum by itself.",
        ),
        ({"join_link": "javascript:alert(1)"}, "Enter the whole link"),
    ],
)
def test_form_that_is_not_complete_is_shown_again_with_what_was_typed(
    client, time_machine, more, said
):
    time_machine.move_to(NOW, tick=False)
    gathering = a_gathering(members=2)
    signed_in(client, gathering.officer)

    answers = asked(gathering.forum, title="Kept words", step="check") | more
    response = client.post(f"/{gathering.forum.assembly.slug}/meetings/call/", answers)

    page = response.content.decode()
    assert (response.status_code, said in page, "Kept words" in page) == (422, True, True)


def test_meeting_is_moved_and_cancelled_through_its_pages(client, time_machine):
    gathering = a_gathering(members=2)
    meeting = call(gathering.forum, gathering.chair)
    time_machine.move_to(NOW + timedelta(days=1), tick=False)
    here = f"/{gathering.forum.assembly.slug}/meetings/{meeting.reference}/"
    signed_in(client, gathering.chair)
    assert 'value="Village hall, Lichmere"' in client.get(f"{here}move/").content.decode()
    answers = asked(gathering.forum, start_on_day="27", because="Let.", edition=0)
    # Somebody who signs up meanwhile is no reason to say no to whoever moves it.
    Meeting.objects.filter(pk=meeting.pk).update(edition=meeting.edition + 1)

    moved = client.post(f"{here}move/", answers)
    meeting.refresh_from_db()
    stale = client.post(f"{here}move/", answers | {"start_on_day": "28"})
    unsaid = client.post(f"{here}cancel/", {"because": ""})
    cancelled = client.post(f"{here}cancel/", {"because": "Snow."})

    assert (moved.status_code, meeting.starts_at.day) == (302, 27)
    page = stale.content.decode()
    assert (stale.status_code, 'value="28"' in page, 'name="edition" value="1"' in page) == (
        422,
        True,
        True,
    )
    assert (unsaid.status_code, cancelled.status_code) == (422, 302)
    assert client.get(f"{here}move/").status_code == 409
    meeting.refresh_from_db()
    assert meeting.cancelled_because == "Snow."


@pytest.mark.parametrize("page", ["call/", "{}/move/", "{}/cancel/", "messages/send/"])
@pytest.mark.parametrize("who", ["a member", "a chair elsewhere"])
def test_pages_of_those_who_arrange_are_shut_to_others(client, page, who):
    gathering, other = a_gathering(members=3), a_gathering(members=2)
    meeting = MeetingFactory(forum=gathering.forum)
    person = gathering.member(2).person if who == "a member" else other.chair
    client.force_login(person)
    url = f"/{gathering.forum.assembly.slug}/meetings/{page.format(meeting.reference)}"

    assert client.get(url).status_code == 403


def test_chair_of_one_forum_does_not_move_the_meeting_of_another(client):
    gathering = a_gathering(members=3)
    other = ForumFactory(assembly=gathering.forum.assembly)
    meeting = MeetingFactory(forum=other)
    client.force_login(gathering.chair)
    here = f"/{gathering.forum.assembly.slug}/meetings/{meeting.reference}/"

    assert client.get(f"{here}move/").status_code == 403
    assert client.post(f"{here}cancel/", {"because": "Mine."}).status_code == 403
    meeting.refresh_from_db()
    assert meeting.cancelled_at is None
