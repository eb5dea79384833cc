import json
from datetime import date

import pytest

from folkmoot.body.forums.models import Term
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.elections import actions, queries
from folkmoot.reckoning import recount
from tests.factories import PersonFactory
from tests.proceedings.elections.factories import (
    COUNTED,
    PUBLISHED,
    RUN_OFF_CLOSES,
    RUN_OFF_COUNTED,
    RUN_OFF_OPENS,
    a_ballot,
    a_town,
    call,
    nominate,
    open_ballots,
    publish,
    take_keys,
    vote,
)

pytestmark = pytest.mark.django_db


@pytest.mark.clause("staffs-7.1-poll", "staffs-E2.2-vote", "staffs-E2.2-runoff")
def test_election_through_a_tie_and_a_run_off_fills_the_office_and_can_be_recounted(tmp_path):
    town = a_town(5)
    interim = Term.objects.create(
        office=town.office,
        holder_name="Helen Fisher",
        basis="support",
        is_interim=True,
        from_on=date(2025, 9, 1),
    )
    second_teller = PersonFactory(name="Second Teller")
    first = a_ballot(town, candidates=3, tellers=[town.officer, second_teller])
    contest = first.contest
    ann, bea, _cas = queries.candidates(first)
    for place, choice in enumerate([ann, ann, bea, bea, None]):
        vote(town, first, place, choice)
    open_ballots(town, first, at=COUNTED)
    actions.verify_result(contest=contest, by=town.officer, at=COUNTED)
    run_off = actions.open_run_off(
        contest=contest,
        opens_at=RUN_OFF_OPENS,
        closes_at=RUN_OFF_CLOSES,
        tellers=[town.officer],
        by=town.officer,
        at=COUNTED,
    )
    take_keys(town, run_off, at=COUNTED)
    for place, choice in enumerate([ann, bea, bea]):
        vote(town, run_off, place, choice)
    open_ballots(town, run_off, at=RUN_OFF_COUNTED)
    actions.verify_result(contest=contest, by=town.officer, at=RUN_OFF_COUNTED)

    contest = actions.declare_result(contest=contest, by=town.officer, at=RUN_OFF_COUNTED)

    assert queries.candidates(run_off) == [ann, bea]
    assert (contest.outcome, contest.elected) == ("elected", bea)
    interim.refresh_from_db()
    assert interim.ended_on == date(2026, 4, 17)
    term = Term.objects.get(office=town.office, is_interim=False)
    assert (term.person, term.organisation) == (town.contacts[1], town.organisation(1))
    assert (term.basis, term.from_on, term.ends_on) == (
        "elected",
        date(2026, 4, 17),
        date(2029, 4, 17),
    )
    assert term.contest_reference == contest.reference == "southeast-chair-2026"
    told = Letter.objects.filter(kind="ResultDeclared").values_list("to", flat=True)
    assert set(told) == {town.officer.pk, *(person.pk for person in town.contacts)}
    file = tmp_path / "election.json"
    file.write_text(json.dumps(queries.result_document(contest)))
    assert recount.main([str(file), "--digest", contest.result_digest]) == 0
    assert Entry.objects.get(kind="ResultDeclared").facts["digest"] == contest.result_digest


def test_each_step_of_an_election_is_in_the_record_in_order():
    town = a_town(3)
    round = a_ballot(town)
    for place in range(3):
        vote(town, round, place, queries.candidates(round)[0])
    open_ballots(town, round, at=COUNTED)
    actions.verify_result(contest=round.contest, by=town.officer, at=COUNTED)
    actions.declare_result(contest=round.contest, by=town.officer, at=COUNTED)

    kinds = list(Entry.objects.order_by("number").values_list("kind", flat=True))

    assert kinds == [
        "ContestCalled",
        "NominationReceived",
        "NominationAccepted",
        "NominationReceived",
        "NominationAccepted",
        "NomineesPublished",
        "KeyTaken",
        "BallotsGathered",
        "SealTakenOff",
        "BallotsOpened",
        "ResultVerified",
        "TermBegun",
        "ResultDeclared",
    ]


def test_nobody_stood_is_declared_and_leaves_the_office_as_it_was():
    town = a_town(2)
    contest = publish(town, call(town))

    contest = actions.declare_result(contest=contest, by=town.officer, at=PUBLISHED)

    assert (contest.outcome, contest.elected) == ("no candidate", None)
    assert not Term.objects.exists()
    assert recount.differences(contest.result) == []


def test_one_who_stands_alone_is_elected_without_a_ballot():
    town = a_town(2)
    contest = call(town)
    nomination = nominate(town, contest, 1)
    publish(town, contest)

    contest = actions.declare_result(contest=contest, by=town.officer, at=PUBLISHED)

    assert (contest.outcome, contest.elected) == ("uncontested", nomination)
    assert not contest.rounds.exists()
    assert Term.objects.get().person == town.contacts[1]
    assert recount.differences(contest.result) == []
