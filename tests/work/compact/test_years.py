"""Every year both sectors are asked, bodies tell of their staff, and the signs of the vision are entered."""

from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.rules.findings import Refusal
from folkmoot.site.duties import duties
from folkmoot.work.compact.actions.years import (
    agree_standard,
    learn_from_scheme,
    rate_year,
    return_staff,
    tell_vision,
)
from folkmoot.work.compact.models import EmployerReturn, Rating, VisionYear, WorkingStandard
from folkmoot.work.compact.queries.staff import understanding_of
from folkmoot.work.compact.queries.years import answers, asked, signs, staff_of_year
from tests.factories import AdoptionFactory, OrganisationFactory, PersonFactory
from tests.signing_in import browser
from tests.work.compact.factories import a_backer, a_compact, a_public_body, days, read
from tests.work.consultations.factories import NOW, a_county, a_member, moment

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def county(time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=6, medium=5, large=2)
    AdoptionFactory(assembly=county.assembly, document="dorset-principles", is_agreement=False)
    return county


def page(county, name, *more):
    return reverse(f"compact:{name}", args=[county.assembly, *more])


def rated(county, subject, body, score, *, year=2026, items=None):
    survey = asked(county.assembly, subject, on=TODAY)
    return rate_year(
        assembly=county.assembly, survey=survey, organisation=body, year=year,
        scores=dict.fromkeys(items or survey.items, score), by=a_member(body), at=NOW,
    )  # fmt: skip


@pytest.mark.clause("compact-benefits")
def test_both_sectors_rate_each_of_seven_benefits_and_years_stand_side_by_side(county):
    compact = a_compact(county)
    councils = [a_public_body(f"Council {number}") for number in range(5)]
    for body in councils:
        a_backer(county, compact, body.name, organisation=body)
    for year, score in ((2025, 2), (2026, 4)):
        for body in county.bodies[:6]:
            rated(county, "benefits", body, score, year=year)
    for body in councils:
        rated(county, "benefits", body, 5)

    survey = asked(county.assembly, "benefits", on=TODAY)
    rows = answers(county.assembly, survey)
    assert len(rows) == 7
    assert rows[0].bars == [
        ("2025, public bodies", None),
        ("2025, the sector", 2.0),
        ("2026, public bodies", 5.0),
        ("2026, the sector", 4.0),
    ]
    shown = read(browser(), page(county, "survey", "benefits"))
    assert shown.count("<figure") == 7
    assert "A chance to be heard" in shown
    assert "The numbers as a table" in shown
    csv = browser().get(page(county, "survey", "benefits") + "?as=csv").content.decode()
    assert 'shared aims,"2026, public bodies",5.0' in csv


@pytest.mark.clause("compact-benefits")
def test_fewer_than_five_answers_are_hidden_and_one_body_counts_once_a_year(county):
    for body in county.bodies[:4]:
        rated(county, "benefits", body, 3)
        rated(county, "benefits", body, 1)
    survey = asked(county.assembly, "benefits", on=TODAY)
    assert Rating.objects.filter(item="shared aims").count() == 4
    assert {value for _label, value in answers(county.assembly, survey)[0].bars} == {None}
    shown = read(browser(), page(county, "survey", "benefits"))
    assert "too few to show" in shown
    assert "Fewer than five answered in each group" in shown

    rated(county, "benefits", county.bodies[4], 1)
    assert answers(county.assembly, survey)[0].bars[1] == ("2026, the sector", 1.0)


@pytest.mark.clause("compact-benefits")
def test_member_answers_in_a_browser_and_others_are_refused(county):
    client = browser(a_member(county.bodies[0]))
    address = page(county, "rate", "benefits")
    nothing = client.post(address, {})
    assert nothing.status_code == 422
    assert client.post(address, {"score_0": "4", "score_6": "2"}).status_code == 302
    assert sorted(Rating.objects.values_list("item", "score")) == [
        ("shared aims", 2), ("steadier relations", 4),
    ]  # fmt: skip
    assert client.post(address, {"score_0": "9"}).status_code == 422
    outsider = browser(a_member(OrganisationFactory(name="From elsewhere")))
    assert outsider.post(address, {"score_0": "1"}).status_code == 422
    assert browser(PersonFactory()).get(address).status_code == 403
    assert browser().get(page(county, "survey", "nothing")).status_code == 404
    a_compact(county)
    asked_for = [
        one.state for one in duties(county.assembly, on=TODAY)
        if one.obligation.what.startswith("Ask both sectors")
    ]  # fmt: skip
    assert asked_for == ["met"]


