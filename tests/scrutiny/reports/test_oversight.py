"""The board is given reports and judges them; three bodies see the same pack; a page shows how it fits."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.equity.models import TrustRating
from folkmoot.scrutiny.reports.actions.deciding import (
    approve_report,
    finish_action,
    judge_report,
    publish_report,
)
from folkmoot.scrutiny.reports.actions.records import let_provider_go, name_provider
from folkmoot.scrutiny.reports.actions.writing import begin_report, remark
from folkmoot.scrutiny.reports.queries.machine import kind_named
from folkmoot.scrutiny.reports.queries.reading import sides_of
from folkmoot.site.duties import duties
from folkmoot.work.enquiries.actions.answering import answer
from folkmoot.work.plan.actions import keep_action, keep_plan
from tests.factories import PersonFactory, PostFactory
from tests.scrutiny.reports.factories import Bargain, a_challenge, at_the_desk, text_of, written
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, moment

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
QUARTER = (date(2026, 1, 1), date(2026, 3, 31))
AFTER = datetime(2026, 4, 10, 10, tzinfo=UTC)


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def a_place(document: str = "dorset-vcsa") -> Bargain:
    county = a_county(document=document, micro=2)
    board = PostFactory(assembly=county.assembly, kind="board").person
    return Bargain(county, board, None)  # type: ignore[arg-type]  # no compact here


def on_the_quarter(place: Bargain, kind: str):
    return begin_report(
        assembly=place.assembly, kind=kind_named(kind), since_on=QUARTER[0], until_on=QUARTER[1],
        **place.who(AFTER),
    )  # fmt: skip


def page_of(client, report) -> str:
    return text_of(client, reverse("reports:report", args=[report.assembly, report.reference]))


JUDGED = {
    "about": "openness", "says": "mixed", "words": "Too little is told of what was refused.",
    "action": "Tell of each refusal", "owner": "Engagement Group", "due_on": date(2026, 6, 1),
}  # fmt: skip


@pytest.mark.clause("dorset-vcsa-oversight")
def test_board_gets_a_report_against_values_and_objectives_judges_it_and_publishes_that(
    client, time_machine
):
    place = a_place()
    TrustRating.objects.create(
        assembly=place.assembly, year=2026, value="openness", rated_by="organiser", rating=4,
        evidence="Minutes are out.", at=NOW,
    )  # fmt: skip
    report = written(on_the_quarter(place, "oversight"), place, AFTER)

    early = refused(lambda: judge_report(report=report, **JUDGED, by=place.board, at=AFTER))
    made = approve_report(report=report, by=place.board, at=AFTER)
    other = refused(lambda: judge_report(report=made, **JUDGED, **place.who(AFTER)))
    judged = judge_report(report=made, **JUDGED, by=place.board, at=AFTER)
    publish_report(report=made, **place.who(AFTER))

    assert (early.code, other.code) == ("report-is-not-judged", "not-permitted")
    time_machine.move_to(AFTER, tick=False)
    page = page_of(client, made)
    for words in ("The values", "Values that were not rated", "Minutes are out.",
                  "The objectives", "names none", "openness: some of it goes well",
                  "Too little is told of what was refused.", "Tell of each refusal"):  # fmt: skip
        assert words in page
    finish_action(judgement=judged, outcome="A list is out.", by=place.board, at=AFTER)
    assert "A list is out." in page_of(client, made)


@pytest.mark.clause("dorset-vcsa-oversight")
def test_report_to_the_board_is_owed_each_quarter_and_so_is_what_the_board_asked_for():
    place = a_place()

    def owed(on: date) -> dict[str, str]:
        return {duty.obligation.what: duty.state for duty in duties(place.assembly, on=on)}

    name = "Send and publish the report: Report of the Engagement Group, 1 January 2026 to 31 March 2026"
    assert owed(AFTER.date())[name] == "due"
    report = written(on_the_quarter(place, "oversight"), place, AFTER)
    made = approve_report(report=report, by=place.board, at=AFTER)
    publish_report(report=made, **place.who(AFTER))
    judge_report(report=made, **JUDGED, by=place.board, at=AFTER)
    assert owed(AFTER.date())[name] == "met"
    assert owed(date(2026, 6, 2))["Tell of each refusal"] == "missed"


def test_board_judges_on_the_page_and_what_is_to_be_done_needs_somebody_and_a_day(time_machine):
    place = a_place()
    report = written(on_the_quarter(place, "oversight"), place, AFTER)
    approve_report(report=report, by=place.board, at=AFTER)
    time_machine.move_to(AFTER, tick=False)
    desk = at_the_desk(place.board)
    url = reverse("reports:judge", args=[place.assembly, report.reference])

    answer_to = desk.post(
        url, {"about": "access", "says": "poor", "words": "Nobody rang.", "action": "Ring"}
    )

    assert answer_to.status_code == 422
    html = answer_to.content.decode()
    for words in ("Say who does it.", "Enter by when.", "Nobody rang."):
        assert words in html
    assert not report.judgements.exists()


@pytest.mark.clause("dorset-vcsa-engagement-group")
def test_group_lists_who_links_from_when_and_what_it_carries_both_ways(client, time_machine):
    place = a_place()
    who = place.who()
    one = name_provider(
        assembly=place.assembly, name="Hands Together", does="Rings small groups.",
        from_on=date(2026, 1, 5), **who,
    )  # fmt: skip
    name_provider(
        assembly=place.assembly, name="Wessmoor Action", does="", from_on=date(2026, 2, 2), **who
    )
    a_challenge(place.county)
    a_challenge(place.county, "Who knows young carers?", kind="request", organisation=None,
                by=PostFactory(assembly=place.assembly, kind="public-body").person)  # fmt: skip
    a_challenge(place.county, "They laughed at us", kind="unfairness")
    time_machine.move_to(moment(TODAY + timedelta(days=1)), tick=False)

    page = text_of(client, reverse("reports:group", args=[place.assembly]))

    for words in ("Hands Together", "Rings small groups.", "5 January 2026", "Wessmoor Action",
                  "1 from the system to the sector, 1 from the sector to partners",
                  "2 still wait for an answer", "Who knows young carers?",
                  "No bus after four"):  # fmt: skip
        assert words in page
    assert "They laughed" not in page
    let_provider_go(provider=one, until_on=TODAY, **who)
    after = text_of(client, reverse("reports:group", args=[place.assembly]))
    assert "Hands Together" in after
    assert after.index("Wessmoor Action") < after.index("Hands Together")
    again = refused(lambda: let_provider_go(provider=one, until_on=TODAY, **who))
    assert again.code == "provider-left"


def test_provider_is_named_once_at_a_time_and_by_an_officer():
    place = a_place()
    said = {"assembly": place.assembly, "does": "", "from_on": TODAY}
    name_provider(name="Hands Together", **said, **place.who())

    twice = refused(lambda: name_provider(name="hands together", **said, **place.who()))
    other = refused(lambda: name_provider(name="X", **said, by=PersonFactory(), at=NOW))

    assert (twice.code, other.code) == ("provider-is-there", "not-permitted")


def a_plan(place: Bargain) -> None:
    who = place.who()
    plan = keep_plan(
        assembly=place.assembly, kind="plan", title="Together", about="",
        from_on=QUARTER[0], until_on=date(2027, 12, 31), watched_by="All", **who,
    )  # fmt: skip
    for title, owner, is_ready in (("A hub", "Wessmoor Council", True), ("Grants", "", False)):
        keep_action(
            plan=plan, is_ready=is_ready, priority="Places", title=title, owner=owner,
            measure="m", target="t", means="m", due_on=date(2026, 3, 20) if is_ready else None,
            **who,
        )  # fmt: skip


@pytest.mark.clause("principles-5-joint-oversight")
def test_council_care_system_and_assembly_see_the_same_pack_and_write_down_what_they_think(
    client, time_machine
):
    place = a_place("dorset-principles")
    a_plan(place)
    report = written(on_the_quarter(place, "monitoring"), place, AFTER)
    council = PostFactory(assembly=place.assembly, kind="public-body", body="The Council").person
    sides = sides_of(kind_named("monitoring"), place.assembly, on=TODAY)
    time_machine.move_to(AFTER, tick=False)

    assert sides == ("the council", "the care system", "the Assembly")
    before = [
        page_of(browser, report)
        for browser in (browser(council), at_the_desk(place.board), at_the_desk(place.county.officer))
    ]  # fmt: skip
    for page in before:
        for words in ("Actions in the plan", "Overdue", "Owned by nobody yet", "A hub"):
            assert words in page
    url = reverse("reports:say", args=[place.assembly, report.reference])
    sent = browser(council).post(
        url, {"side": "the council", "words": "The hub waits for a lease."}
    )
    assert sent.status_code == 302
    remark(report=report, side="the care system", words="We can pay.", **place.who(AFTER))
    remark(report=report, side="the Assembly", words="Too slow.", by=place.board, at=AFTER)
    for by, side in ((council, "the Assembly"), (place.board, "the council"),
                     (PersonFactory(), "the council"), (place.board, "somebody")):  # fmt: skip
        told = refused(lambda by=by, side=side: remark(
            report=report, side=side, words="x", by=by, at=AFTER))  # fmt: skip
        assert told.code == "side-speaks-for-itself"
    publish_report(
        report=approve_report(report=report, by=place.board, at=AFTER), **place.who(AFTER)
    )
    page = page_of(client, report)
    for words in ("The hub waits for a lease.", "We can pay.", "Too slow.",
                  "written down by a support officer"):  # fmt: skip
        assert words in page


@pytest.mark.clause("dorset-vcsa-model-page")
def test_page_shows_three_layers_with_live_numbers_and_how_a_request_travels_both_ways(
    client, time_machine
):
    place = a_place()
    name_provider(
        assembly=place.assembly, name="Hands Together", does="", from_on=TODAY, **place.who()
    )
    url = reverse("reports:model", args=[place.assembly])
    time_machine.move_to(moment(TODAY + timedelta(days=2)), tick=False)

    empty = text_of(client, url)
    public = PostFactory(assembly=place.assembly, kind="public-body").person
    up = a_challenge(place.county)
    down = a_challenge(place.county, "Who knows young carers?", kind="request",
                       organisation=None, by=public)  # fmt: skip
    waiting = text_of(client, url)
    for found in (up, down):
        answer(enquiry=found, words="Here.", **place.who(moment(TODAY + timedelta(days=1))))
    page = text_of(client, url)

    assert "2 organisations on the register" in empty
    assert "Hands Together" in empty
    assert "No request of a public body has been answered in public yet" in empty
    assert "1 request to the sector waits for an answer" in waiting
    assert "2 questions and requests are on their way" in waiting
    for words in ("1. What the care system needs", "2. Those who link", "3. The sector",
                  "0 requests to the sector wait", "A public body asked the sector, 2 March 2026",
                  "Somebody of the sector brought it, 2 March 2026",
                  "passed it to Wessmoor Council",
                  "The answer came back, for everybody to read, 3 March 2026"):  # fmt: skip
        assert words in page


@pytest.mark.parametrize("more", [0, 12], ids=["few", "many"])
def test_cost_of_the_group_and_the_model_does_not_grow(client, more, django_assert_max_num_queries):
    place = a_place()
    for number in range(more):
        a_challenge(place.county, f"Challenge {number}")

    with django_assert_max_num_queries(24):
        client.get(reverse("reports:model", args=[place.assembly]))
    with django_assert_max_num_queries(10):
        client.get(reverse("reports:group", args=[place.assembly]))
