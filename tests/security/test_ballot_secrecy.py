"""
Attacks on the secrecy of a ballot, by somebody who has everything but the tellers' keys.

The attacker knows in which order the members voted, to the last one (from backups taken after
every vote), and reads every table and file. Each attack pairs voters with published ballots; by
pure chance one pairing in all is right on average, so more than eight right is a finding (the odds
of that are one in a million). The same attacks are made on a ballot box that is built wrong, which
writes the ballot beside the mark: they must link all of its voters, or they prove nothing.
"""

import hashlib
import json
import logging
import random
import subprocess
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection, transaction

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.elections import actions, queries
from folkmoot.proceedings.elections.actions import sealing
from folkmoot.proceedings.elections.models import Ballot, Mark, SealedBallot
from tests.factories import PersonFactory
from tests.faults.databases import ROOT, command, environment, told
from tests.proceedings.elections.factories import (
    BALLOT_OPENS,
    COUNTED,
    Town,
    a_ballot,
    a_large_town,
    a_town,
    open_ballots,
)

N = 400
BY_CHANCE = 8
SEED = 20261122


class Held:
    """An election that was held, with what only the test knows: who has which receipt."""

    def __init__(self, town: Town, round: object, order: list[int]) -> None:
        self.town, self.round, self.order = town, round, order
        self.receipts: dict[int, str] = {}
        self.papers: list[str] = []
        self.sealed_before: list[bytes] = []
        self.dump_before: dict[str, str] = {}


def held(cast) -> Held:
    """Hold an election of N voters, who vote in an order made by chance, with two tellers."""
    chance = random.Random(SEED)
    town = a_large_town(N)
    round = a_ballot(town, candidates=2, tellers=[town.officer, PersonFactory()])
    voters = list(round.contest.roll.select_related("membership__organisation").order_by("pk"))
    chance.shuffle(voters)
    people = {
        member.membership.organisation_id: person
        for member, person in zip(town.members, town.contacts, strict=True)
    }
    election = Held(town, round, [voter.pk for voter in voters])
    choices = [*queries.candidates(round), None]
    for voter in voters:
        paper = sealing.issue_paper(round=round.pk, voter=voter.pk)
        by = people[voter.membership.organisation_id]
        election.papers.append(paper)
        election.receipts[voter.pk] = cast(round, voter, chance.choice(choices), paper, by)
    return election


def as_built(round, voter, choice, paper, by) -> str:
    return actions.cast_ballot(
        round=round, voter=voter, choice=choice, paper=paper, by=by, at=BALLOT_OPENS
    ).letters


def built_wrong(round, voter, choice, paper, by) -> str:
    """The control: the ballot in the clear, written in one transaction with the mark."""
    answer = sealing.read_paper(paper, round=round.pk, voter=voter.pk)
    with transaction.atomic():
        Mark.objects.filter(round=round, voter=voter, has_voted=False).update(
            has_voted=True, answer_digest=answer.answer_digest
        )
        Ballot.objects.create(round=round, receipt=answer.receipt, choice=choice)
    return answer.receipt


def orders() -> dict[str, list[str]]:
    """Every order in which the database can be made to give the published ballots."""
    keys = ["id", "rowid"] if connection.vendor == "sqlite" else ["id", "ctid", "xmin::text::int"]
    found = {}
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute(f"SELECT receipt FROM elections_ballot ORDER BY {key}, id")
            found[key] = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT receipt FROM elections_ballot")
        found["as it comes"] = [row[0] for row in cursor.fetchall()]
    return found


def linked(election: Held) -> dict[str, int]:
    """How many voters each attack pairs with their own ballot."""
    truth = [election.receipts[pk] for pk in election.order]
    by_name = [
        election.receipts[pk]
        for pk in election.round.contest.roll.order_by("pk").values_list("pk", flat=True)
    ]
    scores = {}
    for name, ballots in orders().items():
        scores[f"in order of {name}"] = right(truth, ballots)
        scores[f"in order of {name}, backwards"] = right(truth, ballots[::-1])
        scores[f"roll in order of {name}"] = right(by_name, ballots)
    if connection.vendor == "postgresql":
        scores["by the transaction that wrote both"] = _by_transaction(election)
    return scores


def right(truth: list[str], guesses: list[str]) -> int:
    return sum(mine == guess for mine, guess in zip(truth, guesses, strict=False))


