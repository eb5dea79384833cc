"""How groups want to be asked, services designed together, ways to involve a community."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.work.consultations.events import (
    ApproachesPromoted,
    ApproachKept,
    CoDesignerNamed,
    CoDesignKept,
)
from folkmoot.work.consultations.models import (
    Approach,
    CoDesign,
    CoDesigner,
    Consultation,
    Involvement,
    Promotion,
)
from folkmoot.work.consultations.permits import require_answers_for, require_may_ask
from folkmoot.work.consultations.queries.clauses import clause_for


@transaction.atomic
def choose_involvement(
    *,
    assembly: Assembly,
    organisation: Organisation,
    level: str,
    topics: Iterable[Theme],
    channel: str,
    hours_a_month: int | None,
    best_times: str,
    paused_until: date | None,
    by: Person,
    at: datetime,
) -> Involvement:
    """
    Choose how an organisation wants to take part; it can be changed or paused at any time.

    :raises Refusal: if `by` does not act for it.
    """
    require_answers_for(by, organisation, on=day_in(assembly, at=at))
    chosen, _ = Involvement.objects.update_or_create(
        assembly=assembly,
        organisation=organisation,
        defaults={
            "level": level,
            "channel": channel,
            "hours_a_month": hours_a_month,
            "best_times": best_times.strip(),
            "paused_until": paused_until,
            "changed_at": at,
        },
    )
    chosen.topics.set(topics)
    return chosen


@transaction.atomic
@recording_last()
def keep_co_design(
    *,
    assembly: Assembly,
    service: str,
    body: str,
    change: str,
    begun_on: date,
    decided_on: date | None,
    consultation: Consultation | None,
    organisation: Organisation | None,
    by: Person,
    at: datetime,
) -> CoDesign:
    """
    Enter that a service changes; who helps is named next.

    :raises Refusal: if `by` is neither an officer nor of a public body.
    """
    on = day_in(assembly, at=at)
    require_may_ask(by, assembly, organisation, on=on)
    made = CoDesign.objects.create(
        assembly=assembly,
        service=service.strip(),
        body=body.strip(),
        change=change.strip(),
        begun_on=begun_on,
        decided_on=decided_on,
        consultation=consultation,
    )
    event = CoDesignKept(service=made.service, body=made.body)
    clause = clause_for(assembly, "design", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def name_co_designer(
    *,
    co_design: CoDesign,
    who: str,
    skills: str,
    stage: str,
    altered: str,
    organisation: Organisation | None,
    by: Person,
    at: datetime,
) -> CoDesigner:
    """
    Enter who helped at a stage, with which skills, and what was altered for it.

    :raises Refusal: if `by` is neither an officer nor of a public body.
    """
    assembly = co_design.assembly
    on = day_in(assembly, at=at)
    require_may_ask(by, assembly, organisation, on=on)
    made = CoDesigner.objects.create(
        co_design=co_design,
        who=who.strip(),
        skills=skills.strip(),
        stage=stage,
        altered=altered.strip(),
        at=at,
    )
    event = CoDesignerNamed(service=co_design.service, who=made.who, stage=made.get_stage_display())
    clause = clause_for(assembly, "design", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def keep_approach(
    *,
    assembly: Assembly,
    name: str,
    when: str,
    example: str,
    kept_with: str,
    link: str,
    by: Person,
    at: datetime,
) -> Approach:
    """
    Keep a way to involve a community; one of that name is changed.

    :raises Refusal: if `by` may not ask for views here.
    """
    on = day_in(assembly, at=at)
    require_may_ask(by, assembly, None, on=on)
    made, _ = Approach.objects.update_or_create(
        assembly=assembly,
        name=name.strip(),
        defaults={
            "when": when.strip(),
            "example": example.strip(),
            "kept_with": kept_with.strip(),
            "link": link,
            "changed_at": at,
        },
    )
    clause = clause_for(assembly, "approaches", on=on)
    event = ApproachKept(name=made.name)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def promote_approaches(
    *, assembly: Assembly, where: str, reached: int | None, on: date, by: Person, at: datetime
) -> Promotion:
    """
    Enter that the library was made known.

    :raises Refusal: if `by` may not ask for views here.
    """
    today = day_in(assembly, at=at)
    require_may_ask(by, assembly, None, on=today)
    made = Promotion.objects.create(assembly=assembly, where=where.strip(), reached=reached, on=on)
    clause = clause_for(assembly, "approaches", on=today)
    event = ApproachesPromoted(where=made.where, on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made
