"""A breach from the day it was told to the end of a membership, and what goes beside it."""

from datetime import date, timedelta

import pytest

from folkmoot.body.forums.queries import belongs_to
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.permits import may_stand, may_vote
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.cases.actions import breaching, hearing, open_termination
from folkmoot.proceedings.cases.actions.hearing_of_votes import carry_out
from folkmoot.proceedings.cases.actions.talking import add_step
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.queries.about import suspension_now
from folkmoot.proceedings.cases.queries.stages import progress
from folkmoot.proceedings.decisions.actions.call_vote import call_vote
from folkmoot.proceedings.decisions.actions.cast_ballot import cast_ballot
from folkmoot.proceedings.decisions.actions.close_poll import close_poll
from folkmoot.proceedings.decisions.actions.debate_again import debate_again
from folkmoot.rules.findings import Refusal
from tests.proceedings.cases.factories import (
    A_DAY,
    GROUNDS,
    HERE,
    NOW,
    TOLD_ON,
    WHOLE,
    a_breach,
    a_dispute,
    a_group,
    a_meeting,
    a_termination,
    again,
    asked,
    put,
)
from tests.proceedings.meetings.factories import STARTS_AT, a_gathering

pytestmark = pytest.mark.django_db
LATER = STARTS_AT + timedelta(minutes=30)


def vote(motion, chair, members, choices, *, discussion="The letter was read out."):
    """Call a vote, let members vote in order (f or a), and close it."""
    poll = call_vote(
        motion=motion, way="electronic", because="We do not agree.", discussion=discussion,
        by=chair, at=LATER,
    )  # fmt: skip
    for number, letter in enumerate(choices):
        cast_ballot(
            poll=poll, membership=members[number].membership,
            choice={"f": "for", "a": "against"}[letter], form_key=f"v{number}",
            by=members[number].person, at=LATER,
        )  # fmt: skip
    return close_poll(poll=poll, by=chair, at=LATER + timedelta(minutes=5))


@pytest.mark.clause("staffs-13.1", "staffs-13.2", "staffs-13.3", "staffs-14.3-vote")
def test_breach_that_cannot_be_put_right_ends_in_a_vote_without_the_member():
    town = a_gathering(members=6)
    member = town.member(2)
    case = a_breach(town)
    on = TOLD_ON
    assert case.told_on == TOLD_ON
    add_step(
        case=case, kind=Step.Kind.LETTER, words="We ask you to write to the firm.", on=on,
        by=town.chair, at=NOW,
    )  # fmt: skip

    breaching.suspend_member(
        case=case, reason="Data may go on leaking.", until_on=None, by=town.chair, at=NOW
    )

    assert not may_vote(member.membership, on=on)
    assert not may_stand(member.membership, office="chair", on=on)
    suspension = suspension_now(case, on=on)
    assert (suspension.from_on, suspension.reason) == (on, "Data may go on leaking.")

    with pytest.raises(Refusal) as refused:
        open_termination.move_to_termination(
            case=case, grounds=GROUNDS, scope=HERE, is_immediate=True, by=town.chair, at=NOW
        )
    assert refused.value.code == "breach-not-found-lasting"
    open_termination.find_not_rectifiable(
        case=case, words="The firm sold them on.", by=town.chair, at=NOW + A_DAY
    )
    ending = open_termination.move_to_termination(
        case=case, grounds=GROUNDS, scope=HERE, is_immediate=True, by=town.chair, at=NOW + A_DAY
    )

    assert again(case).outcome == Case.Outcome.TO_A_VOTE
    carried = set(ending.steps.filter(kind="evidence").values_list("words", flat=True))
    assert carried == {"We ask you to write to the firm.", "The firm sold them on."}
    assert suspension_now(ending, on=on + A_DAY) is not None

    item = a_meeting(town.forum, *town.members)
    with pytest.raises(Refusal) as refused:
        put(ending, item, town.chair)
    assert refused.value.code == "member-not-asked"
    asked(ending, town.chair)
    hearing.hear(
        case=ending, words="It was one volunteer.", on=on, by=member.person, at=NOW + A_DAY
    )
    motion = put(ending, item, town.chair)
    poll = call_vote(
        motion=motion, way="electronic", because="We differ.", discussion="Talked.",
        by=town.chair, at=LATER,
    )  # fmt: skip
    assert not poll.roll.filter(membership=member.membership).exists()
    with pytest.raises(Refusal):
        cast_ballot(
            poll=poll, membership=member.membership, choice="against", form_key="x",
            by=member.person, at=LATER,
        )  # fmt: skip
    for number, choice in ((0, "for"), (1, "for"), (3, "for"), (4, "against"), (5, "against")):
        cast_ballot(
            poll=poll, membership=town.member(number).membership, choice=choice,
            form_key=f"v{number}", by=town.member(number).person, at=LATER,
        )  # fmt: skip
    close_poll(poll=poll, by=town.chair, at=LATER)

    ended, day = again(ending), LATER.date()
    assert (ended.outcome, ended.closed_at) == (Case.Outcome.ENDED, LATER)
    assert not belongs_to(member.membership, town.forum, on=day)
    assert Membership.objects.get(pk=member.membership.pk).ceases_on is None
    assert suspension_now(ending, on=day) is None


