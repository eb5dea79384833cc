"""Who stands aside from a decision because it is about them."""

import pytest

from folkmoot.rules.decisions.standing_aside import (
    author_with_an_interest_does_not_close,
    composition_is_decided_by_its_decider,
)
from tests.rulebooks import book_of


@pytest.mark.parametrize(
    ("decider", "is_under_review", "code"),
    [
        ("Governance Board", False, None),
        ("Governance Board", True, "under-review-decides"),
        ("Engagement Group", False, "composition-not-decided-by"),
    ],
)
def test_group_is_changed_by_the_board_without_those_looked_at(decider, is_under_review, code):
    finding = composition_is_decided_by_its_decider(
        book_of("dorset-vcsa"), decider=decider, is_under_review=is_under_review
    )

    assert (None if finding.holds else finding.code) == code


@pytest.mark.parametrize("is_author", [True, False])
@pytest.mark.parametrize("has_interest", [True, False])
def test_author_who_gains_from_it_does_not_close_the_comparison(is_author, has_interest):
    finding = author_with_an_interest_does_not_close(
        book_of("wychavon-lsp"), is_author=is_author, has_interest=has_interest
    )

    assert finding.holds is not (is_author and has_interest)
    assert bool(finding.by_whom) is not finding.holds
