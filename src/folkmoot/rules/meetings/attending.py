"""Who counts as having been at a meeting."""

from datetime import datetime

from folkmoot.rules.findings import Finding
from folkmoot.rules.periods import Span
from folkmoot.rules.rulebook import Rulebook


def deputy_is_agreed(book: Rulebook, *, agreed_at: datetime | None, meets_at: datetime) -> Finding:
    """
    Test whether the chair agreed to a deputy before the meeting began.

    :param agreed_at: the moment of the chair's answer, if there is one. On the stroke
        of the beginning it is too late.
    """
    by_when = book.parameter("deputy.agreed_before")
    holds = agreed_at is not None and Span(meets_at).is_to_come(agreed_at)
    by_whom = None if holds else f"the chair, before {book.word(by_when.name)}"
    facts = {"meets_at": meets_at}
    return Finding(by_when.clause, holds, "deputy-not-agreed", facts, by_whom=by_whom)
