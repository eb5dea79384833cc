"""Ways to be represented: read with every fault, tried on the register, asked about, decided, looked back on."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.urls import reverse

from folkmoot.body.organisations.models import Listing, Theme, Working
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.appraisals.actions.deciding import (
    comment,
    decide_appraisal,
    look_back,
    publish_appraisal,
)
from folkmoot.proceedings.appraisals.actions.trying import ask_for_run, carry_out_run
from folkmoot.proceedings.appraisals.actions.writing import keep_appraisal
from folkmoot.proceedings.appraisals.models import Appraisal, Run
from folkmoot.proceedings.appraisals.queries import appraisals as queries
from folkmoot.proceedings.appraisals.queries.reading import NoPaper, read_paper
from folkmoot.proceedings.appraisals.queries.sector import fits, options_for, register_of
from folkmoot.rules.findings import Refusal
from tests.factories import AdoptionFactory, AreaFactory, OrganisationFactory, PostFactory
from tests.proceedings.meetings.factories import Gathering, a_gathering
from tests.proceedings.seats.factories import HoldingFactory, a_seat_of
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 20, 10, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXP"
TOWN = Path(__file__).parents[3] / "src/folkmoot/site/town/options.toml"

# The four ways of the Wychavon paper in small: nominated for places, elected by all, elected by
# theme, elected by each place.
FOUR = """
title = "Seats on the partnership"
question = "Who speaks for the sector?"
seat_cap = 4
places_now = 2
recommends = "2"
recommendation = "Everybody has a vote."
benefits = ["one roll", "one vote", "a term", "somebody to ask"]
fallback = "We brief whoever is chosen."

[[option]]
letter = "1"
title = "Support bodies nominate for their place"
words = "-"
replaces = "The two places that there are"
  [[option.constituency]]
  name = "North"
  basis = "places"
  codes = ["NORTH"]
  manner = "nominated"
  places = 1
  relies_on = "An open evening every quarter"
[[option]]
letter = "2"
title = "Everybody elects"
words = "-"
replaces = "The two places that there are"
  [[option.constituency]]
  name = "All"
  manner = "elected"
  places = 3
[[option]]
letter = "3"
title = "Themes elect"
words = "-"
replaces = "The two places that there are"
  [[option.constituency]]
  name = "Health"
  basis = "themes"
  codes = ["health"]
  places = 1
[[option]]
letter = "4"
title = "Each place elects"
words = "-"
replaces = "The two places that there are"
  [[option.constituency]]
  name = "North"
  basis = "places"
  codes = ["NORTH"]
  places = 1
  [[option.constituency]]
  name = "South"
  basis = "places"
  codes = ["SOUTH"]
  places = 1
