"""The page of a meeting: what it tells to whom, and at what cost."""

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.ground.words import as_html
from folkmoot.proceedings.meetings.actions.fill_agenda import fill_agenda
from folkmoot.proceedings.meetings.actions.items import add_item, change_item
from folkmoot.proceedings.meetings.actions.referrals import send_referral
from folkmoot.proceedings.meetings.actions.send_agenda import send_agenda
from folkmoot.proceedings.meetings.models import Action, AgendaItem, Message, Paper
from folkmoot.proceedings.meetings.queries.agenda import standing_codes
from folkmoot.proceedings.meetings.queries.checklist import checklist
from folkmoot.proceedings.meetings.queries.meetings import book_for
from tests.factories import AssemblyFactory, ForumFactory
from tests.proceedings.meetings.factories import (
    CALLED_AT,
    STARTS_AT,
    AgendaItemFactory,
    AttendanceFactory,
    InterestFactory,
    MeetingFactory,
    a_gathering,
    come,
)
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
ITEM = {"text": "", "purpose": "discussion", "minutes": 20, "visibility": "members"}
BEFORE = STARTS_AT - timedelta(days=20)


def address(meeting, page=""):
    return f"/{meeting.assembly.slug}/meetings/{meeting.reference}/{page}"


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def as_officer(person):
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    return browser(person)


def test_page_tells_members_how_to_join_and_the_public_that_one_can(time_machine):
    gathering = a_gathering()
    meeting = MeetingFactory(
        forum=gathering.forum, join_link="https://meet.example.org/secret", dial_in="0300 1"
    )
    fill_agenda(meeting=meeting, by=gathering.chair, at=CALLED_AT)
    time_machine.move_to(BEFORE, tick=False)

    public, member = browser().get(address(meeting)), browser(gathering.member(3).person)
    inside = member.get(address(meeting))

    for page in (public, inside):
        assert "Village hall, Lichmere" in words(page)
        assert "8. The date of the next meeting" in words(page)
        assert f"{gathering.chair.name}, chair" in words(page)
    assert ("secret" in public.content.decode(), "0300 1" in words(public)) == (False, False)
    assert ("secret" in inside.content.decode(), "0300 1" in words(inside)) == (True, True)
    for step in ("Last day to ask for an item", "Agenda goes to the members by", "Notes go"):
        assert step in words(public)
    assert "/agenda-requests/" in public.content.decode()


def test_officer_without_a_second_factor_sees_what_the_public_does(time_machine):
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum, dial_in="0300 1")
    time_machine.move_to(BEFORE, tick=False)

    bare = words(browser(gathering.officer).get(address(meeting)))
    shown = words(as_officer(gathering.officer).get(address(meeting)))

    assert ("0300 1" in bare, "0300 1" in shown) == (False, True)
    assert ("Make and send the agenda" in bare, "Make and send the agenda" in shown) == (
        False,
        True,
    )


@pytest.mark.clause("staffs-3.1.ii-vcse-only")
def test_page_closes_each_item_to_those_it_is_not_for_and_says_why(time_machine):
    gathering = a_gathering(members=4, associates=1)
    meeting = MeetingFactory(forum=gathering.forum)
    time_machine.move_to(BEFORE, tick=False)
    full = AgendaItemFactory(
        meeting=meeting, title="Pay", text="Canary one", visibility="full",
        full_because="It is our bid.",
    )  # fmt: skip
    mine = AgendaItemFactory(meeting=meeting, title="Grant", text="Canary two")
    shown = AgendaItemFactory(
        meeting=meeting, title="Tea", text="Canary *three*", visibility="public"
    )
    for item in (full, mine):
        Paper.objects.create(
            meeting=meeting, item=item, title=f"Canary paper {item.title}", text="x",
            added_by=gathering.chair, added_at=CALLED_AT,
        )  # fmt: skip
    InterestFactory(
        item=mine,
        person=gathering.member(3).person,
        effect="leaves",
        effect_because="Their bid.",
        ruled_at=CALLED_AT,
    )

    seen = {
        who: set(
            re.findall(r"Canary (?:paper )?(\w+)", words(browser(person).get(address(meeting))))
        )
        for who, person in {
            "public": None,
            "associate": gathering.member(4).person,
            "full": gathering.member(2).person,
            "left": gathering.member(3).person,
        }.items()
    }

    assert seen == {
        "public": {"three"},
        "associate": {"two", "three", "Grant"},
        "full": {"one", "two", "three", "Pay", "Grant"},
        "left": {"one", "three", "Pay"},
    }
    public = words(browser().get(address(meeting)))
    assert "For full members alone, because: It is our bid." in public
    assert "You left this item" in words(browser(gathering.member(3).person).get(address(meeting)))
    assert shown.title in public


