"""From a dispute to the end of a membership."""

from datetime import date
from itertools import product

import pytest

from folkmoot.rules.cases.concerns import statutory_body_only_raises_a_concern
from folkmoot.rules.cases.handling import (
    breach_goes_to_a_vote,
    breach_is_answered_in_writing,
    breach_is_settled_swiftly,
    case_decider,
    case_is_decided_by_its_decider,
    dialogue_comes_first,
    dispute_does_not_block,
    termination_has_its_grounds,
    termination_is_carried,
    third_party_is_agreed,
    whole_termination_goes_up,
)
from folkmoot.rules.periods import LONDON

SIDES = ["Tamworth Together", "Stafford Carers"]
HARM, CONTRAVENTION = "prejudicial conduct", "contravention of the agreement"
WHOLE = "the whole Alliance"


def code_of(finding) -> str | None:
    return None if finding.holds else finding.code


@pytest.mark.parametrize(("dialogues", "code"), [(0, "dialogue-first"), (1, None), (3, None)])
def test_nothing_else_is_tried_before_a_talk(book, dialogues, code):
    assert code_of(dialogue_comes_first(book, dialogues=dialogues)) == code


@pytest.mark.parametrize(
    ("agreed", "third_party", "code", "missing"),
    [
        (SIDES, "Ruth Imlah", None, []),
        (SIDES[:1], "Ruth Imlah", "third-party-not-agreed", SIDES[1:]),
        ([], "Ruth Imlah", "third-party-not-agreed", SIDES),
        (SIDES, "  ", "third-party-not-named", []),
    ],
)
def test_third_party_is_named_and_agreed_by_every_side(book, agreed, third_party, code, missing):
    finding = third_party_is_agreed(book, parties=SIDES, agreed=agreed, third_party=third_party)

    assert (code_of(finding), finding.facts["missing"]) == (code, missing)


@pytest.mark.parametrize(
    ("open_disputes", "is_to_wait", "holds"),
    [(0, False, True), (2, False, True), (0, True, True), (1, True, False)],
)
def test_case_goes_on_beside_a_dispute_and_is_not_made_to_wait(
    book, open_disputes, is_to_wait, holds
):
    finding = dispute_does_not_block(book, open_disputes=open_disputes, is_to_wait=is_to_wait)

    assert finding.holds is holds
    assert finding.clause == book.clause("disputes-do-not-block")


def test_breach_is_settled_in_writing(book):
    assert breach_is_answered_in_writing(book, is_written=True).holds
    assert not breach_is_answered_in_writing(book, is_written=False).holds


@pytest.mark.parametrize(
    ("on", "holds", "days"),
    [(date(2026, 3, 29), True, 27), (date(2026, 3, 30), True, 28), (date(2026, 3, 31), False, 29)],
)
def test_case_is_slow_on_the_day_after_its_alert(book, on, holds, days):
    finding = breach_is_settled_swiftly(book, told_on=date(2026, 3, 2), on=on)

    assert (finding.holds, finding.facts["days"], finding.facts["alert"]) == (
        holds,
        days,
        "28 days",
    )


def test_only_a_breach_that_cannot_be_put_right_goes_to_a_vote(book):
    assert breach_goes_to_a_vote(book, is_rectifiable=False).holds
    assert not breach_goes_to_a_vote(book, is_rectifiable=True).holds


@pytest.mark.parametrize(
    ("chair_is_party", "vice_chair_is_party", "decider"),
    [
        (False, False, "chair"),
        (False, True, "chair"),
        (True, False, "vice-chair"),
        (True, True, "co-ordination group"),
    ],
)
def test_case_falls_to_the_first_who_is_no_party_to_it_and_to_nobody_else(
    book, chair_is_party, vice_chair_is_party, decider
):
    parties = {"chair_is_party": chair_is_party, "vice_chair_is_party": vice_chair_is_party}

    assert case_decider(book, **parties).facts["decider"] == decider
    for who in book.words("case.deciders"):
        finding = case_is_decided_by_its_decider(book, decider=who, **parties)
        assert finding.holds is (who == decider)
        assert finding.by_whom == (None if finding.holds else f"the {decider}")


@pytest.mark.parametrize(
    ("grounds", "has_evidence", "scope", "code"),
    [
        ([HARM], True, "this forum", None),
        ([CONTRAVENTION], True, "this forum", None),
        ([HARM, CONTRAVENTION], True, WHOLE, None),
        ([], True, WHOLE, "termination-without-grounds"),
        (["unpopular views"], True, WHOLE, "termination-without-grounds"),
        ([HARM, "unpopular views"], True, WHOLE, "termination-without-grounds"),
        ([HARM], False, WHOLE, "termination-without-evidence"),
        ([HARM], True, "", "termination-without-scope"),
    ],
)
def test_termination_has_a_ground_evidence_and_a_scope(book, grounds, has_evidence, scope, code):
    finding = termination_has_its_grounds(
        book, grounds=grounds, has_evidence=has_evidence, scope=scope
    )

    assert code_of(finding) == code


def test_termination_names_as_many_grounds_as_the_agreement_counts(book):
    assert len(book.words("termination.ground_names")) == book.whole("termination.grounds")
    assert book.word("termination.whole") in book.words("termination.scopes")


def test_termination_needs_talk_a_hearing_and_more_for_than_against(book):
    for is_discussed, is_heard in product([True, False], repeat=2):
        for votes_for, votes_against in [(5, 4), (4, 4), (3, 4)]:
            finding = termination_is_carried(
                book,
                is_discussed=is_discussed,
                is_heard=is_heard,
                votes_for=votes_for,
                votes_against=votes_against,
            )

            if not (is_discussed and is_heard):
                assert code_of(finding) == "termination-without-discussion"
            else:
                carried = votes_for > votes_against
                assert code_of(finding) == (None if carried else "termination-not-carried")


def test_vote_without_a_hearing_says_what_is_missing(book):
    finding = termination_is_carried(
        book, is_discussed=False, is_heard=False, votes_for=9, votes_against=0
    )

    assert finding.in_words(LONDON) == (
        "The vote does not end the membership, because the group has not yet talked about the "
        "case and heard the member concerned."
    )


@pytest.mark.parametrize(
    ("scope", "is_decided_by_group", "is_consulted", "code"),
    [
        ("this forum", False, False, None),
        (WHOLE, True, True, None),
        (WHOLE, False, True, "whole-termination-is-for-the-group"),
        (WHOLE, True, False, "group-has-not-consulted"),
    ],
)
def test_whole_membership_is_ended_by_the_group_once_it_has_consulted(
    book, scope, is_decided_by_group, is_consulted, code
):
    finding = whole_termination_goes_up(
        book, scope=scope, is_decided_by_group=is_decided_by_group, is_consulted=is_consulted
    )

    assert code_of(finding) == code


@pytest.mark.parametrize("act", ["punish", "suspend", "remove", "replace"])
def test_statutory_body_acts_on_no_representative(book, act):
    finding = statutory_body_only_raises_a_concern(book, sector="statutory", act=act)

    assert code_of(finding) == "concern-is-not-an-act"
    assert finding.by_whom == "the group that elected the representative"
    assert statutory_body_only_raises_a_concern(book, sector="vcse", act=act).holds


def test_statutory_body_may_raise_a_concern(book):
    assert statutory_body_only_raises_a_concern(
        book, sector="statutory", act="raise a concern about"
    ).holds
