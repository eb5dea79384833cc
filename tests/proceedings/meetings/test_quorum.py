"""Whether enough are there for a vote: counted once, conflicts subtracted, side by side."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from folkmoot.body.forums.models import Term
from folkmoot.body.organisations.models import SupportBody
from folkmoot.proceedings.meetings.models import Deputy
from folkmoot.proceedings.meetings.queries.quorum import quorum, quorum_of_members
from tests.factories import (
    AdoptionFactory,
    ForumFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
)
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

pytestmark = pytest.mark.django_db
HELD = {"effect_because": "It would pay them.", "ruled_at": STARTS_AT}


def a_chair(forum, organisation):
    """Let somebody from an organisation chair a forum."""
    person = PersonFactory()
    Term.objects.create(
        office=OfficeFactory(forum=forum),
        person=person,
        holder_name=person.name,
        organisation=organisation,
        basis="elected",
        from_on=date(2026, 1, 5),
    )
    return person


class Group:
    """The co-ordination group of two southern forums, a northern one and a body on each side."""

    def __init__(self):
        self.forum = ForumFactory(kind="co-ordination", name="Co-ordination group")
        self.assembly = self.forum.assembly
        AdoptionFactory(assembly=self.assembly)
        self.meeting = MeetingFactory(forum=self.forum, opened_at=STARTS_AT)
        self.chairs, self.bodies = {}, {}
        for name, side in (("southeast", "south"), ("southwest", "south"), ("stoke", "north")):
            forum = ForumFactory(assembly=self.assembly, slug=name, side=side)
            organisation = OrganisationFactory(name=f"Charity of {name}")
            self.chairs[name] = (a_chair(forum, organisation), organisation)
        for side in ("south", "north"):
            self.bodies[side] = OrganisationFactory(name=f"Support of the {side}")
            SupportBody.objects.create(
                assembly=self.assembly, organisation=self.bodies[side], side=side
            )

    def come(self, *who):
        for one in who:
            if one in self.chairs:
                person, organisation = self.chairs[one]
            else:
                person, organisation = PersonFactory(), self.bodies.get(one)
            AttendanceFactory(meeting=self.meeting, person=person, organisation=organisation)

    def stands(self, item=None):
        return quorum(self.meeting, item, at=STARTS_AT)


@pytest.mark.parametrize(
    ("who", "words", "is_met"),
    [
        ([], "0 of 2 sides; somebody from the south side and somebody from the north side are "
             "needed.", False),
        (["southeast", "southwest", "south"],
         "1 of 2 sides; somebody from the north side is needed.", False),
        (["stoke", "north"], "1 of 2 sides; somebody from the south side is needed.", False),
        (["southwest", "stoke"], "2 of 2 sides: enough are here.", True),
        (["south", "north"], "2 of 2 sides: enough are here.", True),
        (["south", "a guest"], "1 of 2 sides; somebody from the north side is needed.", False),
    ],
)  # fmt: skip
@pytest.mark.clause("staffs-8.2.i")
def test_group_is_quorate_when_somebody_from_each_side_is_there(who, words, is_met):
    group = Group()
    group.come(*who)

    found = group.stands()

    assert (found.words, found.is_met, found.finding.holds) == (words, is_met, is_met)
    assert found.finding.clause.number == "8.2.i"
    assert len(found.checks) == 2


@pytest.mark.clause("staffs-8.2.i")
def test_side_whose_only_place_has_an_interest_is_missing_for_that_item_alone():
    group = Group()
    group.come("southeast", "stoke")
    item, other = AgendaItemFactory.create_batch(2, meeting=group.meeting)
    person, organisation = group.chairs["stoke"]
    InterestFactory(
        item=item, person=PersonFactory(), organisation=organisation, is_of_organisation=True,
        effect="no-vote", **HELD,
    )  # fmt: skip

    assert (group.stands(item).is_met, group.stands(item).left_out) == (False, [person.name])
    assert group.stands(other).is_met


def test_person_who_chairs_on_both_sides_counts_for_both_and_has_one_place():
    group = Group()
    person, organisation = group.chairs["stoke"]
    forum = ForumFactory(assembly=group.assembly, side="south")
    Term.objects.create(
        office=OfficeFactory(forum=forum), person=person, holder_name=person.name,
        organisation=organisation, basis="elected", from_on=date(2026, 1, 5),
    )  # fmt: skip
    group.come("stoke")

    found = group.stands()

    assert (found.is_met, found.counted) == (True, [person.name])


@pytest.mark.parametrize(
    ("agreed_at", "is_met"),
    [
        (STARTS_AT - timedelta(seconds=1), True),
        (STARTS_AT, False),
        (STARTS_AT + timedelta(seconds=1), False),
        (None, False),
    ],
)
def test_deputy_of_a_chair_fills_the_place_only_if_agreed_before_the_meeting(agreed_at, is_met):
    group = Group()
    group.come("south")
    chair, organisation = group.chairs["stoke"]
    Deputy.objects.create(
        meeting=group.meeting, organisation=organisation, name="Ann", why="A funeral.",
        asked_by=chair, asked_at=CALLED_AT, agreed_at=agreed_at,
    )  # fmt: skip
    AttendanceFactory(meeting=group.meeting, organisation=organisation, is_deputy=True)

    assert group.stands().is_met is is_met


def test_support_body_whose_person_chairs_a_forum_has_no_second_place():
    group = Group()
    Term.objects.filter(office__forum__slug="stoke").update(organisation=group.bodies["north"])
    group.come("south", "north")

    found = group.stands()

    assert (found.is_met, found.counted) == (False, ["Support of the south"])


@pytest.mark.parametrize(
    ("full", "words", "is_met"),
    [
        (2, "2 of 4; two more full members are needed.", False),
        (3, "3 of 4; one more full member is needed.", False),
        (4, "4 full members are here; 4 are needed.", True),
    ],
)
@pytest.mark.clause("staffs-8.2.ii")
def test_forum_is_quorate_with_four_full_members_however_many_people_come(full, words, is_met):
    gathering = a_gathering(members=4, associates=2)
    meeting = MeetingFactory(forum=gathering.forum, opened_at=STARTS_AT)
    come(meeting, *gathering.members[4 - full :], mode="phone")
    AttendanceFactory(meeting=meeting, organisation=gathering.member(3).organisation)

    found = quorum(meeting, at=STARTS_AT)

    assert (found.words, found.is_met) == (words, is_met)
    assert found.finding.clause.number == "8.2.ii"
    assert (len(found.counted), len(found.here)) == (full, full + 2)


def test_member_with_an_interest_leaves_the_quorum_for_the_item_alone():
    gathering = a_gathering(members=4)
    meeting = MeetingFactory(forum=gathering.forum, opened_at=STARTS_AT)
    item, other = AgendaItemFactory.create_batch(2, meeting=meeting)
    come(meeting, *gathering.members)
    InterestFactory(item=item, person=gathering.member(2).person, effect="leaves", **HELD)

    found = quorum(meeting, item, at=STARTS_AT)

    name = gathering.member(2).organisation.name
    assert (found.words, found.left_out) == ("3 of 4; one more full member is needed.", [name])
    assert quorum(meeting, other, at=STARTS_AT).is_met
    assert name not in render_to_string("meetings/_quorum.html", {"quorum": found})


def test_somebody_who_left_the_meeting_no_longer_counts():
    gathering = a_gathering(members=4)
    meeting = MeetingFactory(forum=gathering.forum, opened_at=STARTS_AT)
    come(meeting, *gathering.members[:3])
    come(meeting, gathering.member(3), left_at=STARTS_AT + timedelta(minutes=5))

    assert not quorum(meeting, at=STARTS_AT + timedelta(minutes=6)).is_met


@pytest.mark.parametrize(("full", "is_met"), [(3, False), (4, True)])
@pytest.mark.clause("staffs-8.2.ii")
def test_poll_between_meetings_counts_the_full_members_that_took_part(full, is_met):
    gathering = a_gathering(members=4, associates=1)
    took_part = [one.membership for one in gathering.members[4 - full :]]

    found = quorum_of_members(gathering.forum, [*took_part, took_part[0]], at=STARTS_AT)

    assert (found.is_met, found.standings[0].count) == (is_met, full)


def test_assembly_without_an_agreement_has_no_quorum_and_refuses_nothing():
    forum = ForumFactory(kind="board")
    found = quorum(MeetingFactory(forum=forum), at=STARTS_AT)

    assert (found.finding, found.is_met, found.standings) == (None, True, [])
    assert "no rule about a quorum" in render_to_string("meetings/_quorum.html", {"quorum": found})


@pytest.mark.parametrize("size", [5, 60])
def test_quorum_asks_as_few_queries_of_a_large_meeting_as_of_a_small_one(
    size, django_assert_num_queries
):
    gathering = a_gathering(members=size)
    meeting = MeetingFactory(forum=gathering.forum, opened_at=STARTS_AT)
    item = AgendaItemFactory(meeting=meeting)
    come(meeting, *gathering.members)

    with django_assert_num_queries(4):
        assert quorum(meeting, item, at=STARTS_AT).value == size


def test_quorum_of_the_group_asks_nine_queries():
    group = Group()
    group.come("southeast", "southwest", "stoke", "south", "north")
    item = AgendaItemFactory(meeting=group.meeting)

    with CaptureQueriesContext(connection) as asked:
        assert group.stands(item).is_met

    assert len(asked) == 9
