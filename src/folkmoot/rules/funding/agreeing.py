"""Whether ways to give a service were weighed before one was chosen."""

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
