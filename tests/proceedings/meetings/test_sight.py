"""What somebody may see of a meeting's items, and who presides."""

from datetime import timedelta

import pytest

from folkmoot.proceedings.meetings.models import Deputy
from folkmoot.proceedings.meetings.queries.presiding import presiding
from folkmoot.proceedings.meetings.queries.sight import shut_out_of, sight_of, sights_of
from folkmoot.proceedings.meetings.queries.voters import members_here
from tests.factories import PersonFactory
from tests.proceedings.meetings.factories import (
    STARTS_AT,
    AgendaItemFactory,
    InterestFactory,
    MeetingFactory,
    a_gathering,
    come,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("nobody", {"public"}),
        ("associate", {"public", "members"}),
        ("full", {"public", "members", "full"}),
        ("officer", {"public", "members", "full"}),
    ],
)
@pytest.mark.clause("staffs-3.1.ii-vcse-only")
def test_item_is_open_to_those_its_visibility_names(who, seen):
    gathering = a_gathering(members=2, associates=1)
    people = {
        "nobody": None,
        "associate": gathering.member(2).person,
        "full": gathering.member(0).person,
        "officer": gathering.officer,
    }
    meeting = MeetingFactory(forum=gathering.forum)
    items = [
        AgendaItemFactory(
            meeting=meeting, visibility=one, full_because="Pay." if one == "full" else ""
        )
        for one in ("public", "members", "full")
    ]

    sight = sight_of(people[who], gathering.forum.assembly, at=STARTS_AT)

    assert {item.visibility for item in items if sight.may_see(item)} == seen


def test_item_that_somebody_left_is_closed_to_them_until_the_interest_is_over():
    gathering = a_gathering()
    item = AgendaItemFactory(meeting=MeetingFactory(forum=gathering.forum))
    interest = InterestFactory(
        item=item,
        person=gathering.chair,
        effect="leaves",
        effect_because="It is about their own grant.",
        ruled_at=STARTS_AT,
    )
    assembly = gathering.forum.assembly

    during = sight_of(gathering.chair, assembly, at=STARTS_AT)
    interest.closed_at = STARTS_AT + timedelta(hours=1)
    interest.save()
    after = sight_of(gathering.chair, assembly, at=STARTS_AT)

    assert (during.may_see(item), during.why_closed(item)) == (False, "left")
    assert (after.may_see(item), after.why_closed(item)) == (True, "")


def test_interest_of_an_organisation_closes_the_item_to_all_who_act_for_it():
    gathering = a_gathering()
    item = AgendaItemFactory(meeting=MeetingFactory(forum=gathering.forum))
    InterestFactory(
        item=item,
        person=gathering.officer,
        organisation=gathering.member(3).organisation,
        is_of_organisation=True,
        effect="leaves",
        effect_because="Its bid is on the table.",
        ruled_at=STARTS_AT,
    )
    shut = gathering.member(3).person
    others = [gathering.member(2).person, gathering.chair]

    assert not sight_of(shut, gathering.forum.assembly, at=STARTS_AT).may_see(item)
    assert shut_out_of(item, [shut, *others], on=STARTS_AT.date()) == {shut.pk}


@pytest.mark.parametrize(
    ("chair_is_there", "chair_declares", "office"),
    [(True, False, "chair"), (True, True, "vice-chair"), (False, False, "vice-chair")],
)
@pytest.mark.clause("staffs-7.3")
def test_vice_chair_presides_when_the_chair_is_away_or_has_an_interest(
    chair_is_there, chair_declares, office
):
    gathering = a_gathering()
    meeting = MeetingFactory(forum=gathering.forum, opened_at=STARTS_AT)
    item, other = AgendaItemFactory.create_batch(2, meeting=meeting)
    come(meeting, *gathering.members[0 if chair_is_there else 1 :])
    if chair_declares:
        InterestFactory(item=item, person=gathering.chair)

    found = presiding(meeting, item, at=STARTS_AT)

    people = {"chair": gathering.chair, "vice-chair": gathering.vice_chair}
    assert (found.office, found.person) == (office, people[office])
    for_another = presiding(meeting, other, at=STARTS_AT)
    assert for_another.office == ("chair" if chair_is_there else "vice-chair")


def test_member_without_a_vote_for_its_interest_is_here_and_marked_as_out():
    gathering = a_gathering(members=4, associates=1)
    meeting = MeetingFactory(forum=gathering.forum)
    item = AgendaItemFactory(meeting=meeting)
    come(meeting, *gathering.members)
    InterestFactory(
        item=item,
        person=gathering.chair,
        effect="no-vote",
        effect_because="A trustee of the bidder.",
        ruled_at=STARTS_AT,
    )

    here = members_here(meeting, item, at=STARTS_AT)

    assert [one.is_out for one in here].count(True) == 1
    assert [one.name for one in here if one.is_out] == [gathering.member(0).organisation.name]
    assert sum(one.is_full and not one.is_out for one in here) == 3


@pytest.mark.parametrize(
    ("agreed", "closed", "sees"), [(True, False, True), (False, False, False), (True, True, False)]
)
def test_deputy_sees_what_the_member_does_once_agreed_and_until_the_meeting_is_closed(
    agreed, closed, sees
):
    gathering = a_gathering()
    meeting = MeetingFactory(
        forum=gathering.forum, opened_at=STARTS_AT, closed_at=STARTS_AT if closed else None
    )
    item = AgendaItemFactory(meeting=meeting, visibility="full", full_because="Pay.")
    member, deputy = gathering.member(3), PersonFactory()
    Deputy.objects.create(
        meeting=meeting,
        organisation=member.organisation,
        person=deputy,
        name=deputy.name,
        why="Away.",
        asked_by=member.person,
        asked_at=STARTS_AT - timedelta(days=3),
        agreed_at=STARTS_AT - timedelta(days=2) if agreed else None,
    )
    assembly = gathering.forum.assembly

    sight = sight_of(deputy, assembly, at=STARTS_AT)

    assert sight.may_see(item) is sees
    assert sights_of([deputy], assembly, at=STARTS_AT)[deputy.pk] == sight


def test_deputy_of_an_organisation_that_left_an_item_is_shut_out_of_it_too():
    gathering = a_gathering()
    item = AgendaItemFactory(meeting=MeetingFactory(forum=gathering.forum))
    member, deputy = gathering.member(3), PersonFactory()
    Deputy.objects.create(
        meeting=item.meeting,
        organisation=member.organisation,
        person=deputy,
        name=deputy.name,
        why="Away.",
        asked_by=member.person,
        asked_at=STARTS_AT - timedelta(days=3),
        agreed_at=STARTS_AT - timedelta(days=2),
    )
    InterestFactory(
        item=item,
        person=member.person,
        organisation=member.organisation,
        is_of_organisation=True,
        effect="leaves",
        effect_because="Its bid is on the table.",
        ruled_at=STARTS_AT,
    )

    assert not sight_of(deputy, gathering.forum.assembly, at=STARTS_AT).may_see(item)
    assert shut_out_of(item, [deputy], on=STARTS_AT.date()) == {deputy.pk}
