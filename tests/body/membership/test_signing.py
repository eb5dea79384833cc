from datetime import UTC, date, datetime, timedelta

import pytest

from folkmoot.body.membership.actions import (
    ask_to_re_sign,
    confirm_class,
    correct_class,
    re_sign,
    sign_declaration,
)
from folkmoot.body.membership.models import AgreementText, Declaration, Membership
from folkmoot.body.membership.queries import (
    State,
    agreement_text,
    membership_of,
    state_of,
    text_digest,
    to_check,
    to_re_sign,
)
from folkmoot.body.organisations.models import Authority
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.body.rulebook.queries import pinned
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from tests.body.membership.conftest import A_SECOND, NOW, TODAY
from tests.factories import AuthorityFactory, MembershipFactory, OrganisationFactory, PersonFactory


def refused(deed, **given):
    """Do a deed that is to be refused, and see that it leaves no trace."""
    entries, letters = Entry.objects.count(), Letter.objects.count()
    members, signed = Membership.objects.count(), Declaration.objects.count()
    with pytest.raises(Refusal) as said:
        deed(**given)
    assert Entry.objects.count() == entries
    assert Letter.objects.count() == letters
    assert (Membership.objects.count(), Declaration.objects.count()) == (members, signed)
    return said.value


@pytest.mark.clause("staffs-3.2-sign-up", "staffs-15.1")
def test_organisation_that_signs_is_a_member_from_that_day_with_a_signed_copy_and_a_receipt(
    assembly, organisation, contact, handed_in, book
):
    assert membership_of(assembly, organisation, on=TODAY) is None

    declaration = sign_declaration(
        assembly=assembly, organisation=organisation, signature=handed_in(), by=contact, at=NOW
    )

    found = membership_of(assembly, organisation, on=TODAY)
    assert (found.state, found.membership_class) == (State.ACTIVE, "full")
    assert found.admitted_on == TODAY
    assert (declaration.document, declaration.version) == ("staffs-alliance", "1")
    kept = AgreementText.objects.get(digest=declaration.text_digest)
    assert kept.text == agreement_text(book)
    entry = Entry.objects.get(kind="MemberAdmitted")
    assert (entry.by, entry.acting) == (contact.reference, "Lunch Club")
    assert entry.under == "staffs-alliance: clause 15.1 (What the declaration says)"
    assert entry.facts["text_digest"] == text_digest(book)
    assert "Cora" not in str(entry.facts)
    letter = contact.letters.get()
    assert letter.kind == "DeclarationReceipt"
    assert declaration.receipt in letter.text


@pytest.mark.clause("staffs-15.1")
@pytest.mark.parametrize(
    ("detail", "left_out"),
    [
        ("signer_name", " "),
        ("signer_role", ""),
        ("organisation_name", ""),
        ("signed_on", None),
        ("has_authority", False),
    ],
)
def test_declaration_without_one_of_the_five_details_is_refused(
    assembly, organisation, contact, handed_in, detail, left_out
):
    refusal = refused(
        sign_declaration,
        assembly=assembly,
        organisation=organisation,
        signature=handed_in(**{detail: left_out}),
        by=contact,
        at=NOW,
    )

    assert (refusal.code, refusal.clause.number) == ("declaration-incomplete", "15.1")


def test_form_sent_twice_signs_once_and_gives_the_same_receipt(
    assembly, organisation, contact, handed_in
):
    given = {
        "assembly": assembly,
        "organisation": organisation,
        "signature": handed_in(),
        "by": contact,
    }
    first = sign_declaration(**given, at=NOW)
    again = sign_declaration(**given, at=NOW + timedelta(days=3))

    assert again == first
    assert Entry.objects.filter(kind="MemberAdmitted").count() == 1
    assert contact.letters.count() == 1


def test_form_of_one_person_gives_no_receipt_to_another(assembly, organisation, contact, handed_in):
    sign_declaration(
        assembly=assembly, organisation=organisation, signature=handed_in(), by=contact, at=NOW
    )
    stranger = PersonFactory()

    refusal = refused(
        sign_declaration,
        assembly=assembly,
        organisation=organisation,
        signature=handed_in(),
        by=stranger,
        at=NOW,
    )

    assert refusal.code == "form-was-used"


def test_second_declaration_of_a_member_is_refused(assembly, organisation, contact, handed_in):
    sign_declaration(
        assembly=assembly, organisation=organisation, signature=handed_in(), by=contact, at=NOW
    )

    refusal = refused(
        sign_declaration,
        assembly=assembly,
        organisation=organisation,
        signature=handed_in(key="another"),
        by=contact,
        at=NOW,
    )

    assert refusal.code == "already-a-member"


