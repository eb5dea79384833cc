"""Documents looked back at, looked at again on another day, and followed by what they become."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.documents.keeping import REVIEW, review_follows_the_cycle
from folkmoot.rules.findings import Refusal
from folkmoot.rules.periods import add
from folkmoot.work.documents.actions.frame import (
    begin,
    count_gaps,
    keep,
    require_not_over,
    require_past,
)
from folkmoot.work.documents.events import (
    PolicyReviewed,
    PolicyReviewVaried,
    PolicySucceeded,
    SuccessorPromised,
)
from folkmoot.work.documents.models import Document, Link, Review, SuccessorTask
from folkmoot.work.documents.queries.clauses import review_book


@transaction.atomic
@recording_last()
def review(
    *,
    document: Document,
    held_on: date,
    found: str,
    next_on: date | None,
    by: Person,
    at: datetime,
) -> Review:
    """
    Keep that a document was looked back at, and when it is again.

    :param next_on: left out, it follows from the cycle; a day beyond the cycle is refused.
    :raises Refusal: if the next day is beyond the cycle, its day is still to come, or `by` may not.
    """
    on = begin(document, by=by, at=at)
    require_past(held_on, on=on)
    book = review_book(document.assembly, on=on)
    if book is not None and next_on is not None:
        review_follows_the_cycle(
            book, reviewed_on=held_on, next_on=next_on, has_agreement=False
        ).require()
    if book is not None and next_on is None:
        next_on = add(held_on, book.period(REVIEW))
    made = Review.objects.create(
        document=document,
        held_on=held_on,
        found=found.strip(),
        was_on=document.next_review_on,
        next_on=next_on,
        entered_at=at,
    )
    document.last_review_on, document.next_review_on = held_on, next_on
    document.save(update_fields=["last_review_on", "next_review_on"])
    count_gaps(document)
    event = PolicyReviewed(
        document=document.number, title=document.title, held_on=held_on, next_on=next_on
    )
    keep(event, document, "review", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def vary_review(
    *,
    document: Document,
    next_on: date,
    because: str,
    agreed_by: str,
    by: Person,
    at: datetime,
) -> Review:
    """
    Keep the agreement of partners to review a document on another day than the cycle sets.

    :raises Refusal: if the document is over, or `by` may not.
    """
    begin(document, by=by, at=at)
    require_not_over(document)
    made = Review.objects.create(
        document=document,
        found=because.strip(),
        agreed_by=agreed_by.strip(),
        was_on=document.next_review_on,
        next_on=next_on,
        entered_at=at,
    )
    document.next_review_on = next_on
    document.save(update_fields=["next_review_on"])
    count_gaps(document)
    event = PolicyReviewVaried(
        document=document.number, title=document.title, next_on=next_on, because=made.found
    )
    keep(event, document, "review", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def promise_successor(
    *,
    document: Document,
    kind: str,
    words: str,
    after: str,
    due_on: date | None,
    by: Person,
    at: datetime,
) -> SuccessorTask:
    """
    Keep what a document is to become; what was promised of it before is changed.

    :raises Refusal: if the document is over, or `by` may not.
    """
    begin(document, by=by, at=at)
    require_not_over(document)
    made, _ = SuccessorTask.objects.update_or_create(
        document=document,
        done_on=None,
        defaults={
            "kind": kind, "words": words.strip(), "after": after.strip(), "due_on": due_on,
        },
    )  # fmt: skip
    event = SuccessorPromised(
        document=document.number,
        title=document.title,
        kind=made.get_kind_display(),
        due_on=due_on,
    )
    keep(event, document, "successor", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def name_successor(
    *, task: SuccessorTask, successor: Document, by: Person, at: datetime
) -> SuccessorTask:
    """
    Name the document that follows; the old one points to it from the day it is adopted.

    :raises Refusal: if it would follow itself, or leads to it already, or `by` may not.
    """
    document = task.document
    begin(document, by=by, at=at)
    _require_new(document, successor)
    task.successor = successor
    task.save(update_fields=["successor"])
    if successor.status == Document.Status.LIVE:
        follow(successor, by=by, at=at)
    task.refresh_from_db()
    return task


def _require_new(document: Document, successor: Document) -> None:
    if document.pk == successor.pk:
        raise Refusal("follows-itself", None, {})
    ahead, seen = successor, {document.pk}
    while ahead.pk not in seen:
        seen.add(ahead.pk)
        link = (
            Link.objects.filter(document=ahead, kind=Link.Kind.SUCCESSOR, to__isnull=False)
            .select_related("to")
            .order_by("pk")
            .first()
        )
        if link is None or link.to is None:
            return
        ahead = link.to
    raise Refusal("succession-goes-round", None, {"title": successor.title})


def follow(successor: Document, *, by: Person, at: datetime) -> None:
    """Let every document that was to become this one be superseded by it, and point to it."""
    tasks = SuccessorTask.objects.filter(successor=successor, done_on=None)
    for task in tasks.select_related("document__assembly").order_by("pk"):
        old = task.document
        task.done_on = begin(old, by=by, at=at)
        task.save(update_fields=["done_on"])
        Link.objects.get_or_create(document=old, kind=Link.Kind.SUCCESSOR, to=successor)
        old.status = Document.Status.SUPERSEDED
        old.left_because = task.words
        old.save(update_fields=["status", "left_because"])
        count_gaps(old)
        event = PolicySucceeded(
            document=old.number,
            title=old.title,
            successor=successor.number,
            successor_title=successor.title,
        )
        keep(event, old, "successor", by=by, at=at)
