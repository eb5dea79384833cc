"""A session booked, who came to it, and how they found it."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.programmes.actions.training import clause_of
from folkmoot.work.programmes.events import TrainingBooked, TrainingRated, TurnoutEntered
from folkmoot.work.programmes.models import Attendance, Training, TrainingSession
from folkmoot.work.programmes.permits import require_keeps_of, require_tells_for


@transaction.atomic
@recording_last()
def book(
    *, session: TrainingSession, organisation: Organisation, by: Person, at: datetime
) -> Attendance:
    """
    Book a session for an organisation, or move its booking there.

    :raises Refusal: if the session is full or over, or `by` may not.
    """
    training = session.training
    assembly = training.assembly
    on = day_in(assembly, at=at)
    require_tells_for(by, organisation, assembly, training.owner_name, on=on)
    if at >= session.starts_at:
        raise Refusal("session-is-over", None, {"number": session.number})
    # Held, so that two who want the last place do not both get it.
    session = TrainingSession.objects.select_for_update().get(pk=session.pk)
    others = session.booked.filter(booked_at__isnull=False).exclude(organisation=organisation)
    if session.places is not None and others.count() >= session.places:
        facts = {"number": session.number, "places": session.places}
        raise Refusal("session-is-full", None, facts)
    made, _ = Attendance.objects.update_or_create(
        training=training,
        organisation=organisation,
        defaults={"session": session, "booked_at": at},
    )
    event = TrainingBooked(
        training=training.slug,
        title=training.title,
        organisation=organisation.name,
        number=session.number,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause_of(training, on=on))
    tell(people_acting_for(organisation, on=on), event, assembly=assembly.slug, at=at)
    return made


@transaction.atomic
@recording_last()
def enter_attendance(
    *,
    training: Training,
    organisation: Organisation,
    came: bool,
    session: TrainingSession | None,
    people: int | None,
    by: Person,
    at: datetime,
) -> Attendance:
    """
    Enter whether an organisation came to a training, and to which session.

    :param people: how many of theirs came; None where nobody counted.
    :raises Refusal: if it came and the session is not said or not held yet, or `by` may not.
    """
    assembly = training.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, training.owner_name, on=on)
    if came and session is None:
        facts = {"organisation": organisation.name}
        raise Refusal("attendance-needs-session", None, facts)
    if came and session is not None and day_in(assembly, at=session.starts_at) > on:
        held_on = day_in(assembly, at=session.starts_at)
        told = {"number": session.number, "on": held_on}
        raise Refusal("session-to-come", None, told, from_when=held_on)
    made, _ = Attendance.objects.get_or_create(training=training, organisation=organisation)
    made.came, made.people = came, people if came else None
    if session is not None:
        made.session = session
    if not came:
        made.rating, made.rating_words = None, ""
    made.save()
    event = TurnoutEntered(
        training=training.slug, title=training.title, organisation=organisation.name, came=came
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause_of(training, on=on))
    return made


@transaction.atomic
@recording_last()
def rate(
    *, attendance: Attendance, rating: int, words: str, by: Person, at: datetime
) -> Attendance:
    """
    Say how an organisation found a training that it came to.

    :param rating: 1 to 5.
    :raises Refusal: if it did not come, or `by` does not act for it.
    """
    training = attendance.training
    on = day_in(training.assembly, at=at)
    require_tells_for(by, attendance.organisation, training.assembly, training.owner_name, on=on)
    if not attendance.came:
        raise Refusal("rates-who-came", None, {"title": training.title})
    attendance.rating, attendance.rating_words = rating, words.strip()
    attendance.save(update_fields=["rating", "rating_words"])
    event = TrainingRated(
        training=training.slug, title=training.title, organisation=attendance.organisation.name
    )
    clause = clause_of(training, on=on)
    record(event, assembly=training.assembly.slug, by=by, at=at, under=clause)
    return attendance
