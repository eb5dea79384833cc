from datetime import UTC, date, datetime, time, timedelta

import pytest

from folkmoot.body.forums.models import Term
from folkmoot.proceedings.elections import actions, queries
from tests.factories import PersonFactory
from tests.proceedings.elections.factories import (
    BALLOT_CLOSES,
    BALLOT_OPENS,
    CALLED,
    COUNTED,
    NOMINATIONS_CLOSE,
    PUBLISHED,
    a_ballot,
    a_town,
    call,
    nominate,
    open_ballots,
    publish,
    take_keys,
    vote,
    words,
)

pytestmark = pytest.mark.django_db
THIS = "/staffordshire/elections/southeast-chair-2026/"


def told(town, place, at, *, person=None):
    organisation = None if place is None else town.organisation(place)
    items = queries.waiting_for(organisation, town.assembly, at=at, person=person)
    return [(item.verb_phrase, item.url, item.due) for item in items]


def test_member_is_asked_to_nominate_while_nominations_are_open_and_until_it_has():
    town = a_town()
    contest = call(town)
    asked = ("Put somebody forward as chair of Southeast", f"{THIS}nominate/", NOMINATIONS_CLOSE)

    assert told(town, 0, CALLED) == [asked]
    nominate(town, contest, 0)
    assert told(town, 0, CALLED + timedelta(days=2)) == []
    assert told(town, 1, NOMINATIONS_CLOSE) == []


def test_member_is_asked_to_vote_while_the_ballot_is_open_and_until_it_has():
    town = a_town()
    round = a_ballot(town)
    asked = ("Vote for the chair of Southeast", f"{THIS}vote/", BALLOT_CLOSES)

    assert told(town, 2, PUBLISHED) == []
    assert told(town, 2, BALLOT_OPENS) == [asked]
    vote(town, round, 2, None)
    assert told(town, 2, BALLOT_OPENS) == []
    assert told(town, 3, BALLOT_CLOSES) == []


def test_nominee_is_asked_to_accept():
    town = a_town()
    nomination = nominate(
        town, call(town), 0, nominee_name="Grace Hill", nominee_email="grace@example.org"
    )

    found = told(town, None, CALLED + timedelta(days=2), person=nomination.nominee)

    page = f"{THIS}nominations/{nomination.pk}/accept/"
    assert found == [("Accept or decline to stand as chair of Southeast", page, NOMINATIONS_CLOSE)]


def test_teller_is_asked_for_a_key_and_then_to_open_in_turn():
    town = a_town()
    contest = call(town)
    nominate(town, contest, 0)
    nominate(town, contest, 1)
    outer = PersonFactory()
    publish(town, contest, tellers=[town.officer, outer])
    key = ("Take your key to the ballots for chair of Southeast", f"{THIS}key/", BALLOT_OPENS)
    opens = ("Open the ballots for chair of Southeast", f"{THIS}open/", None)

    assert told(town, None, PUBLISHED, person=outer) == [key]
    take_keys(town, queries.current_round(contest))
    assert told(town, None, PUBLISHED, person=outer) == []
    assert told(town, None, BALLOT_CLOSES, person=outer) == [opens]
    gathers = ("Record the ballots received for chair of Southeast", f"{THIS}gather/", None)
    assert told(town, None, BALLOT_CLOSES, person=town.officer) == [gathers]
    actions.gather_ballots(round=queries.current_round(contest), by=town.officer, at=BALLOT_CLOSES)
    assert told(town, None, BALLOT_CLOSES, person=town.officer) == []


def test_returning_officer_is_asked_for_each_next_act_in_turn():
    town = a_town()
    contest = call(town)
    nominate(town, contest, 0)
    nominate(town, contest, 1)
    officer = town.officer
    asked = [told(town, None, PUBLISHED, person=officer)]
    publish(town, contest)
    round = queries.current_round(contest)
    take_keys(town, round)
    vote(town, round, 0, queries.candidates(round)[0])
    open_ballots(town, round, at=COUNTED)
    asked.append(told(town, None, COUNTED, person=officer))
    actions.verify_result(contest=contest, by=officer, at=COUNTED)
    asked.append(told(town, None, COUNTED, person=officer))
    actions.declare_result(contest=contest, by=officer, at=COUNTED)

    assert told(town, None, COUNTED, person=officer) == []
    assert [[url for _, url, _ in items] for items in asked] == [
        [f"{THIS}publish/"],
        [f"{THIS}verify/"],
        [f"{THIS}declare/"],
    ]


