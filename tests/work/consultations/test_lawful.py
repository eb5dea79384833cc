"""A consultation is long enough, honest, before the decision, in every promised form, and asked together."""

from datetime import timedelta

import pytest

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.work.consultations.actions.formats import (
    deliver_format,
    format_is_out,
    promise_format,
    wish_format,
)
from folkmoot.work.consultations.actions.planning import (
    ask_together,
    plan_consultation,
    remark,
)
from folkmoot.work.consultations.actions.publishing import extend, publish, take_back
from folkmoot.work.consultations.actions.questions import ask_question, drop_question
from folkmoot.work.consultations.models import Consultation
from folkmoot.work.consultations.queries.planning import (
    book_of,
    length_of,
    load_this_month,
    similar,
    standing,
    started_on,
    wording,
)
from tests.factories import AuthorityFactory, OrganisationFactory, PersonFactory
from tests.work.consultations.factories import (
    CLOSES,
    DECIDED,
    NOW,
    OPENS,
    a_county,
    a_member,
    a_plan,
    an_open_one,
    answered,
    closed,
    moment,
)

pytestmark = pytest.mark.django_db


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


@pytest.mark.clause("compact-consult-12-weeks", "compact-consult-8-weeks")
@pytest.mark.parametrize(
    ("days", "reason", "code"),
    [
        (84, "", None),
        (83, "", "consultation-needs-reason"),
        (83, "The lease ends in June.", None),
        (56, "The lease ends in June.", None),
        (55, "The lease ends in June.", "consultation-too-short"),
        (55, "", "consultation-too-short"),
    ],
)
def test_length_is_judged_to_the_day(days, reason, code):
    county = a_county(micro=1)
    plan = a_plan(county, closes_on=OPENS + timedelta(days=days), reason_for_length=reason)

    if code is None:
        assert publish(consultation=plan, **county.who()).published_at == NOW
    else:
        said = refused(lambda: publish(consultation=plan, **county.who()))
        assert said.code == code
        assert said.clause.document == "dorset-compact"
        assert said.from_when == OPENS + timedelta(days=56 if "short" in code else 84)
        plan.refresh_from_db()
        assert plan.published_at is None


@pytest.mark.clause("compact-consult-8-weeks")
def test_much_talking_does_not_make_the_eight_weeks_shorter():
    county = a_county(micro=1)
    for number in range(12):
        a_plan(county, kind="engagement", title=f"Coffee morning {number}")

    plan = a_plan(county, closes_on=OPENS + timedelta(days=55), reason_for_length="We talk often.")

    assert refused(lambda: publish(consultation=plan, **county.who())).code == (
        "consultation-too-short"
    )


@pytest.mark.clause("compact-consult-timing")
@pytest.mark.parametrize(
    ("decided", "code"),
    [
        (CLOSES + timedelta(days=1), None),
        (CLOSES, "closes-after-decision"),
        (OPENS, "consultation-after-decision"),
        (OPENS - timedelta(days=30), "consultation-after-decision"),
    ],
)
def test_it_closes_before_the_decision_or_is_no_consultation(decided, code):
    county = a_county(micro=1)
    plan = a_plan(county, decision_on=decided)

    if code is None:
        assert publish(consultation=plan, **county.who()).published_at
    else:
        assert refused(lambda: publish(consultation=plan, **county.who())).code == code


@pytest.mark.clause("compact-consult-timing")
def test_what_is_decided_already_can_be_published_as_information_alone():
    county = a_county(micro=1)
    plan = a_plan(county, kind="information", decision_on=OPENS - timedelta(days=30))

    assert publish(consultation=plan, **county.who()).get_kind_display() == "information"


@pytest.mark.clause("compact-consult-timing")
def test_without_the_day_of_the_decision_it_is_not_published():
    county = a_county(micro=1)
    plan = a_plan(county, decision_on=None)

    assert refused(lambda: publish(consultation=plan, **county.who())).code == (
        "consultation-has-no-days"
    )


@pytest.mark.clause("compact-consult-scope")
@pytest.mark.parametrize("missing", ["can_change", "is_fixed"])
def test_both_what_can_change_and_what_is_fixed_are_said(missing):
    county = a_county(micro=1)
    plan = a_plan(county, **{missing: "  "})

    said = refused(lambda: publish(consultation=plan, **county.who()))

    assert said.code == "scope-not-said"
    assert said.clause.key == "consult-open-honest"
    assert len(said.facts["missing"]) == 1


