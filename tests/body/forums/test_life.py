from datetime import date, timedelta

import pytest

from folkmoot.body.forums.actions import (
    accept_administration,
    approve_forum,
    close_forum,
    join_forum,
    leave_forum,
    place_forum,
    propose_forum,
    recognise_forum,
    recognise_route,
    review_forum,
)
from folkmoot.body.forums.models import Approval, Forum, RecognisedRoute
from folkmoot.body.forums.queries import (
    belongs_to,
    flattened,
    forums,
    forums_for,
    full_members_in_good_standing,
    map_prompts,
    members_of,
    obligations,
    routes,
    state_of,
    structure,
    uncovered_areas,
    waiting_for,
    waiting_for_officers,
)
from folkmoot.body.organisations.models import Working
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from tests.body.forums.conftest import A_DAY, NOW, TODAY, full_member
from tests.factories import (
    AreaFactory,
    AuthorityFactory,
    ForumFactory,
    ForumMemberFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)


def refused(deed, **given):
    """Do a deed that is to be refused, and see that it leaves no trace."""
    before = [m.objects.count() for m in (Forum, Approval, RecognisedRoute, Entry, Letter)]
    with pytest.raises(Refusal) as said:
        deed(**given)
    after = [m.objects.count() for m in (Forum, Approval, RecognisedRoute, Entry, Letter)]
    assert before == after
    return said.value


def kinds():
    return [entry.kind for entry in Entry.objects.order_by("number")]


@pytest.mark.clause("staffs-10.1")
def test_new_group_stays_a_draft_until_a_support_body_takes_on_its_administration(
    assembly, sus, officer, local
):
    parent = local("Southwest")
    forum = propose_forum(
        assembly=assembly, name="Winter Group", kind="thematic", description="Warm spaces",
        parents=[parent], review_on=date(2026, 9, 1), by=officer, at=NOW,
    )  # fmt: skip
    stranger = OrganisationFactory(name="Tamworth Together")

    early = refused(recognise_forum, forum=forum, by=officer, at=NOW)
    other = refused(
        accept_administration, forum=forum, body=stranger, officer_name="", by=officer, at=NOW
    )
    accept_administration(forum=forum, body=sus, officer_name="Dan Moss", by=officer, at=NOW)
    still = state_of(forum, on=TODAY)
    recognise_forum(forum=forum, by=officer, at=NOW)

    assert (early.code, str(early.clause.number)) == ("forum-without-support-yet", "10.1")
    assert early.by_whom == "Support Staffordshire or VAST"
    assert (other.code, other.clause.number) == ("no-support-organisation", "10.1")
    assert still == "draft"
    assert state_of(forum, on=TODAY) == "recognised"
    assert kinds() == ["ForumProposed", "AdministrationAccepted", "ForumRecognised"]
    assert Entry.objects.get(kind="AdministrationAccepted").under == (
        "staffs-alliance: " + str(other.clause)
    )
    assert [letter.kind for letter in officer.letters.order_by("pk")] == kinds()


def test_support_body_takes_on_administration_through_one_who_acts_for_it(assembly, vast):
    forum = ForumFactory(assembly=assembly, recognised_on=None, proposed_on=TODAY)
    theirs = AuthorityFactory(organisation=vast).person

    accept_administration(forum=forum, body=vast, officer_name="Eve", by=theirs, at=NOW)
    no = refused(
        accept_administration,
        forum=forum, body=vast, officer_name="", by=PersonFactory(), at=NOW,
    )  # fmt: skip

    assert no.code == "not-permitted"
    assert Forum.objects.get().support_organisation == vast


@pytest.mark.clause("staffs-5.4-task-groups")
def test_chair_of_a_local_forum_makes_a_task_group_of_its_own_and_closes_it_with_a_report(
    assembly, sus, officer, local
):
    parent = local("Southwest")
    chair, member = PersonFactory(), full_member(parent)
    parent.offices.get(role="chair").terms.create(
        person=chair, holder_name="Ada", basis="elected", from_on=date(2025, 1, 1)
    )
    given = {
        "assembly": assembly, "name": "Warm Spaces", "kind": "task",
        "description": "Warm spaces for the winter", "by": chair, "at": NOW,
    }  # fmt: skip

    without = refused(propose_forum, **given, parents=[parent])
    other = refused(propose_forum, **given, parents=[], review_on=date(2026, 6, 1))
    group = propose_forum(**given, parents=[parent], review_on=date(2026, 6, 1))
    accept_administration(forum=group, body=sus, officer_name="", by=officer, at=NOW)
    recognise_forum(forum=group, by=officer, at=NOW)
    due = [duty for duty in obligations(assembly, on=TODAY) if "Warm Spaces" in duty.what]
    on_the_day = state_of(group, on=date(2026, 6, 1))
    bare = refused(close_forum, forum=group, report="  ", by=chair, at=NOW)
    join_forum(forum=group, membership=member, by=officer, at=NOW)
    close_forum(forum=group, report="Six spaces opened.", by=chair, at=NOW)

    assert (without.code, without.facts) == (
        "task-group-incomplete", {"missing": ["end or review date"]},
    )  # fmt: skip
    assert other.code == "not-permitted"
    assert [(duty.due_on, duty.clause.number, duty.who) for duty in due] == [
        (date(2026, 6, 1), "5.4", "Southwest")
    ]
    assert on_the_day == "under review"
    assert (bare.code, bare.clause.number) == ("report-missing", "5.4")
    assert state_of(group, on=TODAY) == "closed"
    told = Letter.objects.get(kind="ForumClosed")
    assert told.to.authorities.get().organisation == member.organisation
    assert "Six spaces opened." in told.text


