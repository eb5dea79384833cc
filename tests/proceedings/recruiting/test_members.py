"""The register of a board: terms, skills, area, interests, gaps, and its monthly rhythm."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from folkmoot.body.forums.actions import describe_member, want_seats
from folkmoot.body.forums.models import Term
from folkmoot.proceedings.recruiting.queries.members import board_register
from folkmoot.rules.findings import Refusal
from tests.factories import (
    AdoptionFactory,
    AssemblyFactory,
    ForumFactory,
    OfficeFactory,
    PersonFactory,
    PostFactory,
)
from tests.proceedings.meetings.factories import MeetingFactory
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 15, 9, tzinfo=UTC)


@pytest.fixture
def board():
    """The board of a Dorset assembly, which has met in two of the last months."""
    assembly = AssemblyFactory(scheme="listed")
    AdoptionFactory(assembly=assembly, document="dorset-vcsa")
    forum = ForumFactory(assembly=assembly, kind="board", name="The Governance Board")
    office = OfficeFactory(forum=forum, role="board-member")
    for name in ("Asha Rowe", "Ben Oakes"):
        Term.objects.create(
            office=office, holder_name=name, basis="appointed", from_on=date(2023, 4, 1),
            ends_on=date(2026, 4, 1),
        )  # fmt: skip
    for month in (4, 5):
        starts_at = datetime(2024, month, 9, 18, tzinfo=UTC)
        MeetingFactory(
            forum=forum, starts_at=starts_at, opened_at=starts_at, closed_at=starts_at,
            called_at=datetime(2024, 1, 1, tzinfo=UTC),
        )  # fmt: skip
    return forum


@pytest.mark.clause("dorset-vcsa-board-register")
def test_the_register_of_a_board_shows_what_each_brings_and_the_months_it_met(board, time_machine):
    time_machine.move_to(AT, tick=False)
    officer = PostFactory(assembly=board.assembly).person
    term = Term.objects.get(holder_name="Asha Rowe")
    who = {"by": officer, "at": AT}
    describe_member(
        term=term,
        skills="Accounts",
        area="West of the county",
        interests="Runs a day centre",
        **who,
    )
    want_seats(forum=board, seats=9, **who)
    board.refresh_from_db()

    register = board_register(board, on=AT.date())
    assert (register.complete_with, register.wanted, register.still_wanted) == (7, 9, 7)
    assert (register.met, register.least) == (2, 12)
    states = [month.state for month in register.months]
    assert states == ["missed"] * 10 + ["met", "met", "due"]
    page = browser().get(reverse("recruiting:board", args=[board.assembly, board.slug]))
    words = page.content.decode()
    for said in ("Asha Rowe", "Accounts", "West of the county", "Runs a day centre", "2 of 12"):
        assert said in words
    assert "1 April 2026" in words
    assert "Not known" in words


def test_months_before_the_rhythm_began_are_not_missed(board):
    register = board_register(board, on=date(2023, 6, 20))

    assert [month.state for month in register.months] == [""] * 10 + ["missed", "missed", "due"]


def test_nobody_but_an_officer_describes_a_member(board):
    term = Term.objects.get(holder_name="Asha Rowe")

    with pytest.raises(Refusal) as refused:
        describe_member(term=term, skills="", area="", interests="", by=PersonFactory(), at=AT)

    assert refused.value.code == "not-permitted"
