"""Who counts as there, who presides, and what an interest does."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from folkmoot.rules.meetings.attending import deputy_is_agreed
from folkmoot.rules.meetings.interests import (
    business_is_for_full_members,
    exclusion_follows_a_declaration,
    interest_is_declared_in_its_moment,
    material_may_be_shared,
)
from folkmoot.rules.meetings.presiding import presiding_office
from folkmoot.rules.periods import LONDON

MEETS_AT = datetime(2026, 3, 12, 18, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("agreed_at", "holds"),
    [
        (MEETS_AT - A_SECOND, True),
        (MEETS_AT, False),
        (MEETS_AT + A_SECOND, False),
        (None, False),
    ],
)
def test_deputy_agreed_a_second_before_the_meeting_counts(book, agreed_at, holds):
    finding = deputy_is_agreed(book, agreed_at=agreed_at, meets_at=MEETS_AT)

    assert finding.holds is holds
    assert finding.by_whom == (None if holds else "the chair, before the meeting begins")


def test_vice_chair_presides_when_the_chair_is_away_or_has_an_interest(book):
    for chair, vice_chair in product(product([True, False], repeat=2), repeat=2):
        finding = presiding_office(
            book,
            chair_is_here=chair[0],
            chair_has_interest=chair[1],
            vice_chair_is_here=vice_chair[0],
            vice_chair_has_interest=vice_chair[1],
        )

        if chair == (True, False):
            expected = "chair"
        elif vice_chair == (True, False):
            expected = "vice-chair"
        else:
            expected = "nobody"
        assert finding.facts["office"] == expected
        assert finding.holds is (expected != "nobody")
        assert bool(finding.by_whom) is not finding.holds


def test_nobody_presides_for_two_different_reasons_and_both_are_told(book):
    finding = presiding_office(
        book,
        chair_is_here=False,
        chair_has_interest=True,
        vice_chair_is_here=True,
        vice_chair_has_interest=True,
    )

    assert finding.in_words(LONDON).startswith(
        "Nobody can preside here, because the chair is away and the vice-chair has an interest in "
        "this item. Another item can be taken"
    )


def test_interest_is_declared_at_one_of_three_moments(book):
    moments = book.words("interests.named")

    assert len(moments) == book.whole("interests.moments")
    for moment in moments:
        assert interest_is_declared_in_its_moment(book, moment=moment).holds
    assert not interest_is_declared_in_its_moment(book, moment="after the vote").holds


@pytest.mark.parametrize(
    ("is_declared", "reason", "code"),
    [
        (True, "Works for a bidder", None),
        (True, " ", "exclusion-without-reason-given"),
        (False, "Works for a bidder", "exclusion-without-interest"),
        (False, "", "exclusion-without-interest"),
    ],
)
def test_exclusion_needs_a_declaration_and_a_reason(book, is_declared, reason, code):
    finding = exclusion_follows_a_declaration(book, is_declared=is_declared, reason=reason)

    assert (None if finding.holds else finding.code) == code


@pytest.mark.parametrize(
    ("membership_class", "is_vcse_only", "holds"),
    [("full", True, True), ("full", False, True), ("associate", False, True),
     ("associate", True, False), ("", True, False)],
)  # fmt: skip
def test_only_full_members_see_business_kept_for_the_sector(
    book, membership_class, is_vcse_only, holds
):
    finding = business_is_for_full_members(
        book, membership_class=membership_class, is_vcse_only=is_vcse_only
    )

    assert finding.holds is holds
    assert finding.by_whom == (None if holds else "a full member")


@pytest.mark.parametrize("is_for_sharing", [True, False])
@pytest.mark.parametrize("has_consent", [True, False])
def test_material_goes_out_by_its_mark_or_by_consent(book, is_for_sharing, has_consent):
    finding = material_may_be_shared(book, is_for_sharing=is_for_sharing, has_consent=has_consent)

    assert finding.holds is (is_for_sharing or has_consent)
