from datetime import UTC, date, datetime

import pytest

from folkmoot.body.membership.actions import (
    end_membership,
    exclude_during_notice,
    give_notice,
    sign_declaration,
    withdraw_notice,
)
from folkmoot.body.membership.events import NoticeGiven
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.permits import may_stand, may_vote, voting_right
from folkmoot.body.membership.queries import (
    State,
    belongs,
    good_standing,
    membership_of,
    state_of,
)
from folkmoot.ground import bus
from folkmoot.ground.ledger.models import Entry
from tests.body.membership.conftest import NOW, TODAY
from tests.body.membership.test_signing import refused
from tests.factories import PersonFactory


@pytest.mark.clause("staffs-14.1-notice")
@pytest.mark.parametrize(
    ("given_on", "ceases_on"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 3, 2), date(2026, 4, 2)),
        (date(2026, 8, 31), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_notice_runs_one_calendar_month_and_membership_ends_on_its_day(
    membership, contact, given_on, ceases_on
):
    at = datetime(given_on.year, given_on.month, given_on.day, 12, tzinfo=UTC)

    left = give_notice(membership=membership, by=contact, at=at)

    assert (left.notice_given_on, left.ceases_on) == (given_on, ceases_on)
    assert left.ended_because == "resigned"


@pytest.mark.clause("staffs-14.1-notice")
def test_member_in_notice_keeps_its_rights_until_the_day_it_ends(
    assembly, membership, organisation, contact
):
    give_notice(membership=membership, words="We are moving.", by=contact, at=NOW)
    last, after = date(2026, 4, 1), date(2026, 4, 2)

    assert state_of(membership, on=last) == State.IN_NOTICE
    assert may_vote(membership, on=last)
    assert belongs(assembly, organisation, on=last)
    assert state_of(membership, on=after) == State.ENDED
    assert not may_vote(membership, on=after)
    assert not belongs(assembly, organisation, on=after)
    assert membership_of(assembly, organisation, on=after) is None


@pytest.mark.clause("staffs-14.1-notice")
def test_notice_is_recorded_without_its_words_and_told_to_officers_and_to_those_who_listen(
    membership, contact, officer
):
    heard = []

    @bus.listen(NoticeGiven)
    def hear(event, *, about, by, at):
        heard.append((event, about, by, at))

    try:
        left = give_notice(membership=membership, words="We are moving.", by=contact, at=NOW)
    finally:
        bus._LISTENERS[NoticeGiven].remove(hear)

    entry = Entry.objects.get(kind="NoticeGiven")
    assert entry.under == "staffs-alliance: clause 14.1 (Leaving the Alliance)"
    assert "moving" not in str(entry.facts)
    assert [letter.kind for letter in officer.letters.all()] == ["NoticeGiven"]
    assert [letter.kind for letter in contact.letters.all()] == ["NoticeGiven"]
    ((event, about, by, at),) = heard
    assert (event.ceases_on, about, by, at) == (date(2026, 4, 2), left, contact, NOW)


def test_notice_given_twice_is_refused(membership, contact):
    give_notice(membership=membership, by=contact, at=NOW)

    refusal = refused(give_notice, membership=membership, by=contact, at=NOW)

    assert (refusal.code, refusal.clause.number) == ("notice-runs-already", "14.1")


def test_somebody_else_gives_no_notice(membership, somebody_else):
    refusal = refused(give_notice, membership=membership, by=somebody_else, at=NOW)

    assert refusal.code == "not-permitted"
    membership.refresh_from_db()
    assert membership.ceases_on is None


def test_officer_records_a_notice_that_came_by_e_mail(membership, officer, contact):
    left = give_notice(membership=membership, channel="e-mail", by=officer, at=NOW)

    assert left.notice_channel == "e-mail"
    assert refused(
        give_notice, membership=membership, channel="e-mail", by=contact, at=NOW
    ).code == ("not-permitted")


@pytest.mark.parametrize(
    ("at", "may"),
    [
        (datetime(2026, 4, 1, 22, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 4, 1, 23, 0, 0, tzinfo=UTC), False),
        (datetime(2026, 4, 1, 23, 0, 1, tzinfo=UTC), False),
    ],
    ids=["a second before midnight", "on the stroke", "a second after"],
)
def test_notice_is_withdrawn_until_the_stroke_at_which_the_membership_ends(
    membership, contact, at, may
):
    give_notice(membership=membership, by=contact, at=NOW)

    if may:
        stays = withdraw_notice(membership=membership, by=contact, at=at)
        assert (stays.ceases_on, stays.notice_given_on, stays.ended_because) == (None, None, "")
        assert Entry.objects.filter(kind="NoticeWithdrawn").count() == 1
    else:
        refusal = refused(withdraw_notice, membership=membership, by=contact, at=at)
        assert refusal.code == "no-member-that-day"


def test_notice_that_was_not_given_is_not_withdrawn(membership, contact):
    refusal = refused(withdraw_notice, membership=membership, by=contact, at=NOW)

    assert refusal.code == "no-notice-runs"


def test_member_that_left_may_join_again(assembly, membership, organisation, contact, handed_in):
    give_notice(membership=membership, by=contact, at=NOW)
    at, day = datetime(2026, 4, 2, 9, tzinfo=UTC), date(2026, 4, 2)

    again = sign_declaration(
        assembly=assembly, organisation=organisation, by=contact, at=at,
        signature=handed_in(signed_on=day),
    )  # fmt: skip

    assert membership_of(assembly, organisation, on=day) == again.membership
    assert Membership.objects.count() == 2


# Left out while notice runs


@pytest.fixture
def leaving(membership, contact):
    return give_notice(membership=membership, by=contact, at=NOW)


@pytest.mark.clause("staffs-14.1-exclude")
def test_chair_leaves_a_departing_member_out_and_the_choice_and_reason_are_kept(
    assembly, leaving, officer, contact
):
    assert may_vote(leaving, on=TODAY)
    assert list(good_standing(assembly, on=TODAY)) == [leaving]

    left_out = exclude_during_notice(
        membership=leaving, reason="It is joining a rival bid.", decided_by_name="Chris Chair",
        by=officer, at=NOW,
    )  # fmt: skip

    assert (left_out.excluded_on, left_out.excluded_because, left_out.excluded_decided_by) == (
        TODAY, "It is joining a rival bid.", "Chris Chair",
    )  # fmt: skip
    assert not may_vote(left_out, on=TODAY)
    assert not may_stand(left_out, office="chair", on=TODAY)
    assert voting_right(left_out, on=TODAY).code == "left-out-in-notice"
    assert list(good_standing(assembly, on=TODAY)) == []
    entry = Entry.objects.get(kind="MemberLeftOut")
    assert "rival" not in str(entry.facts)
    assert "Chris" not in str(entry.facts)
    letter = contact.letters.get(kind="LeftOutLetter")
    assert "It is joining a rival bid." in letter.text


@pytest.mark.clause("staffs-14.1-exclude")
def test_departing_member_is_not_left_out_without_a_reason(leaving, officer):
    refusal = refused(
        exclude_during_notice,
        membership=leaving,
        reason=" ",
        decided_by_name="Chris Chair",
        by=officer,
        at=NOW,
    )

    assert (refusal.code, refusal.clause.key) == ("exclusion-without-reason", "leaving-exclusion")
    assert may_vote(leaving, on=TODAY)


@pytest.mark.clause("staffs-14.1-exclude")
def test_member_that_stays_is_not_left_out(membership, officer):
    refusal = refused(
        exclude_during_notice,
        membership=membership,
        reason="A reason.",
        decided_by_name="Chris Chair",
        by=officer,
        at=NOW,
    )

    assert refusal.code == "no-notice-runs"


def test_chair_known_to_the_caller_leaves_out_and_nobody_else(leaving, contact):
    chair = PersonFactory(name="Chris Chair")
    given = {
        "membership": leaving, "reason": "A reason.", "decided_by_name": "Chris Chair", "at": NOW
    }  # fmt: skip
    assert refused(exclude_during_notice, by=chair, **given).code == "not-permitted"
    assert refused(exclude_during_notice, by=contact, **given).code == "not-permitted"

    assert exclude_during_notice(by=chair, presides=True, **given).excluded_on == TODAY


# Ended


@pytest.mark.parametrize("because", ["expelled", "corrected", "lapsed"])
def test_membership_that_is_ended_says_why_to_the_member_and_not_to_the_public(
    membership, officer, contact, because
):
    ended = end_membership(
        membership=membership, because=because, reason="Written down.",
        decided_by_name="The forum", by=officer, at=NOW,
    )  # fmt: skip

    assert state_of(ended, on=TODAY) == State.ENDED
    assert ended.ended_reason == "Written down."
    facts = Entry.objects.get(kind="MembershipEnded").facts
    assert (facts["because"], facts["ceases_on"]) == (because, "2026-03-02")
    assert "Written" not in str(facts)
    assert "Written down." in contact.letters.get(kind="EndOfMembershipLetter").text


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"because": "corrected", "reason": ""}, "end-without-reason"),
        ({"because": "expelled", "reason": "A reason."}, "decision-without-name"),
    ],
)
def test_membership_is_not_ended_without_its_reason_or_who_decided(
    membership, officer, given, code
):
    assert refused(end_membership, membership=membership, by=officer, at=NOW, **given).code == code


def test_only_an_officer_ends_a_membership(membership, contact):
    refusal = refused(
        end_membership,
        membership=membership,
        because="corrected",
        reason="A reason.",
        by=contact,
        at=NOW,
    )

    assert refusal.code == "not-permitted"


def test_resignation_is_the_members_own(membership, officer):
    with pytest.raises(ValueError, match="resigned"):
        end_membership(membership=membership, because="resigned", reason="x", by=officer, at=NOW)


def test_expulsion_in_notice_is_not_undone_by_withdrawing_the_notice(leaving, officer, contact):
    end_membership(
        membership=leaving, because="expelled", reason="A reason.", decided_by_name="The forum",
        on=date(2026, 3, 20), by=officer, at=NOW,
    )  # fmt: skip

    assert refused(withdraw_notice, membership=leaving, by=contact, at=NOW).code == (
        "no-notice-runs"
    )
