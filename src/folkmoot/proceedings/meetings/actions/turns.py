"""
Whoever wants to speak, and whom the chair calls.

These deeds are not entered in the record: who asked for a word is the business of the
room, and the notes tell which organisations spoke. No letter goes out either.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from folkmoot.body.assemblies.permits import is_officer
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.models import AgendaItem, Attendance, Meeting, Turn
from folkmoot.proceedings.meetings.permits import (
    may_preside,
    require_going_on,
    require_may_preside,
)
from folkmoot.proceedings.meetings.permits.room import require_may_ask, require_may_speak
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.room import item_now
from folkmoot.rules.findings import Refusal


@transaction.atomic
def ask_to_speak(*, item: AgendaItem, attendance: Attendance, by: Person, at: datetime) -> Turn:
    """
    Put somebody who is there on the list of speakers. Asked twice, they are on it once.

    :raises Refusal: if the item is not being taken, they are not there, the item is closed
        to them, or `by` asks for somebody else.
    """
    meeting = hold(item.meeting)
    _require_now(meeting, item)
    require_may_ask(by, item, attendance, at=at)

    waiting = _open_turns(item).filter(attendance=attendance).order_by("pk").first()
    if waiting is not None:
        return waiting
    turn = Turn.objects.create(item=item, attendance=attendance, asked_at=at)
    stir(meeting)
    return turn


@transaction.atomic
def take_back_turn(*, turn: Turn, by: Person, at: datetime) -> Turn:
    """
    Take somebody off the list of speakers, before they are called.

    :raises Refusal: if it is neither their own turn, nor `by` presides or is an officer.
    """
    meeting = hold(turn.item.meeting)
    _require_own_or_presiding(by, meeting, turn, at=at)

    Turn.objects.filter(pk=turn.pk, called_at=None, withdrawn_at=None).update(withdrawn_at=at)
    stir(meeting)
    return Turn.objects.get(pk=turn.pk)


@transaction.atomic
def call_speaker(*, item: AgendaItem, attendance: Attendance, by: Person, at: datetime) -> Turn:
    """
    Give the word to anybody who is there, whether they asked or not.

    Whoever spoke until now is done. The order of the list is advice: the chair decides.

    :raises Refusal: if they do not preside, the item is not being taken, or whom they call
        is not there or has left for it.
    """
    meeting = hold(item.meeting)
    _require_now(meeting, item)
    require_may_preside(by, meeting, item, at=at)
    require_may_speak(item, attendance, at=at)

    _open_turns(item).filter(called_at__isnull=False).exclude(attendance=attendance).update(
        done_at=at
    )
    turn = _open_turns(item).filter(attendance=attendance).order_by("pk").first()
    if turn is None:
        turn = Turn(item=item, attendance=attendance, asked_at=at)
    turn.called_at = turn.called_at or at
    turn.save()
    stir(meeting)
    return turn


@transaction.atomic
def end_turn(*, turn: Turn, by: Person, at: datetime) -> Turn:
    """
    Say that somebody has spoken: the chair, an officer or they themselves. Twice is once.

    :raises Refusal: if `by` is none of these.
    """
    meeting = hold(turn.item.meeting)
    _require_own_or_presiding(by, meeting, turn, at=at)

    Turn.objects.filter(pk=turn.pk, called_at__isnull=False, done_at=None).update(done_at=at)
    stir(meeting)
    return Turn.objects.get(pk=turn.pk)


def _open_turns(item: AgendaItem) -> QuerySet[Turn]:
    return Turn.objects.filter(item=item, done_at=None, withdrawn_at=None)


def _require_now(meeting: Meeting, item: AgendaItem) -> None:
    """:raises Refusal: unless the meeting goes on and takes this item now."""
    require_going_on(meeting)
    current = item_now(meeting)
    if current is None or current.pk != item.pk:
        raise Refusal("item-not-going-on", None, {})


def _require_own_or_presiding(by: Person, meeting: Meeting, turn: Turn, *, at: datetime) -> None:
    """:raises Refusal: if a turn is neither theirs, nor they preside or are an officer."""
    if turn.attendance.person_id == by.pk:
        return
    if is_officer(by, meeting.assembly, on=day_of(meeting.assembly, at)):
        return
    if not may_preside(by, meeting, turn.item, at=at)[0]:
        raise Refusal("not-permitted", None, {"who": "whoever asked to speak, or whoever presides"})
