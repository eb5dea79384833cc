"""When a ballot is open, and whose vote counts."""

from datetime import datetime

from folkmoot.rules.findings import Finding
from folkmoot.rules.membership.rights import members_of
from folkmoot.rules.periods import Span
from folkmoot.rules.rulebook import Rulebook


def ballot_follows_nominations(
    book: Rulebook, *, nominations_close_at: datetime, ballot_opens_at: datetime, published: bool
) -> Finding:
    """
    Test whether a ballot opens only when nominations have closed and are published.

    :param published: whether every valid nomination has been shown to the members,
        with how and when to vote.
    """
    poll, shown = book.parameter("chair.method"), book.parameter("ballot.modes")
    facts = {"nominations_close_at": nominations_close_at, "ballot_opens_at": ballot_opens_at}
    if not Span(nominations_close_at).is_to_come(ballot_opens_at):
        return Finding(shown.clause, published, "nominations-not-published", facts)
    return Finding(
        poll.clause, False, "nominations-still-open", facts, from_when=nominations_close_at
    )


def voter_is_entitled(book: Rulebook, *, on_roll: bool, membership_class: str) -> Finding:
    """
    Test whether an organisation has a vote in an election.

    :param on_roll: whether it stands on the roll fixed for this election.
    """
    voting = book.parameter("roll.classes")
    may = book.words(voting.name)
    facts = {"membership_class": membership_class, "may": may}
    if membership_class not in may:
        return Finding(voting.clause, False, "class-may-not-vote", facts, by_whom=members_of(may))
    return Finding(voting.clause, on_roll, "not-on-roll", facts)


def ballot_is_in_time(
    book: Rulebook, *, opens_at: datetime, closes_at: datetime, at: datetime
) -> Finding:
    """Test whether a ballot arrives while the ballot is open: [opens, closes)."""
    open_for = Span(opens_at, closes_at)
    early = open_for.is_to_come(at)
    return Finding(
        book.parameter("ballot.length").clause,
        at in open_for,
        "ballot-not-open" if early else "ballot-closed",
        {"opens_at": opens_at, "closes_at": closes_at},
        from_when=opens_at if early else None,
    )


def one_vote_each(book: Rulebook, *, already_voted: bool) -> Finding:
    """Test whether an organisation still has its vote."""
    votes = book.parameter("ballot.votes")
    return Finding(votes.clause, not already_voted, "already-voted", {"votes": str(votes)})


def returning_officer_is_not_a_candidate(book: Rulebook, *, is_candidate: bool) -> Finding:
    """Test whether whoever runs an election stands outside it."""
    may_stand = book.parameter("returning_officer.may_stand")
    holds = not is_candidate or may_stand.value is True
    by_whom = None if holds else "somebody who is not a candidate"
    return Finding(may_stand.clause, holds, "returning-officer-is-candidate", {}, by_whom=by_whom)
