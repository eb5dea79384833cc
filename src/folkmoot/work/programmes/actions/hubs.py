"""A hub entered, the points around it, and what people run and share there."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.rules.findings import Refusal
from folkmoot.work.programmes.events import HubKept, HubPointKept, HubStepKept
from folkmoot.work.programmes.models import Hub, HubStep, OutreachPoint
from folkmoot.work.programmes.permits import require_keeps_programmes
from folkmoot.work.programmes.queries.addresses import new_address
from folkmoot.work.programmes.queries.clauses import clause_for
from folkmoot.work.programmes.queries.hubs import localities


@transaction.atomic
@recording_last()
def keep_hub(
    *,
    assembly: Assembly,
    hub: Hub | None = None,
    name: str,
    building: str,
    postcode: str,
    locality: Area,
    lead: str,
    lead_organisation: Organisation | None,
    site_decision: str,
    lead_decision: str,
    opened_on: date | None,
    closed_on: date | None,
    by: Person,
    at: datetime,
) -> Hub:
    """
    Enter a hub, or change what is said of it; its address stays.

    :param site_decision: the reference of the motion that chose where it is, if one did.
    :param lead_decision: the reference of the motion that chose who leads it.
    :raises Refusal: if its place is not of this assembly, a motion is not there, or `by` may not.
    """
    on = day_in(assembly, at=at)
    require_keeps_programmes(by, assembly, on=on)
    if locality not in localities(assembly):
        raise Refusal("locality-not-ours", None, {"place": locality.name})
    clause = clause_for(assembly, "lead", on=on)
    for reference in filter(None, (site_decision.strip(), lead_decision.strip())):
        if not Motion.objects.filter(assembly=assembly, reference=reference).exists():
            raise Refusal("decision-unknown", clause, {"reference": reference})
    made = hub or Hub(assembly=assembly, slug=new_address(Hub, assembly, name, "hub"))
    made.name, made.building = name.strip(), building.strip()
    made.postcode, made.locality = postcode.strip().upper(), locality
    made.lead = lead
    made.lead_organisation = None if lead == Hub.Lead.OPEN else lead_organisation
    made.site_decision, made.lead_decision = site_decision.strip(), lead_decision.strip()
    made.opened_on, made.closed_on = opened_on, closed_on
    made.save()
    event = HubKept(
        hub=made.slug,
        name=made.name,
        locality=locality.name,
        lead=made.lead_organisation.name if made.lead_organisation else made.get_lead_display(),
    )
    record(
        event,
        assembly=assembly.slug,
        by=by,
        at=at,
        under=clause_for(assembly, "hubs", on=on),
    )
    return made


@transaction.atomic
@recording_last()
def keep_point(
    *,
    hub: Hub,
    name: str,
    place: str,
    from_on: date,
    until_on: date | None,
    by: Person,
    at: datetime,
) -> OutreachPoint:
    """
    Enter a smaller point around a hub, or say that one is there no more.

    :raises Refusal: if `by` may not.
    """
    on = day_in(hub.assembly, at=at)
    require_keeps_programmes(by, hub.assembly, on=on)
    made, _ = OutreachPoint.objects.update_or_create(
        hub=hub,
        name=name.strip(),
        until_on=None,
        defaults={"place": place.strip(), "from_on": from_on},
    )
    if until_on is not None:
        made.until_on = max(until_on, from_on)
        made.save(update_fields=["until_on"])
    event = HubPointKept(hub=hub.slug, name=hub.name, point=made.name)
    clause = clause_for(hub.assembly, "hubs", on=on)
    record(event, assembly=hub.assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def keep_step(
    *, hub: Hub, kind: str, what: str, began_on: date, by: Person, at: datetime
) -> HubStep:
    """
    Enter what parents run at a hub, a space that is shared, or a training held together.

    :raises Refusal: if `by` may not.
    """
    on = day_in(hub.assembly, at=at)
    require_keeps_programmes(by, hub.assembly, on=on)
    made = HubStep.objects.create(hub=hub, kind=kind, what=what.strip(), began_on=began_on)
    _keep_step(made, by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def end_step(*, step: HubStep, ended_on: date, by: Person, at: datetime) -> HubStep:
    """
    Say that something at a hub goes on no more; that it did stays.

    :raises Refusal: if `by` may not.
    """
    on = day_in(step.hub.assembly, at=at)
    require_keeps_programmes(by, step.hub.assembly, on=on)
    step.ended_on = max(ended_on, step.began_on)
    step.save(update_fields=["ended_on"])
    _keep_step(step, by=by, at=at)
    return step


def _keep_step(step: HubStep, *, by: Person, at: datetime) -> None:
    hub = step.hub
    event = HubStepKept(
        hub=hub.slug, name=hub.name, what=step.what, is_over=step.ended_on is not None
    )
    clause = clause_for(hub.assembly, "hubs", on=day_in(hub.assembly, at=at))
    record(event, assembly=hub.assembly.slug, by=by, at=at, under=clause)
