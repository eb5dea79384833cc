"""Keeping listings: who may, what is written, what is recorded, who is told."""

from datetime import timedelta

import pytest

from folkmoot.body.organisations.actions import (
    change_details,
    claim_listing,
    close_organisation,
    confirm_details,
    end_authority,
    give_authority,
    keep_contact,
    keep_estimate,
    list_organisation,
    merge_organisations,
    name_support_body,
)
from folkmoot.body.organisations.models import (
    Authority,
    Contact,
    Identifier,
    Listing,
    Organisation,
    Shelf,
    SupportBody,
    Tally,
)
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from tests.body.organisations.factories import (
    A_DAY,
    A_MOMENT,
    an_officer,
    everybody_belongs,
    listed,
)
from tests.factories import AreaFactory, AssemblyFactory, AuthorityFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def assembly():
    return everybody_belongs(slug="dorset")


@pytest.fixture
def organisation(assembly):
    return listed(assembly, name="Lunch Club")


def details_of(organisation, **given):
    return {
        "name": organisation.name, "legal_form": "informal", "size_band": "micro", "about": "",
        "website": "", "postcode": "", "address": "", "bases": [], "works": [], "themes": [],
    } | given  # fmt: skip


def kinds():
    return list(Entry.objects.order_by("number").values_list("kind", flat=True))


# Claiming


@pytest.mark.clause("dorset-vcsa-everyone")
def test_everybody_in_the_area_belongs_by_default_and_claims_at_once_without_fee_or_approval(
    assembly, organisation
):
    dorset = AreaFactory(code="E06000059", name="Dorset")
    assembly.areas.add(dorset)
    officer, person = an_officer(assembly), PersonFactory()
    single = list_organisation(
        assembly=assembly, name="Ann who knits", legal_form="individual", bases=[dorset],
        by=person, at=A_MOMENT,
    )  # fmt: skip

    authority = claim_listing(
        assembly=assembly, organisation=organisation, title="", by=person, at=A_MOMENT
    )

    assert (authority.from_on, authority.until_on) == (A_DAY, None)
    assert may_act_for(person, organisation, on=A_DAY)
    assert may_act_for(person, single, on=A_DAY)
    organisation.refresh_from_db()
    assert organisation.state == "claimed"
    assert set(Listing.objects.values_list("organisation__name", flat=True)) == {
        "Lunch Club", "Ann who knits"
    }  # fmt: skip
    assert Letter.objects.get().to == officer
    assert "ListingClaimed" in kinds()


def test_claiming_twice_is_claiming_once(assembly, organisation):
    person = PersonFactory()

    for _ in range(2):
        claim_listing(
            assembly=assembly, organisation=organisation, title="", by=person, at=A_MOMENT
        )

    assert Authority.objects.count() == 1
    assert kinds().count("ListingClaimed") == 1


@pytest.mark.parametrize(
    ("scheme", "state", "is_looked_after", "code"),
    [
        ("listed", "claimed", True, "already-looked-after"),
        ("signed", "listed", False, "claimed-by-an-officer-only"),
        ("listed", "closed", False, "organisation-not-open"),
    ],
)
def test_claim_that_is_not_allowed_says_why_and_leaves_no_trace(
    scheme, state, is_looked_after, code
):
    assembly = AssemblyFactory(scheme=scheme)
    organisation = listed(assembly)
    Organisation.objects.update(state=state)
    if is_looked_after:
        AuthorityFactory(organisation=organisation)
    before = Authority.objects.count()

    with pytest.raises(Refusal) as refused:
        claim_listing(
            assembly=assembly, organisation=organisation, title="", by=PersonFactory(), at=A_MOMENT
        )

    assert refused.value.code == code
    assert Authority.objects.count() == before
    assert "ListingClaimed" not in kinds()


def test_listing_of_another_assembly_cannot_be_claimed_here(organisation):
    with pytest.raises(Refusal) as refused:
        claim_listing(
            assembly=everybody_belongs(), organisation=organisation, title="",
            by=PersonFactory(), at=A_MOMENT,
        )  # fmt: skip

    assert refused.value.code == "not-permitted"


# Adding


def test_officer_adds_for_others_and_acts_for_nobody(assembly):
    officer = an_officer(assembly)

    made = list_organisation(assembly=assembly, name="  New   Group ", by=officer, at=A_MOMENT)

    assert (made.name, made.state, made.last_confirmed_on) == ("New Group", "listed", A_DAY)
    assert not Authority.objects.exists()
    assert Tally.objects.get(facet="all").organisations == 1


def test_one_that_is_there_already_is_not_added_again(assembly, organisation):
    with pytest.raises(Refusal) as refused:
        list_organisation(assembly=assembly, name="the lunch club", by=PersonFactory(), at=A_MOMENT)

    assert refused.value.code == "already-on-register"
    assert Organisation.objects.count() == 1


def test_number_of_another_is_refused(assembly):
    listed(assembly, identifiers=[("GB-CHC", "1000001")])

    with pytest.raises(Refusal) as refused:
        listed(assembly, identifiers=[("GB-CHC", "1000001")])

    assert refused.value.code == "identifier-taken"
    assert Organisation.objects.count() == 1


