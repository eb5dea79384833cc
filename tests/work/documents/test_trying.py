"""Material is tried small first and given out by count; statements carry their days."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.rules.periods import add
from folkmoot.work.documents.actions.rewriting import comment
from folkmoot.work.documents.actions.trying import (
    check_statement,
    give_out,
    keep_pilot,
    state,
)
from folkmoot.work.documents.models import PilotGroup, Statement
from folkmoot.work.documents.queries.clauses import status_period
from tests.factories import PersonFactory
from tests.work.consultations.factories import NOW, a_county, moment
from tests.work.documents.factories import (
    TODAY,
    a_document,
    a_draft,
    a_version,
    an_officer,
    page_of,
    refused,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.clause("principles-a2-pilot")
def test_resource_is_tried_with_named_groups_revised_and_counted_as_it_is_given_out(client):
    county = a_county(document="dorset-principles", micro=1)
    pack = a_document(county, title="Cooking at home", kind="resource")
    first = a_draft(county, pack, "Seven recipes.", reason="To be tried.")
    who = {"from_on": TODAY, "said": ""}
    for name in ("Scouts", "Family centre"):
        keep_pilot(version=first, name=name, **who, **county.who())
    assert "2 groups tried it. At least 3 are to try it first." in page_of(client, pack)
    keep_pilot(version=first, name="Scouts", from_on=TODAY, said="Too many steps.", **county.who())
    keep_pilot(version=first, name="Youth club", **who, **county.who())
    comment(version=first, organisation=None, group="Youth club", words="More pictures.",
            by=PersonFactory(), at=NOW)  # fmt: skip
    second = a_version(county, pack, "Five recipes.", reason="Fewer steps, as Scouts said.")
    give_out(version=second, to="Holiday clubs", on=TODAY, copies=1200, people=1300, **county.who())
    give_out(version=second, to="Library", on=TODAY, copies=40, people=40, **county.who())

    text = page_of(client, pack)

    assert PilotGroup.objects.count() == 3
    assert "3 groups tried it. Copies given out: 1,240, for 1,340 people." in text
    assert "For each of them to have theirs, 100 are missing." in text
    assert "Scouts tried version 1: Too many steps." in text
    assert "Fewer steps, as Scouts said." in text
    tried = words_of(client, "version", county.assembly, pack.number, first.number)
    assert "Seven recipes." in tried
    assert "More pictures." in tried
    given = words_of(client, "version", county.assembly, pack.number, second.number)
    assert "2 March 2026 : 1,200 to Holiday clubs, for 1,300 people" in given


@pytest.mark.clause("dorset-vcsa-dated-status")
def test_statement_says_when_it_was_written_and_checked_and_is_out_of_date_after_its_day(
    client, time_machine
):
    county = a_county(document="dorset-vcsa", micro=1)
    written = date(2023, 6, 1)
    found = state(assembly=county.assembly, title="The board", words="Seven are in place.",
                  written_on=written, review_on=None, **county.who())  # fmt: skip
    until = add(written, status_period(county.assembly, on=TODAY))
    assert until == date(2023, 12, 1)

    def text_on(day: date) -> str:
        time_machine.move_to(moment(day), tick=False)
        return words_of(client, "statements", county.assembly)

    assert "This is out of date" not in text_on(until)
    late = text_on(until + timedelta(days=1))
    assert "This is out of date It held until 1 December 2023" in late
    assert (
        "Written on 1 June 2023 . Last looked at on 1 June 2023 . Last edited on 2 March 2026"
        in late
    )
    checked = until + timedelta(days=1)
    check_statement(statement=found, checked_on=checked, review_on=None, **county.who())
    text = text_on(checked)
    assert "This is out of date" not in text
    assert "Last looked at on 2 December 2023" in text
    check_statement(statement=found, checked_on=checked, review_on=checked, **county.who())
    assert "This is out of date" in text_on(checked + timedelta(days=1))


def test_statement_is_not_checked_before_it_is_written_or_on_a_day_to_come():
    county = a_county(document="dorset-vcsa", micro=1)
    found = state(assembly=county.assembly, title="x", words="x", written_on=TODAY, review_on=None,
                  **county.who())  # fmt: skip

    for days, code in ((-1, "statement-before-written"), (1, "day-is-to-come")):
        day = TODAY + timedelta(days=days)
        no = refused(
            lambda day=day: check_statement(
                statement=found, checked_on=day, review_on=None, **county.who()
            )
        )
        assert no.code == code
    assert Statement.objects.get().checked_on == TODAY


def test_copies_are_whole_numbers_that_make_sense():
    county = a_county(document="dorset-principles", micro=1)
    pack = a_document(county, kind="resource")
    made = a_draft(county, pack)
    page = an_officer(county)
    address = reverse("documents:give_out", args=[county.assembly, pack.number, made.number])
    day = {"on_day": "2", "on_month": "3", "on_year": "2026", "to": "Library"}

    for copies in ("-4", "99999999999", "many", "0"):
        answer = page.post(address, day | {"copies": copies, "people": "3"})
        assert answer.status_code == 422
        assert f'value="{copies}"' in answer.content.decode()
    assert not made.given_out.exists()
