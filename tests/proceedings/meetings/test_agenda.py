"""Filling an agenda, changing it, keeping an item for full members, and sending it."""

from datetime import timedelta

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.actions.fill_agenda import fill_agenda
from folkmoot.proceedings.meetings.actions.items import (
    add_item,
    change_item,
    move_item,
    withdraw_item,
)
from folkmoot.proceedings.meetings.actions.keep_for_full import (
    keep_for_full_members,
    open_to_members,
)
from folkmoot.proceedings.meetings.actions.send_agenda import send_agenda
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from folkmoot.proceedings.meetings.queries.agenda import (
    days_late,
    is_changed_since_sent,
    items_of,
    standing_codes,
)
from folkmoot.proceedings.meetings.queries.agenda_waiting import obligations_agendas
from folkmoot.proceedings.meetings.queries.meetings import book_for
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.rules.findings import Refusal
from tests.factories import AssemblyFactory, ForumFactory, PersonFactory, PostFactory
from tests.proceedings.meetings.factories import (
    CALLED_AT,
    STARTS_AT,
    AgendaItemFactory,
    InterestFactory,
    MeetingFactory,
    a_gathering,
)

pytestmark = pytest.mark.django_db
A_SECOND = timedelta(seconds=1)
# The agenda of a meeting on 26 March is due on the 19th; the clocks are still on winter time.
LAST_MOMENT = STARTS_AT.replace(day=19, hour=23, minute=59, second=59)
EIGHT = [
    *("welcome", "interests", "action-log", "between-meetings", "co-ordination-group"),
    *("groups", "representatives", "next-meeting"),
]
ITEM = {"text": "", "purpose": "discussion", "minutes": 20, "visibility": "members"}


def filled(gathering=None, **meeting):
    gathering = gathering or a_gathering()
    called = MeetingFactory(forum=gathering.forum, **meeting)
    fill_agenda(meeting=called, by=gathering.chair, at=CALLED_AT)
    return gathering, called


def titles(meeting):
    return [item.title for item in items_of(meeting)]


def codes_and_titles(meeting):
    return [item.standing or item.title for item in items_of(meeting)]


@pytest.mark.clause("staffs-6.4-standing")
def test_agenda_is_filled_with_the_eight_standing_items_in_order_and_once():
    gathering, meeting = filled()

    again = fill_agenda(meeting=meeting, by=gathering.officer, at=CALLED_AT)

    assert again == []
    assert codes_and_titles(meeting) == EIGHT
    assert [item.position for item in items_of(meeting)] == list(range(1, 9))
    assert titles(meeting)[0] == "Welcome, apologies and introductions"
    entry = Entry.objects.get(kind="AgendaFilled")
    assert entry.under.endswith("clause 6.4 (What is always on the agenda)")


def test_agenda_of_an_assembly_without_an_agreement_is_filled_with_the_usual():
    forum = ForumFactory(assembly=AssemblyFactory(scheme="listed"))
    officer = PostFactory(assembly=forum.assembly).person
    meeting = MeetingFactory(forum=forum)

    fill_agenda(meeting=meeting, by=officer, at=CALLED_AT)
    sent = send_agenda(meeting=meeting, because="", by=officer, at=STARTS_AT - A_SECOND)

    assert codes_and_titles(meeting) == ["welcome", "interests", "action-log", "next-meeting"]
    assert sent.agenda_sent_at == STARTS_AT - A_SECOND
    assert Entry.objects.get(kind="AgendaSent").under == ""


def test_missing_standing_item_comes_back_in_its_place_among_other_business():
    gathering, meeting = filled()
    add_item(meeting=meeting, title="Buses", **ITEM, by=gathering.chair, at=CALLED_AT)
    log = meeting.items.get(standing="action-log")
    withdraw_item(item=log, by=gathering.chair, at=CALLED_AT)
    meeting.items.get(standing="groups").delete()

    fill_agenda(meeting=meeting, by=gathering.chair, at=CALLED_AT)

    assert codes_and_titles(meeting) == [*EIGHT[:-1], "Buses", "next-meeting"]


@pytest.mark.clause("staffs-6.4-standing")
def test_agenda_without_any_one_standing_item_cannot_go_out():
    gathering, meeting = filled()
    ours = {"by": gathering.chair, "at": CALLED_AT}

    for code in EIGHT:
        withdraw_item(item=meeting.items.get(standing=code), **ours)
        with pytest.raises(Refusal) as refused:
            send_agenda(meeting=meeting, because="", **ours)
        assert refused.value.code == "standing-items-missing"
        assert refused.value.clause.key == "standing-items"
        assert len(refused.value.facts["missing"]) == 1
        fill_agenda(meeting=meeting, **ours)

    assert codes_and_titles(meeting) == EIGHT
    assert Meeting.objects.get(pk=meeting.pk).agenda_sent_at is None
    assert not Letter.objects.filter(kind="AgendaSent").exists()
    assert send_agenda(meeting=meeting, because="", **ours).agenda_sent_at == CALLED_AT