def test_review_moves_the_day_on_and_must_look_ahead(assembly, officer, local):
    forum = local("Southwest", review_on=TODAY)

    same_day = refused(
        review_forum, forum=forum, found="Goes on", next_review_on=TODAY, by=officer, at=NOW
    )
    review_forum(forum=forum, found="Goes on", next_review_on=TODAY + A_DAY, by=officer, at=NOW)

    assert same_day.code == "review-not-ahead"
    assert state_of(forum, on=TODAY) == "recognised"


@pytest.mark.clause("staffs-5.4-joint")
def test_joint_forum_names_two_local_forums_and_the_districts_it_covers(
    assembly, officer, local, place
):
    west = local("Southwest")
    east = local("Southeast", in_place="Southeast Staffordshire")
    districts = [
        place(name) for name in ("South Staffordshire", "Stafford", "Cannock Chase",
                                 "Lichfield", "East Staffordshire", "Tamworth")
    ]  # fmt: skip
    given = {"assembly": assembly, "name": "South", "kind": "joint", "by": officer, "at": NOW}

    alone = refused(propose_forum, **given, parents=[west], areas=districts)
    nowhere = refused(propose_forum, **given, parents=[west, east])
    forum = propose_forum(**given, parents=[west, east], areas=districts)

    assert (alone.code, alone.clause.number) == ("joint-forum-without-parents", "5.4")
    assert nowhere.code == "joint-forum-without-districts"
    assert sorted(parent.name for parent in forum.parents.all()) == ["Southeast", "Southwest"]
    assert forum.areas.count() == 6


@pytest.mark.clause("staffs-5.5")
def test_forum_for_the_whole_area_goes_live_only_with_every_approval(assembly, sus, officer, local):
    west = local("Southwest")
    east = local("Southeast", in_place="Southeast Staffordshire")
    group = ForumFactory(assembly=assembly, name="Group", kind="co-ordination")
    theme = ForumFactory(assembly=assembly, name="Theme", kind="thematic")
    forum = propose_forum(
        assembly=assembly, name="Housing", kind="thematic", is_system_wide=True,
        by=officer, at=NOW,
    )  # fmt: skip
    accept_administration(forum=forum, body=sus, officer_name="", by=officer, at=NOW)

    no_say = refused(approve_forum, forum=forum, by_forum=theme, by=officer, at=NOW)
    for by_forum in (west, group, west):
        approve_forum(forum=forum, by_forum=by_forum, by=officer, at=NOW)
    missing = refused(recognise_forum, forum=forum, by=officer, at=NOW)
    approve_forum(forum=forum, by_forum=east, by=officer, at=NOW)
    recognise_forum(forum=forum, by=officer, at=NOW)

    assert (no_say.code, no_say.clause.number) == ("approver-has-no-say", "5.5")
    assert (missing.code, missing.facts) == (
        "system-forum-not-approved",
        {"missing": ["Southeast"]},
    )
    assert kinds().count("ForumApproved") == 3
    assert state_of(forum, on=TODAY) == "recognised"


