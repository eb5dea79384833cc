"""Cases where the agreement says it otherwise, or where there is none."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries import belongs_to
from folkmoot.body.organisations.models import Listing
from folkmoot.body.rulebook.models import Adoption
from folkmoot.proceedings.cases.actions.open_dispute import open_dispute
from folkmoot.proceedings.cases.actions.talking import add_step
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.queries.choices import partners
from folkmoot.proceedings.cases.queries.stages import progress
from folkmoot.rules.findings import Refusal
from tests.factories import AssemblyFactory, AuthorityFactory, OrganisationFactory
from tests.proceedings.cases.factories import (
    NOW,
    TOLD_ON,
    a_breach,
    a_dispute,
    a_meeting,
    a_termination,
    again,
    asked,
    put,
)
from tests.proceedings.cases.test_breach_to_end import LATER, vote
from tests.proceedings.meetings.factories import a_gathering

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("choices", "belongs"), [("fffaa", True), ("ffffaa", False)])
def test_majority_is_the_one_that_the_agreement_asks_for(choices, belongs):
    town = a_gathering(members=7)
    Adoption.objects.update(document="model-assembly", version="1")
    case, member = a_termination(town, 6), town.member(6)
    asked(case, town.chair)
    item = a_meeting(town.forum, *town.members)

    vote(put(case, item, town.chair), town.chair, town.members[:6], choices)

    assert belongs_to(member.membership, town.forum, on=LATER.date()) is belongs
    assert again(case).outcome == ("not-ended" if belongs else "ended")


def test_assembly_where_everybody_is_listed_has_disputes_and_no_rules_for_them(client):
    assembly = AssemblyFactory(slug="dorset", scheme=Assembly.Scheme.LISTED)
    one, other = AuthorityFactory(), AuthorityFactory()
    for held in (one, other):
        Listing.objects.create(assembly=assembly, organisation=held.organisation, listed_on=TOLD_ON)
    stranger = OrganisationFactory()
    given = {
        "assembly": assembly, "raised_for": one.organisation, "forum": None,
        "title": "The hall", "account": "Booked twice.", "by": one.person, "at": NOW,
    }  # fmt: skip

    assert set(partners(assembly, on=TOLD_ON)) == {one.organisation, other.organisation}
    with pytest.raises(Refusal) as refused:
        open_dispute(against=stranger, **given)
    assert refused.value.code == "not-a-partner"
    case = open_dispute(against=other.organisation, **given)

    found = progress(case, at=NOW)
    assert (case.document, found.clause, case.decider) == ("", None, "parties")
    client.force_login(other.person)
    assert client.get(f"/dorset/cases/{case.reference}/").status_code == 200


def test_page_of_a_case_costs_as_many_queries_for_many_steps_as_for_few(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    town = a_gathering(members=4)
    case = a_dispute(town)
    page = f"/{town.forum.assembly.slug}/cases/{case.reference}/"
    client.force_login(town.member(2).person)
    counts = []
    for _round in range(2):
        for number in range(5):
            add_step(
                case=case, kind=Step.Kind.DIALOGUE, words=f"Talk {number}.", on=TOLD_ON,
                by=town.member(2).person, at=NOW + timedelta(minutes=number),
            )  # fmt: skip
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_references_count_up_within_a_year_and_an_assembly():
    town, elsewhere = a_gathering(members=4), a_gathering(members=4)

    made = [a_breach(town, 2), a_dispute(town), a_breach(elsewhere, 2)]

    assert [case.reference for case in made] == ["case-2026-1", "case-2026-2", "case-2026-1"]


def test_same_form_sent_twice_opens_one_case():
    town = a_gathering(members=4)

    first, second = a_breach(town, form_key="same"), a_breach(town, form_key="same")

    assert first == second
    assert Case.objects.count() == 1