@pytest.mark.clause("staffs-6.4.iii", "staffs-6.4.iv", "staffs-6.4.v-vii")
def test_standing_items_show_what_is_in_the_registers_until_the_meeting_is_over(time_machine):
    gathering = a_gathering()
    group = ForumFactory(assembly=gathering.forum.assembly, kind="co-ordination")
    MeetingFactory(
        forum=gathering.forum,
        starts_at=STARTS_AT - timedelta(days=90),
        opened_at=STARTS_AT - timedelta(days=90),
        closed_at=STARTS_AT - timedelta(days=90),
    )
    meeting = MeetingFactory(forum=gathering.forum)
    fill_agenda(meeting=meeting, by=gathering.chair, at=CALLED_AT)
    owed = {
        "forum": gathering.forum,
        "organisation": gathering.member(2).organisation,
        "agreed_at": CALLED_AT,
        "entered_by": gathering.chair,
    }
    Action.objects.create(number=1, text="Write to the council", due_on=date(2026, 3, 1), **owed)
    Action.objects.create(number=2, text="Book the hall", due_on=date(2026, 6, 1), **owed)
    Action.objects.create(number=3, text="Thank Ann", done_on=date(2026, 3, 1), **owed)
    Message.objects.create(
        forum=gathering.forum, subject="Snow closed the hall", text="x", sent_at=CALLED_AT,
        sent_by=gathering.chair, form_key="k",
    )  # fmt: skip
    send_referral(
        from_forum=group, to_forum=gathering.forum, kind="item", title="The winter plan",
        text="Read it.", by=gathering.officer, at=CALLED_AT,
    )  # fmt: skip
    MeetingFactory(forum=gathering.forum, starts_at=STARTS_AT + timedelta(days=90))
    time_machine.move_to(BEFORE, tick=False)

    page = words(browser(gathering.member(3).person).get(address(meeting)))
    public = words(browser().get(address(meeting)))

    log, between, from_group = (
        page.index(title)
        for title in ("3. The action log", "4. What happened", "5. Items for and from")
    )
    overdue = page.index("1. Write to the council")
    assert log < overdue < page.index("overdue") < page.index("2. Book the hall") < between
    assert between < page.index("Snow closed the hall") < from_group
    assert from_group < page.index("The winter plan")
    assert "24 June 2026" in page
    assert "Thank Ann" not in page
    for private in ("Write to the council", "Snow closed", "The winter plan"):
        assert private not in public
    meeting.opened_at = meeting.closed_at = STARTS_AT
    meeting.save()
    assert "Book the hall" not in words(browser(gathering.chair).get(address(meeting)))


@pytest.mark.clause("staffs-10.2-agenda")
def test_lateness_of_an_agenda_and_changes_after_it_stand_on_the_page(time_machine):
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    fill_agenda(meeting=meeting, by=gathering.chair, at=CALLED_AT)
    at = STARTS_AT - timedelta(days=5)
    item = add_item(meeting=meeting, title="Buses", **ITEM, by=gathering.chair, at=at)
    send_agenda(meeting=meeting, because="The officer was ill.", by=gathering.chair, at=at)
    change_item(
        item=item,
        edition=1,
        title="Trams",
        **ITEM,
        by=gathering.chair,
        at=at + timedelta(hours=1),
    )
    time_machine.move_to(STARTS_AT + timedelta(days=400), tick=False)

    page = words(browser().get(address(meeting)))

    assert "The agenda went out 2 days late" in page
    assert "The officer was ill." in page
    assert (
        len(
            re.findall(
                r"minutes · changed after it was sent|members · changed after it was sent", page
            )
        )
        == 1
    )


