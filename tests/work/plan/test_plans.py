"""An action is ready with all that makes it doable; days move with a reason; silence shows."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from folkmoot.rules.findings import Refusal
from folkmoot.site.duties import duties
from folkmoot.work.plan.actions import (
    keep_action,
    keep_plan,
    look_at,
    move_day,
    sign_off,
    tell_progress,
)
from folkmoot.work.plan.models import Action
from folkmoot.work.plan.queries import one_sided, standings
from tests.factories import PersonFactory
from tests.work.consultations.factories import NOW, County, a_county, moment

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DUE = TODAY + timedelta(days=200)
PARTS: dict[str, Any] = {
    "owner": "Head of communities", "measure": "Groups with a lease", "target": "Twelve",
    "means": "One officer", "due_on": DUE,
}  # fmt: skip


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def a_plan(county: County, kind: str = "plan"):
    return keep_plan(
        assembly=county.assembly, kind=kind, title="Working together", about="", from_on=TODAY,
        until_on=TODAY + timedelta(days=730), watched_by="Communities team", **county.who(),
    )  # fmt: skip


def an_action(county: County, plan, **more: Any) -> Action:
    said = {"priority": "Rooms", "title": "Leases for groups", "is_ready": True}
    return keep_action(plan=plan, **said | PARTS | more, **county.who())


def shown(client, plan) -> str:
    page = client.get(reverse("plan:plan", args=[plan.assembly, plan.slug]))
    return " ".join(re.sub(r"<[^>]+>", "", page.content.decode()).split())


@pytest.mark.clause("principles-4.3-smart-plan")
@pytest.mark.parametrize("missing", list(PARTS))
def test_action_is_not_ready_before_it_has_each_of_five_parts(missing):
    county = a_county(document="dorset-principles", micro=1)
    plan = a_plan(county)
    nothing = None if missing == "due_on" else " "

    said = refused(lambda: an_action(county, plan, **{missing: nothing}))

    assert (said.code, said.clause.key) == ("action-not-ready", "smart-plan")
    assert len(said.facts["missing"]) == 1
    assert an_action(county, plan, is_ready=False, **{missing: nothing}).state == "draft"
    assert an_action(county, plan).state == "ready"


@pytest.mark.clause("principles-4.3-smart-plan")
def test_sign_off_of_the_sector_is_recorded_and_what_the_source_leaves_open_is_flagged(client):
    county = a_county(document="dorset-principles", micro=1)
    plan = a_plan(county)
    an_action(county, plan, left_open="The source names no sum.")
    sign_off(plan=plan, name="The Assembly", is_of_sector=True, on=TODAY, **county.who())

    text = shown(client, plan)

    assert "The Assembly (for the sector)" in text
    assert "The source names no sum." in text


@pytest.mark.clause("principles-5-progress")
def test_progress_is_public_with_its_day_and_silence_is_flagged(client, time_machine):
    county = a_county(document="dorset-principles", micro=1)
    plan = a_plan(county)
    action = an_action(county, plan)
    tell_progress(
        action=action, words="Three leases are signed.", link="", state="", **county.who()
    )
    ninety = TODAY + timedelta(days=90)

    def is_silent(on: date) -> bool:
        ((_priority, (one,)),) = standings(plan, on=on)
        return one.is_silent

    assert [is_silent(ninety), is_silent(ninety + timedelta(days=1))] == [False, True]
    time_machine.move_to(moment(ninety + timedelta(days=1)), tick=False)
    text = shown(client, plan)
    assert "2 March 2026: Three leases are signed." in text
    assert "nothing was told for more than 90 days" in text
    assert "Watched by Communities team" in text


def test_day_is_moved_with_its_reason_and_the_day_before_stays(client):
    county = a_county(document="dorset-principles", micro=1)
    plan = a_plan(county)
    action = an_action(county, plan)
    later = DUE + timedelta(days=30)

    changed = keep_action(plan=plan, action=action, is_ready=True, due_on=later, **county.who())
    assert changed.due_on == DUE
    move_day(action=action, due_on=later, because="The surveyor was ill.", **county.who())

    action.refresh_from_db()
    assert action.due_on == later
    assert "moved from 18 September 2026 to 18 October 2026: The surveyor was ill." in shown(
        client, plan
    )
    tell_progress(action=action, words="Done.", link="", state="done", **county.who())
    assert refused(
        lambda: move_day(action=action, due_on=later, because="x", **county.who())
    ).code == "action-is-over"  # fmt: skip


@pytest.mark.clause("compact-principle-shared-duty")
def test_plan_with_tasks_for_one_side_alone_is_flagged(client):
    county = a_county(micro=1)
    plan = a_plan(county, kind="work-plan")
    an_action(county, plan)

    finding = one_sided(plan, plan.actions.all(), on=TODAY)

    assert finding is not None
    assert (finding.holds, finding.clause.key) == (False, "principle-shared-duty")
    assert "Only one side has work to do" in shown(client, plan)
    an_action(county, plan, is_of_sector=True, owner="Support body", title="Tell groups of it")
    assert "Only one side has work to do" not in shown(client, plan)


@pytest.mark.clause("compact-work-plan")
def test_work_plan_lists_tasks_owners_days_and_clauses_and_is_agreed(client, time_machine):
    county = a_county(micro=1)
    plan = a_plan(county, kind="work-plan")
    action = an_action(county, plan, clause_key="consult-feedback")
    sign_off(plan=plan, name="The champions", is_of_sector=False, on=TODAY, **county.who())

    text = shown(client, plan)

    for words in ("Leases for groups", "Head of communities", "18 September 2026",
                  "consult-feedback", "The champions", "0 of 1 actions are done"):  # fmt: skip
        assert words in text
    owed = [
        (duty.state, duty.obligation.clause.key)
        for duty in duties(county.assembly, on=DUE + timedelta(days=1))
        if duty.obligation.what == "Leases for groups"
    ]
    assert owed == [("missed", "work-plan")]
    tell_progress(action=action, words="All signed.", link="", state="done", **county.who())
    assert "1 of 1 actions are done" in shown(client, plan)


@pytest.mark.clause("dorset-vcsa-relationships")
def test_what_is_still_to_be_set_up_has_its_owner_and_its_days(client):
    county = a_county(document="dorset-vcsa", micro=1)
    plan = a_plan(county, kind="set-up")
    for title in ("Draft the terms", "Ask about the terms", "Adopt the terms"):
        an_action(county, plan, priority="Board and Engagement Group", title=title)

    text = shown(client, plan)

    for words in ("what is still to be set up", "Board and Engagement Group", "Draft the terms",
                  "Ask about the terms", "Adopt the terms", "Head of communities"):  # fmt: skip
        assert words in text.lower() or words in text


@pytest.mark.clause("principles-p1a2-vcsa-relationship")
def test_themes_agreed_together_stand_with_what_is_shared_and_bought_and_are_looked_at_each_year(
    client, time_machine
):
    county = a_county(document="dorset-principles", micro=1)
    plan = a_plan(county, kind="themes")
    an_action(
        county, plan, title="Rooms for groups", means="One officer of each, and the old library",
        commissioning="The contract for community rooms, from April",
    )  # fmt: skip
    sign_off(plan=plan, name="The Assembly", is_of_sector=True, on=TODAY, **county.who())
    sign_off(plan=plan, name="The Council", is_of_sector=False, on=TODAY, **county.who())
    time_machine.move_to(NOW, tick=False)

    text = shown(client, plan)

    for words in (
        "The Assembly (for the sector)", "The Council", "One officer of each, and the old library",
        "The contract for community rooms, from April", "Both sides look at it again by 2 March 2027",
    ):  # fmt: skip
        assert words in text

    def due():
        found = duties(county.assembly, on=TODAY)
        return [one.day for one in found if "list of themes" in one.obligation.what]

    assert due() == [date(2027, 3, 2)]
    later = NOW + timedelta(days=100)
    look_at(plan=plan, words="Rooms stay; buses come in.", by=county.officer, at=later)
    assert due() == [date(2027, 6, 10)]
    assert "Rooms stay; buses come in." in shown(client, plan)


def test_somebody_else_keeps_no_plan():
    county = a_county(micro=1)
    plan = a_plan(county)

    assert refused(
        lambda: keep_action(plan=plan, is_ready=False, priority="x", title="x",
                            by=PersonFactory(), at=NOW)
    ).code == "not-permitted"  # fmt: skip


def test_cost_of_a_plan_does_not_grow(client, django_assert_max_num_queries):
    county = a_county(document="dorset-principles", micro=1)
    plan = a_plan(county)
    for _number in range(6):
        an_action(county, plan)

    with django_assert_max_num_queries(12):
        shown(client, plan)
