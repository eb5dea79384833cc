"""What may come has its weight, its owner and its day; over the threshold it goes on an agenda."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from folkmoot.proceedings.meetings.queries.beyond import news_for, parts_of
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.insight.actions.risks import close_risk, keep_in_sight, look_again, tie
from folkmoot.scrutiny.insight.models import Risk
from folkmoot.site.duties import duties, waits_for_person
from folkmoot.work.plan.actions import keep_action, keep_plan
from tests.factories import ForumFactory, PersonFactory
from tests.proceedings.meetings.factories import AgendaItemFactory, MeetingFactory
from tests.scrutiny.insight.factories import a_view, an_officer, shown
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member, moment

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def a_risk(county, **more: Any) -> Risk:
    said: dict[str, Any] = {
        "kind": "risk", "forum": None, "title": "Halls close", "words": "Heating costs too much.",
        "likelihood": 4, "effect": 3, "direction": "rising", "owner": "Chair of the rural forum",
        "seen_by": "public",
    }  # fmt: skip
    return keep_in_sight(assembly=county.assembly, **county.who() | said | more)


def verbs(county) -> list[str]:
    items = waits_for_person(county.officer, None, county.assembly, at=NOW, on=TODAY)
    return [item.verb_phrase for item in items if item.verb_phrase.startswith("Put it on")]


@pytest.mark.clause("principles-p2a1-trends-risk")
def test_risk_has_likelihood_effect_direction_evidence_owner_and_review_day(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    risk = a_risk(county, evidence=[a_view(county)])

    text = shown(client, "risk", county, risk.number)

    for words in ("12 of 25 points, rising", "4 of 5", "3 of 5", "Chair of the rural forum",
                  "The last bus goes at six", "Looked at again by Tuesday 2 June 2026",
                  "clause P2A1"):  # fmt: skip
        assert words in text
    assert "Halls close" in shown(client, "risks", county)


@pytest.mark.clause("principles-p2a1-trends-risk")
@pytest.mark.parametrize(("likelihood", "is_over"), [(3, False), (4, True)])
def test_from_twelve_points_on_it_is_told_to_the_meeting_and_waits_to_go_on_its_agenda(
    likelihood, is_over
):
    county = a_county(document="dorset-principles", micro=1)
    forum = ForumFactory(assembly=county.assembly, name="Rural forum")
    a_risk(county, forum=forum, likelihood=likelihood)

    news = news_for(forum, since=NOW - timedelta(days=1), until=NOW)

    told = ["A risk over the threshold: Halls close (12 of 25, rising)"] if is_over else []
    assert [one.words for one in news] == told
    asked = "Put it on an agenda of Rural forum: Halls close"
    assert (asked in verbs(county)) is is_over


@pytest.mark.clause("principles-p2a1-trends-risk")
def test_tied_to_an_item_it_stands_there_and_no_longer_waits(client):
    county = a_county(document="dorset-principles", micro=1)
    forum = ForumFactory(assembly=county.assembly, name="Rural forum")
    risk = a_risk(county, forum=forum)
    item = AgendaItemFactory(meeting=MeetingFactory(forum=forum), visibility="public")
    at = reverse("meetings:meeting", args=[county.assembly, item.meeting.reference])

    tie(risk=risk, to="item", address=f"{at}#item-{item.pk}", **county.who())

    assert "Halls close" in client.get(at).content.decode()
    assert item.title in shown(client, "risk", county, risk.number)
    assert verbs(county) == []


@pytest.mark.clause("principles-p2a1-trends-risk")
def test_tied_to_an_action_it_feeds_the_plan(client):
    county = a_county(document="dorset-principles", micro=1)
    risk = a_risk(county)
    plan = keep_plan(
        assembly=county.assembly, kind="plan", title="Together", about="", from_on=TODAY,
        until_on=TODAY + timedelta(days=9), watched_by="Us", **county.who(),
    )  # fmt: skip
    keep_action(plan=plan, priority="Halls", title="Pay for heat", is_ready=False, **county.who())
    page = reverse("plan:plan", args=[county.assembly, plan.slug])

    assert refused(
        lambda: tie(risk=risk, to="action", address=page, **county.who())
    ).code == "not-an-action"  # fmt: skip
    tie(risk=risk, to="action", address=f"{page}#action-1", **county.who())

    assert "Together: 1. Pay for heat" in shown(client, "risk", county, risk.number)


def test_item_of_another_forum_or_no_item_is_refused():
    county = a_county(micro=1)
    risk = a_risk(county, forum=ForumFactory(assembly=county.assembly, name="Rural"))
    item = AgendaItemFactory(meeting__forum=ForumFactory(assembly=county.assembly, name="Youth"))
    at = reverse("meetings:meeting", args=[county.assembly, item.meeting.reference])

    no = refused(lambda: tie(risk=risk, to="item", address=f"{at}#item-{item.pk}", **county.who()))
    assert no.code == "item-of-another-forum"
    assert "Youth" in no.in_words(NOW.tzinfo)
    nothing = {"risk": risk, "to": "item", "address": at, **county.who()}
    assert refused(lambda: tie(**nothing)).code == "not-an-item"


def test_review_moves_the_day_and_keeps_how_it_stood(client, time_machine):
    county = a_county(document="dorset-principles", micro=1)
    risk = a_risk(county)
    later = moment(risk.review_by + timedelta(days=1))
    time_machine.move_to(later, tick=False)
    assert "overdue" in shown(client, "risk", county, risk.number)
    owed = [duty.state for duty in duties(county.assembly, on=later.date(), is_open=True)
            if "Halls close" in duty.obligation.what]  # fmt: skip
    assert owed == ["missed"]

    look_again(
        risk=risk, likelihood=1, effect=2, direction="falling", words="Two halls got grants.",
        **county.who(later),
    )  # fmt: skip

    text = shown(client, "risk", county, risk.number)
    assert "2 of 25 points, falling" in text
    assert "3 June 2026 : likely 1 of 5, matters 2 of 5, falling. Two halls got grants." in text
    assert "overdue" not in text


@pytest.mark.parametrize("days", [0, 1])
def test_review_is_overdue_from_the_day_after_its_last(client, time_machine, days):
    county = a_county(document="dorset-principles", micro=1)
    risk = a_risk(county)
    time_machine.move_to(moment(risk.review_by + timedelta(days=days)), tick=False)

    assert ("overdue" in shown(client, "risk", county, risk.number)) is bool(days)


def test_closed_risk_says_what_came_and_is_not_looked_at_again():
    county = a_county(document="dorset-principles", micro=1)
    risk = a_risk(county)
    close_risk(risk=risk, outcome="All halls stay open.", **county.who())

    assert verbs(county) == []
    again = {"risk": risk, "outcome": "x", **county.who()}
    assert refused(lambda: close_risk(**again)).code == "risk-closed"


def test_risk_is_read_by_those_it_is_for_alone(client):
    county = a_county(micro=1)
    member = a_member(county.bodies[0])
    for level in ("public", "members", "board"):
        a_risk(county, title=f"for {level}", seen_by=level)
    url = reverse("insight:risk", args=[county.assembly, 3])

    assert "for members" not in shown(client, "risks", county)
    assert "for members" in shown(browser(member), "risks", county)
    assert "for board" not in shown(browser(member), "risks", county)
    assert browser(member).get(url).status_code == 403
    assert an_officer(county).get(url).status_code == 200
    what = {duty.obligation.what for duty in duties(county.assembly, on=TODAY)}
    assert not any("for board" in words or "for members" in words for words in what)


def test_with_items_stands_only_what_one_may_read_and_news_is_never_of_the_board():
    county = a_county(micro=1)
    forum = ForumFactory(assembly=county.assembly)
    item = AgendaItemFactory(meeting=MeetingFactory(forum=forum))
    at = reverse("meetings:meeting", args=[county.assembly, item.meeting.reference])
    for level in ("public", "members", "board"):
        one = a_risk(county, title=level, seen_by=level, forum=forum)
        tie(risk=one, to="item", address=f"{at}#item-{item.pk}", **county.who())

    def titles(person):
        sight = sight_of(person, county.assembly, at=NOW)
        parts = parts_of(item.meeting, [item], sight, at=NOW)[item.pk]
        return [one.title for part in parts if "risks" in part.facts for one in part.facts["risks"]]

    assert titles(None) == ["public"]
    assert titles(county.officer) == ["public", "members", "board"]
    news = news_for(forum, since=NOW - timedelta(days=1), until=NOW)
    assert {one.visibility for one in news} == {"public", "members"}


def test_officer_keeps_a_risk_in_sight_in_the_browser():
    county = a_county(document="dorset-principles", micro=1)
    opened, url = an_officer(county), reverse("insight:keep", args=[county.assembly])
    view = a_view(county)
    typed = {
        "kind": "trend", "title": "Fewer young helpers", "words": "They move away.",
        "likelihood": "5", "effect": "4", "direction": "rising", "owner": "The board",
        "seen_by": "public", "forum": "", "evidence": [view.reference],
    }  # fmt: skip

    assert opened.post(url, typed | {"title": ""}).status_code == 422
    page = opened.post(url, typed, follow=True).content.decode()

    assert "20 of 25 points, rising" in page
    assert Risk.objects.get().evidence.get() == view


def test_somebody_else_keeps_nothing_in_sight():
    county = a_county(micro=1)

    assert refused(lambda: a_risk(county, by=PersonFactory())).code == "not-permitted"


@pytest.mark.parametrize("number", [1, 30])
def test_cost_of_the_list_does_not_grow(client, django_assert_max_num_queries, number):
    county = a_county(micro=1)
    for _n in range(number):
        a_risk(county)

    with django_assert_max_num_queries(10):
        shown(client, "risks", county)
