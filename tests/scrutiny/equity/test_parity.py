"""At each joint body the sector stands beside the NHS and the councils; what nobody entered is unknown."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.proceedings.seats.actions.bodies import set_table
from folkmoot.proceedings.voice.actions.sittings import enter_sitting, set_matters
from folkmoot.scrutiny.equity.queries.parity import joint_bodies, parities
from tests.proceedings.seats.factories import OutsideBodyFactory
from tests.work.consultations.factories import NOW, a_county

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def a_matter(brought_by, *, paper=False, outcome=None):
    return {
        "title": "A matter", "brought_by": brought_by, "has_paper": paper,
        "is_proposal": outcome is not None, "outcome": outcome or "pending",
    }  # fmt: skip


def a_board(county, name="The Place Board", **table):
    body = OutsideBodyFactory(assembly=county.assembly, name=name)
    if table:
        set_table(body=body, shares=table, source="Terms of reference", **county.who())
    return body


def sat(county, body, *matters, on=date(2026, 2, 2)):
    sitting = enter_sitting(body=body, on=on, **county.who())
    set_matters(sitting=sitting, matters=matters, **county.who())


def shown(client, county):
    page = client.get(reverse("equity:parity", args=[county.assembly]))
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


@pytest.mark.clause("dorset-vcsa-equal-voice")
def test_each_joint_body_compares_places_papers_items_and_accepted_proposals(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-vcsa", micro=1)
    body = a_board(county, nhs=6, council=3, vcs=1)
    sat(
        county, body, a_matter("nhs", paper=True, outcome="adopted"), a_matter("nhs", paper=True),
        a_matter("vcs", paper=True, outcome="declined"), a_matter("council"),
    )  # fmt: skip
    other = a_board(county, "A quiet board", vcs=2, nhs=2)

    found = {one.body.pk: one for one in parities(list(joint_bodies(county.assembly, on=TODAY)))}
    sides = {one.kind: one for one in found[body.pk].sides}
    assert [(sides[k].places, sides[k].items, sides[k].papers, sides[k].proposals, sides[k].accepted)
            for k in ("vcs", "nhs", "council")] == [
        (1, 1, 1, 1, 0), (6, 2, 2, 1, 1), (3, 1, 0, 0, 0),
    ]  # fmt: skip
    quiet = found[other.pk].sides
    assert [(one.places, one.items, one.accepted) for one in quiet] == [
        (2, None, None), (2, None, None), (0, None, None),
    ]  # fmt: skip
    words = shown(client, county)
    assert "The sector has fewer places than: NHS, local authority" in words
    assert "fewer proposals taken up than: NHS" in words
    csv = client.get(reverse("equity:parity", args=[county.assembly]) + "?as=csv").content.decode()
    assert "A quiet board,NHS,2,not known,not known,not known,not known" in csv


@pytest.mark.clause("dorset-vcsa-equal-voice")
def test_board_of_which_nothing_is_entered_is_unknown_and_never_none(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-vcsa", micro=1)
    assert "No joint body is entered" in shown(client, county)
    a_board(county)
    [one] = parities(list(joint_bodies(county.assembly, on=TODAY)))
    assert (one.unknown, one.findings) == (2, [])
    assert all(side.places is None and side.accepted is None for side in one.sides)
    assert "as much as either partner" not in shown(client, county)


@pytest.mark.parametrize("number", [1, 20])
def test_page_costs_the_same_however_many_boards_and_sittings(
    client, number, django_assert_max_num_queries
):
    county = a_county(document="dorset-vcsa", micro=1)
    for at in range(number):
        body = a_board(county, f"Board {at}", nhs=1, vcs=1)
        sat(county, body, a_matter("vcs"), on=date(2026, 1, 5) + timedelta(days=at))
    with django_assert_max_num_queries(10):
        shown(client, county)
