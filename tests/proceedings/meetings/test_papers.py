"""Papers: what is taken, who may read them, and what leaves the assembly."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.ground.ledger.models import Entry
from folkmoot.proceedings.meetings.actions.papers import add_paper, share_paper, withdraw_paper
from folkmoot.proceedings.meetings.models import Paper
from folkmoot.proceedings.meetings.queries.papers import KINDS, MOST_BYTES, kind_of
from folkmoot.rules.findings import Refusal
from tests.proceedings.meetings.factories import (
    CALLED_AT,
    AgendaItemFactory,
    InterestFactory,
    MeetingFactory,
    a_gathering,
)
from tests.signing_in import browser

pytestmark = pytest.mark.django_db


def packed(*names, mimetype=None):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


ODT = KINDS["odt"].type
GOOD = {
    "a.pdf": b"%PDF-1.7 x",
    "a.docx": packed("[Content_Types].xml", "word/document.xml"),
    "a.xlsx": packed("[Content_Types].xml", "xl/workbook.xml"),
    "a.pptx": packed("[Content_Types].xml", "ppt/presentation.xml"),
    "a.odt": packed("content.xml", mimetype=ODT),
    "a.ods": packed("content.xml", mimetype=KINDS["ods"].type),
    "a.odp": packed("content.xml", mimetype=KINDS["odp"].type),
    "a.txt": "Tea at four – café".encode(),
    "old.txt": "café".encode("cp1252"),
    "A.MD": b"# Tea",
    "a.csv": b"a,b\n1,2\n",
    "a.png": b"\x89PNG\r\n\x1a\n...",
    "a.jpeg": b"\xff\xd8\xff\xe0...",
}
WRONG = {
    "a.exe": b"MZ",
    "a.svg": b"<svg onload='x()'/>",
    "a.html": b"<script>x()</script>",
    "a.docm": packed("[Content_Types].xml", "word/document.xml"),
    "no-ending": b"%PDF-1.7",
    "program.pdf": b"MZ\x90\0",
    "picture.pdf": GOOD["a.png"],
    "late.pdf": b"GIF89a %PDF-1.7",
    "list.docx": GOOD["a.xlsx"],
    "any.docx": packed("evil.txt"),
    "macro.docx": packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "broken.docx": GOOD["a.docx"][:30],
    "sheet.odt": GOOD["a.ods"],
    "none.odt": packed("content.xml"),
    "nought.txt": b"a\0b",
    "sheet.csv": GOOD["a.xlsx"],
    "bytes.txt": bytes(range(1, 32)) * 3 + b"\xff",
    "a.png": b"<svg/>",
}


def a_meeting():
    gathering = a_gathering(members=3, associates=1)
    return gathering, MeetingFactory(forum=gathering.forum)


def paper(gathering, meeting, *, item=None, by=None, **more):
    given = {"title": "Costs", "text": "One **pound**.", "visibility": "members", **more}
    return add_paper(meeting=meeting, item=item, by=by or gathering.chair, at=CALLED_AT, **given)


@pytest.mark.parametrize("name", GOOD)
def test_kind_of_a_file_is_told_where_its_content_is_what_its_name_says(name):
    kind = kind_of(name, io.BytesIO(GOOD[name]))

    assert kind is not None
    assert kind.ending == {"jpeg": "jpg"}.get(name.lower()[-4:], name.lower().rpartition(".")[2])


@pytest.mark.parametrize("name", WRONG)
def test_file_whose_name_and_content_disagree_is_of_no_kind(name):
    assert kind_of(name, io.BytesIO(WRONG[name])) is None


def test_file_is_kept_under_a_name_of_ours_and_one_of_another_kind_is_not_kept():
    gathering, meeting = a_meeting()

    taken = paper(gathering, meeting, text="", file=SimpleUploadedFile("a.pdf", GOOD["a.pdf"]))
    with pytest.raises(Refusal) as refused:
        paper(gathering, meeting, text="", file=SimpleUploadedFile("a.pdf", b"MZ"))

    assert refused.value.code == "paper-of-another-kind"
    assert list(Paper.objects.all()) == [taken]
    with taken.file.open() as kept:
        assert kept.read() == GOOD["a.pdf"]
    assert re.fullmatch(r"papers/\d{4}/\d\d/[0-9a-f]{24}\.pdf", taken.file.name)


def test_paper_is_neither_nothing_nor_too_much_nor_two_things():
    gathering, meeting = a_meeting()
    largest = b"%PDF-" + b" " * (MOST_BYTES - 5)

    def code(**given):
        with pytest.raises(Refusal) as refused:
            paper(gathering, meeting, **given)
        return refused.value.code

    assert code(text=" ") == "paper-empty"
    assert code(text="", file=SimpleUploadedFile("a.pdf", b"")) == "paper-empty"
    assert code(text="x", file=SimpleUploadedFile("a.pdf", b"%PDF-")) == "paper-is-both"
    over = SimpleUploadedFile("a.pdf", largest + b" ")
    assert code(text="", file=over) == "paper-too-large"
    assert not Paper.objects.exists()
    taken = paper(gathering, meeting, text="", file=SimpleUploadedFile("a.pdf", largest))
    assert taken.file_size == MOST_BYTES


@pytest.mark.clause("staffs-11.1")
def test_paper_stays_with_members_unless_it_is_for_sharing_or_its_owner_agreed():
    gathering, meeting = a_meeting()
    item = AgendaItemFactory(meeting=meeting, visibility="public")
    here = f"/{meeting.assembly.slug}/meetings/{meeting.reference}/papers/"

    with pytest.raises(Refusal) as refused:
        paper(gathering, meeting, item=item, visibility="public")
    assert (refused.value.code, refused.value.clause.number) == ("confidential-to-members", "11.1")
    assert not Paper.objects.exists()

    kept = paper(gathering, meeting, item=item)
    assert browser().get(f"{here}{kept.pk}/").status_code == 404
    assert (
        "One <strong>pound"
        in browser(gathering.member(3).person).get(f"{here}{kept.pk}/").content.decode()
    )
    with pytest.raises(Refusal) as still:
        share_paper(paper=kept, is_for_sharing=False, consent="", by=gathering.chair, at=CALLED_AT)
    assert still.value.code == "confidential-to-members"
    shared = share_paper(
        paper=kept,
        is_for_sharing=False,
        consent="Lichmere Lunch Club, 1 March 2026",
        by=gathering.chair,
        at=CALLED_AT,
    )
    marked = paper(gathering, meeting, item=item, visibility="public", is_for_sharing=True)

    for one in (shared, marked):
        assert browser().get(f"{here}{one.pk}/").status_code == 200
    assert shared.shared_with_consent_of == "Lichmere Lunch Club, 1 March 2026"
    assert Entry.objects.get(kind="PaperShared").facts["has_consent"] is True


def test_paper_follows_its_item_whatever_it_says_of_itself():
    gathering, meeting = a_meeting()
    full = AgendaItemFactory(meeting=meeting, visibility="full", full_because="Pay.")
    left = AgendaItemFactory(meeting=meeting)
    papers = [
        paper(gathering, meeting, item=full, visibility="public", is_for_sharing=True),
        paper(gathering, meeting, item=left),
    ]
    InterestFactory(
        item=left,
        person=gathering.member(2).person,
        effect="leaves",
        effect_because="Their bid.",
        ruled_at=CALLED_AT,
    )
    here = f"/{meeting.assembly.slug}/meetings/{meeting.reference}/papers/"

    def read(person):
        client = browser(person)
        return [client.get(f"{here}{one.pk}/").status_code for one in papers]

    assert read(gathering.chair) == [200, 200]
    assert read(gathering.member(2).person) == [200, 404]  # left the second
    assert read(gathering.member(3).person) == [404, 200]  # an associate
    assert read(None) == [404, 404]
    elsewhere = MeetingFactory(forum=a_gathering().forum)
    wrong = f"/{elsewhere.assembly.slug}/meetings/{elsewhere.reference}/papers/{papers[0].pk}/"
    assert browser(gathering.chair).get(wrong).status_code == 404


def test_file_is_answered_to_be_kept_and_never_to_be_run():
    gathering, meeting = a_meeting()
    name = 'minutes"\r\nSet-Cookie: a=b.txt'
    file = SimpleUploadedFile("x.txt", b"<script>x()</script>")
    file._name = name  # as a browser that means harm would send it, uncleaned
    kept = paper(gathering, meeting, text="", file=file)
    page = f"/{meeting.assembly.slug}/meetings/{meeting.reference}/papers/{kept.pk}/"

    response = browser(gathering.chair).get(page)

    assert response.content == b"<script>x()</script>"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"].startswith("text/plain")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response


def test_paper_taken_back_is_gone_for_everybody():
    gathering, meeting = a_meeting()
    kept = paper(gathering, meeting)
    page = f"/{meeting.assembly.slug}/meetings/{meeting.reference}/papers/{kept.pk}/"
    with pytest.raises(Refusal) as refused:
        withdraw_paper(paper=kept, by=gathering.member(2).person, at=CALLED_AT)

    withdraw_paper(paper=kept, by=gathering.officer, at=CALLED_AT)

    assert refused.value.code == "not-permitted"
    assert browser(gathering.chair).get(page).status_code == 404


def test_member_sends_a_paper_for_the_item_it_brought_and_for_no_other(time_machine):
    gathering, meeting = a_meeting()
    theirs = gathering.member(2)
    own = AgendaItemFactory(meeting=meeting, brought_by=theirs.organisation)
    other = AgendaItemFactory(meeting=meeting)
    time_machine.move_to(CALLED_AT, tick=False)
    page = f"/{meeting.assembly.slug}/meetings/{meeting.reference}/papers/add/"
    client = browser(theirs.person)
    typed = {"title": "Buses", "text": "", "visibility": "members", "consent": ""}

    wrong = client.post(page, {**typed, "item": own.pk, "file": SimpleUploadedFile("a.exe", b"MZ")})
    foreign = client.post(page, {**typed, "item": other.pk, "text": "Words"})
    whole = client.post(page, {**typed, "item": "", "text": "Words"})
    taken = client.post(
        page, {**typed, "item": own.pk, "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}
    )

    assert (wrong.status_code, foreign.status_code, whole.status_code) == (422, 422, 422)
    assert 'value="Buses"' in wrong.content.decode()
    assert "of none of these kinds" in wrong.content.decode()
    assert taken.status_code == 302
    kept = Paper.objects.get()
    assert (kept.item, kept.owner, kept.file_name) == (own, theirs.organisation, "a.pdf")
    assert browser(gathering.member(1).person).get(page).status_code == 200  # the vice-chair
    assert browser(gathering.member(3).person).get(page).status_code == 403
