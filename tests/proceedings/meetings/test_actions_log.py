"""The action log: with organisations, kept until done or dropped, on every next agenda."""

import csv
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.body.organisations.actions import merge_organisations
from folkmoot.body.organisations.models import Listing
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.actions.action_log import (
    agree_action,
    change_action,
    drop_action,
    finish_action,
)
from folkmoot.proceedings.meetings.models import Action
from folkmoot.proceedings.meetings.queries.actions_log import (
    actions_of,
    numbers_by_forum,
    open_actions,
    readable_actions,
)
from folkmoot.proceedings.meetings.queries.notes_waiting import waiting_notes
from folkmoot.proceedings.meetings.queries.sheets import agenda_sheet
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.rules.findings import Refusal
from tests.factories import AuthorityFactory, OrganisationFactory
from tests.proceedings.meetings.factories import STARTS_AT, AgendaItemFactory
from tests.proceedings.meetings.noting import A_DAY, CLOSED_AT, NEXT_AT, a_held
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
DUE = STARTS_AT.date() + timedelta(days=28)


def agree(held, *, number=2, item=None, text="Ask the library", due_on=DUE, **more) -> Action:
    given = {"meeting": held.meeting, "item": item, "by": held.officer, "at": CLOSED_AT} | more
    member = held.gathering.member(number)
    return agree_action(
        forum=held.gathering.forum, text=text, organisation=member.organisation,
        due_on=due_on, **given,
    )  # fmt: skip


@pytest.mark.clause("staffs-6.4.iii")
def test_action_holds_its_owner_its_day_its_state_and_its_meeting(time_machine):
    held = a_held()
    member = held.gathering.member(2)
    time_machine.move_to(NEXT_AT)

    action = agree(held, item=held.van, person=member.person)

    rows = actions_of(held.meeting.assembly, on=DUE + timedelta(days=1))
    (row,) = rows
    assert (row.organisation, row.person) == (member.organisation, member.person)
    assert (row.due_on, row.meeting, row.item) == (DUE, held.meeting, held.van)
    assert (row.is_open, row.is_overdue, row.has_person) == (True, True, True)
    (on_the_day,) = actions_of(held.meeting.assembly, on=DUE)
    assert on_the_day.is_overdue is False
    page = browser(held.gathering.member(1).person).get(log(held)).content.decode()
    for told in ("Ask the library", member.organisation.name, member.person.name, "overdue"):
        assert told in page
    assert held.meeting.reference in page
    entry = Entry.objects.get(kind="ActionAgreed")
    assert "library" not in str(entry.facts)
    assert [letter.to for letter in Letter.objects.filter(kind="ActionAgreed")] == [member.person]
    assert action.number == 1


def log(held, query="") -> str:
    return f"/{held.meeting.assembly.slug}/meetings/actions/{query}"


@pytest.mark.clause("staffs-6.4.iii")
def test_open_and_overdue_actions_flow_into_the_next_agenda_of_the_forum_until_they_are_closed():
    held, other = a_held(), a_held()
    AgendaItemFactory(meeting=held.ahead, position=1, standing="action-log", title="Action log")
    late, later = agree(held), agree(held, text="Paint the hall", due_on=None)
    dropped, done = agree(held, text="Buy a boat"), agree(held, text="Write to the council")
    agree(other, text="Something of others")
    drop_action(action=dropped, because="Too dear.", by=held.officer, at=CLOSED_AT)
    finish_action(action=done, words="Sent.", by=held.gathering.member(2).person, at=CLOSED_AT)
    sight = sight_of(held.gathering.member(1).person, held.meeting.assembly, at=NEXT_AT)

    flowing = list(open_actions(held.gathering.forum, on=NEXT_AT.date()))
    sheet = agenda_sheet(held.ahead, sight, at=NEXT_AT)

    assert [(one.pk, one.is_overdue) for one in flowing] == [(late.pk, True), (later.pk, False)]
    points = [part.text for part in sheet.parts if part.kind == "point"]
    owner = held.gathering.member(2).organisation.name
    assert points == [
        f"1. Ask the library ({owner}), due Thursday 23 April 2026 (overdue).",
        f"2. Paint the hall ({owner}).",
    ]


