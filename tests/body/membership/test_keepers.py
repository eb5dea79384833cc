"""The central register: what it shows of each signatory, and who keeps it."""

import csv
import io

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from folkmoot.body.membership.actions import confirm_class, end_membership, sign_declaration
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import SupportBody
from folkmoot.rules.findings import Refusal
from tests.body.membership.conftest import NOW
from tests.factories import (
    AssemblyFactory,
    AuthorityFactory,
    ForumFactory,
    ForumMemberFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def keeper(assembly):
    """Make somebody who acts for an infrastructure body, and is no officer."""

    def make(name, *, of=assembly, has_factor=True):
        body = OrganisationFactory(name=name)
        SupportBody.objects.create(assembly=of, organisation=body)
        person = AuthorityFactory(organisation=body).person
        if has_factor:
            Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
        return person

    return make


@pytest.fixture
def member(assembly, organisation, contact, handed_in):
    sign_declaration(
        assembly=assembly, organisation=organisation, signature=handed_in(), by=contact, at=NOW
    )
    return Membership.objects.get()


def at(name, assembly, *args):
    return reverse(f"membership:{name}", args=[assembly, *args])


@pytest.mark.clause("staffs-3.2-register")
def test_register_shows_each_signatory_and_is_taken_away(assembly, member, client):
    for name in ("Southwest", "Mental Health"):
        forum = ForumFactory(assembly=assembly, name=name, slug=name.lower().replace(" ", "-"))
        ForumMemberFactory(forum=forum, membership=member)
    left = ForumFactory(assembly=assembly, name="Left Long Ago")
    ForumMemberFactory(forum=left, membership=member, left_on="2026-02-01")

    html = client.get(at("register", assembly)).content.decode()
    table = b"".join(client.get(at("register-csv", assembly)).streaming_content).decode()

    for shown in ("Lunch Club", "full member", "active", ">2 March 2026</time>, version 1"):
        assert shown in html
    mental = '<a class="govuk-link" href="/staffs/forums/mental-health/">Mental Health</a>'
    assert f'{mental}, <a class="govuk-link" href="/staffs/forums/southwest/">' in html
    assert "Left Long Ago" not in html
    (row,) = csv.DictReader(io.StringIO(table))
    assert row["forums"] == "Mental Health; Southwest"
    assert (row["class"], row["state"], row["last signed on"]) == ("full", "active", "2026-03-02")


@pytest.mark.clause("staffs-3.2-register")
def test_both_infrastructure_bodies_keep_the_register(assembly, member, keeper, client):
    for person in (keeper("Support Staffordshire"), keeper("VAST")):
        client.force_login(person)

        page = client.get(at("register", assembly)).content.decode()
        response = client.post(at("check", assembly, "lunch-club-1"))

        assert "Check the class of new members" in page
        assert response.status_code == 302
        member.refresh_from_db()
        assert member.checked_on is not None


@pytest.mark.clause("staffs-3.2-register")
def test_body_enters_a_paper_declaration_and_ends_a_membership(
    assembly, keeper, handed_in, organisation
):
    person = keeper("VAST")

    made = sign_declaration(
        assembly=assembly, organisation=organisation, signature=handed_in(channel="paper"),
        by=person, at=NOW,
    )  # fmt: skip
    ended = end_membership(
        membership=made.membership, because="corrected", reason="Twice.", by=person, at=NOW
    )

    assert ended.ended_because == "corrected"


def test_body_of_another_assembly_keeps_nothing_here(assembly, member, keeper, client):
    far = keeper("Far Body", of=AssemblyFactory(slug="dorset"))
    client.force_login(far)

    assert client.post(at("check", assembly, "lunch-club-1")).status_code == 403
    with pytest.raises(Refusal) as refused:
        confirm_class(membership=member, by=far, at=NOW)
    assert refused.value.code == "not-permitted"


def test_keeper_is_asked_for_a_second_factor(assembly, member, keeper, client):
    client.force_login(keeper("VAST", has_factor=False))

    response = client.post(at("check", assembly, "lunch-club-1"))

    assert (response.status_code, response.url) == (302, reverse("second-factor"))
    assert "Check the class" not in client.get(at("register", assembly)).content.decode()


def test_authority_that_has_ended_keeps_nothing(assembly, member, client):
    body = OrganisationFactory(name="VAST")
    SupportBody.objects.create(assembly=assembly, organisation=body)
    person = PersonFactory()
    AuthorityFactory(organisation=body, person=person, until_on="2026-03-01")

    with pytest.raises(Refusal):
        confirm_class(membership=member, by=person, at=NOW)


def test_reason_of_an_end_is_not_read_by_another_body(assembly, organisation, keeper, client):
    """Who keeps the register reads what is on it; what was said in private stays with officers."""
    MembershipFactory(
        assembly=assembly, organisation=organisation, ceases_on="2026-02-01",
        ended_because="expelled", ended_reason="Something grave",
    )  # fmt: skip
    client.force_login(keeper("VAST"))

    page = client.get(at("member", assembly, "lunch-club-1")).content.decode()

    assert "Something grave" not in page