def _by_transaction(election: Held) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT mark.voter_id, ballot.receipt FROM elections_mark mark"
            " JOIN elections_ballot ballot ON ballot.xmin::text = mark.xmin::text"
        )
        pairs = cursor.fetchall()
    found = {}
    for voter, receipt in pairs:
        found.setdefault(voter, []).append(receipt)
    return sum(
        len(receipts) == 1 and receipts[0] == election.receipts[voter]
        for voter, receipts in found.items()
    )


def whole_database() -> dict[str, str]:
    """Every row of every table as text, as a dump would give it."""
    tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = cursor.fetchall()
            tables[table] = "\n".join(
                " ".join(
                    bytes(cell).decode("latin-1")
                    if isinstance(cell, bytes | memoryview)
                    else str(cell)
                    for cell in row
                )
                for row in rows
            )
    return tables


def tables_with(words: list[str], tables: dict[str, str]) -> set[str]:
    return {name for name, text in tables.items() if any(word in text for word in words)}


@pytest.mark.django_db(transaction=True)
def test_control_built_wrong_is_linked_by_the_same_attacks():
    election = held(built_wrong)

    scores = linked(election)

    print(f"control, {connection.vendor}: {max(scores.values())} of {N} linked: {scores}")
    assert max(scores.values()) == N
    assert scores["in order of id"] == N
    if connection.vendor == "postgresql":
        assert scores["by the transaction that wrote both"] == N


@pytest.mark.django_db(transaction=True)
def test_voters_cannot_be_linked_to_their_ballots_through_the_database():
    election = held(as_built)
    receipts = list(election.receipts.values())
    keys = [paper.partition("~")[0] for paper in election.papers]
    before = whole_database()
    sealed_before = [bytes(one.content) for one in SealedBallot.objects.all()]
    public = [teller.public_key for teller in queries.tellers(election.round)]

    # While the ballot runs: no receipt and no paper's key lies anywhere.
    assert tables_with(receipts, before) == set()
    assert tables_with(keys, before) == set()
    # Nor can a sealed ballot be found by sealing a guess again, or told by its length.
    receipt, voter = receipts[0], election.order[0]
    guesses = [
        sealing.seal(round=election.round.pk, choice=choice, receipt=receipt, public_keys=public)
        for choice in [0, *(one.pk for one in queries.candidates(election.round))]
    ]
    assert not set(guesses) & set(sealed_before)
    assert len({len(content) for content in sealed_before}) == 1
    # Nor does what the roll keeps lead to the receipt.
    digest = Mark.objects.get(voter=voter, round=election.round).answer_digest
    for word in ("mark", "receipt", ""):
        for text in (receipt, receipt.lower()):
            assert hashlib.sha256(f"{word}{text}".encode()).hexdigest() != digest

    open_ballots(election.town, election.round, at=COUNTED)
    scores = linked(election)
    after = whole_database()

    print(f"{connection.vendor}: at most {max(scores.values())} of {N} linked: {scores}")
    assert {name: score for name, score in scores.items() if score > BY_CHANCE} == {}
    assert tables_with(receipts, after) == {"elections_ballot"}
    assert not SealedBallot.objects.exists()
    assert sorted(Ballot.objects.values_list("receipt", flat=True)) == sorted(receipts)
    _assert_letters_and_ledger_link_nobody(election)


