"""Who may end a representative's mandate."""

import itertools

import pytest

from folkmoot.rules.seats.removing import only_the_electing_group_removes
from tests.rulebooks import book_of


@pytest.mark.clause("staffs-9.5")
@pytest.mark.parametrize(
    ("document", "asks_for_a_hearing"), [("staffs-alliance", False), ("model-assembly", True)]
)
def test_mandate_is_ended_by_the_group_that_gave_it_with_a_reason(document, asks_for_a_hearing):
    book = book_of(document)

    for decided_by, reason, was_heard in itertools.product(
        ("Hill forum", "Vale forum", ""), ("It spoke for itself alone", " "), (True, False)
    ):
        finding = only_the_electing_group_removes(
            book, decided_by=decided_by, sent_by="Hill forum", reason=reason, was_heard=was_heard
        )

        is_theirs = decided_by == "Hill forum"
        is_heard = was_heard or not asks_for_a_hearing
        assert finding.holds is (is_theirs and bool(reason.strip()) and is_heard)
        assert finding.clause.key == "representative-removed"
        assert finding.by_whom == (None if is_theirs else "Hill forum")