@pytest.mark.clause("staffs-5.2")
def test_local_forums_are_three_each_of_one_place_and_a_change_of_places_prompts_a_look(
    assembly, sus, officer, local, place
):
    forums_of_places = [
        local("Southwest"),
        local("Southeast", in_place="Southeast Staffordshire"),
        local("North", in_place="Stoke-on-Trent & North Staffordshire"),
    ]
    as_agreed = map_prompts(assembly, on=TODAY)

    fourth = refused(
        propose_forum, assembly=assembly, name="Fourth", kind="local",
        areas=[place("Southwest Staffordshire")], by=officer, at=NOW,
    )  # fmt: skip
    new = AreaFactory(name="Moorlands Place", kind="place")
    assembly.areas.add(new)
    changed = [prompt.words for prompt in map_prompts(assembly, on=TODAY)]
    place_forum(forum=forums_of_places[0], areas=[new], by=officer, at=NOW)
    moved = [prompt.words for prompt in map_prompts(assembly, on=TODAY)]
    waits = [item.verb_phrase for item in waiting_for_officers(assembly, on=TODAY)]

    assert as_agreed == []
    assert (fourth.code, fourth.clause.number) == ("local-forums-miscounted", "5.2")
    assert changed == ["Moorlands Place has no local forum."]
    assert moved == ["Southwest Staffordshire has no local forum."]
    assert "Look at the map of forums: Southwest Staffordshire has no local forum." in waits


def test_local_forum_without_a_place_is_refused(assembly, officer):
    no = refused(propose_forum, assembly=assembly, name="Nowhere", kind="local", by=officer, at=NOW)

    assert (no.code, no.clause.number) == ("local-forum-without-place", "5.2")


@pytest.mark.parametrize("name", ["Southwest", "southwest!", "Structure", "!!"])
def test_forum_needs_an_address_of_its_own(assembly, officer, local, name):
    local("Southwest")

    no = refused(propose_forum, assembly=assembly, name=name, kind="network", by=officer, at=NOW)

    assert no.code == "forum-name-taken"


@pytest.mark.clause("staffs-1.2")
def test_route_is_listed_only_with_its_agreement(assembly, officer):
    given = {
        "assembly": assembly, "name": "Carers' Network", "agreed_by": "Co-ordination group",
        "agreed_on": date(2026, 2, 1), "scope": "Hospital discharge",
        "review_on": date(2027, 2, 1), "by": officer, "at": NOW,
    }  # fmt: skip

    for part, said in (
        ("agreed_by", "who agreed"), ("agreed_on", "date"), ("scope", "scope"),
        ("review_on", "review date"),
    ):  # fmt: skip
        blank = None if part.endswith("_on") else ""
        no = refused(recognise_route, **{**given, part: blank})
        assert (no.code, no.facts) == ("route-without-agreement", {"missing": [said]})
        assert no.clause.number == "1.2"
    recognise_route(**given)
    again = refused(recognise_route, **given)

    assert [route.name for route in routes(assembly)] == ["Carers' Network"]
    assert again.code == "route-listed"
    due = [duty for duty in obligations(assembly, on=TODAY) if "Carers" in duty.what]
    assert [(duty.due_on, duty.state(on=date(2027, 2, 2))) for duty in due] == [
        (date(2027, 2, 1), "missed")
    ]


# Belonging


def test_member_joins_and_leaves_a_forum_and_its_people_are_told(assembly, local):
    forum = local("Southwest")
    organisation = OrganisationFactory(name="Oak & Ash")
    membership = MembershipFactory(assembly=assembly, organisation=organisation)
    person = AuthorityFactory(organisation=organisation).person
    waits = [item.verb_phrase for item in waiting_for(organisation, assembly, on=TODAY)]

    stranger = refused(join_forum, forum=forum, membership=membership, by=PersonFactory(), at=NOW)
    join_forum(forum=forum, membership=membership, by=person, at=NOW)
    twice = refused(join_forum, forum=forum, membership=membership, by=person, at=NOW)
    belonged = belongs_to(membership, forum, on=TODAY)
    leave_forum(forum=forum, membership=membership, by=person, at=NOW)
    gone = refused(leave_forum, forum=forum, membership=membership, by=person, at=NOW)

    assert waits == ["Choose the forums that Oak & Ash belongs to"]
    assert stranger.code == "not-permitted"
    assert (twice.code, gone.code) == ("already-in-forum", "not-in-forum")
    assert belonged
    assert not belongs_to(membership, forum, on=TODAY)
    assert kinds() == ["ForumJoined", "ForumLeft"]
    subjects = [letter.subject for letter in person.letters.order_by("pk")]
    assert subjects == ["Oak & Ash belongs to Southwest", "Oak & Ash leaves Southwest"]


def test_only_a_standing_member_joins_and_only_a_live_forum(assembly, local, officer):
    draft = ForumFactory(assembly=assembly, recognised_on=None)
    member = MembershipFactory(assembly=assembly)
    ended = MembershipFactory(assembly=assembly, ceases_on=TODAY, ended_because="resigned")
    forum = local("Southwest")

    codes = [
        refused(join_forum, forum=draft, membership=member, by=officer, at=NOW).code,
        refused(join_forum, forum=forum, membership=ended, by=officer, at=NOW).code,
    ]

    assert codes == ["forum-not-live", "not-a-member"]


