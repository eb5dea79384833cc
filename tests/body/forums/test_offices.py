from datetime import date

import pytest

from folkmoot.body.forums.actions import (
    appoint_interim,
    begin_term,
    end_term,
    fill_casual_vacancy,
    record_choice,
)
from folkmoot.body.forums.models import ForumMember, Term
from folkmoot.body.forums.queries import (
    coordination_group,
    forum_row,
    holder_of,
    holders,
    holding_of,
    interim_report,
    next_choices,
    obligations,
    term_state,
    terms_timeline,
    waiting_for_officers,
)
from folkmoot.body.membership.actions import give_notice, withdraw_notice
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from tests.body.forums.conftest import A_DAY, NOW, TODAY, chair_of, full_member
from tests.factories import (
    ForumFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
)


def refused(deed, **given):
    """Do a deed that is to be refused, and see that it leaves no trace."""
    before = [model.objects.count() for model in (Term, Entry, Letter)]
    with pytest.raises(Refusal) as said:
        deed(**given)
    assert before == [model.objects.count() for model in (Term, Entry, Letter)]
    return said.value


@pytest.fixture
def elect(officer):
    """Have somebody elected, as an election's declaration does."""

    def make(office, name="Cora Lake", *, from_on, organisation=None, person=None):
        return begin_term(
            office=office, person=person, organisation=organisation, holder_name=name,
            basis="elected", from_on=from_on, by=officer, at=NOW, contest_reference="c-1",
        )  # fmt: skip

    return make


# States


def test_office_is_vacant_to_be_confirmed_interim_in_term_and_lapsed_by_its_days(
    assembly, local, elect, officer, sus
):
    office = chair_of(local("Southwest"))

    vacant = term_state(office, on=TODAY)
    office.to_be_confirmed_on = TODAY
    office.save()
    awaited = term_state(office, on=TODAY), term_state(office, on=TODAY - A_DAY)
    appoint_interim(
        office=office, holder_name="Sandra", organisation=sus, from_on=TODAY, by=officer, at=NOW
    )
    interim = term_state(office, on=TODAY)
    elect(office, from_on=TODAY + A_DAY)

    assert (vacant, awaited, interim) == ("vacant", ("to be confirmed", "vacant"), "interim")
    assert term_state(office, on=TODAY) == "interim"
    assert term_state(office, on=TODAY + A_DAY) == "in term"
    assert term_state(office, on=date(2029, 3, 2)) == "in term"
    assert term_state(office, on=date(2029, 3, 3)) == "lapsed"
    over = holding_of(office, on=date(2029, 3, 13))
    assert (over.days_over, over.days_left, over.note) == (10, None, "10 days over")
    assert holding_of(office, on=date(2029, 3, 2)).days_left == 1
    assert Term.objects.get(is_interim=True).ended_because == "followed by Cora Lake"


@pytest.mark.clause("staffs-7.1-term")
def test_term_of_a_chair_is_three_years_with_countdown_and_overrun(assembly, local, elect, officer):
    forum = local("Southwest")
    term = elect(chair_of(forum), from_on=TODAY)

    def shown(on):
        choice = next_choices(assembly, [forum_row(forum, on=on)], on=on)[forum.pk]
        return choice.duty.due_on, choice.days_left, choice.days_over, choice.duty.clause.number

    assert term.ends_on == date(2029, 3, 2)
    assert shown(date(2029, 3, 1)) == (date(2029, 3, 2), 1, None, "7.1")
    assert shown(date(2029, 3, 2)) == (date(2029, 3, 2), 0, None, "7.1")
    assert shown(date(2029, 3, 4)) == (date(2029, 3, 2), None, 2, "7.1")
    entry = Entry.objects.get(kind="TermBegun")
    assert (entry.facts["ends_on"], entry.under) == (
        "2029-03-02", "staffs-alliance: clause 7.1 (How long a chair serves)",
    )  # fmt: skip
    early = [item.verb_phrase for item in waiting_for_officers(assembly, on=date(2029, 1, 4))]
    in_time = [item.verb_phrase for item in waiting_for_officers(assembly, on=date(2029, 1, 5))]
    call = "Call the election of the chair of Southwest"
    assert (call in early, call in in_time) == (False, True)


