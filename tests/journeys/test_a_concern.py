"""
A concern in a browser, from a commitment that was not kept to the year's report on the Compact.

A group asks a champion, who may be no party to it, to mediate; both sides agree to her by name; what
was agreed ends the case, and what was learnt is read by all. In the new year a report writes itself
from the records, a person says what they mean, the board approves it, and every figure opens its rows.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from pypdf import PdfReader

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.models import Case
from folkmoot.work.compact.actions.backing import tell_of_it
from tests.factories import AuthorityFactory, PostFactory
from tests.journeys.walking import Walk, a_council, a_town, click_in_row, do, fill, typed
from tests.work.compact.factories import a_backer, a_compact, a_public_body
from tests.work.consultations.factories import County, an_open_one

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # A thread of the test's own server that the browser hangs up on leaves its connection behind.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
]

RAISED = datetime(2026, 3, 2, 10, tzinfo=UTC)
MET = datetime(2026, 3, 20, 10, tzinfo=UTC)
AFTER = datetime(2027, 1, 15, 10, tzinfo=UTC)
CASE = "case-2026-1"
REPORT = "reports/on/compact-2026/"

ACCOUNT = "We had four weeks in August to answer."
TALKED = "Two hours in the library. Both sides told how the summer had gone."
AGREED = "Twelve weeks from now on, and none of them in August alone."
PUBLISHED = "A consultation had been too short; the next runs for twelve weeks."
LESSON = "A calendar of holidays hangs beside the forward plan."
FIRST = "It was a mixed year."
WORDS = {
    "evidence": "Partners asked early, but for one summer.",
    "successes": "A champion was asked, and came.",
    "weaknesses": "Holidays were forgotten.",
}
FIGURES = {
    "cases-closed": "Cases on commitments closed",
    "consultations": "Consultations that opened, each with its length",
    "told-by-public": "Times public bodies told of the Compact",
}


@pytest.mark.parametrize(
    "javascript",
    [
        pytest.param(True, id="with-javascript"),
        pytest.param(False, id="without-javascript", marks=pytest.mark.long),
    ],
)
def test_a_concern_from_a_commitment_to_the_report_of_the_year(visit, time_machine, javascript):
    time_machine.move_to(RAISED, tick=False)
    walk = Walk(a_town(), visit, time_machine, javascript=javascript)
    walk.at_a_desk = (*walk.at_a_desk, "hetty", "bert")
    a_council(walk.town, at=RAISED)
    between_two_sectors(walk)

    open_a_case(walk)
    ask_a_champion(walk)
    agree_to_her(walk)
    mediate(walk)
    publish_the_lesson(walk)
    tell_of_the_compact(walk)
    draft(walk)
    edit(walk)
    approve_and_publish(walk)
    follow_figures_to_their_rows(walk)
    hold_the_paper_against_the_page(walk)


def look(walk: Walk, visitor: Any, name: str, *, picture: bool = False) -> None:
    """Look closely, once: the pages without JavaScript are the same. Some pictures are kept."""
    if walk.javascript:
        visitor.look(f"concern-{name}", picture=picture)


def somebody(name: str, email: str) -> Person:
    return welcome(email=f"{email}@example.org", name=name, at=RAISED)


def between_two_sectors(walk: Walk) -> None:
    """Two public bodies back the Compact, each with a champion; two consultations open this year."""
    assembly = walk.town.forum.assembly
    council, trust = a_public_body("The Council"), a_public_body("Stourshire Hospitals")
    AuthorityFactory(organisation=council, person=somebody("Ann Teal", "ann"))
    county = County(assembly, walk.town.officer, [], [])
    compact = a_compact(county)
    for body, name, email in ((council, "Ida Coombe", "ida"), (trust, "Hetty Vale", "hetty")):
        champion = somebody(name, email)
        a_backer(county, compact, body.name, champion=champion, organisation=body)
    for title in ("Where the lunch club meets", "Where buses stop"):
        an_open_one(county, title=title)
    tell_of_it(
        accord=compact, kind="briefing", body="The Council", is_of_sector=False,
        words="All staff.", on=RAISED.date(), **county.who(),
    )  # fmt: skip
    bert = somebody("Bert Hollis", "bert")
    PostFactory(assembly=assembly, kind="board", person=bert)
    totp.TOTP.activate(bert, totp.generate_totp_secret())


def deed(walk: Walk, name: str, word: str) -> Any:
    """Somebody opens the case and follows the link to a deed, which has to be offered to them."""
    visitor = walk.at_page(name, f"cases/{CASE}/")
    visitor.page.locator(f"main a[href$='/{CASE}/{word}/']").first.click()
    visitor.page.wait_for_load_state()
    return visitor


def open_a_case(walk: Walk) -> None:
    walk.move_to(RAISED)
    fay = walk.at_page("fay", "compact/")
    click_in_row(fay, "The Compact", "The Compact")
    fay.click("Ask a champion, or say that it was not followed")
    look(walk, fay, "champions-on-a-phone")
    fay.click("Say which commitment was not kept, and open a case")
    fay.page.select_option("main [name=commitment]", value="consult-standard-length")
    fill(fay, against="The Council", account=ACCOUNT)
    fay.page.get_by_label("Partnership").check()
    do(fay, "Open the case", says="Say in a few words what it is about.")
    assert typed(fay, "account") == ACCOUNT
    look(walk, fay, "open-refused-on-a-phone")
    fill(fay, title="Four weeks in August")
    do(fay, "Open the case", says="The case is open.")
    assert "a champion whom all of them agreed to" in fay.text()
    look(walk, fay, "case-on-a-phone")


def ask_a_champion(walk: Walk) -> None:
    """The council's own champion is of a party; the refusal names who is not."""
    fay = deed(walk, "fay", "champion")
    fay.page.get_by_label("Ida Coombe, champion of The Council").check()
    do(fay, "Ask a champion to mediate", says="they or their body are a party to it")
    assert "Hetty Vale, champion of Stourshire Hospitals" in fay.text()
    look(walk, fay, "champion-refused-on-a-phone")
    fay.page.get_by_label("Hetty Vale, champion of Stourshire Hospitals").check()
    do(fay, "Ask a champion to mediate", says="That is written down")
    assert not Letter.objects.filter(to=walk.town.person("hetty"), kind="MediationAsked").exists()


