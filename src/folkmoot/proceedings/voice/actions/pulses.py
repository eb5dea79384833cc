"""One question to a sample of members: did your representative come back to you?"""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.queries import people_acting_for_any
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.actions.holding import held_seat
from folkmoot.proceedings.seats.models import Seat
from folkmoot.proceedings.seats.permits import require_may_fill
from folkmoot.proceedings.seats.queries.concerned import members_behind
from folkmoot.proceedings.voice.events.holders import PulseAsked, PulseOpened
from folkmoot.proceedings.voice.models import Asked, Pulse
from folkmoot.proceedings.voice.queries.pulses import PAUSE, asked_lately, drawn, link_for
from folkmoot.rules.findings import Refusal

OPEN_FOR = timedelta(days=14)


@transaction.atomic
@recording_last()
def open_pulse(*, seat: Seat, by: Person, at: datetime, seed: str = "") -> Pulse:
    """
    Draw a sample of the members a seat speaks for and ask them one question, for two weeks.

    The seed is in the record with the draw, so that anybody can draw it again. Nobody is asked
    twice in three months.

    :raises Refusal: if `by` neither chairs a forum of the seat nor is a support officer, one is
        open, the last was less than three months ago, or there is nobody to ask.
    """
    seat = held_seat(seat)
    assembly = seat.assembly
    on = day_of(assembly, at)
    require_may_fill(by, seat, at=at)
    last = seat.pulses.order_by("-number").first()
    if last is not None and last.closes_at > at:
        raise Refusal("pulse-open", None, {"closes_at": last.closes_at})
    if last is not None and last.opened_at + PAUSE > at:
        again = day_of(assembly, last.opened_at + PAUSE)
        facts = {"asked_on": day_of(assembly, last.opened_at), "again_on": again}
        raise Refusal("pulse-too-soon", None, facts, from_when=again)
    lately = asked_lately(assembly, at=at)
    frame = [one for one in members_behind(seat, on=on) if one.pk not in lately]
    if not frame:
        raise Refusal("pulse-nobody", None, {})
    seed = seed or secrets.token_hex(16)
    chosen = drawn(frame, seed=seed)
    pulse = Pulse.objects.create(
        assembly=assembly,
        seat=seat,
        number=1 if last is None else last.number + 1,
        seed=seed,
        frame=len(frame),
        opened_at=at,
        closes_at=at + OPEN_FOR,
        opened_by=by,
    )
    asked = Asked.objects.bulk_create([Asked(pulse=pulse, organisation=one) for one in chosen])
    event = PulseOpened(
        seat=seat.reference,
        body=seat.body.name,
        number=pulse.number,
        seed=seed,
        frame=len(frame),
        drawn=len(chosen),
        closes_at=pulse.closes_at,
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    people = people_acting_for_any([one.pk for one in chosen], on=on)
    for one in asked:
        told = PulseAsked(
            seat=seat.reference,
            body=seat.body.name,
            organisation=one.organisation.name,
            closes_at=pulse.closes_at,
            link=link_for(one),
        )
        tell(people.get(one.organisation_id, []), told, assembly=assembly.slug, at=at)
    return pulse


@transaction.atomic
def answer_pulse(*, asked: Asked, says: str, words: str, channel: str, at: datetime) -> Asked:
    """
    Receive what a member of a sample says; the last word before the close counts.

    :raises Refusal: if it is closed.
    """
    if not asked.pulse.opened_at <= at < asked.pulse.closes_at:
        raise Refusal("call-closed", None, {"closes_at": asked.pulse.closes_at})
    asked.says, asked.words, asked.said_at, asked.channel = says, words.strip(), at, channel
    asked.save(update_fields=["says", "words", "said_at", "channel"])
    return asked
