"""What every deed of this noun shares: its place in the record, and the count of gaps."""

from datetime import date, datetime
from typing import Any

from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.documents.events import DraftMarkFound
from folkmoot.work.documents.models import Document
from folkmoot.work.documents.permits import require_keeps_documents
from folkmoot.work.documents.queries.clauses import clause_for
from folkmoot.work.documents.queries.gaps import gaps_of

OVER = (Document.Status.SUPERSEDED, Document.Status.WITHDRAWN)


def begin(document: Document, *, by: Person, at: datetime) -> date:
    """
    Let a keeper begin, with the document as it is now and held; return the assembly's day.

    :raises Refusal: if they may not.
    """
    on = day_in(document.assembly, at=at)
    require_keeps_documents(by, document.assembly, on=on)
    Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
    document.refresh_from_db()
    return on


def require_not_over(document: Document) -> None:
    """:raises Refusal: if a document was superseded or withdrawn."""
    if document.status in OVER:
        facts = {"title": document.title, "status": document.get_status_display()}
        raise Refusal("document-is-over", None, facts)


def require_past(day: date, *, on: date) -> None:
    """:raises Refusal: if a day on which something happened is still to come."""
    if day > on:
        raise Refusal("day-is-to-come", None, {"day": day}, from_when=day)


def count_gaps(document: Document) -> None:
    """Count what a document leaves blank, and keep the number with it. Six queries."""
    document.gaps = len(gaps_of(document))
    document.save(update_fields=["gaps"])


def keep(event: Any, document: Document, part: str, *, by: Person, at: datetime) -> None:
    """Write a deed into the record under the clause of its part."""
    assembly = document.assembly
    on = day_in(assembly, at=at)
    under = clause_for(assembly, part, on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=under)


def warn_of_draft_mark(document: Document, mark: str, *, by: Person, at: datetime) -> None:
    """Write to the owner of a live document that still calls itself a draft, or to officers."""
    if not mark or document.status != Document.Status.LIVE:
        return
    event = DraftMarkFound(document=document.number, title=document.title, mark=mark)
    keep(event, document, "draft", by=by, at=at)
    assembly = document.assembly
    to = document.keeper or officers(assembly, on=day_in(assembly, at=at))
    tell(to, event, assembly=assembly.slug, at=at)
