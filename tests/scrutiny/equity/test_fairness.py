"""Who was heard is held against who is there; a planted bias shows, and what would mend it."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.urls import reverse

from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.queries.makeup import makeup
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.equity.actions.counting import (
    act_on_gap,
    count_year,
    finish_action,
    present_report,
)
from folkmoot.scrutiny.equity.models import FairnessCount, FairnessReport
from folkmoot.scrutiny.equity.queries.counting import actions_of, counted, trend
from folkmoot.scrutiny.equity.queries.heard import heard_in
from folkmoot.site.duties import duties
from folkmoot.work.consultations.actions.publishing import reach
from folkmoot.work.consultations.models import Response
from tests.factories import OrganisationFactory
from tests.proceedings.meetings.factories import AttendanceFactory, MeetingFactory
from tests.signing_in import browser
from tests.work.consultations.factories import (
    CLOSES,
    OPENS,
    a_county,
    a_member,
    an_open_one,
    answered,
    closed,
    moment,
)

pytestmark = pytest.mark.django_db
DURING = moment(OPENS)
AFTER = moment(CLOSES + timedelta(days=1))


def a_biased_year(document: str = "dorset-vcsa"):
    """100 micro and 40 large in the register; 4 micro and 30 large are heard."""
    county = a_county(document=document, micro=100, large=40)
    found = an_open_one(county)
    for body in [*county.of_size("micro")[:4], *county.of_size("large")[:30]]:
        answered(found, county, body)
    return county, found


def gaps_of(county):
    return {(gap["way"], gap["kind"]) for gap in counted(county.assembly, year=2026)["gaps"]}


@pytest.mark.clause("dorset-vcsa-equity-duty")
def test_planted_bias_is_found_and_whom_to_invite_would_mend_it():
    county, _found = a_biased_year()

    told = counted(county.assembly, year=2026)

    assert gaps_of(county) == {("size", "micro")}
    assert told["index"] < 85
    (gap,) = told["gaps"]
    assert (gap["whole"], gap["heard"]) == (100, 4)
    assert gap["ratio"] == pytest.approx((4 / 34) / (100 / 140))
    assert gap["low"] < gap["ratio"] < gap["high"] < 1
    bands = {body.pk: body.size_band for body in county.bodies}
    assert len(told["ask"]) == 20
    assert {bands[one["organisation"]] for one in told["ask"]} == {"micro"}


def test_no_gap_is_found_where_none_was_planted():
    county = a_county(document="dorset-vcsa", micro=70, large=70)
    found = an_open_one(county)
    for body in random.Random(4).sample(county.bodies, 50):
        answered(found, county, body)

    told = counted(county.assembly, year=2026)

    assert (told["gaps"], told["ask"]) == ([], [])
    assert told["index"] > 85


def test_year_in_which_nobody_was_heard_has_no_index_and_no_gap():
    county = a_county(micro=10)

    told = counted(county.assembly, year=2026)

    assert (told["index"], told["heard"], told["gaps"]) == (None, 0, [])


def test_stages_go_from_the_register_to_what_was_acted_on():
    county = a_county(micro=8)
    known, called, silent = county.bodies[:3]
    a_member(known)
    found = an_open_one(county)
    reach(consultation=found, organisation=called, how="Rang", **county.who(DURING))
    answered(found, county, known)
    meeting = MeetingFactory(assembly=county.assembly, starts_at=DURING)
    AttendanceFactory(meeting=meeting, organisation=silent, status="present", arrived_at=DURING)
    register = makeup(county.assembly, districts=served_districts(county.assembly))

    stages = heard_in(county.assembly, register, year=2026).stages

    assert {key: len(found) for key, found in stages.items()} == {
        "register": 8, "known": 2, "asked": 3, "part": 2, "spoke": 1, "counted": 0, "acted": 0,
    }  # fmt: skip
    closed(found, county)
    stages = heard_in(county.assembly, register, year=2026).stages
    assert stages["counted"] == {known.pk}


def test_public_bodies_and_strangers_are_not_the_sector():
    county = a_county(micro=6)
    found = an_open_one(county)
    stranger = OrganisationFactory()
    Response.objects.create(
        consultation=found, organisation=stranger, answers_as="organisation", channel="web",
        state="sent", receipt="S1", begun_at=DURING, sent_at=DURING,
    )  # fmt: skip

    assert counted(county.assembly, year=2026)["heard"] == 0


def test_another_year_is_another_count():
    county, _found = a_biased_year()

    assert counted(county.assembly, year=2025)["heard"] == 0


def test_few_of_a_kind_are_not_told_apart():
    county = a_county(micro=20, large=3)
    found = an_open_one(county)
    for body in county.bodies[:10]:
        answered(found, county, body)

    told = counted(county.assembly, year=2026)

    assert [row["kind"] for row in told["ways"]["size"]] == ["micro"]


@pytest.mark.clause("principles-a3-small-orgs")
def test_small_groups_with_no_contact_no_part_and_no_seat_are_counted_and_outreach_prompted(client):
    county, _found = a_biased_year(document="dorset-principles")
    count_year(assembly=county.assembly, year=2026, by=county.officer, at=DURING)

    told = FairnessCount.objects.get().told

    assert told["small"] == {
        "whole": 100,
        "not_asked": 96,
        "no_part": 96,
        "no_seat": 100,
        "no_money": 100,
    }
    rows = {row["kind"]: row["stages"] for row in told["ways"]["size"]}
    assert (rows["micro"][3], rows["large"][3]) == (4, 30)
    assert len(told["ask"]) == 20


def test_cost_of_a_count_does_not_grow(django_assert_max_num_queries):
    county, _found = a_biased_year()

    with django_assert_max_num_queries(24):
        counted(county.assembly, year=2026)


@pytest.mark.clause("dorset-vcsa-equity-duty")
def test_report_goes_to_the_board_with_an_action_for_each_gap(client, time_machine):
    county, _found = a_biased_year()
    who = county.who(AFTER)
    count_year(assembly=county.assembly, year=2026, **who)
    said = {"assembly": county.assembly, "year": 2026}

    with pytest.raises(Refusal) as refused:
        present_report(words="A poor year.", **said, **who)
    assert refused.value.code == "gap-without-action"
    assert refused.value.clause.key == "equity-duty"
    act_on_gap(
        way="size", kind="micro", words="Ring two each week.", owner="Hetty",
        due_on=AFTER.date(), **said, **who,
    )  # fmt: skip
    made = present_report(words="A poor year.", **said, **who)

    assert made.told["gaps"][0]["kind"] == "micro"
    shown = client.get(reverse("equity:report", args=[county.assembly, 2026])).content.decode()
    assert "Ring two each week." in shown
    paper = client.get(reverse("equity:report_pdf", args=[county.assembly, 2026]))
    assert paper.content.startswith(b"%PDF")


@pytest.mark.clause("dorset-vcsa-equity-duty")
def test_report_is_due_each_year_and_actions_on_gaps_have_their_day():
    county, _found = a_biased_year()
    who = county.who(AFTER)
    count_year(assembly=county.assembly, year=2026, **who)
    action = act_on_gap(
        assembly=county.assembly, year=2026, way="size", kind="micro", words="Ring them.",
        owner="Hetty", due_on=CLOSES + timedelta(days=30), **who,
    )  # fmt: skip
    later = datetime(2027, 2, 1, 10, tzinfo=UTC).date()

    def states():
        return {
            duty.obligation.what.split(":")[0]: duty.state
            for duty in duties(county.assembly, on=later)
            if "gap" in duty.obligation.what
        }

    assert states() == {
        "Publish who was heard in 2026, with an action for each gap": "due",
        "Close the gap": "missed",
    }
    finish_action(action=action, outcome="Nine answered.", **who)
    present_report(assembly=county.assembly, year=2026, words="Better.", **who)
    assert states() == {
        "Publish who was heard in 2026, with an action for each gap": "met",
        "Close the gap": "met",
    }


def test_action_on_a_gap_that_is_none_is_refused():
    county, _found = a_biased_year()
    count_year(assembly=county.assembly, year=2026, **county.who(AFTER))

    with pytest.raises(Refusal) as refused:
        act_on_gap(
            assembly=county.assembly, year=2026, way="size", kind="large", words="x", owner="x",
            due_on=CLOSES, **county.who(AFTER),
        )  # fmt: skip

    assert refused.value.code == "no-such-gap"
    assert actions_of(county.assembly, year=2026) == {}


def test_page_says_when_it_was_counted_and_that_it_is_old(client, time_machine):
    county, _found = a_biased_year()
    url = reverse("equity:fairness", args=[county.assembly])
    time_machine.move_to(AFTER, tick=False)
    assert "This year is not counted yet" in client.get(url).content.decode()
    count_year(assembly=county.assembly, year=2026, **county.who(AFTER))

    fresh = client.get(url).content.decode()
    time_machine.move_to(AFTER + timedelta(days=3), tick=False)
    old = client.get(url).content.decode()

    assert "What happened since is not in it" not in fresh
    assert "What happened since is not in it" in old


def test_page_asks_little_however_many_organisations(
    client, time_machine, django_assert_max_num_queries
):
    county, _found = a_biased_year()
    count_year(assembly=county.assembly, year=2026, **county.who(AFTER))
    time_machine.move_to(AFTER, tick=False)
    url = reverse("equity:fairness", args=[county.assembly])

    with django_assert_max_num_queries(10):
        client.get(url)


def test_whom_to_invite_is_shown_to_those_who_invite_alone(client, time_machine):
    county, _found = a_biased_year()
    count_year(assembly=county.assembly, year=2026, **county.who(AFTER))
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    time_machine.move_to(AFTER, tick=False)
    url = reverse("equity:fairness", args=[county.assembly])
    words = "whom to invite next"

    assert words in browser(county.officer).get(url).content.decode()
    assert words not in client.get(url).content.decode()


def test_table_holds_what_the_page_shows(client, time_machine):
    county, _found = a_biased_year()
    count_year(assembly=county.assembly, year=2026, **county.who(AFTER))
    time_machine.move_to(AFTER, tick=False)

    rows = b"".join(client.get(reverse("equity:table", args=[county.assembly, 2026])))

    assert b"micro: under" in rows
    assert client.get(reverse("equity:table", args=[county.assembly, 2024])).status_code == 404


def test_command_counts_every_assembly(capsys):
    county, _found = a_biased_year()

    call_command("fairness", "--year", "2026")

    assert f"{county.assembly.slug} 2026: 34 of 140 heard" in capsys.readouterr().out
    assert trend(county.assembly)[0][0] == 2026
    assert not FairnessReport.objects.exists()
