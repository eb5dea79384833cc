"""What a member may do, and when it may be stopped."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

REMOVED = "suspension.removes"


def member_may_vote(book: Rulebook, *, membership_class: str, suspended: bool) -> Finding:
    """Test whether a member has a vote: its class gives it one, and it is not suspended."""
    voting = book.parameter("voting.classes")
    may = book.words(voting.name)
    facts = {"membership_class": membership_class, "may": may}
    if membership_class not in may:
        return Finding(voting.clause, False, "class-may-not-vote", facts, by_whom=members_of(may))
    if suspended:
        return _suspended(book, act="vote")
    return Finding(voting.clause, True, "class-may-not-vote", facts)


def member_may_stand(
    book: Rulebook, *, membership_class: str, suspended: bool, office: str
) -> Finding:
    """
    Test whether a member may stand for an office.

    :param office: one of the offices that the rulebook names, such as "vice-chair".
    """
    standing, named = book.parameter("office.classes"), book.words("office.names")
    may = book.words(standing.name)
    if office not in named:
        return Finding(
            standing.clause, False, "office-unknown", {"office": office, "offices": named}
        )
    facts = {"membership_class": membership_class, "office": office, "may": may}
    if membership_class not in may:
        return Finding(
            standing.clause, False, "class-may-not-stand", facts, by_whom=members_of(may)
        )
    if suspended:
        return _suspended(book, act="stand")
    return Finding(standing.clause, True, "class-may-not-stand", facts)


def suspension_rests_on_a_case(book: Rulebook, *, reason: str, case_open: bool) -> Finding:
    """Test whether a suspension has an open case about a breach behind it, and a reason."""
    clause = book.parameter(REMOVED).clause
    if not case_open:
        return Finding(clause, False, "suspension-without-case", {"reason": reason})
    return Finding(clause, bool(reason.strip()), "suspension-without-reason", {"reason": reason})


def absence_raises_a_case(book: Rulebook, *, unexplained_in_a_row: int) -> Finding:
    """
    Test whether absence has gone on long enough for a case to be raised.

    A case is all that it raises: people decide what follows.

    :param unexplained_in_a_row: meetings missed one after another without a word.
    """
    threshold = book.parameter("absence.threshold")
    facts = {"unexplained": unexplained_in_a_row, "threshold": book.whole(threshold.name)}
    holds = unexplained_in_a_row >= book.whole(threshold.name)
    return Finding(threshold.clause, holds, "absence-below-threshold", facts)


def members_of(classes: tuple[str, ...]) -> str:
    """Say who has a right: "a full member"."""
    return " or ".join(f"{'an' if name[0] in 'aeiou' else 'a'} {name} member" for name in classes)


def _suspended(book: Rulebook, *, act: str) -> Finding:
    holds = act not in book.words(REMOVED)
    return Finding(book.parameter(REMOVED).clause, holds, "suspended", {"act": act})