@pytest.mark.clause("staffs-7.1-term")
def test_next_election_is_due_eight_weeks_before_the_term_ends_and_everybody_sees_how_long(
    client, time_machine
):
    town = a_town()
    term = Term.objects.create(
        office=town.office, holder_name="Ray", basis="elected", from_on=date(2023, 4, 27),
        ends_on=date(2026, 4, 27),
    )  # fmt: skip
    before = queries.obligations(town.assembly, on=CALLED.date())
    call(town, reason="term")
    after = queries.obligations(town.assembly, on=CALLED.date())

    def seen(on):
        time_machine.move_to(datetime.combine(on, time(12), UTC), tick=False)
        return words(client.get("/staffordshire/forums/southeast/"))

    (due,), (done,) = before, after
    assert (due.due_on, due.clause.number) == (date(2026, 3, 2), "7.1")
    assert due.state(on=date(2026, 3, 2)) == "due"
    assert due.state(on=date(2026, 3, 3)) == "missed"
    assert done.state(on=CALLED.date()) == "met"
    assert "3 days at the latest, by 27 April 2026" in seen(date(2026, 4, 24))
    assert "overdue by 2 days: it was due by 27 April 2026" in seen(date(2026, 4, 29))
    assert term.ended_on is None


def test_chair_is_asked_to_call_the_next_elections_of_their_forum_in_good_time():
    town = a_town()
    chair = town.contacts[0]
    vice = town.forum.offices.create(role="vice-chair")
    for office, person, ends_on in (
        (town.office, chair, date(2026, 4, 27)),
        (vice, town.contacts[1], date(2026, 4, 20)),
    ):
        Term.objects.create(
            office=office, person=person, holder_name=person.name, basis="elected",
            from_on=date(2023, 4, 1), ends_on=ends_on,
        )  # fmt: skip
    of_chair = (
        "Call the election of the next chair of Southeast",
        f"/staffordshire/elections/call/?office={town.office.pk}",
        date(2026, 4, 27),
    )
    of_vice = (
        "Call the election of the next vice-chair of Southeast",
        f"/staffordshire/elections/call/?office={vice.pk}",
        date(2026, 4, 20),
    )

    assert told(town, None, CALLED - timedelta(days=1), person=chair) == [of_vice]
    assert told(town, None, CALLED, person=chair) == [of_vice, of_chair]
    assert told(town, None, CALLED, person=town.contacts[1]) == []
    call(town, reason="term", by=chair)
    assert told(town, None, CALLED, person=chair) == [of_vice]


def test_open_contests_are_those_called_and_not_over():
    town = a_town()
    contest = call(town)
    before = list(queries.open_contests(town.assembly, at=CALLED - timedelta(days=1)))
    during = list(queries.open_contests(town.assembly, at=CALLED))
    actions.abandon_contest(contest=contest, because="A merger.", by=town.officer, at=CALLED)
    after = list(queries.open_contests(town.assembly, at=CALLED))

    assert (before, during, after) == ([], [contest], [])


@pytest.mark.parametrize("size", [1, 3])
def test_desk_of_a_member_costs_the_same_however_many_elections_there_are(
    size, django_assert_num_queries
):
    town = a_town()
    for role in ("chair", "vice-chair", "champion")[:size]:
        office = town.office if role == "chair" else town.forum.offices.create(role=role)
        call(town, office=office)

    with django_assert_num_queries(2):
        items = queries.waiting_for(town.organisation(0), town.assembly, at=CALLED)

    assert len(items) == size


def test_stages_of_a_contest_follow_from_its_dates_and_deeds():
    town = a_town()
    contest = call(town, nominations_open_at=CALLED + timedelta(hours=1))
    nominate(town, contest, 0)
    nominate(town, contest, 1)

    def stage(at):
        contest.refresh_from_db()
        return queries.progress(contest, at=at).stage

    seen = [stage(CALLED), stage(CALLED + timedelta(hours=1)), stage(NOMINATIONS_CLOSE)]
    publish(town, contest)
    round = queries.current_round(contest)
    seen.append(stage(BALLOT_OPENS))
    take_keys(town, round)
    seen += [stage(PUBLISHED), stage(BALLOT_OPENS), stage(BALLOT_CLOSES)]
    open_ballots(town, round, at=COUNTED)
    seen.append(stage(COUNTED))
    actions.verify_result(contest=contest, by=town.officer, at=COUNTED)
    seen.append(stage(COUNTED))

    assert seen == [
        "nominations to come", "nominations", "to publish", "keys awaited", "ballot to come",
        "ballot", "sealed", "counted", "tied",
    ]  # fmt: skip


def test_timeline_has_one_step_that_is_now_until_it_is_over():
    town = a_town()
    round = a_ballot(town)
    round.contest.refresh_from_db()
    found = queries.progress(round.contest, at=BALLOT_OPENS)

    steps = queries.steps(found, at=BALLOT_OPENS)

    assert [(step.label, step.state) for step in steps] == [
        ("Called: first election after recognition", "past"),
        ("Nominations open", "past"),
        ("Nominations close", "past"),
        ("Nominees and roll published", "past"),
        ("Ballot opens", "past"),
        ("Ballot closes", "now"),
        ("Ballots opened and counted", "to come"),
        ("Count verified", "to come"),
        ("Result declared", "to come"),
    ]
