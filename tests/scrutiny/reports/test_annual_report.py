"""The annual Compact report writes itself, every figure opens its rows, and what was published stays."""

import csv
import re
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils.html import escape, strip_tags
from pypdf import PdfReader

from folkmoot.ground.ledger.models import Entry
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.reports.actions.deciding import (
    approve_report,
    publish_report,
    submit_report,
)
from folkmoot.scrutiny.reports.actions.writing import begin_report, write_section
from folkmoot.scrutiny.reports.models import Report, ReportFigure
from folkmoot.scrutiny.reports.queries.machine import kind_named
from folkmoot.scrutiny.reports.queries.reading import parts_of, state_of
from folkmoot.site.duties import duties
from folkmoot.work.compact.actions.backing import tell_of_it
from tests.factories import PersonFactory
from tests.scrutiny.reports.factories import (
    AFTER,
    YEAR,
    a_bargain,
    a_year,
    approved,
    at_the_desk,
    begun,
    published,
    text_of,
    written,
)
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, an_open_one

pytestmark = pytest.mark.django_db
THREE = ("consultations", "shortest-notice", "told-by-public")


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def figures(report) -> dict[str, str]:
    return {
        line.told.key: line.told.shown
        for part in parts_of(report, on=AFTER.date())
        for line in part.lines
    }


def address(report, key: str, name: str = "figure") -> str:
    return reverse(f"reports:{name}", args=[report.assembly, report.reference, key])


def as_pdf(client, report, form: str = "pdf") -> str:
    page = client.get(reverse("reports:file", args=[report.assembly, report.reference, form]))
    assert page.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(page.content)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


@pytest.mark.clause("compact-annual-report")
def test_report_is_drafted_from_evidence_cases_notices_and_lengths_in_three_parts(time_machine):
    bargain = a_bargain()
    a_year(bargain)
    report = begun(bargain)

    parts = parts_of(report, on=AFTER.date())

    assert [part.key for part in parts] == ["evidence", "successes", "weaknesses"]
    told = figures(report)
    assert {
        key: told[key]
        for key in (
            "for-consultation", "against-consultation", "for-funding", "cases-open",
            "cases-closed", "lessons", "consultations", "shortest-consultation",
            "mean-consultation", "notices", "shortest-notice", "full-notices", "short-notices",
            "long-enough", "short-consultations", "changed", "told-by-public", "told-by-sector",
            "adopted", "champions", "vacancies", "settled", "work-plan", "work-done",
            "work-overdue",
        )
    } == {
        "for-consultation": "1", "against-consultation": "2", "for-funding": "0",
        "cases-open": "1", "cases-closed": "1", "lessons": "1", "consultations": "2",
        "shortest-consultation": "60 days", "mean-consultation": "72 days", "notices": "2",
        "shortest-notice": "40 days", "full-notices": "1", "short-notices": "1",
        "long-enough": "1", "short-consultations": "1", "changed": "1", "told-by-public": "2",
        "told-by-sector": "0", "adopted": "1", "champions": "1", "vacancies": "1",
        "settled": "1", "work-plan": "2", "work-done": "1", "work-overdue": "1",
    }  # fmt: skip
    listed = {
        line.told.key: [cell for row in line.told.rows for cell in row.cells]
        for part in parts
        for line in part.lines
        if line.told.is_listed
    }
    assert "84 days" in listed["consultations"]
    assert "The money has to be spent by June." in listed["short-consultations"]
    assert "The law that paid for it was repealed." in listed["short-notices"]
    assert "August is short." in listed["lessons"]


@pytest.mark.clause("compact-promotion")
def test_totals_of_telling_feed_the_annual_report_by_who_told_and_who_took_it_up(client):
    bargain = a_bargain()
    a_year(bargain)
    report = published(begun(bargain), bargain)

    told = figures(report)

    assert (told["told-by-public"], told["told-by-sector"], told["adopted"]) == ("2", "0", "1")
    rows = text_of(client, address(report, "told-by-public"))
    assert "a briefing" in rows
    assert "a newsletter" in rows
    assert "took it up" not in rows


