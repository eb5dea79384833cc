"""The pages of membership, by who looks: a stranger, two contacts, an officer."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from folkmoot.body.membership.actions import give_notice, sign_declaration, suspend
from folkmoot.body.membership.models import Declaration, Invitation, Membership
from folkmoot.body.membership.queries import membership_of, text_digest
from tests.body.membership.conftest import NOW, TODAY
from tests.factories import (
    AssemblyFactory,
    AuthorityFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def as_person(client, db):
    """Sign in as a person, or as nobody."""

    def sign_in(person=None):
        client.logout()
        if person is not None:
            client.force_login(
                person, backend="allauth.account.auth_backends.AuthenticationBackend"
            )
        return client

    return sign_in


@pytest.fixture
def member(assembly, organisation, contact, handed_in):
    sign_declaration(
        assembly=assembly, organisation=organisation, signature=handed_in(), by=contact, at=NOW
    )
    return Membership.objects.get()


def at(name, assembly, *args):
    return reverse(f"membership:{name}", args=[assembly, *args])


def answers(book, **typed):
    return {
        "signer_name": "Cora Contact",
        "signer_role": "Secretary",
        "organisation": "lunch-club-1",
        "signed_on_day": "2",
        "signed_on_month": "3",
        "signed_on_year": "2026",
        "has_authority": "on",
        "text_digest": text_digest(book),
        "key": "key-of-a-form",
        **typed,
    }


# Joining


def test_stranger_reads_the_agreement_and_is_asked_to_sign_in(assembly, as_person, book):
    html = as_person().get(at("join", assembly)).content.decode()

    assert "Members sign the agreement and its principles" in html
    assert "Everybody contributes" in html
    assert "When a support officer has invited it" in html
    assert "Sign in to join" in html
    assert 'name="has_authority"' not in html


def test_contact_joins_and_is_shown_the_receipt(assembly, organisation, contact, as_person, book):
    client = as_person(contact)
    page = client.get(at("join", assembly))
    assert "Lunch Club would be a full member." in page.content.decode()
    form = page.context["form"]
    assert form.initial["text_digest"] == text_digest(book)

    response = client.post(at("sign", assembly), answers(book, key=form.initial["key"]))

    declaration = Declaration.objects.get()
    assert response.status_code == 302
    assert response.url == at("receipt", assembly, declaration.receipt)
    receipt = client.get(response.url).content.decode()
    assert declaration.receipt in receipt
    assert declaration.text_digest in receipt
    assert "Lunch Club is a member." in receipt


def test_form_that_is_sent_again_leads_to_the_same_receipt(
    assembly, organisation, contact, as_person, book
):
    client = as_person(contact)

    first = client.post(at("sign", assembly), answers(book))
    second = client.post(at("sign", assembly), answers(book))

    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Declaration.objects.count() == 1


@pytest.mark.clause("staffs-15.1")
@pytest.mark.parametrize(
    "detail", ["signer_name", "signer_role", "organisation", "signed_on_day", "has_authority"]
)
def test_form_without_one_of_its_five_details_is_refused_and_keeps_what_was_typed(
    assembly, organisation, contact, as_person, book, detail
):
    response = as_person(contact).post(
        at("sign", assembly),
        {
            name: value
            for name, value in answers(book, signer_name="Cora C.", signer_role="Cook").items()
            if name != detail
        },
    )

    html = response.content.decode()
    assert response.status_code == 422
    assert "There is a problem" in html
    assert "Cora C." in html or "Cook" in html
    assert not Membership.objects.exists()


def test_refusal_is_shown_in_the_form_with_its_clause(
    assembly, contact, organisation, as_person, book
):
    organisation.sector = "private"
    organisation.save()

    response = as_person(contact).post(at("sign", assembly), answers(book))

    html = response.content.decode()
    assert response.status_code == 422
    assert "the agreement has no kind of membership" in html
    assert "clause 3.1" in html
    assert 'value="Cora Contact"' in html


def test_contact_of_another_organisation_cannot_sign_for_this_one(
    assembly, contact, somebody_else, organisation, as_person, book
):
    response = as_person(somebody_else).post(at("sign", assembly), answers(book))

    assert response.status_code == 422
    assert not Membership.objects.exists()


def test_stranger_to_the_register_finds_an_organisation_and_signs_for_it(
    assembly, organisation, as_person, book
):
    client = as_person(PersonFactory(name="New Person"))
    found = client.get(at("join", assembly), {"named": "lunch"}).content.decode()
    assert "?organisation=lunch-club-1#sign" in found

    chosen = client.get(at("join", assembly), {"organisation": "lunch-club-1"})
    assert "Sign and join" in chosen.content.decode()
    client.post(at("sign", assembly), answers(book))

    assert membership_of(assembly, organisation, on=TODAY) is not None


@pytest.mark.clause("dorset-vcsa-everyone")
def test_join_page_of_a_listed_assembly_has_nothing_to_sign(organisation, as_person):
    listed = AssemblyFactory(scheme="listed")
    organisation.listings.create(assembly=listed, listed_on=TODAY)

    html = as_person().get(at("join", listed)).content.decode()

    assert "Everybody belongs" in html
    assert "1 organisation is on the list." in html
    assert '<form method="post"' not in html


def test_assembly_without_an_agreement_says_so(as_person):
    bare = AssemblyFactory()

    html = as_person().get(at("join", bare)).content.decode()

    assert "There is no agreement to sign yet" in html


# The register


@pytest.mark.parametrize("size", [1, 3])
def test_register_shows_every_member_to_anybody_at_the_same_cost(
    assembly, as_person, size, django_assert_num_queries
):
    for number in range(size):
        MembershipFactory(
            assembly=assembly, organisation=OrganisationFactory(name=f"Group {number}")
        )
    client = as_person()

    with django_assert_num_queries(7):  # assembly, agreement, count, keys, page, forums, counts
        html = client.get(at("register", assembly)).content.decode()

    assert html.count("Group ") == size
    assert "Record a declaration" not in html


def test_register_is_searched_sifted_and_paged(assembly, as_person):
    for number in range(27):
        MembershipFactory(
            assembly=assembly,
            organisation=OrganisationFactory(name=f"Group {number:02}"),
            membership_class="associate" if number == 26 else "full",
        )
    client = as_person()

    first = client.get(at("register", assembly))
    second = client.get(at("register", assembly), {"page": "2"})
    named = client.get(at("register", assembly), {"named": "group 03"})
    kind = client.get(at("register", assembly), {"kind": "associate"})
    odd = client.get(at("register", assembly), {"kind": "nonsense", "page": "x"})

    assert len(first.context["page_obj"].object_list) == 25
    assert [each.organisation.name for each in second.context["page_obj"]] == [
        "Group 25", "Group 26",
    ]  # fmt: skip
    assert [each.organisation.name for each in named.context["page_obj"]] == ["Group 03"]
    assert [each.organisation.name for each in kind.context["page_obj"]] == ["Group 26"]
    assert odd.status_code == 200


def test_register_is_taken_away_as_a_table_that_no_spreadsheet_runs(assembly, member, as_person):
    MembershipFactory(assembly=assembly, organisation=OrganisationFactory(name="=1+1"))

    response = as_person().get(at("register-csv", assembly))

    text = b"".join(response.streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["organisation"] for row in rows] == ["'=1+1", "Lunch Club"]
    assert (rows[1]["class"], rows[1]["state"]) == ("full", "active")
    assert (rows[1]["last signed on"], rows[1]["version signed"]) == ("2026-03-02", "1")
    assert "members-2026-03-02.csv" in response.headers["Content-Disposition"]


# A member's own page


PRIVATE = ("Cora Contact", "It shared papers", "Chris Chair", "We are moving")


@pytest.fixture
def troubled(member, officer, contact):
    """A member that is suspended, and has given notice."""
    suspend(
        membership=member, reason="It shared papers.", case="Case 7",
        decided_by_name="Chris Chair", decided_on=TODAY, by=officer, at=NOW,
    )  # fmt: skip
    return give_notice(membership=member, words="We are moving.", by=contact, at=NOW)


@pytest.mark.parametrize(
    ("who", "sees_more"),
    [("nobody", False), ("somebody_else", False), ("contact", True), ("officer", True)],
)
def test_member_page_tells_the_public_that_it_is_suspended_and_the_member_why(
    assembly, troubled, as_person, contact, somebody_else, officer, who, sees_more
):
    person = {"contact": contact, "somebody_else": somebody_else, "officer": officer}.get(who)
    organisation = troubled.organisation

    html = as_person(person).get(at("member", assembly, organisation.reference)).content.decode()

    assert "This member is suspended" in html
    body = html[html.index("<main") :]
    assert [text for text in PRIVATE if text in body] == (list(PRIVATE) if sees_more else [])
    assert ("Withdraw the notice" in body) == (who == "contact")
    assert ("Lift the suspension" in body) == (who == "officer")


@pytest.mark.parametrize("size", [1, 3])
def test_member_page_costs_the_same_however_long_its_history(
    assembly, organisation, as_person, size, django_assert_num_queries
):
    for year in range(size):
        MembershipFactory(
            assembly=assembly, organisation=organisation, admitted_on=date(2020 + year, 1, 1),
            ceases_on=date(2020 + year, 6, 1), ended_because="resigned",
        )  # fmt: skip
    client = as_person()

    # assembly, organisation, agreement × 3, memberships × 2, declarations, suspensions
    with django_assert_num_queries(7):
        response = client.get(at("member", assembly, organisation.reference))

    assert len(response.context["steps"]) == 2 * size


def test_organisation_that_never_joined_has_no_page(assembly, organisation, as_person):
    assert as_person().get(at("member", assembly, "lunch-club-1")).status_code == 404


def test_member_of_another_assembly_has_no_page_here(member, as_person):
    other = AssemblyFactory()

    assert as_person().get(at("member", other, "lunch-club-1")).status_code == 404


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("nobody", [302, 302, 302]),
        ("somebody_else", [403, 403, 403]),
        ("contact", [200, 200, 200]),
        ("officer", [200, 403, 403]),  # who records a notice or a signature on pages of their own
    ],
)
def test_pages_of_the_member_alone_are_closed_to_others(
    assembly, member, as_person, contact, somebody_else, officer, who, statuses
):
    person = {"contact": contact, "somebody_else": somebody_else, "officer": officer}.get(who)
    client = as_person(person)
    receipt = Declaration.objects.get().receipt

    answered = [
        client.get(at("receipt", assembly, receipt)).status_code,
        client.get(at("notice", assembly, "lunch-club-1")).status_code,
        client.get(at("re-sign", assembly, "lunch-club-1")).status_code,
    ]

    assert answered == statuses


def test_receipt_of_one_assembly_is_not_found_in_another(member, contact, as_person):
    receipt = Declaration.objects.get().receipt

    assert as_person(contact).get(at("receipt", AssemblyFactory(), receipt)).status_code == 404


def test_officer_records_that_a_member_signed_the_new_version_on_paper(
    assembly, member, officer, as_person, amend
):
    from folkmoot.body.rulebook.queries import pinned  # noqa: PLC0415 - one test needs it

    amend()
    client = as_person(officer)
    listed = client.get(at("to-re-sign", assembly)).content.decode()
    assert f"{at('record', assembly)}?organisation=lunch-club-1" in listed

    typed = answers(pinned("staffs-alliance", "2"), channel="paper", key="on paper")
    first = client.post(at("record", assembly), typed)
    second = client.post(at("record", assembly), typed)

    assert (first.status_code, second.url) == (302, first.url)
    assert member.declarations.get(version="2").channel == "paper"
    assert Membership.objects.count() == 1


def test_member_gives_notice_and_withdraws_it(assembly, member, contact, as_person):
    client = as_person(contact)
    page = client.get(at("notice", assembly, "lunch-club-1")).content.decode()
    assert "Thursday 2 April 2026" in page

    client.post(at("notice", assembly, "lunch-club-1"), {"words": "We are moving."})
    member.refresh_from_db()
    assert member.ceases_on == date(2026, 4, 2)
    again = client.post(at("notice", assembly, "lunch-club-1"), {"words": "Still moving."})
    assert again.status_code == 422
    assert "Still moving." in again.content.decode()

    response = client.post(at("withdraw-notice", assembly, "lunch-club-1"))
    member.refresh_from_db()
    assert (response.status_code, member.ceases_on) == (302, None)


def test_member_signs_the_new_version(assembly, member, contact, as_person, amend):
    from folkmoot.body.rulebook.queries import pinned  # noqa: PLC0415 - one test needs it

    amend()
    client = as_person(contact)
    page = client.get(at("member", assembly, "lunch-club-1")).content.decode()
    assert "Read and sign it" in page
    book = pinned("staffs-alliance", "2")
    late = client.post(
        at("re-sign", assembly, "lunch-club-1"), answers(book, text_digest="of another text")
    )
    assert late.status_code == 422
    assert 'value="Secretary"' in late.content.decode()

    response = client.post(at("re-sign", assembly, "lunch-club-1"), answers(book))

    assert response.status_code == 302
    assert member.declarations.filter(version="2").count() == 1


# Officers


OFFICERS_PAGES = ["record", "invitations", "to-re-sign", "checks"]
OFFICERS_DEEDS = ["suspend", "lift", "leave-out", "end", "record-notice"]


@pytest.mark.parametrize("page", [*OFFICERS_PAGES, *OFFICERS_DEEDS])
@pytest.mark.parametrize(
    ("who", "status"), [("nobody", 302), ("somebody_else", 403), ("contact", 403), ("officer", 200)]
)
def test_officers_pages_are_open_to_officers_alone(
    assembly, member, as_person, contact, somebody_else, officer, who, status, page
):
    person = {"contact": contact, "somebody_else": somebody_else, "officer": officer}.get(who)
    args = ["lunch-club-1"] if page in OFFICERS_DEEDS else []

    assert as_person(person).get(at(page, assembly, *args)).status_code == status


def test_officer_without_a_second_factor_is_sent_to_set_one_up(assembly, as_person):
    from tests.factories import PostFactory  # noqa: PLC0415 - one test needs it

    officer = PostFactory(assembly=assembly).person

    response = as_person(officer).get(at("checks", assembly))

    assert (response.status_code, response.url) == (302, reverse("second-factor"))


def test_officer_records_a_declaration_for_somebody_else(
    assembly, organisation, officer, as_person, book
):
    client = as_person(officer)
    found = client.get(at("record", assembly), {"named": "lunch"}).content.decode()
    assert "?organisation=lunch-club-1" in found
    form = client.get(at("record", assembly), {"organisation": "lunch-club-1"}).context["form"]
    typed = answers(
        book, key=form.initial["key"], signer_name="Pat Paper", signed_on_day="27",
        signed_on_month="2",
    )  # fmt: skip
    without = client.post(at("record", assembly), typed)
    assert without.status_code == 422
    assert "Pat Paper" in without.content.decode()

    response = client.post(
        at("record", assembly), {**typed, "channel": "paper", "signer_email": "pat@example.org"}
    )

    declaration = Declaration.objects.get()
    assert response.url == at("receipt", assembly, declaration.receipt)
    assert (declaration.channel, declaration.entered_by) == ("paper", officer)
    assert declaration.signed_on == date(2026, 2, 27)


def test_officer_invites_chases_and_the_invited_person_answers(
    assembly, officer, as_person, time_machine
):
    OrganisationFactory(name="Hospital Trust", reference="trust-1", sector="statutory")
    client = as_person(officer)
    asked = {"organisation": "trust-1", "to_name": "Tess", "to_email": "nonsense"}
    wrong = client.post(at("invitations", assembly), asked)
    assert wrong.status_code == 422
    assert 'value="Tess"' in wrong.content.decode()

    client.post(at("invitations", assembly), {**asked, "to_email": "tess@example.org"})
    invitation = Invitation.objects.get()
    client.post(at("chase", assembly, invitation.reference))
    page = client.get(at("invitations", assembly)).content.decode()
    assert "chased once" in page

    from folkmoot.ground.people.queries import with_email  # noqa: PLC0415 - one test needs it

    invited = as_person(with_email("tess@example.org"))
    page = invited.get(at("invitation", assembly, invitation.reference)).content.decode()
    assert "?organisation=trust-1" in page
    joining = invited.get(at("join", assembly), {"organisation": "trust-1"}).content.decode()
    assert "Hospital Trust would be an associate member." in joining
    assert as_person(PersonFactory()).get(
        at("invitation", assembly, invitation.reference)
    ).status_code == 403  # fmt: skip
    as_person(with_email("tess@example.org")).post(at("decline", assembly, invitation.reference))
    invitation.refresh_from_db()
    assert invitation.answer == "declined"


def test_officer_checks_the_class_of_new_members(assembly, member, officer, as_person):
    client = as_person(officer)
    assert "The class is right" in client.get(at("checks", assembly)).content.decode()
    member.organisation.sector = "statutory"
    member.organisation.save()
    assert "Make it an associate member" in client.get(at("checks", assembly)).content.decode()

    client.post(at("check", assembly, "lunch-club-1"), {"to": "associate"})

    member.refresh_from_db()
    assert (member.membership_class, member.checked_on) == ("associate", TODAY)


@pytest.mark.parametrize(
    ("deed", "typed", "lacking"),
    [
        (
            "suspend",
            {
                "case": "Case 7", "reason": "Papers.", "decided_by_name": "Chris Chair",
                "decided_on_day": "1", "decided_on_month": "3", "decided_on_year": "2026",
            },
            "reason",
        ),
        ("end", {"because": "corrected", "reason": "Typed twice."}, "because"),
        ("record-notice", {"channel": "phone", "words": "They rang."}, "channel"),
    ],
)  # fmt: skip
def test_officer_records_what_was_decided(
    assembly, member, officer, as_person, deed, typed, lacking
):
    client = as_person(officer)
    without = client.post(
        at(deed, assembly, "lunch-club-1"),
        {name: value for name, value in typed.items() if name != lacking},
    )
    assert without.status_code == 422

    response = client.post(at(deed, assembly, "lunch-club-1"), typed)

    assert response.status_code == 302
    state = membership_of(assembly, member.organisation, on=TODAY)
    assert (state.state if state else "ended") == {
        "suspend": "suspended", "end": "ended", "record-notice": "in notice",
    }[deed]  # fmt: skip


def test_officer_lifts_a_suspension_and_leaves_a_departing_member_out(
    assembly, troubled, officer, as_person
):
    client = as_person(officer)

    client.post(at("lift", assembly, "lunch-club-1"), {"decided_by_name": "Chris Chair"})
    client.post(
        at("leave-out", assembly, "lunch-club-1"),
        {"reason": "A rival bid.", "decided_by_name": "Chris Chair"},
    )

    troubled.refresh_from_db()
    assert troubled.excluded_because == "A rival bid."
    assert troubled.suspensions.get().lifted_by == "Chris Chair"


def test_officer_writes_to_members_that_have_yet_to_sign(
    assembly, member, contact, officer, as_person, amend
):
    amend()
    client = as_person(officer)
    assert "Not yet" in client.get(at("to-re-sign", assembly)).content.decode()

    first = client.post(at("to-re-sign", assembly))
    second = client.post(at("to-re-sign", assembly))

    assert (first.status_code, second.status_code) == (302, 422)
    assert contact.letters.filter(kind="SignAgainLetter").count() == 1


# What pages cost


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"), [("checks", 9), ("to-re-sign", 9), ("invitations", 8)]
)
def test_officers_lists_cost_the_same_however_long(
    assembly, officer, as_person, amend, size, page, queries, django_assert_num_queries
):
    for number in range(size):
        organisation = OrganisationFactory(name=f"Group {number}")
        MembershipFactory(assembly=assembly, organisation=organisation)
        Invitation.objects.create(
            assembly=assembly, organisation=OrganisationFactory(), to_name="T",
            to_email="t@example.org", sent_at=NOW, sent_by=officer,
        )  # fmt: skip
    amend()
    client = as_person(officer)

    with django_assert_num_queries(queries):
        response = client.get(at(page, assembly))

    assert response.status_code == 200


@pytest.mark.parametrize("size", [1, 3])
def test_join_page_costs_the_same_however_many_one_acts_for(
    assembly, as_person, size, django_assert_num_queries
):
    person = PersonFactory()
    for _ in range(size):
        AuthorityFactory(person=person)
    client = as_person(person)

    with django_assert_num_queries(10):
        response = client.get(at("join", assembly))

    assert len(response.context["choices"]) == size


def test_day_of_the_form_is_the_assemblys_own(
    assembly, organisation, contact, as_person, time_machine
):
    time_machine.move_to(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), tick=False)

    form = as_person(contact).get(at("join", assembly)).context["form"]

    assert form.initial["signed_on"] == date(2026, 7, 1)
