"""To whom a case falls: never to a party; and who may read it."""

import pytest

from folkmoot.body.forums.models import Term
from folkmoot.ground.bus import publish
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.cases.actions import breaching
from folkmoot.proceedings.cases.actions.raise_concern import raise_concern
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.cases.queries.cases import cases_seen_by
from folkmoot.proceedings.cases.queries.deciding import decided_by, decider_of
from folkmoot.proceedings.cases.queries.parts import part_of
from folkmoot.proceedings.cases.queries.waiting import obligations_of_cases, waiting_in_cases
from folkmoot.proceedings.meetings.events.people import AbsenceReached
from folkmoot.proceedings.meetings.queries.beyond import stakes_in
from folkmoot.rules.findings import Refusal
from tests.factories import AuthorityFactory, PersonFactory, PostFactory
from tests.proceedings.cases.factories import (
    A_DAY,
    NOW,
    TOLD_ON,
    a_breach,
    a_dispute,
    a_group,
    a_meeting,
    a_termination,
    again,
    asked,
    put,
)
from tests.proceedings.meetings.factories import MeetingFactory, a_gathering

pytestmark = pytest.mark.django_db


def test_case_falls_to_the_chair():
    town = a_gathering(members=3)

    found = decider_of(a_breach(town, 2), at=NOW)

    assert (found.role, found.person) == ("chair", town.chair)
    assert found.finding.clause.key == "breach-decider"


def test_case_about_the_chairs_own_organisation_falls_to_the_vice_chair():
    town = a_gathering(members=3)
    case = a_breach(town, 0)
    assert (case.decider, decider_of(case, at=NOW).person) == ("vice-chair", town.vice_chair)

    with pytest.raises(Refusal) as refused:
        breaching.suspend_member(case=case, reason="No.", until_on=None, by=town.chair, at=NOW)

    assert refused.value.code == "decider-is-party"
    assert refused.value.clause.key == "breach-decider"
    breaching.suspend_member(
        case=case, reason="For now.", until_on=None, by=town.vice_chair, at=NOW
    )


def test_chair_who_acts_for_a_party_beside_their_own_does_not_decide():
    town = a_gathering(members=3)
    AuthorityFactory(organisation=town.member(2).organisation, person=town.chair)

    assert decider_of(a_breach(town, 2), at=NOW).person == town.vice_chair


def test_case_between_the_chair_and_the_vice_chair_falls_to_the_group():
    town = a_gathering(members=3)
    _group, chairs = a_group(town)

    case = a_dispute(town, 0, 1)

    found = decider_of(case, at=NOW)
    assert (case.decider, found.person) == ("group", chairs[0].person)


def test_case_of_a_forum_without_a_chair_goes_on_to_the_next():
    town = a_gathering(members=3)
    Term.objects.filter(person=town.chair).update(ended_on=TOLD_ON, ended_because="left")

    found = decider_of(a_breach(town, 2), at=NOW)

    assert (found.role, found.because) == ("vice-chair", "The forum has no chair now.")


def test_case_is_read_by_its_parties_its_decider_and_officers_alone():
    town = a_gathering(members=5)
    a_group(town)
    case, assembly = a_breach(town, 2), town.forum.assembly
    reads = {
        "chair": town.chair, "party": town.member(2).person, "officer": town.officer,
        "vice-chair": town.vice_chair, "member": town.member(3).person,
        "stranger": PersonFactory(),
        "public body": PostFactory(assembly=assembly, kind="public-body").person,
    }  # fmt: skip

    seen = {who for who, person in reads.items() if part_of(person, case, at=NOW).may_see}
    listed = {
        who
        for who, person in reads.items()
        if case
        in cases_seen_by(
            person,
            assembly,
            decided=[one.pk for one in decided_by(person, assembly, at=NOW)],
            at=NOW,
        )
    }

    assert seen == listed == {"chair", "party", "officer"}


def test_officer_who_acts_for_a_party_is_a_party_and_keeps_nothing():
    town = a_gathering(members=3)
    AuthorityFactory(organisation=town.member(2).organisation, person=town.officer)

    part = part_of(town.officer, a_breach(town, 2), at=NOW)

    assert (part.is_party, part.is_officer, part.may_keep) == (True, False, False)


