"""Opening a meeting, taking its items, closing it, and the room page that shows it."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext

from folkmoot.body.forums.models import Term
from folkmoot.ground.ledger.models import Entry
from folkmoot.proceedings.meetings.actions.changing import stir
from folkmoot.proceedings.meetings.actions.close_meeting import close_meeting
from folkmoot.proceedings.meetings.actions.open_meeting import open_meeting
from folkmoot.proceedings.meetings.actions.take_item import end_item, take_item
from folkmoot.proceedings.meetings.models import Attendance
from folkmoot.proceedings.meetings.queries import beyond
from folkmoot.proceedings.meetings.queries.sight import sight_of, sights_of
from folkmoot.rules.findings import Refusal
from tests.factories import ForumFactory, OfficeFactory, PersonFactory, PostFactory
from tests.proceedings.meetings.factories import (
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
A_SECOND = timedelta(seconds=1)
LATER = STARTS_AT + timedelta(minutes=5)
HELD = {"effect_because": "It would pay them.", "ruled_at": STARTS_AT}


class Held:
    """A meeting that goes on, with four items; the chair and all the members are there."""

    def __init__(self, *, members=5, associates=0, items=4):
        self.gathering = a_gathering(members=members, associates=associates)
        self.meeting = MeetingFactory(
            forum=self.gathering.forum, opened_at=STARTS_AT, reference="lichmere-2026-03-26"
        )
        self.items = [AgendaItemFactory(meeting=self.meeting) for _ in range(items)]
        come(self.meeting, *self.gathering.members)
        self.chair = self.gathering.chair
        slug = self.gathering.forum.assembly.slug
        self.address = f"/{slug}/meetings/lichmere-2026-03-26"

    def take(self, item, *, by=None, after=None, at=LATER, edition=None):
        item.refresh_from_db()
        return take_item(
            item=item,
            edition=edition or item.edition,
            after=after.pk if after else None,
            by=by or self.chair,
            at=at,
        )

    def room(self, person=None, **query):
        return browser(person).get(f"{self.address}/room/", query)

    def asks_again(self, person, **query):
        headers = {"hx-request": "true"}
        return browser(person).get(f"{self.address}/room/", query, headers=headers)


def kinds():
    return list(Entry.objects.order_by("number").values_list("kind", flat=True))


# Opening


@pytest.mark.clause("staffs-7.3")
def test_chair_opens_the_meeting_once_and_is_there():
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)

    for _twice in range(2):
        opened = open_meeting(meeting=meeting, by=gathering.chair, at=STARTS_AT)

    own = Attendance.objects.get()
    assert opened.opened_at == STARTS_AT
    assert (own.person, own.status, own.arrived_at) == (gathering.chair, "present", STARTS_AT)
    assert own.organisation == gathering.member(0).organisation
    entry = Entry.objects.get()
    assert (entry.kind, entry.facts["presiding"]) == ("MeetingOpened", "chair")
    meeting.refresh_from_db()
    assert meeting.edition == 2


@pytest.mark.parametrize(
    ("chair_says", "at", "may"),
    [
        (None, STARTS_AT - A_SECOND, False),
        (None, STARTS_AT, True),
        ("apology", STARTS_AT - A_SECOND, True),
        ("coming", STARTS_AT - A_SECOND, False),
        ("present", LATER, False),
    ],
)
@pytest.mark.clause("staffs-7.3")
def test_vice_chair_opens_it_only_when_the_chair_is_away(chair_says, at, may):
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    if chair_says:
        come(meeting, gathering.member(0), status=chair_says)

    if may:
        opened = open_meeting(meeting=meeting, by=gathering.vice_chair, at=at)
        assert opened.opened_at == at
        assert Entry.objects.get().facts["presiding"] == "vice-chair"
        assert "7.3" in Entry.objects.get().under
    else:
        with pytest.raises(Refusal):
            open_meeting(meeting=meeting, by=gathering.vice_chair, at=at)
        meeting.refresh_from_db()
        assert (meeting.opened_at, Entry.objects.exists()) == (None, False)


@pytest.mark.parametrize("who", ["officer", "member"])
def test_meeting_is_not_opened_by_somebody_who_does_not_preside(who):
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)
    by = gathering.officer if who == "officer" else gathering.member(3).person

    with pytest.raises(Refusal) as refused:
        open_meeting(meeting=meeting, by=by, at=STARTS_AT)

    assert refused.value.code == "not-permitted"
    assert not Entry.objects.exists()


def test_officer_opens_it_for_a_chair_without_an_account_who_is_checked_in():
    gathering = a_gathering()
    Term.objects.filter(person=gathering.chair).update(person=None, holder_name="Mary Ng")
    meeting = MeetingFactory(forum=gathering.forum)
    AttendanceFactory(meeting=meeting, person=None, name="Mary Ng", entered_by=gathering.officer)

    opened = open_meeting(meeting=meeting, by=gathering.officer, at=STARTS_AT)

    assert opened.opened_at == STARTS_AT
    assert Attendance.objects.count() == 1


def test_meeting_is_not_opened_on_another_day():
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum)

    with pytest.raises(Refusal) as refused:
        open_meeting(meeting=meeting, by=gathering.chair, at=STARTS_AT - timedelta(days=1))

    assert (refused.value.code, refused.value.from_when) == ("meeting-too-early", STARTS_AT.date())


# Items


def test_item_that_is_taken_ends_the_one_before_and_both_are_recorded():
    held = Held()
    first, second = held.items[:2]

    held.take(first)
    held.take(second, after=first, at=LATER + A_SECOND)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.started_at, first.ended_at) == (LATER, LATER + A_SECOND)
    assert (second.started_at, second.ended_at) == (LATER + A_SECOND, None)
    assert kinds() == ["ItemTaken", "ItemEnded", "ItemTaken"]


def test_two_people_who_take_an_item_at_once_do_not_undo_each_other():
    held = Held()
    first, second, third = held.items[:3]
    held.take(first)
    held.take(second, after=first)

    with pytest.raises(Refusal) as refused:
        held.take(third, after=first)
    assert held.take(second, after=first).pk == second.pk

    second.refresh_from_db()
    assert (refused.value.code, second.ended_at) == ("changed-meanwhile", None)
    assert kinds() == ["ItemTaken", "ItemEnded", "ItemTaken"]


def test_item_that_somebody_changed_meanwhile_is_not_taken_as_it_was_seen():
    held = Held()

    with pytest.raises(Refusal) as refused:
        held.take(held.items[0], edition=7)

    assert (refused.value.code, kinds()) == ("changed-meanwhile", [])


def test_item_does_not_end_while_something_stands_against_it(monkeypatch):
    held = Held()
    first, second = held.items[:2]
    held.take(first)
    still = Refusal("item-not-going-on", None, {})
    monkeypatch.setattr(beyond, "_HINDERERS", [lambda item: still if item == first else None])

    for deed in (
        lambda: held.take(second, after=first),
        lambda: end_item(item=first, edition=2, by=held.chair, at=LATER),
        lambda: close_meeting(meeting=held.meeting, by=held.chair, at=LATER),
    ):
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value is still

    held.meeting.refresh_from_db()
    assert (kinds(), held.meeting.closed_at) == (["ItemTaken"], None)


@pytest.mark.parametrize("who", ["officer", "member", "vice-chair"])
def test_item_is_not_taken_by_somebody_who_does_not_preside(who):
    held = Held()
    people = {"officer": held.gathering.officer, "vice-chair": held.gathering.vice_chair}

    with pytest.raises(Refusal) as refused:
        held.take(held.items[0], by=people.get(who, held.gathering.member(3).person))

    assert refused.value.code == "not-permitted"
    assert (kinds(), held.meeting.items.filter(started_at__isnull=False).exists()) == ([], False)


@pytest.mark.clause("staffs-7.3")
def test_vice_chair_has_the_controls_for_the_item_the_chair_has_an_interest_in_alone():
    held = Held()
    first, second, third = held.items[:3]
    held.take(first)
    InterestFactory(item=second, person=held.chair)

    held.take(second, after=first)
    with pytest.raises(Refusal) as refused:
        end_item(item=second, edition=2, by=held.chair, at=LATER)
    end_item(item=second, edition=2, by=held.gathering.vice_chair, at=LATER)
    held.take(third)

    assert refused.value.code == "not-permitted"
    assert refused.value.clause.key == "vice-chair"
    taken = Entry.objects.filter(kind="ItemTaken").order_by("number")
    assert [entry.facts["presiding"] for entry in taken] == ["chair", "vice-chair", "chair"]


@pytest.mark.clause("staffs-7.3")
def test_vice_chair_presides_from_the_moment_the_chair_leaves_and_until_they_are_back():
    held = Held()
    own = Attendance.objects.get(person=held.chair)
    first, second = held.items[:2]
    Attendance.objects.filter(pk=own.pk).update(left_at=LATER)

    held.take(first, by=held.gathering.vice_chair)
    html = held.room(held.gathering.member(3).person).content.decode()
    Attendance.objects.filter(pk=own.pk).update(left_at=None)
    held.take(second, by=held.chair, after=first)

    vice = held.gathering.vice_chair.name
    assert f"{vice}, the vice-chair, presides, because the chair is away." in html
    assert "/rules/staffs-alliance/vice-chair/" in html


# Closing


def test_meeting_is_closed_with_what_it_did_not_reach_and_names_the_next():
    held = Held()
    following = MeetingFactory(forum=held.gathering.forum, starts_at=STARTS_AT + timedelta(days=91))
    held.take(held.items[0])

    for _twice in range(2):
        closed = close_meeting(
            meeting=held.meeting, next_meeting=following, by=held.chair, at=LATER
        )

    assert (closed.closed_at, closed.next_meeting_id) == (LATER, following.pk)
    assert held.items[0].__class__.objects.get(pk=held.items[0].pk).ended_at == LATER
    entry = Entry.objects.get(kind="MeetingClosed")
    assert (entry.facts["taken"], entry.facts["left"]) == (1, 3)
    with pytest.raises(Refusal) as refused:
        held.take(held.items[1])
    assert refused.value.code == "meeting-over"


def test_meeting_is_not_closed_by_a_member():
    held = Held()

    with pytest.raises(Refusal):
        close_meeting(meeting=held.meeting, by=held.gathering.member(3).person, at=LATER)

    held.meeting.refresh_from_db()
    assert (held.meeting.closed_at, kinds()) == (None, [])


def test_close_page_tells_what_was_not_reached_and_then_closes(time_machine):
    time_machine.move_to(LATER)
    held = Held(items=2)
    signed_in = browser(held.chair)

    page = signed_in.get(f"{held.address}/close/")
    answer = signed_in.post(f"{held.address}/close/")

    assert "2 items" in page.content.decode()
    assert held.items[1].title in page.content.decode()
    assert (answer.status_code, answer.url) == (302, f"{held.address}/room/")
    held.meeting.refresh_from_db()
    assert held.meeting.closed_at.replace(microsecond=0) == LATER


# The room


def test_room_shows_each_as_much_as_they_may_see_and_do(time_machine):
    time_machine.move_to(LATER)
    held = Held()
    held.take(held.items[0])
    member = held.gathering.member(3)
    Authenticator.objects.create(user=held.gathering.officer, type="totp", data={"secret": "x"})

    seen = {
        who: held.room(person).content.decode()
        for who, person in {
            "public": None,
            "member": member.person,
            "chair": held.chair,
            "officer": held.gathering.officer,
        }.items()
    }
    # An officer who has yet to show their second factor sees what the public does.
    half = browser(held.gathering.officer, with_factor=False).get(f"{held.address}/room/")
    seen["half"] = half.content.decode()

    code, title = held.meeting.room_code, held.items[0].title
    assert all(title in html for html in seen.values())
    assert all(member.organisation.name in html for html in seen.values())
    assert {who for who, html in seen.items() if member.person.name in html} == {
        "member", "chair", "officer"
    }  # fmt: skip
    assert {who for who, html in seen.items() if code in html} == {"chair", "officer"}
    assert {who for who, html in seen.items() if "Start the next item" in html} == {"chair"}
    assert {who for who, html in seen.items() if "Ask to speak" in html} == {"member", "chair"}
    assert "5 full members are here; 4 are needed." in seen["public"]


def test_projector_shows_the_room_large_without_controls_and_the_code_to_its_chair(time_machine):
    time_machine.move_to(LATER)
    held = Held()
    held.take(held.items[0])

    chairs = held.room(held.chair, view="projector").content.decode()
    publics = held.room(view="projector").content.decode()

    assert "fm-room-page--projector" in chairs
    assert held.meeting.room_code in chairs
    assert held.meeting.room_code not in publics
    assert "Start the next item" not in chairs
    assert "view=projector" in chairs


def test_somebody_who_left_for_an_item_sees_nothing_of_it_until_the_next(time_machine):
    time_machine.move_to(LATER)
    held = Held()
    gone = held.gathering.member(3).person
    first, second = held.items[:2]
    InterestFactory(item=first, person=gone, effect="leaves", **HELD)
    held.take(first)

    during = held.room(gone).content.decode()
    held.take(second, after=first)
    after = held.room(gone).content.decode()

    assert "You have left for this item" in during
    assert first.title not in during
    assert "Ask to speak" not in during
    assert second.title in after
    assert "Ask to speak" in after


def test_associate_sees_only_the_title_of_what_is_for_full_members_alone(time_machine):
    time_machine.move_to(LATER)
    held = Held(associates=1)
    item = AgendaItemFactory(meeting=held.meeting, visibility="full", full_because="Pay.")
    held.take(item)

    html = held.room(held.gathering.member(5).person).content.decode()

    assert item.title in html
    assert "for full members alone" in html
    assert "Ask to speak" not in html


def test_page_that_asks_again_gets_nothing_until_something_changes(
    time_machine, django_assert_num_queries
):
    time_machine.move_to(LATER)
    held = Held()
    held.take(held.items[0])
    person = held.gathering.member(3).person
    held.meeting.refresh_from_db()
    shown = held.meeting.edition

    with django_assert_num_queries(2):
        same = browser().get(
            f"{held.address}/room/", {"edition": shown}, headers={"hx-request": "true"}
        )
    stir(held.meeting)
    changed = held.asks_again(person, edition=shown, item=held.items[1].pk)

    assert (same.status_code, same.content) == (204, b"")
    html = changed.content.decode()
    assert (changed.status_code, "<html" in html) == (200, False)
    assert f"edition={shown + 1}" in html
    assert f"Now: {held.items[0].title}" in html


@pytest.mark.parametrize(("seconds", "status"), [(-1, 204), (0, 200), (1, 200)])
def test_page_is_drawn_again_when_the_time_of_an_item_is_up(time_machine, seconds, status):
    held = Held()
    held.take(held.items[0], at=LATER)
    held.meeting.refresh_from_db()
    up = LATER + timedelta(minutes=held.items[0].minutes)
    time_machine.move_to(up + timedelta(seconds=seconds))

    answer = held.asks_again(
        None, edition=held.meeting.edition, until=int(up.timestamp()), item=held.items[0].pk
    )

    assert answer.status_code == status
    if status == 200:
        assert "Its time is up." in answer.content.decode()


def test_room_shows_what_the_nouns_above_put_with_the_item_to_whom_it_is_open(
    time_machine, monkeypatch
):
    time_machine.move_to(LATER)
    held = Held(associates=1)
    item = AgendaItemFactory(meeting=held.meeting, visibility="full", full_because="Pay.")
    held.take(item)

    def shower(_meeting, items, sight, _at):
        quorum = {"words": f"The count for {sight.person.name}", "finding": None}
        shown = beyond.Part(template="meetings/_told.html", facts={"quorum": quorum})
        page_only = beyond.Part(template="meetings/_nowhere.html", is_for_room=False)
        return {one.pk: [shown, page_only] for one in items}

    words = "{{ part.facts.quorum.words }}, item {{ item.title }}"
    monkeypatch.setattr(beyond, "_SHOWERS", [shower])
    told = {"meetings/_told.html": words}
    locmem = ("django.template.loaders.locmem.Loader", told)
    engine = engines["django"].engine
    monkeypatch.setattr(
        engine, "template_loaders", [engine.find_template_loader(locmem), *engine.template_loaders]
    )
    full, associate = held.gathering.member(3).person, held.gathering.member(5).person

    first = held.room(full).content.decode()
    again = held.asks_again(full, edition=1).content.decode()
    closed = held.room(associate).content.decode()

    for html in (first, again):
        assert f"The count for {full.name}, item {item.title}" in html
    assert "The count for" not in closed


def test_list_of_who_is_here_is_asked_for_apart_and_drawn_when_somebody_comes_or_goes(time_machine):
    time_machine.move_to(LATER)
    held = Held()
    member, part = held.gathering.member(3), {"part": "here"}

    page = held.room(member.person).content.decode()
    seen = page.split("part=here&amp;seen=")[1].split('"')[0]
    same = held.asks_again(member.person, **part, seen=seen)
    Attendance.objects.filter(person=member.person).update(left_at=LATER)
    stir(held.meeting)
    gone = held.asks_again(held.gathering.member(4).person, **part, seen=seen)
    publics = held.asks_again(None, **part, seen=seen).content.decode()

    assert member.organisation.name in page
    assert same.status_code == 204
    assert gone.status_code == 200
    assert member.organisation.name not in gone.content.decode()
    assert held.gathering.member(4).person.name in gone.content.decode()
    assert held.gathering.member(4).person.name not in publics


def test_many_are_told_the_same_of_what_they_may_see_as_each_alone():
    held = Held(associates=1)
    gathering, item = held.gathering, held.items[0]
    InterestFactory(item=item, person=gathering.member(2).person, effect="leaves", **HELD)
    InterestFactory(
        item=item, person=PersonFactory(), organisation=gathering.member(3).organisation,
        is_of_organisation=True, effect="leaves", **HELD,
    )  # fmt: skip
    people = [one.person for one in gathering.members] + [gathering.officer, PersonFactory()]
    assembly = gathering.forum.assembly

    together = sights_of(people, assembly, at=LATER)

    assert together == {one.pk: sight_of(one, assembly, at=LATER) for one in people}
    shut = {gathering.member(2).person.pk, gathering.member(3).person.pk}
    assert {key for key, sight in together.items() if not sight.may_see(item)} == {
        *shut, people[-1].pk
    }  # fmt: skip


@pytest.mark.parametrize("until", ["", "soon", "²"])
def test_room_answers_whatever_stands_in_its_address(time_machine, until):
    time_machine.move_to(LATER)
    held = Held()

    answer = held.asks_again(None, edition=held.meeting.edition, until=until)

    assert answer.status_code == (200 if until else 204)


def test_buttons_of_the_room_work_without_javascript_and_with_it(time_machine):
    time_machine.move_to(LATER)
    held = Held()
    first, second = held.items[:2]
    chairs = browser(held.chair)

    plain = chairs.post(f"{held.address}/items/{first.pk}/start/", {"edition": 1, "after": 0})
    part = chairs.post(
        f"{held.address}/items/{second.pk}/start/",
        {"edition": 1, "after": first.pk},
        headers={"hx-request": "true"},
    )

    assert (plain.status_code, plain.url) == (302, f"{held.address}/room/")
    html = part.content.decode()
    assert (part.status_code, 'id="room"' in html, "<html" in html) == (200, True, False)
    assert "item 2 of 4" in html


def test_refused_button_shows_what_the_other_made_of_it_and_can_be_sent_again(time_machine):
    time_machine.move_to(LATER)
    held = Held()
    first, second, third = held.items[:3]
    held.take(first)
    held.take(second, after=first)
    chairs, address = browser(held.chair), f"{held.address}/items/{third.pk}/start/"
    stale = {"edition": 1, "after": first.pk}

    page = chairs.post(address, stale)
    part = chairs.post(address, stale, headers={"hx-request": "true"})

    assert page.status_code == 422
    assert second.title in page.content.decode()
    assert f'name="after" value="{second.pk}"' in page.content.decode()
    assert "This was not done" in part.content.decode()
    second.refresh_from_db()
    assert second.ended_at is None


@pytest.mark.parametrize("what", ["open", "close", "start", "end", "speak"])
def test_button_of_the_room_sends_whoever_has_not_signed_in_to_sign_in(what):
    held = Held()
    item = f"items/{held.items[0].pk}/{what}"
    address = f"{held.address}/{item if what in ('start', 'end') else what}/"

    assert browser().post(address).status_code == 302
    assert kinds() == []


def test_room_works_where_the_assembly_has_no_agreement(time_machine):
    time_machine.move_to(LATER)
    forum = ForumFactory(kind="board")
    chair = PersonFactory()
    Term.objects.create(
        office=OfficeFactory(forum=forum), person=chair, holder_name=chair.name, basis="elected"
    )
    meeting = MeetingFactory(forum=forum, reference="board-2026-03-26")
    item = AgendaItemFactory(meeting=meeting)
    address = f"/{forum.assembly.slug}/meetings/board-2026-03-26"
    chairs = browser(chair)

    before = chairs.get(f"{address}/room/").content.decode()
    chairs.post(f"{address}/open/")
    chairs.post(f"{address}/items/{item.pk}/start/", {"edition": 1, "after": 0})
    during = chairs.get(f"{address}/room/").content.decode()

    assert "Open the meeting" in before
    assert f"{chair.name}, the chair, presides." in during
    assert "no rule about a quorum" in during
    assert "End this item" in during


def test_room_asks_as_few_queries_of_sixty_members_as_of_five(time_machine):
    time_machine.move_to(LATER)
    asked = []
    for size in (5, 60):
        held = Held(members=size)
        held.take(held.items[0])
        signed_in = browser(held.gathering.member(3).person)
        chairs = browser(held.chair)
        for one in (signed_in, chairs):
            with CaptureQueriesContext(connection) as queries:
                assert one.get(f"{held.address}/room/").status_code == 200
            asked.append(len(queries))
            stir(held.meeting)

    assert asked[:2] == asked[2:]
    assert max(asked) <= 32


def test_second_phone_that_asks_for_the_same_edition_costs_few_queries(time_machine):
    time_machine.move_to(LATER)
    held = Held()
    held.take(held.items[0])
    held.room(held.gathering.member(3).person)
    other = browser(held.gathering.member(4).person)

    with CaptureQueriesContext(connection) as queries:
        answer = other.get(f"{held.address}/room/", headers={"hx-request": "true"})

    assert answer.status_code == 200
    assert len(queries) <= 9


def test_board_member_who_is_no_officer_has_neither_code_nor_controls(time_machine):
    time_machine.move_to(LATER)
    held = Held()
    person = PostFactory(assembly=held.gathering.forum.assembly, kind="board").person

    html = held.room(person).content.decode()

    assert held.meeting.room_code not in html
    assert "Start" not in html.split('id="room"')[1]
