"""Feedback without names feeds a log with actions and dates; a network's list comes in whole or not."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.models import Entry
from folkmoot.rules.findings import Refusal
from folkmoot.site.duties import duties
from folkmoot.work.practice.actions.improving import (
    ask_feedback,
    finish_improvement,
    give_feedback,
    plan_improvement,
)
from folkmoot.work.practice.actions.networks import bring_network, keep_network
from folkmoot.work.practice.models import Feedback, NetworkContact
from folkmoot.work.practice.queries.networks import networks_of
from tests.work.consultations.factories import NOW, a_county, moment
from tests.work.practice.factories import text_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def an_occasion(county, kind="training", title="Minutes in an hour"):
    return ask_feedback(
        assembly=county.assembly, kind=kind, title=title, held_on=TODAY, **county.who()
    )


@pytest.mark.clause("staffs-appA.e")
@pytest.mark.parametrize("kind", ["meeting", "election", "training"])
def test_short_feedback_feeds_a_log_with_what_is_done_by_whom_and_when(client, time_machine, kind):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="staffs-alliance", micro=1)
    occasion = an_occasion(county, kind)
    url = reverse("practice:occasion", args=[county.assembly, occasion.reference])

    given = client.post(url, {"rating": "2", "worked": "Tea", "better": "Start at seven"})

    assert given.status_code == 302
    assert Feedback.objects.get().better == "Start at seven"
    due = TODAY + timedelta(days=30)
    made = plan_improvement(
        assembly=county.assembly, occasion=occasion, title="Start later", because="Six is too soon",
        owner="Support officer", due_on=due, **county.who(),
    )  # fmt: skip
    log = text_of(client.get(reverse("practice:improving", args=[county.assembly])))
    for words in ("1. Start later", "Six is too soon", "Support officer", "1 April 2026"):
        assert words in log
    late = [d for d in duties(county.assembly, on=due + timedelta(days=1))
            if d.obligation.what == "Start later"]  # fmt: skip
    assert [(d.state, d.obligation.clause.key) for d in late] == [
        ("missed", "principle-improvement")
    ]
    finish_improvement(improvement=made, outcome="We start at seven.", **county.who())
    log = text_of(client.get(reverse("practice:improving", args=[county.assembly])))
    assert "We start at seven." in log


def test_who_gave_feedback_is_kept_nowhere_and_too_few_show_no_mean(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="staffs-alliance", micro=1)
    occasion = an_occasion(county)
    before = Entry.objects.count()
    for _number in range(2):
        give_feedback(occasion=occasion, rating=5, worked="", better="", at=NOW)

    assert Entry.objects.count() == before
    url = reverse("practice:improving", args=[county.assembly])
    assert "too few to tell" in text_of(client.get(url))
    give_feedback(occasion=occasion, rating=2, worked="", better="", at=NOW)
    assert "4.0" in text_of(client.get(url))


@pytest.mark.parametrize(("days", "is_taken"), [(-1, False), (0, True), (28, True), (29, False)])
def test_feedback_is_taken_for_four_weeks(days, is_taken):
    county = a_county(document="staffs-alliance", micro=1)
    occasion = an_occasion(county)
    at = moment(TODAY + timedelta(days=days))

    if is_taken:
        give_feedback(occasion=occasion, rating=3, worked="", better="", at=at)
    else:
        with pytest.raises(Refusal) as said:
            give_feedback(occasion=occasion, rating=3, worked="", better="", at=at)
        assert said.value.code == "feedback-not-open"
    assert Feedback.objects.exists() is is_taken


# Networks


HEAD = "organisation,consented_on,postcode,charity_number,contact,email\n"


def a_network(county, name="Hall keepers"):
    return keep_network(
        assembly=county.assembly, name=name, keeper="Hall Trust", about="", **county.who()
    )


def brought(county, network, *lines):
    text = HEAD + "\n".join(lines) + "\n"
    return bring_network(network=network, content=text.encode(), **county.who())


@pytest.mark.clause("dorset-vcsa-network-systems")
def test_list_of_a_network_is_brought_in_with_consent_and_each_contact_keeps_its_network():
    county = a_county(document="dorset-vcsa", micro=1)
    Organisation.objects.filter(pk=county.bodies[0].pk).update(
        name="The Mill Hall", sort_name="mill hall"
    )
    halls, choirs = a_network(county), a_network(county, "Choirs")
    rows = ("Mill Hall,2026-01-05,,,Ann,ann@example.org", "New Barn,2026-01-06,,,,")

    assert brought(county, halls, *rows) == (2, 1, 1)

    barn = Organisation.objects.get(name="New Barn")
    assert barn.source == "Hall keepers"
    assert brought(county, choirs, "New Barn,2026-02-01,,,Bo,bo@example.org") == (1, 1, 0)
    assert networks_of(barn, county.assembly) == ["Choirs", "Hall keepers"]
    kept = NetworkContact.objects.get(email="ann@example.org")
    assert (kept.network, kept.organisation, kept.printed_as, kept.consented_on) == (
        halls, county.bodies[0], "Mill Hall", date(2026, 1, 5),
    )  # fmt: skip
    assert brought(county, halls, *rows) == (0, 2, 0)
    assert NetworkContact.objects.count() == 3


@pytest.mark.clause("dorset-vcsa-network-systems")
@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Barn,,,,,", "has no day of consent"),
        ("Barn,2026-05-01,,,,", "on a day that is still to come"),
        (",2026-01-05,,,,", "names no organisation"),
        ("Barn,2026-01-05,NOWHERE,,,", "is not a postcode"),
        ("Barn,2026-01-05,,,,ann at home", "is not an e-mail address"),
        ("Sound,2026-01-05,,,,", "is in the list twice: it is in row 2 as well"),
        ("Twin,2026-01-05,,,,", "could be either of 2 on the register"),
    ],
)
def test_row_at_fault_is_told_by_its_number_and_nothing_is_kept(time_machine, line, what):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-vcsa", micro=2)
    Organisation.objects.filter(pk__in=[one.pk for one in county.bodies]).update(
        name="Twin", sort_name="twin", postcode=""
    )
    network = a_network(county)

    with pytest.raises(Refusal) as said:
        brought(county, network, "Sound,2026-01-05,,,,", line)

    assert said.value.code == "network-list-has-faults"
    ((row, words),) = said.value.facts["faults"]
    assert row == 3
    assert what in words
    assert not NetworkContact.objects.exists()
    assert not Organisation.objects.filter(name="Sound").exists()


def test_file_that_is_no_table_is_answered_with_what_to_do():
    county = a_county(document="dorset-vcsa", micro=1)

    with pytest.raises(Refusal) as said:
        bring_network(network=a_network(county), content=b"", **county.who())

    assert said.value.code == "network-list-unreadable"
    assert said.value.facts["what"] == "The file is empty."