"""


class Sector:
    """An assembly with twelve organisations in two places, a third of them with a theme."""

    def __init__(self) -> None:
        self.gathering: Gathering = a_gathering()
        self.assembly = self.gathering.forum.assembly
        self.officer = self.gathering.officer
        AdoptionFactory(
            assembly=self.assembly, document="wychavon-lsp", version="1", is_agreement=False
        )
        north, south = (
            AreaFactory(code="NORTH", name="North"),
            AreaFactory(code="SOUTH", name="South"),
        )
        self.assembly.areas.add(north, south)
        health, arts = (Theme.objects.get_or_create(code=code)[0] for code in ("health", "arts"))
        self.bodies = []
        for place in range(12):
            body = OrganisationFactory(
                size_band="micro" if place < 8 else "large", sector="vcse",
            )  # fmt: skip
            body.themes.add(health if place % 3 == 0 else arts)
            Listing.objects.create(
                assembly=self.assembly, organisation=body, listed_on=date(2026, 1, 5)
            )
            Working.objects.create(
                organisation=body, area=north if place < 6 else south, kind="base"
            )
            self.bodies.append(body)
        self.other = PostFactory(assembly=self.assembly).person

    def write(self, text: str = FOUR, **other) -> Appraisal:
        given = {
            "assembly": self.assembly, "paper": read_paper(text), "body": None,
            "author_name": "The support body", "author_organisation": None,
            "author_interest": "It would run the election.", "author_has_interest": True,
            "by": self.officer, "at": NOW,
        }  # fmt: skip
        return keep_appraisal(**given | other)

    def tried(self, text: str = FOUR, **other) -> Appraisal:
        found = self.write(text, **other)
        run = ask_for_run(appraisal=found, seed=5, draws=200, by=self.officer, at=NOW)
        carry_out_run(run, at=lambda: NOW)
        return found

    def page(self, name: str, *args) -> str:
        return (
            browser()
            .get(reverse(f"appraisals:{name}", args=[self.assembly, *args]))
            .content.decode()
        )


@pytest.fixture
def sector(time_machine) -> Sector:
    time_machine.move_to(NOW, tick=False)
    return Sector()


# What is read


def faults(text: str) -> list[str]:
    return [f"{one.where}: {one.words}" for one in read_paper(text).faults]


def test_four_options_without_a_fault():
    paper = read_paper(FOUR)

    assert paper.faults == ()
    assert [one.places for one in paper.options] == [1, 3, 1, 2]
    assert paper.benefits == ("one roll", "one vote", "a term", "somebody to ask")


@pytest.mark.parametrize("text", ["", "title = ", "a = 1", "[[option", "option = 3", "\x00"])
def test_what_is_no_comparison_is_said_to_be_none(text):
    with pytest.raises(NoPaper):
        read_paper(text)


def test_every_fault_is_told_at_once_with_its_place():
    told = faults(
        FOUR.replace("places = 3", 'places = "unlimited"')
        .replace('codes = ["health"]', "codes = []")
        .replace('recommends = "2"', 'recommends = "9"')
    )

    assert len(told) == 4
    assert any(one.startswith("2, 1: Places without number") for one in told)
    assert any(one.startswith("2: It seats nobody") for one in told)
    assert any(one.startswith("3, 1: It does not say which") for one in told)
    assert any("recommended is none of these" in one for one in told)


@pytest.mark.clause("wychavon-option-1")
def test_a_nominated_place_says_on_which_links_it_rests():
    told = faults(FOUR.replace('  relies_on = "An open evening every quarter"\n', ""))

    assert told == ["1, 1: A nominated place needs to say on which links to local groups it rests."]


@pytest.mark.clause("wychavon-no-extra-places")
def test_more_places_than_the_table_has_need_somebody_who_makes_room():
    text = FOUR.replace("places = 3", "places = 5")
    assert faults(text) == []

    told = faults(text.replace('replaces = "The two places that there are"\n', ""))

    assert told == ["2: It makes 5 places and 4 is the most; say whose place it takes over."]


# What is tried


@pytest.mark.clause("wychavon-options-appraisal", "wychavon-option-2")
def test_options_stand_side_by_side_with_what_came_out(sector):
    found = sector.tried()

    text = sector.page("appraisal", found.reference)

    for said in (
        "Everybody elects",
        "Themes elect",
        "200 draws on",
        "from the seed 5",
        "nominated, not elected",
    ):
        assert said in " ".join(text.split()), said
    run = found.runs.get()
    assert run.organisations >= 12
    assert [one["letter"] for one in run.results["options"]] == ["1", "2", "3", "4"]
    by_place = {one["letter"]: one["measures"]["place"][0] for one in run.results["options"]}
    assert by_place["4"] == 1.0  # somebody from each place reaches every place
    assert by_place["1"] < 1.0
    assert Entry.objects.get(kind="OptionsTried").facts["digest"] == run.digest


def test_the_same_seed_gives_the_same_figures(sector):
    found = sector.tried()
    again = ask_for_run(appraisal=found, seed=5, draws=200, by=sector.officer, at=NOW)
    carry_out_run(again, at=lambda: NOW)

    digests = set(found.runs.values_list("digest", flat=True))
    assert len(digests) == 1


def test_overlaps_and_gaps_of_constituencies_are_named(sector):
    register = register_of(sector.assembly)
    text = FOUR.replace('codes = ["SOUTH"]', 'codes = ["NORTH"]')
    options, wrong = options_for(register, read_paper(text).options, places_now=2)

    told = {one.where: one.words for one in fits(register, options) if one.where == "4"}
    both = [one.words for one in fits(register, options) if one.where == "4"]

    assert wrong == []
    assert told
    assert any("in none of its constituencies" in words for words in both)
    assert any("in more than one of its constituencies" in words for words in both)


def test_a_code_that_nobody_has_is_a_fault_and_the_trial_says_so(sector):
    found = sector.write(FOUR.replace('codes = ["health"]', 'codes = ["falconry"]'))
    run = ask_for_run(appraisal=found, seed=5, draws=100, by=sector.officer, at=NOW)

    run = carry_out_run(run, at=lambda: NOW)

    assert "falconry" in run.failed_because
    assert "falconry" in sector.page("appraisal", found.reference)


@pytest.mark.clause("wychavon-option-3")
def test_everybody_can_check_in_which_theme_they_are_placed(sector):
    found = sector.tried()

    rows = list(
        csv.DictReader(io.StringIO(sector.page("placements", found.reference).lstrip("\ufeff")))
    )

    placed = {row["organisation"]: row["option 3"] for row in rows}
    assert placed[sector.bodies[0].name] == "Health"
    assert placed[sector.bodies[1].name] == "none"
    assert "change its themes" in sector.page("appraisal", found.reference)


@pytest.mark.clause("wychavon-option-4")
def test_each_place_elects_somebody_and_its_chair_sits_apart(sector):
    found = sector.tried()
    places = found.options.get(letter="4").constituencies.order_by("position")
    assert [(one.name, one.places, one.manner) for one in places] == [
        ("North", 1, "elected"), ("South", 1, "elected"),
    ]  # fmt: skip
    chair = a_seat_of(sector.gathering.forum, title="Chair of the partnership", method="body")
    elected = a_seat_of(sector.gathering.forum, title="Elected member")
    HoldingFactory(seat=chair, arrived="body", authority="The partnership")
    listed = browser().get(reverse("seats:seats", args=[sector.assembly])).content.decode()

    assert chair.reference != elected.reference
    assert listed.count("Chair of the partnership") == 1
    assert listed.count("Elected member") == 1


# Who writes, who says, who decides


@pytest.mark.clause("wychavon-recommendation")
def test_an_author_who_gains_shows_it_and_does_not_close(sector):
    found = sector.tried()
    text = sector.page("appraisal", found.reference)
    for said in ("It would run the election.", "somebody to ask", "We brief whoever is chosen."):
        assert said in text
    end = {
        "appraisal": found, "option": found.options.get(letter="3"), "motion": "", "at": NOW,
        "reasons": "Themes matter more.", "review_on": date(2027, 4, 20),
    }  # fmt: skip

    with pytest.raises(Refusal) as refused:
        decide_appraisal(by=sector.officer, **end)
    decide_appraisal(by=sector.other, **end)

    assert refused.value.clause.document == "wychavon-lsp"
    found.refresh_from_db()
    assert (found.recommended.letter, found.chosen.letter) == ("2", "3")
    told = sector.page("appraisal", found.reference)
    assert "Chosen: 3" in told
    assert "Everybody elects" in told


@pytest.mark.clause("wychavon-recommendation")
def test_an_interest_once_said_is_not_unsaid_by_writing_it_anew(sector):
    found = sector.write()

    again = sector.write(appraisal=found, author_interest="none", author_has_interest=False)

    assert again.author_has_interest is True
    with pytest.raises(Refusal):
        sector.write(author_interest=" ")


@pytest.mark.clause("wychavon-options-appraisal")
def test_members_say_what_they_think_by_five_tests_and_their_last_word_counts(sector):
    found = sector.tried()
    member = sector.gathering.member(1)
    option = found.options.get(letter="2")
    said = {
        "appraisal": found, "option": option, "organisation": member.organisation,
        "has_interest": False, "by": member.person, "at": NOW,
    }  # fmt: skip
    tests = queries.tests_of(sector.assembly, on=NOW.date())
    assert len(tests) == 5
    with pytest.raises(Refusal):
        comment(words="Too early.", scores={}, **said)
    publish_appraisal(
        appraisal=found, comments_close_at=NOW + timedelta(days=28), by=sector.officer, at=NOW
    )
    assert Letter.objects.filter(to=member.person, kind="AppraisalPublished").exists()
    with pytest.raises(Refusal):
        comment(words=" ", scores={}, **said)

    comment(words="No.", scores={tests[0]: 1}, **said)
    comment(words="Yes.", scores={tests[0]: 5}, **said)

    kept = list(found.comments.filter(replaced_at=None))
    assert [one.words for one in kept] == ["Yes."]
    assert dict(queries.marks_of(kept, tests))["2"][0] == (5.0, 1)
    text = sector.page("appraisal", found.reference)
    assert "Yes." in text
    assert "<p>No.</p>" not in text


def test_options_are_not_changed_once_members_were_asked(sector):
    found = sector.tried()
    publish_appraisal(
        appraisal=found, comments_close_at=NOW + timedelta(days=28), by=sector.officer, at=NOW
    )
    found.refresh_from_db()

    with pytest.raises(Refusal) as refused:
        sector.write(appraisal=found)

    assert refused.value.code == "appraisal-published"


def test_nothing_is_decided_before_it_was_tried(sector):
    found = sector.write()

    with pytest.raises(Refusal) as refused:
        decide_appraisal(
            appraisal=found, option=found.options.get(letter="1"), motion="", at=NOW,
            reasons="-", review_on=date(2027, 4, 20), by=sector.other,
        )  # fmt: skip

    assert refused.value.code == "option-not-tried"


def test_the_choice_is_held_against_what_was_predicted(sector):
    found = sector.tried()
    decide_appraisal(
        appraisal=found, option=found.options.get(letter="2"), motion="", at=NOW, reasons="-",
        review_on=date(2027, 4, 20), by=sector.other,
    )  # fmt: skip
    for body in (sector.bodies[0], sector.bodies[7]):
        HoldingFactory(seat=a_seat_of(sector.gathering.forum), organisation=body)
    found.refresh_from_db()

    look_back(appraisal=found, words="Both places are there.", by=sector.officer, at=NOW)

    found.refresh_from_db()
    told = {words: (predicted, now) for words, predicted, now in queries.looked_back(found)}
    assert found.review["holders"] == 2
    assert any(now == 100 for _predicted, now in told.values())
    text = sector.page("appraisal", found.reference)
    assert "Predicted, and as it is" in text
    assert "far_size" not in text


@pytest.mark.parametrize("form", ["pdf", "large", "txt", "docx"])
def test_the_whole_is_a_paper_to_print(sector, form):
    found = sector.tried()

    response = browser().get(
        reverse("appraisals:paper", args=[sector.assembly, found.reference, form])
    )

    assert response.status_code == 200
    assert len(response.content) > 500


# At the door


def test_a_faulty_file_keeps_what_was_typed_and_names_each_fault(sector):
    TOTP.activate(sector.officer, SECRET)
    client = browser(sector.officer)
    url = reverse("appraisals:write", args=[sector.assembly])
    text = FOUR.replace("places = 3", "places = 0").replace("Everybody elects", "Alle wählen Ж")

    response = client.post(
        url,
        {
            "text": text,
            "author_name": "Us",
            "has_interest": "no",
            "author_interest": "none",
            "form_key": "k",
        },
    )

    assert response.status_code == 422
    told = response.content.decode()
    assert "It seats nobody" in told
    assert "Alle wählen Ж" in told
    assert not Appraisal.objects.exists()


def test_a_comparison_is_written_in_the_browser(sector):
    TOTP.activate(sector.officer, SECRET)
    client = browser(sector.officer)
    url = reverse("appraisals:write", args=[sector.assembly])

    response = client.post(
        url,
        {
            "text": FOUR,
            "author_name": "Us",
            "has_interest": "yes",
            "author_interest": "Fees",
            "form_key": "k",
        },
    )

    found = Appraisal.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("appraisals:appraisal", args=[sector.assembly, found.reference])
    assert found.text == FOUR


@pytest.mark.django_db(transaction=True)
def test_asked_for_in_the_browser_it_is_tried_by_a_task(sector):
    found = sector.write()
    TOTP.activate(sector.officer, SECRET)
    url = reverse("appraisals:run", args=[sector.assembly, found.reference])

    response = browser(sector.officer).post(url, {"seed": "3", "draws": "100"})

    assert response.status_code == 302
    run = Run.objects.get()
    assert (run.seed, run.draws, run.failed_because) == (3, 100, "")
    assert run.finished_at is not None
    assert run.results["options"]


def test_command_tries_the_options_of_a_file_and_keeps_nothing(sector, tmp_path, capsys):
    file = tmp_path / "options.toml"
    file.write_text(FOUR, encoding="utf-8")

    call_command(
        "seats", "appraise", str(file), assembly=sector.assembly.slug, draws=100, json=True
    )

    told = json.loads(capsys.readouterr().out)
    assert [one["letter"] for one in told["options"]] == ["1", "2", "3", "4"]
    assert len(told["digest"]) == 64
    assert not Appraisal.objects.exists()


def test_command_says_what_is_wrong_with_a_file(sector, tmp_path, capsys):
    file = tmp_path / "options.toml"
    file.write_text(FOUR.replace("places = 3", "places = 0"), encoding="utf-8")

    with pytest.raises(CommandError, match="Nothing was tried"):
        call_command("seats", "appraise", str(file), assembly=sector.assembly.slug)

    assert "2: It seats nobody." in capsys.readouterr().err


def test_the_options_of_the_demonstration_can_be_read():
    assert read_paper(TOWN.read_text(encoding="utf-8")).faults == ()


def test_page_asks_no_more_for_a_larger_register(sector, django_assert_num_queries):
    found = sector.tried()
    url = reverse("appraisals:appraisal", args=[sector.assembly, found.reference])
    client = browser()
    client.get(url)
    with django_assert_num_queries(12):
        client.get(url)
