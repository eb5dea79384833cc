"""
Count the published ballots of an election again.

    folkmoot recount FILE [--digest HASH]
    python recount.py FILE [--digest HASH]

FILE is what the page of an election offers to take away. This file needs nothing but
Python: it can be read and run by somebody who has never seen the rest. It counts each
round, follows the rule for ties, and compares what it finds with what was declared.
Give the digest that was printed in the letters: a file that was changed throughout,
with care, agrees with itself and not with that.

Exit 0: it agrees. 1: something differs, and what. 2: the file cannot be read.
"""

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FORMAT = "folkmoot-election/1"
RECEIPT = re.compile(r"[A-Z2-7]{20}")
Document = dict[str, Any]


class Unreadable(ValueError):
    """The file is not an election that this can count."""


def digest_of(document: Document) -> str:
    """Return the SHA-256 of an election's document, its own digest left out."""
    rest = {name: part for name, part in document.items() if name != "digest"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_ballots(ballots: Sequence[Document]) -> str:
    """Return the SHA-256 over ballots, one a line, sorted by their receipts."""
    lines = sorted(f"{ballot['receipt']} {ballot['choice'] or 'blank'}" for ballot in ballots)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def differences(document: Document, *, digest: str = "") -> list[str]:
    """
    Return what does not agree in an election's document, each in a sentence.

    :param digest: the digest of the document as it was printed elsewhere, if it is known.
    :raises Unreadable: if it is not such a document.
    """
    try:
        found = [*_digests(document, digest), *_candidates(document)]
        for number, round in enumerate(document["rounds"], 1):
            found += _round(document, round, number)
        return [*found, *_outcome(document)]
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise Unreadable(f"it lacks a part, or one is of the wrong kind ({error!r})") from error


def followed(document: Document) -> tuple[str, list[str]]:
    """
    Return what the ballots give under the rule: the kind of outcome, and its leaders.

    The kind is one of: elected, uncontested, no candidate, run-off, to the group, not
    counted. A run-off is said only where its ballots are not in the document.
    """
    names = [candidate["id"] for candidate in document["candidates"]]
    if len(names) < 2:
        return ("uncontested" if names else "no candidate"), names
    standing, kind = names, "not counted"
    for number, round in enumerate(document["rounds"], 1):
        kind, standing = _rule(document["rules"], counted(round), number)
        if kind != "run-off":
            break
    return kind, standing


def counted(round: Document) -> dict[str, int]:
    """Return the votes for each candidate of a round; blank ballots are left out."""
    votes = Counter(ballot["choice"] for ballot in round["ballots"])
    return {name: votes[name] for name in round["candidates"]}


def _rule(rules: Document, votes: dict[str, int], number: int) -> tuple[str, list[str]]:
    ranked = sorted(votes, key=lambda name: -votes[name])
    leaders = [name for name in ranked if votes[name] == votes[ranked[0]]]
    if len(leaders) == 1:
        if rules["wins"] == "most votes" or votes[leaders[0]] * 2 > sum(votes.values()):
            return "elected", leaders
        leaders = [name for name in ranked if votes[name] >= votes[ranked[1]]]
    return ("run-off" if number <= rules["run_offs"] else "to the group"), leaders


def _digests(document: Document, outside: str) -> list[str]:
    if document["format"] != FORMAT:
        raise Unreadable(f"its format is {document['format']!r}, not {FORMAT!r}")
    found, digest = [], digest_of(document)
    if document["digest"] != digest:
        found.append("The file has been changed: its own digest is not that of what it says.")
    if outside and outside.strip().lower() != digest:
        found.append("The file is not the one whose digest you were given.")
    return found


def _candidates(document: Document) -> list[str]:
    names = [candidate["id"] for candidate in document["candidates"]]
    if not all(isinstance(name, str) and name for name in names):
        raise Unreadable("a candidate has no id")
    if document["rules"]["wins"] not in ("most votes", "more than half"):
        raise Unreadable(f"the rule {document['rules']['wins']!r} is not known")
    return [] if len(set(names)) == len(names) else ["A candidate is listed twice."]


def _round(document: Document, round: Document, number: int) -> list[str]:
    found, ballots = [], round["ballots"]
    names = [candidate["id"] for candidate in document["candidates"]]

    def check(holds: bool, words: str) -> None:
        if not holds:
            found.append(f"Round {number}: {words}")

    check(round["number"] == number, f"it is numbered {round['number']}.")
    before = document["rounds"][number - 2] if number > 1 else None
    if before is None:
        should, why = names, "those who stand"
    else:
        kind, should = _rule(document["rules"], counted(before), number - 1)
        why = "those who were level before"
        check(kind == "run-off", "there should be none, because the round before settled it.")
        check(round["opens_at"] >= before["closes_at"], "it opened before the last one closed.")
    check(sorted(round["candidates"]) == sorted(should), f"its candidates are not {why}.")
    check(round["closes_at"] > round["opens_at"], "it closed before it opened.")
    receipts = [ballot["receipt"] for ballot in ballots]
    check(len(set(receipts)) == len(receipts), "a receipt appears twice.")
    check(all(RECEIPT.fullmatch(receipt) for receipt in receipts), "a receipt is malformed.")
    choices = {ballot["choice"] for ballot in ballots} - {None}
    check(choices <= set(round["candidates"]), "a ballot is for somebody not on the paper.")
    check(
        len(ballots) == round["voted"],
        f"there are {len(ballots)} ballots, and {round['voted']} organisations voted.",
    )
    check(
        round["later_refused"] == 0 or round["voted"] > 0,
        "later ballots were refused, and nobody had voted before.",
    )
    check(
        round["voted"] <= len(document["roll"]),
        f"{round['voted']} organisations voted, and the roll has {len(document['roll'])}.",
    )
    check(
        digest_of_ballots(ballots) == round["ballots_digest"],
        "the ballots are not those whose digest was recorded.",
    )
    blank = sum(ballot["choice"] is None for ballot in ballots)
    check(
        {**counted(round), "blank": blank} == round["count"],
        "the ballots do not give the count that was published.",
    )
    return found


def _outcome(document: Document) -> list[str]:
    declared = document["outcome"]
    kind, leaders = followed(document)
    names = {candidate["id"]: candidate["name"] for candidate in document["candidates"]}
    if len(names) < 2 and document["rounds"]:
        return ["There is a ballot, though fewer than two people stood."]
    if declared["kind"] == "":
        return [] if declared["elected"] is None else ["Somebody is elected, and none declared."]
    if declared["kind"] != kind:
        return [f"“{declared['kind']}” was declared, and the ballots give “{kind}”."]
    if kind in ("elected", "uncontested") and declared["elected"] != leaders[0]:
        return [f"The ballots elect {names[leaders[0]]}, and somebody else was declared."]
    if kind == "no candidate" and declared["elected"] is not None:
        return ["Somebody was declared, and nobody stood."]
    if kind == "to the group":
        if declared["elected"] not in leaders:
            return ["Whoever the group chose was not among those who were level."]
        if not str(declared["method"]).strip():
            return ["It does not say in what way the group chose."]
    if kind == "run-off":
        return ["A result was declared, and a run-off is still to be held."]
    return []


def _told(document: Document) -> list[str]:
    names = {candidate["id"]: candidate["name"] for candidate in document["candidates"]}
    contest, lines = document["contest"], []
    lines.append(f"{contest['office']}, {contest['forum']} ({document['assembly']['name']})")
    for round in document["rounds"]:
        blank = sum(ballot["choice"] is None for ballot in round["ballots"])
        lines.append(
            f"Round {round['number']}: {len(round['ballots'])} ballots, "
            f"{len(document['roll'])} organisations on the roll."
        )
        if round["later_refused"]:
            lines.append(
                f"  The first ballot counts; later ballots refused: {round['later_refused']}."
            )
        for name, votes in sorted(counted(round).items(), key=lambda item: -item[1]):
            lines.append(f"  {votes:>5}  {names[name]}")
        lines.append(f"  {blank:>5}  blank")
    kind, leaders = followed(document)
    who = " and ".join(names[name] for name in leaders)
    words = {
        "elected": f"The ballots elect {who}.",
        "uncontested": f"{who} stood alone and is elected without a ballot.",
        "no candidate": "Nobody stood.",
        "run-off": f"{who} are level: a run-off between them is to be held.",
        "to the group": f"{who} are level again: the group chooses between them.",
        "not counted": "The ballots have not been opened yet.",
    }
    lines.append(words[kind])
    if kind == "to the group" and document["outcome"]["elected"]:
        chosen = names[document["outcome"]["elected"]]
        lines.append(f"The group chose {chosen}: {document['outcome']['method']}")
    if not document["outcome"]["kind"]:
        lines.append("No result has been declared yet.")
    return lines


def main(argv: Sequence[str]) -> int:
    """Count the file named in the arguments again, say what was found, and return 0, 1 or 2."""
    parser = argparse.ArgumentParser(
        prog="recount", description="Count the published ballots of an election again."
    )
    parser.add_argument("file", type=Path, help="the election, as its page gives it out")
    parser.add_argument("--digest", default="", help="its digest, from a letter or the record")
    try:
        given = parser.parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    try:
        document = json.loads(given.file.read_text("utf-8"))
        if not isinstance(document, dict):
            raise Unreadable("it is not an election")
        found = differences(document, digest=given.digest)
        lines = _told(document)
    except OSError as error:
        print(f"{given.file} cannot be read: {error.strerror}.", file=sys.stderr)
        return 2
    except (Unreadable, ValueError, KeyError, TypeError, RecursionError) as error:
        print(f"{given.file} cannot be counted: {error}.", file=sys.stderr)
        return 2
    print("\n".join(lines))
    if found:
        print("\nThis does not agree with what was published:")
        print("\n".join(f"- {words}" for words in found))
        return 1
    print(f"\nThis agrees with what was published. Its digest is {digest_of(document)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
