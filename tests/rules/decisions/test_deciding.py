"""By consensus, by a vote, and between meetings."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from folkmoot.rules.decisions.deciding import (
    chair_has_no_casting_vote,
    co_option_is_carried,
    consensus_is_reached,
    forums_agree_on_wider_matters,
    motion_is_carried,
    one_vote_for_each_member,
    tied_motion_is_voted_again,
    urgent_decision_has_its_reason,
    urgent_window_is_long_enough,
    vote_is_called_by_the_chair,
)
from folkmoot.rules.periods import LONDON
from folkmoot.rules.rulebook import NotFixed, Rulebook, read_document
from tests.rules.conftest import RULEBOOKS

A_SECOND = timedelta(seconds=1)


def agreement_carried_by(majority: str) -> Rulebook:
    text = (RULEBOOKS / "staffs-alliance.toml").read_text(encoding="utf-8")
    fixed = 'fixes."vote.majority" = { value = "simple majority"'
    assert fixed in text
    return read_document(
        text.replace(fixed, f'fixes."vote.majority" = {{ value = "{majority}"')
    ).versions[-1]


@pytest.mark.parametrize(("blocks", "holds"), [(0, True), (1, False), (7, False)])
def test_one_objection_that_stands_holds_up_a_consensus(book, blocks, holds):
    finding = consensus_is_reached(book, blocks=blocks)

    assert finding.holds is holds
    assert finding.facts == {"blocks": blocks, "blocked_by": ("full",)}


@pytest.mark.parametrize(
    ("is_presiding", "reason", "code", "by_whom"),
    [
        (True, "Two meetings of talk have not settled it", None, None),
        (True, " ", "vote-without-reason", None),
        (False, "We want one", "vote-not-called-by-chair", "whoever presides"),
    ],
)
def test_whoever_presides_calls_a_vote_and_says_why(book, is_presiding, reason, code, by_whom):
    finding = vote_is_called_by_the_chair(book, is_presiding=is_presiding, reason=reason)

    assert (None if finding.holds else finding.code, finding.by_whom) == (code, by_whom)


@pytest.mark.parametrize(("votes_already", "holds"), [(0, True), (1, False), (2, False)])
def test_member_that_has_voted_has_no_other_vote(book, votes_already, holds):
    assert one_vote_for_each_member(book, votes_already=votes_already).holds is holds


def test_motion_is_carried_lost_or_tied_for_every_count_up_to_twelve(book):
    for votes_for, votes_against in product(range(13), repeat=2):
        finding = motion_is_carried(book, votes_for=votes_for, votes_against=votes_against)

        ahead = votes_for - votes_against
        assert finding.holds is (ahead > 0)
        assert ahead > 0 or finding.code == ("motion-lost" if ahead else "motion-tied")


def test_motion_with_fewer_than_no_votes_is_a_fault(book):
    with pytest.raises(ValueError, match="counted from 0"):
        motion_is_carried(book, votes_for=-1, votes_against=0)


@pytest.mark.parametrize(
    ("votes_for", "votes_against", "holds"),
    [(2, 1, True), (4, 2, True), (5, 3, False), (0, 0, False), (1, 0, True)],
)
def test_share_of_the_votes_is_enough_when_it_is_reached(votes_for, votes_against, holds):
    strict = agreement_carried_by("2/3")

    finding = motion_is_carried(strict, votes_for=votes_for, votes_against=votes_against)

    assert finding.holds is holds


def test_majority_that_cannot_be_counted_is_a_fault_of_the_document():
    vague = agreement_carried_by("most people")

    with pytest.raises(NotFixed, match="most people"):
        motion_is_carried(vague, votes_for=2, votes_against=1)


def test_nobody_casts_a_vote_to_break_a_tie(book):
    assert chair_has_no_casting_vote(book, casting=False).holds
    assert not chair_has_no_casting_vote(book, casting=True).holds


@pytest.mark.parametrize(
    ("votes_taken", "is_debated_again", "code"),
    [
        (1, True, None),
        (1, False, "debate-again-first"),
        (2, True, "no-further-vote"),
        (2, False, "no-further-vote"),
    ],
)
def test_tied_motion_has_one_more_vote_after_more_talk(book, votes_taken, is_debated_again, code):
    finding = tied_motion_is_voted_again(
        book, votes_taken=votes_taken, is_debated_again=is_debated_again
    )

    assert (None if finding.holds else finding.code) == code


def test_motion_without_a_vote_is_not_tied(book):
    with pytest.raises(ValueError, match="not 0 times"):
        tied_motion_is_voted_again(book, votes_taken=0, is_debated_again=True)


@pytest.mark.parametrize(
    ("mode", "reason", "code"),
    [
        ("views by e-mail", "The bid closes on Friday", None),
        ("electronic poll", "The bid closes on Friday", None),
        ("electronic poll", "", "urgent-without-reason"),
        ("a show of hands", "The bid closes on Friday", "urgent-mode-unknown"),
    ],
)
def test_urgent_decision_is_sought_in_a_way_there_is_with_a_reason(book, mode, reason, code):
    finding = urgent_decision_has_its_reason(book, mode=mode, reason=reason)

    assert (None if finding.holds else finding.code) == code


@pytest.mark.parametrize(
    ("opens_at", "earliest"),
    [
        (datetime(2026, 3, 10, 10, tzinfo=UTC), datetime(2026, 3, 12, 10, tzinfo=UTC)),
        # Friday: Saturday, Sunday and the change of the clocks lie between
        (datetime(2026, 3, 27, 10, tzinfo=UTC), datetime(2026, 3, 31, 9, tzinfo=UTC)),
        # the Thursday before Easter: Good Friday and Easter Monday lie between
        (datetime(2026, 4, 2, 9, tzinfo=UTC), datetime(2026, 4, 8, 9, tzinfo=UTC)),
    ],
)
def test_urgent_question_is_open_for_two_working_days(book, opens_at, earliest):
    def closing(at: datetime):
        return urgent_window_is_long_enough(book, opens_at=opens_at, closes_at=at)

    assert closing(earliest).holds
    assert closing(earliest.astimezone(LONDON) + A_SECOND).holds
    assert (closing(earliest - A_SECOND).holds, closing(earliest - A_SECOND).from_when) == (
        False,
        earliest,
    )


def test_urgent_question_that_closes_before_it_opens_is_a_fault(book):
    opens_at = datetime(2026, 3, 10, 10, tzinfo=UTC)

    with pytest.raises(ValueError, match="before it starts"):
        urgent_window_is_long_enough(book, opens_at=opens_at, closes_at=opens_at - A_SECOND)


@pytest.mark.parametrize(
    ("votes_for", "votes_against", "holds"), [(3, 2, True), (2, 2, False), (0, 0, False)]
)
def test_co_option_needs_more_for_than_against(book, votes_for, votes_against, holds):
    finding = co_option_is_carried(book, votes_for=votes_for, votes_against=votes_against)

    assert finding.holds is holds
    assert finding.clause == book.clause("co-option")


@pytest.mark.parametrize(
    ("answered", "missing"),
    [(["Southwest", "North"], []), (["North"], ["Southwest"]), ([], ["North", "Southwest"])],
)
def test_matter_waits_for_every_forum_it_touches(book, answered, missing):
    finding = forums_agree_on_wider_matters(book, answered=answered, forums=["North", "Southwest"])

    assert (finding.holds, finding.facts) == (not missing, {"missing": missing})
