"""The reference group covers whom the law protects, and every comment on a draft gets a reply."""

from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.equity.actions.reference import (
    comment,
    let_go,
    name_member,
    reply,
    send_draft,
    settle,
)
from folkmoot.scrutiny.equity.actions.ways import (
    plan_day,
    rate_as_member,
    rate_ourselves,
    state_equality,
    tell_training,
    widen,
)
from folkmoot.scrutiny.equity.queries.duties import waiting_in_equity
from folkmoot.scrutiny.equity.queries.reference import (
    cover_of,
    drafts,
    training_of,
    trust_of,
    ways_of,
)
from folkmoot.site.duties import waits_for_person
from tests.factories import PersonFactory
from tests.work.consultations.factories import (
    CLOSES,
    NOW,
    OPENS,
    a_county,
    a_member,
    an_open_one,
    answered,
    closed,
    moment,
)

pytestmark = pytest.mark.django_db
VALUES = ("openness", "fairness", "access", "respect", "honesty")


def refused(do) -> str:
    with pytest.raises(Refusal) as said:
        do()
    return said.value.code


def a_group(document: str = "dorset-principles"):
    county = a_county(document=document, micro=6)
    members = [
        name_member(
            assembly=county.assembly, organisation=body, speaks_for=words, is_trained=True,
            **county.who(),
        )
        for body, words in zip(
            county.bodies[:2], (["age", "disability"], ["race"]), strict=True
        )
    ]  # fmt: skip
    return county, members


def a_draft(county, kind="assessment", **more):
    return send_draft(
        assembly=county.assembly, kind=kind, title="Moving the library", sent_by="Council",
        words="It moves to the school.", link="", comments_by=OPENS, **county.who(), **more,
    )  # fmt: skip


@pytest.mark.clause("principles-a2-edi-characteristics")
def test_those_nobody_speaks_for_are_named_and_a_member_is_sought(client, time_machine):
    county, members = a_group()

    cover = cover_of(county.assembly)

    assert dict(cover.spoken_for)["age"] == 1
    assert cover.uncovered == [
        "gender reassignment", "marriage and civil partnership", "pregnancy and maternity",
        "religion or belief", "sex", "sexual orientation",
    ]  # fmt: skip
    let_go(member=members[1], **county.who())
    assert "race" in cover_of(county.assembly).uncovered
    time_machine.move_to(NOW, tick=False)
    shown = client.get(reverse("equity:group", args=[county.assembly])).content.decode()
    assert "a member is sought" in shown


@pytest.mark.clause("principles-a2-edi-group", "principles-a2-edi-eqia")
def test_draft_comment_reply_change_and_final_text_stay_together(client, time_machine):
    county, _members = a_group()
    body = county.bodies[0]
    person = a_member(body)
    draft = a_draft(county)
    assert Letter.objects.get(kind="DraftSent").to == person
    assert "Comment on a draft: Moving the library" in [
        item.verb_phrase
        for item in waits_for_person(person, body, county.assembly, at=NOW, on=NOW.date())
    ]

    made = comment(draft=draft, organisation=body, words="There is no lift.", by=person, at=NOW)
    final = {"draft": draft, "final": "With a lift.", "final_link": "", **county.who()}
    assert refused(lambda: settle(**final)) == "comment-without-reply"
    assert drafts(county.assembly).get().waiting == 1
    reply(comment=made, words="You are right.", change="A lift is built.", **county.who())
    settle(**final)

    time_machine.move_to(NOW, tick=False)
    shown = client.get(reverse("equity:draft", args=[county.assembly, draft.slug]))
    words = shown.content.decode()
    for said in (
        "It moves to the school.",
        "There is no lift.",
        "A lift is built.",
        "With a lift.",
    ):
        assert said in words


def test_only_members_of_the_group_comment_and_in_time():
    county, _members = a_group()
    outside, inside = a_member(county.bodies[5]), a_member(county.bodies[0])
    draft = a_draft(county)

    def say(person, body, at):
        return lambda: comment(draft=draft, organisation=body, words="x", by=person, at=at)

    assert refused(say(outside, county.bodies[5], NOW)) == "not-in-reference-group"
    late = moment(OPENS + timedelta(days=1))
    assert refused(say(inside, county.bodies[0], late)) == "comments-are-closed"
    assert comment(
        draft=draft, organisation=county.bodies[0], words="x", by=inside, at=moment(OPENS)
    ).number == 1  # fmt: skip


def test_assessment_is_commented_on_by_those_who_were_trained_for_it():
    county, members = a_group()
    untrained = name_member(
        assembly=county.assembly, organisation=county.bodies[2], speaks_for=["sex"],
        is_trained=False, **county.who(),
    )  # fmt: skip
    draft = a_draft(county, kind="assessment")

    def say(member):
        person = a_member(member.organisation)
        return lambda: comment(
            draft=draft, organisation=member.organisation, words="x", by=person, at=NOW
        )

    assert say(members[0])().number == 1
    assert refused(say(untrained)) == "not-trained-to-comment"


def test_somebody_else_names_nobody():
    county = a_county(micro=1)

    assert refused(
        lambda: name_member(
            assembly=county.assembly, organisation=county.bodies[0], speaks_for=[],
            is_trained=False, by=PersonFactory(), at=NOW,
        )
    ) == "not-permitted"  # fmt: skip