@pytest.mark.clause("staffs-7.1-first")
def test_first_election_is_due_six_months_after_recognition(assembly, local, elect):
    forum = local("Southwest")

    def first(on):
        duties = obligations(assembly, on=on)
        duty = next(d for d in duties if d.what == "Elect the first chair of Southwest")
        return duty.due_on, duty.state(on=on), duty.clause.key

    due = date(2026, 6, 1)
    assert first(TODAY) == (due, "due", "first-election")
    assert first(due) == (due, "due", "first-election")
    assert first(due + A_DAY) == (due, "missed", "first-election")
    elect(chair_of(forum), from_on=due)
    assert first(due) == (due, "met", "first-election")


def test_first_election_after_its_day_is_late(assembly, local, elect):
    forum = local("Southwest")

    elect(chair_of(forum), from_on=date(2026, 6, 2))

    duties = obligations(assembly, on=date(2026, 6, 2))
    assert [duty.state(on=date(2026, 6, 2)) for duty in duties if "first chair" in duty.what] == [
        "late"
    ]


# Interim


@pytest.mark.clause("staffs-7.1-interim")
def test_interim_chair_comes_from_a_support_body_and_is_called_interim_everywhere(
    assembly, local, officer, sus
):
    forum = local("Southwest")
    other = full_member(forum, name="Tamworth Together").organisation
    given = {"office": chair_of(forum), "from_on": date(2026, 2, 20), "by": officer, "at": NOW}

    no = refused(appoint_interim, **given, holder_name="Ida", organisation=other)
    term = appoint_interim(**given, holder_name="Sandra Payne", organisation=sus)

    assert (no.code, no.clause.key) == ("interim-not-from-infrastructure", "interim-chair")
    assert no.by_whom == "Support Staffordshire or VAST"
    assert (term.basis, term.ends_on) == ("support", None)
    held = interim_report(assembly, on=TODAY)
    assert [(one.name, one.since, one.days_held) for one in held] == [
        ("Sandra Payne", date(2026, 2, 20), 10)
    ]
    assert [one.state for one in holders(assembly, on=TODAY) if one.term] == ["interim"]
    assert [place.is_interim for place in coordination_group(assembly, on=TODAY).places] == [True]


def test_interim_chair_may_be_voted_in_by_the_forum_from_a_full_member(assembly, local, officer):
    forum = local("Southwest")
    member = full_member(forum).organisation
    outside = MembershipFactory(assembly=assembly).organisation
    given = {
        "office": chair_of(forum), "holder_name": "Ida", "from_on": TODAY,
        "voted": "At the meeting of 1 March, 9 for and none against", "by": officer, "at": NOW,
    }  # fmt: skip

    no = refused(appoint_interim, **given, organisation=outside)
    term = appoint_interim(**given, organisation=member)

    assert no.code == "holder-not-from-a-member"
    assert (term.basis, term.is_interim) == ("selected", True)
    assert term.method_agreed.startswith("At the meeting")


def test_interim_cannot_displace_a_chair_in_term(assembly, local, officer, sus, elect):
    office = chair_of(local("Southwest"))
    elect(office, from_on=TODAY)

    no = refused(
        appoint_interim,
        office=office, holder_name="S", organisation=sus, from_on=TODAY, by=officer, at=NOW,
    )  # fmt: skip

    assert (no.code, no.facts) == ("office-is-held", {"holder": "Cora Lake"})


# Casual vacancies