def test_roll_has_full_members_in_good_standing_that_belong_to_the_forum(assembly, local, officer):
    forum = local("Southwest")
    entitled = full_member(forum)
    associate, suspended, ended, left = (full_member(forum) for _ in range(4))
    MembershipFactory(assembly=assembly)
    associate.membership_class = "associate"
    associate.save()
    suspended.suspensions.create(from_on=TODAY, reason="a case", by=officer)
    ended.ceases_on, ended.ended_because = TODAY, "resigned"
    ended.save()
    left.forums.update(left_on=TODAY)

    assert list(full_members_in_good_standing(forum, on=TODAY)) == [entitled]
    before = TODAY - A_DAY
    assert set(full_members_in_good_standing(forum, on=before)) == {
        entitled, suspended, ended, left,
    }  # fmt: skip
    here = [member.membership for member in members_of(forum, on=TODAY)]
    assert set(here) == {entitled, associate, suspended}


# Places and structure


@pytest.mark.clause("staffs-appB-areas")
def test_organisation_is_offered_the_forums_of_where_it_works_and_the_rest_is_uncovered(
    assembly, local, place
):
    west, _east = local("Southwest"), local("Southeast", in_place="Southeast Staffordshire")
    south = ForumFactory(assembly=assembly, name="Youth South", kind="thematic")
    south.areas.set([place("Stafford"), place("Tamworth")])
    wide = ForumFactory(assembly=assembly, name="Wide", kind="thematic", is_system_wide=True)
    organisation = OrganisationFactory()
    ward = AreaFactory(name="Common Road", kind="ward", parent=place("Stafford"))
    Working.objects.create(organisation=organisation, area=ward, kind="works")

    offered = [row.forum for row in forums_for(organisation, assembly, on=TODAY)]

    assert offered == [west, south, wide]
    assert [area.name for area in uncovered_areas(assembly, on=TODAY)] == [
        "Newcastle-under-Lyme", "Staffordshire Moorlands", "Stoke-on-Trent",
    ]  # fmt: skip


@pytest.mark.clause("staffs-5.1")
def test_structure_hangs_forums_below_their_parents_and_a_joint_one_below_each(assembly, local):
    group = ForumFactory(assembly=assembly, name="Group", kind="co-ordination")
    west = local("Southwest")
    east = local("Southeast", in_place="Southeast Staffordshire")
    joint = ForumFactory(assembly=assembly, name="South", kind="joint")
    joint.parents.set([west, east])
    task = ForumFactory(assembly=assembly, name="Warm", kind="task")
    task.parents.set([west])
    ForumFactory(assembly=assembly, name="Draft", kind="task", recognised_on=None)
    ForumFactory(assembly=assembly, name="Old", closed_on=TODAY, closing_report="Done.")
    ForumFactory(assembly=assembly, name="Together", kind="network")

    drawn = [
        (depth, node.row.forum.name, node.also_under)
        for depth, node in flattened(structure(assembly, on=TODAY))
    ]

    assert drawn == [
        (0, "Group", []),
        (1, "Southeast", []),
        (2, "South", ["Southwest"]),
        (1, "Southwest", []),
        (2, "Warm", []),
        (2, "South", ["Southeast"]),
        (0, "Together", []),
    ]
    assert group.name == drawn[0][1]


def test_forums_in_a_ring_are_shown_once_each(assembly):
    one = ForumFactory(assembly=assembly, name="One", kind="network")
    two = ForumFactory(assembly=assembly, name="Two", kind="network")
    one.parents.set([two])
    two.parents.set([one])

    drawn = [(d, node.row.forum.name) for d, node in flattened(structure(assembly, on=TODAY))]
    assert drawn == [(0, "One"), (1, "Two")]


@pytest.mark.parametrize("size", [1, 3])
def test_register_costs_the_same_queries_however_many_forums(
    assembly, local, size, django_assert_num_queries
):
    for number in range(size):
        forum = local(f"Forum {number}")
        forum.offices.get(role="chair").terms.create(holder_name="Ada", basis="elected")
        ForumMemberFactory(forum=forum)

    with django_assert_num_queries(6):
        rows = forums(assembly, on=TODAY)

    assert [row.chair.name for row in rows] == ["Ada"] * size


def test_state_follows_from_the_days_to_the_day(assembly):
    forum = ForumFactory(
        assembly=assembly, recognised_on=TODAY, review_on=TODAY + 2 * A_DAY,
        closed_on=TODAY + 4 * A_DAY, closing_report="Done.",
    )  # fmt: skip

    states = [state_of(forum, on=TODAY + timedelta(days)) for days in range(-1, 5)]

    assert states == [
        "draft", "recognised", "recognised", "under review", "under review", "closed",
    ]  # fmt: skip
