from datetime import date, timedelta
from uuid import uuid4

import pytest

from folkmoot.body.forums.models import ForumMember, Term
from folkmoot.body.membership.events import MembershipEnded, MemberSuspended
from folkmoot.ground.bus import publish as tell_the_house
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections import actions, queries
from folkmoot.proceedings.elections.models import Nomination
from folkmoot.rules.findings import Refusal
from tests.factories import PersonFactory
from tests.proceedings.elections.factories import (
    A_SECOND,
    CALLED,
    CAPACITY,
    NOMINATIONS_CLOSE,
    PUBLISHED,
    QUALITIES,
    a_town,
    call,
    nominate,
    publish,
)

pytestmark = pytest.mark.django_db


def test_nomination_of_somebody_else_invites_them_and_waits_for_their_word():
    town = a_town()
    contest = call(town)

    nomination = nominate(
        town, contest, 0, nominee_name="Grace Hill", nominee_email="Grace@Example.org"
    )

    assert nomination.nominee.email == "grace@example.org"
    assert list(queries.standing(contest)) == []
    letter = Letter.objects.get(to=nomination.nominee)
    assert letter.subject == "You have been nominated: Chair, Southeast"
    assert f"/nominations/{nomination.pk}/accept/" in letter.text


def test_nominee_stands_once_they_accept_and_accepting_twice_is_once():
    town = a_town()
    nomination = nominate(
        town, call(town), 0, nominee_name="Grace Hill", nominee_email="grace@example.org"
    )
    words = {"nomination": nomination, "confirms": CAPACITY, "accepts_guidance": True}
    grace, at = nomination.nominee, CALLED + timedelta(days=2)

    first = actions.accept_nomination(**words, by=grace, at=at)
    again = actions.accept_nomination(**words, by=grace, at=at + A_SECOND)

    assert (first.accepted_at, again.accepted_at) == (at, at)
    assert Entry.objects.filter(kind="NominationAccepted").count() == 1


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"confirms": CAPACITY[:1]}, "capacity-not-confirmed"),
        ({"accepts_guidance": False}, "nomination-incomplete"),
        ({"at": NOMINATIONS_CLOSE}, "nominations-closed"),
    ],
)
def test_acceptance_that_lacks_something_is_refused(other, code):
    town = a_town()
    nomination = nominate(
        town, call(town), 0, nominee_name="Grace Hill", nominee_email="grace@example.org"
    )
    given = {
        "nomination": nomination,
        "confirms": CAPACITY,
        "accepts_guidance": True,
        "by": nomination.nominee,
        "at": CALLED + timedelta(days=2),
    }

    with pytest.raises(Refusal) as refused:
        actions.accept_nomination(**given | other)

    assert refused.value.code == code
    nomination.refresh_from_db()
    assert nomination.accepted_at is None


def test_nobody_accepts_for_the_nominee():
    town = a_town()
    nomination = nominate(
        town, call(town), 0, nominee_name="Grace Hill", nominee_email="grace@example.org"
    )

    with pytest.raises(Refusal) as refused:
        actions.accept_nomination(
            nomination=nomination,
            confirms=CAPACITY,
            accepts_guidance=True,
            by=town.officer,
            at=CALLED + timedelta(days=2),
        )

    assert refused.value.code == "not-permitted"


@pytest.mark.clause("staffs-9.3-fields", "staffs-D3.1")
@pytest.mark.parametrize(
    ("other", "code", "missing"),
    [
        ({"nominee_name": ""}, "nomination-incomplete", ["nominee details"]),
        ({"motivation": "  "}, "nomination-incomplete", ["motivation"]),
        ({"capability": ""}, "nomination-incomplete", ["skills, knowledge and experience"]),
        ({"interests": ""}, "nomination-incomplete", ["declarations of interest"]),
        ({"accepts_guidance": False}, "nomination-incomplete", ["acceptance of the guidance"]),
        (
            {"evidence": dict.fromkeys(QUALITIES[1:], "Yes.")},
            "qualities-unanswered",
            [QUALITIES[0]],
        ),
        ({"confirms": CAPACITY[:1]}, "capacity-not-confirmed", ["Alliance meetings"]),
        ({"confirms": CAPACITY[1:]}, "capacity-not-confirmed", ["board meetings"]),
    ],
)
def test_nomination_without_a_required_part_is_refused_and_names_it(other, code, missing):
    town = a_town()
    contest = call(town)

    with pytest.raises(Refusal) as refused:
        nominate(town, contest, 0, **other)

    assert (refused.value.code, refused.value.facts["missing"]) == (code, missing)
    assert not Nomination.objects.exists()
    assert not Entry.objects.filter(kind="NominationReceived").exists()
    assert Person.objects.count() == 5


