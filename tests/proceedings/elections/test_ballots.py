from dataclasses import replace
from datetime import timedelta

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.elections import actions, queries
from folkmoot.proceedings.elections.actions import sealing
from folkmoot.proceedings.elections.models import Ballot, SealedBallot
from folkmoot.rules.findings import Refusal
from tests.factories import OfficeFactory, PersonFactory
from tests.proceedings.elections.factories import (
    A_SECOND,
    BALLOT_CLOSES,
    BALLOT_OPENS,
    COUNTED,
    NOMINATIONS_CLOSE,
    PUBLISHED,
    RUN_OFF_CLOSES,
    RUN_OFF_COUNTED,
    RUN_OFF_OPENS,
    a_ballot,
    a_town,
    call,
    nominate,
    open_ballots,
    publish,
    take_keys,
    vote,
)

pytestmark = pytest.mark.django_db


@pytest.mark.clause("staffs-7.1-poll")
def test_nominees_cannot_be_published_while_nominations_are_open():
    town = a_town()
    contest = call(town)

    with pytest.raises(Refusal) as refused:
        publish(town, contest, at=NOMINATIONS_CLOSE - A_SECOND)

    assert refused.value.code == "nominations-still-open"
    assert refused.value.from_when == NOMINATIONS_CLOSE
    contest.refresh_from_db()
    assert contest.published_at is None


@pytest.mark.clause("staffs-E2.2-vote")
@pytest.mark.parametrize("reason", ["first", "term", "vacancy"])
def test_roll_holds_the_full_members_of_the_forum_in_good_standing_and_each_is_told(reason):
    town = a_town(5)
    contest = call(town, reason=reason)
    nominate(town, contest, 0)
    nominate(town, contest, 1)
    associate, suspended, gone = (town.members[place].membership for place in (2, 3, 4))
    associate.membership_class = "associate"
    associate.save()
    suspended.suspensions.create(from_on=PUBLISHED.date(), reason="A case.", by=town.officer)
    town.members[4].left_on = PUBLISHED.date()
    town.members[4].save()

    publish(town, contest)

    names = [voter.organisation_name for voter in queries.voters_roll(contest)]
    assert names == sorted(town.organisation(place).name for place in (0, 1))
    told = Letter.objects.filter(kind="NomineesPublished").values_list("to", flat=True)
    assert set(told) == {town.contacts[0].pk, town.contacts[1].pk}
    assert gone is not None


def test_candidate_cannot_be_a_teller_and_a_ballot_needs_one():
    town = a_town()
    contest = call(town)
    nominate(town, contest, 0)
    nominate(town, contest, 1)

    with pytest.raises(Refusal) as standing:
        publish(town, contest, tellers=[town.officer, town.contacts[1]])
    with pytest.raises(Refusal) as nobody:
        publish(town, contest, tellers=[])

    assert [standing.value.code, nobody.value.code] == ["teller-is-candidate", "no-teller"]


def test_ballot_without_every_key_is_refused_and_says_whose_is_missing():
    town = a_town()
    contest = call(town)
    nominate(town, contest, 0)
    nominate(town, contest, 1)
    late = PersonFactory(name="Late Teller")
    publish(town, contest, tellers=[town.officer, late])
    round = queries.current_round(contest)
    actions.take_key(round=round, by=town.officer, at=PUBLISHED)

    with pytest.raises(Refusal) as refused:
        vote(town, round, 0, None)

    assert (refused.value.code, refused.value.by_whom) == ("ballot-not-sealed", "Late Teller")
    assert not round.marks.filter(has_voted=True).exists()


def test_key_can_be_taken_anew_until_the_ballot_opens_and_not_after():
    town = a_town()
    round = a_ballot(town)
    before = queries.tellers(round)[0].public_key

    take_keys(town, round, at=BALLOT_OPENS - A_SECOND)
    with pytest.raises(Refusal) as refused:
        take_keys(town, round, at=BALLOT_OPENS)

    assert queries.tellers(round)[0].public_key != before
    assert refused.value.code == "keys-are-fixed"


def test_only_a_teller_takes_a_key():
    town = a_town()
    round = a_ballot(town)

    with pytest.raises(Refusal) as refused:
        actions.take_key(round=round, by=PersonFactory(), at=PUBLISHED)

    assert refused.value.code == "not-permitted"


