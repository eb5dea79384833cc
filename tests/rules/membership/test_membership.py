"""Who belongs, with what rights, and how a member leaves."""

from datetime import date, timedelta

import pytest

from folkmoot.rules.findings import Refusal
from folkmoot.rules.membership.classes import class_of, membership_class_follows_from_kind
from folkmoot.rules.membership.declaration import declaration_is_complete, declaration_is_current
from folkmoot.rules.membership.leaving import (
    exclusion_in_notice_has_a_reason,
    leaving_ends_on,
    leaving_notice_is_served,
)
from folkmoot.rules.membership.rights import (
    absence_raises_a_case,
    member_may_stand,
    member_may_vote,
    suspension_rests_on_a_case,
)
from folkmoot.rules.periods import LONDON

A_DAY = timedelta(days=1)
WHOLE = {
    "name": "Asha Rowe",
    "role": "Manager",
    "organisation": "Tamworth Together",
    "signed_on": date(2026, 3, 12),
    "has_authority": True,
}


@pytest.mark.clause("staffs-3.1")
@pytest.mark.parametrize(("sector", "follows"), [("vcse", "full"), ("statutory", "associate")])
def test_class_follows_from_the_kind_of_organisation(book, sector, follows):
    assert class_of(book, sector=sector) == follows
    assert membership_class_follows_from_kind(book, sector=sector, claimed=follows).holds


@pytest.mark.clause("staffs-3.1")
@pytest.mark.parametrize("sector", ["private", "", "VCSE"])
def test_organisation_of_another_kind_has_no_class_and_cannot_be_given_one(book, sector):
    with pytest.raises(Refusal) as refused:
        class_of(book, sector=sector)

    assert refused.value.code == "no-membership-class"
    assert refused.value.clause == book.clause("membership-classes")
    for claimed in ("full", "associate", "honorary"):
        finding = membership_class_follows_from_kind(book, sector=sector, claimed=claimed)
        assert (finding.holds, finding.code) == (False, "no-membership-class")


@pytest.mark.clause("staffs-3.1")
@pytest.mark.parametrize("claimed", ["associate", "honorary", ""])
def test_third_class_or_the_wrong_one_is_refused(book, claimed):
    finding = membership_class_follows_from_kind(book, sector="vcse", claimed=claimed)

    assert (finding.holds, finding.code) == (False, "membership-class-wrong")
    assert finding.facts["follows"] == "full"


@pytest.mark.clause("staffs-15.1")
def test_declaration_with_all_five_details_is_complete(book):
    assert len(book.words("declaration.parts")) == 5
    assert declaration_is_complete(book, **WHOLE).holds


@pytest.mark.clause("staffs-15.1")
@pytest.mark.parametrize(
    ("fact", "blank", "missing"),
    [
        ("name", "", "name"),
        ("name", "  ", "name"),
        ("role", "", "role"),
        ("organisation", "", "organisation"),
        ("signed_on", None, "date"),
        ("has_authority", False, "authority"),
    ],
)
def test_declaration_without_one_detail_is_refused_and_says_which(book, fact, blank, missing):
    finding = declaration_is_complete(book, **WHOLE | {fact: blank})

    assert (finding.holds, finding.code) == (False, "declaration-incomplete")
    assert finding.facts == {"missing": [missing]}
    assert finding.clause == book.clause("declaration")


def test_declaration_to_an_older_version_has_to_be_signed_again(book):
    assert declaration_is_current(book, signed_version="1", current_version="1").holds

    finding = declaration_is_current(book, signed_version="1", current_version="2")
    assert (finding.holds, finding.code) == (False, "declaration-out-of-date")


@pytest.mark.parametrize(
    ("given_on", "ends_on"),
    [
        (date(2026, 3, 12), date(2026, 4, 12)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_notice_runs_for_one_calendar_month_and_no_less(book, given_on, ends_on):
    assert leaving_ends_on(book, given_on=given_on) == ends_on
    assert leaving_notice_is_served(book, given_on=given_on, ends_on=ends_on).holds

    short = leaving_notice_is_served(book, given_on=given_on, ends_on=ends_on - A_DAY)
    assert (short.holds, short.code) == (False, "leaving-notice-too-short")
    assert short.from_when == ends_on


def test_departing_member_keeps_its_rights_unless_a_reason_is_written(book):
    assert exclusion_in_notice_has_a_reason(book, excluded=False, reason="").holds
    assert exclusion_in_notice_has_a_reason(book, excluded=True, reason="A rival bid").holds
    assert not exclusion_in_notice_has_a_reason(book, excluded=True, reason=" ").holds


@pytest.mark.parametrize(
    ("membership_class", "suspended", "code", "key"),
    [
        ("full", False, None, "full-members-vote"),
        ("full", True, "suspended", "suspension"),
        ("associate", False, "class-may-not-vote", "full-members-vote"),
        ("associate", True, "class-may-not-vote", "full-members-vote"),
        ("honorary", False, "class-may-not-vote", "full-members-vote"),
    ],
)
def test_only_a_full_member_that_is_not_suspended_votes(
    book, membership_class, suspended, code, key
):
    finding = member_may_vote(book, membership_class=membership_class, suspended=suspended)

    assert finding.holds is (code is None)
    assert finding.clause == book.clause(key)
    if code:
        assert finding.code == code
        assert finding.by_whom == (None if code == "suspended" else "a full member")


@pytest.mark.parametrize("office", ["chair", "vice-chair", "representative"])
def test_associate_can_stand_for_none_of_the_offices(book, office):
    may = {"membership_class": "full", "suspended": False, "office": office}
    assert member_may_stand(book, **may).holds

    finding = member_may_stand(book, **may | {"membership_class": "associate"})
    assert (finding.holds, finding.code) == (False, "class-may-not-stand")
    assert finding.clause == book.clause("associates-no-office")
    assert finding.by_whom == "a full member"


@pytest.mark.clause("staffs-13.2")
def test_suspension_takes_away_vote_and_standing(book):
    vote = member_may_vote(book, membership_class="full", suspended=True)
    stand = member_may_stand(book, membership_class="full", suspended=True, office="chair")

    assert (vote.code, vote.facts) == ("suspended", {"act": "vote"})
    assert (stand.code, stand.facts) == ("suspended", {"act": "stand"})
    assert vote.clause == stand.clause == book.clause("suspension")


def test_office_that_the_agreement_does_not_name_is_refused(book):
    finding = member_may_stand(book, membership_class="full", suspended=False, office="mayor")

    assert (finding.holds, finding.code) == (False, "office-unknown")
    assert finding.in_words(LONDON) == (
        "Nobody can stand as mayor, because the offices named are: chair, vice-chair and "
        "representative."
    )


@pytest.mark.clause("staffs-13.2")
@pytest.mark.parametrize(
    ("reason", "case_open", "code"),
    [
        ("", False, "suspension-without-case"),
        ("Data shared", False, "suspension-without-case"),
        ("  ", True, "suspension-without-reason"),
    ],
)
def test_suspension_without_a_case_or_a_reason_is_refused(book, reason, case_open, code):
    assert suspension_rests_on_a_case(book, reason="Data shared", case_open=True).holds

    finding = suspension_rests_on_a_case(book, reason=reason, case_open=case_open)
    assert (finding.holds, finding.code) == (False, code)


def test_case_is_raised_at_the_threshold_and_not_before(book):
    threshold = book.whole("absence.threshold")

    for missed in range(threshold + 3):
        finding = absence_raises_a_case(book, unexplained_in_a_row=missed)
        assert finding.holds is (missed >= threshold)
