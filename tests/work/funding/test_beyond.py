"""Help that is not money stands beside the money, and so does what is won elsewhere."""

from datetime import date

import pytest

from folkmoot.work.funding.actions.beyond import (
    ask_for_help,
    give_help,
    list_outside_fund,
    offer_help,
    tell_outside_bid,
    tell_result,
)
from folkmoot.work.funding.models import InKind, OutsideBid
from folkmoot.work.funding.queries.flows import mix_of
from tests.factories import PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member
from tests.work.funding.pages import address, council, typed
from tests.work.funding.test_funds import OPENS, given, refused

pytestmark = pytest.mark.django_db


@pytest.mark.clause("compact-fund-in-kind")
def test_help_in_kind_is_offered_asked_for_and_given_at_a_value_beside_cash(time_machine, client):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)
    body = county.bodies[0]
    given(county, body, pence=1_000_000)
    member, page = browser(a_member(body)), council(county)

    page.post(address(county, "offer_help"), {"kind": "rooms", "words": "The hall on Mondays.",
                                              "body_name": "Council", "sum": "450"})  # fmt: skip
    member.post(address(county, "ask_for_help"), {"kind": "equipment", "words": "Two stoves."})
    offered, asked = InKind.objects.order_by("pk")
    give = address(county, "give_help", offered.pk)
    said = {"organisation": body.pk, "body_name": "Council", **typed("given_on", NOW.date())}
    assert page.post(give, said | {"sum": ""}).status_code == 422
    assert page.post(give, said | {"sum": "9999999999999"}).status_code == 422
    assert page.post(give, said | {"sum": "450.50"}).status_code == 302

    shown = client.get(address(county, "in_kind")).content.decode()
    for words in ("The hall on Mondays.", "Two stoves.", "£450.50", "£10,000", "Asked for"):
        assert words in shown
    assert "£450.50" in client.get(address(county, "spending")).content.decode()
    again = refused(lambda: give_help(
        help_=InKind.objects.get(pk=offered.pk), organisation=body, body_name="Council", pence=1,
        given_on=OPENS, **county.who()))  # fmt: skip
    assert (again.code, again.clause.key) == ("help-already-given", "in-kind")
    asked.refresh_from_db()
    assert asked.state == "requested"
    stranger = {"by": PersonFactory(), "at": NOW}
    assert refused(lambda: offer_help(
        assembly=county.assembly, kind="rooms", words="x", body_name="Council", pence=1, **stranger
    )).code == "not-permitted"  # fmt: skip
    assert refused(lambda: ask_for_help(
        assembly=county.assembly, organisation=body, kind="rooms", words="x", **stranger
    )).code == "not-permitted"  # fmt: skip


@pytest.mark.clause("compact-fund-other-sources")
def test_help_to_win_money_elsewhere_is_logged_with_result_and_open_funds_are_listed(
    time_machine, client
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=2)
    body, other = county.bodies
    page = council(county)
    page.post(address(county, "list_fund"), {
        "title": "Awards for all", "funder_name": "Lottery", "suits": "Any group", "most": "20000",
        "link": "https://example.org/fund", **typed("closes_on", date(2026, 5, 1))})  # fmt: skip
    list_outside_fund(
        assembly=county.assembly, title="Gone", funder_name="x", about="", suits="", link="",
        most_pence=None, closes_on=date(2026, 3, 1), **county.who(),
    )  # fmt: skip
    page.post(address(county, "tell_bid"), {
        "organisation": body.pk, "funder_name": "Lottery", "title": "A kitchen",
        "help_given": "Two evenings on the budget."})  # fmt: skip
    bid = OutsideBid.objects.get()
    page.post(address(county, "tell_result", bid.pk), {"result": "won", "sum": "8000"})
    lost = tell_outside_bid(
        assembly=county.assembly, organisation=other, funder_name="Trust", title="A van",
        help_given="Read it.", after=None, **county.who(),
    )  # fmt: skip
    tell_result(bid=lost, result="lost", pence=5, **county.who())
    lost.refresh_from_db()
    assert lost.pence is None

    shown = client.get(address(county, "elsewhere")).content.decode()
    assert "Awards for all" in shown
    assert "Gone" not in shown
    assert "£8,000" in shown
    assert "A van" not in shown
    own = browser(a_member(body)).get(address(county, "elsewhere")).content.decode()
    assert "Two evenings on the budget." in own
    assert "A van" not in own
    log = page.get(address(county, "elsewhere")).content.decode()
    assert "A van" in log
    assert "Not won" in log


@pytest.mark.clause("compact-fund-mix")
def test_catalogue_shows_help_by_size_and_type_and_what_small_groups_lack(time_machine, client):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1, large=1)
    micro, large = county.bodies
    given(county, micro, pence=100_000)
    given(county, large, kind="contract", pence=9_000_000)
    help_ = offer_help(
        assembly=county.assembly, kind="rooms", words="A hall.", body_name="Council", pence=1,
        **county.who(),
    )  # fmt: skip
    give_help(help_=help_, organisation=large, body_name="Council", pence=30_000,
              given_on=NOW.date(), **county.who())  # fmt: skip

    told = mix_of(county.assembly, year=2025)

    assert told.by_size["micro"] == {"grant": (1, 100_000)}
    assert told.by_size["large"] == {"contract": (1, 9_000_000), "in-kind": (1, 30_000)}
    assert ("micro", "contract") in told.gaps
    assert ("micro", "grant") not in told.gaps
    assert told.by_form["charity"]["grant"] == (1, 100_000)
    shown = client.get(address(county, "mix")).content.decode()
    for words in ("What small groups did not get", "Registered charity", "£90,000", "£300"):
        assert words in shown
