"""Papers: which there are, who may see them, and what kind of file something is."""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.db.models import Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.meetings.models import Meeting, Paper
from folkmoot.proceedings.meetings.queries.sight import Sight

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 20 * MOST_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    A kind of file that a paper may be.

    :param ending: of its name.
    :param word: what people call it.
    """

    ending: str
    word: str
    type: str


KINDS = {
    kind.ending: kind
    for kind in (
        Kind(ending="pdf", word="PDF", type="application/pdf"),
        Kind(
            ending="docx",
            word="Word",
            type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        Kind(
            ending="xlsx",
            word="Excel",
            type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        Kind(
            ending="pptx",
            word="PowerPoint",
            type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        Kind(
            ending="odt", word="OpenDocument text", type="application/vnd.oasis.opendocument.text"
        ),
        Kind(
            ending="ods",
            word="OpenDocument sheet",
            type="application/vnd.oasis.opendocument.spreadsheet",
        ),
        Kind(
            ending="odp",
            word="OpenDocument slides",
            type="application/vnd.oasis.opendocument.presentation",
        ),
        Kind(ending="txt", word="plain text", type="text/plain; charset=utf-8"),
        Kind(ending="md", word="Markdown", type="text/plain; charset=utf-8"),
        Kind(ending="csv", word="CSV", type="text/csv; charset=utf-8"),
        Kind(ending="png", word="PNG picture", type="image/png"),
        Kind(ending="jpg", word="JPEG picture", type="image/jpeg"),
    )
}
SAME = {"jpeg": "jpg", "markdown": "md", "text": "txt"}
_STARTS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
_ROOMS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
_TEXTS = {"txt", "md", "csv"}
_PROGRAMS = "vbaproject.bin"


def kind_of(name: str, file: IO[bytes]) -> Kind | None:
    """
    Return what kind of file something is, where its name and its content agree; else None.

    A document with a program in it is of no kind that we take. No query.
    """
    ending = PurePath(name).suffix.lower().removeprefix(".")
    kind = KINDS.get(SAME.get(ending, ending))
    if kind is None:
        return None
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if kind.ending in _STARTS:
        agrees = head.startswith(_STARTS[kind.ending])
    elif kind.ending in _TEXTS:
        agrees = _is_text(file)
    else:
        agrees = head.startswith(b"PK\x03\x04") and _is_office(kind, file)
    file.seek(0)
    return kind if agrees else None


def _is_text(file: IO[bytes]) -> bool:
    """UTF-8 without noughts, or what older programs write: bytes without noughts or codes."""
    content = file.read(MOST_BYTES + 1)
    if b"\0" in content or content.startswith(
        (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04")
    ):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return not any(byte < 32 and byte not in b"\t\r\n\f" for byte in content)
    return True


def _is_office(kind: Kind, file: IO[bytes]) -> bool:
    """Look at the list of what a packed document holds; nothing of it is unpacked but its kind."""
    try:
        with zipfile.ZipFile(file) as packed:
            names = packed.namelist()
            # What would fill the machine of whoever opens it is no document.
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                return False
            if any(name.lower().endswith(_PROGRAMS) for name in names):
                return False
            if kind.ending in _ROOMS:
                room = _ROOMS[kind.ending]
                return "[Content_Types].xml" in names and any(
                    name.startswith(room) for name in names
                )
            with packed.open("mimetype") as told:
                return told.read(200).strip() == kind.type.encode()
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def papers_of(meeting: Meeting) -> QuerySet[Paper]:
    """Return the papers of a meeting that stand, with their items, the first first. One query."""
    found = meeting.papers.filter(withdrawn_at=None).select_related("item", "owner", "meeting")
    return found.order_by("added_at", "pk")


def papers_seen(papers: Iterable[Paper], sight: Sight) -> list[Paper]:
    """Narrow papers to those somebody may read. Their items are loaded; no query."""
    return [
        paper
        for paper in papers
        if sight.may_read(paper) and (paper.item is None or paper.item.withdrawn_at is None)
    ]


def one_paper(assembly: Assembly, reference: str, number: int) -> QuerySet[Paper]:
    """Return a paper of a meeting with what its page tells of it. One query, or none."""
    return Paper.objects.filter(
        Q(pk=number), meeting__assembly=assembly, meeting__reference=reference
    ).select_related(
        "meeting__assembly", "meeting__forum__assembly", "item__brought_by", "owner", "added_by"
    )