def _assert_letters_and_ledger_link_nobody(election: Held) -> None:
    receipts = set(election.receipts.values())
    letters = Letter.objects.filter(kind="VoteAcknowledged").order_by("pk")
    assert letters.count() == N
    assert len({letter.written_at for letter in letters}) == 1
    texts = "\n".join(letter.text + letter.subject for letter in Letter.objects.all())
    assert not [receipt for receipt in receipts if receipt in texts]
    bodies = {
        voter.organisation_name: voter.pk for voter in queries.voters_roll(election.round.contest)
    }
    told_in_order = [
        election.receipts[bodies[name]]
        for letter in letters
        for name in [next(body for body in bodies if f"{body} is marked" in letter.text)]
    ]
    assert max(right(told_in_order, ballots) for ballots in orders().values()) <= BY_CHANCE
    facts = json.dumps([entry.facts for entry in Entry.objects.all()])
    assert not [receipt for receipt in receipts if receipt in facts]
    during = Entry.objects.filter(kind__in=["BallotCast", "VoteCast", "VoteMarked"])
    assert not during.exists()
    kinds = Entry.objects.order_by("number").values_list("kind", flat=True)
    assert list(kinds)[-4:] == [
        "BallotsGathered", "SealTakenOff", "SealTakenOff", "BallotsOpened"
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_one_teller_of_two_reads_nothing_even_with_the_whole_database():
    town = a_town(3)
    outer = PersonFactory()
    round = a_ballot(town, tellers=[town.officer, outer])
    for place in range(3):
        voter = queries.voter_for(round.contest, town.organisation(place))
        paper = sealing.issue_paper(round=round.pk, voter=voter.pk)
        as_built(round, voter, queries.candidates(round)[0], paper, town.contacts[place])
    contents = [bytes(one.content) for one in SealedBallot.objects.all()]
    private = {pk: sealing.read_key(key) for pk, key in town.keys[1].items()}

    by_inner = [sealing.unseal(content, private[town.officer.pk]) for content in contents]
    by_outer = [sealing.unseal(content, private[outer.pk]) for content in contents]

    assert by_inner == [None] * 3
    assert [sealing.read_ballot(content, round=round.pk) for content in by_outer] == [None] * 3
    both = [sealing.unseal(content, private[town.officer.pk]) for content in by_outer]
    assert {sealing.read_ballot(content, round=round.pk)[0] for content in both} == {
        queries.candidates(round)[0].pk
    }


@pytest.mark.django_db
def test_pages_leave_no_choice_and_no_receipt_in_logs_sessions_or_letters(
    client, time_machine, caplog
):
    town = a_town(3)
    round = a_ballot(town)
    ann = queries.candidates(round)[0]
    time_machine.move_to(BALLOT_OPENS, tick=False)
    client.force_login(town.contacts[2])
    page = "/staffordshire/elections/southeast-chair-2026/"
    voter = queries.voter_for(round.contest, town.organisation(2))
    paper = sealing.issue_paper(round=round.pk, voter=voter.pk)
    mail.outbox.clear()

    with caplog.at_level(logging.DEBUG):
        client.post(f"{page}vote/", {"paper": paper, "choice": ann.pk})
        client.post(f"{page}receipt/", {"paper": paper, "choice": ann.pk})

    letters = sealing.read_paper(paper, round=round.pk, voter=voter.pk).receipt
    secrets = [letters, paper, paper.partition("~")[0]]
    assert [word for word in secrets if word in caplog.text] == []
    assert tables_with(secrets, whole_database()) == set()
    assert [message for message in mail.outbox if letters in message.body] == []
    assert mail.outbox == []
    assert list(round.marks.filter(has_voted=True).values_list("voter", flat=True)) == [voter.pk]


def test_files_of_the_database_give_no_order_that_links(tmp_path):
    """SQLite's own file and its write-ahead log, read as bytes, before and after the opening."""
    database = f"sqlite:///{tmp_path / 'folkmoot.sqlite3'}"
    plan = told(database, "prepare", N)
    random.Random(SEED).shuffle(plan["papers"])
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan))
    voting = subprocess.run(
        command("vote", file), env=environment(database), cwd=ROOT,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    cast = [json.loads(line)["receipt"] for line in voting.stdout.splitlines()]
    assert len(set(cast)) == N

    before = bytes_of(tmp_path)
    told(database, "opened", file)
    after = bytes_of(tmp_path)

    assert [receipt for receipt in cast if receipt.encode() in before] == []
    found = sorted((after.find(receipt.encode()), receipt) for receipt in cast)
    in_file = [receipt for at, receipt in found if at >= 0]
    last = sorted((after.rfind(receipt.encode()), receipt) for receipt in cast)
    in_log = [receipt for at, receipt in last if at >= 0]
    scores = {
        "first seen": right(cast, in_file),
        "first seen, backwards": right(cast, in_file[::-1]),
        "last seen": right(cast, in_log),
        "last seen, backwards": right(cast, in_log[::-1]),
    }
    print(f"files: {len(in_file)} receipts found after the opening; linked of {N}: {scores}")
    assert len(in_file) == N
    assert {name: score for name, score in scores.items() if score > BY_CHANCE} == {}


def bytes_of(folder: Path) -> bytes:
    """The database and everything beside it, the log last."""
    files = sorted(folder.glob("folkmoot.sqlite3*"))
    return b"".join(path.read_bytes() for path in files)
