import json

import pytest
from django.core.management import CommandError, call_command

from folkmoot.config.cli import main
from folkmoot.proceedings.elections import actions, queries
from tests.proceedings.elections.factories import (
    A_SECOND,
    BALLOT_CLOSES,
    COUNTED,
    a_ballot,
    a_town,
    open_ballots,
    vote,
)

pytestmark = pytest.mark.django_db


def test_exported_election_is_recounted_by_the_command(tmp_path, capsys):
    town = a_town(3)
    round = a_ballot(town)
    for place in range(3):
        vote(town, round, place, queries.candidates(round)[place % 2])
    open_ballots(town, round, at=COUNTED)
    actions.verify_result(contest=round.contest, by=town.officer, at=COUNTED)
    contest = actions.declare_result(contest=round.contest, by=town.officer, at=COUNTED)
    file = tmp_path / "election.json"

    call_command("elections", "export", "southeast-chair-2026", "--to", str(file))

    assert capsys.readouterr().out == f"3 ballots of southeast-chair-2026 are in {file}.\n"
    assert main(["recount", str(file), "--digest", contest.result_digest]) == 0
    assert "This agrees with what was published." in capsys.readouterr().out


def test_declared_result_stays_as_it_was_when_names_change_later(tmp_path):
    town = a_town(3)
    round = a_ballot(town)
    vote(town, round, 0, queries.candidates(round)[0])
    open_ballots(town, round, at=COUNTED)
    actions.verify_result(contest=round.contest, by=town.officer, at=COUNTED)
    contest = actions.declare_result(contest=round.contest, by=town.officer, at=COUNTED)
    town.forum.name = "South and East"
    town.forum.save()
    contest.refresh_from_db()

    assert queries.result_document(contest)["digest"] == contest.result_digest


def test_export_of_one_that_is_being_held_names_no_voter_and_no_ballot(capsys):
    town = a_town(3)
    round = a_ballot(town)
    vote(town, round, 0, None)

    call_command("elections", "export", "southeast-chair-2026", "--assembly", "staffordshire")

    document = json.loads(capsys.readouterr().out)
    assert document["rounds"] == []
    assert document["outcome"]["kind"] == ""


def test_export_of_an_election_that_is_not_there_says_so():
    with pytest.raises(CommandError, match="There is no election nowhere"):
        call_command("elections", "export", "nowhere")


def test_command_gathers_every_ballot_that_has_closed_and_twice_is_once(capsys, time_machine):
    town = a_town()
    round = a_ballot(town)
    vote(town, round, 0, None)
    told = []
    for at in (BALLOT_CLOSES - A_SECOND, BALLOT_CLOSES, COUNTED):
        time_machine.move_to(at, tick=False)
        call_command("elections", "gather")
        told.append(capsys.readouterr().out.split()[0])

    round.refresh_from_db()
    assert told == ["0", "1", "0"]
    assert round.gathered_at == BALLOT_CLOSES
