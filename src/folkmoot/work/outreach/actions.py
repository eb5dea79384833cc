"""What is done: planning to go to a group, and saying what came of it."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.outreach.events import OutreachMade, OutreachPlanned
from folkmoot.work.outreach.models import Visit
from folkmoot.work.outreach.queries import clause_of_outreach


@transaction.atomic
@recording_last()
def plan_visit(
    *,
    assembly: Assembly,
    organisation: Organisation,
    way: str,
    invitation: str,
    planned_on: date,
    who_goes: str,
    by: Person,
    at: datetime,
) -> Visit:
    """
    Plan to go to a group, or to write or ring, and to what it is asked.

    :raises Refusal: if `by` is not a support officer, or the group is not of the sector here.
    """
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    clause = clause_of_outreach(assembly, on=on)
    if not organisation.listings.filter(assembly=assembly).exists():
        raise Refusal("not-on-the-register", clause, {"organisation": organisation.name})
    if organisation.sector != Organisation.Sector.VCSE:
        raise Refusal("not-of-the-sector", clause, {"organisation": organisation.name})
    made = Visit.objects.create(
        assembly=assembly,
        organisation=organisation,
        way=way,
        invitation=invitation.strip(),
        planned_on=planned_on,
        who_goes=who_goes.strip(),
    )
    event = OutreachPlanned(
        organisation=organisation.name, way=made.get_way_display(), planned_on=planned_on
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def say_what_came(
    *, visit: Visit, outcome: str, made_on: date, words: str, by: Person, at: datetime
) -> Visit:
    """
    Say that somebody went, and what came of it; said again, it takes the place of the first.

    :raises Refusal: if `by` is not a support officer, or the day is still to come.
    """
    on = day_in(visit.assembly, at=at)
    require_officer(by, visit.assembly, on=on)
    if made_on > on:
        raise Refusal("visit-in-the-future", None, {"made_on": made_on})
    visit.outcome, visit.made_on, visit.words = outcome, made_on, words.strip()
    visit.save(update_fields=["outcome", "made_on", "words"])
    event = OutreachMade(
        organisation=visit.organisation.name,
        way=visit.get_way_display(),
        outcome=visit.get_outcome_display(),
    )
    clause = clause_of_outreach(visit.assembly, on=on)
    record(event, assembly=visit.assembly.slug, by=by, at=at, under=clause)
    return visit
