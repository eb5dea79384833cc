"""Lists that mean harm: each is answered with a sentence, soon, and in little memory."""

import csv
import io
import time
import zipfile
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Import, Listing, Organisation, Upload
from folkmoot.proceedings.meetings.models import Paper
from tests.factories import AdoptionFactory, ForumFactory, PersonFactory, PostFactory
from tests.proceedings.meetings.factories import CALLED_AT, MeetingFactory
from tests.security.world import SECRET
from tests.signing_in import Browser, browser

SECONDS, MEGABYTES = 5.0, 256
BRING = "/vale/organisations/imports/new/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    assembly = AdoptionFactory(assembly__slug="vale").assembly
    person = PostFactory(assembly=assembly).person
    TOTP.activate(person, SECRET)
    return browser(person)


def zipped(*members: tuple[str, bytes | int]) -> bytes:
    """Pack members; a number stands for as many megabytes of one letter."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            with archive.open(name, "w", force_zip64=True) as member:
                if isinstance(content, bytes):
                    member.write(content)
                else:
                    for _ in range(content):
                        member.write(b"0" * 1024 * 1024)
    return packed.getvalue()


def lying_zip() -> bytes:
    """A zip that says its member is small when it is large."""
    packed = bytearray(zipped(("publicextract.charity.json", 64)))
    central = packed.rindex(b"PK\x01\x02")
    packed[central + 24 : central + 28] = (10).to_bytes(4, "little")
    return bytes(packed)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(20))
    + b"]><l>&u;</l>"
)
HARM: dict[str, tuple[str, bytes]] = {
    "zip bomb": ("list.zip", zipped(("publicextract.charity.txt", 1024))),
    "zip bomb called a CSV": ("list.csv", zipped(("list.csv", 512))),
    "zip inside a zip": ("list.zip", zipped(("inner.zip", zipped(("list.csv", 256))))),
    "zip of ten thousand files": (
        "list.zip", zipped(*[(f"{n}.csv", b"name\nA\n") for n in range(10_000)])
    ),
    "zip with paths that climb": (
        "list.zip", zipped(("../../../../tmp/climbed.csv", b"name\nA\n"), ("/tmp/climbed", b"x"))
    ),
    "zip that lies about its size": ("list.zip", lying_zip()),
    "broken zip": ("list.zip", zipped(("publicextract.charity.txt", b"x"))[:40]),
    "XML bomb": ("list.xml", LAUGHS),
    "XML bomb called a CSV": ("list.csv", LAUGHS),
    "XML bomb in a workbook": ("list.xlsx", zipped(("xl/workbook.xml", LAUGHS))),
    "cell of thirty megabytes": ("list.csv", b'name\n"' + b"A" * 30_000_000 + b'"\n'),
    "quote that is never closed": ("list.csv", b'name\n"A' + b",\n" * 3_000_000),
    "a million columns": ("list.csv", b"name" + b",x" * 1_000_000 + b"\nA\n"),
    "a million empty lines": ("list.csv", b"name\n" + b"\n" * 1_000_000),
    "same column twice": ("list.csv", b"name,name\nA,B\n"),
    "nothing": ("list.csv", b""),
    "a heading alone": ("list.csv", b"name\n"),
    "no heading": ("list.csv", b"Lunch Club,DT1 1XJ\n"),
    "noughts": ("list.csv", b"name\n\0\0\0\0\n" + b"\0" * 1_000_000),
    "UTF-16": ("list.csv", "name\nLunch Club\n".encode("utf-16")),
    "UTF-32": ("list.csv", "name\nLunch Club\n".encode("utf-32")),
    "bytes of no encoding": ("list.csv", b"name\n" + bytes(range(128, 256)) * 1000),
    "program": ("list.exe", b"MZ" + bytes(range(256)) * 4000),
    "picture with a script": ("list.svg", b"<svg onload='x()'><script>x()</script></svg>"),
    "name that climbs": ("../../../../etc/passwd.csv", b"name\nA\n"),
    "name of four thousand letters": ("A" * 4000 + ".csv", b"name\nA\n"),
    "name with markup": ("<script>x()</script>.csv", b"name\nA\n"),
    "name with a new line": ("list\r\nSet-Cookie: a=b.csv", b"name\nA\n"),
}  # fmt: skip


def bring(client: Browser, name: str, content: bytes):
    file = SimpleUploadedFile("list.csv", content)
    file._name = name  # as a browser that means harm would send it, uncleaned
    return client.post(BRING, {"file": file}, follow=True)


def memory_now(word: str) -> float:
    """Read this process's memory, in megabytes: VmRSS is now, VmHWM the most since the reset."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if word in line)
    return int(line.split()[1]) / 1024


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("kind", HARM)
def test_harmful_list_is_answered_soon_and_in_little_memory(officer, kind):
    name, content = HARM[kind]
    Path("/proc/self/clear_refs").write_text("5")
    before, began = memory_now("VmRSS"), time.process_time()

    response = bring(officer, name, content)

    seconds, megabytes = time.process_time() - began, memory_now("VmHWM") - before
    html = response.content.decode()
    print(f"{kind}: {response.status_code}, {seconds:.2f} s, {megabytes:.0f} MB")
    # A name too long for a heading of a form is refused before any view: 400.
    assert response.status_code in {200, 422, 400 if "four thousand" in kind else 422}
    assert "Traceback" not in html
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
    assert not Path("/tmp/climbed.csv").exists()
    assert not Path("/tmp/climbed").exists()
    assert not Organisation.objects.exists()
    if response.status_code == 422:
        assert "error-summary" in html or 'role="alert"' in html


