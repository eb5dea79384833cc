"""
A summer of meals and play in a browser: figures, a case study, and the state of the sector.

A provider tells three numbers on a phone, and a case study that lacks a part at first; the council
reads what came of it; then the sector is counted, a figure is followed to its rows, and the report
goes out, on paper too.
"""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pypdf
import pytest

from folkmoot.body.organisations.actions.keep_in_step import keep_in_step
from folkmoot.body.organisations.models import Organisation
from folkmoot.work.practice.models import Study
from folkmoot.work.programmes.actions.programmes import enter_provider, keep_programme
from folkmoot.work.programmes.models import Return
from tests.factories import AdoptionFactory
from tests.journeys.walking import Walk, a_council, a_town, do, fill, fill_day, typed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # A thread of the test's own server that the browser hangs up on leaves its connection behind.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
]

PLANNED = datetime(2026, 6, 1, 10, tzinfo=UTC)
BEGINS, ENDS = date(2026, 7, 20), date(2026, 8, 28)
OVER = datetime(2026, 9, 1, 10, tzinfo=UTC)
WINTER = datetime(2026, 12, 1, 10, tzinfo=UTC)
PAGE = "programmes/programme/summer-in-tamford/"


@pytest.mark.parametrize(
    "javascript",
    [
        pytest.param(True, id="with-javascript"),
        pytest.param(False, id="without-javascript", marks=pytest.mark.long),
    ],
)
def test_a_summer_from_three_numbers_to_the_state_of_the_sector(visit, time_machine, javascript):
    time_machine.move_to(PLANNED, tick=False)
    town = a_town()
    a_council(town, at=PLANNED)
    walk = Walk(town, visit, time_machine, javascript=javascript)
    a_programme(walk)

    tell_figures(walk)
    read_the_programme(walk)
    tell_a_case_study(walk)
    count_the_sector(walk)
    follow_a_figure_and_print(walk)


def look(walk: Walk, visitor: Any, name: str, *, phone: bool = False) -> None:
    """Look closely, on a phone if asked: once, as the pages without JavaScript are the same."""
    if walk.javascript:
        walk.look(visitor, f"summer-{name}", phone=phone)


def a_programme(walk: Walk) -> None:
    """Let the council have a programme that a carers' group provides, under the principles."""
    assembly, carers = walk.town.forum.assembly, walk.town.members["wyn"].organisation
    AdoptionFactory(assembly=assembly, document="dorset-principles", is_agreement=False)
    assembly.areas.set(walk.town.forum.areas.all())
    keep_in_step(list(Organisation.objects.values_list("pk", flat=True)))
    programme = keep_programme(
        assembly=assembly, title="Summer in Tamford", owner_name="The Council",
        about="Meals and play in the holidays.", eligible_are="children on free school meals",
        eligible=300, eligible_source="The school census", from_on=BEGINS, until_on=ENDS,
        returns_by=date(2026, 9, 18), by=walk.town.officer, at=PLANNED,
    )  # fmt: skip
    enter_provider(programme=programme, organisation=carers, by=walk.town.officer, at=PLANNED)


def tell_figures(walk: Walk) -> None:
    """More eligible children than children cannot be so: it is said, and what was typed stays."""
    walk.move_to(OVER)
    wyn = walk.at_page("wyn", PAGE)
    wyn.click("Tell your figures")
    look(walk, wyn, "three-numbers")
    fill(wyn, children="40", eligible_children="41", visits="300", words="Good weeks.")
    do(wyn, "Send them", says="clause Annex 2.8")
    assert (typed(wyn, "children"), typed(wyn, "words")) == ("40", "Good weeks.")
    assert not Return.objects.exists()
    look(walk, wyn, "figures-refused")
    fill(wyn, eligible_children="30")
    do(wyn, "Send them", says="Your figures are received")
    look(walk, wyn, "figures-received")


