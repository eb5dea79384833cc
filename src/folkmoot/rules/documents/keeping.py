"""Whether a document is kept, changed and looked at again as the documents say."""

from datetime import date

from folkmoot.rules.findings import Finding
from folkmoot.rules.periods import add
from folkmoot.rules.rulebook import Rulebook

REVIEW, LAWS, STATUS, KEEPER = "review.interval", "laws.check", "status.check", "tor.keeper"


def live_document_bears_no_draft_mark(
    book: Rulebook, *, is_live: bool, has_draft_mark: bool
) -> Finding:
    """Test that a live text is not marked as a draft. The status counts; its owner is warned."""
    clause = book.clause("live-or-draft")
    return Finding(clause, not (is_live and has_draft_mark), "live-bears-a-draft-mark")


def revision_has_its_equality_check(
    book: Rulebook, *, is_revision: bool, has_check: bool, has_waiver: bool
) -> Finding:
    """Test that a revised version has its equality impact assessment, or the reason for none."""
    clause = book.clause("equality-check")
    holds = not is_revision or has_check or has_waiver
    return Finding(clause, holds, "revision-waits-for-equality")


def review_follows_the_cycle(
    book: Rulebook, *, reviewed_on: date, next_on: date, has_agreement: bool
) -> Finding:
    """
    Test that the next review is within the cycle, counted from the last review or adoption.

    A later day needs an agreement of the partners, which is kept.

    :raises NotFixed: if the document fixes no cycle.
    """
    latest = add(reviewed_on, book.period(REVIEW))
    facts = {"next_on": next_on, "latest": latest, "interval": book.period(REVIEW)}
    holds = next_on <= latest or has_agreement
    return Finding(book.parameter(REVIEW).clause, holds, "review-beyond-the-cycle", facts)


def terms_are_changed_by_their_keeper(book: Rulebook, *, changed_by: str) -> Finding:
    """
    Test that terms of reference are changed by the body that keeps them.

    :raises NotFixed: if the document names no keeper.
    """
    keeper = book.word(KEEPER)
    clause = book.parameter(KEEPER).clause
    holds = changed_by == keeper
    return Finding(clause, holds, "terms-of-another", {"keeper": keeper}, by_whom=keeper)


def rewrite_hears_each_group(
    book: Rulebook, *, groups: int, heard: int, unanswered: int
) -> Finding:
    """Test that each group a rewriting touches was asked, and each comment has its reply."""
    facts = {"groups": groups, "heard": heard, "unanswered": unanswered}
    holds = groups > 0 and heard == groups and unanswered == 0
    return Finding(book.clause("project"), holds, "rewrite-not-heard", facts)


def sharing_says_what_it_needs(
    book: Rulebook, *, has_purpose: bool, has_fields: bool, has_basis: bool, has_end: bool
) -> Finding:
    """Test that an agreement to share data says why, what, on which legal ground, until when."""
    missing = [
        words
        for is_there, words in (
            (has_purpose, "what it is for"),
            (has_fields, "which facts are shared"),
            (has_basis, "its lawful basis"),
            (has_end, "the day it ends"),
        )
        if not is_there
    ]
    return Finding(
        book.clause("data-sharing"), not missing, "sharing-not-said", {"missing": missing}
    )


def law_is_checked(book: Rulebook, *, checked_on: date, on: date) -> Finding:
    """
    Test that somebody has looked lately whether a law still holds. It points out.

    :raises NotFixed: if the document fixes no such time.
    """
    until = add(checked_on, book.period(LAWS))
    facts = {"checked_on": checked_on, "until": until}
    return Finding(book.parameter(LAWS).clause, on <= until, "law-not-checked", facts)


def statement_is_fresh(book: Rulebook, *, checked_on: date, on: date) -> Finding:
    """
    Test that a statement of how things stand was checked lately. It points out.

    :raises NotFixed: if the document fixes no such time.
    """
    until = add(checked_on, book.period(STATUS))
    facts = {"checked_on": checked_on, "until": until}
    return Finding(book.parameter(STATUS).clause, on <= until, "statement-out-of-date", facts)
