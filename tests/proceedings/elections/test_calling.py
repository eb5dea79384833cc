from datetime import date, timedelta

import pytest

from folkmoot.body.forums.models import Term
from folkmoot.body.rulebook.models import Amendment
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.elections import actions
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.queries import book_of
from folkmoot.rules.findings import Refusal
from tests.factories import ForumFactory, OfficeFactory, PersonFactory
from tests.proceedings.elections.factories import CALLED, a_town, call

pytestmark = pytest.mark.django_db


def test_call_pins_the_agreement_and_tells_every_full_member_with_a_letter_each():
    town = a_town(3)
    associate = town.members[2].membership
    associate.membership_class = "associate"
    associate.save()

    contest = call(town)

    assert (contest.document, contest.version) == ("staffs-alliance", "1")
    letters = Letter.objects.filter(kind="ContestCalled").select_related("to").order_by("to__pk")
    assert {letter.to for letter in letters} == {town.officer, *town.contacts[:2]}
    assert letters[0].subject == "Nominations are open: Chair, Southeast"
    assert "/staffordshire/elections/southeast-chair-2026/" in letters[0].text
    entry = Entry.objects.get()
    assert entry.under == "staffs-alliance: clause 7.1 (The first election)"


def test_contest_keeps_the_number_it_was_called_under_when_that_is_amended():
    town = a_town()
    other = OfficeFactory(forum=ForumFactory(assembly=town.assembly, slug="north"))
    before = call(town)
    a_day = timedelta(days=1)
    Amendment.objects.create(
        assembly=town.assembly, document="staffs-alliance", version="1",
        parameter="nominations.length", value=14, clause="nominations",
        from_on=(CALLED + a_day).date(), decided_by="2026-1", entered_at=CALLED,
    )  # fmt: skip
    given = {"nominations_open_at": CALLED + a_day, "nominations_close_at": CALLED + 15 * a_day}

    after = call(town, office=other, at=CALLED + a_day, **given)

    kept = Contest.objects.order_by("pk")
    assert [str(book_of(one).period("nominations.length")) for one in kept] == [
        "21 days",
        "14 days",
    ]
    assert [before.short_because, after.short_because] == ["", ""]
    assert book_of(after).parameter("nominations.length").amended_by == "2026-1"


@pytest.mark.clause("staffs-9.3-window")
@pytest.mark.parametrize(
    ("days", "reason", "printed"),
    [(21, "", ""), (21, "not needed", ""), (20, "The board meets on Friday.", None)],
    ids=["usual", "usual with a reason", "shorter with a reason"],
)
def test_nominations_are_open_for_21_days_or_less_with_a_reason(days, reason, printed):
    town = a_town()

    contest = call(town, nominations_close_at=CALLED + timedelta(days=days), short_because=reason)

    assert contest.short_because == (reason if printed is None else printed)


@pytest.mark.clause("staffs-9.3-window")
def test_shorter_nominations_without_a_reason_are_refused_and_leave_no_trace():
    town = a_town()

    with pytest.raises(Refusal) as refused:
        call(town, nominations_close_at=CALLED + timedelta(days=20))

    assert refused.value.code == "nominations-too-short"
    assert refused.value.clause.number == "9.3"
    assert not Contest.objects.exists()
    assert not Entry.objects.exists()


def test_chair_of_the_forum_may_call_and_a_stranger_may_not():
    town = a_town()
    chair, stranger = PersonFactory(), PersonFactory()
    Term.objects.create(
        office=town.office, person=chair, holder_name=chair.name, basis="elected",
        from_on=date(2023, 4, 1), ends_on=date(2026, 4, 1),
    )  # fmt: skip

    with pytest.raises(Refusal) as refused:
        call(town, reason="term", by=stranger)
    contest = call(town, reason="term", by=chair)

    assert refused.value.code == "not-permitted"
    assert contest.called_by == chair


def test_office_is_contested_once_at_a_time():
    town = a_town()
    call(town)

    with pytest.raises(Refusal) as refused:
        call(town)

    assert refused.value.code == "office-contested-already"
    assert refused.value.facts["contest"] == "southeast-chair-2026"


def test_second_contest_of_a_year_has_its_own_reference():
    town = a_town()
    first = call(town)
    actions.abandon_contest(contest=first, because="Called in error.", by=town.officer, at=CALLED)

    assert call(town).reference == "southeast-chair-2026-2"


def test_vacancy_inherits_the_end_of_the_term_that_was_left():
    town = a_town()
    left = Term.objects.create(
        office=town.office, holder_name="Ray", basis="elected", from_on=date(2025, 1, 10),
        ends_on=date(2028, 1, 10), ended_on=date(2026, 2, 1), ended_because="resigned",
    )  # fmt: skip

    assert call(town, reason="vacancy").inherits_end_from == left


def test_vacancy_of_an_office_that_is_held_is_refused_until_the_term_ends():
    town = a_town()
    Term.objects.create(
        office=town.office, holder_name="Ray", basis="elected", from_on=date(2025, 1, 10),
        ends_on=date(2028, 1, 10),
    )  # fmt: skip

    with pytest.raises(Refusal) as refused:
        call(town, reason="vacancy")

    assert refused.value.code == "office-not-vacant"
    assert refused.value.from_when == date(2028, 1, 10)


def test_first_election_is_held_once():
    town = a_town()
    Term.objects.create(
        office=town.office, holder_name="Ray", basis="elected", from_on=date(2023, 1, 10),
        ends_on=date(2026, 1, 10),
    )  # fmt: skip

    with pytest.raises(Refusal) as refused:
        call(town)

    assert refused.value.code == "not-the-first-election"


def test_abandoned_before_the_ballot_says_why_and_frees_the_office():
    town = a_town()
    contest = call(town)

    with pytest.raises(Refusal) as refused:
        actions.abandon_contest(contest=contest, because=" ", by=town.officer, at=CALLED)
    contest = actions.abandon_contest(
        contest=contest, because="The forum is to merge.", by=town.officer, at=CALLED
    )

    assert refused.value.code == "reason-not-given"
    assert contest.abandoned_because == "The forum is to merge."
    assert "The forum is to merge." in Letter.objects.filter(kind="ContestAbandoned")[0].text