# Changing and confirming


@pytest.mark.clause("dorset-vcsa-areas")
def test_areas_worked_in_cut_lists_and_counts_by_each_area_and_the_whole(assembly):
    county = AreaFactory(code="dorset-county", name="Dorset and BCP", kind="county")
    dorset = AreaFactory(code="E06000059", name="Dorset", kind="council", parent=county)
    bcp = AreaFactory(code="E06000058", name="BCP", kind="council", parent=county)
    assembly.areas.add(county)
    listed(assembly, name="In Dorset", works=[dorset])
    listed(assembly, name="In both", works=[dorset, bcp])
    both = listed(assembly, name="Moving", works=[bcp])
    officer = an_officer(assembly)

    change_details(
        assembly=assembly, organisation=both, by=officer, at=A_MOMENT,
        **details_of(both, bases=[dorset], works=[dorset]),
    )  # fmt: skip

    tallies = dict(
        Tally.objects.filter(facet__startswith="place:").values_list("facet", "organisations")
    )
    assert tallies == {"place:dorset-county": 3, "place:E06000059": 3, "place:E06000058": 1}
    shelf = Shelf.objects.filter(facet="place:E06000059").order_by("sort_name")
    assert list(shelf.values_list("organisation__name", flat=True)) == [
        "In both", "In Dorset", "Moving"
    ]  # fmt: skip


def test_change_of_name_leaves_an_alias_and_is_recorded_with_what_changed(assembly, organisation):
    by = AuthorityFactory(organisation=organisation).person

    change_details(
        assembly=assembly, organisation=organisation, by=by, at=A_MOMENT,
        **details_of(organisation, name="Dinner Club", identifiers=[("GB-CHC", "1000001")]),
    )  # fmt: skip

    organisation.refresh_from_db()
    assert (organisation.name, organisation.last_confirmed_on) == ("Dinner Club", A_DAY)
    assert [alias.name for alias in organisation.aliases.all()] == ["Lunch Club"]
    assert str(Identifier.objects.get()) == "GB-CHC-1000001"
    entry = Entry.objects.get(kind="DetailsChanged")
    assert entry.facts["changed"] == ["name", "legal_form", "size_band", "identifiers"]


def test_same_details_again_are_not_recorded(assembly, organisation):
    by = AuthorityFactory(organisation=organisation).person
    for _ in range(2):
        change_details(
            assembly=assembly, organisation=organisation, by=by, at=A_MOMENT,
            **details_of(organisation),
        )  # fmt: skip

    assert kinds().count("DetailsChanged") == 1


def test_confirming_sets_the_day_and_twice_on_a_day_is_once(assembly, organisation):
    by = AuthorityFactory(organisation=organisation).person
    for _ in range(2):
        confirm_details(assembly=assembly, organisation=organisation, by=by, at=A_MOMENT)

    organisation.refresh_from_db()
    assert organisation.last_confirmed_on == A_DAY
    assert kinds().count("DetailsConfirmed") == 1


DEEDS = {
    "change": lambda assembly, one, by: change_details(
        assembly=assembly, organisation=one, by=by, at=A_MOMENT, **details_of(one)
    ),
    "confirm": lambda assembly, one, by: confirm_details(
        assembly=assembly, organisation=one, by=by, at=A_MOMENT
    ),
    "close": lambda assembly, one, by: close_organisation(
        assembly=assembly, organisation=one, reason="x", by=by, at=A_MOMENT
    ),
    "give": lambda assembly, one, by: give_authority(
        assembly=assembly, organisation=one, person=by, by=by, at=A_MOMENT
    ),
    "contact": lambda assembly, one, by: keep_contact(
        assembly=assembly, organisation=one, kind="email", value="a@example.org", public=True,
        by=by, at=A_MOMENT,
    ),
}  # fmt: skip


@pytest.mark.parametrize("who", ["a stranger", "one of another", "one whose time is over",
                                 "an officer of another assembly"])  # fmt: skip
@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_else_may_keep_a_listing_and_nothing_is_left_behind(
    assembly, organisation, deed, who
):
    by = {
        "a stranger": PersonFactory,
        "one of another": lambda: AuthorityFactory().person,
        "one whose time is over": lambda: (
            AuthorityFactory(organisation=organisation, until_on=A_DAY).person
        ),
        "an officer of another assembly": lambda: an_officer(everybody_belongs()),
    }[who]()
    before = (list(Organisation.objects.order_by("pk").values()), Entry.objects.count())

    with pytest.raises(Refusal) as refused:
        DEEDS[deed](assembly, organisation, by)

    assert refused.value.code == "not-permitted"
    assert (list(Organisation.objects.order_by("pk").values()), Entry.objects.count()) == before
    assert not Contact.objects.exists()


# Authorities