def agree_to_her(walk: Walk) -> None:
    ann = walk.at_page("ann", "desk/")
    assert CASE in ann.text()
    ann = deed(walk, "ann", "agree")
    fill(ann, sure=True)
    do(ann, "Agree to the third party", says="That is written down")
    assert ACCOUNT in ann.text()
    assert Letter.objects.filter(to=walk.town.person("hetty"), kind="MediationAsked").exists()


def mediate(walk: Walk) -> None:
    hetty = walk.at_page("hetty", "desk/")
    hetty.click(f"Say whether you mediate in {CASE}")
    assert ACCOUNT in hetty.text()
    look(walk, hetty, "asked")
    hetty = deed(walk, "hetty", "take-on")
    do(hetty, "Take on the mediation", says="That is written down")
    walk.move_to(MET)
    hetty = deed(walk, "hetty", "mediate")
    fill(hetty, words=TALKED)
    do(hetty, "Write down a meeting with the third party", says=TALKED)
    hetty = deed(walk, "hetty", "settle")
    fill(hetty, words=AGREED)
    do(hetty, "Write down what was agreed, and close it", says="How it ended")
    look(walk, hetty, "settled", picture=True)
    assert Case.objects.get().outcome == Case.Outcome.SETTLED
    fay = walk.at_page("fay", f"cases/{CASE}/")
    assert AGREED in fay.text()


def publish_the_lesson(walk: Walk) -> None:
    hetty = deed(walk, "hetty", "publish")
    fill(hetty, words=PUBLISHED, lesson=LESSON)
    do(hetty, "Write what everybody may read", says=LESSON)
    anybody = walk.at_page("", "cases/")
    assert LESSON in anybody.text()
    look(walk, anybody, "cases")
    anybody.go("/stourshire/compact/")
    click_in_row(anybody, "The Compact", "The Compact")
    anybody.click("Ask a champion")
    assert LESSON in anybody.text()
    for secret in (ACCOUNT, TALKED, AGREED):
        assert secret not in anybody.text()


