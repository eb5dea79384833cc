from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.body.membership.actions import give_notice
from folkmoot.body.membership.queries import (
    Counts,
    State,
    belongs,
    counts,
    good_standing,
    members,
    obligations,
    voters,
    waiting_for,
)
from tests.body.membership.conftest import NOW, TODAY
from tests.factories import AssemblyFactory, MembershipFactory, OrganisationFactory


def member(assembly, name, *, signed="1", **fields):
    made = MembershipFactory(
        assembly=assembly, organisation=OrganisationFactory(name=name), **fields
    )
    if signed:
        sign(made, signed)
    return made


def sign(membership, version):
    from tests.factories import PersonFactory  # noqa: PLC0415 - one helper needs it

    membership.declarations.create(
        document="staffs-alliance", version=version, text_digest="x", signer_name="A",
        signer_role="B", organisation_name="C", signed_on=TODAY, has_authority=True,
        entered_by=PersonFactory(), entered_at=NOW,
    )  # fmt: skip


@pytest.fixture
def many(assembly):
    """One member of each state, a member to be, one long gone, and one somewhere else."""
    alone = member(assembly, "Alone")
    bees = member(assembly, "Bees", membership_class="associate")
    cats = member(assembly, "Cats", signed="")
    dogs = member(assembly, "Dogs")
    dogs.suspensions.create(from_on=TODAY, reason="A reason.", by_id=_person())
    eels = member(
        assembly, "Eels", notice_given_on=TODAY, ceases_on=date(2026, 4, 2),
        ended_because="resigned",
    )  # fmt: skip
    member(assembly, "Foxes", ceases_on=TODAY, ended_because="lapsed")
    member(assembly, "Goats", admitted_on=TODAY + timedelta(days=1))
    member(AssemblyFactory(), "Hens")
    return [alone, bees, cats, dogs, eels]


def _person():
    from tests.factories import PersonFactory  # noqa: PLC0415 - one helper needs it

    return PersonFactory().pk


def test_members_are_those_of_the_day_by_name_each_with_its_state(
    assembly, many, django_assert_num_queries
):
    with django_assert_num_queries(2):
        found = [(each.organisation.name, each.state) for each in members(assembly, on=TODAY)]

    assert found == [
        ("Alone", State.ACTIVE),
        ("Bees", State.ACTIVE),
        ("Cats", State.TO_RE_SIGN),
        ("Dogs", State.SUSPENDED),
        ("Eels", State.IN_NOTICE),
    ]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"named": " bee "}, ["Bees"]),
        ({"named": "the felines"}, ["Cats"]),
        ({"membership_class": "associate"}, ["Bees"]),
        ({"state": "suspended"}, ["Dogs"]),
        ({"state": "awaiting re-sign"}, ["Cats"]),
        ({"state": "in notice"}, ["Eels"]),
        ({"state": "ended"}, ["Foxes"]),
        ({"state": "active", "membership_class": "full"}, ["Alone"]),
    ],
)
def test_members_are_sifted(assembly, many, asked, names):
    many[2].organisation.aliases.create(name="The Felines")

    found = members(assembly, on=TODAY, **asked)

    assert [each.organisation.name for each in found] == names


def test_good_standing_leaves_out_the_suspended_alone(assembly, many, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = [each.organisation.name for each in good_standing(assembly, on=TODAY)]

    assert found == ["Alone", "Bees", "Cats", "Eels"]
    assert [each.organisation.name for each in voters(assembly, on=TODAY)] == [
        "Alone", "Cats", "Eels",
    ]  # fmt: skip


def test_counts_are_two_queries(assembly, many, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = counts(assembly, on=TODAY)

    assert found == Counts(full=4, associate=1, suspended=1, in_notice=1, to_re_sign=1)
    assert found.total == 5


@pytest.mark.clause("dorset-vcsa-everyone")
def test_everybody_listed_belongs_to_a_listed_assembly_without_signing(organisation):
    listed = AssemblyFactory(scheme="listed")
    organisation.listings.create(assembly=listed, listed_on=TODAY)

    assert belongs(listed, organisation, on=TODAY)
    assert not belongs(listed, organisation, on=TODAY - timedelta(days=1))
    assert not belongs(listed, OrganisationFactory(), on=TODAY)
    assert waiting_for(organisation, listed, on=TODAY) == []
    assert obligations(listed, on=TODAY) == []


@pytest.mark.parametrize("size", [1, 3])
def test_officers_duties_are_one_item_of_each_kind_however_many(
    assembly, amend, size, django_assert_num_queries
):
    for number in range(size):
        member(assembly, f"Group {number}")
    amend()

    with django_assert_num_queries(5):
        found = obligations(assembly, on=TODAY)

    ending = "member" if size == 1 else "members"
    assert [(each.verb_phrase, each.clause.number) for each in found] == [
        (f"Check the class of {size} new {ending}", "3.1"),
        (f"Bring {size} {ending} to sign version 2", "3.2"),
    ]
    assert [each.url for each in found] == [
        reverse("membership:checks", args=[assembly]),
        reverse("membership:to-re-sign", args=[assembly]),
    ]


def test_member_is_asked_to_sign_and_may_change_its_mind_while_notice_runs(
    assembly, membership, organisation, contact, amend
):
    sign(membership, "1")
    assert waiting_for(organisation, assembly, on=TODAY) == []
    amend()
    give_notice(membership=membership, by=contact, at=NOW)

    leaving, signing = waiting_for(organisation, assembly, on=TODAY)

    assert leaving.due == date(2026, 4, 1)
    assert signing.verb_phrase == "Sign version 2 of the agreement"
    assert signing.minutes == 3


def test_assembly_without_an_agreement_asks_nothing(organisation):
    bare = AssemblyFactory()

    assert obligations(bare, on=TODAY) == []
    assert waiting_for(organisation, bare, on=TODAY) == []
    assert list(voters(bare, on=TODAY)) == []