@pytest.mark.parametrize(
    ("at", "code"),
    [(CALLED - A_SECOND, "nominations-not-open"), (NOMINATIONS_CLOSE, "nominations-closed")],
    ids=["too early", "on the stroke of the close"],
)
def test_nomination_out_of_time_is_refused(at, code):
    town = a_town()
    contest = call(town)

    with pytest.raises(Refusal) as refused:
        nominate(town, contest, 0, at=at)

    assert refused.value.code == code


def test_nomination_a_second_before_the_close_is_received():
    town = a_town()

    nomination = nominate(town, call(town), 0, at=NOMINATIONS_CLOSE - A_SECOND)

    assert nomination.received_at == NOMINATIONS_CLOSE - A_SECOND


def test_same_form_sent_again_gives_the_same_nomination():
    town = a_town()
    contest, key = call(town), uuid4()

    first = nominate(town, contest, 0, key=key)
    again = nominate(town, contest, 0, key=key, motivation="Another thought.")

    assert first == again
    assert Nomination.objects.get().motivation == "To be heard."


@pytest.mark.clause("staffs-3.1.ii-no-office")
@pytest.mark.parametrize("role", ["chair", "vice-chair"])
def test_associate_is_refused_for_an_office(role):
    town = a_town()
    town.office.role = role
    town.office.save()
    contest = call(town)
    membership = town.members[0].membership
    membership.membership_class = "associate"
    membership.save()

    with pytest.raises(Refusal) as refused:
        nominate(town, contest, 0)

    assert (refused.value.code, refused.value.clause.number) == ("class-may-not-stand", "3.1.ii")
    assert refused.value.by_whom == "a full member"


@pytest.mark.clause("staffs-E1.1")
def test_member_of_another_forum_cannot_put_a_chair_forward_and_is_told_the_cure():
    town = a_town()
    contest = call(town)
    town.members[0].left_on = date(2026, 2, 1)
    town.members[0].save()

    with pytest.raises(Refusal) as refused:
        nominate(town, contest, 0)

    assert (refused.value.code, refused.value.clause.number) == ("nominee-not-eligible", "E1.1")
    assert refused.value.facts["cure"] == "It can join the forum before nominations close."


@pytest.mark.clause("staffs-E1.1")
@pytest.mark.parametrize(
    ("change", "because"),
    [
        ("suspended", "A suspended member cannot stand until the suspension is lifted."),
        ("left the forum", "the organisation is not a member of this forum"),
        ("associate", "its membership is associate"),
    ],
)
def test_candidate_whose_member_does_not_qualify_at_the_close_of_nominations_falls(change, because):
    town = a_town()
    contest = call(town)
    falls, stands = nominate(town, contest, 0), nominate(town, contest, 1)
    membership, on = falls.membership, NOMINATIONS_CLOSE.date()
    if change == "suspended":
        membership.suspensions.create(from_on=on, reason="A case is open.", by=town.officer)
    elif change == "left the forum":
        ForumMember.objects.filter(membership=membership).update(left_on=on)
    else:
        type(membership).objects.filter(pk=membership.pk).update(membership_class="associate")

    publish(town, contest)

    falls.refresh_from_db()
    assert because in falls.fell_because
    assert list(queries.standing(contest)) == [stands]


def test_nomination_that_was_not_accepted_falls_when_nominees_are_published():
    town = a_town()
    contest = call(town)
    nomination = nominate(town, contest, 0, nominee_name="G", nominee_email="g@example.org")

    publish(town, contest)

    nomination.refresh_from_db()
    assert nomination.fell_at == PUBLISHED


