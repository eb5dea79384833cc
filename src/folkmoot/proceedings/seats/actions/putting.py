"""Putting somebody in a seat by another way than an election, and saying to whom a seat answers."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.forums.models import Forum
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import book_for, book_with, day_of
from folkmoot.proceedings.seats.actions.holding import begin_holding, held_seat
from folkmoot.proceedings.seats.events.keeping import (
    ForumsSettled,
)
from folkmoot.proceedings.seats.models import (
    Answering,
    Holding,
    Method,
    Seat,
)
from folkmoot.proceedings.seats.permits import require_may_keep, require_open
from folkmoot.proceedings.seats.permits.keeping import require_may_settle_forums
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.seats.arriving import holder_is_elected


@transaction.atomic
@recording_last()
def put_in_seat(
    *,
    seat: Seat,
    holder_name: str,
    holder_email: str,
    organisation: Organisation | None,
    role: str,
    arrived: str,
    is_interim: bool,
    authority: str,
    from_on: date,
    ends_on: date | None,
    term: str,
    target_on: date | None,
    coverage: str,
    by: Person,
    at: datetime,
) -> Holding:
    """
    Put somebody in a seat by another way than an election, with who decided it.

    It shows as an exception wherever the agreement wants an election. An interim holder of
    such a seat has a day by which somebody is properly elected.

    :raises Refusal: if `by` is not a support officer, the seat is closed, they would show as
        elected, nobody is named who decided, or an interim has no day to end.
    """
    seat = held_seat(seat)
    on = day_of(seat.assembly, at)
    require_may_keep(by, seat.assembly, on=on)
    require_open(seat, on=on)
    book = book_with(seat.assembly, "representatives.chosen", on=on)
    clause = None
    if book is not None and role == Holding.Role.HOLDER:
        clause = (
            holder_is_elected(
                book,
                arrived=arrived,
                has_election=False,
                is_interim=is_interim,
                authority=authority,
            )
            .require()
            .clause
        )
    if is_interim and seat.method == Method.ELECTED and target_on is None:
        raise Refusal("interim-without-a-day", _clause_on_interims(seat, on=on), {})
    person = welcome(email=holder_email, name=holder_name, at=at) if holder_email else None
    return begin_holding(
        seat=seat,
        holder_name=holder_name,
        person=person,
        organisation=organisation,
        role=role,
        arrived=arrived,
        is_interim=is_interim,
        authority=authority,
        from_on=from_on,
        ends_on=ends_on,
        term=term,
        target_on=target_on,
        coverage=coverage,
        by=by,
        at=at,
        under=clause,
    )


def _clause_on_interims(seat: Seat, *, on: date) -> Clause | None:
    book = book_for(seat.assembly, on=on)
    return clause_with_key(book, "seats-interim") if book is not None else None


@transaction.atomic
@recording_last()
def settle_forums(
    *, seat: Seat, forums: Sequence[Forum], motion: str, because: str, by: Person, at: datetime
) -> Seat:
    """
    Record to which forums a seat answers, as the co-ordination group decided.

    :param motion: the reference of that group's decision, if it is in the register.
    :param because: how it was settled, in words.
    :raises Refusal: if `by` neither chairs that group nor is a support officer with a
        decision of it to cite.
    """
    seat = held_seat(seat)
    on = day_of(seat.assembly, at)
    settled_by = require_may_settle_forums(by, seat, motion=motion, because=because, at=at)
    seat.answering.exclude(forum__in=forums).delete()
    for forum in forums:
        Answering.objects.get_or_create(
            seat=seat, forum=forum, defaults={"from_on": on, "settled_by": settled_by[:300]}
        )
    seat.forums_to_be_confirmed = not forums
    seat.save(update_fields=["forums_to_be_confirmed"])
    book = book_for(seat.assembly, on=on)
    event = ForumsSettled(
        seat=seat.reference,
        body=seat.body.name,
        forums=[forum.name for forum in forums],
        settled_by=settled_by,
    )
    clause = clause_with_key(book, "which-forum-elects") if book is not None else None
    record(event, assembly=seat.assembly.slug, by=by, at=at, under=clause)
    publish(event, about=seat, by=by, at=at)
    return seat
