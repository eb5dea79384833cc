"""What a place has, and what it lacks, is written down."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.insight.events import PlaceProfiled
from folkmoot.scrutiny.insight.models import PlaceProfile
from folkmoot.scrutiny.insight.permits import require_keeps_insight
from folkmoot.scrutiny.insight.queries.bank import opening
from folkmoot.scrutiny.insight.queries.clauses import clause_for


@transaction.atomic
@recording_last()
def profile_place(
    *,
    assembly: Assembly,
    area: Area,
    strengths: str,
    needs: str,
    deprived: list[str],
    hidden_need: str,
    source: str,
    by: Person,
    at: datetime,
) -> PlaceProfile:
    """
    Write down what a place has and what it lacks, in place of what stood there.

    :param deprived: the places in it in greater need, by name.
    :raises Refusal: if `by` may not, or it would list problems only.
    """
    on = day_in(assembly, at=at)
    require_keeps_insight(by, assembly, on=on)
    told_needs = "".join([needs, *deprived, hidden_need])
    finding = opening(assembly, strengths=strengths, needs=told_needs, on=on)
    if finding is not None:
        finding.require()
    if not strengths.strip():
        raise Refusal("problems-only", clause_for(assembly, "strengths", on=on), {})
    made, _ = PlaceProfile.objects.update_or_create(
        assembly=assembly,
        area=area,
        defaults={
            "strengths": strengths.strip(),
            "needs": needs.strip(),
            "deprived": [name.strip() for name in deprived if name.strip()],
            "hidden_need": hidden_need.strip(),
            "source": source.strip(),
            "looked_at_on": on,
        },
    )
    clause = clause_for(assembly, "place", on=on)
    event = PlaceProfiled(place=area.name)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made