@pytest.mark.clause("principles-p1a1-working-together")
def test_standard_is_published_for_every_team_and_its_versions_stay(county):
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    desk = browser(county.officer)
    assert "No standard is agreed yet" in read(browser(), page(county, "standard"))
    typed = {
        "contact": "One named officer in each team", "notice_days": "28", "reply_days": "10",
        "agreed_with": "The Assembly board", **days("agreed_on", TODAY),
    }  # fmt: skip
    assert desk.post(page(county, "agree"), typed | {"reply_days": "0"}).status_code == 422
    desk.post(page(county, "agree"), typed)
    desk.post(page(county, "agree"), typed | {"reply_days": "5"})
    desk.post(
        page(county, "learn"),
        {"scheme": "Town and parish councils", "words": "A named contact matters most",
         "changed": "Each team has one", **days("on", TODAY)},
    )  # fmt: skip

    shown = read(browser(), page(county, "standard"))
    for told in ("every team of a public body, and for a group of every size", "within 5 days",
                 "28 days before anything is asked", "Version 1: notice 28 days, reply 10 days",
                 "Town and parish councils", "Each team has one"):  # fmt: skip
        assert told in shown
    with pytest.raises(Refusal):
        agree_standard(
            assembly=county.assembly, agreed_on=TODAY, by=PersonFactory(), at=NOW, contact="x",
            notice_days=1, reply_days=1, words="", agreed_with="x",
        )  # fmt: skip


@pytest.mark.clause("principles-p1a1-working-together")
def test_whether_the_standard_is_kept_is_asked_by_tier(county):
    for body in county.of_size("micro"):
        rated(county, "standard", body, 2)
    for body in county.of_size("medium"):
        rated(county, "standard", body, 4)
    for body in county.of_size("large"):
        rated(county, "standard", body, 5)
    survey = asked(county.assembly, "standard", on=TODAY)
    rows = {one.item: dict(one.bars) for one in answers(county.assembly, survey)}
    assert set(rows) == {"the named contact", "the notice", "the time to reply"}
    assert rows["the notice"] == {
        "2026, the largest bodies": None,
        "2026, charities": 4.0,
        "2026, small community groups": 2.0,
    }
    council = a_public_body()
    a_backer(county, a_compact(county), council.name, organisation=council)
    with pytest.raises(Refusal) as refused:
        rated(county, "standard", council, 5)
    assert refused.value.clause.key == "working-together"


@pytest.mark.clause("principles-4.2-vision")
def test_signs_of_the_vision_are_told_each_year_and_what_is_unknown_stays_so(county):
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    desk = browser(county.officer)
    typed = {"year": "2025", "there_at_start": "400", "still_there": "380", "source": "Register"}
    wrong = desk.post(page(county, "tell_vision"), typed | {"still_there": "401"})
    assert wrong.status_code == 422
    assert "No more can be there at the end" in wrong.content.decode()
    desk.post(page(county, "tell_vision"), typed)
    money = {"grants_pence": 50, "contracts_pence": 25, "earned_pence": 15, "given_pence": 10}
    tell_vision(assembly=county.assembly, year=2024, source="Accounts", **money, **county.who())
    for body in county.bodies[:5]:
        rated(county, "partners", body, 3)

    latest, before = signs(county.assembly)
    assert (latest.lasting, latest.mix, latest.unknown) == (95.0, [None] * 4, 1)
    assert (before.lasting, before.mix) == (None, [50.0, 25.0, 15.0, 10.0])
    shown = read(browser(), page(county, "vision"))
    for told in ("95.0 %", "380 of 400", "50.0 %", "unknown", "Treated as an equal partner",
                 "2026, the sector: 3.0"):  # fmt: skip
        assert told in shown
    assert VisionYear.objects.count() == 2
    with pytest.raises(Refusal) as ahead:
        tell_vision(assembly=county.assembly, year=2027, source="x", **county.who())
    assert ahead.value.from_when == date(2027, 1, 1)


