"""What a motion changes by itself: tried when it is put, done when it is carried, from its day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.body.forums.actions import join_forum, take_part
from folkmoot.body.forums.models import CoOption, Forum, Partner, Term
from folkmoot.body.forums.queries import coordination_group
from folkmoot.body.rulebook.models import Amendment
from folkmoot.body.rulebook.queries import documents, in_force
from folkmoot.ground.ledger.models import Entry
from folkmoot.proceedings.decisions.actions.enact import (
    drop_enactment,
    enact,
    enact_again,
    plan_enactment,
)
from folkmoot.proceedings.decisions.actions.settle import settle, settle_by_agreement
from folkmoot.proceedings.decisions.models import Enactment, Poll
from folkmoot.proceedings.decisions.queries.enacting import in_words
from folkmoot.proceedings.meetings.models import Referral
from folkmoot.rules.findings import Refusal
from tests.factories import (
    AdoptionFactory,
    ForumFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
)
from tests.proceedings.decisions.factories import NOW, MotionFactory, Scene, a_scene
from tests.proceedings.meetings.factories import (
    STARTS_AT,
    AgendaItemFactory,
    MeetingFactory,
    a_gathering,
    a_member,
    come,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
A_DAY = timedelta(days=1)
QUORUM = {
    "parameter": "quorum.full_members", "value": 5, "unit": "full members",
    "said": "Quorum", "was": "4 full members", "now": "5 full members",
}  # fmt: skip


def a_group(**more) -> Scene:
    """Let the co-ordination group meet with a motion before it."""
    gathering = a_gathering(kind="co-ordination", **more)
    meeting = MeetingFactory(forum=gathering.forum, opened_at=STARTS_AT)
    item = AgendaItemFactory(meeting=meeting, purpose="decision", started_at=STARTS_AT)
    come(meeting, *gathering.members)
    return Scene(gathering, meeting, item, MotionFactory(item=item))


def plan(scene: Scene, kind: str, facts: dict, *, effective_on: date | None = None, by=None):
    return plan_enactment(
        motion=scene.motion, kind=kind, facts=facts, effective_on=effective_on,
        by=by or scene.chair, at=NOW,
    )  # fmt: skip


def agree(scene: Scene):
    motion = settle_by_agreement(
        motion=scene.motion, discussion="All agreed.", words="", by=scene.chair, at=NOW
    )
    return motion, Enactment.objects.get(motion=motion)


def voted(scene: Scene, votes_for: int, votes_against: int) -> None:
    """Let a vote on the motion have been counted."""
    Poll.objects.create(
        motion=scene.motion, number=1, way="hands", opened_at=NOW, opened_by=scene.chair,
        presided_as="chair", closed_at=NOW, closed_by=scene.chair, votes_for=votes_for,
        votes_against=votes_against, abstained=0,
    )  # fmt: skip


def test_amendment_that_is_agreed_applies_from_its_day_and_not_before():
    scene = a_group()
    from_on = TODAY + 10 * A_DAY
    planned = plan(scene, "parameter", QUORUM, effective_on=from_on)
    assert not Amendment.objects.exists()
    assert in_words(planned, scene.again()).startswith("From Sunday 5 April 2026, Quorum is 5")

    _motion, enactment = agree(scene)

    assert enactment.enacted_at == NOW
    before, then = (in_force(scene.assembly, on=on) for on in (from_on - A_DAY, from_on))
    assert (before.whole("quorum.full_members"), then.whole("quorum.full_members")) == (4, 5)
    assert then.parameter("quorum.full_members").amended_by == scene.motion.reference
    assert Entry.objects.filter(kind="RuleAmended").count() == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [({"value": "many"}, "amendment-of-another-kind"), ({"value": 4}, "amendment-changes-nothing")],
)
def test_change_that_could_not_be_done_is_refused_when_it_is_put(more, code):
    scene = a_group()

    with pytest.raises(Refusal) as refused:
        plan(scene, "parameter", {**QUORUM, **more})

    assert refused.value.code == code
    assert not Enactment.objects.exists()
    assert not Entry.objects.filter(kind__in=["RuleAmended", "EnactmentPlanned"]).exists()


def test_local_forum_changes_nothing_for_the_whole_assembly():
    scene = a_scene()

    with pytest.raises(Refusal, match="enactment-not-for-this-forum"):
        plan(scene, "parameter", QUORUM)
    assert not Enactment.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "too late", "spoken to"])
def test_what_a_motion_changes_is_set_down_by_whoever_may_and_in_time(who):
    scene = a_group()
    by = scene.chair
    if who == "stranger":
        by = scene.member(4).person
    elif who == "too late":
        settle_by_agreement(
            motion=scene.motion, discussion="Yes.", words="", by=scene.chair, at=NOW
        )
    else:
        scene.say(0, "support")

    with pytest.raises(Refusal) as refused:
        plan(scene, "parameter", QUORUM, by=by)

    codes = {
        "stranger": "not-permitted", "too late": "motion-decided",
        "spoken to": "enactment-after-stances",
    }  # fmt: skip
    assert refused.value.code == codes[who]
    assert not Enactment.objects.exists()


def test_office_that_a_decision_fills_is_held_from_its_day():
    scene = a_group()
    office = OfficeFactory(forum=scene.gathering.forum, role="champion")
    member = scene.member(2)
    facts = {
        "office": office.pk, "office_said": "champion", "holder_name": "Jo Fell",
        "organisation": member.organisation.pk, "organisation_name": member.organisation.name,
    }  # fmt: skip
    plan(scene, "office", facts)
    assert not Term.objects.filter(office=office).exists()

    agree(scene)

    term = Term.objects.get(office=office)
    assert (term.holder_name, term.from_on, term.basis) == ("Jo Fell", TODAY, "selected")
    assert scene.motion.reference in term.method_agreed


def test_decision_stands_when_what_it_changes_cannot_be_done_and_can_be_tried_again():
    scene = a_group()
    body = OrganisationFactory()
    forum = ForumFactory(assembly=scene.assembly, kind="thematic")
    facts = {
        "forum": forum.pk, "forum_name": forum.name,
        "organisation": body.pk, "organisation_name": body.name,
    }  # fmt: skip
    plan(scene, "join-forum", facts)
    Forum.objects.filter(pk=forum.pk).update(closed_on=TODAY, closing_report="It is done.")

    motion, enactment = agree(scene)

    assert motion.outcome == "agreed"
    assert enactment.enacted_at is None
    assert forum.name in enactment.refused_because
    held_up = Entry.objects.get(kind="DecisionHeldUp")
    assert held_up.facts["code"] == "forum-not-live"
    Forum.objects.filter(pk=forum.pk).update(closed_on=None, closing_report="")
    enact_again(motion=motion, by=scene.officer, at=NOW + A_DAY)
    enactment.refresh_from_db()
    assert (enactment.enacted_at, enactment.refused_because) == (NOW + A_DAY, "")
    assert Partner.objects.get(forum=forum, organisation=body).from_on == TODAY + A_DAY
    with pytest.raises(Refusal, match="enactment-done"):
        enact_again(motion=motion, by=scene.officer, at=NOW + 2 * A_DAY)


def test_membership_that_a_decision_ends_is_over_from_its_day_and_the_member_is_heard_only():
    scene = a_group()
    body = scene.member(3)
    facts = {
        "organisation": body.organisation.pk, "organisation_name": body.organisation.name,
        "reason": "It broke the agreement.",
    }  # fmt: skip
    plan(scene, "end-membership", facts, effective_on=TODAY + 3 * A_DAY)
    assert scene.again().concerns_id == body.organisation.pk

    agree(scene)

    body.membership.refresh_from_db()
    ended = body.membership
    assert (ended.ceases_on, ended.ended_because) == (TODAY + 3 * A_DAY, "expelled")
    assert scene.motion.reference in ended.ended_decided_by


def test_version_that_a_decision_adopts_binds_from_its_day():
    scene = a_group()
    book = documents()["model-assembly"].versions[-1]
    facts = {"document": "model-assembly", "version": book.number, "title": book.title}
    plan(scene, "adopt-version", facts, effective_on=TODAY + A_DAY)

    agree(scene)

    found = in_force(scene.assembly, on=TODAY + A_DAY, document="model-assembly")
    assert found.number == book.number


def test_motion_changes_nothing_once_that_is_dropped():
    scene = a_group()
    plan(scene, "parameter", QUORUM)
    drop_enactment(motion=scene.motion, by=scene.chair, at=NOW)

    settle_by_agreement(motion=scene.motion, discussion="Yes.", words="", by=scene.chair, at=NOW)

    assert not Amendment.objects.exists()


CO_OPTED = {"person_name": "Ada Moss", "organisation": None, "expertise": "Housing law"}


@pytest.mark.parametrize(
    ("votes", "is_done", "code"),
    [((3, 2), True, ""), ((2, 2), False, "co-option-not-carried"),
     (None, False, "co-option-without-vote")],
)  # fmt: skip
@pytest.mark.clause("staffs-5.8-coopt")
def test_somebody_is_co_opted_by_a_vote_of_more_than_half_and_kept_with_source_and_expertise(
    votes, is_done, code
):
    scene = a_group()
    theme = ForumFactory(assembly=scene.assembly, kind="thematic", name="Housing")
    plan(scene, "co-opt", {**CO_OPTED, "source_forum": theme.pk, "source_name": theme.name})
    if votes:
        voted(scene, *votes)
    outcome = "carried" if is_done else "agreed"
    settle(motion=scene.again(), outcome=outcome, words="", under=None, by=scene.chair, at=NOW)

    found = CoOption.objects.filter(forum=scene.gathering.forum).first()
    assert (found is not None) is is_done
    if found is None:
        assert Entry.objects.get(kind="DecisionHeldUp").facts["code"] == code
        return
    assert (found.source_forum, found.expertise, found.motion, found.from_on) == (
        theme, "Housing law", scene.motion.reference, TODAY,
    )  # fmt: skip
    assert (found.votes_for, found.votes_against) == (3, 2)
    group = coordination_group(scene.assembly, on=TODAY)
    assert "Ada Moss" in [place.name for place in group.places]
    assert "Ada Moss" not in [
        place.name for place in coordination_group(scene.assembly, on=TODAY - A_DAY).places
    ]
    assert "Ada Moss" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_co_option_is_for_the_co_ordination_group_alone():
    scene = a_scene()

    with pytest.raises(Refusal, match="enactment-not-for-this-forum"):
        plan(scene, "co-opt", {**CO_OPTED, "source_forum": None, "source_name": ""})


def test_recommendation_goes_to_the_other_forum_once_it_is_carried_and_once_only():
    scene = a_scene()
    group = ForumFactory(assembly=scene.assembly, kind="co-ordination")
    motion = scene.motion
    motion.recommends_to = group
    motion.save()
    assert not Referral.objects.exists()

    motion = settle_by_agreement(motion=motion, discussion="Yes.", words="", by=scene.chair, at=NOW)
    enact(motion=motion, by=scene.chair, at=NOW)

    sent = Referral.objects.get()
    assert (sent.kind, sent.to_forum, sent.motion) == ("recommendation", group, motion.reference)


def test_motion_that_is_lost_changes_nothing():
    scene = a_group()
    plan(scene, "parameter", QUORUM)

    settle(motion=scene.again(), outcome="lost", words="", under=None, by=scene.chair, at=NOW)

    assert not Amendment.objects.exists()
    assert Enactment.objects.get().enacted_at is None


# Who makes up an engagement group


def a_board(*, takes_part: bool = False, stays: bool = False):
    """
    Let the governance board of a county meet about who is in its engagement group.

    :param takes_part: whether it is about the organisation whose person presides.
    :param stays: whether somebody of the organisation it is about stays in the room.
    """
    gathering = a_gathering(kind="board")
    AdoptionFactory(
        assembly=gathering.forum.assembly, document="dorset-vcsa", is_agreement=False,
        version=documents()["dorset-vcsa"].versions[-1].number,
    )  # fmt: skip
    meeting = MeetingFactory(forum=gathering.forum, opened_at=STARTS_AT)
    item = AgendaItemFactory(meeting=meeting, purpose="decision", started_at=STARTS_AT)
    come(meeting, *gathering.members)
    if not stays:
        meeting.attendances.filter(person=gathering.members[4].person).update(left_at=STARTS_AT)
    group = ForumFactory(assembly=gathering.forum.assembly, kind="reference")
    scene = Scene(gathering, meeting, item, MotionFactory(item=item))
    body = gathering.members[0 if takes_part else 4].organisation
    facts = {
        "forum": group.pk, "forum_name": group.name,
        "organisation": body.pk, "organisation_name": body.name,
    }  # fmt: skip
    return scene, group, body, facts


@pytest.mark.clause("dorset-vcsa-eg-composition")
@pytest.mark.parametrize("joins", [True, False])
def test_board_decides_in_writing_who_is_in_the_engagement_group(joins):
    scene, group, _body, facts = a_board()
    membership = scene.member(4).membership
    if not joins:
        group.members.create(membership=membership, joined_on=date(2026, 1, 5))
    plan(scene, "join-forum" if joins else "leave-forum", facts)

    agree(scene)

    belongs = group.members.filter(membership=membership, left_on=None).exists()
    assert belongs is joins
    written = Entry.objects.get(kind="CompositionDecided")
    assert written.facts["decision"] == scene.motion.reference
    assert "Governance Board 2" in written.under


@pytest.mark.clause("dorset-vcsa-eg-composition")
@pytest.mark.parametrize("how", ["takes_part", "stays"])
def test_organisation_under_review_that_took_part_in_deciding_changes_nothing(how):
    scene, group, _body, facts = a_board(**{how: True})
    plan(scene, "join-forum", facts, by=scene.officer)

    _motion, enactment = agree(scene)  # it presides, or is in the room as the board agrees

    assert enactment.enacted_at is None
    assert not group.members.exists()
    assert Entry.objects.get(kind="DecisionHeldUp").facts["code"] == "under-review-decides"


@pytest.mark.clause("dorset-vcsa-eg-composition")
def test_engagement_group_is_changed_neither_by_another_forum_nor_by_an_officer_alone():
    scene, group, _body, facts = a_board()
    local = ForumFactory(assembly=scene.assembly, kind="thematic")
    meeting = MeetingFactory(forum=local, opened_at=STARTS_AT)
    other = MotionFactory(item=AgendaItemFactory(meeting=meeting))
    with pytest.raises(Refusal) as refused:
        plan_enactment(
            motion=other, kind="join-forum", facts=facts, effective_on=None, by=scene.officer,
            at=NOW,
        )  # fmt: skip
    assert (refused.value.code, refused.value.by_whom) == (
        "composition-not-decided-by", "the Governance Board",
    )  # fmt: skip
    member = a_member(local)
    for deed in (
        lambda: join_forum(
            forum=group, membership=member.membership, by=scene.officer, at=NOW
        ),
        lambda: take_part(
            forum=group, organisation=MembershipFactory().organisation, part="partner",
            from_on=TODAY, by=scene.officer, at=NOW,
        ),
    ):  # fmt: skip
        with pytest.raises(Refusal, match="composition-not-decided-by"):
            deed()
    assert not group.members.exists()
    assert not group.partners.exists()


def test_pages_set_down_what_a_motion_changes_and_show_it(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    scene = a_group()
    args = [scene.assembly, scene.motion.reference]
    client.force_login(scene.chair)
    kinds = client.post(reverse("decisions:enactments", args=args), {"kind": "parameter"})
    assert kinds.url == reverse("decisions:enactment", args=[*args, "parameter"])
    sent = {"parameter": "quorum.full_members", "value": "five"}
    no = client.post(kinds.url, sent)
    assert (no.status_code, "same kind as now: 4 full members" in no.content.decode()) == (
        422, True,
    )  # fmt: skip
    page = client.post(kinds.url, sent | {"value": "5"}).url
    assert "is 5 full members instead of 4 full members" in client.get(page).content.decode()
    for kind in ("adopt-version", "office", "co-opt", "join-forum", "end-membership"):
        url = reverse("decisions:enactment", args=[*args, kind])
        assert client.get(url).status_code == 200, kind
    drop = reverse("decisions:drop_enactment", args=args)
    assert client.post(drop, {"sure": "on"}).status_code == 302
    assert not Enactment.objects.exists()
    client.force_login(scene.member(4).person)
    assert client.get(kinds.url).status_code == 403


def test_page_shows_why_a_decision_could_not_be_done_and_tries_again(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    scene = a_group()
    settle(motion=scene.motion, outcome="agreed", words="", under=None, by=scene.chair, at=NOW)
    Enactment.objects.create(
        motion=scene.motion, kind="parameter", facts={**QUORUM, "value": 4},
        refused_because="It is 4 full members already.",
    )  # fmt: skip
    args = [scene.assembly, scene.motion.reference]
    client.force_login(scene.chair)
    page = client.get(reverse("decisions:motion", args=args)).content.decode()
    again = reverse("decisions:enact_again", args=args)
    assert "It is 4 full members already." in page
    assert again in page
    assert client.post(again).status_code == 302
    assert Enactment.objects.get().enacted_at is None
    Enactment.objects.update(facts=QUORUM)
    assert client.post(again).status_code == 302
    assert Enactment.objects.get().enacted_at == NOW