@pytest.mark.clause("compact-annual-report")
def test_three_figures_are_followed_to_their_rows_and_the_pdf_holds_the_same(client):
    bargain = a_bargain()
    a_year(bargain)
    report = published(begun(bargain), bargain)
    page = client.get(reverse("reports:report", args=[report.assembly, report.reference]))
    html = page.content.decode()
    on_page, on_paper, in_large = html, as_pdf(client, report), as_pdf(client, report, "large")

    for key in THREE:
        found = re.search(rf'href="({address(report, key)})">([^<]*)<', on_page)
        assert found is not None
        rows = client.get(found[1])
        table = client.get(address(report, key, "figure_csv")).content.decode()
        told = next(iter(report.figures.filter(key=key)))
        assert found[2] == told.shown
        shown = " ".join(strip_tags(rows.content.decode()).split())
        assert f"{told.name}: {told.shown}" in shown
        cells = list(csv.reader(StringIO(table)))
        assert len(cells) - 1 == len(told.rows)
        for row in told.rows:
            for cell in row[0]:
                assert " ".join(escape(cell).split()) in shown
        assert f"{told.name}: {told.shown}" in on_paper
        assert f"{told.name}: {told.shown}" in in_large


@pytest.mark.clause("compact-annual-report")
def test_number_of_rows_behind_a_figure_is_the_figure(client):
    bargain = a_bargain()
    a_year(bargain)
    report = published(begun(bargain), bargain)

    rows = client.get(address(report, "told-by-public"))

    assert rows.content.decode().count('<tr class="govuk-table__row">') - 1 == 2
    assert figures(report)["told-by-public"] == "2"


def test_report_in_plain_text_and_to_work_on_hold_the_words_and_figures(client):
    bargain = a_bargain()
    a_year(bargain)
    report = published(begun(bargain), bargain)
    args = [report.assembly, report.reference]

    text = client.get(reverse("reports:file", args=[*args, "txt"])).content.decode()
    docx = client.get(reverse("reports:file", args=[*args, "docx"]))

    assert "Words on weaknesses." in text
    assert "The shortest notice: 40 days" in text
    assert docx.content[:2] == b"PK"
    assert client.get(reverse("reports:file", args=[*args, "exe"])).status_code == 404


@pytest.mark.clause("compact-annual-report")
def test_words_are_edited_part_by_part_and_what_another_wrote_meanwhile_is_not_lost(time_machine):
    bargain = a_bargain()
    report = begun(bargain)
    time_machine.move_to(AFTER, tick=False)
    desk = at_the_desk(bargain.county.officer)
    url = reverse("reports:write", args=[report.assembly, report.reference, "evidence"])
    sent = {"words": "It was a mixed year.", "edition": "0"}

    desk.post(url, sent)
    second = desk.post(url, {"words": "Mine instead.", "edition": "0"})

    assert second.status_code == 422
    assert "Mine instead." in second.content.decode()
    assert [one.words for one in report.sections.all()] == ["It was a mixed year."]


@pytest.mark.clause("compact-annual-report")
def test_board_approves_when_each_part_says_something_and_an_officer_does_not():
    bargain = a_bargain()
    report = begun(bargain)

    early = refused(lambda: approve_report(report=report, by=bargain.board, at=AFTER))
    written(report, bargain)
    officer = refused(lambda: approve_report(report=report, **bargain.who(AFTER)))

    assert (early.code, early.clause.key) == ("report-has-gaps", "annual-report")
    assert officer.code == "not-permitted"
    assert not ReportFigure.objects.exists()
    made = approve_report(report=report, by=bargain.board, at=AFTER)
    assert state_of(made) == "approved"
    again = refused(
        lambda: write_section(
            report=report, key="evidence", title="x", words="x", edition=1, **bargain.who(AFTER)
        )
    )
    assert again.code == "report-is-approved"


@pytest.mark.clause("compact-annual-report")
def test_submission_to_the_partnership_board_is_recorded_with_its_day(client):
    bargain = a_bargain()
    report = begun(bargain)
    sent = {"sent_to": "The partnership board", "sent_on": AFTER.date()}

    early = refused(lambda: submit_report(report=report, **sent, **bargain.who(AFTER)))
    approved(report, bargain)
    before = {**sent, "sent_on": AFTER.date() - timedelta(days=1)}
    wrong = refused(lambda: submit_report(report=report, **before, **bargain.who(AFTER)))
    later = {**sent, "sent_on": AFTER.date() + timedelta(days=1)}
    future = refused(lambda: submit_report(report=report, **later, **bargain.who(AFTER)))
    made = submit_report(report=report, **sent, **bargain.who(AFTER))

    codes = [one.code for one in (early, wrong, future)]
    assert codes == ["report-not-approved", "sent-before-approval", "sent-later"]
    assert state_of(made) == "submitted"
    publish_report(report=made, **bargain.who(AFTER))
    page = text_of(client, reverse("reports:report", args=[made.assembly, made.reference]))
    assert "Sent to The partnership board on 15 January 2027" in page
    assert [entry.kind for entry in Entry.objects.order_by("number")][-3:] == [
        "ReportApproved", "ReportSubmitted", "ReportPublished",
    ]  # fmt: skip