def test_vote_is_marked_and_sealed_with_neither_time_nor_voter():
    town = a_town()
    round = a_ballot(town)

    receipt = vote(town, round, 0, queries.candidates(round)[0])

    assert len(receipt.letters) == 20
    assert not receipt.again
    mark = round.marks.get(has_voted=True)
    assert mark.voter.organisation_name == town.organisation(0).name
    sealed = SealedBallot.objects.get()
    assert {field.name for field in sealed._meta.concrete_fields} == {"id", "round", "content"}
    assert receipt.letters.encode() not in bytes(sealed.content)
    assert not Entry.objects.filter(at__gte=BALLOT_OPENS.isoformat()).exists()
    assert not Letter.objects.filter(written_at__gte=BALLOT_OPENS).exists()


@pytest.mark.clause("staffs-E2.2-vote")
def test_first_ballot_counts_and_later_ones_are_refused_and_counted_but_a_retry_is_not():
    town = a_town()
    round = a_ballot(town)
    ann, bea = queries.candidates(round)
    voter = queries.voter_for(round.contest, town.organisation(0))
    paper = sealing.issue_paper(round=round.pk, voter=voter.pk)

    first = vote(town, round, 0, ann, paper=paper)
    again = vote(town, round, 0, bea, paper=paper)
    for _ in range(2):
        with pytest.raises(Refusal) as refused:
            vote(town, round, 0, bea)

    assert (again.letters, again.again) == (first.letters, True)
    assert refused.value.code == "already-voted"
    assert SealedBallot.objects.count() == 1
    assert round.marks.get(voter=voter).later_refused == 2
    open_ballots(town, round, at=COUNTED)
    assert [(ballot.receipt, ballot.choice) for ballot in queries.ballots(round)] == [
        (first.letters, ann)
    ]
    round.contest.refresh_from_db()
    told = queries.result_document(round.contest)["rounds"][0]
    assert (told["voted"], told["later_refused"]) == (1, 2)
    assert Entry.objects.get(kind="BallotsGathered").facts["later_refused"] == 2
    letter = Letter.objects.get(kind="VoteAcknowledged")
    assert "2 later ballots from your organisation were refused." in letter.text


@pytest.mark.parametrize("gathered", [False, True])
def test_ballot_sent_after_the_close_is_refused_and_not_counted_among_the_later_ones(gathered):
    town = a_town()
    round = a_ballot(town)
    vote(town, round, 0, None)
    at = BALLOT_CLOSES
    if gathered:
        actions.gather_ballots(round=round, by=town.officer, at=BALLOT_CLOSES)
        at -= A_SECOND

    for place in (0, 1):
        with pytest.raises(Refusal):
            vote(town, round, place, None, at=at)

    assert queries.later_refused(round) == 0


def test_ballots_are_gathered_once_after_the_close_by_an_officer_or_a_teller():
    town = a_town()
    outer = PersonFactory()
    round = a_ballot(town, tellers=[town.officer, outer])
    vote(town, round, 0, None)

    with pytest.raises(Refusal) as early:
        actions.gather_ballots(round=round, by=outer, at=BALLOT_CLOSES - A_SECOND)
    with pytest.raises(Refusal) as stranger:
        actions.gather_ballots(round=round, by=town.contacts[0], at=BALLOT_CLOSES)
    first = actions.gather_ballots(round=round, by=outer, at=BALLOT_CLOSES)
    again = actions.gather_ballots(round=round, by=None, at=COUNTED)

    assert [early.value.code, stranger.value.code] == ["ballot-still-open", "not-permitted"]
    assert (first.gathered_at, again.gathered_at) == (BALLOT_CLOSES, BALLOT_CLOSES)
    contents = [bytes(one.content) for one in SealedBallot.objects.all()]
    assert again.sealed_digest == sealing.digest_of_sealed(contents)
    assert Entry.objects.filter(kind="BallotsGathered").count() == 1
    assert Letter.objects.filter(kind="VoteAcknowledged").count() == 1


@pytest.mark.parametrize("when", ["before the first seal", "between two seals"])
@pytest.mark.parametrize("deed", ["drop", "swap", "add"])
def test_sealed_ballots_changed_after_they_were_gathered_are_not_opened(when, deed):
    town = a_town()
    outer = PersonFactory()
    round = a_ballot(town, tellers=[town.officer, outer])
    ann, bea = queries.candidates(round)
    for place in range(3):
        vote(town, round, place, ann)
    keys = {pk: sealing.read_key(key) for pk, key in town.keys[1].items()}
    public = [teller.public_key for teller in queries.tellers(round)]
    actions.gather_ballots(round=round, by=town.officer, at=BALLOT_CLOSES)
    if when == "between two seals":
        actions.take_off_seal(round=round, private=keys[outer.pk], by=outer, at=COUNTED)
        public = public[:1]
    forged = sealing.seal(round=round.pk, choice=bea.pk, receipt="A" * 20, public_keys=public)
    if deed != "add":
        SealedBallot.objects.order_by("pk")[0].delete()
    if deed != "drop":
        SealedBallot.objects.create(round=round, content=forged)

    with pytest.raises(Refusal) as refused:
        open_ballots(town, round, at=COUNTED)

    assert refused.value.code == "ballots-changed"
    assert not Ballot.objects.exists()


