"""Elections made up by chance and counted here by the simplest means, for the recount to check."""

import random
from copy import deepcopy
from typing import Any

from folkmoot.reckoning import recount

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def an_election(chance: random.Random) -> dict[str, Any]:
    """An honest election, through a run-off and to the group where its votes come out level."""
    standing = chance.choice([0, 1, 2, 2, 2, 3, 3, 4, 5])
    names = [str(place) for place in range(1, standing + 1)]
    roll = [f"Organisation {place}" for place in range(chance.randint(2, 40))]
    rules = {"wins": chance.choice(["most votes", "more than half"]), "run_offs": 1}
    rounds, kind, level = [], "no candidate" if not names else "uncontested", names
    while len(names) > 1 and len(rounds) <= rules["run_offs"]:
        rounds.append(a_round(chance, len(rounds) + 1, level, len(roll)))
        kind, level = decide(rules, rounds[-1])
        if kind == "elected":
            break
        kind = "run-off" if len(rounds) <= rules["run_offs"] else "to the group"
    chosen = chance.choice(level) if level else None
    document = {
        "format": recount.FORMAT,
        "assembly": {"slug": "a", "name": "Assembly"},
        "contest": {"reference": "c", "office": "Chair", "forum": "Southeast", "reason": "first",
                    "document": "staffs-alliance", "version": "1"},
        "rules": rules,
        "candidates": [
            {"id": name, "name": f"Person {name}", "organisation": f"Body {name}"} for name in names
        ],
        "roll": roll,
        "rounds": rounds,
        "outcome": {
            "kind": kind,
            "elected": chosen,
            "method": "A show of hands." if kind == "to the group" else "",
        },
    }  # fmt: skip
    return signed(document)


def a_round(chance: random.Random, number: int, candidates: list[str], roll: int) -> dict[str, Any]:
    voted = chance.randint(0, roll)
    ballots = [
        {
            "receipt": "".join(chance.choices(LETTERS, k=20)),
            "choice": chance.choice([*candidates * 3, None]),
        }
        for _ in range(voted)
    ]
    ballots.sort(key=lambda ballot: ballot["receipt"])
    told = {
        "number": number,
        "opens_at": f"2026-0{number}-01T09:00:00+00:00",
        "closes_at": f"2026-0{number}-15T17:00:00+00:00",
        "candidates": list(candidates),
        "tellers": ["Teller"],
        "voted": voted,
        "later_refused": chance.randint(0, 3) if voted else 0,
        "sealed_digest": "0" * 64,
        "ballots": ballots,
    }
    return counted(told)


def counted(round: dict[str, Any]) -> dict[str, Any]:
    choices = [ballot["choice"] for ballot in round["ballots"]]
    count = {name: choices.count(name) for name in round["candidates"]}
    round["count"] = {**count, "blank": choices.count(None)}
    round["ballots_digest"] = recount.digest_of_ballots(round["ballots"])
    return round


def decide(rules: dict[str, Any], round: dict[str, Any]) -> tuple[str, list[str]]:
    votes = {name: n for name, n in round["count"].items() if name != "blank"}
    order = sorted(votes.values(), reverse=True)
    first = [name for name, n in votes.items() if n == order[0]]
    if len(first) == 1 and (rules["wins"] == "most votes" or order[0] * 2 > sum(order)):
        return "elected", first
    if len(first) == 1:
        return "level", [name for name, n in votes.items() if n >= order[1]]
    return "level", first


def signed(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "digest": recount.digest_of(document)}


def altered(document: dict[str, Any], chance: random.Random) -> tuple[str, dict[str, Any]]:
    """One change to an election, its digest mended or not as a forger might."""
    changed = deepcopy(document)
    deeds = [change_outcome, change_roll, change_candidate]
    if any(round["ballots"] for round in changed["rounds"]):
        deeds += [change_vote, drop_ballot, add_ballot, copy_ballot, change_receipt]
        deeds += [change_count, change_turnout, forge_throughout]
    if changed["rounds"]:
        deeds += [drop_round, swap_candidates]
    while True:
        deed = chance.choice(deeds)
        before = recount.digest_of(changed)
        deed(changed, chance)
        if recount.digest_of(changed) != before:
            break
    return deed.__name__, signed(changed) if chance.random() < 0.5 else changed


def a_round_with_ballots(document, chance):
    return chance.choice([round for round in document["rounds"] if round["ballots"]])


def change_vote(document, chance):
    round = a_round_with_ballots(document, chance)
    ballot = chance.choice(round["ballots"])
    ballot["choice"] = chance.choice([*round["candidates"], None])


def forge_throughout(document, chance):
    change_vote(document, chance)
    for round in document["rounds"]:
        counted(round)


def drop_ballot(document, chance):
    round = a_round_with_ballots(document, chance)
    round["ballots"].remove(chance.choice(round["ballots"]))


def add_ballot(document, chance):
    round = chance.choice(document["rounds"])
    receipt = "".join(chance.choices(LETTERS, k=20))
    round["ballots"].append({"receipt": receipt, "choice": chance.choice(round["candidates"])})


def copy_ballot(document, chance):
    round = a_round_with_ballots(document, chance)
    round["ballots"].append(dict(chance.choice(round["ballots"])))


def change_receipt(document, chance):
    ballot = chance.choice(a_round_with_ballots(document, chance)["ballots"])
    ballot["receipt"] = "".join(chance.choices(LETTERS, k=20))


def change_count(document, chance):
    round = chance.choice(document["rounds"])
    round["count"][chance.choice([*round["candidates"], "blank"])] += chance.choice([-1, 1])


def change_turnout(document, chance):
    chance.choice(document["rounds"])["voted"] += chance.choice([-1, 1])


def change_outcome(document, chance):
    outcome = document["outcome"]
    if chance.random() < 0.5:
        outcome["elected"] = chance.choice([one["id"] for one in document["candidates"]] or ["9"])
    else:
        outcome["kind"] = chance.choice(["elected", "uncontested", "to the group", "no candidate"])


def change_roll(document, chance):
    document["roll"].append("Organisation nobody knows")


def change_candidate(document, chance):
    if document["candidates"]:
        chance.choice(document["candidates"])["name"] = "Somebody else"


def drop_round(document, chance):
    document["rounds"].pop(chance.randrange(len(document["rounds"])))


def swap_candidates(document, chance):
    round = chance.choice(document["rounds"])
    one, other = chance.sample(round["candidates"], 2)
    for ballot in round["ballots"]:
        ballot["choice"] = {one: other, other: one}.get(ballot["choice"], ballot["choice"])