def test_absence_raises_a_case_that_a_person_opens_or_lets_rest():
    town = a_gathering(members=4)
    meeting, member = MeetingFactory(forum=town.forum), town.member(3)
    event = AbsenceReached(
        meeting=meeting.reference, forum=town.forum.name,
        organisation=member.organisation.name, in_a_row=3, threshold=3,
    )  # fmt: skip

    publish(event, about=member.membership, by=town.officer, at=NOW)
    publish(event, about=member.membership, by=town.officer, at=NOW)

    case = Case.objects.get()
    assert (case.opened_at, case.raised_by, case.clause_cited) == (None, None, "absence")
    assert not part_of(member.person, again(case), at=NOW).may_see
    assert set(Letter.objects.values_list("to", flat=True)) == {town.chair.pk}
    assert member.membership.suspensions.count() == 0
    with pytest.raises(Refusal):
        breaching.let_rest(case=case, because="They were ill.", by=member.person, at=NOW)
    breaching.let_rest(case=case, because="They were ill.", by=town.chair, at=NOW)
    assert again(case).outcome == Case.Outcome.RESTED
    with pytest.raises(Refusal) as refused:
        breaching.go_into(case=case, by=town.chair, at=NOW)
    assert refused.value.code == "case-closed"


def test_clock_of_a_raised_case_starts_when_somebody_goes_into_it():
    town = a_gathering(members=4)
    meeting, member = MeetingFactory(forum=town.forum), town.member(3)
    event = AbsenceReached(
        meeting=meeting.reference, forum="", organisation="", in_a_row=3, threshold=3
    )
    publish(event, about=member.membership, by=None, at=NOW)

    breaching.go_into(case=Case.objects.get(), by=town.chair, at=NOW + 5 * A_DAY)

    case = again(Case.objects.get())
    assert case.told_on == TOLD_ON + 5 * A_DAY
    assert part_of(member.person, case, at=NOW + 5 * A_DAY).may_see


def test_concern_goes_to_the_chair_of_the_group_and_to_nobody_else():
    town = a_gathering(members=3)
    _group, chairs = a_group(town)
    assembly = town.forum.assembly
    public = PostFactory(assembly=assembly, kind="public-body").person
    given = {
        "assembly": assembly, "about": town.member(2).organisation, "title": "Two meetings",
        "account": "They did not come.", "at": NOW,
    }  # fmt: skip

    with pytest.raises(Refusal):
        raise_concern(by=town.member(2).person, **given)
    case = raise_concern(by=public, **given)

    assert decider_of(case, at=NOW).person == chairs[0].person
    assert part_of(public, case, at=NOW).may_see
    with pytest.raises(Refusal):
        breaching.suspend_member(case=case, reason="No.", until_on=None, by=public, at=NOW)
    breaching.put_right(case=case, words="We talked.", by=chairs[0].person, at=NOW)
    assert again(case).outcome == Case.Outcome.ANSWERED


def test_desk_tells_each_what_is_theirs_in_as_many_queries_whatever_their_number(
    django_assert_max_num_queries,
):
    town = a_gathering(members=9)
    assembly = town.forum.assembly
    for number in range(2, 8):
        a_breach(town, number)
        a_dispute(town, number, 8)

    with django_assert_max_num_queries(12):
        items = waiting_in_cases(town.member(2).organisation, assembly, at=NOW, person=town.chair)
    with django_assert_max_num_queries(3):
        due = obligations_of_cases(assembly, on=TOLD_ON)

    assert len(items) == 12
    assert {one.due_on for one in due} == {TOLD_ON + 28 * A_DAY}
    assert len(due) == 6
    assert waiting_in_cases(None, assembly, at=NOW, person=town.member(8).person) == []


def test_party_has_a_stake_in_the_item_its_case_is_put_under():
    town = a_gathering(members=4)
    case = a_termination(town, 3)
    asked(case, town.chair)
    item = a_meeting(town.forum, *town.members)
    put(case, item, town.chair)

    bodies = frozenset({town.member(3).organisation.pk})
    assert "party to a case" in [
        stake.code for stake in stakes_in(town.member(3).person, bodies, item)
    ]
    others = frozenset({town.member(2).organisation.pk})
    assert "party to a case" not in [
        stake.code for stake in stakes_in(town.member(2).person, others, item)
    ]
