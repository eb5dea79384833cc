"""A record about a community begins with what is there; what it leaves open is named."""

import pytest

from folkmoot.rules.insight.strengths import record_answers_prompts, record_opens_with_strengths
from folkmoot.rules.rulebook import NotFixed
from tests.rulebooks.test_documents import book_of


@pytest.mark.parametrize(
    ("has_strengths", "has_needs", "holds"),
    [(True, True, True), (True, False, True), (False, False, True), (False, True, False)],
)
def test_only_a_list_of_problems_alone_is_handed_back(has_strengths, has_needs, holds):
    finding = record_opens_with_strengths(
        book_of("dorset-principles"), has_strengths=has_strengths, has_needs=has_needs
    )

    assert (finding.holds, finding.code, finding.clause.key) == (
        holds, "problems-only", "strengths-first",
    )  # fmt: skip


def test_each_prompt_that_is_left_open_is_named():
    finding = record_answers_prompts(
        book_of("staffs-alliance"),
        has_strengths=True, has_needs=False, has_evidence=True, has_makers=False,
    )  # fmt: skip

    assert not finding.holds
    assert finding.facts["missing"] == ["what they need", "who had a part in it"]


def test_document_that_asks_for_no_such_thing_answers_nothing():
    with pytest.raises(NotFixed):
        record_opens_with_strengths(book_of("dorset-compact"), has_strengths=False, has_needs=True)