@pytest.mark.clause("staffs-7.1-casual")
def test_successor_of_a_chair_who_left_keeps_the_end_of_the_old_term(
    assembly, local, officer, elect, sus
):
    forum = local("Southwest")
    office, member = chair_of(forum), full_member(forum)
    term = elect(office, from_on=TODAY)
    left_on, at = date(2027, 5, 1), NOW.replace(year=2027, month=5)
    given = {
        "office": office, "holder_name": "Dan Moss", "organisation": member.organisation,
        "by": officer, "at": at,
    }  # fmt: skip

    held = refused(fill_casual_vacancy, **given, from_on=left_on, method_agreed="By hands")
    end_term(term=term, ended_on=left_on, because="stepped down", by=officer, at=at)
    vacant = term_state(office, on=left_on), term_state(office, on=left_on - A_DAY)
    appoint_interim(
        office=office, holder_name="S", organisation=sus, from_on=left_on, by=officer, at=at
    )
    silent = refused(fill_casual_vacancy, **given, from_on=left_on, method_agreed=" ")
    late = refused(fill_casual_vacancy, **given, from_on=date(2029, 3, 2), method_agreed="By hands")
    follower = fill_casual_vacancy(
        **given, from_on=date(2027, 6, 1), method_agreed="A show of hands on 20 May"
    )

    assert held.code == "office-is-held"
    assert vacant == ("vacant", "in term")
    assert (silent.code, silent.clause.key) == ("casual-without-method", "casual-vacancy")
    assert (late.code, late.clause.key) == ("original-term-over", "casual-vacancy")
    assert (follower.ends_on, follower.basis) == (date(2029, 3, 2), "agreed")
    assert follower.method_agreed == "A show of hands on 20 May"
    assert holder_of(office, on=date(2027, 6, 1)) == follower
    kinds = [entry.kind for entry in Entry.objects.order_by("number")]
    assert kinds == ["TermBegun", "ChairStoodDown", "TermBegun", "TermBegun"]
    people = {letter.to for letter in Letter.objects.filter(kind="ChairStoodDown")}
    assert people == {officer, member.organisation.authorities.get().person}


def test_casual_vacancy_needs_somebody_to_have_left(assembly, local, officer):
    forum = local("Southwest")
    member = full_member(forum).organisation

    no = refused(
        fill_casual_vacancy,
        office=chair_of(forum), holder_name="Dan", organisation=member, from_on=TODAY,
        method_agreed="By hands", by=officer, at=NOW,
    )  # fmt: skip

    assert no.code == "no-casual-vacancy"


def test_term_that_ran_its_course_is_no_casual_vacancy(assembly, local, officer, elect):
    office = chair_of(local("Southwest"))
    term = elect(office, from_on=date(2023, 3, 2))

    end_term(term=term, ended_on=date(2026, 3, 2), because="term over", by=officer, at=NOW)
    again = refused(end_term, term=term, ended_on=TODAY, because="term over", by=officer, at=NOW)

    assert Entry.objects.order_by("-number")[0].kind == "TermEnded"
    assert again.code == "term-already-ended"


# Groups that pick their own


@pytest.mark.clause("staffs-7.2")
def test_group_picks_its_chair_for_three_years_and_a_local_forum_does_not_pick(
    assembly, local, officer
):
    theme = ForumFactory(assembly=assembly, name="Theme", kind="thematic")
    office = OfficeFactory(forum=theme)
    west = local("Southwest")
    organisation = full_member(theme, name="Oak").organisation
    given = {
        "holder_name": "Ida", "organisation": organisation, "from_on": TODAY,
        "how": "At the first meeting", "by": officer, "at": NOW,
    }  # fmt: skip

    elected = refused(record_choice, office=chair_of(west), **given)
    outsider = refused(record_choice, office=west.offices.get(role="vice-chair"), **given)
    term = record_choice(office=office, **given)

    assert (elected.code, elected.clause.key) == ("chair-is-elected", "chair-poll")
    assert outsider.code == "holder-not-from-a-member"
    assert (term.ends_on, term.basis) == (date(2029, 3, 2), "selected")
    due = [duty for duty in obligations(assembly, on=TODAY) if duty.what.startswith("Pick")]
    assert [(duty.what, duty.due_on, duty.clause.key) for duty in due] == [
        ("Pick the chair of Theme again", date(2029, 3, 2), "group-chairs")
    ]
    assert due[0].state(on=date(2029, 3, 3)) == "missed"


def test_only_a_support_officer_records_who_holds_an_office(assembly, local, sus):
    office = chair_of(local("Southwest"))

    no = refused(
        appoint_interim,
        office=office, holder_name="S", organisation=sus, from_on=TODAY,
        by=PersonFactory(), at=NOW,
    )  # fmt: skip

    assert no.code == "not-permitted"


