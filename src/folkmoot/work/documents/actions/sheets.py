"""The sheet of a document entered and changed; its owner looked for; the document withdrawn."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.documents.keeping import sharing_says_what_it_needs
from folkmoot.rules.documents.marks import draft_mark_of_address
from folkmoot.rules.findings import Refusal
from folkmoot.work.documents.actions.frame import (
    begin,
    count_gaps,
    keep,
    require_not_over,
    warn_of_draft_mark,
)
from folkmoot.work.documents.events import (
    PolicyDocumentKept,
    PolicyDocumentWithdrawn,
    PolicyOwnerChecked,
)
from folkmoot.work.documents.models import Document
from folkmoot.work.documents.permits import require_keeps_documents
from folkmoot.work.documents.queries.clauses import book_with

KEPT = (
    "label", "title", "kind", "is_people", "is_place", "is_corporate", "in_constitution", "purpose",
    "affected", "keywords", "author", "origin", "relevance", "owner", "keeper", "from_on",
    "until_on", "last_review_on", "next_review_on", "has_equality_promise", "data_fields",
    "lawful_basis", "rulebook", "link",
)  # fmt: skip


@transaction.atomic
@recording_last()
def keep_document(
    *,
    assembly: Assembly,
    document: Document | None = None,
    is_live: bool = False,
    edition: int | None = None,
    by: Person,
    at: datetime,
    **kept: Any,
) -> Document:
    """
    Enter a document, or change its sheet; its number is issued once and stays.

    :param is_live: it is live already as it is entered, though no version of it is here.
    :param edition: of the sheet that was looked at before it was changed; None asks nothing.
    :param kept: what its sheet says, by the names in `KEPT`; days of review are changed by a
        review and not here, once the document is entered.
    :raises Refusal: if an agreement to share data is live without what it must say, the document
        is over, somebody else changed it meanwhile, or `by` may not.
    """
    on = day_in(assembly, at=at)
    require_keeps_documents(by, assembly, on=on)
    if document is None:
        Assembly.objects.select_for_update(of=("self",), no_key=True).get(pk=assembly.pk)
        last = Document.objects.filter(assembly=assembly).aggregate(last=Max("number"))["last"]
        made = Document(assembly=assembly, number=(last or 0) + 1, entered_at=at)
        made.status = Document.Status.LIVE if is_live else Document.Status.DRAFT
    else:
        made = document
        begin(made, by=by, at=at)
        require_not_over(made)
        if edition is not None and edition != made.edition:
            raise Refusal("sheet-was-changed", None, {})
        made.edition += 1
        kept = {
            name: value
            for name, value in kept.items()
            if name not in {"last_review_on", "next_review_on"}
        }
    before = (made.owner, made.link)
    for name in KEPT:
        if name in kept:
            value = kept[name]
            setattr(made, name, value.strip() if isinstance(value, str) else value)
    if made.owner != before[0]:
        made.is_owner_gone, made.owner_checked_on = False, on if made.owner else None
    if made.status == Document.Status.LIVE:
        require_says_what_is_shared(made, on=on)
    made.save()
    count_gaps(made)
    event = PolicyDocumentKept(
        document=made.number, title=made.title, kind=made.get_kind_display(), status=made.status
    )
    keep(event, made, "sheet", by=by, at=at)
    if made.link != before[1]:
        warn_of_draft_mark(made, draft_mark_of_address(made.link), by=by, at=at)
    return made


def require_says_what_is_shared(document: Document, *, on: Any) -> None:
    """:raises Refusal: if an agreement to share data does not say what its clause asks for."""
    book = book_with(document.assembly, "sharing", on=on)
    if document.kind == Document.Kind.SHARING and book is not None:
        sharing_says_what_it_needs(
            book,
            has_purpose=bool(document.purpose),
            has_fields=bool(document.data_fields),
            has_basis=bool(document.lawful_basis),
            has_end=document.until_on is not None,
        ).require()


@transaction.atomic
@recording_last()
def check_owner(*, document: Document, is_there: bool, by: Person, at: datetime) -> Document:
    """
    Keep that it was looked at whether the owner still exists; one that is gone leaves a task.

    :raises Refusal: if `by` may not.
    """
    on = begin(document, by=by, at=at)
    document.is_owner_gone, document.owner_checked_on = not is_there, on
    document.save(update_fields=["is_owner_gone", "owner_checked_on"])
    count_gaps(document)
    event = PolicyOwnerChecked(
        document=document.number, title=document.title, owner=document.owner, is_there=is_there
    )
    keep(event, document, "sheet", by=by, at=at)
    return document


@transaction.atomic
@recording_last()
def withdraw(*, document: Document, because: str, by: Person, at: datetime) -> Document:
    """
    Withdraw a document; what it said stays for everybody to read.

    :raises Refusal: if it is over already, or `by` may not.
    """
    begin(document, by=by, at=at)
    require_not_over(document)
    document.status, document.left_because = Document.Status.WITHDRAWN, because.strip()
    document.save(update_fields=["status", "left_because"])
    event = PolicyDocumentWithdrawn(
        document=document.number, title=document.title, because=document.left_because
    )
    keep(event, document, "sheet", by=by, at=at)
    return document
