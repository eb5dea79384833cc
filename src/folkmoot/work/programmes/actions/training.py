"""A training planned, its sessions set, organisations asked, chased; what was published of it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.programmes.training import ATTENDANCE, count_and_rate_agree
from folkmoot.work.programmes.events import (
    AttendanceReported,
    TrainingChased,
    TrainingInvited,
    TrainingPlanned,
    TrainingSessionSet,
)
from folkmoot.work.programmes.models import Attendance, Programme, Training, TrainingSession
from folkmoot.work.programmes.permits import require_keeps_of
from folkmoot.work.programmes.queries.addresses import new_address
from folkmoot.work.programmes.queries.clauses import book_with, clause_for
from folkmoot.work.programmes.queries.training import reported


def clause_of(training: Training, *, on: date) -> Clause | None:
    """Return the clause a training rests on, or None. One query a page."""
    name = "managers" if training.given_for == Training.For.MANAGERS else "training"
    return clause_for(training.assembly, name, on=on)


@transaction.atomic
@recording_last()
def plan_training(
    *,
    assembly: Assembly,
    title: str,
    owner_name: str,
    about: str,
    given_for: str,
    programme: Programme | None,
    if_missed: str,
    by_on: date | None,
    by: Person,
    at: datetime,
) -> Training:
    """
    Plan a training; the providers of a programme that requires it are asked to it at once.

    :param if_missed: what happens to those who do not come: nothing, they are chased, or they
        cannot be live.
    :raises Refusal: if `by` may not.
    """
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, owner_name, on=on)
    if programme is not None:
        require_keeps_of(by, assembly, programme.owner_name, on=on)
    made = Training.objects.create(
        assembly=assembly,
        slug=new_address(Training, assembly, title, "training"),
        title=title.strip(),
        owner_name=owner_name.strip(),
        about=about.strip(),
        given_for=given_for,
        programme=programme,
        if_missed=if_missed,
        by_on=by_on,
    )
    is_required = if_missed != Training.Missed.NOTHING
    event = TrainingPlanned(training=made.slug, title=made.title, is_required=is_required)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause_of(made, on=on))
    if programme is not None and is_required:
        providers = Organisation.objects.filter(programmes_provided__programme=programme)
        _invite(made, providers.order_by("name", "pk"), by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def set_session(
    *,
    training: Training,
    starts_at: datetime,
    place: str,
    places: int | None,
    by: Person,
    at: datetime,
) -> TrainingSession:
    """
    Set when and where a training is held.

    :param places: for how many organisations; None for no limit.
    :raises Refusal: if `by` may not.
    """
    assembly = training.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, training.owner_name, on=on)
    last = training.sessions.aggregate(last=Max("number"))["last"] or 0
    made = TrainingSession.objects.create(
        training=training, number=last + 1, starts_at=starts_at, place=place.strip(), places=places
    )
    event = TrainingSessionSet(
        training=training.slug,
        title=training.title,
        number=made.number,
        place=made.place,
        starts_at=starts_at,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause_of(training, on=on))
    return made


@transaction.atomic
@recording_last()
def invite_to_training(
    *, training: Training, organisations: Iterable[Organisation], by: Person, at: datetime
) -> int:
    """
    Ask organisations to a training; those who were asked already are not asked again.

    :return: how many were asked.
    :raises Refusal: if `by` may not.
    """
    on = day_in(training.assembly, at=at)
    require_keeps_of(by, training.assembly, training.owner_name, on=on)
    return _invite(training, organisations, by=by, at=at)


def _invite(
    training: Training, organisations: Iterable[Organisation], *, by: Person, at: datetime
) -> int:
    assembly, number = training.assembly, 0
    on = day_in(assembly, at=at)
    is_required = training.if_missed != Training.Missed.NOTHING
    clause = clause_of(training, on=on)
    for organisation in organisations:
        row, is_new = Attendance.objects.get_or_create(
            training=training, organisation=organisation, defaults={"invited_on": on}
        )
        if not is_new and row.invited_on is not None:
            continue
        if not is_new:
            row.invited_on = on
            row.save(update_fields=["invited_on"])
        event = TrainingInvited(
            training=training.slug,
            title=training.title,
            organisation=organisation.name,
            is_required=is_required,
            by_on=training.by_on,
        )
        record(event, assembly=assembly.slug, by=by, at=at, under=clause)
        tell(people_acting_for(organisation, on=on), event, assembly=assembly.slug, at=at)
        number += 1
    return number


@transaction.atomic
@recording_last()
def chase(*, attendance: Attendance, by: Person, at: datetime) -> Attendance:
    """
    Write again to an organisation that has not come to a required training.

    :raises Refusal: if it has come, nothing is required, it was written to today, or `by` may not.
    """
    training = attendance.training
    assembly = training.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, training.owner_name, on=on)
    if training.if_missed == Training.Missed.NOTHING or attendance.came:
        raise Refusal("training-not-required", None, {"title": training.title})
    if attendance.chased_on == on:
        raise Refusal("training-chased-today", None, {"organisation": attendance.organisation.name})
    attendance.chased += 1
    attendance.chased_on = on
    attendance.save(update_fields=["chased", "chased_on"])
    event = TrainingChased(
        training=training.slug,
        title=training.title,
        organisation=attendance.organisation.name,
        by_on=training.by_on,
        is_blocked=training.if_missed == Training.Missed.BLOCK,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause_of(training, on=on))
    tell(people_acting_for(attendance.organisation, on=on), event, assembly=assembly.slug, at=at)
    return attendance


@transaction.atomic
@recording_last()
def report_attendance(
    *,
    training: Training,
    attended: int | None,
    providers: int | None,
    rate: int | None,
    source: str,
    by: Person,
    at: datetime,
) -> Training:
    """
    Keep a count and a rate as somebody published them: both stay, though they do not agree.

    :param rate: whole per cent.
    :raises Refusal: if more came than were asked, or `by` may not.
    """
    assembly = training.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, training.owner_name, on=on)
    clause = clause_of(training, on=on)
    if attended is not None and providers is not None and attended > providers:
        facts = {"attended": attended, "providers": providers}
        raise Refusal("more-came-than-asked", clause, facts)
    training.reported_attended, training.reported_providers = attended, providers
    training.reported_rate, training.reported_source = rate, source.strip()
    training.save(
        update_fields=[
            "reported_attended", "reported_providers", "reported_rate", "reported_source",
        ]
    )  # fmt: skip
    found = reported(training)
    agrees = found is None or found.agrees
    book = book_with(assembly, ATTENDANCE, on=on)
    if book is not None and attended is not None and providers and rate is not None:
        agrees = count_and_rate_agree(
            book, attended=attended, providers=providers, rate=rate
        ).holds  # fmt: skip
    event = AttendanceReported(
        training=training.slug,
        title=training.title,
        agrees=agrees,
        source=training.reported_source,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return training
