"""One page shows all that public bodies have with an organisation, and warns before it is asked twice."""

import pytest
from django.urls import reverse

from folkmoot.reckoning.repeating import asked_before, words_of
from folkmoot.work.enquiries.actions.answering import answer
from folkmoot.work.enquiries.actions.bringing import bring
from folkmoot.work.enquiries.models import SentTo
from tests.factories import ForumFactory, PersonFactory, PostFactory
from tests.proceedings.meetings.factories import AttendanceFactory, MeetingFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member
from tests.work.funding.test_funds import given

pytestmark = pytest.mark.django_db


def asked(county, body, title, *, is_answered=True, kind="request"):
    found = bring(
        assembly=county.assembly, kind=kind, title=title, words="Please tell us by Friday.",
        partner="Council", by=county.officer, at=NOW,
    )  # fmt: skip
    SentTo.objects.get_or_create(enquiry=found, organisation=body, defaults={"why": "x"})
    if is_answered:
        answer(enquiry=found, words="Forty drivers.", **county.who())
    return found


def filled(county, body):
    given(county, body, directorate="adults", kind="contract", lead_officer="Head of care")
    given(county, body, directorate="place", title="Parks")
    given(county, body, funder_name="Care Board", directorate="", title="Teas")
    forum = ForumFactory(assembly=county.assembly, name="Transport forum")
    AttendanceFactory(meeting=MeetingFactory(forum=forum), organisation=body, status="present",
                      person=PersonFactory())  # fmt: skip
    asked(county, body, "How many volunteer drivers do you have?")
    asked(county, body, "Which rooms have a hearing loop?", is_answered=False)


@pytest.mark.clause("principles-3.1-single-view")
def test_one_view_has_teams_money_meetings_and_requests_and_warns_of_what_was_answered(
    time_machine,
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    body = county.bodies[0]
    filled(county, body)
    council = PostFactory(assembly=county.assembly, kind="public-body", body="Council").person
    url = reverse("ties:organisation", args=[county.assembly, body.reference])
    page = browser(council)

    shown = page.get(url).content.decode()
    for words in ("adults", "place", "Care Board", "Head of care", "By contract", "Teas",
                  "Transport forum", "How many volunteer drivers", "Which rooms have"):  # fmt: skip
        assert words in shown
    warned = page.get(url, {"about": "number of volunteer drivers"}).content.decode()
    assert "It was asked this, and answered" in warned
    other = page.get(url, {"about": "a hearing loop in your rooms"}).content.decode()
    assert "Nothing like it was asked and answered before" in other
    found = page.get(reverse("ties:organisations", args=[county.assembly]), {"name": body.name[3:]})
    assert url in found.content.decode()


def test_page_is_for_officers_public_bodies_and_the_organisation_itself(time_machine, client):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=2)
    own, other = (a_member(body) for body in county.bodies)
    url = reverse("ties:organisation", args=[county.assembly, county.bodies[0].reference])

    assert [browser(one).get(url).status_code for one in (own, other, PersonFactory())] == [
        200, 403, 403,
    ]  # fmt: skip
    assert client.get(url).status_code == 302
    listed = reverse("ties:organisations", args=[county.assembly])
    assert browser(own).get(listed).status_code == 403


def test_page_asks_the_same_queries_however_much_there_is(
    time_machine, django_assert_max_num_queries
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=2)
    few, many = county.bodies
    filled(county, few)
    for _time in range(3):
        filled(county, many)
    page = browser(PostFactory(assembly=county.assembly, kind="public-body", body="Council").person)

    for body in (few, many):
        url = reverse("ties:organisation", args=[county.assembly, body.reference])
        page.get(url)
        with django_assert_max_num_queries(18):
            assert page.get(url, {"about": "volunteer drivers"}).status_code == 200


def test_questions_are_alike_by_the_words_they_share():
    earlier = {1: "How many volunteer drivers do you have?", 2: "Where are your rooms?", 3: ""}

    assert words_of("Drivers, and which drivers!") == {"driver"}
    assert asked_before("The number of volunteer drivers", earlier) == [(1, 1.0)]
    assert asked_before("Parking", earlier) == []
    assert asked_before("", earlier) == []
