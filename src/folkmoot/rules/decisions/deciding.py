"""When a decision is taken: by consensus, by a vote, and between meetings."""

from datetime import datetime
from fractions import Fraction

from folkmoot.rules.findings import Finding
from folkmoot.rules.periods import Span, add_to_moment
from folkmoot.rules.rulebook import NotFixed, Rulebook

SIMPLE = "simple majority"
MAJORITY = "vote.majority"
FURTHER = "vote.further_votes"
WINDOW = "urgent.window"


def consensus_is_reached(book: Rulebook, *, blocks: int) -> Finding:
    """
    Test whether members agree.

    :param blocks: objections that stand and hold up a consensus. Only those of members
        of the classes that the rulebook names do; the views of others are noted.
    """
    blocked_by = book.parameter("consensus.blocked_by")
    facts = {"blocks": blocks, "blocked_by": book.words(blocked_by.name)}
    return Finding(blocked_by.clause, not blocks, "consensus-blocked", facts)


def vote_is_called_by_the_chair(book: Rulebook, *, is_presiding: bool, reason: str) -> Finding:
    """
    Test whether whoever presides calls the vote, and says why talk was not enough.

    :param is_presiding: whether it is called by the chair, or by whoever acts for the chair.
    """
    caller = book.parameter("vote.called_by")
    if not is_presiding:
        by_whom = "whoever presides"
        return Finding(caller.clause, False, "vote-not-called-by-chair", {}, by_whom=by_whom)
    return Finding(caller.clause, bool(reason.strip()), "vote-without-reason", {})


def one_vote_for_each_member(book: Rulebook, *, votes_already: int) -> Finding:
    """
    Test whether a member organisation still has its vote on a question.

    :param votes_already: votes it has cast on it, by any of its people.
    """
    votes = book.parameter("vote.votes")
    holds = votes_already < book.whole(votes.name)
    return Finding(votes.clause, holds, "vote-cast-already", {"votes": str(votes)})


def motion_is_carried(book: Rulebook, *, votes_for: int, votes_against: int) -> Finding:
    """
    Test whether a motion is carried; those who abstain are left out.

    When as many are for as against, nobody voting either way included, it is tied.
    """
    majority = book.parameter(MAJORITY)
    holds = is_carried(book, MAJORITY, votes_for=votes_for, votes_against=votes_against)
    code = "motion-tied" if votes_for == votes_against else "motion-lost"
    facts = tally(book, MAJORITY, votes_for=votes_for, votes_against=votes_against)
    return Finding(majority.clause, holds, code, facts)


def chair_has_no_casting_vote(book: Rulebook, *, casting: bool) -> Finding:
    """
    Test whether nobody has a vote more than their organisation's own.

    :param casting: whether a vote is cast to break a tie.
    """
    may = book.parameter("vote.casting")
    return Finding(may.clause, not casting or may.value is True, "no-casting-vote", {})


def tied_motion_is_voted_again(
    book: Rulebook, *, votes_taken: int, is_debated_again: bool
) -> Finding:
    """
    Test whether a tied motion may be voted on once more.

    When it may not, it falls as undecided, and things stay as they were.

    :param votes_taken: votes on it so far, each of them tied.
    :param is_debated_again: whether it was talked over since the last of them.
    :raises ValueError: if no vote was taken, so that none was tied.
    """
    if votes_taken < 1:
        raise ValueError(f"a tied motion was voted on once or more, not {votes_taken} times")
    further = book.parameter(FURTHER)
    facts = {"votes_taken": votes_taken, "further": str(further)}
    if votes_taken > book.whole(FURTHER):
        return Finding(further.clause, False, "no-further-vote", facts)
    return Finding(further.clause, is_debated_again, "debate-again-first", facts)


def urgent_decision_has_its_reason(book: Rulebook, *, mode: str, reason: str) -> Finding:
    """
    Test whether an urgent decision is sought in a way there is, and says why it cannot wait.

    :param mode: by the name the rulebook uses, such as "electronic poll".
    """
    ways = book.parameter("urgent.modes")
    modes = book.words(ways.name)
    if mode not in modes:
        facts = {"mode": mode, "modes": modes}
        return Finding(ways.clause, False, "urgent-mode-unknown", facts)
    return Finding(ways.clause, bool(reason.strip()), "urgent-without-reason", {"mode": mode})


def urgent_window_is_long_enough(
    book: Rulebook, *, opens_at: datetime, closes_at: datetime
) -> Finding:
    """
    Test whether members have long enough to answer an urgent question.

    :raises ValueError: if it closes before it opens.
    """
    period = book.period(WINDOW)
    earliest = add_to_moment(opens_at, period)
    Span(opens_at, closes_at)
    holds = not Span(earliest).is_to_come(closes_at)
    facts = {"closes_at": closes_at, "earliest": earliest, "needed": str(period)}
    from_when = None if holds else earliest
    clause = book.parameter(WINDOW).clause
    return Finding(clause, holds, "urgent-window-too-short", facts, from_when=from_when)


def co_option_is_carried(book: Rulebook, *, votes_for: int, votes_against: int) -> Finding:
    """Test whether the co-ordination group has voted to take in one more."""
    name = "coopt.majority"
    holds = is_carried(book, name, votes_for=votes_for, votes_against=votes_against)
    facts = tally(book, name, votes_for=votes_for, votes_against=votes_against)
    return Finding(book.parameter(name).clause, holds, "co-option-not-carried", facts)


def forums_agree_on_wider_matters(
    book: Rulebook, *, answered: list[str], forums: list[str]
) -> Finding:
    """
    Test whether every forum that a matter touches has answered.

    :param answered: the forums whose answer is on record, by name.
    :param forums: the forums it touches, by the same names.
    """
    asked = book.parameter("wider.asks")
    missing = [forum for forum in forums if forum not in answered]
    return Finding(asked.clause, not missing, "forums-not-heard", {"missing": missing})


def is_carried(book: Rulebook, name: str, *, votes_for: int, votes_against: int) -> bool:
    """
    Tell whether a vote reaches the majority that a parameter fixes.

    :param name: a parameter that is "simple majority", more for than against; or a
        share of the votes cast for or against, which is enough when reached.
    :raises NotFixed: for any other majority.
    :raises ValueError: for fewer than no votes.
    """
    if votes_for < 0 or votes_against < 0:
        raise ValueError(f"votes are counted from 0: {votes_for} for, {votes_against} against")
    value = book.parameter(name).value
    if isinstance(value, Fraction):
        return votes_for > 0 and votes_for >= value * (votes_for + votes_against)
    if value != SIMPLE:
        raise NotFixed(f"{name!r} in {book} is {value!r}, not {SIMPLE!r} or a share")
    return votes_for > votes_against


def tally(book: Rulebook, name: str, *, votes_for: int, votes_against: int) -> dict[str, object]:
    """Return the facts of a vote, with the majority it needed in words."""
    majority = str(book.parameter(name))
    return {"votes_for": votes_for, "votes_against": votes_against, "majority": majority}
