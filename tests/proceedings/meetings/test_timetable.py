"""The dates of the forums side by side, the list of meetings, and how often each group meets."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.body.rulebook.queries import pinned
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.arranging import waiting_arranging
from folkmoot.proceedings.meetings.queries.pace import obligations_meetings, pace, paces
from folkmoot.proceedings.meetings.queries.timetable import forums_on_it, rounds, slots
from tests.factories import (
    AdoptionFactory,
    AssemblyFactory,
    ForumFactory,
    PersonFactory,
    PostFactory,
)
from tests.proceedings.meetings.calling import signed_in
from tests.proceedings.meetings.factories import MeetingFactory, a_gathering

pytestmark = pytest.mark.django_db
BOOK = pinned("staffs-alliance", "1")
A_DAY = timedelta(days=1)
HELD = [date(2025, 4, 10), date(2025, 7, 10), date(2025, 10, 9), date(2026, 1, 8)]


def moment(day: date, hour: int = 14) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def held(forum, *days: date) -> None:
    for day in days:
        at = moment(day)
        MeetingFactory(forum=forum, starts_at=at, opened_at=at, closed_at=at + timedelta(hours=2))


def an_assembly(*names: str):
    """Make an assembly with its agreement, its group and some local forums."""
    assembly = AssemblyFactory()
    AdoptionFactory(assembly=assembly)
    group = ForumFactory(assembly=assembly, kind="co-ordination", name="The group", slug="group")
    local = [ForumFactory(assembly=assembly, name=name, slug=name.lower()) for name in names]
    return assembly, group, local


# How often


def a_pace(days, planned=(), *, on, recognised_on=date(2022, 4, 1)):
    return pace(ForumFactory.build(recognised_on=recognised_on), BOOK, days, planned, on=on)


@pytest.mark.clause("staffs-6.2-minimum")
@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 2, 19), "met"),
        (date(2026, 2, 20), "due"),
        (date(2026, 4, 3), "due"),
        (date(2026, 4, 4), "overdue"),
        (date(2026, 4, 9), "overdue"),
        (date(2026, 4, 10), "missed"),
    ],
)
def test_shortfall_is_warned_of_before_it_cannot_be_avoided_any_more(on, state):
    """The first of four meetings falls out of the year on 10 April; notice takes seven days."""
    found = a_pace(HELD, on=on)

    assert found.state == state
    if state != "missed":
        assert (found.short_on, found.call_by) == (date(2026, 4, 10), date(2026, 4, 3))
    else:
        assert (found.short_since, found.missing) == (date(2026, 4, 10), 1)
    assert found.clause.number == "6.2"


@pytest.mark.clause("staffs-6.2-minimum")
def test_meeting_that_is_called_puts_the_shortfall_off_and_one_on_the_last_day_still_helps():
    on = date(2026, 3, 2)

    in_time = a_pace(HELD, [date(2026, 4, 10)], on=on)
    late = a_pace(HELD, [date(2026, 4, 11)], on=on)

    assert (in_time.state, in_time.short_on) == ("met", date(2026, 7, 10))
    assert (late.state, late.short_on) == ("due", date(2026, 4, 10))


@pytest.mark.parametrize(
    ("days", "missing", "since"),
    [
        ([], 4, date(2023, 4, 1)),
        (HELD[:3], 1, date(2023, 4, 1)),
        ([date(2024, 12, 5), *HELD[:3]], 1, date(2025, 12, 5)),
        ([date(2024, 12, 5), date(2024, 12, 6), *HELD[:3]], 1, date(2025, 12, 6)),
    ],
)
def test_group_that_has_met_too_seldom_is_told_since_when(days, missing, since):
    found = a_pace(days, on=date(2026, 1, 5))

    assert (found.state, found.missing, found.short_since) == ("missed", missing, since)


def test_group_is_not_held_to_a_year_before_it_was_a_year_old():
    new = {"recognised_on": date(2025, 6, 1)}

    young = a_pace([], on=date(2026, 3, 2), **new)
    on_the_day = a_pace([], on=date(2026, 6, 1), **new)

    assert (young.state, young.short_on, young.missing) == ("met", date(2026, 6, 1), 4)
    assert on_the_day.state == "missed"


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2025, 2, 28)])
def test_leap_day_falls_out_of_the_year_like_any_other(day):
    others = [day + timedelta(days=number) for number in (60, 120, 180)]

    found = a_pace([day, *others], on=day + timedelta(days=200))

    gone = {date(2024, 2, 29): date(2025, 3, 1), date(2025, 2, 28): date(2026, 2, 28)}
    assert found.short_on == gone[day]


@pytest.mark.clause("staffs-6.2-minimum")
def test_every_local_forum_and_the_group_are_counted_and_the_cancelled_are_not():
    assembly, group, local = an_assembly("East", "North", "South")
    ForumFactory(assembly=assembly, kind="thematic", name="Sport")
    for forum in (group, *local[:2]):
        held(forum, *HELD)
    held(local[2], *HELD[1:])
    MeetingFactory(
        forum=local[2], starts_at=moment(date(2026, 3, 3)), cancelled_at=moment(date(2026, 3, 1)),
        cancelled_because="Snow.",
    )  # fmt: skip
    MeetingFactory(forum=group, starts_at=moment(date(2026, 3, 20)))

    found = paces(assembly, on=date(2026, 3, 2))

    told = [(one.forum.name, len(one.held), len(one.planned), one.state) for one in found]
    assert told == [
        ("The group", 4, 1, "met"),
        ("East", 4, 0, "due"),
        ("North", 4, 0, "due"),
        ("South", 3, 0, "missed"),
    ]


@pytest.mark.clause("staffs-6.2-minimum")
def test_obligations_say_what_was_met_what_was_missed_and_what_is_due():
    assembly, group, local = an_assembly("East")
    held(group, *HELD)
    held(local[0], *HELD[1:])
    on = date(2026, 3, 2)

    found = obligations_meetings(assembly, on=on)

    told = [(one.what, one.state(on=on), one.due_on) for one in found]
    assert told == [
        ("Meet 4 times in a year: The group", "met", on),
        ("Hold a further meeting: The group", "due", date(2026, 4, 10)),
        ("Meet 4 times in a year: East", "missed", date(2023, 4, 1)),
    ]


def test_chair_and_officer_are_asked_to_call_what_is_missing_and_nobody_else_is():
    gathering = a_gathering(members=3)
    forum = gathering.forum
    held(forum, *HELD)

    def asked(person) -> list[str]:
        at = moment(date(2026, 3, 2))
        items = waiting_arranging(None, forum.assembly, at=at, person=person)
        return [item.verb_phrase for item in items]

    words = [f"Call the next meeting of {forum.name}"]
    people = [gathering.chair, gathering.vice_chair, gathering.officer]
    assert [asked(person) for person in people] == [words] * 3
    assert asked(gathering.member(2).person) == []
    MeetingFactory(forum=forum, starts_at=moment(date(2026, 4, 9)))
    assert asked(gathering.chair) == []


def test_assembly_whose_agreement_fixes_no_number_asks_for_none():
    assembly = AssemblyFactory(scheme="listed")
    ForumFactory(assembly=assembly)

    assert paces(assembly, on=date(2026, 3, 2)) == []
    assert obligations_meetings(assembly, on=date(2026, 3, 2)) == []


# Clashes and rounds


@pytest.mark.clause("staffs-6.2-timetable")
def test_meetings_at_one_time_clash_and_those_that_touch_or_share_a_day_do_not():
    assembly, group, (east, north) = an_assembly("East", "North")
    day = date(2026, 3, 26)
    for forum, hour in ((group, 10), (east, 11), (north, 13)):
        MeetingFactory(forum=forum, starts_at=moment(day, hour))

    found = slots(assembly, since=date(2026, 3, 1), until=date(2026, 4, 1))

    told = {slot.meeting.forum.name: (slot.clashes, slot.same_day) for slot in found}
    assert told == {
        "The group": (["East"], ["North"]),
        "East": (["The group"], ["North"]),
        "North": ([], ["The group", "East"]),
    }


@pytest.mark.clause("staffs-6.2-timetable")
def test_round_without_one_forum_says_which_and_offers_a_free_day_in_it():
    assembly, group, (east, north, south) = an_assembly("East", "North", "South")
    at = moment(date(2026, 3, 2))
    for day in (date(2026, 3, 10), date(2026, 6, 9)):
        MeetingFactory(forum=group, starts_at=moment(day))
    held(south, date(2026, 2, 26))
    MeetingFactory(forum=east, starts_at=moment(date(2026, 4, 16)))
    MeetingFactory(forum=north, starts_at=moment(date(2026, 4, 23)))
    forums = forums_on_it(assembly, on=at.date(), is_all=False)

    def found():
        rows = slots(assembly, since=date(2026, 1, 1), until=date(2026, 9, 1))
        return rounds(forums, rows, assembly, at=at)

    first, last = found()
    ((forum, suggestion),) = first.missing
    # Thursdays, as it last met; the two that are nearest the others are taken.
    assert (forum, suggestion.starts_at.date()) == (south, date(2026, 4, 9))
    assert suggestion.starts_at.strftime("%H:%M") == "14:00"
    assert suggestion.ends_at - suggestion.starts_at == timedelta(hours=2)
    assert (last.until, [one.name for one, _ in last.missing]) == (None, ["East", "North", "South"])
    offered = [one.starts_at.date() for _forum, one in last.missing]
    assert len(set(offered)) == 3
    MeetingFactory(forum=south, starts_at=suggestion.starts_at, ends_at=suggestion.ends_at)
    assert [one.is_complete for one in found()] == [True, False]


def test_round_in_which_no_day_is_left_offers_none():
    assembly, group, (east, north) = an_assembly("East", "North")
    at = moment(date(2026, 3, 2))
    for day in (date(2026, 2, 10), date(2026, 3, 9)):
        MeetingFactory(forum=group, starts_at=moment(day))
    MeetingFactory(forum=east, starts_at=moment(date(2026, 3, 5)))
    rows = slots(assembly, since=date(2026, 1, 1), until=date(2026, 9, 1))

    first = rounds([group, east, north], rows, assembly, at=at)[0]

    assert first.missing == [(north, None)]


# Pages


@pytest.mark.clause("staffs-6.2-timetable", "staffs-6.2-minimum")
def test_timetable_shows_dates_clashes_the_round_and_the_count_and_leads_to_calling(
    client, time_machine
):
    assembly, group, (east, north, south) = an_assembly("East", "North", "South")
    officer = PostFactory(assembly=assembly).person
    time_machine.move_to(moment(date(2026, 3, 2)), tick=False)
    MeetingFactory(forum=group, starts_at=moment(date(2026, 3, 10)))
    MeetingFactory(forum=east, starts_at=moment(date(2026, 4, 16)))
    MeetingFactory(forum=north, starts_at=moment(date(2026, 4, 16), 15))
    held(south, *HELD)
    url = f"/{assembly.slug}/meetings/timetable/"

    seen = client.get(url).content.decode()
    signed_in(client, officer)
    arranging = client.get(url).content.decode()

    assert "clashes with North" in seen
    assert "1 forum does not meet in it" in seen
    assert "4 of 4" in seen
    assert "After 3 April 2026 no meeting can be called in time" in seen.replace(
        '<time datetime="2026-04-03">3 April 2026</time>', "3 April 2026"
    )
    assert "Call South for that day" not in seen
    link = f"/{assembly.slug}/meetings/call/?forum=south&amp;on=2026-04-09&amp;from=14:00"
    assert link in arranging
    form = client.get(link.replace("&amp;", "&") + "&to=16:00").content.decode()
    assert 'value="16:00"' in form
    assert 'value="south" selected' in form


@pytest.mark.parametrize(
    "asked", ["?from=1900-01", "?from=x", "?page=99", "?from=2090-12&forums=all"]
)
def test_timetable_takes_whatever_is_asked_of_it(client, asked):
    assembly, *_ = an_assembly("East")

    assert client.get(f"/{assembly.slug}/meetings/timetable/{asked}").status_code == 200


def test_list_parts_what_is_to_come_from_what_was_and_shows_the_cancelled_struck(
    client, time_machine
):
    assembly, group, (east,) = an_assembly("East")
    time_machine.move_to(moment(date(2026, 3, 2)), tick=False)
    url = f"/{assembly.slug}/meetings/"
    assert "No meeting is called" in client.get(url).content.decode()
    held(east, *HELD)
    ahead = MeetingFactory(forum=group, starts_at=moment(date(2026, 3, 20)), title="Spring")
    cancelled = MeetingFactory(
        forum=east, starts_at=moment(date(2026, 3, 27)), cancelled_because="Snow.",
        cancelled_at=moment(date(2026, 3, 1)),
    )  # fmt: skip

    everything = client.get(url).content.decode()
    of_east = client.get(f"{url}?forum=east&year=2025").content.decode()

    assert everything.index("Spring") < everything.index("8 January 2026")
    assert f'<s><a class="govuk-link" href="{url}{cancelled.reference}/">' in everything
    assert "cancelled</span>" in everything
    assert (ahead.reference in of_east, cancelled.reference in of_east) == (False, False)
    assert of_east.count("9 October 2025") == 1
    assert "8 January 2026" not in of_east


def test_list_is_paged_by_25_and_links_to_join_are_on_no_public_page(client, time_machine):
    assembly, _group, (east,) = an_assembly("East")
    time_machine.move_to(moment(date(2026, 3, 2)), tick=False)
    for number in range(30):
        MeetingFactory(
            forum=east,
            starts_at=moment(date(2026, 3, 3)) + number * A_DAY,
            join_link="https://meet.example/canary",
            dial_in="canary",
        )
    url = f"/{assembly.slug}/meetings/"

    first, second = client.get(url), client.get(f"{url}?ahead=2")
    pages = [first, second, client.get(f"{url}timetable/"), client.get(f"{url}feed.ics")]

    assert (len(first.context["ahead_rows"]), len(second.context["ahead_rows"])) == (25, 5)
    assert [page for page in pages if "canary" in page.content.decode()] == []


@pytest.mark.parametrize("page", ["", "timetable/", "timetable/?forums=all", "feed.ics", "call/"])
def test_page_asks_as_much_of_the_database_for_a_few_meetings_as_for_many(
    client, time_machine, page
):
    assembly, group, local = an_assembly("East", "North", "South")
    officer = PostFactory(assembly=assembly, person=PersonFactory()).person
    time_machine.move_to(moment(date(2026, 3, 2)), tick=False)
    signed_in(client, officer)
    url = f"/{assembly.slug}/meetings/{page}"

    def fill(since: int, until: int) -> None:
        for forum in (group, *local):
            for number in range(since, until):
                MeetingFactory(forum=forum, starts_at=moment(date(2026, 3, 3)) + number * A_DAY)
                held(forum, date(2026, 2, 28) - number * A_DAY)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    fill(0, 2)
    client.get(url)
    few = queries()
    fill(2, 12)
    for number in range(5):
        ForumFactory(assembly=assembly, kind="thematic", name=f"Theme {number}")

    assert (queries(), Meeting.objects.count()) == (few, 96)
    print(f"{page or 'list'}: {few} queries")