@pytest.mark.parametrize(("after", "is_slow"), [(27, False), (28, False), (29, True)])
@pytest.mark.clause("staffs-13.1")
def test_breach_is_pointed_out_as_slow_once_its_days_are_over(after, is_slow):
    town = a_gathering(members=3)
    case = a_breach(town)

    found = progress(case, at=NOW + timedelta(days=after))

    assert found.is_slow is is_slow
    assert found.state == ("overdue" if is_slow else "open")


@pytest.mark.clause("staffs-13.1")
def test_breach_is_settled_in_writing_or_not_at_all():
    town = a_gathering(members=3)
    case = a_breach(town)

    with pytest.raises(Refusal) as refused:
        breaching.put_right(case=case, words=" ", by=town.chair, at=NOW)
    assert refused.value.code == "breach-not-in-writing"
    assert again(case).closed_at is None

    breaching.put_right(case=case, words="They wrote to everybody.", by=town.chair, at=NOW)
    settled = again(case)
    assert (settled.outcome, settled.outcome_words) == ("put-right", "They wrote to everybody.")


def test_breach_told_tomorrow_is_refused_and_leaves_no_trace():
    town = a_gathering(members=3)

    with pytest.raises(Refusal) as refused:
        a_breach(town, told_on=TOLD_ON + A_DAY)

    assert refused.value.code == "told-in-the-future"
    assert not Case.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.clause("staffs-13.2")
def test_suspension_is_lifted_with_its_day_when_the_breach_is_put_right():
    town = a_gathering(members=3)
    case, member = a_breach(town), town.member(2)
    breaching.suspend_member(case=case, reason="For now.", until_on=None, by=town.chair, at=NOW)

    breaching.put_right(case=case, words="Done.", by=town.chair, at=NOW + A_DAY)

    suspension = member.membership.suspensions.get()
    assert (suspension.from_on, suspension.until_on) == (TOLD_ON, TOLD_ON + A_DAY)
    assert may_vote(member.membership, on=TOLD_ON + A_DAY)


@pytest.mark.clause("staffs-13.2")
def test_only_whoever_decides_suspends():
    town = a_gathering(members=4)
    case = a_breach(town)

    for person in (town.vice_chair, town.member(3).person, town.officer):
        with pytest.raises(Refusal):
            breaching.suspend_member(case=case, reason="Because.", until_on=None, by=person, at=NOW)

    assert not town.member(2).membership.suspensions.exists()


@pytest.mark.clause("staffs-14.2")
@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"grounds": []}, "termination-without-grounds"),
        ({"grounds": ["unpopular views"]}, "termination-without-grounds"),
        ({"evidence": " "}, "termination-without-evidence"),
        ({"scope": ""}, "termination-without-scope"),
    ],
)
def test_end_of_a_membership_without_its_grounds_is_refused(given, code):
    town = a_gathering(members=3)

    with pytest.raises(Refusal) as refused:
        a_termination(town, **given)

    assert refused.value.code == code
    assert refused.value.clause.key == "termination-grounds"
    assert not Case.objects.exists()


@pytest.mark.clause("staffs-14.2")
def test_end_of_a_membership_says_its_grounds_what_shows_them_and_how_far():
    town = a_gathering(members=3)

    case = a_termination(town, scope=WHOLE)

    assert (case.grounds, case.scope) == (GROUNDS, WHOLE)
    assert case.steps.get(kind="evidence").words == "The firm's letter names them."


@pytest.mark.clause("staffs-14.3-vote")
@pytest.mark.parametrize(
    ("choices", "outcome", "belongs"),
    [("ffaa", "not-ended", True), ("fffa", "ended", False), ("faaa", "not-ended", True)],
)
def test_more_than_half_ends_the_membership_and_a_tie_does_not(choices, outcome, belongs):
    town = a_gathering(members=5)
    case, member = a_termination(town, 4), town.member(4)
    asked(case, town.chair)
    item = a_meeting(town.forum, *town.members)
    motion = put(case, item, town.chair)
    voters = town.members[:4]

    vote(motion, town.chair, voters, choices)
    if choices == "ffaa":
        motion.refresh_from_db()
        debate_again(motion=motion, discussion="Again.", by=town.chair, at=LATER)
        vote(motion, town.chair, voters, choices)

    assert again(case).outcome == outcome
    assert belongs_to(member.membership, town.forum, on=LATER.date()) is belongs


