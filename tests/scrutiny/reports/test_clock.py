"""The public clock: each duty of a partner with its day, body by body, part by part."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.urls import reverse

from folkmoot.proceedings.voice.models import Input
from folkmoot.scrutiny.reports.queries.clock import LONG_OVERDUE, Owed, by_body
from folkmoot.scrutiny.reports.queries.owed import owed
from folkmoot.work.compact.actions.accords import name_side
from folkmoot.work.compact.actions.promises import give_evidence, make_commitment
from folkmoot.work.enquiries.actions.answering import answer
from tests.factories import AdoptionFactory
from tests.proceedings.seats.factories import OutsideBodyFactory
from tests.proceedings.voice.factories import InputFactory, SittingFactory
from tests.scrutiny.reports.factories import (
    Bargain,
    a_bargain,
    a_challenge,
    a_year,
    an_award,
    end,
    text_of,
)
from tests.work.consultations.factories import (
    CLOSES,
    NOW,
    OPENS,
    a_county,
    an_open_one,
    closed,
    moment,
)

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
TODAY = NOW.date()


def a_duty(due_on: date, done_on: date | None = None, **more) -> Owed:
    said = {"body": "Council", "kind": "promise", "what": "Ask", "clause": None, "url": "/"}
    return Owed(due_on=due_on, done_on=done_on, **said | more)


@pytest.mark.parametrize(
    ("days", "done", "stands"),
    [
        (0, None, "due"),
        (1, None, "overdue"),
        (LONG_OVERDUE.days, None, "overdue"),
        (LONG_OVERDUE.days + 1, None, "long overdue"),
        (1, 0, "met"),
        (1, 1, "kept late"),
        (1, 2, "overdue"),  # what is done tomorrow is not done today
    ],
)
def test_duty_stands_by_its_day_and_by_what_had_happened(days, done, stands):
    duty = a_duty(TODAY, TODAY + done * A_DAY if done is not None else None)

    assert duty.stands(on=TODAY + days * A_DAY) == stands


def test_what_nobody_told_of_is_unknown_and_not_overdue():
    duty = a_duty(TODAY, is_known=False)

    assert [duty.stands(on=TODAY), duty.stands(on=TODAY + A_DAY)] == ["due", "unknown"]


def test_bodies_are_counted_with_their_parts_and_what_we_owe_comes_last():
    found = [
        a_duty(TODAY, part="Adults"),
        a_duty(TODAY - A_DAY, part="Adults", body="COUNCIL"),
        a_duty(TODAY, body="Aardvark Assembly", is_ours=True),
    ]

    lines = by_body(found, on=TODAY)

    told = [(line.body, line.counts, [part.part for part in parts]) for line, parts in lines]
    assert told == [
        ("Council", [0, 1, 1, 0, 0, 0], ["Adults"]),
        ("Aardvark Assembly", [0, 0, 1, 0, 0, 0], []),
    ]


def stood(bargain: Bargain, on: date, kind: str) -> list[tuple[str, str, str, str]]:
    found = owed(bargain.assembly, since=on - timedelta(days=365), on=on)
    return [
        (one.body, one.part, one.stands(on=on), one.clause.key if one.clause else "")
        for one in found
        if one.kind == kind
    ]


def test_feedback_on_a_consultation_is_owed_by_whom_it_was_asked():
    bargain = a_bargain()
    closed(an_open_one(bargain.county), bargain.county)
    due = CLOSES + timedelta(days=84)

    told = [stood(bargain, due + days * A_DAY, "feedback") for days in (0, 1, 29)]

    assert told == [
        [("Wessmoor Council", "", stands, "consult-feedback")]
        for stands in ("due", "overdue", "long overdue")
    ]


def test_length_of_a_consultation_is_kept_in_full_or_with_a_reason_that_all_can_read():
    bargain = a_bargain()
    an_open_one(
        bargain.county, closes_on=OPENS + timedelta(days=60), reason_for_length="Money by June."
    )

    told = owed(bargain.assembly, since=TODAY, on=OPENS + timedelta(days=61))

    (one,) = [found for found in told if found.kind == "length"]
    assert (one.stands(on=OPENS + timedelta(days=61)), one.note) == (
        "met",
        "open for 60 days: Money by June.",
    )


def test_notice_is_kept_late_where_an_exception_makes_it_short():
    bargain = a_bargain()
    end(an_award(bargain.county, 0), bargain.county, days=124, exception="")
    end(an_award(bargain.county, 1), bargain.county, days=40, exception="Repealed.")

    told = stood(bargain, TODAY, "notice")

    assert told == [
        ("Wessmoor Council", "Adults", "met", "funding-notice"),
        ("Wessmoor Council", "Adults", "kept late", "funding-notice"),
    ]


def test_papers_and_answers_of_a_board_are_owed_by_its_host_and_stand_under_the_board():
    county = a_county(document="staffs-alliance", micro=1)
    board = OutsideBodyFactory(assembly=county.assembly, name="Health Board", host="The ICB")
    on = date(2026, 6, 30)
    for day, papers in ((on, on - timedelta(days=20)), (on + A_DAY, on), (on - A_DAY, None)):
        SittingFactory(body=board, on=day, papers_on=papers)
    InputFactory(sitting__body=board, reply_due_on=on)
    bargain = Bargain(county, county.officer, None)  # type: ignore[arg-type]  # no compact here

    assert Input.objects.get().assembly == county.assembly
    assert sorted(stood(bargain, on + 2 * A_DAY, "papers")) == [
        ("The ICB", "Health Board", "kept late", "papers-in-time"),
        ("The ICB", "Health Board", "met", "papers-in-time"),
        ("The ICB", "Health Board", "unknown", "papers-in-time"),
        ("The ICB", "Health Board", "unknown", "papers-in-time"),  # where the input was made
    ]
    assert stood(bargain, on + 2 * A_DAY, "reply") == [
        ("The ICB", "Health Board", "overdue", "partners-act")
    ]


def test_challenge_is_owed_by_the_partner_and_what_names_none_by_the_assembly():
    bargain = a_bargain()
    late = a_challenge(bargain.county)
    a_challenge(bargain.county, "Who can help?", partner="", kind="idea")
    after = late.due_on + A_DAY

    told = {(body, part, state) for body, part, state, _clause in stood(bargain, after, "enquiry")}

    assert told == {
        ("Wessmoor Council", "Buses", "overdue"),
        (bargain.assembly.name, "", "overdue"),
    }
    answer(enquiry=late, words="A bus.", **bargain.who(moment(after)))
    kept = [one for one in stood(bargain, after, "enquiry") if one[0] == "Wessmoor Council"]
    assert [state for _body, _part, state, _clause in kept] == ["kept late"]


def test_what_was_told_in_confidence_is_on_no_clock(client):
    bargain = a_bargain()
    a_challenge(bargain.county, "They laughed at us", kind="unfairness")
    a_challenge(bargain.county, "Members alone", kind="issue")

    page = text_of(client, reverse("reports:clock", args=[bargain.assembly]))

    assert "They laughed" not in page
    assert "Members alone" not in page
    assert len(stood(bargain, TODAY, "enquiry")) == 1


def test_promise_with_a_day_is_kept_once_it_is_seen_to_be():
    bargain = a_bargain()
    who = bargain.who()
    side = name_side(accord=bargain.compact, name="County Council", is_of_sector=False, **who)
    promise = make_commitment(
        owed_by=side, words="Ask first.", theme="consultation", due_on=TODAY, **who
    )

    assert stood(bargain, TODAY, "promise") == [("County Council", "", "due", "best-practice")]
    give_evidence(
        commitment=promise, says="kept", words="x", source="", link="", area=None, seen_on=TODAY,
        organisation=None, principles=["partnership"], **who,
    )  # fmt: skip
    assert stood(bargain, TODAY + A_DAY, "promise")[0][2] == "met"


def test_clock_shows_totals_and_duties_with_clause_and_link_and_gives_them_as_a_table(
    client, time_machine
):
    bargain = a_bargain()
    a_year(bargain)
    time_machine.move_to(datetime(2026, 9, 1, 10, tzinfo=UTC), tick=False)
    url = reverse("reports:clock", args=[bargain.assembly])

    page = client.get(url).content.decode()
    table = client.get(reverse("reports:clock_csv", args=[bargain.assembly])).content.decode()
    adults = text_of(client, f"{url}?body=Wessmoor+Council&part=Adults")
    late = text_of(client, f"{url}?state=long+overdue")

    rows = list(csv.DictReader(StringIO(table)))
    kinds = {row["Kind"] for row in rows}
    assert {
        "What came of a consultation", "How long a consultation is open",
        "Notice before funding ends", "An answer to a question, challenge or request",
    } <= kinds  # fmt: skip
    assert {row["Stands"] for row in rows} >= {"met", "kept late", "long overdue"}
    no_clause = {row["Kind"] for row in rows if not row["Clause"]}
    assert no_clause == {
        "An answer to a question, challenge or request"
    }  # the Compact asks for none
    assert [row["Duty"] for row in rows if not row["Address"].startswith("/")] == []
    assert all(row["Address"] in page for row in rows)
    assert "No bus after four" in late
    assert "Lunches" not in late
    assert "Tell Community Group" in adults
    assert "No bus after four" not in adults


@pytest.mark.parametrize("more", [0, 15], ids=["few", "many"])
def test_cost_of_the_clock_does_not_grow(client, more, time_machine, django_assert_max_num_queries):
    bargain = a_bargain(micro=3)
    AdoptionFactory(assembly=bargain.assembly, is_agreement=False)
    a_year(bargain)
    for number in range(more):
        an_open_one(bargain.county, title=f"Consultation {number}")
        a_challenge(bargain.county, f"Challenge {number}", partner=f"Body {number}")
        board = OutsideBodyFactory(assembly=bargain.assembly)
        InputFactory(sitting__body=board, reply_due_on=TODAY)
    time_machine.move_to(datetime(2026, 9, 1, 10, tzinfo=UTC), tick=False)

    with django_assert_max_num_queries(17):
        client.get(reverse("reports:clock", args=[bargain.assembly]))
