"""A fair look at a seat: what the record shows, a right to reply, one of three ends."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.queries import people_of_all
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.actions.holding import held_seat
from folkmoot.proceedings.seats.models import Seat
from folkmoot.proceedings.seats.permits import require_may_fill
from folkmoot.proceedings.seats.queries.standing import standing_of
from folkmoot.proceedings.voice.events.holders import (
    ReviewClosed,
    ReviewOpened,
    ReviewRepliedTo,
    ReviewSent,
)
from folkmoot.proceedings.voice.models import SeatReview
from folkmoot.proceedings.voice.permits.reviews import require_concerned
from folkmoot.proceedings.voice.queries.reviews import book_of_reviews, evidence_for
from folkmoot.rules.findings import Clause, Refusal


def _clause(seat: Seat, *, at: datetime) -> Clause | None:
    book = book_of_reviews(seat.assembly, on=day_of(seat.assembly, at))
    return book.parameter("review.names").clause if book is not None else None


def _held(review: SeatReview) -> SeatReview:
    found = SeatReview.objects.select_for_update(of=("self",), no_key=True).select_related(
        "seat__assembly", "seat__body", "holding__person", "holding__organisation"
    )
    held = found.get(pk=review.pk)
    if held.closed_at is not None:
        facts = {"closed_on": day_of(held.seat.assembly, held.closed_at)}
        raise Refusal("review-over", None, facts)
    return held


@transaction.atomic
@recording_last()
def open_review(*, seat: Seat, prompted_by: str, by: Person, at: datetime) -> SeatReview:
    """
    Begin a look at a seat, with what the record shows for each test.

    :param prompted_by: the rule whose counts prompted it, or nothing.
    :raises Refusal: if `by` neither chairs a forum of the seat nor is a support officer, or one
        is going on.
    """
    seat = held_seat(seat)
    require_may_fill(by, seat, at=at)
    going_on = seat.reviews.filter(closed_at=None).order_by("pk").first()
    if going_on is not None:
        raise Refusal("review-open", None, {"review": going_on.reference})
    on = day_of(seat.assembly, at)
    holders = standing_of(seat, on=on).holders
    holding = holders[0] if holders else None
    review = SeatReview.objects.create(
        seat=seat,
        holding=holding,
        reference=f"{seat.reference[:60]}-review-{seat.reviews.count() + 1}-{seat.pk}",
        raised_by_rule=prompted_by,
        raised_by=by,
        opened_at=at,
        evidence=evidence_for(seat, at=at),
    )
    event = ReviewOpened(
        review=review.reference,
        seat=seat.reference,
        body=seat.body.name,
        prompted_by=prompted_by or "people",
    )
    record(event, assembly=seat.assembly.slug, by=by, at=at, under=_clause(seat, at=at))
    return review


@transaction.atomic
@recording_last()
def send_evidence(*, review: SeatReview, reply_by: date, by: Person, at: datetime) -> SeatReview:
    """
    Give the representative and their organisation what was found, with time to reply.

    :raises Refusal: if `by` may not, the time is over already, or the look at it ended.
    """
    review = _held(review)
    seat = review.seat
    require_may_fill(by, seat, at=at)
    on = day_of(seat.assembly, at)
    if reply_by <= on:
        order = {"later": "the last day to reply", "earlier": "today"}
        raise Refusal("times-out-of-order", None, order)
    review.evidence = evidence_for(seat, at=at)
    review.sent_at, review.reply_by = at, reply_by
    review.save(update_fields=["evidence", "sent_at", "reply_by"])
    event = ReviewSent(
        review=review.reference, seat=seat.reference, body=seat.body.name, reply_by=reply_by
    )
    slug = seat.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=_clause(seat, at=at))
    people = []
    if review.holding is not None:
        people = [review.holding.person] if review.holding.person else []
        if review.holding.organisation_id:
            people += people_of_all([review.holding.organisation_id], on=on)
    tell(list(dict.fromkeys(people)), event, assembly=slug, at=at)
    return review


@transaction.atomic
@recording_last()
def reply_to_review(*, review: SeatReview, reply: str, by: Person, at: datetime) -> SeatReview:
    """
    Reply to what was found, as the representative or their organisation; it is shown beside it.

    :raises Refusal: if `by` is neither, it was not sent, or the look at it ended.
    """
    review = _held(review)
    require_concerned(by, review, at=at)
    if review.sent_at is None:
        raise Refusal("review-not-sent", None, {})
    review.reply, review.replied_at = reply.strip(), at
    review.save(update_fields=["reply", "replied_at"])
    event = ReviewRepliedTo(review=review.reference, seat=review.seat.reference)
    record(event, assembly=review.seat.assembly.slug, by=by, at=at)
    return review


@transaction.atomic
@recording_last()
def close_review(
    *, review: SeatReview, outcome: str, reasons: str, motion: str, by: Person, at: datetime
) -> SeatReview:
    """
    End a look at a seat: keep it, fill it anew, or move it to county level.

    It changes nothing by itself: a mandate is ended by the group that gave it.

    :raises Refusal: if `by` may not, what was found was not sent, the time to reply is not over
        and no reply came, or no reasons are given.
    """
    review = _held(review)
    seat = review.seat
    clause = _clause(seat, at=at)
    require_may_fill(by, seat, at=at)
    if review.sent_at is None or review.reply_by is None:
        raise Refusal("review-not-sent", clause, {})
    if review.replied_at is None and day_of(seat.assembly, at) <= review.reply_by:
        raise Refusal("review-reply-time", clause, {"reply_by": review.reply_by})
    if not reasons.strip():
        raise Refusal("outcome-without-reasons", clause, {})
    review.outcome, review.reasons, review.motion = outcome, reasons.strip(), motion.strip()
    review.closed_at, review.closed_by = at, by
    review.save(update_fields=["outcome", "reasons", "motion", "closed_at", "closed_by"])
    event = ReviewClosed(
        review=review.reference,
        seat=seat.reference,
        body=seat.body.name,
        outcome=review.get_outcome_display(),
        reasons=review.reasons,
    )
    slug = seat.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=clause)
    people = []
    if review.holding is not None and review.holding.person is not None:
        people.append(review.holding.person)
    tell(people, event, assembly=slug, at=at)
    return review
