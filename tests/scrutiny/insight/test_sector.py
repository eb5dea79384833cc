"""The sector is counted and estimated, told beside what others publish, and opens its rows."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.models import Entry
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.insight.actions.sector import (
    ask_for_count,
    carry_out_count,
    publish_report,
    tell_workforce,
)
from folkmoot.scrutiny.insight.actions.statistics import enter_figures_of_documents
from folkmoot.scrutiny.insight.models import SectorReport, Workforce
from folkmoot.scrutiny.insight.queries.sector import count
from folkmoot.scrutiny.insight.queries.workforce import people_of
from folkmoot.site.duties import duties, waits_for_person
from tests.factories import PersonFactory
from tests.scrutiny.insight.factories import a_figure, an_officer, shown
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, County, a_county, a_member, moment

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
YEAR = TODAY.year


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def told_of(county: County, body: Organisation, people: int, **more: Any) -> Workforce:
    said: dict[str, Any] = {
        "year": YEAR, "group": "volunteers", "vacancies": None, "hours_a_week": None, "agreed": 0,
        "kinds": {}, "by": a_member(body), "at": NOW,
    }  # fmt: skip
    return tell_workforce(assembly=county.assembly, organisation=body, people=people, **said | more)


def counted(county: County, capture, year: int = YEAR, at=NOW) -> SectorReport:
    with capture(execute=True):
        ask_for_count(assembly=county.assembly, year=year, **county.who(at))
    return SectorReport.objects.get(assembly=county.assembly, year=year)


@pytest.mark.clause("principles-2.1-state-of-sector")
def test_report_counts_estimates_and_stands_beside_what_is_published(
    client, time_machine, django_capture_on_commit_callbacks
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=20, large=2)
    enter_figures_of_documents(assembly=county.assembly, **county.who())
    a_figure(county, None, title="An hour", topic="hour-value", unit="pounds an hour",
             low=Decimal(12), high=Decimal(18))  # fmt: skip
    for number, body in enumerate(county.of_size("micro")[:10]):
        told_of(county, body, 10 + number % 2, hours_a_week=20)

    report = counted(county, django_capture_on_commit_callbacks)
    publish_report(assembly=county.assembly, year=YEAR, words="A good year.", **county.who())

    told = report.told
    assert told["whole"] == 22
    assert told["parts"]["size"] == [
        ["micro", "micro: under £10,000", 20], ["large", "large: £1 million to £10 million", 2],
    ]  # fmt: skip
    assert told["volunteers"]["told"] == 105
    assert told["volunteers"]["low"] < 210 < told["volunteers"]["high"]
    assert told["volunteers"]["left_out"] == ["large: £1 million to £10 million"]
    assert (told["hours"]["low"], told["hours"]["high"]) == (20 * 20 * 52, 20 * 20 * 52)
    assert (told["value"]["low"], told["value"]["high"]) == (20_800 * 12, 20_800 * 18)
    text = shown(client, "sector", county)
    for words in ("22 organisations on the register", "7,500 organisations", "267,030 people",
                  "640 to 950 million pounds a year", "£249,600 to £374,400", "A good year.",
                  "7,478 fewer here, at the least", "It is for another place",
                  "gives no range", "4 years old",
                  "Estimated size by size from 10 organisations that told"):  # fmt: skip
        assert words in text
    assert "795" not in text


@pytest.mark.clause("principles-2.1-state-of-sector")
def test_every_figure_opens_its_rows_and_they_are_as_many(
    client, django_capture_on_commit_callbacks
):
    county = a_county(document="dorset-principles", micro=5, large=3)
    county.bodies[0].places.all().delete()
    report = counted(county, django_capture_on_commit_callbacks)
    publish_report(assembly=county.assembly, year=YEAR, words="", **county.who())

    figures = [(part, value, number)
               for part, rows in report.told["parts"].items() for value, _name, number in rows]  # fmt: skip
    assert len(figures) == 7
    for part, value, number in figures:
        rows = reverse("insight:rows_table", args=[county.assembly, YEAR, part, value])
        assert len(client.get(rows).content.decode().splitlines()) == 1 + number
        page = shown(client, "rows", county, YEAR, part, value)
        assert f"{number} when the sector was counted, {number} on the register now" in page
    for part, value in (("form", "none"), ("size", "none"), ("theme", "none"), ("place", "none"),
                        ("colour", "red")):  # fmt: skip
        url = reverse("insight:rows", args=[county.assembly, YEAR, part, value])
        assert client.get(url).status_code == 404


@pytest.mark.clause("principles-2.1-state-of-sector")
def test_report_prints_and_gives_its_data(client, django_capture_on_commit_callbacks):
    county = a_county(document="dorset-principles", micro=6)
    enter_figures_of_documents(assembly=county.assembly, **county.who())
    counted(county, django_capture_on_commit_callbacks)
    publish_report(assembly=county.assembly, year=YEAR, words="", **county.who())

    paper = client.get(reverse("insight:sector_pdf", args=[county.assembly, YEAR]))
    data = client.get(reverse("insight:sector_table", args=[county.assembly, YEAR]))

    assert paper.content.startswith(b"%PDF")
    lines = data.content.decode().splitlines()
    assert lines[0].startswith("part,kind,low,high,unit,how,place,period,source")
    assert "organisations,all,6,6,organisations,counted" in lines[1]
    assert any("640.0,950.0,million pounds a year,published by others" in line for line in lines)


def test_year_on_year_shows_what_changed(client, django_capture_on_commit_callbacks):
    county = a_county(micro=4)
    counted(county, django_capture_on_commit_callbacks, YEAR - 1)
    Organisation.objects.filter(pk=county.bodies[0].pk).update(legal_form="cic")
    Organisation.objects.filter(pk=county.bodies[1].pk).update(state="closed")
    counted(county, django_capture_on_commit_callbacks)
    for year in (YEAR - 1, YEAR):
        publish_report(assembly=county.assembly, year=year, words="", **county.who())

    text = shown(client, "sector", county)

    assert "There were 4 the year before." in text
    assert "Registered charity 4 2" in text
    assert "Community interest company 0 1" in text


def test_report_is_seen_by_its_keepers_alone_until_it_is_out(
    client, django_capture_on_commit_callbacks
):
    county = a_county(micro=2)
    counted(county, django_capture_on_commit_callbacks)
    names = ("sector_year", "sector_pdf", "sector_table")
    urls = [reverse(f"insight:{name}", args=[county.assembly, YEAR]) for name in names]

    assert [client.get(url).status_code for url in urls] == [404, 404, 404]
    assert "No report is out yet" in shown(client, "sector", county)
    opened = an_officer(county)
    assert [opened.get(url).status_code for url in urls] == [200, 200, 200]


def test_count_shows_how_far_it_is_and_is_not_asked_for_twice(client):
    county = a_county(micro=2)
    report = ask_for_count(assembly=county.assembly, year=YEAR, **county.who())
    steps: list[int] = []
    halfway: list[str] = []

    def look(done: int) -> None:
        steps.append(done)
        if done == 4:
            halfway.append(shown(opened, "sector", county))

    opened = an_officer(county)
    again = {"assembly": county.assembly, "year": YEAR, **county.who()}
    assert refused(lambda: ask_for_count(**again)).code == "report-going"
    carry_out_count(report, at=lambda: NOW, progress=look)

    assert steps == list(range(1, 10))
    assert "4 of 9 parts are done." in halfway[0]
    assert Entry.objects.get(kind="SectorCounted").facts["organisations"] == 2


def test_count_that_never_came_back_may_be_asked_for_again_after_an_hour():
    county = a_county(micro=2)
    ask_for_count(assembly=county.assembly, year=YEAR, **county.who())
    hour = NOW + timedelta(hours=1)

    before = {"assembly": county.assembly, "year": YEAR, **county.who(hour - timedelta(seconds=1))}
    assert refused(lambda: ask_for_count(**before)).code == "report-going"
    ask_for_count(assembly=county.assembly, year=YEAR, **county.who(hour))


def test_published_report_keeps_its_figures_while_it_is_counted_anew(
    client, django_capture_on_commit_callbacks
):
    county = a_county(micro=2)
    counted(county, django_capture_on_commit_callbacks)
    publish_report(assembly=county.assembly, year=YEAR, words="", **county.who())

    ask_for_count(assembly=county.assembly, year=YEAR, **county.who())

    assert "2 organisations on the register" in shown(client, "sector", county)


def test_report_that_is_not_counted_is_not_published():
    county = a_county(document="dorset-principles", micro=2)

    no = refused(
        lambda: publish_report(assembly=county.assembly, year=YEAR, words="", **county.who())
    )
    assert (no.code, no.clause.key) == ("report-not-counted", "state-of-sector")


@pytest.mark.clause("principles-2.1-state-of-sector")
def test_report_is_due_each_year(django_capture_on_commit_callbacks):
    county = a_county(document="dorset-principles", micro=2)

    def state(on: date) -> list[str]:
        return [duty.state for duty in duties(county.assembly, on=on)
                if duty.obligation.what == f"Publish the state of the sector in {YEAR - 1}"]  # fmt: skip

    assert state(date(YEAR, 12, 31)) == ["due"]
    counted(county, django_capture_on_commit_callbacks, YEAR - 1)
    publish_report(assembly=county.assembly, year=YEAR - 1, words="", **county.who())
    assert state(date(YEAR, 12, 31)) == ["met"]


def test_command_asks_for_each_assembly_and_may_run_again(
    capsys, time_machine, django_capture_on_commit_callbacks
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=2)

    for _again in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("sector")

    assert SectorReport.objects.get().told["whole"] == 2
    assert f"{county.assembly.slug} {YEAR}: asked for." in capsys.readouterr().out


def test_cost_of_a_count_does_not_grow(django_assert_max_num_queries):
    for size in (2, 30):
        county = a_county(micro=size)
        with django_assert_max_num_queries(34):
            count(county.assembly, year=YEAR, on=TODAY)


# The sector's people


@pytest.mark.clause("principles-p2a2-workforce")
def test_people_are_told_yearly_and_trends_published_with_vacancies_and_diversity_by_consent(
    client, time_machine
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=6)
    for body in county.bodies:
        told_of(county, body, 8, year=YEAR - 1, group="staff", at=moment(date(YEAR - 1, 3, 2)))
        told_of(county, body, 10, group="staff", vacancies=1, agreed=5, kinds={"women": 3})
        told_of(county, body, 20)

    text = shown(client, "workforce", county)

    assert f"{YEAR} 6 60 6 of 6 organisations" in text
    assert f"{YEAR - 1} 6 48 too few to show" in text
    assert f"{YEAR} 6 120" in text
    assert "Of 30 who agreed to be counted" in text
    assert "Women 60 %" in text
    assert "Disabled people too few to show" in text


@pytest.mark.clause("principles-p2a2-workforce")
def test_numbers_of_few_are_hidden_and_not_given_away_by_the_rest(client):
    county = a_county(document="dorset-principles", micro=4, large=6)
    for body in county.of_size("micro"):
        told_of(county, body, 3)
    assert "too few to show" in shown(client, "workforce", county)
    for body in county.of_size("large"):
        told_of(county, body, 100)

    (_staff, volunteers) = people_of(county.assembly)

    latest = volunteers.latest
    assert latest is not None
    assert (latest.people, latest.tellers) == (612, 10)
    assert [number for _size, number in latest.sizes] == [None, None]


def test_kind_is_hidden_where_it_or_its_rest_is_of_few():
    county = a_county(micro=5)
    for body in county.bodies:
        told_of(county, body, 10, agreed=10, kinds={"women": 10, "disabled": 2, "minority": 0})

    latest = people_of(county.assembly)[1].latest
    assert latest is not None
    assert dict(latest.kinds) == {
        "women": None, "people under 25": None, "people of 65 and over": None,
        "disabled people": 20.0, "people from ethnic minorities": None,
    }  # fmt: skip


def test_more_of_a_kind_than_agreed_or_more_agreed_than_there_are_is_refused():
    county = a_county(document="dorset-principles", micro=1)
    body = county.bodies[0]

    no = refused(lambda: told_of(county, body, 10, agreed=4, kinds={"women": 5}))
    assert (no.code, no.clause.key) == ("more-kinds-than-agreed", "workforce")
    assert "Women: 5 is more than the 4 who agreed" in no.in_words(NOW.tzinfo)
    assert refused(lambda: told_of(county, body, 3, agreed=4)).code == "more-agreed-than-people"
    assert not Workforce.objects.exists()


def test_only_who_acts_for_a_body_tells_of_it_and_the_record_says_neither_who_nor_how_many():
    county = a_county(micro=1)

    no = refused(lambda: told_of(county, county.bodies[0], 5, by=PersonFactory()))
    assert no.code == "not-permitted"
    told_of(county, county.bodies[0], 5)
    entry = Entry.objects.get(kind="WorkforceTold")
    assert (entry.by, entry.facts) == ("", {"year": YEAR, "group": "volunteers"})


def test_member_tells_in_the_browser_and_is_asked_again_the_year_after(time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    person = a_member(county.bodies[0])
    url = reverse("insight:tell", args=[county.assembly, "volunteers"])
    opened = browser(person)

    assert opened.post(url, {"people": "4", "agreed": "9"}).status_code == 422
    opened.post(url, {"people": "40", "hours_a_week": "90"})

    kept = Workforce.objects.get()
    assert (kept.people, kept.hours_a_week, kept.vacancies) == (40, 90, None)
    assert 'value="40"' in opened.get(url).content.decode()
    later = moment(date(YEAR + 1, 2, 2))
    items = waits_for_person(person, county.bodies[0], county.assembly, at=later, on=later.date())
    assert "Tell how many volunteers you have this year" in {item.verb_phrase for item in items}
    stranger = browser(PersonFactory()).get(url)
    assert stranger.status_code == 403


@pytest.mark.parametrize("number", [6, 24])
def test_cost_of_the_peoples_page_does_not_grow(client, django_assert_max_num_queries, number):
    county = a_county(micro=number)
    for body in county.bodies:
        told_of(county, body, 5)

    with django_assert_max_num_queries(9):
        shown(client, "workforce", county)
