"""What the voice tells of seats, on their pages and in the pack that a new holder gets."""

from collections.abc import Iterable
from datetime import datetime

from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.queries.beyond import (
    Part,
    adds_to_parity,
    hands_over,
    shows_with_seats,
)
from folkmoot.proceedings.seats.queries.standing import Standing
from folkmoot.proceedings.voice.models import Input
from folkmoot.proceedings.voice.queries.sittings import brought_to_tables, next_sittings

adds_to_parity(brought_to_tables)


@shows_with_seats
def work_on_a_seat(standing: Standing, _person: Person | None, at: datetime) -> Iterable[Part]:
    """The page of a seat shows its meetings, what members are asked and what was said. Three queries."""
    seat = standing.seat
    on = day_of(seat.assembly, at)
    inputs = Input.objects.filter(holding__seat=seat).order_by("-logged_at", "-pk")[:5]
    yield Part(
        template="voice/_on_seat.html",
        facts={
            "holders": [*standing.holders, *standing.deputies],
            "next": next_sittings([seat.body_id], on=on).get(seat.body_id),
            "calls": list(seat.calls.filter(closes_at__gt=at).order_by("closes_at", "pk")),
            "inputs": list(inputs),
        },
    )


@hands_over
def what_waits(standing: Standing, at: datetime) -> Iterable[Part]:
    """A new holder learns what the board has not answered, and what members are being asked."""
    seat = standing.seat
    on = day_of(seat.assembly, at)
    unanswered = Input.objects.filter(holding__seat=seat, result=Input.Result.PENDING)
    yield Part(
        template="voice/_hand_over.html",
        facts={
            "next": next_sittings([seat.body_id], on=on).get(seat.body_id),
            "inputs": list(unanswered.order_by("logged_at", "pk")),
            "papers": list(seat.body.papers.filter(outcome="").order_by("submitted_on", "pk")),
            "calls": list(seat.calls.filter(closes_at__gt=at).order_by("closes_at", "pk")),
        },
    )