@pytest.mark.clause("staffs-14.3-vote")
def test_end_on_a_later_day_waits_for_that_day():
    town = a_gathering(members=5)
    case, member = a_termination(town, 4), town.member(4)
    asked(case, town.chair)
    item, day = a_meeting(town.forum, *town.members), date(2026, 5, 1)

    motion = put(case, item, town.chair, is_immediate=False, from_on=day)
    hearing.hear(case=case, words="No.", on=LATER.date(), by=member.person, at=LATER)
    motion.refresh_from_db()
    assert motion.concerned_heard_at == LATER
    vote(motion, town.chair, town.members[:4], "fff")

    assert "on 1 May 2026" in motion.question
    assert belongs_to(member.membership, town.forum, on=day - A_DAY)
    assert not belongs_to(member.membership, town.forum, on=day)


@pytest.mark.clause("staffs-14.3-vote")
def test_vote_without_a_discussion_waits_until_that_is_written_down():
    town = a_gathering(members=5)
    case, member = a_termination(town, 4), town.member(4)
    asked(case, town.chair)
    item = a_meeting(town.forum, *town.members)
    vote(put(case, item, town.chair), town.chair, town.members[:4], "fff", discussion="")
    assert again(case).closed_at is None
    assert belongs_to(member.membership, town.forum, on=LATER.date())

    with pytest.raises(Refusal) as refused:
        carry_out(case=case, by=town.chair, at=LATER)
    assert refused.value.code == "termination-without-discussion"
    hearing.note_discussion(
        case=case, words="We read it.", on=LATER.date(), by=town.chair, at=LATER
    )
    carry_out(case=case, by=town.chair, at=LATER)

    assert again(case).outcome == Case.Outcome.ENDED
    assert not belongs_to(member.membership, town.forum, on=LATER.date())


@pytest.mark.clause("staffs-14.3-escalate")
def test_forum_recommends_and_the_group_consults_and_decides_for_the_whole():
    town = a_gathering(members=5)
    group, chairs = a_group(town)
    member = town.member(4)
    case = a_termination(town, 4, scope=WHOLE)
    asked(case, town.chair)
    item = a_meeting(town.forum, *town.members)
    motion = put(case, item, town.chair)
    assert motion.recommends_to == group
    vote(motion, town.chair, town.members[:4], "fff")

    up = again(case)
    assert (up.is_with_group, up.decider, up.closed_at) == (True, "group", None)
    assert Membership.objects.get(pk=member.membership.pk).ceases_on is None

    group_chair = chairs[0].person
    there = a_meeting(group, *chairs, town.member(0))
    with pytest.raises(Refusal) as refused:
        put(case, there, group_chair, at=LATER)
    assert refused.value.code == "group-has-not-consulted"
    with pytest.raises(Refusal):
        hearing.consult(case=case, words="All forums.", on=LATER.date(), by=town.chair, at=LATER)
    hearing.consult(case=case, words="All forums.", on=LATER.date(), by=group_chair, at=LATER)
    second = put(case, there, group_chair, at=LATER)
    assert (second.forum, second.recommends_to) == (group, None)
    vote(second, group_chair, chairs, "fff")

    assert again(case).outcome == Case.Outcome.ENDED
    ended = Membership.objects.get(pk=member.membership.pk)
    assert (ended.ceases_on, ended.ended_because) == (LATER.date(), "expelled")


@pytest.mark.clause("staffs-12.3")
def test_dispute_beside_a_breach_holds_neither_up():
    town = a_gathering(members=5)
    dispute, breach = a_dispute(town, 3, 2), a_breach(town, 2)

    breaching.link_cases(case=breach, other=dispute, by=town.officer, at=NOW)
    open_termination.find_not_rectifiable(case=breach, words="No.", by=town.chair, at=NOW)
    ending = open_termination.move_to_termination(
        case=breach, grounds=GROUNDS, scope=HERE, is_immediate=True, by=town.chair, at=NOW
    )
    asked(ending, town.chair)
    item = a_meeting(town.forum, *town.members)
    others = [town.member(number) for number in (0, 1, 3)]
    vote(put(ending, item, town.chair), town.chair, others, "fff")

    assert again(ending).outcome == Case.Outcome.ENDED
    assert again(dispute).closed_at is None
    assert {one.reference for one in ending.related.all()} == {
        breach.reference,
        dispute.reference,
    }
    add_step(
        case=dispute, kind=Step.Kind.DIALOGUE, words="We met.", on=TOLD_ON,
        by=town.member(3).person, at=LATER,
    )  # fmt: skip
    assert dispute.steps.filter(kind="dialogue").count() == 1


def test_record_of_a_case_names_nobody_and_nothing_that_was_said():
    town = a_gathering(members=4)
    case = a_breach(town)
    breaching.put_right(case=case, words="They wrote to everybody.", by=town.chair, at=NOW)

    entries = Entry.objects.filter(kind__startswith="Case")
    facts = {tuple(sorted(entry.facts)) for entry in entries}
    assert facts == {("case", "kind"), ("case", "kind", "outcome")}
    assert {entry.by for entry in entries} == {""}
    letters = " ".join(Letter.objects.values_list("text", flat=True))
    assert case.account not in letters
    assert "They wrote to everybody." not in letters
