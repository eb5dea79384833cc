from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from folkmoot.body.membership.actions import lift, suspend
from folkmoot.body.membership.models import Membership, Suspension
from folkmoot.body.membership.permits import may_stand, may_vote, standing_right, voting_right
from folkmoot.body.membership.queries import State, good_standing, members, state_of, voters
from folkmoot.ground.ledger.models import Entry
from tests.body.membership.conftest import NOW, TODAY
from tests.body.membership.test_signing import refused
from tests.factories import MembershipFactory, PersonFactory

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def given(membership):
    return {
        "membership": membership,
        "reason": "It shared confidential papers.",
        "case": "Case 7, confidential papers",
        "decided_by_name": "Chris Chair",
        "decided_on": TODAY,
        "at": NOW,
    }


@pytest.mark.clause("staffs-13.2")
def test_suspended_member_may_neither_vote_nor_stand_until_it_is_lifted(
    assembly, membership, officer, contact, given
):
    assert may_vote(membership, on=TODAY)

    suspension = suspend(**given, by=officer)

    assert (suspension.from_on, suspension.until_on) == (TODAY, None)
    assert suspension.reason == "It shared confidential papers."
    assert (suspension.decided_by, suspension.decided_on) == ("Chris Chair", TODAY)
    assert state_of(membership, on=TODAY) == State.SUSPENDED
    assert voting_right(membership, on=TODAY).code == "suspended"
    assert standing_right(membership, office="chair", on=TODAY).clause.number == "13.2"
    assert not may_stand(membership, office="representative", on=TODAY)
    assert list(good_standing(assembly, on=TODAY)) == []
    assert [each.pk for each in members(assembly, on=TODAY)] == [membership.pk]

    at = NOW + timedelta(days=5)
    lifted = lift(membership=membership, decided_by_name="Chris Chair", by=officer, at=at)

    assert lifted.until_on == date(2026, 3, 7)
    assert not may_vote(membership, on=date(2026, 3, 6))
    assert may_vote(membership, on=date(2026, 3, 7))
    assert state_of(membership, on=date(2026, 3, 7)) == State.TO_RE_SIGN
    assert [letter.kind for letter in contact.letters.order_by("pk")] == [
        "SuspensionLetter",
        "SuspensionLifted",
    ]


@pytest.mark.clause("staffs-13.2")
def test_suspension_ends_on_the_day_it_was_given_to(membership, officer, given):
    suspend(**given, until_on=date(2026, 4, 1), by=officer)

    assert not may_vote(membership, on=date(2026, 3, 31))
    assert may_vote(membership, on=date(2026, 4, 1))


@pytest.mark.clause("staffs-13.2")
@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        ({"case": " "}, "suspension-without-case"),
        ({"reason": ""}, "suspension-without-reason"),
        ({"decided_by_name": ""}, "decision-without-name"),
        ({"until_on": TODAY}, "suspension-ends-at-once"),
    ],
)
def test_suspension_without_case_reason_chair_or_time_is_refused(
    membership, officer, given, lacking, code
):
    assert refused(suspend, **{**given, **lacking}, by=officer).code == code
    assert not Suspension.objects.exists()


def test_reason_and_chair_are_not_in_the_public_record(officer, given):
    suspend(**given, by=officer)

    told = str(Entry.objects.get(kind="MemberSuspended").facts)
    assert "confidential" not in told
    assert "Chris" not in told


def test_member_is_suspended_once_at_a_time(officer, given):
    suspend(**given, by=officer)

    assert refused(suspend, **given, by=officer).code == "suspended-already"


def test_member_that_is_not_suspended_has_nothing_lifted(membership, officer):
    refusal = refused(
        lift, membership=membership, decided_by_name="Chris Chair", by=officer, at=NOW
    )

    assert refusal.code == "not-suspended"


def test_chair_known_to_the_caller_suspends_and_nobody_else(given, contact):
    assert refused(suspend, **given, by=contact).code == "not-permitted"
    assert refused(suspend, **given, by=PersonFactory()).code == "not-permitted"

    assert suspend(**given, by=PersonFactory(), presides=True).from_on == TODAY


# Rights by class


def test_associate_has_no_vote_and_is_on_no_roll(assembly):
    associate = MembershipFactory(assembly=assembly, membership_class="associate")
    full = MembershipFactory(assembly=assembly)

    finding = voting_right(associate, on=TODAY)

    assert (finding.holds, finding.code) == (False, "class-may-not-vote")
    assert list(voters(assembly, on=TODAY)) == [full]


@pytest.mark.parametrize("office", ["chair", "vice-chair", "representative"])
def test_full_member_may_stand_and_associate_may_not(assembly, office):
    associate = MembershipFactory(assembly=assembly, membership_class="associate")

    assert may_stand(MembershipFactory(assembly=assembly), office=office, on=TODAY)
    assert not may_stand(associate, office=office, on=TODAY)


def test_organisation_has_no_rights_before_it_is_admitted(assembly):
    later = MembershipFactory(assembly=assembly, admitted_on=TOMORROW)

    assert voting_right(later, on=TODAY).code == "no-member-that-day"
    assert may_vote(later, on=TOMORROW)


# What the database keeps


@pytest.mark.clause("staffs-3.1")
def test_third_class_cannot_be_saved(assembly, organisation):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(assembly=assembly, organisation=organisation, membership_class="honorary")
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"ceases_on": date(2026, 1, 1), "ended_because": "lapsed"},
        {"ceases_on": date(2026, 4, 1)},
        {"notice_given_on": TODAY},
        {"excluded_on": TODAY, "excluded_because": "A reason."},
    ],
    ids=["ends before it begins", "ends without why", "notice without end", "out without notice"],
)
def test_membership_that_makes_no_sense_cannot_be_saved(membership, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(**fields)
