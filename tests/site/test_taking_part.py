"""One page of everything one can take part in, how to sign up, and what came of the last."""

from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.proceedings.meetings.models import Attendance
from folkmoot.scrutiny.equity.actions.ways import plan_day
from folkmoot.work.consultations.models import Consultation
from folkmoot.work.enquiries.actions.bringing import bring
from tests.factories import ForumFactory, ForumMemberFactory, MembershipFactory
from tests.proceedings.meetings.factories import MeetingFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member, an_open_one

pytestmark = pytest.mark.django_db


def a_full_county(number=1):
    county = a_county(document="dorset-vcsa", micro=1)
    forum = ForumFactory(assembly=county.assembly, name="Engagement Group")
    for ahead in range(number):
        starts_at = NOW + timedelta(days=8 + ahead)
        MeetingFactory(forum=forum, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
        bring(
            assembly=county.assembly, kind="request", title=f"Design a form {ahead}", words="x",
            request_kind="programme design", by=county.officer, at=NOW,
        )  # fmt: skip
        plan_day(
            assembly=county.assembly, kind="awareness", on=NOW.date() + timedelta(days=9 + ahead),
            title=f"A day of carers {ahead}", about="", owners="Council", consultation=None,
            **county.who(),
        )  # fmt: skip
    an_open_one(county, title="Where should buses go?")
    return county, forum


@pytest.mark.clause("dorset-vcsa-participation")
def test_one_calendar_lists_all_one_can_take_part_in_and_leads_to_signing_up_and_to_help(
    client, time_machine
):
    time_machine.move_to(NOW + timedelta(days=7), tick=False)
    county, forum = a_full_county()
    meeting = forum.meetings.get()
    url = reverse("taking_part", args=[county.assembly])

    html = client.get(url).content.decode()

    for words in ("Engagement Group", "Where should buses go?", "Design a form 0", "Support 1"):
        assert words in html
    assert reverse("meetings:coming", args=[county.assembly, meeting.reference]) in html
    assert "Ask for help to take part" in html
    body = county.bodies[0]
    membership = MembershipFactory(assembly=county.assembly, organisation=body)
    ForumMemberFactory(forum=forum, membership=membership)
    member = browser(a_member(body))
    sign_up = reverse("meetings:coming", args=[county.assembly, meeting.reference])
    assert "What would help you take part?" in member.get(sign_up).content.decode()
    sent = member.post(sign_up, {"body": body.pk, "mode": "room", "needs": "An interpreter."})
    assert sent.status_code == 302
    assert Attendance.objects.filter(meeting=meeting, organisation=body).exists()
    asked = Consultation.objects.get()
    asked.closed_at, asked.answered_on = NOW, NOW.date()
    asked.outcome = "Two more buses run."
    asked.save()
    after = client.get(url).content.decode()
    assert "Two more buses run." in after.partition("What came of it")[2]
    assert "Where should buses go?" not in after.partition("What came of it")[0]


def test_page_says_so_where_there_is_nothing(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)

    html = client.get(reverse("taking_part", args=[county.assembly])).content.decode()

    assert "There is nothing to take part in just now" in html
    assert "What came of it" not in html


@pytest.mark.parametrize("number", [1, 6])
def test_page_costs_the_same_queries_for_much_as_for_little(
    client, time_machine, django_assert_max_num_queries, number
):
    time_machine.move_to(NOW, tick=False)
    county, _forum = a_full_county(number)

    with django_assert_max_num_queries(22):
        client.get(reverse("taking_part", args=[county.assembly]))
