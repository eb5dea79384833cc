"""Disputes: talked over first, then with a third party that everybody agreed to by name."""

import pytest

from folkmoot.proceedings.cases.actions.closing import publish_words
from folkmoot.proceedings.cases.actions.open_compact import open_compact_case
from folkmoot.proceedings.cases.actions.talking import (
    add_step,
    agree_to_third_party,
    invite_senior,
    meet_third_party,
    propose_third_party,
    settle_between_them,
)
from folkmoot.proceedings.cases.models import Case, Party, Step
from folkmoot.proceedings.cases.queries.stages import progress
from folkmoot.rules.findings import Refusal
from tests.factories import AdoptionFactory, OrganisationFactory
from tests.proceedings.cases.factories import A_DAY, NOW, TOLD_ON, a_dispute, again
from tests.proceedings.meetings.factories import a_gathering

pytestmark = pytest.mark.django_db


def talk(case, town, **more):
    given = {
        "kind": Step.Kind.DIALOGUE, "words": "We met at the mill.", "on": TOLD_ON,
        "by": town.member(2).person, "at": NOW,
    }  # fmt: skip
    return add_step(case=case, **(given | more))


def party(case, member) -> Party:
    return case.parties.select_related("organisation").get(organisation=member.organisation)


@pytest.mark.clause("staffs-12.1")
def test_dispute_begins_with_talks_that_record_who_met_and_which_senior_person_was_asked():
    town = a_gathering(members=4)
    case = a_dispute(town)
    one, other = town.member(2), town.member(3)
    assert {(row.organisation, row.role) for row in case.parties.all()} == {
        (one.organisation, "raised"),
        (other.organisation, "concerned"),
    }
    assert progress(case, at=NOW).clause.key == "dialogue"

    with pytest.raises(Refusal) as refused:
        propose_third_party(case=case, name="Ruth Imlah", by=one.person, at=NOW)
    assert (refused.value.code, refused.value.clause.number) == ("dialogue-first", "12.1")
    with pytest.raises(Refusal):
        settle_between_them(case=case, words="No.", is_settled=False, by=one.person, at=NOW)
    assert case.steps.count() == 0

    first = talk(case, town, form_key="same")
    assert talk(case, town, form_key="same") == first
    invite_senior(
        case=case, party=party(case, other), name="Ann Lee, chair of its board",
        by=one.person, at=NOW,
    )  # fmt: skip

    assert (first.on, first.organisation) == (TOLD_ON, one.organisation)
    assert case.steps.filter(kind="dialogue").count() == 1
    assert party(case, other).senior_person == "Ann Lee, chair of its board"


@pytest.mark.clause("staffs-12.2")
def test_third_party_comes_in_once_both_sides_agreed_to_that_very_person():
    town = a_gathering(members=4)
    case, one, other = a_dispute(town), town.member(2), town.member(3)
    talk(case, town)
    propose_third_party(case=case, name="Ruth Imlah", by=one.person, at=NOW)
    agree_to_third_party(case=case, party=party(case, one), by=one.person, at=NOW)

    with pytest.raises(Refusal) as refused:
        meet_third_party(case=again(case), words="?", on=TOLD_ON, by=one.person, at=NOW)
    assert refused.value.code == "third-party-not-agreed"
    assert refused.value.facts["missing"] == [other.organisation.name]
    with pytest.raises(Refusal):
        agree_to_third_party(case=case, party=party(case, other), by=one.person, at=NOW)

    propose_third_party(case=case, name="Sam Poole", by=other.person, at=NOW)
    assert [row.agreed_to for row in again(case).parties.all()] == ["", ""]
    agree_to_third_party(case=case, party=party(case, one), by=one.person, at=NOW)
    agree_to_third_party(case=case, party=party(case, other), by=other.person, at=NOW + A_DAY)
    meet_third_party(case=case, words="We met.", on=TOLD_ON, by=one.person, at=NOW + A_DAY)
    settle_between_them(
        case=case, words="We share the bid.", is_settled=True, by=other.person, at=NOW + A_DAY
    )

    closed = again(case)
    assert (closed.outcome, closed.outcome_words) == (Case.Outcome.SETTLED, "We share the bid.")
    consents = {(row.agreed_to, row.agreed_at) for row in closed.parties.all()}
    assert consents == {("Sam Poole", NOW), ("Sam Poole", NOW + A_DAY)}


def test_somebody_without_a_part_adds_nothing():
    town = a_gathering(members=5)
    case = a_dispute(town)

    with pytest.raises(Refusal):
        talk(case, town, by=town.member(4).person)

    assert not case.steps.exists()


@pytest.mark.clause("compact-dispute-process")
def test_compact_case_cites_the_commitment_and_goes_from_talk_to_a_result_with_its_lesson():
    town = a_gathering(members=3)
    assembly = town.forum.assembly
    AdoptionFactory(assembly=assembly, document="dorset-compact", version="3", is_agreement=False)
    council, one = OrganisationFactory(name="County Council"), town.member(2)

    case = open_compact_case(
        assembly=assembly, raised_for=one.organisation, against=council,
        document="dorset-compact", commitment="consult-standard-length", principles=["partnership"],
        title="Four weeks in August", account="We had four weeks.", by=one.person, at=NOW,
    )  # fmt: skip

    found = progress(case, at=NOW)
    assert (case.clause_cited, case.decider) == ("consult-standard-length", "parties")
    assert found.clause.key == "disagreements"
    talk(case, town)
    settle_between_them(
        case=case, words="Eight more weeks.", is_settled=True, by=one.person, at=NOW + A_DAY
    )
    publish_words(
        case=case, words="A consultation ran longer.", lesson="August is short.",
        by=town.officer, at=NOW + A_DAY,
    )  # fmt: skip
    closed = again(case)
    assert (closed.outcome, closed.lesson) == (Case.Outcome.SETTLED, "August is short.")