@pytest.mark.clause("staffs-3.1")
@pytest.mark.parametrize(("sector", "expected"), [("vcse", "full"), ("statutory", "associate")])
def test_class_follows_from_the_kind_of_organisation(
    assembly, organisation, contact, officer, handed_in, sector, expected
):
    from folkmoot.body.membership.actions import invite  # noqa: PLC0415 - one test needs it

    organisation.sector = sector
    organisation.save()
    if sector == "statutory":
        invite(
            assembly=assembly, organisation=organisation, to_name="Cora",
            to_email=contact.email, by=officer, at=NOW,
        )  # fmt: skip

    declaration = sign_declaration(
        assembly=assembly, organisation=organisation, signature=handed_in(), by=contact, at=NOW
    )

    assert declaration.membership.membership_class == expected


@pytest.mark.clause("staffs-3.1")
def test_kind_that_the_agreement_has_no_class_for_cannot_join(
    assembly, organisation, contact, handed_in
):
    organisation.sector = "private"
    organisation.save()

    refusal = refused(
        sign_declaration,
        assembly=assembly,
        organisation=organisation,
        signature=handed_in(),
        by=contact,
        at=NOW,
    )

    assert (refusal.code, refusal.clause.number) == ("no-membership-class", "3.1")


def test_stranger_signs_where_nobody_acts_yet_and_acts_from_then_on(
    assembly, organisation, officer, handed_in
):
    stranger = PersonFactory(name="New Person")

    sign_declaration(
        assembly=assembly, organisation=organisation, signature=handed_in(), by=stranger, at=NOW
    )

    authority = Authority.objects.get(organisation=organisation)
    assert (authority.person, authority.title, authority.from_on) == (
        stranger, "Secretary", TODAY,
    )  # fmt: skip
    assert [each.organisation for each in to_check(assembly, on=TODAY)] == [organisation]
    assert Entry.objects.get(kind="AuthorityTakenBySigning").facts["person"] == stranger.reference
    assert [letter.kind for letter in officer.letters.all()] == ["AuthorityTakenBySigning"]


def test_stranger_may_not_sign_where_somebody_acts_already(
    assembly, organisation, contact, handed_in
):
    refusal = refused(
        sign_declaration,
        assembly=assembly,
        organisation=organisation,
        signature=handed_in(),
        by=PersonFactory(),
        at=NOW,
    )

    assert refusal.code == "not-permitted"
    assert Authority.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2026, 3, 1), "signed-another-day"), (date(2026, 3, 3), "signed-in-the-future")],
)
def test_declaration_on_the_web_carries_its_own_day(
    assembly, organisation, contact, handed_in, day, code
):
    refusal = refused(
        sign_declaration,
        assembly=assembly,
        organisation=organisation,
        signature=handed_in(signed_on=day),
        by=contact,
        at=NOW,
    )

    assert refusal.code == code


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 6, 30, 23, 0, 1, tzinfo=UTC), date(2026, 7, 1)),
    ],
    ids=["a second before midnight", "on the stroke", "a second after"],
)
def test_day_of_a_signature_is_that_of_the_clock_where_the_assembly_is(
    assembly, organisation, contact, handed_in, at, day
):
    declaration = sign_declaration(
        assembly=assembly,
        organisation=organisation,
        signature=handed_in(signed_on=day),
        by=contact,
        at=at,
    )

    assert declaration.membership.admitted_on == day


def test_text_that_changed_while_it_was_read_is_not_signed(
    assembly, organisation, contact, handed_in, amend
):
    amend()

    refusal = refused(
        sign_declaration,
        assembly=assembly,
        organisation=organisation,
        signature=handed_in(),
        by=contact,
        at=NOW,
    )

    assert (refusal.code, refusal.facts["version"]) == ("agreement-has-changed", "2")


def test_officer_records_a_paper_declaration_under_the_version_of_its_day(
    assembly, organisation, officer, handed_in, amend
):
    amend(date(2026, 3, 1))
    on_paper = handed_in(
        channel="paper", signed_on=date(2026, 2, 20), signer_email="Pat@Example.org"
    )

    declaration = sign_declaration(
        assembly=assembly, organisation=organisation, signature=on_paper, by=officer, at=NOW
    )

    assert (declaration.version, declaration.entered_by) == ("1", officer)
    assert declaration.membership.admitted_on == date(2026, 2, 20)
    assert state_of(declaration.membership, on=TODAY) == State.TO_RE_SIGN
    signer = Authority.objects.get(organisation=organisation).person
    assert signer.email == "pat@example.org"
    assert [letter.kind for letter in signer.letters.all()] == ["DeclarationReceipt"]


def test_only_an_officer_records_for_somebody_else(assembly, organisation, contact, handed_in):
    refusal = refused(
        sign_declaration,
        assembly=assembly,
        organisation=organisation,
        signature=handed_in(channel="phone"),
        by=contact,
        at=NOW,
    )

    assert refusal.code == "not-permitted"


def test_nothing_is_signed_where_everybody_belongs(assembly, organisation, contact, handed_in):
    assembly.scheme = "listed"
    assembly.save()

    refusal = refused(
        sign_declaration,
        assembly=assembly,
        organisation=organisation,
        signature=handed_in(),
        by=contact,
        at=NOW,
    )

    assert refusal.code == "nothing-to-sign"


# Signing again


