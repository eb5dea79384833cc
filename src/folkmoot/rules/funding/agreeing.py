"""Whether ways to give a service were weighed, and whether an agreement may be signed as it is."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

OPTIONS = "delivery.options"


def options_are_weighed(
    book: Rulebook, *, weighed: int, in_house: int, is_chosen: bool, buys: bool
) -> Finding:
    """
    Test that ways to give a service were weighed before anything is bought for it.

    Enough of them, by the body itself as well as by others, each for what local people gain and
    for what it gives for its price; one of them chosen, and one that is bought.

    :param weighed: how many are weighed in both ways, :param in_house: of them by the body itself.
    :param buys: the way that was chosen is that others give it for pay.
    :raises NotFixed: if the document fixes no number of options.
    """
    least = book.whole(OPTIONS)
    missing = [
        words
        for is_there, words in (
            (weighed >= least, f"{least} ways that are weighed"),
            (in_house > 0, "a way by the body itself"),
            (weighed > in_house, "a way by others"),
            (is_chosen, "which way was chosen"),
            (buys or not is_chosen, "a choice for others to give it"),
        )
        if not is_there
    ]
    facts = {"weighed": weighed, "least": least, "missing": missing}
    by_whom = "whoever funds it, once the ways are weighed and one is chosen"
    clause = book.parameter(OPTIONS).clause
    return Finding(clause, not missing, "options-not-weighed", facts, by_whom=by_whom)


def agreement_leaves_both_free(
    book: Rulebook, *, is_free: bool | None, says_duties: bool
) -> Finding:
    """
    Test that an agreement limits no group's independence in law, and states what the law asks of the body.

    :param is_free: whether somebody checked that nothing limits it; None if nobody did.
    """
    missing = [
        words
        for is_there, words in (
            (is_free is True, "that nothing in it limits the organisation's independence"),
            (says_duties, "the duties that the law gives the public body"),
        )
        if not is_there
    ]
    clause = book.clause("principle-independence")
    return Finding(clause, not missing, "agreement-not-free", {"missing": missing})


def agreement_keeps_equality_law(book: Rulebook, *, has_term: bool) -> Finding:
    """Test that an agreement has a term on the law of equality."""
    return Finding(book.clause("equality-law"), has_term, "agreement-without-equality", {})
