"""Agendas and notes in other forms, read back, each as far as its reader may see."""

import sys
from io import BytesIO

import docx
import pypdf
import pytest

from folkmoot.ground.formats import LARGE, Sheet, as_docx, as_pdf, as_text, heading, point, words
from folkmoot.proceedings.meetings.actions.send_notes import send_notes
from folkmoot.rules.findings import Refusal
from tests.proceedings.meetings.factories import STARTS_AT, AgendaItemFactory
from tests.proceedings.meetings.noting import A_DAY, CLOSED_AT, a_held, drafted
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
FORMS = ("notes.pdf", "notes-large.pdf", "notes.txt", "notes.docx")


def read_back(response) -> str:
    """What a reader finds in a file, whatever its form."""
    body, kind = response.content, response.headers["Content-Type"]
    if kind == "application/pdf":
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(body)).pages)
        return " ".join(text.split())
    if "wordprocessing" in kind:
        return "\n".join(each.text for each in docx.Document(BytesIO(body)).paragraphs)
    return " ".join(body.decode().split())


@pytest.mark.parametrize("name", FORMS)
def test_notes_in_every_form_say_what_is_open_to_their_reader_and_nothing_else(name, time_machine):
    held = drafted(a_held())
    held.meeting.lines.create(item=held.van, position=40000, text="The van cannot be mended.")
    held.meeting.lines.create(item=held.spaces, position=40000, text="Ten spaces opened.")
    send_notes(meeting=held.meeting, next_meeting=held.ahead, by=held.officer, at=CLOSED_AT)
    time_machine.move_to(CLOSED_AT + A_DAY)
    url = f"/{held.meeting.assembly.slug}/meetings/{held.meeting.reference}/{name}"

    member = read_back(browser(held.gathering.member(2).person).get(url))
    left = read_back(browser(held.left).get(url))
    public = browser().get(url)

    assert public.status_code == 409
    for text in (member, left):
        assert "Ten spaces opened." in text
        assert "The shared van" in text
    assert "The van cannot be mended." in member
    assert "mended" not in left
    assert "We own the van" not in left
    assert held.gathering.chair.name in member


@pytest.mark.parametrize("name", ["agenda.pdf", "agenda.txt", "agenda.docx"])
def test_agenda_in_every_form_has_every_title_and_the_substance_that_is_open(name, time_machine):
    held = a_held(associates=1)
    for item in (held.van, held.spaces):
        item.text = f"Why **{item.title}** matters."
        item.save()
    AgendaItemFactory(
        meeting=held.meeting, position=4, title="Pay", visibility="full",
        full_because="It names people.", text="The director's pay.",
    )  # fmt: skip
    held.meeting.join_link = "https://meet.example/secret"
    held.meeting.save()
    time_machine.move_to(STARTS_AT)
    url = f"/{held.meeting.assembly.slug}/meetings/{held.meeting.reference}/{name}"
    full, associate = held.gathering.member(2).person, held.gathering.members[-1].person

    texts = {who: read_back(browser(person).get(url)) for who, person in
             {"public": None, "full": full, "associate": associate}.items()}  # fmt: skip

    for text in texts.values():
        for title in ("The shared van", "Warm spaces", "The garden", "Pay"):
            assert title in text
        assert "Why Warm spaces matters." in text
    assert "Why The shared van matters." in texts["full"]
    assert "Why The shared van matters." not in texts["public"]
    assert "Why The shared van matters." not in texts["associate"], "they left for it"
    assert ["pay." in texts[who] for who in ("full", "associate", "public")] == [True, False, False]
    assert ["secret" in texts[who] for who in ("full", "associate", "public")] == [
        True,
        True,
        False,
    ]


def test_agenda_that_has_not_gone_out_says_that_it_can_still_change(time_machine):
    held = a_held(is_closed=False)
    meeting = held.ahead
    AgendaItemFactory(meeting=meeting, title="The roof")
    time_machine.move_to(STARTS_AT)
    url = f"/{meeting.assembly.slug}/meetings/{meeting.reference}/agenda.txt"

    text = read_back(browser().get(url))

    assert "Not sent yet: it can still change" in text
    assert "1. The roof" in text


SHEET = Sheet(
    title="Notes: A & B <script>",
    above="Lichmere Alliance",
    below='Made on "Monday"',
    parts=[
        heading("1. Costs"),
        words("Line one.\nLine two.\x07"),
        point('<img src="https://example.org/x.png"> @import url(file:///a)'),
    ],
)


def test_large_print_has_no_letter_smaller_than_eighteen_points_and_says_the_same():
    usual, large = (pypdf.PdfReader(BytesIO(as_pdf(SHEET, size=size))) for size in (11, LARGE))
    sizes = set()

    def measure(text, transform, matrix, _font, size):
        if text.strip():
            sizes.add(round(size * abs(matrix[3]) * abs(transform[3]), 1))

    said = " ".join(page.extract_text(visitor_text=measure) for page in large.pages)

    assert min(sizes) >= LARGE
    usual_words = usual.pages[0].extract_text().replace("•", " ").split()
    # A long address is broken over lines where its letters are large.
    assert {word for word in usual_words if "/" not in word} <= {*said.replace("•", " ").split()}


def test_printed_form_is_tagged_and_has_a_language_and_a_title_and_embeds_our_letters():
    reader = pypdf.PdfReader(BytesIO(as_pdf(SHEET, size=11)))

    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert reader.metadata.title == "Notes: A & B <script>"
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert all("House" in str(font.get_object()["/BaseFont"]) for font in fonts)


def test_making_a_form_fetches_nothing(monkeypatch):
    asked = []
    monkeypatch.setattr("socket.socket.connect", lambda _self, address: asked.append(address))
    hostile = Sheet(
        title="x", above="y", language="en-GB",
        below='"} @page { background: url(https://example.org/b.png) } /* ',
        parts=[words("x")],
    )  # fmt: skip

    text = pypdf.PdfReader(BytesIO(as_pdf(hostile, size=11))).pages[0].extract_text()

    assert asked == []
    assert "example.org" in text, "it is words on the page, and no rule of it"


def test_document_to_edit_has_real_headings_and_lists():
    made = docx.Document(BytesIO(as_docx(SHEET)))

    styles = [(each.style.name, each.text) for each in made.paragraphs]
    assert ("Heading 1", SHEET.title) in styles
    assert ("Heading 2", "1. Costs") in styles
    assert ("Normal", "Line one.\nLine two.") in styles
    assert [name for name, _text in styles].count("List Bullet") == 1
    assert made.core_properties.title == SHEET.title


def test_plain_text_keeps_its_lines_short():
    long = Sheet(title="T", above="A", below="B", parts=[point("word " * 60), words("word " * 60)])

    lines = as_text(long).splitlines()

    assert max(map(len, lines)) <= 78
    assert sum(line.count("word") for line in lines) == 120


def test_without_the_part_that_prints_the_answer_says_what_to_add_and_the_rest_works(
    monkeypatch, time_machine
):
    held = a_held()
    time_machine.move_to(STARTS_AT)
    here = f"/{held.meeting.assembly.slug}/meetings/{held.meeting.reference}/"
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(Refusal) as refused:
        as_pdf(SHEET, size=11)
    page, text = browser().get(f"{here}agenda.pdf"), browser().get(f"{here}agenda.txt")

    assert refused.value.code == "no-printer"
    assert page.status_code == 409
    assert "libpango-1.0-0" in page.content.decode()
    assert text.status_code == 200