@pytest.mark.clause("principles-a2-edi-awareness")
def test_days_show_their_joint_owners_and_results_are_passed_on(client, time_machine):
    county = a_county(document="dorset-principles", micro=6)
    found = an_open_one(county)
    said = {"kind": "results", "on": OPENS, "title": "To the network of carers", "about": "",
            "owners": "Council and Carers United", "assembly": county.assembly}  # fmt: skip
    assert refused(lambda: plan_day(consultation=found, **said, **county.who())) == (
        "results-not-there"
    )
    for body in county.bodies:
        answered(found, county, body)
    found = closed(found, county)
    plan_day(consultation=found, **said, **county.who())
    plan_day(
        consultation=None, **said | {"kind": "training", "title": "Hearing loss"}, **county.who()
    )

    time_machine.move_to(moment(CLOSES + timedelta(days=2)), tick=False)
    shown = client.get(reverse("equity:days", args=[county.assembly])).content.decode()

    for words in ("Council and Carers United", "To the network of carers", "Hearing loss"):
        assert words in shown


@pytest.mark.clause("compact-equality-all-groups")
def test_ways_that_widen_who_takes_part_are_looked_at_every_year(client, time_machine):
    county = a_county(micro=1)
    said = {"title": "Fares are paid", "barrier": "The bus costs 6 pounds.", "at_risk": "carers",
            "support": "Fares are paid on the day.", "assembly": county.assembly}  # fmt: skip
    way = widen(used=None, **said, **county.who())
    assert way.review_by.isoformat() == "2027-03-02"
    later = moment(way.review_by + timedelta(days=1))
    time_machine.move_to(later, tick=False)
    url = reverse("equity:ways", args=[county.assembly])
    assert "overdue" in client.get(url).content.decode()

    widen(way=way, used=14, **said, **county.who(later))

    (kept,) = ways_of(county.assembly)
    assert (kept.used, kept.reviewed_on) == (14, later.date())
    shown = client.get(url).content.decode()
    assert "overdue" not in shown
    assert "taken up 14 times" in shown


@pytest.mark.clause("compact-equality-policy")
def test_policy_on_equality_suits_the_size_and_is_looked_at_every_three_years(client, time_machine):
    county = a_county(micro=2)
    body, person = county.bodies[0], a_member(county.bodies[0])
    said = {"kind": "statement", "words": "We welcome everybody.", "link": ""}

    made = state_equality(assembly=county.assembly, organisation=body, by=person, at=NOW, **said)

    assert made.review_by.isoformat() == "2029-03-02"
    assert refused(
        lambda: state_equality(
            assembly=county.assembly, organisation=county.bodies[1], by=person, at=NOW, **said
        )
    ) == "not-permitted"  # fmt: skip
    time_machine.move_to(moment(made.review_by + timedelta(days=1)), tick=False)
    shown = client.get(reverse("equity:ways", args=[county.assembly])).content.decode()
    assert body.name in shown
    assert "overdue" in shown


@pytest.mark.clause("compact-equality-training")
def test_training_is_told_by_group_and_added_up_from_five_on():
    county = a_county(micro=5)
    figures = ((5, 5), (7, 2), (1, 0), (2, 2), (3, 1))
    sums = []
    for body, (people, trained) in zip(county.bodies, figures, strict=True):
        tell_training(
            assembly=county.assembly, organisation=body, group="trustees", people=people,
            trained=trained, by=a_member(body), at=NOW,
        )  # fmt: skip
        sums.append(training_of(county.assembly))

    assert sums == [[]] * 4 + [[("trustees", 10, 18, 5)]]
    told = Entry.objects.filter(kind="EqualityTrained")
    assert [(one.by, one.facts) for one in told] == [("", {"group": "trustees"})] * 5


def test_organisation_is_reminded_of_its_figures_and_its_policy_after_a_year():
    county = a_county(micro=2)
    body, person = county.bodies[0], a_member(county.bodies[0])
    tell_training(
        assembly=county.assembly, organisation=body, group="trustees", people=5, trained=5,
        by=person, at=NOW,
    )  # fmt: skip
    a_year_on = NOW + timedelta(days=365)

    def waits(organisation, at):
        return [one.verb_phrase for one in waiting_in_equity(organisation, county.assembly, at=at)]

    reminder = "Tell how many of your trustees were trained in equality"
    assert waits(body, a_year_on - timedelta(days=1)) == []
    assert waits(body, a_year_on) == [reminder]
    assert waits(county.bodies[1], a_year_on) == []


@pytest.mark.clause("dorset-vcsa-values")
def test_assembly_never_marks_its_own_work_alone(client, time_machine):
    county = a_county(document="dorset-vcsa", micro=6)
    own = dict.fromkeys(VALUES, (5, "Minutes are out in a week."))
    theirs = dict.fromkeys(VALUES, (2, "I found no minutes."))
    rate_ourselves(assembly=county.assembly, year=2026, ratings=own, **county.who())
    for body in county.bodies[:4]:
        rate_as_member(
            assembly=county.assembly, organisation=body, year=2026, ratings=theirs,
            by=a_member(body), at=NOW,
        )  # fmt: skip
    few = trust_of(county.assembly, year=2026, on=NOW.date())
    assert [(one.value, one.members, one.says) for one in few] == [(v, None, []) for v in VALUES]
    body = county.bodies[4]
    rate_as_member(
        assembly=county.assembly, organisation=body, year=2026, ratings=theirs,
        by=a_member(body), at=NOW,
    )  # fmt: skip

    told = trust_of(county.assembly, year=2026, on=NOW.date())

    assert [(one.own.rating, one.members, one.rated_by) for one in told] == [(5, 2.0, 5)] * 5
    time_machine.move_to(NOW, tick=False)
    shown = client.get(reverse("equity:trust", args=[county.assembly])).content.decode()
    assert "Minutes are out in a week." in shown
    assert "I found no minutes." in shown