def read_the_programme(walk: Walk) -> None:
    """Each figure says what it is divided by; visits are never divided by all children."""
    pia = walk.at_page("pia", PAGE)
    assert "Reach 10.0 %" in pia.text()
    assert "Share of eligible children 75.0 %" in pia.text()
    assert "Visits for each eligible child 10.0" in pia.text()
    look(walk, pia, "programme")
    pia.click("The figures in words, to copy")
    assert "eligible children who came, of all 300 eligible" in pia.text()


def tell_a_case_study(walk: Walk) -> None:
    """What is left out shows as missing until it is told; nobody else reads it before it is public."""
    wyn = walk.at_page("wyn", "practice/studies/add/")
    fill(wyn, title="A table in the mill", objectives="No child hungry in August.",
         budget="4,000 pounds from the council.", inside="The children's team.",
         outside="Carers and a mill.", process="Four days a week.", outcomes="Thirty ate with us.")  # fmt: skip
    do(wyn, "Keep it", says="Nothing is said yet under: lessons.")
    look(walk, wyn, "study-draft")
    study = Study.objects.get()
    assert study.published_at is None
    stranger = walk.visitor("")
    gone = stranger.page.goto(f"{stranger.address}/stourshire/practice/studies/{study.number}/")
    assert gone is not None
    assert gone.status == 403
    wyn.click("Change it")
    fill(wyn, learning="Ask the children what to cook.")
    do(wyn, "Keep it", says="Ask the children what to cook.")
    assert "Parts are missing" not in wyn.text()
    wyn.click("Add what belongs with it")
    fill(wyn, kind="quote", label="A mother", words="We ate together.", consent_of="Ann Agrees")
    fill_day(wyn, "consented_on", OVER.date())
    do(wyn, "Keep it", says="Enter the day until which they agreed.")
    assert typed(wyn, "label") == "A mother"
    fill_day(wyn, "consent_until", date(2027, 9, 1))
    do(wyn, "Keep it", says="We ate together.")
    olive = walk.at_page("olive", f"practice/studies/{study.number}/")
    olive.click("Make it public")
    fill(olive, sure=True)
    do(olive, "Make it public", says="Everybody can read it.")
    anybody = walk.at_page("", f"practice/studies/{study.number}/")
    assert "We ate together." in anybody.text()
    assert "Ann Agrees" not in anybody.text()
    look(walk, anybody, "study", phone=True)


def count_the_sector(walk: Walk) -> None:
    """An officer asks for the count; until it is published nobody else sees it."""
    walk.move_to(WINTER)
    olive = walk.at_page("olive", "insight/sector/")
    olive.click("Count the sector in 2026")
    do(olive, "Count it", says="7 organisations on the register")
    stranger = walk.at_page("", "insight/sector/")
    assert "No report is out yet" in stranger.text()
    olive.click("Publish it")
    fill(olive, words="Small groups carry most of it.")
    do(olive, "Publish it", says="It is out, for everybody to read.")


def follow_a_figure_and_print(walk: Walk) -> None:
    """The number of small groups opens as many rows, and stands on paper as it does on the page."""
    anybody = walk.at_page("", "insight/sector/2026/")
    assert "Small groups carry most of it." in anybody.text()
    look(walk, anybody, "sector", phone=True)
    rows = anybody.page.locator("main a[href*='/rows/size/micro/']").first
    rows.click()
    anybody.page.wait_for_load_state()
    assert "3 when the sector was counted, 3 on the register now." in anybody.text()
    assert anybody.page.locator("main tbody tr").count() == 3
    look(walk, anybody, "rows")
    paper = anybody.page.request.get(f"{anybody.address}/stourshire/insight/sector/2026/report.pdf")
    text = " ".join(
        " ".join(
            page.extract_text() for page in pypdf.PdfReader(BytesIO(paper.body())).pages
        ).split()
    )
    assert "Small groups carry most of it." in text
    assert "Micro: under £10,000: 3" in text
    assert "On the register: 7" in text