@pytest.mark.parametrize(
    "kind", ["zip bomb", "zip that lies about its size", "XML bomb", "UTF-32", "program", "nothing"]
)
def test_list_that_cannot_be_read_is_not_kept(officer, kind):
    bring(officer, *HARM[kind])

    assert not Import.objects.exists()
    assert not Listing.objects.exists()


def test_name_of_a_file_is_shown_as_words_and_never_as_a_path(officer):
    bring(officer, "../../../../etc/passwd.csv", b"name\nA\n")
    html = bring(officer, "<script>x()</script>.csv", b"name\nA\n").content.decode()

    assert {"/" in name for name in Upload.objects.values_list("file_name", flat=True)} <= {False}
    assert "<script>x()" not in html


def test_nobody_but_an_officer_brings_a_list(officer):
    response = bring(browser(PersonFactory()), "list.csv", b"name\nA\n")

    assert response.status_code == 403
    assert not Upload.objects.exists()


FORMULAS = ["=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\r=1+1", "=HYPERLINK(1)"]


def test_formula_that_somebody_typed_is_text_in_every_spreadsheet(officer):
    """A cell that begins with one of = + - @, a tab or a line's end would be run when opened."""
    rows = "".join(f'"{formula} Club"\n' for formula in FORMULAS)
    look = bring(officer, "list.csv", f"name\n{rows}".encode())
    officer.post(look.redirect_chain[-1][0], {"keep_good_rows": "on"})
    addresses = ["/vale/organisations/download/", "/vale/forums/appendix.csv",
                 "/vale/membership/register.csv"]  # fmt: skip
    addresses += [
        f"/vale/organisations/imports/{key}/report.csv"
        for key in Import.objects.values_list("pk", flat=True)
    ]
    cells = []
    for address in addresses:
        answer = officer.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200, address
        rows_out = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
        cells += [cell for row in rows_out for cell in row]

    named = [cell for cell in cells if "Club" in cell]
    print(f"N={len(cells)} cells, {len(named)} with a formula typed by somebody")
    assert len(named) >= 4
    assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []


# Papers of a meeting

