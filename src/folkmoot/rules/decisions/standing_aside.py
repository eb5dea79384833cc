"""Who stands aside from a decision because it is about them."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook


def composition_is_decided_by_its_decider(
    book: Rulebook, *, decider: str, is_under_review: bool
) -> Finding:
    """
    Test whether a group is changed by the body that may, and by none that is looked at.

    :param decider: the body that decides, by name.
    :param is_under_review: whether somebody from a group that is looked at takes part.
    """
    fixed = book.parameter("composition.decider")
    whose = book.word(fixed.name)
    facts = {"decider": whose, "acting": decider}
    if decider != whose:
        by_whom = f"the {whose}"
        return Finding(fixed.clause, False, "composition-not-decided-by", facts, by_whom=by_whom)
    return Finding(fixed.clause, not is_under_review, "under-review-decides", facts)


def author_with_an_interest_does_not_close(
    book: Rulebook, *, is_author: bool, has_interest: bool
) -> Finding:
    """
    Test whether somebody may close a comparison of options.

    :param is_author: whether they wrote the recommendation.
    :param has_interest: whether they stand to gain from how it comes out.
    """
    may = book.parameter("recommendation.author_may_close")
    holds = not (is_author and has_interest) or may.value is True
    by_whom = None if holds else "somebody who gains nothing from it"
    return Finding(may.clause, holds, "author-gains-from-it", {}, by_whom=by_whom)
