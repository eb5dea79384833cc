"""When a member that gives notice has left."""

from datetime import date

from folkmoot.rules.findings import Finding
from folkmoot.rules.periods import add
from folkmoot.rules.rulebook import Rulebook

NOTICE = "leaving.notice"


def leaving_ends_on(book: Rulebook, *, given_on: date) -> date:
    """
    Return the first day on which a member that gives notice is no longer a member.

    Notice of one calendar month given on 31 January ends on 28 February.

    :param given_on: the day the written notice reaches the chair, in local time.
    """
    return add(given_on, book.period(NOTICE))


def leaving_notice_is_served(book: Rulebook, *, given_on: date, ends_on: date) -> Finding:
    """Test whether a membership ends no sooner than its notice allows."""
    earliest = leaving_ends_on(book, given_on=given_on)
    facts = {"given_on": given_on, "ends_on": ends_on, "earliest": earliest}
    holds = ends_on >= earliest
    return Finding(
        book.parameter(NOTICE).clause,
        holds,
        "leaving-notice-too-short",
        facts,
        from_when=None if holds else earliest,
    )


def exclusion_in_notice_has_a_reason(book: Rulebook, *, excluded: bool, reason: str) -> Finding:
    """
    Test whether a departing member is left out of business only for a stated reason.

    Without an exclusion its rights go on until the notice has run.
    """
    needs = book.parameter("leaving.exclusion_needs_reason")
    holds = not excluded or bool(reason.strip()) or needs.value is False
    return Finding(needs.clause, holds, "exclusion-without-reason", {})
