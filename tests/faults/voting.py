"""
Voting in a process of its own, on a database of its own, that a test may kill or crowd.

    python -m tests.faults.voting empty
    python -m tests.faults.voting prepare VOTERS
    python -m tests.faults.voting vote PLAN
    python -m tests.faults.voting opened PLAN
    python -m tests.faults.voting race VOTERS PARALLEL
    python -m tests.faults.voting closes TIMES VOTERS PARALLEL
    python -m tests.faults.voting kills KILLS SEED

The database is that of FOLKMOOT_DATABASE_URL. Everything is told on standard output, as JSON.
"""

import json
import logging
import os
import queue
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
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
    Nomination,
    Round,
    SealedBallot,
    Voter,
)
from folkmoot.rules.findings import Refusal  # noqa: E402  the same
from tests.faults.children import child  # noqa: E402  the same
from tests.proceedings.elections import factories  # noqa: E402  the same

LAST = factories.BALLOT_CLOSES - factories.A_SECOND


def empty() -> None:
    """Make the tables of an empty database, if it has none."""
    if "elections_round" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    connection.close()


def prepare(voters: int) -> factories.Town:
    """Make an election whose ballot is sealed and open, in an empty database."""
    empty()
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
        "keys": {str(person): key for person, key in town.keys[1].items()},
        "papers": [
            {
                "voter": voter.pk,
                "paper": sealing.issue_paper(round=round.pk, voter=voter.pk),
            }
            for voter in round.contest.roll.order_by("pk")
        ],
    }


def cast(
    round: Round, candidates: list[Nomination], voter: Voter, paper: str, at=LAST
) -> actions.Receipt:
    """Cast one ballot for a candidate chosen by the voter's number."""
    authority = voter.membership.organisation.authorities.select_related("person").get()
    return actions.cast_ballot(
        round=round,
        voter=voter,
        choice=candidates[voter.pk % len(candidates)],
        paper=paper,
        by=authority.person,
        at=at,
    )


def the_round() -> tuple[Round, list[Nomination]]:
    round = Round.objects.select_related("contest__assembly").get()
    return round, queries.candidates(round)


def votes(papers: list[dict]) -> Iterator[dict[str, object]]:
    """Vote with each paper in turn, telling each receipt once it is kept."""
    round, candidates = the_round()
    roll = round.contest.roll.select_related("membership__organisation")
    for line in papers:
        receipt = cast(round, candidates, roll.get(pk=line["voter"]), line["paper"])
        yield {"voter": line["voter"], "receipt": receipt.letters, "again": receipt.again}


def opened(keys: dict[str, str]) -> Round:
    """Open the ballots after the close, and return their round."""
    round = Round.objects.get()
    for teller in queries.open_tellers(round):
        private = sealing.read_key(keys[str(teller.person_id)])
        round = actions.take_off_seal(
            round=round, private=private, by=teller.person, at=factories.COUNTED
        )
    return round


def receipts_of(round: Round) -> list[str]:
    return sorted(round.ballots.values_list("receipt", flat=True))


def race(voters: int, parallel: int) -> dict[str, object]:
    """Send each voter's vote from many processes at once, each time on a paper of its own."""
    plan = plan_of(prepare(voters))
    begun = time.monotonic()
    racing = [child(lambda: [one_of_the_race()]) for _ in range(parallel)]
    found = [json.loads(told.readline()) for _, told in racing]
    took = time.monotonic() - begun
    for process, told in racing:
        told.close()
        os.waitpid(process, 0)
    accepted = [tuple(pair) for one in found for pair in one["accepted"]]
    refused = sum((Counter(one["refused"]) for one in found), Counter())
    sealed = SealedBallot.objects.count()
    round = opened(plan["keys"])
    return {
        "voters": voters,
        "submissions": voters * parallel,
        "accepted": len(accepted),
        "voters_accepted": len({voter for voter, _ in accepted}),
        "refused": dict(refused),
        "counted_as_later": queries.later_refused(round),
        "broken": [error for one in found for error in one["broken"]][:5],
        "marked": queries.turnout(round),
        "sealed": sealed,
        "published": round.ballots.count(),
        "receipts_agree": receipts_of(round) == sorted(receipt for _, receipt in accepted),
        "seconds": float(f"{took:.1f}"),
    }


def one_of_the_race() -> dict[str, object]:
    """Send a vote for every voter, one after another, as its rivals do at the same time."""
    round, candidates = the_round()
    accepted: list[tuple[int, str]] = []
    refused: Counter[str] = Counter()
    broken: list[str] = []
    for voter in round.contest.roll.select_related("membership__organisation").order_by("pk"):
        paper = sealing.issue_paper(round=round.pk, voter=voter.pk)
        try:
            accepted.append((voter.pk, cast(round, candidates, voter, paper).letters))
        except Refusal as refusal:
            refused[refusal.code] += 1
        except Exception as error:  # whatever it is, the test is told
            broken.append(repr(error))
    return {"accepted": accepted, "refused": dict(refused), "broken": broken}


def kills(kills: int, seed: int) -> dict[str, int]:
    """
    Have votes cast in a process that is killed with SIGKILL at random moments.

    A ballot paper is cast in order; after a kill the next process begins with the papers
    whose receipt never came back, so that some are sent a second time. In the end the
    ballots are opened and compared with every receipt that did come back.
    """
    chance = random.Random(seed)
    plan = plan_of(prepare(max(40, 8 * kills)))
    papers, receipts = list(plan["papers"]), {}
    done = again = 0
    while papers:
        left = kills - done
        enough = chance.randint(1, max(1, 2 * len(papers) // (left + 1))) if left else 0
        process, telling = child(lambda papers=papers: votes(papers))
        for number, line in enumerate(telling, 1):
            if not line.endswith("\n"):  # cut in two by the kill: never acknowledged
                break
            kept = json.loads(line)
            receipts[kept["voter"]] = kept["receipt"]
            again += kept["again"]
            if number == enough:
                time.sleep(chance.random() * 0.02)
                os.kill(process, signal.SIGKILL)
        telling.close()
        _, status = os.waitpid(process, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if not killed and status:
            raise RuntimeError("voting broke without being killed")
        done += killed
        papers = [one for one in plan["papers"] if one["voter"] not in receipts]
    round = opened(plan["keys"])
    return {
        "voters": len(plan["papers"]),
        "kills": done,
        "kept_but_not_told": again,
        "acknowledged": len(receipts),
        "lost": len(set(receipts.values()) - set(receipts_of(round))),
        "published": round.ballots.count(),
        "marked": queries.turnout(round),
    }


def closes(times: int, voters: int, parallel: int) -> dict[str, object]:
    """Open the ballots while votes still arrive, many times; accepted must be what is counted."""
    empty()
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
                accepted.append(cast(round, candidates, voter, paper).letters)
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
    return receipts_of(round) == sorted(accepted), refused


def main(words: list[str]) -> None:
    deed, *rest = words
    match deed:
        case "empty":
            empty()
            told: object = {}
        case "prepare":
            told = plan_of(prepare(int(rest[0])))
        case "vote":
            for kept in votes(json.loads(Path(rest[0]).read_text())["papers"]):
                print(json.dumps(kept), flush=True)
            return
        case "opened":
            round = opened(json.loads(Path(rest[0]).read_text())["keys"])
            told = {"receipts": receipts_of(round), "marked": queries.turnout(round)}
        case _:
            deeds = {"race": race, "closes": closes, "kills": kills}
            told = deeds[deed](*(int(word) for word in rest))
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
