"""Who was at a board: reported by the holder, confirmed by the board, with a right of reply."""

from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.actions.holding import held_seat
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.seats.queries.concerned import officers_of_body
from folkmoot.proceedings.voice.actions.sittings import require_held
from folkmoot.proceedings.voice.events.boards import (
    PresenceConfirmed,
    PresenceRepliedTo,
    PresenceReported,
)
from folkmoot.proceedings.voice.models import Presence, Sitting
from folkmoot.proceedings.voice.permits import require_officer_or_body, require_speaks_for
from folkmoot.proceedings.voice.queries.presence import book_of_attendance
from folkmoot.rules.findings import Clause, Refusal


def _clause(holding: Holding, *, at: datetime) -> Clause | None:
    assembly = holding.seat.assembly
    book = book_of_attendance(assembly, on=day_of(assembly, at))
    return book.parameter("attendance.minimum").clause if book is not None else None


@transaction.atomic
@recording_last()
def report_presence(
    *,
    holding: Holding,
    sitting: Sitting,
    status: str,
    deputy: Holding | None,
    by: Person,
    at: datetime,
) -> Presence:
    """
    Say whether the holder, or a deputy, was at a meeting of the board; the board is asked.

    :raises Refusal: if `by` does not act for the seat, the meeting is to come or was cancelled,
        a deputy who was there is not named, or the board confirmed another report.
    """
    seat = held_seat(holding.seat)
    require_speaks_for(by, holding, at=at)
    require_held(sitting)
    if sitting.on > day_of(seat.assembly, at):
        raise Refusal("sitting-to-come", None, {"on": sitting.on}, from_when=sitting.on)
    if status == Presence.Status.DEPUTY and deputy is None:
        raise Refusal("deputy-not-named", None, {})
    before = Presence.objects.filter(sitting=sitting, holding=holding).order_by("pk").first()
    if before is not None and before.confirmed == Presence.Confirmed.AGREED:
        raise Refusal("presence-confirmed", None, {})
    presence, _made = Presence.objects.update_or_create(
        sitting=sitting,
        holding=holding,
        defaults={
            "status": status,
            "deputy": deputy if status == Presence.Status.DEPUTY else None,
            "reported_by": by,
            "reported_at": at,
            "confirmed": "",
            "confirmed_by": None,
            "confirmed_at": None,
            "body_words": "",
        },
    )
    event = PresenceReported(
        seat=seat.reference,
        body=seat.body.name,
        on=sitting.on,
        status=presence.get_status_display(),
    )
    slug = seat.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=_clause(holding, at=at))
    tell(officers_of_body(seat.body, on=sitting.on), event, assembly=slug, at=at)
    return presence


@transaction.atomic
@recording_last()
def confirm_presence(
    *, presence: Presence, agrees: bool, words: str, by: Person, at: datetime
) -> Presence:
    """
    Say for the board whether a report of who was there is right; the holder is told.

    :raises Refusal: if `by` neither answers for the board nor is a support officer, or it
        was confirmed.
    """
    require_officer_or_body(by, presence.sitting.body, at=at)
    if presence.confirmed:
        raise Refusal("presence-confirmed", None, {})
    word = Presence.Confirmed.AGREED if agrees else Presence.Confirmed.DISPUTED
    presence.confirmed, presence.confirmed_by = word, by
    presence.confirmed_at, presence.body_words = at, words.strip()[:400]
    presence.save(update_fields=["confirmed", "confirmed_by", "confirmed_at", "body_words"])
    holding = presence.holding
    event = PresenceConfirmed(
        seat=holding.seat.reference,
        body=holding.seat.body.name,
        on=presence.sitting.on,
        confirmed=presence.get_confirmed_display(),
    )
    slug = holding.seat.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=_clause(holding, at=at))
    tell([holding.person] if holding.person else [], event, assembly=slug, at=at)
    return presence


@transaction.atomic
@recording_last()
def reply_to_board(*, presence: Presence, words: str, by: Person, at: datetime) -> Presence:
    """
    Answer what the board says of who was there; both words are shown side by side.

    :raises Refusal: if `by` does not act for the seat, or the board has said nothing.
    """
    require_speaks_for(by, presence.holding, at=at)
    if not presence.confirmed:
        raise Refusal("presence-not-reported", None, {})
    presence.reply, presence.replied_at = words.strip()[:400], at
    presence.save(update_fields=["reply", "replied_at"])
    holding = presence.holding
    event = PresenceRepliedTo(
        seat=holding.seat.reference, body=holding.seat.body.name, on=presence.sitting.on
    )
    record(event, assembly=holding.seat.assembly.slug, by=by, at=at)
    return presence
