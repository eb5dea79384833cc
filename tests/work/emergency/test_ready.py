"""Being ready in calm times: who is, where nobody is, and whose word is stale."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.rules.findings import Refusal
from folkmoot.work.emergency.actions.ready import make_ready
from folkmoot.work.emergency.models import Ready
from folkmoot.work.emergency.queries.ready import cover
from folkmoot.work.emergency.queries.waiting import waiting_in_emergency
from tests.factories import PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member

pytestmark = pytest.mark.django_db
SAID = {
    "contact_name": "Ola Reed", "phone": "01632 960001", "email": "", "hours": "day and night",
    "helps": ["food", "room"], "capacity": "Thirty meals a day.",
}  # fmt: skip


def the_officer(county):
    """Open a browser in which the officer has shown the second factor."""
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    return browser(county.officer)


def get_ready(county, body, *, at=NOW, **more):
    return make_ready(
        assembly=county.assembly, organisation=body, by=a_member(body), at=at, **SAID | more
    )


@pytest.mark.clause("principles-a1-readiness")
def test_offers_are_confirmed_in_calm_times_and_places_with_stale_words_are_shown(
    client, time_machine
):
    county = a_county(document="dorset-principles", micro=4)
    north, south = county.districts
    get_ready(county, county.bodies[0])  # the first and third are based in the north
    get_ready(county, county.bodies[1], helps=["transport"])
    half_a_year_on = NOW + timedelta(days=184)
    get_ready(county, county.bodies[2], at=half_a_year_on, helps=["languages"])

    rows, without_place = cover(county.assembly, on=half_a_year_on.date())
    by_area = {one.area: one for one in rows}

    assert (by_area[north].fresh, by_area[north].stale) == (1, 1)
    assert (by_area[south].fresh, by_area[south].stale) == (0, 1)
    assert by_area[north].by_help["languages"] == 1
    assert without_place == 0
    assert by_area[north].by_help["food"] == 0  # a stale word is not leaned on
    time_machine.move_to(half_a_year_on, tick=False)
    html = client.get(reverse("emergency:cover", args=[county.assembly])).content.decode()
    assert "Annex 1.4" in html
    assert "6 calendar months" in html
    table = client.get(reverse("emergency:cover_csv", args=[county.assembly]))
    lines = b"".join(table.streaming_content if table.streaming else [table.content]).decode()
    assert "South,0,1,0,0" in lines


def test_organisation_is_asked_again_once_its_word_is_stale_and_confirms_it_in_the_browser(
    time_machine,
):
    county = a_county(document="dorset-principles", micro=1)
    body, person = county.bodies[0], a_member(county.bodies[0])
    get_ready(county, body)

    def waits(at):
        found = waiting_in_emergency(body, county.assembly, at=at, person=person)
        return [one.verb_phrase for one in found]

    half_a_year_on = NOW + timedelta(days=184)
    assert waits(half_a_year_on - timedelta(days=1)) == []
    assert waits(half_a_year_on) == ["Confirm whom to ring in an emergency, and what you can do"]
    time_machine.move_to(half_a_year_on, tick=False)
    page, url = browser(person), reverse("emergency:ready", args=[county.assembly])
    assert "Thirty meals a day." in page.get(url).content.decode()
    kept = page.post(url, SAID | {"phone": "", "email": ""})
    assert kept.status_code == 422
    assert "Enter a number or an e-mail address." in kept.content.decode()
    assert "Thirty meals a day." in kept.content.decode()
    assert page.post(url, SAID).status_code == 302
    assert waits(half_a_year_on) == []


def test_word_is_taken_back_and_deleted(time_machine):
    county = a_county(micro=1)
    body, person = county.bodies[0], a_member(county.bodies[0])
    get_ready(county, body)
    time_machine.move_to(NOW, tick=False)

    page = browser(person)
    url = reverse("emergency:take_back", args=[county.assembly])
    assert page.post(url, {}).status_code == 422
    assert page.post(url, {"sure": "on"}).status_code == 302

    assert not Ready.objects.exists()
    assert page.get(url).status_code == 404


def test_whom_to_ring_is_for_officers_alone(client, time_machine):
    county = a_county(micro=2)
    get_ready(county, county.bodies[0])
    time_machine.move_to(NOW, tick=False)
    url = reverse("emergency:all_ready", args=[county.assembly])

    assert "01632 960001" in the_officer(county).get(url).content.decode()
    assert browser(a_member(county.bodies[1])).get(url).status_code == 403
    public = client.get(reverse("emergency:cover", args=[county.assembly])).content.decode()
    assert "01632" not in public
    assert "Ola" not in public


def test_somebody_else_says_nothing_for_an_organisation():
    county = a_county(micro=1)

    with pytest.raises(Refusal) as refused:
        make_ready(
            assembly=county.assembly, organisation=county.bodies[0], by=PersonFactory(), at=NOW,
            **SAID,
        )  # fmt: skip

    assert refused.value.code == "not-permitted"


@pytest.mark.parametrize("number", [2, 20])
def test_pages_cost_the_same_queries_for_many_as_for_few(
    client, time_machine, django_assert_max_num_queries, number
):
    county = a_county(micro=number)
    for body in county.bodies:
        get_ready(county, body)
    time_machine.move_to(NOW, tick=False)
    officer = the_officer(county)

    with django_assert_max_num_queries(24):
        client.get(reverse("emergency:cover", args=[county.assembly]))
    with django_assert_max_num_queries(22):
        officer.get(reverse("emergency:all_ready", args=[county.assembly]))