def test_action_stays_with_the_organisation_when_the_person_no_longer_acts_for_it(time_machine):
    held = a_held()
    member = held.gathering.member(2)
    action = agree(held, person=member.person)
    member.organisation.authorities.update(until_on=DUE)
    time_machine.move_to(NEXT_AT)

    (row,) = open_actions(held.gathering.forum, on=NEXT_AT.date())
    page = browser(held.gathering.member(1).person).get(log(held)).content.decode()

    assert (row.pk, row.organisation, row.has_person) == (action.pk, member.organisation, False)
    assert "no person named" in page
    assert member.person.name not in page


def test_actions_follow_an_organisation_that_becomes_part_of_another():
    held = a_held()
    old = held.gathering.member(3).organisation
    open_one = agree(held, number=3)
    closed = agree(held, number=3, text="Done already")
    finish_action(action=closed, words="", by=held.officer, at=CLOSED_AT)
    into = OrganisationFactory(name="The Survivor")
    for one in (old, into):
        Listing.objects.get_or_create(
            assembly=held.meeting.assembly, organisation=one, defaults={"listed_on": DUE}
        )

    merge_organisations(
        assembly=held.meeting.assembly, organisation=old, into=into, by=held.officer, at=NEXT_AT
    )

    open_one.refresh_from_db()
    closed.refresh_from_db()
    assert (open_one.organisation, closed.organisation) == (into, old)
    assert Entry.objects.get(kind="ActionPassedOn").facts["into"] == "The Survivor"


@pytest.mark.parametrize("who", ["owner", "chair", "officer", "other member", "other owner"])
def test_action_is_done_by_its_owner_and_those_who_keep_the_log(who):
    held = a_held()
    action = agree(held)
    person = {
        "owner": held.gathering.member(2).person, "chair": held.gathering.chair,
        "officer": held.officer, "other member": held.gathering.member(3).person,
        "other owner": AuthorityFactory().person,
    }[who]  # fmt: skip

    if who.startswith("other"):
        with pytest.raises(Refusal) as refused:
            finish_action(action=action, words="Yes.", by=person, at=NEXT_AT)
        assert refused.value.code == "not-permitted"
        action.refresh_from_db()
        assert action.done_on is None
        return
    finish_action(action=action, words="Yes.", by=person, at=NEXT_AT)
    action.refresh_from_db()
    assert (action.done_on, action.closing_words) == (NEXT_AT.date(), "Yes.")
    with pytest.raises(Refusal) as refused:
        finish_action(action=action, words="Yes.", by=person, at=NEXT_AT)
    assert refused.value.code == "action-closed-already"


def test_action_is_dropped_by_the_keepers_with_a_reason_and_its_owner_is_told():
    held = a_held()
    action = agree(held)
    owner = held.gathering.member(2).person

    for by, because, code in (
        (owner, "No time.", "not-permitted"),
        (held.officer, " ", "action-dropped-without-reason"),
    ):
        with pytest.raises(Refusal) as refused:
            drop_action(action=action, because=because, by=by, at=NEXT_AT)
        assert refused.value.code == code
    drop_action(action=action, because="The library closed.", by=held.officer, at=NEXT_AT)

    action.refresh_from_db()
    assert (action.dropped_on, action.closing_words) == (NEXT_AT.date(), "The library closed.")
    letter = Letter.objects.get(kind="ActionDropped")
    assert letter.to == owner
    assert "library" not in letter.text


def test_action_goes_to_another_owner_unless_somebody_changed_it_meanwhile():
    held = a_held()
    action, heir = agree(held), held.gathering.member(1)
    given = {
        "action": action, "text": "Ask the school", "organisation": heir.organisation,
        "person": heir.person, "due_on": None, "by": held.officer, "at": CLOSED_AT,
    }  # fmt: skip

    change_action(**given, edition=1)
    with pytest.raises(Refusal) as refused:
        change_action(**given | {"text": "Ask the church"}, edition=1)
    with pytest.raises(Refusal) as stranger:
        change_action(**given | {"person": held.gathering.chair}, edition=2)

    action.refresh_from_db()
    assert refused.value.code == "changed-meanwhile"
    assert stranger.value.code == "action-person-of-another"
    assert (action.text, action.organisation, action.edition) == (
        "Ask the school", heir.organisation, 2,
    )  # fmt: skip
    assert Letter.objects.get(kind="ActionChanged").to == heir.person


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("public", {"of a public item"}),
        ("member", {"of no item", "of a public item", "of a members' item"}),
        ("left", {"of no item", "of a public item"}),
    ],
)
def test_actions_are_read_as_far_as_their_items_are_open(who, seen):
    held = a_held()
    held.meeting.next_meeting, held.meeting.notes_sent_at = held.ahead, CLOSED_AT
    held.meeting.notes_approved_at = NEXT_AT
    held.meeting.save()
    agree(held, text="of no item")
    agree(held, item=held.spaces, text="of a public item")
    agree(held, item=held.van, text="of a members' item")
    person = {"public": None, "member": held.gathering.member(1).person, "left": held.left}[who]
    assembly = held.meeting.assembly

    sight = sight_of(person, assembly, at=NEXT_AT)
    found = readable_actions(actions_of(assembly, on=NEXT_AT.date()), sight)
    file = browser(person).get(log(held).replace("actions/", "actions.csv") + "?state=all")

    assert {one.text for one in found} == seen
    rows = list(csv.DictReader(file.content.decode().splitlines()))
    assert {row["what"] for row in rows} == seen
    assert ("person" in rows[0]) is (who != "public")


