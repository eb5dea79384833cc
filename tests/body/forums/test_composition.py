"""Who is co-opted into the co-ordination group, and for which side a forum counts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from folkmoot.body.forums.actions import co_opt, end_co_option, set_side
from folkmoot.body.forums.models import CoOption
from folkmoot.body.forums.queries import coordination_group
from folkmoot.ground.ledger.models import Entry
from folkmoot.rules.findings import Refusal
from tests.factories import ForumFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
TODAY = NOW.date()
A_DAY = timedelta(days=1)


def take_in(forum, by, **more):
    given = {
        "person_name": "Ada Moss", "organisation": OrganisationFactory(name="Law Centre"),
        "source_forum": None, "expertise": "Housing law", "from_on": TODAY, "decision": "2026-3",
        "votes": (3, 1), "by": by, "at": NOW,
    }  # fmt: skip
    return co_opt(forum=forum, **(given | more))


@pytest.fixture
def group(assembly):
    return ForumFactory(assembly=assembly, kind="co-ordination")


def test_co_opted_person_sits_in_the_group_until_they_leave(assembly, group, officer):
    made = take_in(group, officer)
    end_co_option(co_option=made, until_on=TODAY + 5 * A_DAY, by=officer, at=NOW)

    def seated(on):
        return [place.name for place in coordination_group(assembly, on=on).places]

    assert [("Ada Moss" in seated(TODAY + days * A_DAY)) for days in (-1, 0, 4, 5)] == [
        False, True, True, False,
    ]  # fmt: skip
    with pytest.raises(Refusal, match="co-option-over"):
        end_co_option(co_option=made, until_on=TODAY, by=officer, at=NOW)
    assert "Ada Moss" not in str(list(Entry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"votes": None}, "co-option-without-vote"),
        ({"votes": (2, 2)}, "co-option-not-carried"),
        ({"organisation": None}, "co-option-from-nowhere"),
        ({"expertise": " "}, "co-option-without-expertise"),
    ],
)
def test_co_option_that_does_not_keep_the_rule_is_refused(group, officer, more, code):
    with pytest.raises(Refusal) as refused:
        take_in(group, officer, **more)

    assert (refused.value.code, refused.value.clause.number) == (code, "5.8")
    assert not CoOption.objects.exists()
    assert not Entry.objects.filter(kind="CoOpted").exists()


def test_nobody_is_co_opted_twice_nor_into_another_forum(assembly, group, officer):
    take_in(group, officer)

    with pytest.raises(Refusal, match="co-opted-already"):
        take_in(group, officer)
    with pytest.raises(Refusal, match="co-option-not-there"):
        take_in(ForumFactory(assembly=assembly, kind="local"), officer)


def test_officer_sets_the_side_of_a_forum_on_the_page_of_its_places(
    assembly, officer, client, time_machine
):
    time_machine.move_to(NOW, tick=False)
    forum = ForumFactory(assembly=assembly, kind="local")
    with pytest.raises(Refusal, match="not-permitted"):
        set_side(forum=forum, side="north", by=PersonFactory(), at=NOW)
    client.force_login(officer)
    url = reverse("forums:places", args=[assembly, forum.slug])
    assert 'value="north"' in client.get(url).content.decode()
    assert client.post(url, {"side": "moon"}).status_code == 422
    assert client.post(url, {"side": "north"}).status_code == 302
    forum.refresh_from_db()
    assert forum.side == "north"
    assert Entry.objects.get(kind="ForumSideSet").facts["side"] == "north"


def test_page_of_the_group_shows_who_is_co_opted_and_an_officer_records_that_they_leave(
    assembly, group, officer, client, time_machine
):
    time_machine.move_to(NOW, tick=False)
    made = take_in(group, officer)
    page = reverse("forums:group", args=[assembly])
    public = client.get(page).content.decode()
    assert "Ada Moss" in public
    assert "decision 2026-3" in public
    client.force_login(officer)
    end = reverse("forums:end_co_option", args=[assembly, made.pk])
    assert end in client.get(page).content.decode()
    sent = {"until_on_day": "2", "until_on_month": "4", "until_on_year": "2026"}
    assert client.post(end, sent).status_code == 302
    made.refresh_from_db()
    assert made.until_on == date(2026, 4, 2)
    assert client.get(end).status_code == 404