@pytest.mark.parametrize(
    ("at", "late"),
    [(LAST_MOMENT, 0), (LAST_MOMENT + A_SECOND, 1), (STARTS_AT - A_SECOND, 7)],
    ids=["a second before", "on the stroke", "just before the meeting"],
)
@pytest.mark.clause("staffs-10.2-agenda")
def test_agenda_goes_to_all_members_seven_days_ahead_or_late_with_a_reason(at, late):
    gathering, meeting = filled()

    if late:
        with pytest.raises(Refusal) as refused:
            send_agenda(meeting=meeting, because=" ", by=gathering.chair, at=at)
        assert (refused.value.code, refused.value.clause.number) == ("agenda-too-late", "10.2")
        assert not Letter.objects.filter(kind="AgendaSent").exists()
        assert Meeting.objects.get(pk=meeting.pk).agenda_sent_at is None
    reason = "The officer was ill." if late else "Not late, so not kept."
    sent = send_agenda(meeting=meeting, because=reason, by=gathering.chair, at=at)

    assert sent.late_because == ("The officer was ill." if late else "")
    entry = Entry.objects.get(kind="AgendaSent")
    assert (entry.facts["days_late"], entry.facts["late_because"]) == (late, sent.late_because)
    assert entry.under.endswith("clause 10.2 (When the agenda goes out)")
    letters = Letter.objects.filter(kind="AgendaSent")
    told = {letter.to_id for letter in letters}
    assert told == {member.person.pk for member in gathering.members}
    assert "8. The date of the next meeting" in letters[0].text
    book = book_for(meeting.assembly, on=at.date())
    assert days_late(sent, book) == late
    duty = obligations_agendas(meeting.assembly, on=at.date() + timedelta(days=1))[0]
    assert duty.state(on=at.date() + timedelta(days=1)) == ("late" if late else "met")


def test_agenda_goes_out_once():
    gathering, meeting = filled()
    send_agenda(meeting=meeting, because="", by=gathering.chair, at=CALLED_AT)

    with pytest.raises(Refusal) as refused:
        send_agenda(meeting=meeting, because="", by=gathering.officer, at=CALLED_AT)

    assert refused.value.code == "agenda-sent-already"
    assert Letter.objects.filter(kind="AgendaSent").count() == len(gathering.members)


@pytest.mark.clause("staffs-10.2-agenda")
def test_chair_and_officer_work_on_one_agenda_and_nobody_else_does():
    gathering, meeting = filled()
    ours = {"by": gathering.officer, "at": CALLED_AT}
    item = add_item(meeting=meeting, title="Buses", **ITEM, **ours)
    change_item(
        item=item, edition=1, title="Buses at night", **ITEM, by=gathering.chair, at=CALLED_AT
    )
    entries = Entry.objects.count()

    for stranger in (gathering.member(3).person, PersonFactory()):
        theirs = {"by": stranger, "at": CALLED_AT}
        for deed in (
            lambda theirs=theirs: fill_agenda(meeting=meeting, **theirs),
            lambda theirs=theirs: add_item(meeting=meeting, title="Mine", **ITEM, **theirs),
            lambda theirs=theirs: change_item(item=item, edition=2, title="X", **ITEM, **theirs),
            lambda theirs=theirs: move_item(item=item, is_up=True, **theirs),
            lambda theirs=theirs: withdraw_item(item=item, **theirs),
            lambda theirs=theirs: send_agenda(meeting=meeting, because="", **theirs),
        ):
            with pytest.raises(Refusal) as refused:
                deed()
            assert refused.value.code == "not-permitted"

    assert titles(meeting)[-2] == "Buses at night"
    assert Entry.objects.count() == entries


def test_two_who_change_an_item_at_once_do_not_undo_each_other():
    gathering, meeting = filled()
    item = add_item(meeting=meeting, title="Buses", **ITEM, by=gathering.chair, at=CALLED_AT)
    shown = item.edition
    change_item(item=item, edition=shown, title="Trains", **ITEM, by=gathering.chair, at=CALLED_AT)

    with pytest.raises(Refusal) as refused:
        change_item(
            item=item, edition=shown, title="Trams", **ITEM, by=gathering.officer, at=CALLED_AT
        )

    assert refused.value.code == "changed-meanwhile"
    assert AgendaItem.objects.get(pk=item.pk).title == "Trains"


def test_item_moves_one_place_at_a_time_and_not_beyond_the_ends():
    gathering, meeting = filled()
    ours = {"by": gathering.chair, "at": CALLED_AT}
    item = add_item(meeting=meeting, title="Buses", **ITEM, **ours)

    for _ in range(6):
        move_item(item=item, is_up=True, **ours)
    after_six = codes_and_titles(meeting)
    move_item(item=item, is_up=False, **ours)
    first = meeting.items.get(standing="welcome")
    with pytest.raises(Refusal) as refused:
        move_item(item=first, is_up=True, **ours)

    assert after_six[:3] == ["welcome", "Buses", "interests"]
    assert codes_and_titles(meeting)[:3] == ["welcome", "interests", "Buses"]
    assert refused.value.code == "item-not-moved"


