"""A year counted; what is done about each gap; the report to the board."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.equity.events import (
    FairnessCounted,
    FairnessReported,
    GapActionDone,
    GapActionSet,
)
from folkmoot.scrutiny.equity.models import FairnessCount, FairnessReport, GapAction
from folkmoot.scrutiny.equity.permits import require_board
from folkmoot.scrutiny.equity.queries.clauses import clause_for
from folkmoot.scrutiny.equity.queries.counting import (
    actions_of,
    count_of,
    counted,
    gaps_with_actions,
)


@transaction.atomic
@recording_last()
def count_year(*, assembly: Assembly, year: int, by: Person | None, at: datetime) -> FairnessCount:
    """Count who was heard in a year anew, in place of what was counted before."""
    told = counted(assembly, year=year)
    made, _ = FairnessCount.objects.update_or_create(
        assembly=assembly, year=year, defaults={"counted_at": at, "told": told}
    )
    event = FairnessCounted(
        year=year,
        organisations=told["whole"],
        heard=told["heard"],
        index=round(told["index"], 1) if told["index"] is not None else None,
        gaps=len(told["gaps"]),
    )
    clause = clause_for(assembly, "report", on=day_in(assembly, at=at))
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def act_on_gap(
    *,
    assembly: Assembly,
    year: int,
    way: str,
    kind: str,
    words: str,
    owner: str,
    due_on: date,
    by: Person,
    at: datetime,
) -> GapAction:
    """
    Say what is done about a gap, by whom, by when; what was said before is replaced.

    :raises Refusal: if there is no such gap in the count, or `by` may not.
    """
    on = day_in(assembly, at=at)
    require_board(by, assembly, on=on)
    count = count_of(assembly, year=year)
    gaps = count.told["gaps"] if count is not None else []
    gap = next((one for one in gaps if (one["way"], one["kind"]) == (way, kind)), None)
    if gap is None:
        raise Refusal("no-such-gap", None, {"year": year})
    said = {"name": gap["name"], "words": words.strip(), "owner": owner.strip(), "due_on": due_on}
    made, _ = GapAction.objects.update_or_create(
        assembly=assembly, year=year, way=way, kind=kind, defaults=said
    )
    event = GapActionSet(year=year, **said)
    clause = clause_for(assembly, "report", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def finish_action(*, action: GapAction, outcome: str, by: Person, at: datetime) -> GapAction:
    """
    Enter that something was done about a gap, and what came of it.

    :raises Refusal: if `by` may not.
    """
    on = day_in(action.assembly, at=at)
    require_board(by, action.assembly, on=on)
    action.done_on, action.outcome = on, outcome.strip()
    action.save(update_fields=["done_on", "outcome"])
    event = GapActionDone(year=action.year, name=action.name, outcome=action.outcome)
    record(event, assembly=action.assembly.slug, by=by, at=at)
    return action


@transaction.atomic
@recording_last()
def present_report(
    *, assembly: Assembly, year: int, words: str, by: Person, at: datetime
) -> FairnessReport:
    """
    Give the board the year's report: the count as it is now, and an action for each gap.

    :raises Refusal: if the year is not counted, if a gap has no action, or `by` may not.
    """
    on = day_in(assembly, at=at)
    require_board(by, assembly, on=on)
    clause = clause_for(assembly, "report", on=on)
    count = count_of(assembly, year=year)
    if count is None:
        raise Refusal("not-counted-yet", clause, {"year": year})
    told = gaps_with_actions(count.told, actions_of(assembly, year=year))
    if lacking := [gap["name"] for gap, action in told if action is None]:
        raise Refusal("gap-without-action", clause, {"number": len(lacking), "gaps": lacking})
    made, _ = FairnessReport.objects.update_or_create(
        assembly=assembly,
        year=year,
        defaults={"words": words.strip(), "presented_on": on, "told": count.told},
    )
    event = FairnessReported(year=year, gaps=len(told))
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made
