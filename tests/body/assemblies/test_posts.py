from datetime import UTC, date, datetime

import pytest

from folkmoot.body.assemblies.actions import found_assembly, give_post
from folkmoot.body.assemblies.permits import is_officer, require_officer
from folkmoot.body.assemblies.queries import assemblies, day_in, holds_post, officers, posts_of
from folkmoot.ground.ledger.models import Entry
from folkmoot.rules.findings import Refusal
from tests.factories import A_DAY, A_MOMENT, AssemblyFactory, PersonFactory, PostFactory

pytestmark = pytest.mark.django_db


def test_founding_an_assembly_begins_its_record():
    found_assembly(slug="anyshire", name="Anyshire", scheme="listed", by=None, at=A_MOMENT)

    assert [each.slug for each in assemblies()] == ["anyshire"]
    entry = Entry.objects.get()
    assert (entry.assembly, entry.number, entry.kind) == ("anyshire", 1, "AssemblyFounded")


def test_post_is_given_once_and_recorded_without_a_name():
    assembly, person = AssemblyFactory(), PersonFactory(name="Ola Officer")
    given = {
        "assembly": assembly, "person": person, "kind": "officer", "from_on": A_DAY,
        "by": None, "at": A_MOMENT,
    }  # fmt: skip

    first, second = give_post(**given), give_post(**given)

    assert first == second
    entry = Entry.objects.get()
    assert entry.facts["person"] == person.reference
    assert "Ola" not in str(entry.facts)


def test_post_is_held_from_its_first_day_until_the_day_before_its_last():
    post = PostFactory(from_on=date(2026, 3, 2), until_on=date(2026, 4, 1))
    held = [
        is_officer(post.person, post.assembly, on=day)
        for day in (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 31), date(2026, 4, 1))
    ]

    assert held == [False, True, True, False]


def test_officer_of_one_assembly_is_none_in_another():
    post = PostFactory()

    with pytest.raises(Refusal) as refused:
        require_officer(post.person, AssemblyFactory(), on=A_DAY)

    assert refused.value.code == "not-permitted"


def test_board_member_is_no_officer_and_posts_are_told_in_one_query(django_assert_num_queries):
    post = PostFactory(kind="board")

    assert not is_officer(post.person, post.assembly, on=A_DAY)
    assert holds_post(post.person, post.assembly, ["officer", "board"], on=A_DAY)
    assert officers(post.assembly, on=A_DAY) == []
    with django_assert_num_queries(1):
        assert [each.assembly for each in posts_of(post.person, on=A_DAY)] == [post.assembly]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 0, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_day_of_a_moment_is_that_of_the_assemblys_own_clock(at, day):
    assert day_in(AssemblyFactory(), at=at) == day