@pytest.mark.clause("staffs-7.1-restand")
def test_outgoing_chair_may_stand_again_however_often_they_served():
    town = a_town()
    chair = town.contacts[0]
    for year in (2017, 2020, 2023):
        Term.objects.create(
            office=town.office, person=chair, holder_name=chair.name, basis="elected",
            from_on=date(year, 4, 1), ends_on=date(year + 3, 4, 1),
            ended_on=date(year + 3, 4, 1) if year < 2023 else None,
            ended_because="the term was over" if year < 2023 else "",
        )  # fmt: skip

    nomination = nominate(town, call(town, reason="term"), 0)

    assert nomination.accepted_at is not None


def test_person_stands_once_and_a_member_puts_one_person_forward():
    town = a_town()
    contest = call(town)
    nominate(town, contest, 0)
    ann = town.contacts[0]

    with pytest.raises(Refusal) as same:
        nominate(town, contest, 0)
    with pytest.raises(Refusal) as elsewhere:
        nominate(town, contest, 1, nominee_name=ann.name, nominee_email=ann.email)
    with pytest.raises(Refusal) as second:
        nominate(town, contest, 0, nominee_name="G", nominee_email="g@example.org")

    codes = [refused.value.code for refused in (same, elsewhere, second)]
    assert codes == ["already-standing", "not-a-person-elsewhere", "member-has-nominated"]


def test_returning_officer_cannot_be_nominated():
    town = a_town()
    contest = call(town)

    with pytest.raises(Refusal) as refused:
        nominate(town, contest, 0, nominee_name=town.officer.name, nominee_email=town.officer.email)

    assert refused.value.code == "returning-officer-is-candidate"


def test_stranger_cannot_nominate_and_the_returning_officer_can_for_a_member():
    town = a_town()
    contest = call(town)

    with pytest.raises(Refusal) as refused:
        nominate(town, contest, 0, by=PersonFactory())
    nomination = nominate(town, contest, 0, by=town.officer, channel="phone")

    assert refused.value.code == "not-permitted"
    assert (nomination.made_by, nomination.channel) == (town.officer, "phone")
    assert nomination.accepted_at is None


def test_nomination_can_be_withdrawn_and_another_made():
    town = a_town()
    contest = call(town)
    nomination = nominate(town, contest, 0)
    words = {"nomination": nomination, "by": town.contacts[0], "at": CALLED + timedelta(days=2)}

    actions.withdraw_nomination(**words)
    actions.withdraw_nomination(**words)
    other = nominate(town, contest, 0)

    assert Entry.objects.filter(kind="NominationWithdrawn").count() == 1
    assert list(queries.standing(contest)) == [other]


def test_nomination_cannot_be_withdrawn_once_published_nor_by_a_stranger():
    town = a_town()
    contest = call(town)
    nomination = nominate(town, contest, 0)

    with pytest.raises(Refusal) as stranger:
        actions.withdraw_nomination(nomination=nomination, by=PersonFactory(), at=CALLED)
    publish(town, contest)
    with pytest.raises(Refusal) as late:
        actions.withdraw_nomination(nomination=nomination, by=town.contacts[0], at=PUBLISHED)

    assert [stranger.value.code, late.value.code] == ["not-permitted", "nominees-published"]


@pytest.mark.parametrize(
    "event",
    [
        MembershipEnded(organisation="A", reference="a", because="lapsed", ceases_on=CALLED.date()),
        MemberSuspended(organisation="A", reference="a", from_on=CALLED.date(), until_on=None),
    ],
    ids=["ended", "suspended"],
)
def test_nomination_falls_when_its_member_ceases_or_is_suspended(event):
    town = a_town()
    contest = call(town)
    falls, stands = nominate(town, contest, 0), nominate(town, contest, 1)

    tell_the_house(event, about=falls.membership, by=town.officer, at=CALLED + timedelta(days=3))

    falls.refresh_from_db()
    assert falls.fell_at == CALLED + timedelta(days=3)
    assert list(queries.standing(contest)) == [stands]


def test_nomination_outlives_its_member_once_the_nominees_are_published():
    town = a_town()
    contest = call(town)
    nomination = nominate(town, contest, 0)
    publish(town, contest)
    event = MembershipEnded(
        organisation="A", reference="a", because="lapsed", ceases_on=PUBLISHED.date()
    )

    tell_the_house(event, about=nomination.membership, by=town.officer, at=PUBLISHED)

    nomination.refresh_from_db()
    assert nomination.fell_at is None
