"""One representative as members see them: what they did, what they missed, what help they have."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.meetings.queries.meetings import book_with
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.voice.models import (
    Call,
    Input,
    Sitting,
    SupportPlan,
    Training,
    TrainingInvite,
)
from folkmoot.proceedings.voice.queries.telling import Told, told
from folkmoot.rules.findings import Finding
from folkmoot.rules.seats.answering import training_missed_raises_a_review

PLAN_PARTS = ("briefing", "expenses", "training", "peer")
MISSED = "training.missed_in_a_row"


def missing_parts(plan: SupportPlan) -> list[str]:
    """Return the parts of a support plan that nobody has filled in. No query."""
    return [part for part in PLAN_PARTS if not getattr(plan, part)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """
    What one representative has done in the seat.

    :param hours: noted hours, unpaid ones among them.
    """

    sittings: list[Told]
    calls: int
    inputs: int
    adopted: int
    hours: float
    unpaid_hours: float
    trainings: list[TrainingInvite]
    finding: Finding | None
    plan: SupportPlan | None

    @property
    def reported(self) -> int:
        return sum(row.presence is not None for row in self.sittings)

    @property
    def attended(self) -> int:
        return sum(
            row.presence is not None and row.presence.status in ("present", "deputy")
            for row in self.sittings
        )

    @property
    def feedback_kept(self) -> int:
        return sum(row.feedback is not None for row in self.sittings)

    @property
    def feedback_missed(self) -> int:
        return sum(row.state == "missed" for row in self.sittings)


def work_of(holding: Holding, *, on: date) -> Work:
    """Return what a representative has done in a seat until a day. Eleven queries."""
    assembly = holding.seat.assembly
    sittings = Sitting.objects.filter(
        body=holding.seat.body_id, cancelled_at=None, on__lte=on
    ).select_related("body__assembly")
    rows = [
        row
        for row in told(assembly, sittings.order_by("-on")[:60], on=on)
        if row.holding.pk == holding.pk
    ]
    said = Input.objects.filter(holding=holding).aggregate(
        all=Count("pk"),
        adopted=Count("pk", filter=Q(result__in=[Input.Result.ADOPTED, Input.Result.PARTLY])),
    )
    time = holding.efforts.aggregate(
        all=Sum("minutes", default=0), unpaid=Sum("minutes", filter=Q(is_paid=False), default=0)
    )
    trainings = list(holding.trainings.select_related("training").order_by("-training__on", "-pk"))
    return Work(
        sittings=rows,
        calls=Call.objects.filter(holding=holding).count(),
        inputs=said["all"],
        adopted=said["adopted"],
        hours=time["all"] / 60,
        unpaid_hours=time["unpaid"] / 60,
        trainings=trainings,
        finding=training_finding(assembly, trainings, on=on),
        plan=SupportPlan.objects.filter(holding=holding)
        .select_related("officer")
        .order_by("pk")
        .first(),
    )


def missed_in_a_row(trainings: list[TrainingInvite]) -> int:
    """Count the latest trainings missed without an excuse, one after the other. No query."""
    missed = 0
    for invite in trainings:
        if invite.came is None:
            continue
        if invite.came or invite.excused_because:
            break
        missed += 1
    return missed


def training_finding(
    assembly: Assembly, trainings: list[TrainingInvite], *, on: date
) -> Finding | None:
    """Return what the agreement says of the trainings missed, or None where it says nothing. One query."""
    book = book_with(assembly, MISSED, on=on)
    if book is None:
        return None
    return training_missed_raises_a_review(book, missed_in_a_row=missed_in_a_row(trainings))


def trainings_of(assembly: Assembly) -> QuerySet[Training]:
    """Return the trainings of an assembly with who came as counts, the latest first. One query."""
    return (
        Training.objects.filter(assembly=assembly)
        .annotate(
            invited=Count("invites"),
            came=Count("invites", filter=Q(invites__came=True)),
            excused=Count("invites", filter=~Q(invites__excused_because="")),
        )
        .order_by("-on", "-pk")
    )
