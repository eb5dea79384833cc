"""A forum hears how its chair came to the co-ordination group, and agrees where they speak."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from folkmoot.body.forums.actions import agree_advocacy, end_advocacy
from folkmoot.body.forums.models import Term
from folkmoot.body.forums.queries import coordination_group
from folkmoot.rules.findings import Refusal
from tests.factories import (
    AdoptionFactory,
    ForumFactory,
    OfficeFactory,
    PersonFactory,
    PostFactory,
)
from tests.proceedings.meetings.factories import AttendanceFactory, MeetingFactory
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def forum():
    """A local forum with a chair, beside a co-ordination group that met twice."""
    forum = ForumFactory()
    AdoptionFactory(assembly=forum.assembly)
    chair = PersonFactory(name="Asha Rowe")
    office = OfficeFactory(forum=forum, role="chair")
    Term.objects.create(
        office=office, person=chair, holder_name="Asha Rowe", basis="elected",
        from_on=date(2025, 4, 1),
    )  # fmt: skip
    group = ForumFactory(assembly=forum.assembly, kind="co-ordination")
    for month in (1, 2):
        starts_at = datetime(2026, month, 12, 10, tzinfo=UTC)
        meeting = MeetingFactory(
            forum=group, starts_at=starts_at, opened_at=starts_at, closed_at=starts_at,
            called_at=datetime(2025, 12, 1, tzinfo=UTC),
        )  # fmt: skip
        if month == 1:
            AttendanceFactory(meeting=meeting, person=chair)
    starts_at = datetime(2026, 2, 20, 10, tzinfo=UTC)
    MeetingFactory(
        forum=forum, starts_at=starts_at, opened_at=starts_at, closed_at=starts_at,
        called_at=datetime(2025, 12, 1, tzinfo=UTC),
    )  # fmt: skip
    return forum


@pytest.mark.clause("staffs-E3.3")
def test_the_chair_sits_in_the_group_and_the_forum_reads_how_they_came(forum, time_machine):
    time_machine.move_to(AT, tick=False)

    assert "Asha Rowe" in [
        one.name for one in coordination_group(forum.assembly, on=AT.date()).places
    ]
    url = reverse("meetings:attendance", args=[forum.assembly])
    words = browser().get(url, {"forum": forum.slug}).content.decode()
    assert words.count("Asha Rowe was there") == 1
    assert words.count("Asha Rowe is not down as there") == 1


@pytest.mark.clause("staffs-E3.3")
def test_a_chair_speaks_for_the_forum_only_where_it_is_agreed(forum, time_machine):
    time_machine.move_to(AT, tick=False)
    url = reverse("forums:forum", args=[forum.assembly, forum.slug])
    assert "has not agreed that its chair speaks" in browser().get(url).content.decode()

    who = {"by": PostFactory(assembly=forum.assembly).person, "at": AT}
    said = {"where": "The health board", "about": "Transport", "decision": "2026-4"}
    found = agree_advocacy(forum=forum, from_on=AT.date(), **said, **who)
    words = browser().get(url).content.decode()
    assert all(word in words for word in said.values())
    assert "has not agreed that its chair speaks" not in words

    end_advocacy(advocacy=found, until_on=AT.date(), **who)
    assert "has not agreed that its chair speaks" in browser().get(url).content.decode()
    with pytest.raises(Refusal) as over:
        end_advocacy(advocacy=found, until_on=AT.date(), **who)
    assert over.value.code == "advocacy-over"


def test_nobody_speaks_for_a_forum_without_a_chair(forum):
    officer = PostFactory(assembly=forum.assembly).person

    with pytest.raises(Refusal) as refused:
        agree_advocacy(
            forum=forum, where="There", about="That", decision="2026-4",
            from_on=date(2024, 1, 1), by=officer, at=AT,
        )  # fmt: skip

    assert refused.value.code == "advocacy-of-no-chair"
