"""Pages are light, and ask the database no more of a large assembly than of a small one."""

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from bench.county import NOW, SLUG, County, Size, fill
from bench.pages import PAGES
from bench.weight import TAKES, Weight, weigh
from tests.signing_in import Browser, browser

pytestmark = pytest.mark.django_db
SMALL, LARGE = 200, 400
Page = tuple[str, str]


def _browsers(county: County) -> dict[str, Browser]:
    return {"anybody": browser(), **{who: browser(one) for who, one in county.people.items()}}


def _seen(size: int) -> tuple[dict[Page, int], dict[Page, Weight]]:
    """Fill a county, look at every page, and forget the county."""
    queries, weights = {}, {}
    with transaction.atomic():
        county = fill(Size(size), forums=5, contests=4)
        browsers = _browsers(county)
        for who in browsers:
            browsers[who].get(f"/{SLUG}/desk/")  # now it is known whom they act for
        for who, page in PAGES:
            address = f"/{SLUG}/{page.format(**county.references)}"
            with CaptureQueriesContext(connection) as asked:
                response = browsers[who].get(address, headers=TAKES)
            assert response.status_code == 200, (who, page)
            queries[who, page] = len(asked)
            weights[who, page] = weigh(response)
        transaction.set_rollback(True)
    return queries, weights


def test_every_page_is_light_and_asks_the_same_of_a_larger_assembly(time_machine):
    time_machine.move_to(NOW)

    of_small, _weights = _seen(SMALL)
    of_large, weights = _seen(LARGE)

    more = {page: (of_small[page], of_large[page]) for page in of_small
            if of_small[page] != of_large[page]}  # fmt: skip
    heavy = {page: weight for page, weight in weights.items() if not weight.is_met}
    assert (more, heavy) == ({}, {})


def test_a_page_weighs_itself_and_all_that_it_draws_in(client):
    weight = weigh(client.get("/", headers=TAKES))

    assert weigh(HttpResponse("<p>Nothing.</p>")).files == 0
    assert weight.files > 12_096 + 12_732, "the two fonts at the least"
    assert weight.sent < weight.files
