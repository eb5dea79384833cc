"""What a statutory body may do about a representative."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

STATUTORY = "statutory"


def statutory_body_only_raises_a_concern(book: Rulebook, *, sector: str, act: str) -> Finding:
    """
    Test whether an act about a representative is one that a body may take.

    A statutory body may raise a concern. It may not end, suspend or replace anybody.

    :param sector: the sector of the body that acts, "statutory" or another.
    :param act: what it wants to do, by the name the rulebook uses.
    """
    barred = book.parameter("concerns.barred_acts")
    holds = sector != STATUTORY or act not in book.words(barred.name)
    goes_to = book.word("concerns.go_to")
    by_whom = None if holds else "the group that elected the representative"
    facts = {"act": act, "goes_to": goes_to}
    return Finding(barred.clause, holds, "concern-is-not-an-act", facts, by_whom=by_whom)
