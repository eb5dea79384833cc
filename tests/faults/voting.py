"""
Voting in a process of its own, on a database of its own, that a test may kill or crowd.

    python -m tests.faults.voting prepare VOTERS
    python -m tests.faults.voting vote PLAN
    python -m tests.faults.voting opened PLAN
    python -m tests.faults.voting race VOTERS PARALLEL
    python -m tests.faults.voting closes TIMES VOTERS PARALLEL

The database is that of FOLKMOOT_DATABASE_URL. Everything is told on standard output, as JSON.
"""

import json
import logging
import os
import queue
import random
import sys
import threading
import time
from pathlib import Path

os.environ.setdefault("FOLKMOOT_ENV", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.config.settings")
sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "src")]

import django  # noqa: E402  the path must be set first

django.setup()
logging.disable(logging.INFO)

from django.core.management import call_command  # noqa: E402  Django must be ready
from django.db import connection, transaction  # noqa: E402  the same

from folkmoot.proceedings.elections import actions, queries  # noqa: E402  the same
from folkmoot.proceedings.elections.actions import sealing  # noqa: E402  the same
from folkmoot.proceedings.elections.models import (  # noqa: E402  the same
    Contest,
    Round,
    SealedBallot,
)
from folkmoot.rules.findings import Refusal  # noqa: E402  the same
from tests.proceedings.elections import factories  # noqa: E402  the same

LAST = factories.BALLOT_CLOSES - factories.A_SECOND


def prepare(voters: int) -> factories.Town:
    """Make an empty database, with an election whose ballot is sealed and open."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        town = factories.a_large_town(voters)
        factories.a_ballot(town)
    return town


def plan_of(town: factories.Town) -> dict[str, object]:
    """Everything that another process needs to vote and to open the ballots."""
    round = Round.objects.get()
    return {
        "round": round.pk,
        "candidates": [one.pk for one in queries.candidates(round)],
        "keys": town.keys[1],
        "papers": [
            {
                "voter": voter.pk,
                "paper": sealing.issue_paper(round=round.pk, voter=voter.pk),
            }
            for voter in round.contest.roll.order_by("pk")
        ],
    }


def cast(round: Round, candidates: list[object], voter: object, paper: str, at=LAST) -> str:
    """Cast one ballot for a candidate chosen by the voter's number; its receipt."""
    authority = voter.membership.organisation.authorities.select_related("person").get()
    return actions.cast_ballot(
        round=round,
        voter=voter,
        choice=candidates[voter.pk % len(candidates)],
        paper=paper,
        by=authority.person,
        at=at,
    ).letters


def loaded() -> tuple[Round, list[object], dict[int, object]]:
    round = Round.objects.select_related("contest__assembly").get()
    roll = round.contest.roll.select_related("membership__organisation").order_by("pk")
    return round, queries.candidates(round), {voter.pk: voter for voter in roll}


def vote(plan: dict[str, object]) -> None:
    """Vote for everybody in a plan, in its order, telling each receipt once it is kept."""
    round, candidates, roll = loaded()
    for line in plan["papers"]:
        receipt = cast(round, candidates, roll[line["voter"]], line["paper"])
        print(json.dumps({"voter": line["voter"], "receipt": receipt}), flush=True)


def opened(keys: dict[str, str]) -> Round:
    """Open the ballots after the close, and return their round."""
    round = Round.objects.get()
    for teller in queries.open_tellers(round):
        private = sealing.read_key(keys[str(teller.person_id)])
        round = actions.take_off_seal(
            round=round, private=private, by=teller.person, at=factories.COUNTED
        )
    return round


