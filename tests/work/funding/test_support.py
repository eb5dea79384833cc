"""Bodies that support others are paid in the open, and a sum shared out stays the same."""

from datetime import date

import pytest

from folkmoot.work.funding.actions.support import (
    commission_support,
    look_at_coverage,
    review_support,
    share_out,
    tell_coverage,
)
from folkmoot.work.funding.models import Allocation, CoverageReview, SupportContract
from folkmoot.work.funding.queries.duties import obligations_of_funding
from folkmoot.work.funding.queries.support import contracts, coverage_of, forward_line
from tests.factories import PersonFactory
from tests.work.consultations.factories import NOW, a_county, moment
from tests.work.funding.pages import address, council, stands, typed
from tests.work.funding.test_funds import given, refused

pytestmark = pytest.mark.django_db
ON = NOW.date()


def paid(county, **more):
    said = {
        "organisation": county.bodies[0], "body_name": "Council", "remits": ["helping volunteering"],
        "yearly_pence": 10_000_000, "starts_on": date(2025, 4, 1), "ends_on": date(2027, 10, 1),
        "and_then": "",
    }  # fmt: skip
    return commission_support(assembly=county.assembly, **said | more, **county.who())


@pytest.mark.clause("principles-3.1-infrastructure")
def test_support_body_has_remit_value_term_yearly_review_and_a_plan_to_go_on(time_machine, client):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    page = council(county)
    said = {"organisation": county.bodies[0].pk, "body_name": "Council", "yearly": "100000",
            **typed("starts_on", date(2025, 1, 1)), **typed("ends_on", date(2027, 10, 1))}  # fmt: skip
    assert page.post(address(county, "commission_support"), said).status_code == 422
    page.post(address(county, "commission_support"), said | {"remits": ["helping volunteering"]})
    made = SupportContract.objects.get()

    (owed,) = obligations_of_funding(county.assembly, on=ON)
    assert (owed.who, owed.due_on, owed.state(on=ON)) == ("Council", date(2026, 1, 1), "missed")
    shown = client.get(address(county, "support")).content.decode()
    for words in ("helping volunteering", "£100,000", stands("overdue"), stands("unknown")):
        assert words in shown
    page.post(address(county, "review_support", made.pk),
              {"found": "Forty groups helped.", "goes_on": "yes",
               "and_then": "Three more years."})  # fmt: skip
    (owed,) = obligations_of_funding(county.assembly, on=ON)
    assert owed.due_on == date(2027, 3, 2)
    shown = client.get(address(county, "support_contract", made.pk)).content.decode()
    for words in ("Forty groups helped.", "Three more years.", stands("accepted")):
        assert words in shown
    assert refused(lambda: review_support(
        contract=made, found="x", goes_on=True, and_then="", by=PersonFactory(), at=NOW
    )).code == "not-permitted"  # fmt: skip


@pytest.mark.clause("compact-infra-commitment")
def test_support_is_a_line_ahead_and_support_bodies_look_at_overlaps_and_gaps(time_machine, client):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=2)
    first, second = county.bodies
    paid(county)
    paid(county, organisation=second, yearly_pence=1_000_000, ends_on=date(2026, 4, 1))
    north, south = county.districts
    for body, service, areas in (
        (first, "advice", []), (second, "advice", [north]), (second, "training", [south]),
    ):  # fmt: skip
        tell_coverage(assembly=county.assembly, organisation=body, service=service, areas=areas,
                      **county.who())  # fmt: skip

    line = forward_line(list(contracts(county.assembly)), on=ON)
    told = coverage_of(county.assembly, on=ON)

    # Of the year from April 2027 the term has 183 days of 366.
    assert line[:4] == [(2025, 11_000_000), (2026, 10_000_000), (2027, 5_000_000), (2028, 0)]
    assert dict(told.rows)["advice"] == [
        sorted([first.name, second.name], key=[first.name, second.name].index),
        [first.name],
    ]
    assert (told.overlaps, told.gaps) == (1, 5)
    page = council(county)
    page.post(address(county, "look_at_coverage"),
              {"who": "Both support bodies", "words": "Training in the north from May."})  # fmt: skip
    kept = CoverageReview.objects.get()
    assert (kept.overlaps, kept.gaps) == (1, 5)
    shown = client.get(address(county, "support")).content.decode()
    for words in ("From April 2027", "£50,000", "Training in the north from May.",
                  "1 overlaps and 5 gaps"):  # fmt: skip
        assert words in shown
    assert refused(lambda: look_at_coverage(
        assembly=county.assembly, who="x", words="x", by=PersonFactory(), at=NOW
    )).code == "not-permitted"  # fmt: skip


@pytest.mark.clause("principles-3.1-funding-review")
def test_each_locality_gets_a_base_and_more_for_need_and_the_total_is_unchanged(
    time_machine, client
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    north, south = county.districts
    given(county, county.bodies[0], area=north, pence=300_000, ends_on=date(2028, 3, 9))
    page = council(county)
    said = {
        "title": "Support 2026 to 2031", "body_name": "Council", "sum": "1000.01", "base": "200",
        "need_is": "Children in families of low income", "years": "5",
        **typed("starts_on", date(2026, 4, 1)),
        f"need_{north.pk}": "100", f"need_{south.pk}": "200", f"before_{north.pk}": "500",
        f"before_{south.pk}": "500.01",
    }  # fmt: skip

    wrong = page.post(address(county, "share_out"), said | {"base": "500.01"})
    assert wrong.status_code == 422
    assert "2 localities with a base of £500.01 each are £1,000.02" in wrong.content.decode()
    page.post(address(county, "share_out"), said)

    made = Allocation.objects.get()
    shares = {one.area: (one.base_pence, one.extra_pence) for one in made.shares.all()}
    assert shares == {north: (20_000, 20_000), south: (20_000, 40_001)}
    shown = client.get(address(county, "share", made.pk)).content.decode()
    for words in ("£1,000.01", "−£100", "+£100", "£3,000.05", stands("met")):
        assert words in shown
    ahead = client.get(address(county, "shares")).content.decode()
    assert "£3,000" in ahead
    assert "North" in ahead
    assert refused(lambda: share_out(
        assembly=county.assembly, title="x", body_name="Council", pence=5, base_pence=0,
        need_is="x", needs={north: (0, None)}, starts_on=ON, years=1, **county.who()
    )).code == "allocation-without-need"  # fmt: skip


def test_yearly_look_is_no_longer_owed_once_the_term_is_over():
    county = a_county(document="dorset-principles", micro=1)
    paid(county, ends_on=date(2026, 6, 30))

    assert len(obligations_of_funding(county.assembly, on=ON)) == 1
    assert obligations_of_funding(county.assembly, on=moment(date(2026, 7, 1)).date()) == []
