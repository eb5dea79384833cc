"""Filling a seat: a vacancy, its notice, nominations, a vote, and who is in the register after it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.decisions.models import Position
from folkmoot.proceedings.elections import actions as elections
from folkmoot.proceedings.elections import queries
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.seats.actions.binding import accept_guidance, answer_position, bind_seat
from folkmoot.proceedings.seats.actions.filling import call_election, record_elected_in_room
from folkmoot.proceedings.seats.models import Binding, Holding, Seat
from folkmoot.proceedings.seats.queries.standing import standing_of
from folkmoot.rules.findings import Refusal
from tests.factories import ForumFactory, PersonFactory
from tests.proceedings.decisions.factories import MotionFactory
from tests.proceedings.elections.factories import (
    BALLOT_CLOSES,
    CALLED,
    COUNTED,
    NOMINATIONS_CLOSE,
    Town,
    a_town,
    nominate,
    open_ballots,
    publish,
    take_keys,
    vote,
    words,
)
from tests.proceedings.seats.factories import HoldingFactory, a_seat_of
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
TODAY = CALLED.date()


@pytest.fixture
def town() -> Town:
    return a_town(members=4)


@pytest.fixture
def seat(town) -> Seat:
    return a_seat_of(town.forum, title="Sector partner", vacant_since=TODAY)


def called(town, seat, **other) -> Contest:
    given = {
        "seat": seat, "forum": town.forum, "returning_officer": town.officer,
        "nominations_open_at": CALLED, "nominations_close_at": NOMINATIONS_CLOSE,
        "short_because": "", "role_description": "Speaks for all groups.", "hours_a_year": 90,
        "by": town.officer, "at": CALLED,
    }  # fmt: skip
    return call_election(**given | other)


@pytest.mark.clause("staffs-3.1.ii-no-office")
def test_associate_is_refused_for_a_seat_as_for_an_office_of_the_forum(town, seat):
    contest = called(town, seat)
    membership = town.members[0].membership
    membership.membership_class = "associate"
    membership.save()

    with pytest.raises(Refusal) as refused:
        nominate(town, contest, 0)

    assert (refused.value.code, refused.value.clause.number) == ("class-may-not-stand", "3.1.ii")
    assert refused.value.by_whom == "a full member"
    assert not contest.nominations.exists()


@pytest.mark.clause("staffs-9.3-notify")
def test_every_full_member_of_the_forum_is_told_of_the_vacancy(town, seat):
    contest = called(town, seat)

    told = Letter.objects.filter(assembly=town.assembly)
    assert {one.to_id for one in told} >= {person.pk for person in town.contacts}
    assert all("Sector partner" in one.text for one in told.filter(to__in=town.contacts))
    entry = Entry.objects.filter(kind="VacancyNotified").get()
    assert entry.facts["members"] == len(town.members)
    assert entry.facts["contest"] == contest.reference
    seat.refresh_from_db()
    assert seat.notified_on == TODAY


@pytest.mark.clause("staffs-9.3-notify")
def test_a_seat_that_is_held_is_not_advertised(town, seat):
    HoldingFactory(seat=seat)

    with pytest.raises(Refusal) as refused:
        called(town, seat)

    assert refused.value.code == "seat-not-vacant"
    assert not Letter.objects.exists()


@pytest.mark.clause("staffs-9.3-window")
def test_nominations_are_open_for_21_days_unless_the_notice_says_why_not(town, seat):
    short = NOMINATIONS_CLOSE - timedelta(days=7)

    with pytest.raises(Refusal) as refused:
        called(town, seat, nominations_close_at=short)
    called(town, seat, nominations_close_at=short, short_because="The board meets on the 20th.")

    assert refused.value.clause is not None
    letter = Letter.objects.filter(to=town.contacts[0]).get()
    assert "The board meets on the 20th." in letter.text


def test_only_a_forum_of_the_seat_elects_to_it(town, seat):
    other = ForumFactory(assembly=town.assembly)

    with pytest.raises(Refusal):
        called(town, seat, forum=other)


@pytest.mark.clause("staffs-9.3-fields", "staffs-D1")
@pytest.mark.parametrize(
    "missing",
    [{"motivation": ""}, {"capability": ""}, {"interests": ""}, {"accepts_guidance": False}],
)
def test_a_nomination_without_one_of_the_parts_is_not_valid(town, seat, missing):
    contest = called(town, seat)

    with pytest.raises(Refusal):
        nominate(town, contest, 0, **missing)


@pytest.mark.clause(
    "staffs-9.4-publish", "staffs-9.4-verify", "staffs-9.1-elected-only", "staffs-D3.1"
)
def test_whoever_is_elected_is_in_the_seat_from_the_declaration(town, seat):
    contest = called(town, seat)
    nominate(town, contest, 0, interests="My sister works there.")
    nominate(town, contest, 1)
    publish(town, contest)
    told = Letter.objects.filter(to=town.contacts[2]).order_by("-pk")[0].text
    page = browser().get(reverse("elections:contest", args=[town.assembly, contest.reference]))
    assert "2 people stand for Sector partner" in told
    assert "/vote/" in told
    assert {one.name for one in town.contacts[:2]} <= set(re.findall(r"Person \d+", words(page)))
    round = queries.current_round(contest)
    take_keys(town, round)
    first = contest.nominations.get(nominee=town.contacts[0])
    for place in range(3):
        vote(town, round, place, first)
    open_ballots(town, round, at=BALLOT_CLOSES)
    assert standing_of(seat, on=COUNTED.date()).state == "vacant"
    with pytest.raises(Refusal):
        elections.declare_result(contest=contest, by=town.officer, at=COUNTED)
    elections.verify_result(contest=contest, by=town.officer, at=COUNTED)
    Letter.objects.all().delete()

    elections.declare_result(contest=contest, by=town.officer, at=COUNTED)

    found = standing_of(seat, on=COUNTED.date())
    assert found.state == "held"
    holding = found.holders[0]
    assert (holding.person, holding.contest, holding.elected_by) == (
        town.contacts[0], contest.reference, town.forum,
    )  # fmt: skip
    assert holding.interests == "My sister works there."
    assert holding.ends_on is not None
    assert found.exceptions == []
    assert set(Letter.objects.values_list("to", flat=True)) >= {one.pk for one in town.contacts}


def test_an_interim_makes_room_for_whoever_is_elected(town, seat):
    HoldingFactory(
        seat=seat, holder_name="Ada Interim", arrived="group", is_interim=True, authority="-",
        contest="", term="n/a", ends_on=None, from_on=TODAY - timedelta(days=30),
    )  # fmt: skip
    contest = called(town, seat)
    nominate(town, contest, 0)

    publish(town, contest)
    elections.declare_result(contest=contest, by=town.officer, at=COUNTED)

    assert [one.person for one in standing_of(seat, on=COUNTED.date()).holders] == [
        town.contacts[0]
    ]
    assert Holding.objects.get(holder_name="Ada Interim").ended_on == COUNTED.date()


@pytest.mark.clause("staffs-9.4-publish", "staffs-D1")
def test_an_election_in_the_room_cites_its_decision_and_the_guidance(town, seat):
    motion = MotionFactory(
        item__meeting__forum=town.forum, outcome="carried", decided_at=CALLED, question="We elect."
    )
    given = {
        "seat": seat, "forum": town.forum, "motion": motion.reference, "holder_name": "Ines Vale",
        "holder_email": "ines@example.org", "interests": "none", "by": town.officer, "at": CALLED,
        "organisation": town.organisation(0),
    }  # fmt: skip

    with pytest.raises(Refusal):
        record_elected_in_room(accepts_guidance=False, **given)
    with pytest.raises(Refusal):
        record_elected_in_room(accepts_guidance=True, **given | {"motion": "2020-1"})
    holding = record_elected_in_room(accepts_guidance=True, **given)

    assert holding.arrived == "elected"
    assert holding.guidance_version
    assert standing_of(seat, on=TODAY).exceptions == []


# What binds whoever holds it


@pytest.fixture
def holding(town, seat) -> Holding:
    return HoldingFactory(
        seat=seat, person=town.contacts[0], organisation=town.organisation(0),
        elected_by=town.forum, guidance_version="",
    )  # fmt: skip


def a_position(town) -> Position:
    motion = MotionFactory(
        item__meeting__forum=town.forum, outcome="carried", decided_at=CALLED, question="We ask."
    )
    return Position.objects.create(
        assembly=town.assembly, motion=motion, topic="Buses", wording="Buses until eight.",
        from_on=TODAY, review_on=TODAY + timedelta(days=365),
    )  # fmt: skip


@pytest.mark.clause("staffs-D3.4")
def test_a_position_binds_a_holder_who_answers_for_it(town, seat, holding):
    bound = bind_seat(seat=seat, positions=[a_position(town)], by=town.officer, at=CALLED)

    with pytest.raises(Refusal):
        answer_position(binding=bound[0], takes_it=True, by=PersonFactory(), at=CALLED)
    answer_position(binding=bound[0], takes_it=True, by=town.contacts[0], at=CALLED)

    assert Binding.objects.get(accepted_at__isnull=False).holding == holding
    assert Entry.objects.filter(kind__startswith="Position").exists()


@pytest.mark.clause("staffs-D1")
def test_a_holder_accepts_the_guidance_once(town, seat, holding):
    with pytest.raises(Refusal):
        accept_guidance(holding=holding, by=PersonFactory(), at=CALLED)

    accept_guidance(holding=holding, by=town.contacts[0], at=CALLED)

    holding.refresh_from_db()
    assert holding.guidance_version