def test_life_of_an_office_is_told_from_its_first_holder_to_the_end_to_come(
    assembly, local, officer, elect, sus
):
    office = chair_of(local("Southwest"))
    office.terms.create(holder_name="Sandra", is_interim=True, basis="support", organisation=sus)
    elect(office, from_on=TODAY)

    steps = terms_timeline(office, on=TODAY)

    assert [(step.label, step.when, step.state) for step in steps] == [
        ("Sandra (Support Staffordshire): interim", None, "past"),
        ("Sandra left office", TODAY, "past"),
        ("Cora Lake: elected", TODAY, "now"),
        ("The term ends", date(2029, 3, 2), "to come"),
    ]
    assert steps[-1].clause.number == "7.1"


# The co-ordination group


@pytest.mark.clause("staffs-5.8-composition")
def test_group_is_the_local_chairs_and_each_support_body_without_a_chair_of_its_own(
    assembly, local, sus, vast, elect
):
    places = ["Southwest", "Southeast", "Stoke-on-Trent & North"]
    offices = [
        chair_of(local(name.split(" ")[0], in_place=f"{name} Staffordshire")) for name in places
    ]
    bodies = [OrganisationFactory(name=name) for name in ("Oak", "Ash", "Elm")]
    before = coordination_group(assembly, on=TODAY - A_DAY)
    for office, body, name in zip(offices, bodies, ("Ann", "Bo", "Cy"), strict=True):
        elect(office, name, from_on=TODAY, organisation=body)

    five = coordination_group(assembly, on=TODAY)
    elect(offices[0], "Vi", from_on=TODAY + A_DAY, organisation=vast)
    four = coordination_group(assembly, on=TODAY + A_DAY)
    for office, name in zip(offices[1:], ("Su", "Sy"), strict=True):
        elect(office, name, from_on=TODAY + 2 * A_DAY, organisation=sus)
    three = coordination_group(assembly, on=TODAY + 2 * A_DAY)

    assert [forum.name for forum in before.empty] == ["Southeast", "Southwest", "Stoke-on-Trent"]
    assert not before.size.holds
    assert [(place.name, place.because) for place in five.places] == [
        ("Bo", "Chairs Southeast."),
        ("Ann", "Chairs Southwest."),
        ("Cy", "Chairs Stoke-on-Trent."),
        ("Support Staffordshire",
         "It is an infrastructure organisation, and nobody of its own chairs a forum."),
        ("VAST", "It is an infrastructure organisation, and nobody of its own chairs a forum."),
    ]  # fmt: skip
    assert (five.warning, four.warning) == ("", "")
    assert [len(group.places) for group in (five, four, three)] == [5, 4, 3]
    assert all(group.size.holds for group in (five, four, three))
    assert four.without_place == ["VAST"]
    assert three.warning == "Support Staffordshire holds 2 of 3 places: more than half."
    assert five.clause.number == "5.8"


# Listening to membership


def test_member_that_gives_notice_leaves_its_forums_and_its_office_is_looked_at(
    assembly, local, officer, elect
):
    forum = local("Southwest")
    membership = full_member(forum, name="Oak")
    person = membership.organisation.authorities.get().person
    term = elect(chair_of(forum), from_on=TODAY - A_DAY, organisation=membership.organisation)

    give_notice(membership=membership, by=person, at=NOW)
    member, term = ForumMember.objects.get(), Term.objects.get(pk=term.pk)
    noticed = member.left_on, term.is_in_question
    waits = [item.verb_phrase for item in waiting_for_officers(assembly, on=TODAY)]
    withdraw_notice(membership=membership, by=person, at=NOW)
    member.refresh_from_db()
    term.refresh_from_db()

    assert noticed == (date(2026, 4, 2), True)
    assert "Settle who is chair of Southwest: Oak is no longer a member" in waits
    assert (member.left_on, term.is_in_question) == (None, False)
    assert [letter.kind for letter in officer.letters.filter(kind="TermQuestioned")] == [
        "TermQuestioned"
    ]


@pytest.mark.parametrize("size", [1, 3])
def test_who_speaks_for_us_costs_two_queries_however_many_forums(
    assembly, local, size, django_assert_num_queries
):
    for number in range(size):
        chair_of(local(f"Forum {number}")).terms.create(holder_name="Ada", basis="elected")

    with django_assert_num_queries(2):
        held = holders(assembly, on=TODAY)

    assert [one.name for one in held if one.term] == ["Ada"] * size