def test_item_changed_after_the_agenda_went_out_says_so_and_a_standing_one_stays():
    gathering, meeting = filled()
    ours = {"by": gathering.chair}
    item = add_item(meeting=meeting, title="Buses", **ITEM, **ours, at=CALLED_AT)
    sent = send_agenda(meeting=meeting, because="", **ours, at=CALLED_AT + A_SECOND)
    before = is_changed_since_sent(item, sent)
    later = CALLED_AT + 2 * A_SECOND

    changed = change_item(item=item, edition=1, title="Trains", **ITEM, **ours, at=later)
    with pytest.raises(Refusal) as refused:
        withdraw_item(item=meeting.items.get(standing="groups"), **ours, at=later)

    assert (before, is_changed_since_sent(changed, sent)) == (False, True)
    assert refused.value.code == "standing-items-missing"
    assert standing_codes(meeting) == EIGHT


@pytest.mark.parametrize("state", ["cancelled", "closed"])
def test_agenda_of_a_meeting_that_is_cancelled_or_over_stays_as_it_is(state):
    gathering, meeting = filled()
    if state == "cancelled":
        meeting.cancelled_at, meeting.cancelled_because = CALLED_AT, "Snow."
    else:
        meeting.opened_at = meeting.closed_at = STARTS_AT
    meeting.save()

    for deed in (
        lambda: add_item(meeting=meeting, title="Late", **ITEM, by=gathering.chair, at=STARTS_AT),
        lambda: send_agenda(meeting=meeting, because="Late", by=gathering.chair, at=STARTS_AT),
    ):
        with pytest.raises(Refusal) as refused:
            deed()
        assert (
            refused.value.code
            == {
                "cancelled": "meeting-cancelled",
                "closed": "meeting-over",
            }[state]
        )


@pytest.mark.clause("staffs-3.1.ii-vcse-only")
def test_chair_keeps_an_item_for_full_members_and_the_reason_is_recorded():
    gathering = a_gathering(members=3, associates=1)
    _, meeting = filled(gathering)
    item = add_item(meeting=meeting, title="Pay", **ITEM, by=gathering.officer, at=CALLED_AT)
    full, associate = gathering.member(2).person, gathering.member(3).person
    ours = {"item": item, "edition": 1, "at": CALLED_AT}

    for other in (gathering.officer, full, associate):
        with pytest.raises(Refusal) as refused:
            keep_for_full_members(because="Because.", by=other, **ours)
        assert refused.value.code == "not-permitted"
    kept = keep_for_full_members(because="It is about our bid.", by=gathering.chair, **ours)

    def sees(person):
        return sight_of(person, meeting.assembly, at=CALLED_AT).may_see(kept)

    assert (sees(full), sees(associate), sees(None)) == (True, False, False)
    entry = Entry.objects.get(kind="ItemKeptForFullMembers")
    assert entry.facts["because"] == "It is about our bid."
    assert entry.under.endswith("clause 3.1.ii (Business for the sector alone)")
    opened = open_to_members(item=kept, edition=2, by=gathering.chair, at=CALLED_AT)
    assert (opened.visibility, opened.full_because) == ("members", "")
    assert sees(associate) is False  # as it was loaded
    assert sight_of(associate, meeting.assembly, at=CALLED_AT).may_see(opened)


def test_change_of_an_item_kept_for_full_members_does_not_open_it():
    gathering, meeting = filled()
    item = add_item(meeting=meeting, title="Pay", **ITEM, by=gathering.chair, at=CALLED_AT)
    keep_for_full_members(
        item=item, because="Our bid.", edition=1, by=gathering.chair, at=CALLED_AT
    )

    changed = change_item(
        item=item,
        edition=2,
        title="Wages",
        **{**ITEM, "visibility": "public"},
        by=gathering.officer,
        at=CALLED_AT,
    )

    assert (changed.title, changed.visibility) == ("Wages", "full")


def test_chair_who_left_an_item_cannot_change_it():
    gathering, meeting = filled()
    item = AgendaItemFactory(meeting=meeting, position=9)
    InterestFactory(
        item=item,
        person=gathering.chair,
        effect="leaves",
        effect_because="Their own bid.",
        ruled_at=CALLED_AT,
    )

    with pytest.raises(Refusal) as refused:
        change_item(item=item, edition=1, title="X", **ITEM, by=gathering.chair, at=CALLED_AT)

    assert refused.value.code == "item-left"
    assert AgendaItem.objects.get(pk=item.pk).title == item.title


def test_agenda_has_at_most_five_hundred_items_and_filling_costs_the_same(
    django_assert_max_num_queries,
):
    gathering, meeting = filled()
    rows = [
        AgendaItem(meeting=meeting, position=8 + place, title=f"Matter {place}")
        for place in range(1, 493)
    ]
    AgendaItem.objects.bulk_create(rows)

    with pytest.raises(Refusal) as refused:
        add_item(meeting=meeting, title="One more", **ITEM, by=gathering.chair, at=CALLED_AT)
    with django_assert_max_num_queries(30):
        move_item(item=rows[0], is_up=True, by=gathering.chair, at=CALLED_AT)

    assert refused.value.code == "agenda-full"
    assert meeting.items.count() == 500
