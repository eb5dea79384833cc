"""Who is elected, when a run-off follows, and when the result is final."""

from dataclasses import dataclass
from typing import Literal

from folkmoot.rules.findings import Clause, Finding
from folkmoot.rules.rulebook import NotFixed, Rulebook

type Kind = Literal["elected", "run-off", "to the group", "no candidate", "uncontested"]

WINS = "election.wins"
RUN_OFFS = "tie.run_offs"
SECOND_TIE = "tie.after_run_off"
MOST_VOTES, OVER_HALF = "most votes", "more than half"

_CODES = {
    "elected": "elected",
    "uncontested": "elected",
    "no candidate": "no-candidate",
    "run-off": "tie",
    "to the group": "tie-again",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What a count means.

    :param kind: "elected" or "uncontested", then `leaders` is the one elected;
        "run-off", then they are the candidates in it; "to the group", then they are
        those who are level still; "no candidate", then there are none.
    """

    kind: Kind
    leaders: tuple[str, ...]
    clause: Clause


def election_outcome(book: Rulebook, *, votes: dict[str, int], round: int) -> Outcome:
    """
    Return what a count means under the rulebook.

    Whoever has most votes is elected; one candidate alone is elected unopposed. A
    tie for first place goes to a run-off between those who are level, as often as
    the rulebook allows, and after that to the group. Where a forum asks for more
    than half of the votes and nobody has that, the first and the second go on.

    :param votes: the count: each candidate on the ballot, with votes, 0 among them.
    :param round: 1 for the first ballot, 2 for its run-off.
    :raises ValueError: for a round before the first or fewer than no votes.
    """
    if round < 1 or any(count < 0 for count in votes.values()):
        raise ValueError(f"a count has a round from 1 and votes from 0: {round}, {votes}")
    wins = book.parameter(WINS)
    ranked = sorted(votes, key=lambda name: (-votes[name], name))
    if len(ranked) < 2:
        return Outcome("uncontested" if ranked else "no candidate", tuple(ranked), wins.clause)
    leaders = [name for name in ranked if votes[name] == votes[ranked[0]]]
    if len(leaders) == 1:
        if _is_enough(book, votes, leaders[0]):
            return Outcome("elected", tuple(leaders), wins.clause)
        leaders = [name for name in ranked if votes[name] >= votes[ranked[1]]]
    if round <= book.whole(RUN_OFFS):
        return Outcome("run-off", tuple(leaders), book.parameter(RUN_OFFS).clause)
    return Outcome("to the group", tuple(leaders), book.parameter(SECOND_TIE).clause)


def most_votes_wins(book: Rulebook, *, votes: dict[str, int], round: int) -> Finding:
    """Test whether a count elects somebody; if not, the code says why."""
    outcome = election_outcome(book, votes=votes, round=round)
    holds = outcome.kind in ("elected", "uncontested")
    level = len({votes[name] for name in outcome.leaders}) == 1
    apart = outcome.kind == "run-off" and not level
    code = "no-majority" if apart else _CODES[outcome.kind]
    return Finding(outcome.clause, holds, code, _facts(outcome, round))


def tie_goes_to_run_off(book: Rulebook, *, votes: dict[str, int], round: int) -> Finding:
    """Test whether a count calls for a run-off, between the leaders among its facts."""
    outcome = election_outcome(book, votes=votes, round=round)
    clause = book.parameter(RUN_OFFS).clause
    return Finding(clause, outcome.kind == "run-off", "not-a-run-off", _facts(outcome, round))


def second_tie_goes_to_the_group(book: Rulebook, *, votes: dict[str, int], round: int) -> Finding:
    """Test whether a count leaves the choice to the group, in a way that is recorded."""
    outcome = election_outcome(book, votes=votes, round=round)
    clause = book.parameter(SECOND_TIE).clause
    return Finding(
        clause, outcome.kind == "to the group", "not-for-the-group", _facts(outcome, round)
    )


def result_is_verified(book: Rulebook, *, verified: bool, counted: int, marked: int) -> Finding:
    """
    Test whether a result may be announced.

    :param verified: whether the returning officer has said that the count is right.
    :param counted: ballots in the count.
    :param marked: organisations marked on the roll as having voted.
    """
    clause = book.parameter("result.provisional_until").clause
    facts = {"counted": counted, "marked": marked}
    if counted != marked:
        return Finding(clause, False, "count-differs-from-roll", facts)
    return Finding(clause, verified, "result-not-verified", facts)


def _is_enough(book: Rulebook, votes: dict[str, int], leader: str) -> bool:
    wins = book.word(WINS)
    if wins not in (MOST_VOTES, OVER_HALF):
        raise NotFixed(f"{WINS!r} in {book} is {wins!r}, not {MOST_VOTES!r} or {OVER_HALF!r}")
    return wins == MOST_VOTES or votes[leader] * 2 > sum(votes.values())


def _facts(outcome: Outcome, round: int) -> dict[str, object]:
    return {"leaders": outcome.leaders, "kind": outcome.kind, "round": round}