def test_retry_after_the_close_still_gives_the_receipt():
    town = a_town()
    round = a_ballot(town)
    voter = queries.voter_for(round.contest, town.organisation(0))
    paper = sealing.issue_paper(round=round.pk, voter=voter.pk)
    first = vote(town, round, 0, None, paper=paper, at=BALLOT_CLOSES - A_SECOND)

    again = vote(town, round, 0, None, paper=paper, at=BALLOT_CLOSES)

    assert (again.letters, again.again) == (first.letters, True)


@pytest.mark.parametrize(
    ("at", "code"),
    [(BALLOT_OPENS - A_SECOND, "ballot-not-open"), (BALLOT_CLOSES, "ballot-closed")],
    ids=["a second early", "on the stroke of the close"],
)
def test_vote_out_of_time_is_refused_and_leaves_no_trace(at, code):
    town = a_town()
    round = a_ballot(town)

    with pytest.raises(Refusal) as refused:
        vote(town, round, 0, None, at=at)

    assert refused.value.code == code
    assert not round.marks.filter(has_voted=True).exists()
    assert not SealedBallot.objects.exists()


def test_vote_a_second_before_the_close_counts():
    town = a_town()
    round = a_ballot(town)

    vote(town, round, 0, None, at=BALLOT_CLOSES - A_SECOND)

    assert queries.turnout(round) == 1


def test_vote_that_arrives_after_the_ballots_were_gathered_is_refused_whatever_its_clock_says():
    town = a_town()
    round = a_ballot(town, tellers=[town.officer, PersonFactory()])
    vote(town, round, 0, None)
    teller = queries.open_tellers(round)[0]
    private = sealing.read_key(town.keys[1][teller.person_id])
    actions.take_off_seal(round=round, private=private, by=teller.person, at=BALLOT_CLOSES)

    with pytest.raises(Refusal) as refused:
        vote(town, round, 1, None, at=BALLOT_CLOSES - A_SECOND)

    assert refused.value.code == "ballot-closed"


def test_vote_for_another_organisation_or_with_another_paper_or_name_is_refused():
    town = a_town()
    round = a_ballot(town)
    voter = queries.voter_for(round.contest, town.organisation(0))
    other = queries.voter_for(round.contest, town.organisation(1))
    paper = sealing.issue_paper(round=round.pk, voter=other.pk)
    stranger = nominate(town, call(a_town_beside(town)), 0)

    with pytest.raises(Refusal) as not_theirs:
        vote(town, round, 0, None, by=town.contacts[1])
    with pytest.raises(Refusal) as not_ours:
        vote(town, round, 0, None, paper=paper)
    with pytest.raises(Refusal) as made_up:
        vote(town, round, 0, None, paper="0" * 32)
    with pytest.raises(Refusal) as not_there:
        vote(town, round, 0, stranger)

    refusals = (not_theirs, not_ours, made_up, not_there)
    codes = [refused.value.code for refused in refusals]
    assert codes == ["not-permitted", "paper-not-ours", "paper-not-ours", "not-on-the-paper"]
    assert voter is not None
    assert not SealedBallot.objects.exists()


def a_town_beside(town):
    """The same forum's vice-chair, so that a nomination of another contest is at hand."""
    return replace(town, office=OfficeFactory(forum=town.forum, role="vice-chair"))


def test_organisation_off_the_roll_is_refused():
    town = a_town(3)
    town.members[2].membership.membership_class = "associate"
    town.members[2].membership.save()
    round = a_ballot(town)

    with pytest.raises(Refusal) as refused:
        actions.cast_ballot(
            round=round,
            voter=queries.voter_for(round.contest, town.organisation(2)),
            choice=None,
            paper="",
            by=town.contacts[2],
            at=BALLOT_OPENS,
        )

    assert refused.value.code == "not-on-roll"