def tell_of_the_compact(walk: Walk) -> None:
    """A champion enters herself that her body told of it."""
    hetty = walk.at_page("hetty", "compact/")
    click_in_row(hetty, "The Compact", "The Compact")
    hetty.click("Who backs it, and their champions")
    hetty.page.locator("main a[href$='/told/']").last.click()
    fill(hetty, kind="newsletter", words="The newsletter of the wards.")
    do(hetty, "Enter it", says="newsletter")


def draft(walk: Walk) -> None:
    """The report that is owed begins with its figures; it is not public."""
    walk.move_to(AFTER)
    olive = walk.at_page("olive", "reports/")
    olive.click("Compact report")
    look(walk, olive, "now")
    olive.click("Begin the report that is owed")
    do(olive, "Begin it", says="Its figures are there.")
    look(walk, olive, "draft")
    bert = walk.at_page("bert", REPORT)
    bert.click("Approve it")
    fill(bert, sure=True)
    do(bert, "Approve it", says="This was not done")
    look(walk, bert, "approval-refused")
    anybody = walk.at_page("", "reports/")
    assert "Compact report, 2026" not in anybody.page.locator("main table").all_inner_texts()
    hidden = anybody.page.goto(f"{anybody.address}/stourshire/{REPORT}")
    assert hidden is not None
    assert hidden.status == 404


def edit(walk: Walk) -> None:
    """A person writes each part, and writes one of them anew."""
    for key, words in (("evidence", FIRST), *WORDS.items()):
        olive = walk.at_page("olive", REPORT)
        olive.page.locator(f"main a[href$='/write/{key}/']").click()
        kept = typed(olive, "words")
        assert kept == (FIRST if words == WORDS["evidence"] else "")
        fill(olive, words=words)
        do(olive, "Keep the words", says=words)
    assert FIRST not in olive.text()


def approve_and_publish(walk: Walk) -> None:
    bert = walk.at_page("bert", REPORT)
    bert.click("Approve it")
    fill(bert, sure=True)
    do(bert, "Approve it", says="Approved by the board on")
    olive = walk.at_page("olive", REPORT)
    olive.click("Enter that it was sent")
    do(olive, "Enter it", says="Sent to The partnership board on")
    olive.click("Publish it")
    fill(olive, sure=True)
    do(olive, "Publish it", says="It is published")


def follow_figures_to_their_rows(walk: Walk) -> None:
    """As many rows as the figure says stand behind it, and lead on to their records."""
    anybody = walk.at_page("", "reports/")
    anybody.click("Compact report, 2026")
    look(walk, anybody, "report", picture=True)
    for key, name in FIGURES.items():
        anybody.go(f"/stourshire/{REPORT}")
        link = anybody.page.locator(f"main a[href$='/figures/{key}/']")
        shown = link.inner_text().partition(":")[0].strip()
        link.click()
        assert f"{name}: {shown}" in anybody.text()
        assert anybody.page.locator("main tbody tr").count() == int(shown) > 0
        if key == "cases-closed":
            assert LESSON in anybody.text()
            look(walk, anybody, "rows", picture=True)
        anybody.click("Open it")
        assert anybody.page.locator("main h1").inner_text()
    walk.visitor("fay").go(f"/stourshire/{REPORT}")
    look(walk, walk.visitor("fay"), "report-on-a-phone")
    walk.visitor("fay").go(f"/stourshire/{REPORT}figures/consultations/")
    look(walk, walk.visitor("fay"), "rows-on-a-phone")


def hold_the_paper_against_the_page(walk: Walk) -> None:
    """What is printed says the same, word for word and figure for figure."""
    anybody = walk.at_page("", REPORT)
    link = anybody.page.get_by_role("link", name="To print").get_attribute("href")
    assert link is not None
    given = anybody.page.request.get(anybody.address + link)
    assert given.headers["content-type"] == "application/pdf"
    pages = PdfReader(BytesIO(given.body())).pages
    paper = " ".join(" ".join(one.extract_text() for one in pages).split())
    for key, name in FIGURES.items():
        figure = anybody.page.locator(f"main a[href$='/figures/{key}/']").inner_text()
        assert f"{name}: {figure.partition(':')[0].strip()}" in paper
    for words in (*WORDS.values(), LESSON):
        assert words in paper
    assert FIRST not in paper
    kinds = list(Entry.objects.order_by("number").values_list("kind", flat=True))
    assert kinds[-3:] == ["ReportApproved", "ReportSubmitted", "ReportPublished"]