def test_letter_about_an_action_does_not_reach_whoever_left_for_its_item():
    held = a_held()
    Letter.objects.all().delete()

    agree(held, number=4, item=held.van)

    assert not Letter.objects.filter(kind="ActionAgreed").exists()


def test_action_sent_twice_is_one_action_and_the_next_has_the_next_number():
    held = a_held()

    once, again = agree(held, form_key="k1"), agree(held, form_key="k1")
    other = agree(held, form_key="k2", text="More", meeting=None)

    assert (once.pk, once.number, other.number) == (again.pk, 1, 2)


def test_numbers_of_each_forum_and_the_desk_of_the_owner_say_what_is_open_and_overdue():
    held = a_held()
    agree(held)
    agree(held, text="Later", due_on=NEXT_AT.date() + timedelta(days=15))
    agree(held, text="Soon", due_on=NEXT_AT.date() + timedelta(days=14))
    finish_action(action=agree(held, text="Done"), words="", by=held.officer, at=CLOSED_AT)
    owner = held.gathering.member(2)

    (row,) = numbers_by_forum(held.meeting.assembly, on=NEXT_AT.date())
    desk = waiting_notes(
        owner.organisation,
        held.meeting.assembly,
        at=NEXT_AT,
        person=held.gathering.member(3).person,
    )

    assert (row.open, row.overdue, row.done, row.dropped) == (3, 1, 1, 0)
    assert [(one.due, one.state) for one in desk] == [
        (DUE, "overdue"),
        (NEXT_AT.date() + timedelta(days=14), "due"),
    ]


def test_action_log_asks_no_more_of_the_database_for_more_actions(time_machine):
    held = a_held()
    agree(held)
    time_machine.move_to(NEXT_AT)
    client = browser(held.gathering.chair)
    client.get(log(held))

    with CaptureQueriesContext(connection) as few:
        client.get(log(held))
    for number in range(30):
        agree(held, number=number % 4, text=f"Action {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(log(held))

    assert len(many) == len(few) <= 30


def test_action_is_added_changed_and_closed_on_the_pages(time_machine):
    held = a_held()
    time_machine.move_to(CLOSED_AT + A_DAY)
    chair, owner = held.gathering.chair, held.gathering.member(2)
    client, here = browser(chair), log(held)
    where = f"{here}add/?meeting={held.meeting.reference}&item={held.van.pk}"
    typed = {"text": "=Ask the library", "organisation": owner.organisation.pk, "form_key": "k9",
             "due_on_day": "23", "due_on_month": "4", "due_on_year": "2026"}  # fmt: skip

    empty = client.post(where, {"form_key": "k9"})
    added = client.post(where, typed)
    action = Action.objects.get()
    shown = client.get(f"{here}{action.pk}/change/").content.decode()
    changed = client.post(
        f"{here}{action.pk}/change/", {**typed, "text": "=Ask the school", "edition": "1"}
    )
    done = browser(owner.person).post(f"{here}{action.pk}/done/", {"words": "They said yes."})
    file = client.get(here.replace("actions/", "actions.csv") + "?state=done").content.decode()
    again = client.get(f"{here}{action.pk}/drop/")

    assert (empty.status_code, added.status_code) == (422, 302)
    assert "Ask the library" in shown
    assert (changed.status_code, done.status_code, again.status_code) == (302, 302, 409)
    assert "'=Ask the school" in file
    assert "They said yes." in file