def test_it_asks_something():
    county = a_county(micro=1)
    plan = plan_consultation(
        assembly=county.assembly, title="Nothing", owner_name="Council", summary="Nothing.",
        kind="consultation", can_change="All", is_fixed="Nothing", decision_on=DECIDED,
        opens_on=OPENS, closes_on=CLOSES, **county.who(),
    )  # fmt: skip

    assert refused(lambda: publish(consultation=plan, **county.who())).code == (
        "consultation-has-no-question"
    )


def test_no_document_no_least_length():
    county = a_county(document="staffs-alliance", micro=1)
    plan = a_plan(county, closes_on=OPENS + timedelta(days=14))

    assert publish(consultation=plan, **county.who()).document == ""


@pytest.mark.clause("compact-consult-language")
def test_the_clock_waits_for_a_promised_form_and_who_asks_for_one_is_followed_until_they_have_it():
    county = a_county(micro=1)
    found = a_plan(county)
    easy = promise_format(consultation=found, kind="easy-read", **county.who())
    publish(consultation=found, **county.who())

    assert started_on(found) is None
    assert refused(lambda: closed(found, county)).code == "format-not-out"

    late = OPENS + timedelta(days=10)
    format_is_out(promised=easy, ready_on=late, link="", **county.who(moment(late)))
    said = refused(lambda: closed(found, county))
    assert (said.code, said.from_when) == ("clock-waited", late + timedelta(days=84))

    extend(
        consultation=found, closes_on=late + timedelta(days=84), because="It came late.",
        **county.who(moment(CLOSES)),
    )  # fmt: skip
    assert closed(found, county).closed_at

    wished = wish_format(
        consultation=found, kind="language", wish="Polish", contact="Ola, 01929 496000",
        by=None, at=NOW,
    )  # fmt: skip
    assert Letter.objects.filter(kind="FormatWished", to=county.officer).count() == 1
    deliver_format(wished=wished, delivered_on=CLOSES, **county.who())
    wished.refresh_from_db()
    assert (wished.delivered_on, wished.contact) == (CLOSES, "")
    told = Entry.objects.filter(kind__in=["FormatWished", "FormatDelivered"])
    assert not any("Ola" in str(entry.facts) for entry in told)


@pytest.mark.clause("compact-consult-language")
def test_hard_words_are_shown_with_plainer_ones_while_it_is_written():
    county = a_county(micro=1)
    plan = a_plan(county, summary="We endeavour to facilitate a holistic pathway for stakeholders.")

    readings = dict(wording(plan))

    assert dict(readings["What it is about"].heavy)["endeavour"] == "try"
    assert readings["Question 1"].heavy == []


@pytest.mark.clause("compact-consult-joint")
def test_others_that_ask_about_the_same_place_are_shown_and_can_ask_together():
    county = a_county(micro=1)
    place = county.districts[:1]
    other = a_plan(county, title="Buses to halls", places=place)
    a_plan(county, title="Something else", places=county.districts[1:])
    mine = a_plan(county, places=place)

    assert [one.title for one in similar(mine, on=OPENS)] == ["Buses to halls"]

    ask_together(consultation=other, name="Wessmoor NHS", **county.who())
    assert [host.name for host in other.hosts.all()] == ["Wessmoor NHS"]


@pytest.mark.clause("compact-consult-new-policy")
def test_a_plan_can_be_remarked_on_by_either_sector_while_it_is_a_draft():
    county = a_county(micro=1)
    plan = a_plan(county, touches_partners=True)
    member = a_member(county.bodies[0])
    council = AuthorityFactory(organisation=OrganisationFactory(sector="statutory"))

    remark(
        consultation=plan, organisation=county.bodies[0], words="Ask us in May.", by=member, at=NOW
    )
    remark(
        consultation=plan, organisation=council.organisation, words="We share the hall.",
        by=council.person, at=NOW,
    )  # fmt: skip

    assert {one.words for one in plan.remarks.all()} == {"Ask us in May.", "We share the hall."}
    assert standing(plan, on=NOW.date()) == "planned"


def test_public_body_plans_for_itself_and_a_group_does_not_plan_for_it():
    county = a_county(micro=1)
    council = AuthorityFactory(organisation=OrganisationFactory(sector="statutory"))
    said = {"title": "Parks", "owner_name": "Council", "summary": "Parks.", "kind": "consultation"}

    made = plan_consultation(
        assembly=county.assembly, owner=council.organisation, by=council.person, at=NOW, **said
    )

    assert made.owner == council.organisation
    member = a_member(county.bodies[0])
    assert (
        refused(
            lambda: plan_consultation(
                assembly=county.assembly, owner=county.bodies[0], by=member, at=NOW, **said
            )
        ).code
        == "not-permitted"
    )