def test_workspace_shows_what_somebody_else_made_of_an_item_and_keeps_what_was_typed(time_machine):
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    item = add_item(meeting=meeting, title="Buses", **ITEM, by=gathering.chair, at=CALLED_AT)
    time_machine.move_to(BEFORE, tick=False)
    page = address(meeting, f"agenda/{item.pk}/change/")
    chair, officer = browser(gathering.chair), as_officer(gathering.officer)
    edition = chair.get(page).context["form"]["edition"].value()
    typed = {**ITEM, "edition": edition, "text": "By night."}
    officer.post(page, {**typed, "title": "Trains"})

    refused = chair.post(page, {**typed, "title": "Trams"})

    assert refused.status_code == 422
    assert "What it is called now Trains" in words(refused)
    assert 'value="Trams"' in refused.content.decode()
    again = {**typed, "title": "Trams", "edition": refused.context["form"]["edition"].value()}
    assert chair.post(page, again)["Location"] == address(meeting, "agenda/")
    assert AgendaItem.objects.get().title == "Trams"


def test_agenda_is_made_and_sent_through_the_pages(time_machine):
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    time_machine.move_to(STARTS_AT - timedelta(days=3), tick=False)
    chair = browser(gathering.chair)
    here = address(meeting, "agenda/")

    assert chair.post(f"{here}fill/")["Location"] == here
    assert (
        chair.post(f"{here}add/", {**ITEM, "title": "Buses", "minutes": "100"})["Location"] == here
    )
    item = AgendaItem.objects.get(title="Buses")
    assert chair.post(f"{here}{item.pk}/move/", {"up": "1"})["Location"].startswith(here)
    assert (
        chair.post(f"{here}{item.pk}/keep/", {"because": "Our bid.", "edition": item.edition})[
            "Location"
        ]
        == here
    )
    workspace = words(chair.get(here))
    assert "The items are 40 minutes longer than the meeting" in workspace
    assert "overdue" in workspace
    assert chair.post(f"{here}send/", {"because": ""}).status_code == 422
    assert chair.post(f"{here}send/", {"because": "Snow."})["Location"] == here
    assert "Full members alone" in words(chair.get(here))
    for person, status in ((gathering.member(4).person, 403), (None, 302)):
        assert browser(person).get(here).status_code == status


@pytest.mark.clause("staffs-E3.1")
def test_checklist_of_the_chair_shows_its_gaps_after_the_meeting(time_machine):
    gathering = a_gathering(members=6)
    meeting = MeetingFactory(forum=gathering.forum)
    fill_agenda(meeting=meeting, by=gathering.chair, at=CALLED_AT)

    def told(at):
        meeting.refresh_from_db()
        book = book_for(meeting.assembly, on=at.date())
        found = checklist(meeting, book, standing_codes(meeting), at=at)
        return {check.what.split()[0] + " " + check.what.split()[1]: check.holds
                for check in found.checks}  # fmt: skip

    before = told(BEFORE)
    send_agenda(meeting=meeting, because="", by=gathering.chair, at=BEFORE)
    meeting.refresh_from_db()
    meeting.opened_at = STARTS_AT
    meeting.save()
    come(meeting, *gathering.members[:3])
    during = told(STARTS_AT)
    come(meeting, *gathering.members[3:])
    for item in meeting.items.exclude(standing="groups"):
        item.started_at = item.ended_at = STARTS_AT
        item.save()
    unruled = InterestFactory(item=meeting.items.get(standing="action-log"))
    spoke = meeting.attendances.order_by("pk")[:5]
    item = meeting.items.get(standing="welcome")
    for one in spoke:
        item.turns.create(attendance=one, asked_at=STARTS_AT, called_at=STARTS_AT)
    meeting.closed_at = meeting.ends_at
    meeting.save()
    after = told(meeting.ends_at)
    time_machine.move_to(meeting.ends_at, tick=False)
    member, public = browser(gathering.member(4).person), browser()
    page = words(member.get(address(meeting)))

    keys = ["The agenda", "Every standing", "There was", "Declarations of", "Every organisation"]
    assert [before[key] for key in keys] == [None, None, None, None, None]
    assert during["There was"] is None
    assert [after[key] for key in keys] == [True, False, True, False, False]
    assert "3 things were left." in page
    assert "5 of 6 organisations spoke" in page
    assert "1 was not reached" in page
    assert "clause E3.1" in page
    assert "How the meeting was run" not in words(public.get(address(meeting)))
    unruled.effect, unruled.ruled_at = "stays", STARTS_AT
    unruled.save()
    assert told(meeting.ends_at)["Declarations of"] is True


