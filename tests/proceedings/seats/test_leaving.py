"""Leaving a seat, giving way in it, and the end of a mandate by the group that gave it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from folkmoot.body.forums.models import Forum
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.seats.actions.asides import come_back, stand_aside
from folkmoot.proceedings.seats.actions.leaving import leave_seat, remove_representative
from folkmoot.proceedings.seats.models import Holding, Seat, StandingAside
from folkmoot.proceedings.seats.queries.standing import standing_of
from folkmoot.rules.findings import Refusal
from tests.factories import ForumFactory, PersonFactory, PostFactory
from tests.proceedings.decisions.factories import MotionFactory
from tests.proceedings.meetings.factories import Gathering, a_gathering
from tests.proceedings.seats.factories import (
    BodyOfficerFactory,
    HoldingFactory,
    a_seat_of,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 4, 20, 10, tzinfo=UTC)
TODAY = date(2026, 4, 20)
TOMORROW = TODAY + timedelta(days=1)
DECIDED = datetime(2026, 4, 16, 15, tzinfo=UTC)
REASON = "Spoke at the board against the position that we had agreed."


@dataclass
class Town:
    """A forum that elected somebody to a seat, and decided to end the mandate."""

    gathering: Gathering
    seat: Seat
    holding: Holding
    motion: Motion

    @property
    def forum(self) -> Forum:
        return self.gathering.forum


def a_decision(forum: Forum, **given) -> Motion:
    facts = {"outcome": "carried", "decided_at": DECIDED, "question": "That the mandate ends."}
    return MotionFactory(item__meeting__forum=forum, **(facts | given))


@pytest.fixture
def town() -> Town:
    gathering = a_gathering()
    seat = a_seat_of(gathering.forum)
    member = gathering.member(3)
    holding = HoldingFactory(
        seat=seat, person=member.person, organisation=member.organisation,
        elected_by=gathering.forum,
    )  # fmt: skip
    return Town(gathering, seat, holding, a_decision(gathering.forum))


def removed(town: Town, **given) -> list[Holding]:
    facts = {
        "holding": town.holding, "motion": town.motion.reference, "reason": REASON,
        "was_heard": False, "by": town.gathering.chair, "at": NOW,
    }  # fmt: skip
    return remove_representative(**(facts | given))


@pytest.mark.clause("staffs-9.5")
def test_mandate_ended_by_the_electing_forum_reopens_the_vacancy_and_members_are_told(town):
    removed(town)

    town.holding.refresh_from_db()
    town.seat.refresh_from_db()
    assert (town.holding.ending, town.holding.ended_on) == ("removed", TODAY)
    assert town.holding.ended_because == REASON
    assert town.holding.motion_of_removal == town.motion.reference
    assert town.seat.vacant_since == TODAY
    assert standing_of(town.seat, on=TODAY).state == "vacant"
    entry = Entry.objects.get(kind="RepresentativeRemoved")
    assert entry.facts["motion"] == town.motion.reference
    assert REASON not in str(list(Entry.objects.values_list("facts", flat=True)))
    told = Letter.objects.filter(kind="RepresentativeRemoved").values_list("to", flat=True)
    assert {member.person.pk for member in town.gathering.members} <= set(told)


@pytest.mark.clause("staffs-9.5")
@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param({"reason": "  "}, "removal-without-a-reason", id="without a reason"),
        pytest.param({"motion": "2020-1"}, "no-such-decision", id="without a decision"),
    ],
)
def test_mandate_is_not_ended_without_a_reason_or_a_decision(town, given, code):
    with pytest.raises(Refusal) as refused:
        removed(town, **given)

    assert refused.value.code == code
    _nothing_happened(town)


@pytest.mark.clause("staffs-9.5")
def test_mandate_is_not_ended_by_the_decision_of_another_forum(town):
    other = a_decision(ForumFactory(assembly=town.forum.assembly))

    with pytest.raises(Refusal) as refused:
        removed(town, motion=other.reference)

    assert refused.value.code == "not-the-electing-group"
    assert refused.value.clause.number == "9.5"
    assert refused.value.by_whom == town.forum.name
    _nothing_happened(town)


@pytest.mark.parametrize("outcome", ["lost", "undecided", "withdrawn"])
def test_mandate_is_not_ended_by_a_decision_that_did_not_carry(town, outcome):
    lost = a_decision(town.forum, outcome=outcome)

    with pytest.raises(Refusal) as refused:
        removed(town, motion=lost.reference)

    assert refused.value.code == "decision-not-in-favour"
    _nothing_happened(town)


def test_mandate_is_not_ended_by_a_decision_older_than_the_mandate(town):
    old = a_decision(town.forum, decided_at=datetime(2025, 3, 31, 15, tzinfo=UTC))

    with pytest.raises(Refusal) as refused:
        removed(town, motion=old.reference)

    assert refused.value.code == "decision-before-the-mandate"
    _nothing_happened(town)


@pytest.mark.clause("staffs-D5.3")
@pytest.mark.parametrize("how", ["post", "board"])
def test_public_body_that_tries_to_end_a_mandate_is_refused_under_its_clause(town, how):
    officer = PersonFactory()
    if how == "post":
        PostFactory(assembly=town.forum.assembly, person=officer, kind="public-body")
    else:
        BodyOfficerFactory(body=town.seat.body, person=officer)

    with pytest.raises(Refusal) as refused:
        removed(town, by=officer)

    assert refused.value.code == "concern-is-not-an-act"
    assert refused.value.clause.key == "concerns-to-the-chair"
    _nothing_happened(town)


def test_mandate_given_by_an_outside_body_is_not_ours_to_end(town):
    Holding.objects.filter(pk=town.holding.pk).update(
        arrived="body", elected_by=None, contest="", authority="the Integrated Care Board"
    )
    town.holding.refresh_from_db()

    with pytest.raises(Refusal) as refused:
        removed(town, by=town.gathering.officer)

    assert refused.value.code == "not-sent-by-us"


def test_mandates_of_the_whole_organisation_end_in_seats_the_same_forum_filled(town):
    other_seat = a_seat_of(town.forum)
    of_theirs = HoldingFactory(
        seat=other_seat, organisation=town.holding.organisation, elected_by=town.forum
    )
    elsewhere = HoldingFactory(
        seat=a_seat_of(ForumFactory(assembly=town.forum.assembly)),
        organisation=town.holding.organisation,
        elected_by=ForumFactory(assembly=town.forum.assembly),
    )

    ended = removed(town, with_their_organisation=True)

    assert {one.pk for one in ended} == {town.holding.pk, of_theirs.pk}
    elsewhere.refresh_from_db()
    assert elsewhere.ended_on is None


def test_representative_stands_down_and_nobody_else_does_it_for_them(town):
    given = {"holding": town.holding, "ending": "resigned", "ended_on": TOMORROW, "because": ""}
    with pytest.raises(Refusal) as refused:
        leave_seat(**given, by=town.gathering.member(4).person, at=NOW)
    assert refused.value.code == "not-permitted"
    _nothing_happened(town)

    leave_seat(**given, by=town.holding.person, at=NOW)

    town.seat.refresh_from_db()
    assert town.seat.vacant_since == TOMORROW
    assert standing_of(town.seat, on=TODAY).state == "held"
    assert standing_of(town.seat, on=TOMORROW).state == "vacant"


def _aside(town: Town, **given) -> StandingAside:
    facts = {
        "holding": town.holding, "extent": "item", "matter": "The transport contract",
        "because": "We bid for it.", "from_on": TODAY, "until_on": TOMORROW, "deputy": None,
        "by": town.holding.person, "at": NOW,
    }  # fmt: skip
    return stand_aside(**(facts | given))


@pytest.mark.clause("staffs-D2.8")
@pytest.mark.parametrize("extent", ["item", "period"])
def test_representative_with_a_conflict_gives_way_to_the_deputy_and_members_are_told(town, extent):
    deputy = HoldingFactory(seat=town.seat, role="deputy")

    aside = _aside(town, extent=extent, deputy=deputy)

    assert aside.deputy == deputy
    assert standing_of(town.seat, on=TODAY).state == "held"
    told = set(Letter.objects.filter(kind="StoodAside").values_list("to", flat=True))
    assert {member.person.pk for member in town.gathering.members} | {deputy.person.pk} <= told
    assert "We bid for it." not in str(list(Entry.objects.values_list("facts", flat=True)))


@pytest.mark.clause("staffs-D2.8")
def test_representative_who_stands_aside_for_good_leaves_the_seat_vacant(town):
    _aside(town, extent="for-good", until_on=None)

    town.holding.refresh_from_db()
    assert town.holding.ending == "resigned"
    assert standing_of(town.seat, on=TODAY).state == "vacant"


@pytest.mark.clause("staffs-D2.5")
def test_deputy_covers_an_absence_and_somebody_who_is_no_deputy_here_does_not(town):
    stranger = HoldingFactory(seat=a_seat_of(town.forum), role="deputy")
    with pytest.raises(Refusal) as refused:
        _aside(town, is_absence=True, deputy=stranger)
    assert refused.value.code == "deputy-of-another-seat"
    assert not StandingAside.objects.exists()

    deputy = HoldingFactory(seat=town.seat, role="deputy")
    aside = _aside(town, is_absence=True, deputy=deputy)

    assert (aside.is_emergency, aside.deputy) == (True, deputy)
    entry = Entry.objects.get(kind="StoodAside")
    assert entry.facts["is_conflict"] is False


def test_representative_who_comes_back_is_in_the_seat_again_and_members_are_told(town):
    aside = _aside(town, extent="period", until_on=None)

    come_back(aside=aside, on=TOMORROW, by=town.holding.person, at=NOW + timedelta(days=1))

    aside.refresh_from_db()
    assert aside.until_on == TOMORROW
    assert Letter.objects.filter(kind="HolderCameBack").exists()
    with pytest.raises(Refusal) as refused:
        come_back(aside=aside, on=TOMORROW, by=town.holding.person, at=NOW + timedelta(days=1))
    assert refused.value.code == "back-already"


@pytest.mark.clause("staffs-D5.3")
def test_page_that_ends_a_mandate_tells_a_public_body_what_it_may_do_instead(
    client, town, time_machine
):
    time_machine.move_to(NOW)
    officer = PostFactory(assembly=town.forum.assembly, kind="public-body").person
    client.force_login(officer)
    url = f"/{town.forum.assembly.slug}/seats/{town.seat.reference}/holders/{town.holding.pk}/"

    response = client.post(f"{url}remove/", {"motion": town.motion.reference, "reason": REASON})

    assert response.status_code == 409
    html = response.content.decode()
    assert "clause D5.3" in html
    assert "co-ordination group" in html
    _nothing_happened(town)


def test_refused_removal_keeps_what_was_typed(client, town, time_machine):
    time_machine.move_to(NOW)
    client.force_login(town.gathering.chair)
    url = f"/{town.forum.assembly.slug}/seats/{town.seat.reference}/holders/{town.holding.pk}/"

    response = client.post(f"{url}remove/", {"motion": "", "reason": REASON})

    assert response.status_code == 422
    assert REASON in response.content.decode()
    _nothing_happened(town)


def _nothing_happened(town: Town) -> None:
    town.holding.refresh_from_db()
    town.seat.refresh_from_db()
    assert town.holding.ended_on is None
    assert town.seat.vacant_since is None
    assert not Entry.objects.exists()
    assert not Letter.objects.exists()