@pytest.fixture
def member(assembly, organisation, contact, handed_in):
    sign_declaration(
        assembly=assembly, organisation=organisation, signature=handed_in(), by=contact, at=NOW
    )
    return Membership.objects.get()


@pytest.mark.clause("staffs-3.2-sign-up")
def test_amendment_makes_a_list_of_members_to_sign_again_and_signing_takes_one_off(
    assembly, member, contact, handed_in, amend
):
    assert list(to_re_sign(assembly, on=TODAY)) == []
    amend(date(2026, 3, 10))
    day_before, day_of = date(2026, 3, 9), date(2026, 3, 10)
    assert list(to_re_sign(assembly, on=day_before)) == []
    assert list(to_re_sign(assembly, on=day_of)) == [member]
    assert state_of(member, on=day_of) == State.TO_RE_SIGN

    second = handed_in(
        key="second", signed_on=day_of, text_digest=text_digest(pinned("staffs-alliance", "2"))
    )
    at = NOW + timedelta(days=8)
    declaration = re_sign(membership=member, signature=second, by=contact, at=at)

    assert declaration.version == "2"
    assert list(to_re_sign(assembly, on=day_of)) == []
    assert state_of(member, on=day_of) == State.ACTIVE
    assert Entry.objects.get(kind="AgreementSignedAgain").acting == "Lunch Club"
    assert re_sign(membership=member, signature=second, by=contact, at=at) == declaration


def test_version_is_not_signed_twice(member, contact, handed_in):
    refusal = refused(
        re_sign, membership=member, signature=handed_in(key="second"), by=contact, at=NOW
    )

    assert refusal.code == "already-signed"


def test_officer_writes_once_to_each_member_that_has_yet_to_sign(
    assembly, member, contact, officer, amend
):
    MembershipFactory(assembly=assembly)  # for which nobody acts
    amend()

    assert ask_to_re_sign(assembly=assembly, by=officer, at=NOW) == 1

    assert contact.letters.filter(kind="SignAgainLetter").count() == 1
    refusal = refused(ask_to_re_sign, assembly=assembly, by=officer, at=NOW)
    assert refusal.code == "nobody-to-ask"


def test_only_an_officer_asks_members_to_sign(assembly, member, contact, amend):
    amend()

    assert refused(ask_to_re_sign, assembly=assembly, by=contact, at=NOW).code == "not-permitted"


# The later check


def test_officer_confirms_a_class_that_is_right(assembly, member, officer):
    confirm_class(membership=member, by=officer, at=NOW)

    assert list(to_check(assembly, on=TODAY)) == []
    assert Entry.objects.get(kind="ClassConfirmed").facts["membership_class"] == "full"


@pytest.mark.clause("staffs-3.1")
def test_officer_puts_right_a_class_when_the_kind_turns_out_to_be_another(
    assembly, member, contact, officer
):
    member.organisation.sector = "statutory"
    member.organisation.save()
    assert refused(confirm_class, membership=member, by=officer, at=NOW).code == (
        "membership-class-wrong"
    )

    corrected = correct_class(membership=member, to="associate", by=officer, at=NOW)

    assert corrected.membership_class == "associate"
    facts = Entry.objects.get(kind="ClassCorrected").facts
    assert (facts["before"], facts["after"]) == ("full", "associate")
    assert contact.letters.filter(kind="ClassCorrected").count() == 1


@pytest.mark.clause("staffs-3.1")
@pytest.mark.parametrize("to", ["associate", "honorary"])
def test_class_that_the_kind_does_not_give_cannot_be_saved(member, officer, to):
    refusal = refused(correct_class, membership=member, to=to, by=officer, at=NOW)

    assert refusal.code == "membership-class-wrong"


def test_only_an_officer_puts_right_a_class(member, contact):
    for deed, more in ((confirm_class, {}), (correct_class, {"to": "associate"})):
        assert refused(deed, membership=member, by=contact, at=NOW, **more).code == (
            "not-permitted"
        )


def test_two_who_sign_for_one_organisation_make_one_member(
    assembly, organisation, contact, handed_in
):
    colleague = PersonFactory()
    AuthorityFactory(organisation=organisation, person=colleague)
    sign_declaration(
        assembly=assembly, organisation=organisation, signature=handed_in(), by=contact, at=NOW
    )

    refusal = refused(
        sign_declaration,
        assembly=assembly,
        organisation=organisation,
        signature=handed_in(key="of a colleague"),
        by=colleague,
        at=NOW + A_SECOND,
    )

    assert refusal.code == "already-a-member"
    assert Membership.objects.count() == 1


def test_closed_organisation_cannot_join(assembly, contact, organisation, handed_in):
    organisation.state = "closed"
    organisation.save()

    refusal = refused(
        sign_declaration,
        assembly=assembly,
        organisation=organisation,
        signature=handed_in(),
        by=contact,
        at=NOW,
    )

    assert refusal.code == "organisation-is-closed"
    assert not may_act_for(contact, OrganisationFactory(), on=TODAY)