CONTENT, WORDS = ("[Content_Types].xml", b"x"), ("word/document.xml", b"x")
BAD_PAPERS: dict[str, tuple[str, bytes]] = {
    "program called a PDF": ("minutes.pdf", b"MZ" + bytes(range(256)) * 40),
    "page": ("page.html", b"<script>x()</script>"),
    "page called a PDF": ("page.pdf", b"<script>x()</script>%PDF-1.7"),
    "picture with a script": ("picture.svg", b"<svg onload='x()'><script>x()</script></svg>"),
    "picture with a script called a PNG": ("picture.png", b"<svg onload='x()'/>"),
    "zip bomb called a Word file": (
        "bomb.docx", zipped(CONTENT, WORDS, ("word/media/image1.bmp", 1024))
    ),
    "zip that holds no document": ("any.docx", zipped(("inner.zip", zipped(WORDS)))),
    "Word file with a program": ("macro.docx", zipped(CONTENT, WORDS, ("word/vbaProject.bin", b"x"))),
    "zip with paths that climb": ("up.odt", zipped(("../../mimetype", b"x"), ("/tmp/climbed", b"x"))),
    "broken Word file": ("broken.docx", zipped(CONTENT, WORDS)[:40]),
    "nothing": ("empty.pdf", b""),
    "eleven megabytes": ("large.pdf", b"%PDF-1.7" + b" " * 11 * 1024 * 1024),
    "two endings": ("minutes.pdf.exe", b"%PDF-1.7"),
    "no ending": ("minutes", b"%PDF-1.7"),
    "noughts called words": ("words.txt", b"\0" * 4000),
}  # fmt: skip


def kept_files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def send_paper(client: Browser, name: str, content: bytes):
    """Send a paper to a meeting of the officer's assembly; return the answer."""
    forum = ForumFactory(assembly=Assembly.objects.get(slug="vale"))
    meeting = MeetingFactory(forum=forum, reference="moot-2026-03-26")
    file = SimpleUploadedFile("paper.pdf", content)
    file._name = name  # as a browser that means harm would send it, uncleaned
    return client.post(
        f"/vale/meetings/{meeting.reference}/papers/add/",
        {"title": "Costs", "text": "", "visibility": "members", "consent": "", "file": file},
    )


@pytest.mark.parametrize("kind", BAD_PAPERS)
def test_paper_that_is_not_what_it_says_is_answered_plainly_and_not_kept(
    officer, time_machine, kind
):
    time_machine.move_to(CALLED_AT)
    before, began = kept_files(), time.process_time()

    response = send_paper(officer, *BAD_PAPERS[kind])

    html = response.content.decode()
    assert response.status_code == 422
    assert html.count('role="alert"') > 1  # one is the frame's own, and hidden
    assert 'value="Costs"' in html
    assert time.process_time() - began < SECONDS
    assert not Paper.objects.exists()
    assert kept_files() == before
    assert not Path("/tmp/climbed").exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\boot\\minutes.pdf", "minutes.pdf"),
        ("Cyfarfod â’r cyngor – ŵyl 🎪.pdf", "Cyfarfod â’r cyngor – ŵyl 🎪.pdf"),
        ("<script>x()</script>.pdf", "script.pdf"),
        ("a\u202egnp.pdf", "agnp.pdf"),
        ("…" + "A" * 400 + ".pdf", "…" + "A" * 149 + ".pdf"),
    ],
)
def test_name_of_a_paper_is_kept_as_words_and_never_as_a_path(officer, time_machine, sent, kept):
    time_machine.move_to(CALLED_AT)

    response = send_paper(officer, sent, b"%PDF-1.7")

    assert response.status_code == 302
    paper = Paper.objects.get()
    assert paper.file_name == kept
    assert Path(paper.file.path).is_relative_to(settings.MEDIA_ROOT)
    assert Path(paper.file.path).suffix == ".pdf"
    answer = officer.get(f"/vale/meetings/moot-2026-03-26/papers/{paper.pk}/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