def test_seals_come_off_in_order_after_the_close_with_the_right_key():
    town = a_town()
    outer = PersonFactory(name="Outer")
    round = a_ballot(town, tellers=[town.officer, outer])
    vote(town, round, 0, queries.candidates(round)[0])
    keys = {pk: sealing.read_key(key) for pk, key in town.keys[1].items()}

    def peel(person, at=BALLOT_CLOSES, key=None):
        private = key or keys[person.pk]
        return actions.take_off_seal(round=round, private=private, by=person, at=at)

    with pytest.raises(Refusal) as early:
        peel(outer, at=BALLOT_CLOSES - A_SECOND)
    with pytest.raises(Refusal) as out_of_turn:
        peel(town.officer)
    with pytest.raises(Refusal) as wrong:
        peel(outer, key=keys[town.officer.pk])
    before = set(SealedBallot.objects.values_list("pk", flat=True))
    peel(outer)
    peel(outer)
    after = set(SealedBallot.objects.values_list("pk", flat=True))
    opened = peel(town.officer)

    codes = [refused.value.code for refused in (early, out_of_turn, wrong)]
    assert codes == ["ballot-still-open", "another-teller-first", "key-is-wrong"]
    assert not before & after
    assert opened.opened_at == BALLOT_CLOSES
    assert not SealedBallot.objects.exists()
    assert Ballot.objects.get().choice == queries.candidates(round)[0]


def test_ballot_put_in_or_spoilt_by_hand_stops_the_opening():
    town = a_town()
    round = a_ballot(town)
    vote(town, round, 0, None)
    SealedBallot.objects.create(round=round, content=b"not a ballot")

    with pytest.raises(Refusal) as refused:
        open_ballots(town, round, at=BALLOT_CLOSES)

    assert refused.value.code == "ballots-damaged"
    assert refused.value.facts == {"damaged": 1, "ballots": 2}
    assert SealedBallot.objects.count() == 2
    assert not Entry.objects.filter(kind="BallotsGathered").exists()


def test_voters_are_told_together_after_the_close_and_not_how_they_voted():
    town = a_town()
    round = a_ballot(town)
    ann, bea = queries.candidates(round)
    receipts = [vote(town, round, place, choice) for place, choice in enumerate([bea, ann, bea])]

    open_ballots(town, round, at=COUNTED)

    letters = Letter.objects.filter(kind="VoteAcknowledged").order_by("pk")
    assert {letter.written_at for letter in letters} == {COUNTED}
    bodies = [letter.text.split(".")[1].split(" is marked")[0].strip() for letter in letters]
    assert bodies == sorted(town.organisation(place).name for place in range(3))
    for letter in letters:
        assert not [one for one in receipts if one.letters in letter.text]
        assert ann.nominee_name not in letter.text
        assert bea.nominee_name not in letter.text


def test_every_ballot_has_the_same_length_whoever_it_is_for():
    town = a_town()
    round = a_ballot(town, tellers=[town.officer, PersonFactory(), PersonFactory()])
    ann, bea = queries.candidates(round)
    for place, choice in enumerate([ann, bea, None]):
        vote(town, round, place, choice)

    lengths = {len(sealed.content) for sealed in SealedBallot.objects.all()}

    assert lengths == {sealing.LENGTH + 3 * 48}


def test_verification_is_by_the_returning_officer_who_is_no_candidate():
    town = a_town()
    round = a_ballot(town)
    vote(town, round, 0, None)

    with pytest.raises(Refusal) as sealed:
        actions.verify_result(contest=round.contest, by=town.officer, at=COUNTED)
    open_ballots(town, round, at=COUNTED)
    with pytest.raises(Refusal) as other:
        actions.verify_result(contest=round.contest, by=town.contacts[0], at=COUNTED)
    with pytest.raises(Refusal) as unverified:
        actions.declare_result(contest=round.contest, by=town.officer, at=COUNTED)

    codes = [refused.value.code for refused in (sealed, other, unverified)]
    assert codes == ["ballots-still-sealed", "not-permitted", "result-not-verified"]


def test_count_that_differs_from_the_roll_cannot_be_verified():
    town = a_town()
    round = a_ballot(town)
    vote(town, round, 0, None)
    open_ballots(town, round, at=COUNTED)
    Ballot.objects.create(round=round, receipt="A" * 20, choice=queries.candidates(round)[0])

    with pytest.raises(Refusal) as refused:
        actions.verify_result(contest=round.contest, by=town.officer, at=COUNTED)

    assert refused.value.code == "count-differs-from-roll"
    assert refused.value.facts == {"counted": 2, "marked": 1}


