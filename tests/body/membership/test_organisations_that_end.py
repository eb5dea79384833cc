"""A member organisation closes, or becomes part of another: what its membership does then."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.body.forums.models import ForumMember, Partner, Term
from folkmoot.body.membership.actions import give_notice, invite, sign_declaration
from folkmoot.body.membership.models import Invitation, Membership
from folkmoot.body.organisations.actions import close_organisation, merge_organisations
from folkmoot.body.organisations.models import Authority, Listing, SupportBody
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from tests.body.membership.conftest import NOW, TODAY
from tests.factories import (
    AdoptionFactory,
    AssemblyFactory,
    AuthorityFactory,
    ForumFactory,
    ForumMemberFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
)


def kinds(assembly="staffs"):
    return list(
        Entry.objects.filter(assembly=assembly).order_by("number").values_list("kind", flat=True)
    )


def close(assembly, organisation, by):
    Listing.objects.get_or_create(
        assembly=assembly, organisation=organisation, defaults={"listed_on": TODAY}
    )
    return close_organisation(
        assembly=assembly, organisation=organisation, reason="The hall was sold.", by=by, at=NOW
    )


@pytest.fixture
def survivor(assembly):
    return OrganisationFactory(name="Lunch and Supper Club", reference="supper-club-1")


@pytest.fixture
def merge(assembly, officer, organisation, survivor):
    def do():
        for one in (organisation, survivor):
            Listing.objects.get_or_create(
                assembly=assembly, organisation=one, defaults={"listed_on": TODAY}
            )
        merge_organisations(
            assembly=assembly, organisation=organisation, into=survivor, by=officer, at=NOW
        )
        organisation.refresh_from_db()

    return do


# Closing


def test_membership_lapses_when_the_organisation_closes(
    assembly, organisation, membership, contact
):
    belonging = ForumMemberFactory(membership=membership, forum__assembly=assembly)

    close(assembly, organisation, contact)

    membership.refresh_from_db()
    belonging.refresh_from_db()
    assert (membership.ceases_on, membership.ended_because) == (TODAY, "lapsed")
    assert membership.ended_reason == "The organisation has closed: The hall was sold."
    assert belonging.left_on == TODAY
    assert kinds() == ["OrganisationClosed", "MembershipEnded", "ForumLeft"]
    ended = Entry.objects.get(kind="MembershipEnded")
    assert ended.under
    assert "The hall was sold" not in str(ended.facts)
    letters = Letter.objects.filter(to=contact).order_by("pk")
    assert "is no longer a member of The Alliance" in letters[0].subject


def test_membership_of_every_assembly_lapses_each_in_its_own_record(
    assembly, organisation, membership, contact
):
    other = AssemblyFactory(slug="dorset")
    there = MembershipFactory(assembly=other, organisation=organisation)

    close(assembly, organisation, contact)

    there.refresh_from_db()
    assert there.ended_because == "lapsed"
    assert kinds("dorset") == ["MembershipEnded"]


def test_notice_that_runs_is_cut_short_and_what_has_ended_stays(
    assembly, organisation, membership, contact
):
    give_notice(membership=membership, by=contact, at=NOW)
    before = MembershipFactory(
        assembly=assembly, organisation=organisation, admitted_on=date(2023, 1, 1),
        ceases_on=date(2024, 1, 1), ended_because="resigned",
    )  # fmt: skip

    close(assembly, organisation, contact)

    membership.refresh_from_db()
    before.refresh_from_db()
    assert (membership.notice_given_on, membership.ceases_on) == (TODAY, TODAY)
    assert (before.ceases_on, before.ended_because) == (date(2024, 1, 1), "resigned")


def test_closing_of_no_member_only_ends_what_waits(assembly, organisation, contact, officer):
    invite(
        assembly=assembly, organisation=organisation, to_name="Cora", to_email="c@example.org",
        by=officer, at=NOW,
    )  # fmt: skip

    close(assembly, organisation, contact)

    assert Invitation.objects.get().answer == "withdrawn"
    assert not Membership.objects.exists()


# Merging


def test_membership_goes_on_as_the_survivors(
    assembly, organisation, contact, survivor, merge, handed_in, client
):
    sign_declaration(
        assembly=assembly, organisation=organisation, signature=handed_in(), by=contact, at=NOW
    )
    membership = Membership.objects.get()
    forum = ForumFactory(assembly=assembly)
    belonging = ForumMemberFactory(membership=membership, forum=forum)
    term = Term.objects.create(
        office=OfficeFactory(forum=forum), holder_name="Cora Contact", organisation=organisation,
        basis="elected", from_on=date(2026, 1, 5),
    )  # fmt: skip

    merge()

    membership.refresh_from_db()
    belonging.refresh_from_db()
    term.refresh_from_db()
    assert (membership.organisation, membership.ceases_on) == (survivor, None)
    assert membership.checked_on is None
    assert membership.declarations.get().organisation_name == "Lunch Club"
    assert (belonging.membership, belonging.left_on) == (membership, None)
    assert (term.organisation, term.is_in_question) == (survivor, False)
    assert Authority.objects.get(person=contact).organisation == survivor
    assert kinds()[-3:] == ["OrganisationsMerged", "MembershipMoved", "TermPassedOn"]
    assert Letter.objects.filter(
        to=contact, subject="The membership of Lunch Club is now that of Lunch and Supper Club"
    ).exists()
    old = reverse("membership:member", args=[assembly, organisation.reference])
    response = client.get(old)
    assert response.status_code == 302
    assert response.url == reverse("membership:member", args=[assembly, survivor.reference])


def test_two_memberships_become_one_and_nothing_is_lost(
    assembly, organisation, membership, survivor, merge
):
    standing = MembershipFactory(assembly=assembly, organisation=survivor)
    both, only = ForumFactory(assembly=assembly), ForumFactory(assembly=assembly)
    for forum, member in [(both, membership), (both, standing), (only, membership)]:
        ForumMemberFactory(membership=member, forum=forum)
    term = Term.objects.create(
        office=OfficeFactory(forum=only), holder_name="Cora Contact", organisation=organisation,
        basis="elected", from_on=date(2026, 1, 5),
    )  # fmt: skip

    merge()

    membership.refresh_from_db()
    standing.refresh_from_db()
    term.refresh_from_db()
    assert (membership.organisation, membership.ended_because) == (organisation, "lapsed")
    assert membership.ended_reason == (
        "Lunch Club is now part of Lunch and Supper Club, which is a member already."
    )
    assert standing.ceases_on is None
    held = ForumMember.objects.filter(left_on=None).order_by("forum")
    assert [(each.forum, each.membership) for each in held] == [
        (both, standing), (only, standing),
    ]  # fmt: skip
    assert ForumMember.objects.filter(membership=membership, left_on=TODAY).count() == 2
    assert (term.organisation, term.is_in_question) == (survivor, False)


def test_membership_that_has_ended_is_the_history_of_the_first(
    assembly, organisation, survivor, merge, client
):
    MembershipFactory(
        assembly=assembly, organisation=organisation, admitted_on=date(2023, 1, 1),
        ceases_on=date(2024, 1, 1), ended_because="resigned",
    )  # fmt: skip

    merge()

    assert Membership.objects.get().organisation == organisation
    page = client.get(reverse("membership:member", args=[assembly, organisation.reference]))
    assert page.status_code == 200


def test_survivor_that_is_a_member_elsewhere_only_takes_over_here(
    assembly, organisation, membership, survivor, merge
):
    other = AssemblyFactory(slug="dorset")
    AdoptionFactory(assembly=other)
    there = MembershipFactory(assembly=other, organisation=survivor)

    merge()

    membership.refresh_from_db()
    there.refresh_from_db()
    assert (membership.organisation, there.organisation) == (survivor, survivor)
    assert there.ceases_on is None
    assert kinds("dorset") == []


def test_what_a_body_does_in_forums_goes_over_too(assembly, organisation, survivor, merge):
    SupportBody.objects.create(assembly=assembly, organisation=organisation, short_name="LC")
    helped = ForumFactory(assembly=assembly, support_organisation=organisation)
    joined = ForumFactory(assembly=assembly)
    joined.further_support.add(organisation)
    since = TODAY - timedelta(days=30)
    Partner.objects.create(forum=joined, organisation=organisation, part="observer", from_on=since)

    merge()

    helped.refresh_from_db()
    assert helped.support_organisation == survivor
    assert list(joined.further_support.all()) == [survivor]
    assert SupportBody.objects.get().organisation == survivor
    parts = Partner.objects.order_by("pk")
    assert [(each.organisation, each.from_on, each.until_on) for each in parts] == [
        (organisation, since, TODAY), (survivor, TODAY, None),
    ]  # fmt: skip


def test_nobody_is_left_acting_for_what_is_gone(assembly, organisation, survivor, merge):
    AuthorityFactory(organisation=organisation, person=PersonFactory())

    merge()

    assert not Authority.objects.filter(organisation=organisation, until_on=None).exists()