def test_page_of_an_assembly_without_an_agreement_works(time_machine):
    forum = ForumFactory(assembly=AssemblyFactory(scheme="listed"), kind="board")
    meeting = MeetingFactory(forum=forum)
    AgendaItemFactory(meeting=meeting)
    time_machine.move_to(BEFORE, tick=False)

    page = browser().get(address(meeting))

    assert page.status_code == 200
    assert "clause" not in words(page)


def test_page_of_a_cancelled_meeting_says_why_and_asks_for_nothing(time_machine):
    gathering = a_gathering()
    meeting = MeetingFactory(
        forum=gathering.forum, cancelled_at=BEFORE, cancelled_because="The hall is flooded."
    )
    time_machine.move_to(BEFORE, tick=False)

    page = words(browser(gathering.chair).get(address(meeting)))

    assert "The hall is flooded." in page
    assert ("Ask for an item" in page, "Add a paper" in page) == (False, False)


@pytest.mark.parametrize("who", ["chair", "member", "public"])
def test_page_costs_the_same_however_large_the_meeting(who, time_machine):
    time_machine.move_to(BEFORE, tick=False)

    def cost(size, path=""):
        gathering = a_gathering(members=4 + size)
        meeting = MeetingFactory(forum=gathering.forum)
        fill_agenda(meeting=meeting, by=gathering.chair, at=CALLED_AT)
        for place in range(size):
            item = AgendaItemFactory(
                meeting=meeting, position=20 + place, brought_by=gathering.member(2).organisation
            )
            Paper.objects.create(
                meeting=meeting, item=item, title="Paper", text="x",
                added_by=gathering.chair, added_at=CALLED_AT,
            )  # fmt: skip
            Action.objects.create(
                forum=gathering.forum, organisation=gathering.member(2).organisation,
                number=place + 1, text="Do it", agreed_at=CALLED_AT, entered_by=gathering.chair,
            )  # fmt: skip
            AttendanceFactory(
                meeting=meeting,
                person=gathering.member(place).person,
                organisation=gathering.member(place).organisation,
                status="coming",
            )
            task = ForumFactory(assembly=gathering.forum.assembly, kind="task")
            send_referral(
                from_forum=task, to_forum=gathering.forum, kind="item", title=f"T{place}",
                text="x", by=gathering.officer, at=CALLED_AT,
            )  # fmt: skip
        people = {"chair": gathering.chair, "member": gathering.member(3).person, "public": None}
        client = browser(people[who])
        client.get(address(meeting, path))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address(meeting, path)).status_code == 200
        return len(captured)

    small, large = cost(1), cost(12)
    print(f"the page of a meeting, {who}: {small} queries")
    assert large == small
    assert small <= {"chair": 45, "member": 42, "public": 25}[who]
    if who == "chair":
        assert cost(1, "agenda/") == cost(12, "agenda/")


def test_agenda_of_five_hundred_items_is_shown_fifty_at_a_time(time_machine):
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    rows = [
        AgendaItem(meeting=meeting, position=place, title=f"Matter number {place}")
        for place in range(1, 501)
    ]
    AgendaItem.objects.bulk_create(rows)
    time_machine.move_to(BEFORE, tick=False)
    chair = browser(gathering.chair)

    for path in ("", "agenda/"):
        last = words(chair.get(address(meeting, path), {"page": "10"}))
        assert len(set(re.findall(r"\d+\. Matter number \d+", last))) == 50
        assert "500. Matter number 500" in last
    assert "500 items, about 5000 minutes" in words(chair.get(address(meeting)))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<script>x()</script>", "<p>&lt;script&gt;x()&lt;/script&gt;</p>\n"),
        ("[a](javascript:x)", "<p>[a](javascript:x)</p>\n"),
        ("![a](https://e.org/a.png)", "<p></p>\n"),
        ("# Big\n\n### Deep", "<h3>Big</h3>\n<h4>Deep</h4>\n"),
        (
            "[a](https://e.org)",
            '<p><a href="https://e.org" rel="noopener noreferrer nofollow">a</a></p>\n',
        ),
    ],
)
def test_what_people_write_is_shown_with_nothing_that_runs_or_loads(written, shown):
    assert as_html(written) == shown
