"""The town of the demonstration: what is in it, and that nothing else is ever touched."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from allauth.mfa.utils import is_mfa_enabled
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.forums.models import Forum, Term
from folkmoot.body.forums.queries import live_forums, map_prompts
from folkmoot.body.membership.models import Invitation
from folkmoot.body.membership.queries import counts
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import authorities_of, found
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.ledger.queries import exported, head
from folkmoot.ground.letters.models import Letter
from folkmoot.ground.people.models import Person
from folkmoot.ground.people.queries import with_email
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.decisions.models import Enactment, Motion, Poll, Position
from folkmoot.proceedings.elections import queries
from folkmoot.proceedings.elections.actions.sealing import public_part, read_key
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.meetings.models import (
    Action,
    AgendaRequest,
    Correction,
    Deputy,
    Interest,
    Meeting,
    Mode,
    Referral,
)
from folkmoot.proceedings.meetings.queries.meetings import state_of
from folkmoot.reckoning import chain, recount
from folkmoot.site.duties import counted, duties, waits_for_person
from folkmoot.site.town import cast
from folkmoot.site.town.building import LEAST
from folkmoot.site.town.diary import Days

pytestmark = pytest.mark.django_db
SLUGS = ["avonvale", "stourshire", "wessmoor"]


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """One small town for all tests of this file, and what the command said of it."""
    said = StringIO()
    is_demo = override_settings(FOLKMOOT_DEMO=True)
    with django_db_blocker.unblock(), is_demo, transaction.atomic():
        call_command("demo", organisations=LEAST, stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def demo(settings):
    settings.FOLKMOOT_DEMO = True


def stages(slug):
    """Return how far each contest of an assembly has come, in the words of this test."""
    return {
        contest.reference: _stage(contest)
        for contest in queries.contests(Assembly.objects.get(slug=slug))
    }


def _stage(contest):
    now = timezone.now()
    if contest.declared_at:
        return contest.outcome
    if contest.published_at is None:
        is_open = contest.nominations_open_at <= now < contest.nominations_close_at
        return "nominations open" if is_open else "nominations to come"
    ballot = queries.current_round(contest)
    if ballot.opened_at is None:
        return "ballot open" if ballot.opens_at <= now < ballot.closes_at else "ballot closed"
    return queries.outcome(contest).kind


def test_every_sign_in_is_told_and_leads_to_somebody(told):
    for name, email in cast.EMAILS.items():
        assert f"  {email}\n    {name}, " in told
        assert with_email(email).name == name
    assert "/outbox/" in told


def test_whoever_holds_a_post_has_a_second_factor_and_nobody_else(told):
    holding = set(Post.objects.values_list("person__email", flat=True))

    assert {p.email for p in Person.objects.all() if is_mfa_enabled(p)} == holding
    assert {cast.EMAILS[name] for name in (cast.OFFICER, cast.PUBLIC, cast.BOARD)} <= holding


def test_elections_of_stourshire_are_at_every_stage(told):
    assert sorted(stages("stourshire").values()) == [
        "ballot open",
        "elected",
        "nominations open",
        "run-off",
        "uncontested",
        "uncontested",
    ]


def test_elections_of_avonvale_are_to_come_declared_and_without_anybody(told):
    assert sorted(stages("avonvale").values()) == [
        "elected",
        "no candidate",
        "nominations to come",
        "uncontested",
    ]


def test_members_contact_has_yet_to_vote_and_others_have(told):
    contest = Contest.objects.get(reference__startswith="south-east", declared_at=None)
    ballot = queries.current_round(contest)
    mabel = with_email(cast.EMAILS[cast.MEMBER])
    acts_for = authorities_of(mabel, on=timezone.localdate())
    marks = {mark.voter.organisation_name: mark.has_voted for mark in queries.marks(ballot)}

    assert [one.organisation.name for one in acts_for] == [
        cast.MABELS.name, cast.MABELS_OTHER.name,
    ]  # fmt: skip
    assert marks[cast.MABELS.name] is False
    assert 0 < queries.turnout(ballot) < len(marks)
    assert ballot.closes_at > timezone.now()


def test_printed_key_opens_the_ballot_and_is_kept_nowhere(told):
    contest = Contest.objects.get(reference__startswith="south-east", declared_at=None)
    teller = queries.tellers(queries.current_round(contest))[0]
    printed = told.rstrip().splitlines()[-1].strip()

    assert public_part(read_key(printed)) == teller.public_key
    assert teller.person == with_email(cast.EMAILS[cast.OFFICER])
    for entry in Entry.objects.all():
        assert printed not in str(entry.facts)


def test_declared_election_is_counted_the_same_by_an_outsider(told):
    contest = Contest.objects.get(reference__startswith="south-west", outcome="elected")

    assert contest.elected.nominee == with_email(cast.EMAILS[cast.CHAIR])
    assert queries.rounds(contest)[0].verified_at is not None
    assert recount.differences(contest.result, digest=contest.result_digest) == []


def test_records_verify_and_are_in_order_of_time(told):
    for slug in SLUGS:
        entries = list(exported(slug))

        assert chain.faults(entries, head=head(slug).hash) == []
        assert [entry["at"] for entry in entries] == sorted(entry["at"] for entry in entries)
        assert len(entries) > 30


def test_members_of_stourshire_are_in_every_state(told):
    stourshire = Assembly.objects.get(slug="stourshire")
    today = timezone.localdate()
    kept = counts(stourshire, on=today)

    assert kept.full > 15
    assert kept.associate == 3
    assert (kept.suspended, kept.in_notice) == (1, 1)
    assert stourshire.memberships.filter(ceases_on__lte=today).count() == 3
    assert Invitation.objects.filter(assembly=stourshire, answer="").count() == 3


def test_forums_of_stourshire_are_as_many_as_agreed_and_in_every_state(told):
    stourshire = Assembly.objects.get(slug="stourshire")
    today = timezone.localdate()
    kept = stourshire.forums

    assert live_forums(stourshire, on=today).filter(kind=Forum.Kind.LOCAL).count() == 3
    assert kept.filter(recognised_on=None).count() == 1
    assert kept.filter(closed_on__isnull=False).count() == 1
    assert map_prompts(stourshire, on=today) == []
    standing = Term.objects.current_on(today).filter(office__forum__in=kept.all())
    assert standing.filter(is_interim=True).count() == 2


def test_some_duties_are_met_some_due_and_some_missed(told):
    found_to_do = duties(Assembly.objects.get(slug="stourshire"), on=timezone.localdate())
    told_of = counted(found_to_do)

    assert 0 not in told_of.values()


def test_meetings_of_stourshire_are_in_every_state(told):
    now = timezone.now()
    held = Meeting.objects.filter(assembly__slug="stourshire")
    states = {state_of(meeting, at=now) for meeting in held}

    assert states == {
        "approved", "notes sent", "notes due", "going on", "agenda out", "called", "cancelled",
    }  # fmt: skip
    for kind in ("local", "co-ordination"):
        for forum in Forum.objects.filter(assembly__slug="stourshire", kind=kind):
            assert held.filter(forum=forum, closed_at__isnull=False).count() >= 4
    assert held.exclude(late_because="").exists()
    assert held.exclude(notes_late_because="").exists()


def test_people_came_in_every_way_and_one_member_stayed_away_without_a_word(told):
    held = Meeting.objects.filter(assembly__slug="stourshire", closed_at__isnull=False)
    modes = set(held.values_list("attendances__mode", flat=True))
    raised = Case.objects.get(opened_at=None)

    assert set(Mode.values) <= modes
    assert held.filter(attendances__status="apology").exists()
    assert Deputy.objects.filter(agreed_at__isnull=False).exists()
    assert raised.forum.slug.startswith("south-west")
    assert raised.closed_at is None


def test_requests_corrections_and_actions_are_answered_in_every_way(told):
    answers = set(AgendaRequest.objects.values_list("answer", flat=True))
    today = timezone.localdate()

    assert answers == {"", "accepted", "deferred", "declined"}
    assert set(Correction.objects.values_list("answer", flat=True)) == {"", "taken"}
    assert Action.objects.filter(done_on__isnull=False).exists()
    assert Action.objects.filter(done_on=None, due_on__lt=today).exists()
    assert Action.objects.filter(done_on=None, due_on__gte=today).exists()


def test_decisions_of_stourshire_came_about_in_every_way(told):
    motions = Motion.objects.filter(assembly__slug="stourshire")
    level = motions.get(outcome="undecided")
    urgent = motions.get(route="e-poll", decided_at__isnull=False)

    assert {"agreed", "carried", "undecided", ""} == set(motions.values_list("outcome", flat=True))
    assert level.polls.count() == 2
    assert urgent.noted_in is not None
    assert motions.filter(route="meeting", outcome="carried").exists()
    assert Position.objects.get().backed_by.count() == 4
    change = Enactment.objects.get(kind="parameter")
    assert change.enacted_at is not None
    assert change.motion.effective_on > timezone.localdate()
    answered = Referral.objects.get(kind="recommendation")
    assert answered.answered_at is not None


def test_vice_chair_presided_where_the_chair_had_a_stake(told):
    interest = Interest.objects.get(effect="leaves")

    assert interest.person == with_email(cast.EMAILS[cast.CHAIR])
    assert interest.ruled_by != interest.person
    assert interest.item.motions.get().outcome == "agreed"


def test_nobody_votes_at_meetings_of_the_other_two(told):
    motions = Motion.objects.exclude(assembly__slug="stourshire")

    assert set(motions.values_list("assembly__slug", flat=True)) == {"avonvale", "wessmoor"}
    assert set(motions.values_list("outcome", flat=True)) == {"agreed"}
    assert not Poll.objects.filter(motion__in=motions).exists()
    assert Enactment.objects.get(kind="join-forum").enacted_at is not None


def test_cases_are_settled_open_and_on_their_way_to_a_vote(told):
    dispute = Case.objects.get(kind="dispute")
    breach = Case.objects.get(kind="breach", opened_at__isnull=False)
    ending = Case.objects.get(kind="termination")

    assert dispute.outcome == "settled"
    assert dispute.published_words
    assert breach.closed_at is None
    assert breach.steps.filter(kind="suspended").exists()
    assert Motion.objects.get(reference=ending.motion, assembly=ending.assembly).outcome == ""


@pytest.mark.parametrize("name", [cast.MEMBER, cast.CHAIR, cast.OFFICER])
def test_each_sign_in_finds_something_of_meetings_to_do(told, name):
    person = with_email(cast.EMAILS[name])
    stourshire = Assembly.objects.get(slug="stourshire")
    today = timezone.localdate()
    acts_for = authorities_of(person, on=today)
    organisation = acts_for[0].organisation if acts_for else None

    found_to_do = waits_for_person(person, organisation, stourshire, at=timezone.now(), on=today)

    assert any("/meetings/" in item.url for item in found_to_do)


def test_member_can_vote_between_meetings_and_go_into_the_room(told):
    mabels = Organisation.objects.get(name=cast.MABELS.name)
    asked = Motion.objects.get(route="e-poll", outcome="")
    poll = asked.polls.get()
    now_on = Meeting.objects.get(opened_at__isnull=False, closed_at=None)

    assert poll.roll.get(membership__organisation=mabels).has_voted is False
    assert poll.closes_at > timezone.now()
    assert now_on.attendances.filter(organisation=mabels, status="present").exists()
    assert now_on.items.filter(started_at__isnull=False, ended_at=None).count() == 1


def test_directory_finds_what_the_town_has(told):
    stourshire = Assembly.objects.get(slug="stourshire")

    assert [one.name for one in found(stourshire, "bridge end befriending")] == [cast.MABELS.name]


def test_every_letter_has_been_posted(told):
    assert Letter.objects.exists()
    assert not Letter.objects.filter(sent_at=None).exists()


def test_second_time_changes_nothing_and_tells_the_sign_ins_again(told, demo):
    before = {slug: head(slug).hash for slug in SLUGS}, Organisation.objects.count()
    said = StringIO()

    call_command("demo", stdout=said)

    assert before == ({slug: head(slug).hash for slug in SLUGS}, Organisation.objects.count())
    assert "already there" in said.getvalue()
    assert all(email in said.getvalue() for email in cast.EMAILS.values())
    assert "was printed when the town was built" in said.getvalue()


def test_fresh_empties_the_town_and_builds_the_same_anew(told, demo):
    before = set(Organisation.objects.values_list("reference", flat=True))
    names = _names()

    call_command("demo", fresh=True, organisations=LEAST, stdout=StringIO())

    assert _names() == names
    assert not before & set(Organisation.objects.values_list("reference", flat=True))
    stourshire = Assembly.objects.get(slug="stourshire")
    assert [one.name for one in found(stourshire, "bridge end befriending")] == [cast.MABELS.name]


def _names():
    """Return all that chance has named, in order."""
    organisations = Organisation.objects.order_by("name").values_list("name", "postcode")
    return list(organisations), list(Person.objects.order_by("email").values_list("name", "email"))


@pytest.mark.parametrize(
    ("now", "closes_on"),
    [
        (datetime(2026, 3, 2, 9, tzinfo=UTC), (2026, 3, 6)),  # Monday
        (datetime(2026, 3, 5, 9, tzinfo=UTC), (2026, 3, 6)),  # Thursday
        (datetime(2026, 3, 5, 23, tzinfo=UTC), (2026, 3, 13)),  # too near
        (datetime(2026, 3, 7, 9, tzinfo=UTC), (2026, 3, 13)),  # Saturday
        (datetime(2026, 4, 1, 9, tzinfo=UTC), (2026, 4, 7)),  # Good Friday and Easter Monday
    ],
)
def test_ballot_closes_this_friday_or_the_next_sensible_day(now, closes_on):
    friday = Days(now).friday

    assert (friday.year, friday.month, friday.day) == closes_on
