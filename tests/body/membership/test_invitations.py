from datetime import date, timedelta

import pytest

from folkmoot.body.membership.actions import (
    chase_invitation,
    decline_invitation,
    invite,
    sign_declaration,
    withdraw_invitation,
)
from folkmoot.body.membership.models import Invitation, Membership
from folkmoot.body.membership.queries import (
    chase_on,
    invitations,
    invitations_to,
    obligations,
    open_invitation,
    waiting_for,
)
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.people.queries import with_email
from tests.body.membership.conftest import NOW, TODAY
from tests.body.membership.test_signing import refused
from tests.factories import AuthorityFactory, OrganisationFactory, PersonFactory


@pytest.fixture
def trust(db):
    return OrganisationFactory(name="Hospital Trust", reference="trust-1", sector="statutory")


@pytest.fixture
def given(assembly, trust, officer):
    return {
        "assembly": assembly,
        "organisation": trust,
        "to_name": "Tess Trust",
        "to_email": "Tess@Trust.example",
        "by": officer,
        "at": NOW,
    }


@pytest.mark.clause("staffs-3.1.ii-invite")
def test_statutory_body_does_not_join_of_its_own_accord(assembly, trust, handed_in):
    contact = PersonFactory()
    AuthorityFactory(organisation=trust, person=contact)

    refusal = refused(
        sign_declaration,
        assembly=assembly,
        organisation=trust,
        signature=handed_in(),
        by=contact,
        at=NOW,
    )

    assert (refusal.code, refusal.clause.number) == ("only-by-invitation", "3.1.ii")
    assert refusal.by_whom == "a support officer of this assembly"


@pytest.mark.clause("staffs-3.1.ii-invite")
def test_invited_body_accepts_by_signing(assembly, trust, given, handed_in, officer):
    invitation = invite(**given)
    invited = with_email("tess@trust.example")
    (letter,) = invited.letters.all()
    assert invitation.reference in letter.text
    assert [each.verb_phrase for each in waiting_for(trust, assembly, on=TODAY)] == [
        "Answer the invitation to join The Alliance"
    ]

    sign_declaration(
        assembly=assembly, organisation=trust, signature=handed_in(), by=invited,
        at=NOW + timedelta(hours=1),
    )  # fmt: skip

    invitation.refresh_from_db()
    assert (invitation.answer, invitation.answered_at) == ("accepted", NOW + timedelta(hours=1))
    assert Membership.objects.get().membership_class == "associate"
    assert open_invitation(assembly, trust) is None
    assert [each.kind for each in Entry.objects.order_by("number")] == [
        "BodyInvited",
        "MemberAdmitted",
        "InvitationAnswered",
        "AuthorityTakenBySigning",
    ]  # fmt: skip
    assert [each.kind for each in officer.letters.order_by("pk")] == [
        "InvitationAnswered",
        "AuthorityTakenBySigning",
    ]


@pytest.mark.clause("staffs-3.1.ii-invite")
def test_invitation_without_an_answer_stays_on_the_list_until_it_has_one(assembly, given, officer):
    invitation = invite(**given)
    assert chase_on(invitation) == date(2026, 3, 16)
    (item,) = obligations(assembly, on=date(2026, 3, 17))
    assert (item.verb_phrase, item.state) == ("Bring 1 invitation to an answer", "overdue")

    chased = chase_invitation(invitation=invitation, by=officer, at=NOW + timedelta(days=15))

    assert (chased.times_chased, chase_on(chased)) == (1, date(2026, 3, 31))
    (item,) = obligations(assembly, on=date(2026, 3, 17))
    assert item.state == "due"
    letters = with_email("tess@trust.example").letters.order_by("pk")
    assert [each.subject for each in letters] == [
        "Hospital Trust is invited to join The Alliance",
        "Again: Hospital Trust is invited to join The Alliance",
    ]

    withdraw_invitation(invitation=chased, by=officer, at=NOW + timedelta(days=40))

    assert obligations(assembly, on=date(2026, 5, 1)) == []
    assert [each.answer for each in invitations(assembly)] == ["withdrawn"]


@pytest.mark.clause("staffs-3.1.ii-invite")
def test_invited_person_declines_and_whoever_invited_is_told(assembly, given, officer):
    invitation = invite(**given)
    invited = with_email("tess@trust.example")

    declined = decline_invitation(invitation=invitation, by=invited, at=NOW)

    assert declined.answer == "declined"
    assert [each.kind for each in officer.letters.all()] == ["InvitationAnswered"]
    assert list(invitations_to(invited, assembly)) == []
    refusal = refused(decline_invitation, invitation=invitation, by=invited, at=NOW)
    assert refusal.code == "invitation-answered"


def test_stranger_answers_no_invitation(given):
    invitation = invite(**given)

    refusal = refused(decline_invitation, invitation=invitation, by=PersonFactory(), at=NOW)

    assert refusal.code == "not-permitted"
    assert Invitation.objects.get().answer == ""


def test_body_is_invited_once_at_a_time(given):
    invite(**given)

    assert refused(invite, **given).code == "invited-already"


def test_kind_without_a_class_is_not_invited(given, trust):
    trust.sector = "private"
    trust.save()

    assert refused(invite, **given).code == "no-membership-class"


def test_member_is_not_invited(given, membership, organisation):
    assert refused(invite, **{**given, "organisation": organisation}).code == "already-a-member"


def test_only_an_officer_invites_chases_and_withdraws(given, contact):
    assert refused(invite, **{**given, "by": contact}).code == "not-permitted"
    invitation = invite(**given)
    for deed in (chase_invitation, withdraw_invitation):
        assert refused(deed, invitation=invitation, by=contact, at=NOW).code == "not-permitted"