def test_authority_is_given_told_and_ended_and_the_listing_can_be_claimed_again(
    assembly, organisation
):
    officer, person = an_officer(assembly), PersonFactory()

    authority = give_authority(
        assembly=assembly, organisation=organisation, person=person, title="Chair", by=officer,
        at=A_MOMENT,
    )  # fmt: skip
    assert may_act_for(person, organisation, on=A_DAY)
    end_authority(
        assembly=assembly, authority=authority, by=person, at=A_MOMENT + timedelta(days=3)
    )

    authority.refresh_from_db()
    assert authority.until_on == A_DAY + timedelta(days=3)
    assert may_act_for(person, organisation, on=A_DAY + timedelta(days=2))
    assert not may_act_for(person, organisation, on=A_DAY + timedelta(days=3))
    organisation.refresh_from_db()
    assert organisation.state == "listed"
    assert [letter.kind for letter in Letter.objects.order_by("pk")] == [
        "AuthorityGiven", "AuthorityEnded"
    ]  # fmt: skip


def test_authority_ends_once(assembly, organisation):
    authority = AuthorityFactory(organisation=organisation)
    officer = an_officer(assembly)
    end_authority(assembly=assembly, authority=authority, by=officer, at=A_MOMENT)

    with pytest.raises(Refusal) as refused:
        end_authority(assembly=assembly, authority=authority, by=officer, at=A_MOMENT)

    assert refused.value.code == "authority-has-ended"


# Contacts


def test_contact_is_public_only_from_the_day_of_consent_and_is_not_in_the_record(
    assembly, organisation
):
    by = AuthorityFactory(organisation=organisation).person
    given = {
        "assembly": assembly, "organisation": organisation, "kind": "email",
        "value": "canary@example.org", "by": by, "at": A_MOMENT,
    }  # fmt: skip

    hidden = keep_contact(public=False, **given).public_since
    shown = keep_contact(public=True, **given).public_since

    assert (hidden, shown) == (None, A_DAY)
    assert Contact.objects.count() == 1
    assert "canary" not in str(list(Entry.objects.values()))


# Closing and merging


def test_closed_organisation_leaves_the_directory_and_nothing_more_can_be_done(
    assembly, organisation
):
    officer = an_officer(assembly)
    close_organisation(
        assembly=assembly, organisation=organisation, reason="Its people moved away", by=officer,
        at=A_MOMENT,
    )  # fmt: skip

    assert not Shelf.objects.exists()
    assert Tally.objects.get(facet="all").organisations == 0
    with pytest.raises(Refusal) as refused:
        confirm_details(assembly=assembly, organisation=organisation, by=officer, at=A_MOMENT)
    assert refused.value.code == "organisation-not-open"


def test_merged_listing_hands_everything_to_the_survivor(assembly, organisation):
    officer = an_officer(assembly)
    keeper = AuthorityFactory(organisation=organisation).person
    survivor = listed(assembly, name="Luncheon Club", identifiers=[("GB-CHC", "1000009")])
    keep_contact(
        assembly=assembly, organisation=organisation, kind="phone", value="01305 1", public=True,
        by=keeper, at=A_MOMENT,
    )  # fmt: skip

    merge_organisations(
        assembly=assembly, organisation=organisation, into=survivor, by=officer, at=A_MOMENT
    )

    organisation.refresh_from_db()
    survivor.refresh_from_db()
    assert (organisation.state, organisation.merged_into) == ("merged", survivor)
    assert [alias.name for alias in survivor.aliases.all()] == ["Lunch Club"]
    assert survivor.state == "claimed"
    assert may_act_for(keeper, survivor, on=A_DAY)
    assert survivor.contacts.count() == 1
    assert list(Shelf.objects.filter(facet="all").values_list("organisation", flat=True)) == [
        survivor.pk
    ]
    assert "OrganisationsMerged" in kinds()


@pytest.mark.parametrize("case", ["itself", "both act", "not an officer"])
def test_merge_that_is_not_allowed_says_why(assembly, organisation, case):
    officer, other = an_officer(assembly), listed(assembly, name="Other")
    if case == "both act":
        AuthorityFactory(organisation=organisation)
        AuthorityFactory(organisation=other)
    into = organisation if case == "itself" else other
    by = PersonFactory() if case == "not an officer" else officer
    code = {"itself": "merged-with-itself", "both act": "both-act",
            "not an officer": "not-permitted"}[case]  # fmt: skip

    with pytest.raises(Refusal) as refused:
        merge_organisations(
            assembly=assembly, organisation=organisation, into=into, by=by, at=A_MOMENT
        )

    assert refused.value.code == code
    assert not Organisation.objects.filter(state="merged").exists()


# Support bodies and estimates


def test_support_body_and_estimate_are_kept_once_and_recorded(assembly, organisation):
    officer = an_officer(assembly)
    for _ in range(2):
        name_support_body(
            assembly=assembly, organisation=organisation, kind="specialist", sub_sector="Youth",
            by=officer, at=A_MOMENT,
        )  # fmt: skip
        keep_estimate(
            assembly=assembly, organisations=1000, source="The district council", as_at_on=None,
            by=officer, at=A_MOMENT,
        )  # fmt: skip

    assert SupportBody.objects.get().kind == "specialist"
    assert (kinds().count("SupportBodyNamed"), kinds().count("EstimateKept")) == (1, 1)
