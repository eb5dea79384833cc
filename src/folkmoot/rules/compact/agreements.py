"""What an agreement between the sector and a partner says before it is signed."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook


def agreement_keeps_both_free(
    book: Rulebook, *, limits_nothing: bool | None, states_duties: bool
) -> Finding:
    """
    Test that nothing limits a group's freedom in law, and that the public body's duties are stated.

    It points out, and does not refuse.

    :param limits_nothing: whether somebody read it for that and found nothing; None if nobody did.
    """
    missing = [
        *(["that somebody has read it for limits on a group"] if limits_nothing is None else []),
        *(["freedom of the group in law"] if limits_nothing is False else []),
        *([] if states_duties else ["the public body's duties in law"]),
    ]
    facts = {"missing": missing}
    return Finding(book.clause("principle-independence"), not missing, "agreement-unchecked", facts)


def agreement_has_an_equality_term(book: Rulebook, *, has_term: bool | None) -> Finding:
    """
    Test that an agreement asks the other side to keep equality law. It points out only.

    :param has_term: whether it has such a term; None if nobody has looked.
    """
    return Finding(book.clause("equality-law"), has_term is True, "agreement-without-equality", {})