@pytest.mark.clause("staffs-E2.2-runoff")
def test_second_tie_goes_to_the_group_whose_way_is_recorded():
    town = a_town(4)
    first = a_ballot(town, candidates=3)
    contest = first.contest
    ann, bea, cas = queries.candidates(first)
    vote(town, first, 0, ann)
    vote(town, first, 1, bea)
    open_ballots(town, first, at=COUNTED)
    actions.verify_result(contest=contest, by=town.officer, at=COUNTED)
    with pytest.raises(Refusal) as too_soon:
        actions.record_agreed_choice(
            contest=contest, nomination=ann, method="A coin.", by=town.officer, at=COUNTED
        )
    with pytest.raises(Refusal) as tied:
        actions.declare_result(contest=contest, by=town.officer, at=COUNTED)
    second = actions.open_run_off(
        contest=contest, opens_at=RUN_OFF_OPENS, closes_at=RUN_OFF_CLOSES,
        tellers=[town.officer], by=town.officer, at=COUNTED,
    )  # fmt: skip
    take_keys(town, second, at=COUNTED)
    vote(town, second, 0, ann)
    vote(town, second, 1, bea)
    open_ballots(town, second, at=RUN_OFF_COUNTED)
    actions.verify_result(contest=contest, by=town.officer, at=RUN_OFF_COUNTED)
    words = {"contest": contest, "by": town.officer, "at": RUN_OFF_COUNTED}
    with pytest.raises(Refusal) as undecided:
        actions.declare_result(**words)
    with pytest.raises(Refusal) as not_level:
        actions.record_agreed_choice(**words, nomination=cas, method="A show of hands.")
    with pytest.raises(Refusal) as no_way:
        actions.record_agreed_choice(**words, nomination=bea, method=" ")

    actions.record_agreed_choice(**words, nomination=bea, method="A show of hands on 20 April.")
    contest = actions.declare_result(**words)

    refusals = (too_soon, tied, undecided, not_level, no_way)
    assert [refused.value.code for refused in refusals] == [
        "not-for-the-group", "tie", "group-has-not-chosen", "choice-not-level", "method-not-said",
    ]  # fmt: skip
    assert (contest.outcome, contest.elected) == ("to the group", bea)
    assert contest.result["outcome"]["method"] == "A show of hands on 20 April."
    assert town.office.terms.get().basis == "agreed"


def test_run_off_needs_a_verified_tie():
    town = a_town()
    round = a_ballot(town)
    ann, bea = queries.candidates(round)
    words = {
        "contest": round.contest, "opens_at": RUN_OFF_OPENS, "closes_at": RUN_OFF_CLOSES,
        "tellers": [town.officer], "by": town.officer, "at": COUNTED,
    }  # fmt: skip
    for place, choice in enumerate([ann, ann, bea]):
        vote(town, round, place, choice)
    open_ballots(town, round, at=COUNTED)

    with pytest.raises(Refusal) as unverified:
        actions.open_run_off(**words)
    actions.verify_result(contest=round.contest, by=town.officer, at=COUNTED)
    with pytest.raises(Refusal) as no_tie:
        actions.open_run_off(**words)

    codes = [unverified.value.code, no_tie.value.code]
    assert codes == ["result-not-verified", "not-a-run-off"]


def test_election_is_not_given_up_during_the_ballot_nor_once_it_is_opened():
    town = a_town()
    round = a_ballot(town)
    vote(town, round, 0, None)
    words = {"contest": round.contest, "because": "A key is lost.", "by": town.officer}

    with pytest.raises(Refusal) as during:
        actions.abandon_contest(**words, at=BALLOT_OPENS)
    open_ballots(town, round, at=BALLOT_CLOSES)
    with pytest.raises(Refusal) as opened:
        actions.abandon_contest(**words, at=COUNTED)

    assert [during.value.code, opened.value.code] == ["ballot-under-way", "ballots-are-open"]


def test_election_whose_key_is_lost_can_be_given_up_after_the_close():
    town = a_town()
    round = a_ballot(town)
    vote(town, round, 0, None)

    contest = actions.abandon_contest(
        contest=round.contest, because="A key is lost.", by=town.officer, at=BALLOT_CLOSES
    )
    with pytest.raises(Refusal) as refused:
        open_ballots(town, round, at=BALLOT_CLOSES + timedelta(hours=1))

    assert contest.abandoned_because == "A key is lost."
    assert refused.value.code == "contest-over"
