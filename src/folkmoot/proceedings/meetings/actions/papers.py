"""Adding papers to a meeting, sharing them and taking them back."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.events.agenda import PaperAdded, PaperShared, PaperWithdrawn
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting, Paper, Visibility
from folkmoot.proceedings.meetings.permits import require_not_cancelled
from folkmoot.proceedings.meetings.permits.agenda import (
    require_may_bring_paper,
    require_may_keep_paper,
    require_on_agenda,
)
from folkmoot.proceedings.meetings.queries.agenda import book_of
from folkmoot.proceedings.meetings.queries.papers import KINDS, MOST_BYTES, Kind, kind_of
from folkmoot.rules.findings import Clause, Refusal, teach
from folkmoot.rules.meetings.interests import material_may_be_shared

teach(
    {
        "paper-empty": "There is nothing in this paper. Write some words, or choose a file.",
        "paper-is-both": "A paper is words or a file. Send them as two papers.",
        "paper-too-large": "This file is too large, because a paper has at most {most} MB.",
        "paper-of-another-kind": (
            "This file cannot be taken, because its content is of none of these kinds, or not of "
            "the kind that its name says: {kinds}."
        ),
        "paper-not-for-sharing": (
            "This paper cannot be for everybody, because it is not marked for sharing and nobody's "
            "consent is written down."
        ),
    }
)


@transaction.atomic
def add_paper(
    *,
    meeting: Meeting,
    item: AgendaItem | None,
    title: str,
    text: str = "",
    file: File[Any] | None = None,
    visibility: str,
    is_for_sharing: bool = False,
    consent: str = "",
    owner: Organisation | None = None,
    by: Person,
    at: datetime,
) -> Paper:
    """
    Add a paper: words in Markdown, or one file whose content is what its name says.

    :param item: what it is for; None for the meeting as a whole.
    :param is_for_sharing: whether its owner says that it may go outside.
    :param consent: who else agreed that it may, and when.
    :param owner: the member that it comes from, if it comes from one.
    :raises Refusal: if `by` may not, the meeting is cancelled, the item was withdrawn, it
        holds nothing or too much or is of another kind, or it would be for everybody without
        being for sharing.
    """
    require_may_bring_paper(by, meeting, item, at=at)
    held = hold(meeting)
    require_not_cancelled(held)
    if item is not None:
        require_on_agenda(item)
    clause = _require_shareable(held, visibility, is_for_sharing, consent, at=at)
    kind = _require_content(text, file)
    paper = Paper(
        meeting=held,
        item=item,
        title=title,
        text=text if kind is None else "",
        visibility=visibility,
        is_for_sharing=is_for_sharing,
        shared_with_consent_of=consent,
        owner=owner,
        added_by=by,
        added_at=at,
    )
    event = PaperAdded(
        meeting=held.reference,
        forum=held.forum.name,
        item=item.title if item is not None else "",
        visibility=visibility,
        kind=kind.ending if kind is not None else "",
    )
    with _kept_with(paper):
        if kind is not None and file is not None:
            paper.file_name = _plain_name(file.name or "", kind)
            paper.file_type, paper.file_size = kind.type, file.size
            paper.file.save(f"{secrets.token_hex(12)}.{kind.ending}", file, save=False)
        paper.save()
        stir(held)
        record(event, assembly=held.assembly.slug, by=by, at=at, under=clause)
    return paper


@contextmanager
def _kept_with(paper: Paper) -> Iterator[None]:
    """Leave no file on the disk where its paper could not be kept."""
    try:
        yield
    except BaseException:
        if paper.file:
            paper.file.delete(save=False)
        raise


@transaction.atomic
def share_paper(
    *, paper: Paper, is_for_sharing: bool, consent: str, by: Person, at: datetime
) -> Paper:
    """
    Let everybody read a paper that was the members' alone.

    :raises Refusal: if `by` may not, it was withdrawn, or it is neither marked for sharing
        nor agreed to by its owner.
    """
    require_may_keep_paper(by, paper, at=at)
    held = Paper.objects.select_for_update(of=("self",), no_key=True).get(pk=paper.pk)
    meeting, item = paper.meeting, paper.item
    clause = _require_shareable(meeting, Visibility.PUBLIC, is_for_sharing, consent, at=at)
    held.visibility = Visibility.PUBLIC
    held.is_for_sharing, held.shared_with_consent_of = is_for_sharing, consent
    held.save()
    stir(meeting)
    event = PaperShared(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        item=item.title if item is not None else "",
        is_for_sharing=is_for_sharing,
        has_consent=bool(consent),
    )
    record(event, assembly=meeting.assembly.slug, by=by, at=at, under=clause)
    return held


@transaction.atomic
def withdraw_paper(*, paper: Paper, by: Person, at: datetime) -> Paper:
    """
    Take a paper back: nobody can open it from now on.

    :raises Refusal: if `by` may not, or it was withdrawn before.
    """
    require_may_keep_paper(by, paper, at=at)
    held = Paper.objects.select_for_update(of=("self",), no_key=True).get(pk=paper.pk)
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    meeting, item = paper.meeting, paper.item
    stir(meeting)
    event = PaperWithdrawn(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        item=item.title if item is not None else "",
    )
    record(event, assembly=meeting.assembly.slug, by=by, at=at)
    return held


def _require_shareable(
    meeting: Meeting, visibility: str, is_for_sharing: bool, consent: str, *, at: datetime
) -> Clause | None:
    """
    Require that what is for everybody may go outside; return the clause, if there is one.

    :raises Refusal: if it may not. Where no agreement says so, the mark or the consent is
        asked for all the same.
    """
    book = book_of(meeting, at=at)
    under = None
    if book is not None and "sharing.default" in book.parameters:
        finding = material_may_be_shared(
            book, is_for_sharing=is_for_sharing, has_consent=bool(consent.strip())
        )
        under = finding.clause
        if visibility == Visibility.PUBLIC:
            finding.require()
    if visibility == Visibility.PUBLIC and not is_for_sharing and not consent.strip():
        raise Refusal("paper-not-for-sharing", under, {})
    return under


def _require_content(text: str, file: File[Any] | None) -> Kind | None:
    """
    Return the kind of a file; None for a paper of words.

    :raises Refusal: unless there is one of the two, of a size and kind that we take.
    """
    if file is None and not text.strip():
        raise Refusal("paper-empty", None, {})
    if file is None:
        return None
    if text.strip():
        raise Refusal("paper-is-both", None, {})
    if not file.size:
        raise Refusal("paper-empty", None, {})
    if file.size > MOST_BYTES:
        raise Refusal("paper-too-large", None, {"most": MOST_BYTES // 1024 // 1024})
    assert file.file is not None
    kind = kind_of(file.name or "", file.file)
    if kind is None:
        words = [one.word for one in KINDS.values()]
        raise Refusal("paper-of-another-kind", None, {"kinds": words})
    return kind


def _plain_name(name: str, kind: Kind) -> str:
    """Return the name of a file as it was sent, without folders, controls and quotes."""
    stem = PurePath(name.replace("\\", "/")).stem
    plain = "".join(letter for letter in stem if letter.isprintable() and letter not in '"<>:|?*/')
    return f"{plain.strip(' .')[:150] or 'paper'}.{kind.ending}"