def race(voters: int, parallel: int) -> dict[str, object]:
    """Send each voter's vote many times at once, each time on a paper of its own."""
    town = prepare(voters)
    round, candidates, roll = loaded()
    work: queue.SimpleQueue = queue.SimpleQueue()
    for voter in roll.values():
        for _ in range(parallel):
            work.put((voter, sealing.issue_paper(round=round.pk, voter=voter.pk)))
    accepted: list[tuple[int, str]] = []
    refused: list[str] = []
    broken: list[str] = []

    def worker() -> None:
        while True:
            try:
                voter, paper = work.get_nowait()
            except queue.Empty:
                break
            try:
                accepted.append((voter.pk, cast(round, candidates, voter, paper)))
            except Refusal as refusal:
                refused.append(refusal.code)
            except Exception as error:  # whatever it is, the test is told
                broken.append(repr(error))
        connection.close()

    took = at_once(worker, parallel)
    keys = {str(person): key for person, key in town.keys[1].items()}
    sealed = SealedBallot.objects.count()
    round = opened(keys)
    published = list(round.ballots.values_list("receipt", flat=True))
    return {
        "voters": voters,
        "submissions": voters * parallel,
        "accepted": len(accepted),
        "voters_accepted": len({voter for voter, _ in accepted}),
        "refused": sorted(set(refused)),
        "broken": broken[:5],
        "marked": queries.turnout(round),
        "sealed": sealed,
        "published": len(published),
        "receipts_agree": sorted(published) == sorted(receipt for _, receipt in accepted),
        "seconds": round_off(took),
    }


def round_off(seconds: float) -> float:
    return float(f"{seconds:.1f}")


def at_once(worker, parallel: int) -> float:
    """Run a worker in many threads, and return how long they took."""
    threads = [threading.Thread(target=worker) for _ in range(parallel)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - begun


def closes(times: int, voters: int, parallel: int) -> dict[str, object]:
    """Open the ballots while votes still arrive, many times; accepted must be what is counted."""
    call_command("migrate", verbosity=0)
    chance = random.Random(20261122)
    results = [one_close(turn, voters, parallel, chance) for turn in range(times)]
    return {
        "closes": times,
        "agree": sum(agree for agree, _ in results),
        "cut_short": sum(bool(refused) for _, refused in results),
        "refused": sorted({code for _, refused in results for code in refused}),
    }


def one_close(
    turn: int, voters: int, parallel: int, chance: random.Random
) -> tuple[bool, list[str]]:
    """Open one ballot while votes arrive; whether what was accepted was counted, and refusals."""
    with transaction.atomic():
        town = factories.a_large_town(voters, slug=f"town-{turn}")
        factories.a_ballot(town)
    contest = Contest.objects.select_related("assembly").get(assembly=town.assembly)
    round = queries.current_round(contest)
    round.contest = contest
    candidates = queries.candidates(round)
    work: queue.SimpleQueue = queue.SimpleQueue()
    for voter in contest.roll.select_related("membership__organisation"):
        work.put((voter, sealing.issue_paper(round=round.pk, voter=voter.pk)))
    accepted: list[str] = []
    refused: list[str] = []

    def worker() -> None:
        while True:
            try:
                voter, paper = work.get_nowait()
            except queue.Empty:
                break
            try:
                accepted.append(cast(round, candidates, voter, paper))
            except Refusal as refusal:
                refused.append(refusal.code)
        connection.close()

    threads = [threading.Thread(target=worker) for _ in range(parallel)]
    for thread in threads:
        thread.start()
    enough = chance.randrange(voters // 2)
    while len(accepted) < enough and any(thread.is_alive() for thread in threads):
        time.sleep(0.001)
    person = queries.tellers(round)[0].person
    private = sealing.read_key(town.keys[1][person.pk])
    actions.take_off_seal(round=round, private=private, by=person, at=factories.BALLOT_CLOSES)
    for thread in threads:
        thread.join()
    published = sorted(round.ballots.values_list("receipt", flat=True))
    return published == sorted(accepted), refused


def main(words: list[str]) -> None:
    deed, *rest = words
    if deed == "prepare":
        print(json.dumps(plan_of(prepare(int(rest[0])))))
    elif deed == "vote":
        vote(json.loads(Path(rest[0]).read_text()))
    elif deed == "opened":
        round = opened(json.loads(Path(rest[0]).read_text())["keys"])
        receipts = list(round.ballots.values_list("receipt", flat=True))
        print(json.dumps({"receipts": receipts, "marked": queries.turnout(round)}))
    elif deed == "race":
        print(json.dumps(race(int(rest[0]), int(rest[1]))))
    else:
        print(json.dumps(closes(*(int(word) for word in rest))))


if __name__ == "__main__":
    main(sys.argv[1:])
