"""Whether a fund opens, an award lasts and an end of funding comes as the documents say."""

from datetime import date

from folkmoot.rules.findings import Finding
from folkmoot.rules.periods import add
from folkmoot.rules.rulebook import Rulebook

NOTICE, TENDER, YEARS = "notice.funding", "tender.minimum", "multi_year.minimum"


def binds_who_funds(book: Rulebook) -> bool:
    """Whether a document says how much notice the end of funding needs."""
    return NOTICE in book.parameters


def notice_is_long_enough(
    book: Rulebook, *, given_on: date, ends_on: date, has_exception: bool
) -> Finding:
    """
    Test how much notice the end of a funding gets, in whole calendar months.

    Less is refused unless an exception is published, with what it rests on.

    :raises NotFixed: if the document fixes no notice.
    """
    earliest = add(given_on, book.period(NOTICE))
    facts = {"ends_on": ends_on, "earliest": earliest, "notice": book.period(NOTICE)}
    holds = ends_on >= earliest or has_exception
    clause = book.parameter(NOTICE).clause
    return Finding(clause, holds, "notice-too-short", facts, from_when=earliest)


def time_to_bid_is_adequate(
    book: Rulebook, *, opens_on: date, closes_on: date, has_reason: bool
) -> Finding:
    """
    Test how long people have to apply; less than the least needs a reason that all can read.

    :raises NotFixed: if the document fixes no such time.
    """
    earliest = add(opens_on, book.period(TENDER))
    facts = {"days": (closes_on - opens_on).days, "least": book.period(TENDER)}
    holds = closes_on >= earliest or has_reason
    clause = book.parameter(TENDER).clause
    return Finding(clause, holds, "time-to-bid-too-short", facts, from_when=earliest)


def award_runs_over_years(
    book: Rulebook, *, starts_on: date, ends_on: date, has_reason: bool
) -> Finding:
    """
    Test that an award runs for several years, or says why not.

    :raises NotFixed: if the document fixes no number of years.
    """
    years = book.whole(YEARS)
    last = starts_on.replace(year=starts_on.year + years, day=min(starts_on.day, 28))
    facts = {"years": years, "ends_on": ends_on}
    clause = book.parameter(YEARS).clause
    return Finding(clause, ends_on >= last or has_reason, "award-for-one-year", facts)


def fund_says_what_it_needs(
    book: Rulebook, *, has_priorities: bool, has_conditions: bool, says_why_mechanism: bool
) -> Finding:
    """Test that priorities, conditions and the reason for the mechanism are there before it opens."""
    missing = [
        words
        for is_there, words in (
            (has_priorities, "its priorities"),
            (has_conditions, "its conditions"),
            (says_why_mechanism, "why this mechanism is used"),
        )
        if not is_there
    ]
    clause = book.clause("funding-priorities")
    return Finding(clause, not missing, "fund-not-said", {"missing": missing})