@pytest.mark.clause("compact-vol-employer")
def test_each_body_tells_once_a_year_of_staff_and_places_and_silence_is_counted(county):
    compact = a_compact(county)
    champion = PersonFactory()
    body = a_backer(county, compact, champion=champion)
    a_backer(county, compact, "Silent District")
    client = browser(champion)
    address = page(county, "return_staff", body.pk)
    typed = {"year": "2025", "has_scheme": "yes", "staff": "40", "hours": "300", "placements": ""}
    assert client.post(address, typed | {"staff": "-1"}).status_code == 422
    assert client.post(address, typed).status_code == 302
    client.post(address, typed | {"hours": "320"})
    assert browser(PersonFactory()).get(address).status_code == 403

    told = staff_of_year(county.assembly, 2025)
    assert (told.totals, told.silent) == (
        {"staff": 40, "hours": 320, "placements": None, "placement_hours": None},
        ["Silent District"],
    )
    assert EmployerReturn.objects.get().has_scheme is True
    shown = read(browser(), page(county, "staff") + "?year=2025")
    assert "320" in shown
    assert "unknown" in shown
    assert "Silent District" in shown
    csv = browser().get(page(county, "staff") + "?as=csv&year=2025").content.decode()
    assert "County Council,yes,40,320,not known,not known" in csv
    with pytest.raises(Refusal):
        return_staff(signatory=body, year=2027, by=champion, at=NOW)


@pytest.mark.parametrize("number", [1, 30])
def test_yearly_pages_cost_the_same_however_much_was_told(
    county, number, django_assert_max_num_queries
):
    compact = a_compact(county)
    for at in range(number):
        body = a_backer(county, compact, f"Body {at}")
        return_staff(signatory=body, year=2026, by=county.officer, at=NOW, staff=at)
        tell_vision(assembly=county.assembly, year=1995 + at, source="x", **county.who())
        learn_from_scheme(
            assembly=county.assembly, scheme="S", on=TODAY, words="w", changed="", source="",
            **county.who(moment(TODAY)),
        )  # fmt: skip
    assert WorkingStandard.objects.count() == 0
    for name, more in (("staff", []), ("vision", []), ("standard", []), ("survey", ["benefits"])):
        with django_assert_max_num_queries(12):
            read(browser(), page(county, name, *more))


def test_teams_tell_how_well_they_know_the_sector_and_training_is_due_where_it_is_low(county):
    compact = a_compact(county)
    champion = PersonFactory()
    body = a_backer(county, compact, champion=champion)
    client = browser(champion)
    address = page(county, "tell_understanding", body.pk)
    typed = {
        "year": "2026", "team": "Adults", "level": "front", "little": "6", "fairly": "2", "well": "2",
    }  # fmt: skip
    assert client.post(address, typed | {"little": ""}).status_code == 422
    client.post(address, typed)
    client.post(address, typed | {"level": "senior", "little": "3", "fairly": "0", "well": "1"})
    low, few = understanding_of(county.assembly, 2026)
    assert (low.shares, low.state) == ((60.0, 20.0, 20.0), "due")
    assert (few.shares, few.state) == (None, "")
    shown = read(browser(), page(county, "understanding"))
    assert "none is offered yet" in shown
    assert "too few to show" in shown
    assert "75.0 %" not in shown

    client.post(address, typed | {"training": "A day with a group", **days("training_on", TODAY)})

    assert understanding_of(county.assembly, 2026)[0].state == "met"
    assert "A day with a group" in read(browser(), page(county, "understanding"))
    assert browser(PersonFactory()).get(address).status_code == 403