@pytest.mark.clause("compact-annual-report")
def test_one_report_a_year_is_owed_until_it_goes_out():
    bargain = a_bargain()

    def owed(on: date) -> list[str]:
        return [
            duty.state
            for duty in duties(bargain.assembly, on=on)
            if duty.obligation.what == "Send and publish the report: Compact report, 2026"
        ]

    assert owed(AFTER.date()) == ["due"]
    assert owed(date(2027, 12, 31)) == ["due"]
    assert owed(date(2028, 1, 1)) == []  # from then on the next year's is owed
    report = approved(begun(bargain), bargain)
    submit_report(report=report, sent_to="The board", sent_on=AFTER.date(), **bargain.who(AFTER))
    assert owed(AFTER.date()) == ["met"]


def test_figure_stays_as_published_with_now_beside_it_where_it_differs(client, time_machine):
    bargain = a_bargain()
    a_year(bargain)
    report = published(begun(bargain), bargain)
    tell_of_it(
        accord=bargain.compact, kind="bulletin", body="Late body", is_of_sector=False,
        words="Found in a drawer.", on=NOW.date(), **bargain.who(AFTER),
    )  # fmt: skip
    time_machine.move_to(AFTER + timedelta(days=1), tick=False)

    page = text_of(client, reverse("reports:report", args=[report.assembly, report.reference]))
    rows = text_of(client, address(report, "told-by-public"))

    assert "2 : Times public bodies told of the Compact now: 3" in page
    assert "Late body" not in rows
    assert "The records tell now: 3." in rows
    live = reverse("reports:figure_now", args=[report.assembly, "compact", "told-by-public"])
    assert "Late body" in text_of(client, f"{live}?since=2026-01-01&until=2026-12-31")


def test_draft_is_read_by_those_who_work_on_it_and_by_nobody_else(client, time_machine):
    bargain = a_bargain()
    report = begun(bargain)
    time_machine.move_to(AFTER, tick=False)
    url = reverse("reports:report", args=[report.assembly, report.reference])

    assert client.get(url).status_code == 404
    assert browser(PersonFactory()).get(url).status_code == 404
    assert client.get(address(report, "notices")).status_code == 404
    approved(report, bargain)
    assert client.get(url).status_code == 404
    publish_report(report=report, **bargain.who(AFTER))
    assert client.get(url).status_code == 200


def test_report_on_a_time_that_is_not_over_or_is_reported_on_is_refused():
    bargain = a_bargain()
    kind = kind_named("compact")
    at = {"since_on": YEAR[0], "until_on": YEAR[1]}

    early = refused(
        lambda: begin_report(assembly=bargain.assembly, kind=kind, **at, **bargain.who(NOW))
    )
    begun(bargain)
    twice = refused(lambda: begun(bargain))

    assert (early.code, twice.code) == ("report-of-the-future", "reported-already")
    assert Report.objects.count() == 1


def test_reports_of_earlier_years_stay(client, time_machine):
    bargain = a_bargain()
    kind = kind_named("compact")
    for year in (2024, 2025):
        report = begin_report(
            assembly=bargain.assembly, kind=kind, since_on=date(year, 1, 1),
            until_on=date(year, 12, 31), **bargain.who(AFTER),
        )  # fmt: skip
        published(report, bargain)
    time_machine.move_to(AFTER, tick=False)

    page = text_of(client, reverse("reports:reports", args=[bargain.assembly]))

    assert page.index("Compact report, 2025") < page.index("Compact report, 2024")


def test_open_case_and_who_was_in_it_show_nowhere_in_the_rows(client):
    bargain = a_bargain()
    a_year(bargain)
    report = published(begun(bargain), bargain)

    rows = text_of(client, address(report, "cases-open"))

    assert "1 case" in rows
    for words in ("case-2026-2", "Secret"):
        assert words not in rows + text_of(client, address(report, "cases-closed"))
    champions = text_of(client, address(report, "champions"))
    assert "County Council" in champions
    assert "A. Person" not in champions


@pytest.mark.parametrize("more", [0, 12], ids=["few", "many"])
def test_cost_of_a_report_does_not_grow(client, more, time_machine, django_assert_max_num_queries):
    bargain = a_bargain(micro=3)
    a_year(bargain)
    for number in range(more):
        an_open_one(bargain.county, title=f"Consultation {number}")
    report = published(begun(bargain), bargain)
    time_machine.move_to(AFTER, tick=False)

    with django_assert_max_num_queries(45):
        client.get(reverse("reports:report", args=[report.assembly, report.reference]))
