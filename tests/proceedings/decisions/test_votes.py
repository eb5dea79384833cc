"""A vote: who calls it, with whom there, who is given a ballot, and how it is counted."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import SupportBody
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.decisions.actions.close_poll import PaperCount
from folkmoot.proceedings.decisions.actions.count_hands import count_hands
from folkmoot.proceedings.decisions.actions.hand_out_papers import hand_out_papers
from folkmoot.proceedings.decisions.models import Ballot, Poll
from folkmoot.proceedings.decisions.queries.items import open_vote_on
from folkmoot.proceedings.decisions.queries.polls import who_voted
from folkmoot.proceedings.decisions.queries.waiting import waiting_votes
from folkmoot.proceedings.meetings.models import Attendance
from folkmoot.rules.findings import Refusal
from tests.factories import AuthorityFactory, PersonFactory
from tests.proceedings.decisions.factories import A_MINUTE, NOW, a_scene
from tests.proceedings.decisions.test_motions import refused
from tests.proceedings.meetings.factories import AttendanceFactory, come

pytestmark = pytest.mark.django_db


# Calling it


@pytest.mark.clause("staffs-8.2")
def test_vote_is_called_by_whoever_presides_with_a_reason():
    scene = a_scene()

    for other in (scene.member(2).person, scene.officer, scene.gathering.vice_chair):
        refusal = refused("vote-not-called-by-chair", scene.call, by=other)
        assert (refusal.clause.number, refusal.by_whom) == ("8.2", "whoever presides")
    refused("vote-without-reason", scene.call, because="  ")
    poll = scene.call(because="Two rounds of talk brought no agreement.", discussion="Much.")

    assert (poll.presided_as, poll.number, poll.roll.count()) == ("chair", 1, 5)
    motion = scene.again()
    assert motion.vote_because == "Two rounds of talk brought no agreement."
    assert motion.discussion == "Much."
    entry = Entry.objects.get(kind="VoteCalled")
    assert entry.under == "staffs-alliance: clause 8.2 (Who calls a vote)"


@pytest.mark.clause("staffs-8.2")
def test_acting_vice_chair_calls_the_vote_where_the_chair_has_an_interest():
    scene = a_scene()
    scene.has_interest(0)

    refused("vote-not-called-by-chair", scene.call)
    poll = scene.call(by=scene.gathering.vice_chair)

    assert poll.presided_as == "vice-chair"
    assert scene.member(0).organisation.name not in poll.quorum["opening"]["counted"]
    assert not poll.roll.filter(membership=scene.member(0).membership).exists()


@pytest.mark.clause("staffs-8.2")
@pytest.mark.clause("staffs-8.2.ii")
def test_vote_without_a_quorum_is_refused_before_anybody_has_a_ballot():
    scene = a_scene(members=5, here=3)

    refusal = refused("quorum", scene.call)

    assert refusal.facts["lacking"] == ["one more full member"]
    assert refusal.clause.number == "8.2.ii"
    assert not Poll.objects.exists()
    come(scene.meeting, scene.member(3))
    poll = scene.call()
    assert poll.quorum["opening"]["is_met"] is True


@pytest.mark.clause("staffs-8.2.ii")
@pytest.mark.parametrize(
    "who", ["an associate", "a second person of one member", "one out for an interest"]
)
def test_fourth_that_is_no_full_member_with_a_vote_makes_no_quorum(who):
    scene = a_scene(members=4, associates=1, here=3)
    if who == "an associate":
        come(scene.meeting, scene.member(4))
    elif who == "a second person of one member":
        AttendanceFactory(meeting=scene.meeting, organisation=scene.member(0).organisation)
    else:
        come(scene.meeting, scene.member(3))
        scene.has_interest(3, "no-vote")

    refused("quorum", scene.call)


@pytest.mark.clause("staffs-8.2.i")
def test_vote_of_the_coordination_group_needs_somebody_from_each_side():
    scene = a_scene(members=3, here=0)
    forum = scene.gathering.forum
    forum.kind, forum.side = Forum.Kind.COORDINATION, ""
    forum.save()
    for number, side in ((1, "south"), (2, "north")):
        organisation = scene.member(number).organisation
        SupportBody.objects.create(assembly=scene.assembly, organisation=organisation, side=side)
    come(scene.meeting, scene.member(0), scene.member(1))

    refusal = refused("quorum", scene.call)

    assert refusal.clause.number == "8.2.i"
    assert "north" in str(refusal.facts["lacking"])
    come(scene.meeting, scene.member(2))
    poll = scene.call()
    assert poll.quorum["opening"]["is_met"] is True
    names = {scene.member(number).organisation.name for number in (1, 2)}
    assert set(poll.roll.values_list("organisation_name", flat=True)) == names


def test_second_vote_cannot_be_called_while_one_is_open_and_holds_up_the_end_of_the_item():
    scene = a_scene()
    scene.call()

    refused("poll-is-open", scene.call)

    assert open_vote_on(scene.item).code == "poll-still-open"


# Giving a ballot


def test_ballot_of_a_member_is_kept_with_a_receipt_and_sent_twice_it_is_one():
    scene = a_scene()
    poll = scene.call()
    member = scene.member(2)
    [to_give, to_close] = waiting_votes(
        member.organisation, scene.assembly, at=NOW, person=scene.chair
    )
    assert to_give.url.endswith(f"/decisions/{scene.motion.reference}/vote/")
    assert to_close.url.endswith(f"/decisions/{scene.motion.reference}/close/")

    ballot = scene.cast(poll, 2, "for")
    again = scene.cast(poll, 2, "for")

    assert again == ballot
    assert len(ballot.receipt) == 14
    assert poll.roll.get(membership=member.membership).has_voted
    entry = Entry.objects.get(kind="BallotCast")
    assert entry.facts["organisation"] == member.organisation.name
    assert "for" not in entry.facts.values()
    assert waiting_votes(member.organisation, scene.assembly, at=NOW) == []
    assert Letter.objects.filter(kind="VoteCalled").count() == 5


@pytest.mark.clause("staffs-8.3-one-vote")
def test_second_ballot_of_a_member_is_rejected_whoever_of_its_people_gives_it():
    scene = a_scene()
    poll = scene.call()
    member = scene.member(2)
    other = AuthorityFactory(organisation=member.organisation).person
    AttendanceFactory(meeting=scene.meeting, organisation=member.organisation, person=other)
    scene.cast(poll, 2, "for")

    refusal = refused("vote-cast-already", scene.cast, poll=poll, number=2, choice="against",
                      by=other)  # fmt: skip

    assert refusal.facts["votes"] == "1 vote"
    assert poll.ballots.get().choice == "for"


@pytest.mark.clause("staffs-8.3-one-vote")
def test_database_takes_one_ballot_of_a_member_in_a_poll():
    scene = a_scene()
    poll = scene.call()
    ballot = scene.cast(poll, 2, "for")

    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(
            poll=poll, membership=ballot.membership, choice="for", cast_at=NOW, by=ballot.by,
            receipt="another", form_key="another",
        )  # fmt: skip


@pytest.mark.clause("staffs-3.1.ii-no-vote")
def test_associate_is_given_no_ballot_and_its_attempt_is_refused_and_recorded():
    scene = a_scene(members=4, associates=1)
    poll = scene.call()
    associate = scene.member(4)

    with pytest.raises(Refusal) as refusal:
        scene.cast(poll, 4, "for")

    assert refusal.value.code == "class-may-not-vote"
    assert not poll.roll.filter(membership=associate.membership).exists()
    assert waiting_votes(associate.organisation, scene.assembly, at=NOW) == []
    assert not Letter.objects.filter(kind="VoteCalled", to=associate.person).exists()
    assert not Ballot.objects.exists()
    entry = Entry.objects.get(kind="BallotRefused")
    assert entry.facts["organisation"] == associate.organisation.name
    assert entry.by == associate.person.reference
    assert entry.under == "staffs-alliance: clause 3.1.i (What full members may do)"


@pytest.mark.clause("staffs-8.3-no-casting")
def test_chair_has_no_vote_beyond_that_of_their_organisation():
    scene = a_scene(members=5)
    poll = scene.call()
    scene.cast(poll, 0, "for")

    with pytest.raises(Refusal) as refusal:
        scene.cast(poll, 0, "for", membership=None, form_key="casting")

    assert (refusal.value.code, refusal.value.clause.number) == ("no-casting-vote", "8.3")
    assert poll.ballots.count() == 1


@pytest.mark.parametrize("number", [2, 3])
def test_member_that_the_motion_is_about_is_heard_and_does_not_vote(number):
    scene = a_scene(members=6)
    scene.motion.concerns = scene.member(2).organisation
    scene.motion.save()
    stance = scene.say(2, "view", "We have put it right.")
    poll = scene.call()

    if number == 2:
        with pytest.raises(Refusal) as refusal:
            scene.cast(poll, 2, "against")
        assert refusal.value.code == "heard-without-a-vote"
        assert refusal.value.clause.key == "termination-vote"
    else:
        scene.cast(poll, 3, "against")

    assert stance.words == "We have put it right."
    assert poll.ballots.filter(membership=scene.member(2).membership).count() == 0
    assert poll.roll.count() == 5


def test_member_that_arrives_while_the_vote_is_open_is_given_a_ballot():
    scene = a_scene(members=5, here=4)
    poll = scene.call()
    with pytest.raises(Refusal) as absent:
        scene.cast(poll, 4, "for")

    come(scene.meeting, scene.member(4))
    scene.cast(poll, 4, "for", form_key="later")

    assert absent.value.code == "not-here-to-vote"
    assert poll.roll.count() == 5


def test_person_with_an_interest_of_their_own_leaves_the_vote_to_a_colleague():
    scene = a_scene()
    member = scene.member(2)
    colleague = AuthorityFactory(organisation=member.organisation).person
    AttendanceFactory(meeting=scene.meeting, organisation=member.organisation, person=colleague)
    poll = scene.call()
    scene.item.interests.create(
        assembly=scene.assembly, meeting=scene.meeting, person=member.person,
        name=member.person.name, moment="at the item", nature="My sister.", effect="no-vote",
        effect_because="Close.", declared_at=NOW, ruled_at=NOW, entered_by=member.person,
    )  # fmt: skip

    refused("own-interest-bars", scene.cast, poll=poll, number=2, choice="for")
    scene.cast(poll, 2, "for", by=colleague, form_key="other")

    assert poll.ballots.get().by == colleague


def test_stranger_cannot_give_a_members_vote_and_the_officer_may_enter_it():
    scene = a_scene()
    poll = scene.call()

    refused("not-permitted", scene.cast, poll=poll, number=2, choice="for", by=PersonFactory())
    ballot = scene.cast(poll, 2, "for", by=scene.officer, channel="phone")

    assert (ballot.by, ballot.channel) == (scene.officer, "phone")


def test_ballot_that_arrives_as_the_vote_is_closed_is_told_so_and_changes_nothing():
    scene = a_scene()
    poll = scene.call()
    for number in range(4):
        scene.cast(poll, number, "for")
    # What another request had loaded before the vote was closed knows nothing of it.
    stale = Poll.objects.get(pk=poll.pk)
    scene.close(poll)

    refusal = refused("poll-closed", scene.cast, poll=stale, number=4, choice="against")

    assert refusal.facts["closed_at"] == NOW + 2 * A_MINUTE
    poll.refresh_from_db()
    assert (poll.votes_for, poll.votes_against) == (4, 0)
    same = scene.cast(stale, 3, "for")
    assert same.receipt == poll.ballots.get(membership=scene.member(3).membership).receipt
    refused("poll-closed-already", scene.close, poll=stale)


@pytest.mark.parametrize(("late_by", "counts"), [(-1, True), (0, False), (1, False)])
def test_vote_with_a_time_receives_ballots_until_the_second_before_it(late_by, counts):
    scene = a_scene()
    poll = scene.call()
    poll.closes_at = NOW + timedelta(hours=1)
    poll.save()
    at = poll.closes_at + timedelta(seconds=late_by)

    if counts:
        scene.cast(poll, 2, "for", at=at)
    else:
        refused("poll-closed", scene.cast, poll=poll, number=2, choice="for", at=at)

    assert poll.ballots.count() == counts


# Counting it


@pytest.mark.clause("staffs-8.3-majority")
@pytest.mark.parametrize(
    ("choices", "outcome"),
    [("fffaa", "carried"), ("ffa--", "carried"), ("f---", "carried"), ("ffaaa", "lost")],
)
def test_motion_is_carried_by_more_for_than_against_and_those_who_abstain_are_left_out(
    choices, outcome
):
    scene = a_scene()

    poll = scene.take_vote(choices)

    assert scene.again().outcome == outcome
    kept = (poll.votes_for, poll.votes_against, poll.abstained)
    assert kept == tuple(choices.count(one) for one in "fa-")
    entry = Entry.objects.get(kind="PollClosed")
    assert (entry.facts["votes_for"], entry.facts["abstained"]) == (kept[0], kept[2])
    words = {"f": "for", "a": "against", "-": "abstains"}
    voters = {one.name: one.choice for one in who_voted([poll])[poll.pk]}
    for number in range(5):
        cast = words[choices[number]] if number < len(choices) else ""
        assert voters[scene.member(number).organisation.name] == cast


def test_quorum_that_is_lost_before_the_close_leaves_the_motion_as_it_was():
    scene = a_scene(members=4)
    poll = scene.call()
    for number in range(3):
        scene.cast(poll, number, "for")
    Attendance.objects.filter(person=scene.member(3).person).update(left_at=NOW + A_MINUTE)

    poll = scene.close(poll)

    assert "one more full member is needed" in poll.void_because
    assert poll.quorum["closing"]["is_met"] is False
    assert (scene.again().outcome, Entry.objects.get(kind="PollClosed").facts["stands"]) == (
        "", False,
    )  # fmt: skip
    Attendance.objects.filter(person=scene.member(3).person).update(left_at=None)
    again = scene.call()
    assert again.number == 2
    for number in range(3):
        scene.cast(again, number, "for", form_key=f"again-{number}")
    scene.close(again)
    assert scene.again().outcome == "carried"


def test_hands_are_written_down_for_each_member_once_and_a_misread_one_is_corrected():
    scene = a_scene(members=5, associates=1)
    poll = scene.call("hands")
    keys = [member.membership.pk for member in scene.gathering.members]
    hands = dict.fromkeys(keys, "for") | {keys[1]: "against", keys[2]: ""}

    first = count_hands(poll=poll, hands=hands, edition=scene.again().edition, by=scene.officer,
                        at=NOW)  # fmt: skip
    refused("changed-meanwhile", count_hands, poll=poll, hands=hands, edition=1, by=scene.chair,
            at=NOW)  # fmt: skip
    hands |= {keys[1]: "for", keys[3]: "", keys[2]: "abstain"}
    second = count_hands(poll=poll, hands=hands, edition=scene.again().edition, by=scene.chair,
                         at=NOW)  # fmt: skip

    assert (first, second) == (4, 4)
    assert keys[5] not in set(poll.ballots.values_list("membership_id", flat=True))
    poll = scene.close(poll)
    assert (poll.votes_for, poll.votes_against, poll.abstained) == (3, 0, 1)
    refused("poll-closed", count_hands, poll=poll, hands=hands, edition=99, by=scene.chair, at=NOW)


def test_hands_are_no_business_of_a_members_person_and_not_given_on_screens():
    scene = a_scene()
    poll = scene.call("hands")

    refused("not-permitted", count_hands, poll=poll, hands={}, edition=1,
            by=scene.member(2).person, at=NOW)  # fmt: skip
    refused("poll-not-for-screens", scene.cast, poll=poll, number=2, choice="for")


def test_secret_vote_keeps_who_was_given_a_paper_and_never_what_was_on_it():
    scene = a_scene()
    poll = scene.call("secret")
    keys = [member.membership.pk for member in scene.gathering.members]
    hand_out_papers(poll=poll, to=keys[:3], by=scene.chair, at=NOW)
    assert hand_out_papers(poll=poll, to=keys[1:4], by=scene.chair, at=NOW) == 4
    count = {"votes_for": 3, "votes_against": 1, "abstained": 0}
    tellers = ("Ann Teller", "Bob Teller")

    refused("tellers-not-named", scene.close, poll=poll)
    one = PaperCount(**count, tellers=("Ann Teller", "ann teller "))
    refused("tellers-not-named", scene.close, poll=poll, papers=one)
    many = PaperCount(**{**count, "abstained": 1}, tellers=tellers)
    refused("more-papers-than-given", scene.close, poll=poll, papers=many)
    poll = scene.close(poll, papers=PaperCount(**count, tellers=tellers))

    assert (poll.votes_for, poll.votes_against, poll.tellers) == (3, 1, "Ann Teller and Bob Teller")
    assert not Ballot.objects.exists()
    voted = who_voted([poll])[poll.pk]
    assert {one.choice for one in voted} == {""}
    assert sum(one.has_voted for one in voted) == 4
    assert scene.again().outcome == "carried"
    assert "Teller" not in str(Entry.objects.get(kind="PollClosed").facts)
