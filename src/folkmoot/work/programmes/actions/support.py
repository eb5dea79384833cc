"""Support logged, a service entered, and how things stand kept as a baseline."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.work.programmes.events import BaselineTaken, ServiceKept, SupportLogged
from folkmoot.work.programmes.models import Baseline, Function, Service, SupportGiven
from folkmoot.work.programmes.permits import require_gives_support
from folkmoot.work.programmes.queries.clauses import clause_for
from folkmoot.work.programmes.queries.support import standing


@transaction.atomic
@recording_last()
def log_support(
    *,
    assembly: Assembly,
    body: Organisation,
    function: str,
    stage: str,
    organisation: Organisation | None,
    area: Area | None,
    on: date,
    minutes: int | None,
    words: str,
    by: Person,
    at: datetime,
) -> SupportGiven:
    """
    Log that a support body gave support; the record does not say to whom.

    :param stage: for a group that exists, a new one, or several.
    :param on: the day it was given.
    :raises Refusal: if the function and the stage do not fit, or `by` may not.
    """
    today = day_in(assembly, at=at)
    require_gives_support(by, assembly, body, on=today)
    clause = clause_for(assembly, "functions", on=today)
    if function == Function.SUPPORT and stage != SupportGiven.Stage.EXISTING:
        raise Refusal("support-is-for-existing", clause, {})
    if function == Function.DEVELOPMENT and stage != SupportGiven.Stage.NEW:
        raise Refusal("development-is-for-new", clause, {})
    made = SupportGiven.objects.create(
        assembly=assembly,
        body=body,
        function=function,
        stage=stage,
        organisation=organisation,
        area=area,
        on=on,
        minutes=minutes,
        words=words.strip(),
    )
    event = SupportLogged(
        body=body.name,
        function=made.get_function_display(),
        stage=made.get_stage_display(),
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def keep_service(
    *,
    assembly: Assembly,
    service: Service | None = None,
    body: Organisation,
    kind: str,
    function: str,
    name: str,
    about: str,
    contact: str,
    areas: Iterable[Area],
    from_on: date,
    until_on: date | None,
    by: Person,
    at: datetime,
) -> Service:
    """
    Enter a service, or change it: support for groups with its function, or one for the public.

    :raises Refusal: if support has no function, or `by` may not.
    """
    on = day_in(assembly, at=at)
    for one in {body, service.body if service else body}:
        require_gives_support(by, assembly, one, on=on)
    is_support = kind == Service.Kind.SUPPORT
    clause = clause_for(assembly, "functions" if is_support else "direct", on=on)
    if is_support and not function:
        raise Refusal("service-needs-function", clause, {})
    made = service or Service(assembly=assembly)
    made.body, made.kind, made.function = body, kind, function if is_support else ""
    made.name, made.about, made.contact = name.strip(), about.strip(), contact.strip()
    made.from_on, made.until_on = from_on, until_on
    made.save()
    made.areas.set(areas)
    event = ServiceKept(body=body.name, name=made.name, kind=made.get_kind_display())
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def take_baseline(*, assembly: Assembly, by: Person, at: datetime) -> int:
    """
    Keep how things stand in each district today; taken again on one day, it is kept once.

    :return: for how many districts.
    :raises Refusal: if `by` is no support officer.
    """
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    found = standing(assembly, on=on)
    for one in found:
        Baseline.objects.update_or_create(
            assembly=assembly,
            area=one.area,
            on=on,
            defaults={"groups": one.groups, "helped": one.helped, "services": one.services},
        )
    event = BaselineTaken(on=on, places=len(found))
    clause = clause_for(assembly, "functions", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return len(found)