@pytest.mark.clause("staffs-5.7-subsidiarity")
def test_keeping_it_from_the_local_forums_needs_a_reason_that_members_can_read():
    county = a_county(document="staffs-alliance", micro=1)

    said = refused(lambda: a_plan(county, level="system"))

    assert said.code == "system-level-needs-reason"
    assert said.clause.number == "5.7"
    kept = a_plan(county, level="system", level_reason="One contract covers all districts.")
    assert kept.level_reason == "One contract covers all districts."
    assert a_plan(county).level == "local"


def test_what_is_asked_stays_as_it_is_once_it_is_open():
    county = a_county(micro=1)
    found = an_open_one(county)
    question = found.questions.get()
    more = {"hint": "", "options": [], "is_short": False, **county.who()}

    assert refused(
        lambda: ask_question(consultation=found, kind="text", words="And why?", **more)
    ).code == "question-is-open"  # fmt: skip
    assert refused(lambda: drop_question(question=question, **county.who())).code == (
        "question-is-open"
    )
    changed = {"can_change": "Everything."}
    assert refused(
        lambda: plan_consultation(
            assembly=county.assembly, consultation=found, **county.who(), **changed
        )
    ).code == "question-is-open"  # fmt: skip
    plan_consultation(
        assembly=county.assembly, consultation=found, summary="Said more plainly.", **county.who()
    )
    found.refresh_from_db()
    assert (found.summary, found.can_change) == (
        "Said more plainly.", "Which hall it moves to, and on which day it is held.",
    )  # fmt: skip


def test_holidays_within_it_are_told():
    county = a_county(micro=1)
    plan = a_plan(county, opens_on=CLOSES, closes_on=CLOSES + timedelta(days=84))

    length = length_of(plan, book_of(plan, on=NOW.date()))

    assert length is not None
    assert dict(length.holidays)["the school summer"] > 20


def test_it_is_kept_open_longer_with_a_reason_and_never_past_the_decision():
    county = a_county(micro=1)
    found = an_open_one(county)
    who = {"because": "Small groups were away.", **county.who()}

    extend(consultation=found, closes_on=CLOSES + timedelta(days=7), **who)

    found.refresh_from_db()
    assert found.closes_on == CLOSES + timedelta(days=7)
    assert refused(lambda: extend(consultation=found, closes_on=DECIDED, **who)).code == (
        "closes-after-decision"
    )
    assert refused(lambda: extend(consultation=found, closes_on=CLOSES, **who)).code == (
        "no-later-close"
    )


def test_everybody_who_acts_for_an_organisation_gets_a_link(django_capture_on_commit_callbacks):
    county = a_county(micro=3)
    people = {a_member(body) for body in county.bodies[:2]}
    plan = a_plan(county)

    with django_capture_on_commit_callbacks(execute=True):
        publish(consultation=plan, **county.who())

    letters = Letter.objects.filter(kind="VoicesAsked")
    assert {letter.to for letter in letters} == people
    assert all("/answer/" in letter.text for letter in letters)


def test_what_small_groups_are_asked_at_a_time_is_added_up():
    county = a_county(micro=1)
    for number in range(5):
        an_open_one(county, title=f"Matter {number}", minutes_short=10)

    found = load_this_month(county.assembly, on=OPENS + timedelta(days=1))

    assert (len(found.asked), found.minutes_short, found.is_heavy) == (5, 50, True)


def test_it_is_taken_back_with_a_reason_and_receives_nothing_more():
    county = a_county(micro=1)
    found = an_open_one(county)

    take_back(consultation=found, because="The lease was renewed.", **county.who())

    found.refresh_from_db()
    assert standing(found, on=OPENS) == "withdrawn"
    assert refused(lambda: answered(found, county, county.bodies[0])).code == "not-open-for-answers"


def test_somebody_else_does_not_run_it():
    county = a_county(micro=1)
    plan = a_plan(county)
    stranger = PersonFactory()

    assert refused(lambda: publish(consultation=plan, by=stranger, at=NOW)).code == "not-permitted"
    assert Consultation.objects.filter(published_at__isnull=False).count() == 0
