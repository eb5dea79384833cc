"""From nomination to verified result."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from folkmoot.rules.elections.ballots import (
    ballot_follows_nominations,
    ballot_is_in_time,
    one_vote_each,
    returning_officer_is_not_a_candidate,
    voter_is_entitled,
)
from folkmoot.rules.elections.nominations import (
    nomination_is_complete,
    nomination_is_in_time,
    nominations_are_open_long_enough,
    nominee_answers_every_quality,
    nominee_confirms_capacity,
    nominee_is_eligible,
)
from folkmoot.rules.elections.outcomes import (
    election_outcome,
    most_votes_wins,
    result_is_verified,
    second_tie_goes_to_the_group,
    tie_goes_to_run_off,
)
from folkmoot.rules.rulebook import NotFixed, Rulebook, read_document
from tests.rules.conftest import RULEBOOKS

LONDON = ZoneInfo("Europe/London")
A_SECOND = timedelta(seconds=1)
OPENS = datetime(2026, 3, 2, 9, tzinfo=UTC)
CLOSES = datetime(2026, 3, 30, 17, tzinfo=UTC)
VOTES = some.dictionaries(some.sampled_from("ABCDEF"), some.integers(0, 4), max_size=6)


def agreement_won_by(way: str) -> Rulebook:
    text = (RULEBOOKS / "staffs-alliance.toml").read_text(encoding="utf-8")
    return read_document(text.replace('value = "most votes"', f'value = "{way}"')).versions[0]


@pytest.fixture(scope="module")
def strict() -> Rulebook:
    return agreement_won_by("more than half")


# Nominations


@pytest.mark.clause("staffs-9.3-window")
@pytest.mark.parametrize(
    ("closes_on", "reason", "holds"),
    [
        (date(2026, 3, 23), "", True),
        (date(2026, 3, 24), "", True),
        (date(2026, 3, 22), "", False),
        (date(2026, 3, 22), "   ", False),
        (date(2026, 3, 22), "The board meets early", True),
    ],
)
def test_twenty_days_need_a_reason_and_twenty_one_do_not(book, closes_on, reason, holds):
    finding = nominations_are_open_long_enough(
        book, opens_on=date(2026, 3, 2), closes_on=closes_on, reason=reason
    )

    assert finding.holds is holds
    assert finding.clause == book.clause("nominations-window")
    if not holds:
        assert finding.in_words(LONDON) == (
            "Nominations from Monday 2 March 2026 to Sunday 22 March 2026 are open for less than "
            "21 days; a shorter time needs a written reason, and none was given."
        )


def test_nominations_that_close_before_they_open_are_a_fault(book):
    with pytest.raises(ValueError, match="before it starts"):
        nominations_are_open_long_enough(
            book, opens_on=date(2026, 3, 2), closes_on=date(2026, 3, 1), reason="x"
        )


@pytest.mark.parametrize("judge", [nomination_is_in_time, ballot_is_in_time])
@pytest.mark.parametrize(
    ("at", "open_or_code", "from_when"),
    [
        (OPENS - A_SECOND, "not-open", OPENS),
        (OPENS, None, None),
        (CLOSES - A_SECOND, None, None),
        (CLOSES, "closed", None),
        (CLOSES + A_SECOND, "closed", None),
    ],
)
def test_open_from_the_stroke_of_opening_until_the_stroke_of_the_close(
    book, judge, at, open_or_code, from_when
):
    finding = judge(book, opens_at=OPENS, closes_at=CLOSES, at=at)

    assert finding.holds is (open_or_code is None)
    if open_or_code:
        assert finding.code.endswith(open_or_code)
    assert finding.from_when == from_when


def test_close_is_the_same_instant_in_every_zone(book):
    at = CLOSES.astimezone(ZoneInfo("Asia/Tokyo"))

    assert not ballot_is_in_time(book, opens_at=OPENS, closes_at=CLOSES, at=at).holds
    assert ballot_is_in_time(book, opens_at=OPENS, closes_at=CLOSES, at=at - A_SECOND).holds


@pytest.mark.clause("staffs-9.3-fields")
def test_nomination_needs_each_of_its_five_parts(book):
    parts = list(book.words("nomination.parts"))
    assert len(parts) == 5
    assert nomination_is_complete(book, parts=parts).holds

    for part in parts:
        finding = nomination_is_complete(book, parts=[other for other in parts if other != part])
        assert (finding.holds, finding.facts) == (False, {"missing": [part]})


@pytest.mark.clause("staffs-D3.1")
@pytest.mark.parametrize(
    ("confirmed", "missing"),
    [
        (["board meetings", "Alliance meetings"], []),
        (["board meetings"], ["Alliance meetings"]),
        (["Alliance meetings"], ["board meetings"]),
    ],
)
def test_nominee_confirms_time_for_both_kinds_of_meeting(book, confirmed, missing):
    finding = nominee_confirms_capacity(book, confirmed=confirmed)

    assert finding.holds is (not missing)
    assert finding.facts == {"missing": missing}


def test_nominee_speaks_of_every_quality(book):
    qualities = list(book.words("chair.qualities"))
    assert len(qualities) == 5

    assert nominee_answers_every_quality(book, answered=qualities).holds
    assert nominee_answers_every_quality(book, answered=qualities[1:]).facts == {
        "missing": qualities[:1]
    }


@pytest.mark.clause("staffs-E1.1")
@pytest.mark.parametrize(
    ("membership_class", "in_forum", "standing", "told"),
    [
        ("associate", True, True, "the membership of the organisation is associate. A candidate"),
        ("full", False, True, "is not a member of this forum. It can join the forum before"),
        ("full", True, False, "is not in good standing. It can stand once the membership"),
        ("associate", False, False, "the membership of the organisation is associate."),
    ],
)
def test_nominee_who_is_not_eligible_is_told_the_failing_test_and_its_cure(
    book, membership_class, in_forum, standing, told
):
    finding = nominee_is_eligible(
        book, membership_class=membership_class, in_forum=in_forum, standing=standing
    )

    assert (finding.holds, finding.code) == (False, "nominee-not-eligible")
    assert finding.clause == book.clause("chair-eligibility")
    assert told in finding.in_words(LONDON)


@pytest.mark.clause("staffs-E1.1", "staffs-7.1-restand")
def test_full_member_of_the_forum_may_stand_whoever_chaired_before(book):
    finding = nominee_is_eligible(book, membership_class="full", in_forum=True, standing=True)

    assert finding.require() is finding


# Ballots


@pytest.mark.clause("staffs-7.1-poll")
@pytest.mark.parametrize(
    ("opens_at", "published", "code", "key"),
    [
        (CLOSES, True, None, "nominations-published"),
        (CLOSES + A_SECOND, True, None, "nominations-published"),
        (CLOSES - A_SECOND, True, "nominations-still-open", "chair-poll"),
        (CLOSES - A_SECOND, False, "nominations-still-open", "chair-poll"),
        (CLOSES, False, "nominations-not-published", "nominations-published"),
    ],
)
def test_ballot_opens_only_when_nominations_are_closed_and_published(
    book, opens_at, published, code, key
):
    finding = ballot_follows_nominations(
        book, nominations_close_at=CLOSES, ballot_opens_at=opens_at, published=published
    )

    assert finding.holds is (code is None)
    assert finding.clause == book.clause(key)
    if code:
        assert finding.code == code
        assert finding.from_when == (CLOSES if code == "nominations-still-open" else None)


@pytest.mark.clause("staffs-E2.2-vote")
@pytest.mark.parametrize(
    ("on_roll", "membership_class", "code"),
    [
        (True, "full", None),
        (False, "full", "not-on-roll"),
        (True, "associate", "class-may-not-vote"),
        (False, "associate", "class-may-not-vote"),
    ],
)
def test_only_full_members_on_the_roll_vote(book, on_roll, membership_class, code):
    finding = voter_is_entitled(book, on_roll=on_roll, membership_class=membership_class)

    assert finding.holds is (code is None)
    assert code in (None, finding.code)
    assert bool(finding.in_words(LONDON)) is (code is not None)


@pytest.mark.clause("staffs-E2.2-vote")
def test_second_vote_of_an_organisation_is_refused(book):
    assert one_vote_each(book, already_voted=False).holds

    again = one_vote_each(book, already_voted=True)
    assert again.in_words(LONDON) == (
        "This organisation has voted already, and each organisation has 1 vote in this ballot."
    )


def test_whoever_runs_the_election_does_not_stand(book):
    assert returning_officer_is_not_a_candidate(book, is_candidate=False).holds

    finding = returning_officer_is_not_a_candidate(book, is_candidate=True)
    assert (finding.holds, finding.by_whom) == (False, "somebody who is not a candidate")


# Outcomes


@pytest.mark.clause("staffs-E2.2-runoff")
@pytest.mark.parametrize(
    ("votes", "round", "kind", "leaders"),
    [
        ({}, 1, "no candidate", ()),
        ({"Asha": 0}, 1, "uncontested", ("Asha",)),
        ({"Asha": 3, "Ben": 2}, 1, "elected", ("Asha",)),
        ({"Asha": 2, "Ben": 3, "Cara": 3}, 1, "run-off", ("Ben", "Cara")),
        ({"Asha": 0, "Ben": 0}, 1, "run-off", ("Asha", "Ben")),
        ({"Asha": 2, "Ben": 2, "Cara": 2}, 1, "run-off", ("Asha", "Ben", "Cara")),
        ({"Asha": 3, "Ben": 3}, 2, "to the group", ("Asha", "Ben")),
        ({"Asha": 4, "Ben": 3}, 2, "elected", ("Asha",)),
    ],
)
def test_most_votes_wins_a_tie_runs_off_and_a_second_tie_goes_to_the_group(
    book, votes, round, kind, leaders
):
    outcome = election_outcome(book, votes=votes, round=round)

    assert (outcome.kind, outcome.leaders) == (kind, leaders)
    assert most_votes_wins(book, votes=votes, round=round).holds is (
        kind in ("elected", "uncontested")
    )
    assert tie_goes_to_run_off(book, votes=votes, round=round).holds is (kind == "run-off")
    assert second_tie_goes_to_the_group(book, votes=votes, round=round).holds is (
        kind == "to the group"
    )


def test_second_tie_says_that_the_group_decides(book):
    finding = most_votes_wins(book, votes={"Asha": 3, "Ben": 3}, round=2)

    assert (finding.code, finding.clause) == ("tie-again", book.clause("election-second-tie"))
    assert "between Asha and Ben; the group decides" in finding.in_words(LONDON)


@given(votes=VOTES, round=some.integers(1, 3))
def test_outcome_is_one_of_five_and_never_depends_on_the_order_of_names(book, votes, round):
    outcome = election_outcome(book, votes=votes, round=round)
    turned = dict(reversed(votes.items()))

    assert election_outcome(book, votes=turned, round=round) == outcome
    best = max(votes.values(), default=0)
    highest = tuple(sorted(name for name in votes if votes[name] == best))
    assert outcome.leaders == highest or len(votes) == 1
    assert (outcome.kind == "elected") is (len(votes) > 1 and len(highest) == 1)
    assert (outcome.kind == "run-off") is (len(highest) > 1 and round == 1)


@given(votes=VOTES)
def test_where_over_half_is_asked_nobody_is_elected_with_less(strict, votes):
    outcome = election_outcome(strict, votes=votes, round=1)

    if outcome.kind == "elected":
        assert votes[outcome.leaders[0]] * 2 > sum(votes.values())
    if outcome.kind == "run-off":
        assert len(outcome.leaders) > 1
        left_out = [votes[name] for name in votes if name not in outcome.leaders]
        assert max(left_out, default=-1) < min(votes[name] for name in outcome.leaders)


def test_run_off_without_a_tie_says_that_nobody_has_over_half(strict):
    finding = most_votes_wins(strict, votes={"Asha": 4, "Ben": 3, "Cara": 2}, round=1)

    assert (finding.holds, finding.code) == (False, "no-majority")
    assert finding.facts["leaders"] == ("Asha", "Ben")
    assert "between Asha and Ben decides" in finding.in_words(LONDON)


def test_way_of_winning_that_nobody_knows_is_a_fault_of_the_document():
    odd = agreement_won_by("luck")

    with pytest.raises(NotFixed, match="luck"):
        election_outcome(odd, votes={"A": 2, "B": 1}, round=1)


@pytest.mark.parametrize(("votes", "round"), [({"A": -1, "B": 2}, 1), ({"A": 1, "B": 2}, 0)])
def test_count_that_cannot_be_is_a_fault(book, votes, round):
    with pytest.raises(ValueError, match="votes from 0"):
        election_outcome(book, votes=votes, round=round)


@pytest.mark.parametrize(
    ("verified", "counted", "marked", "code"),
    [
        (True, 31, 31, None),
        (True, 0, 0, None),
        (False, 31, 31, "result-not-verified"),
        (True, 32, 31, "count-differs-from-roll"),
        (True, 30, 31, "count-differs-from-roll"),
        (False, 30, 31, "count-differs-from-roll"),
    ],
)
def test_result_is_final_when_verified_and_the_count_is_that_of_the_roll(
    book, verified, counted, marked, code
):
    finding = result_is_verified(book, verified=verified, counted=counted, marked=marked)

    assert finding.holds is (code is None)
    assert code in (None, finding.code)
    assert finding.clause == book.clause("result-verified")
