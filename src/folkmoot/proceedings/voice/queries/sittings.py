"""The meetings of boards: which, with how much time between papers and meeting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.meetings.queries.meetings import book_with
from folkmoot.proceedings.seats.models import OutsideBody
from folkmoot.proceedings.seats.queries.beyond import Brought
from folkmoot.proceedings.voice.models import Matter, Sitting
from folkmoot.rules.rulebook import Parameter

LEAD = "board.lead"


def lead_days(sitting: Sitting) -> int | None:
    """Return the whole days between a meeting's papers and the meeting; None if not known. No query."""
    out = sitting.papers_on or sitting.agenda_on
    return (sitting.on - out).days if out is not None else None


def sittings_of(body: OutsideBody) -> QuerySet[Sitting]:
    """Return the meetings of a board, the latest first, cancelled ones too. One query."""
    return body.sittings.order_by("-on")


def sitting_on(assembly: Assembly, body: str, on: date) -> QuerySet[Sitting]:
    """Return the meeting of a board on a day. One query."""
    found = Sitting.objects.filter(body__assembly=assembly, body__slug=body, on=on)
    return found.select_related("body__assembly")


def held(sittings: QuerySet[Sitting]) -> QuerySet[Sitting]:
    """Leave out those that were cancelled. No query yet."""
    return sittings.filter(cancelled_at=None)


def lead_asked(assembly: Assembly, *, on: date) -> Parameter | None:
    """Return how long before a meeting papers should be out, or None where nobody fixes it. One query."""
    book = book_with(assembly, LEAD, on=on)
    return book.parameter(LEAD) if book is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTime:
    """How early one board's papers come."""

    body: OutsideBody
    sittings: int
    known: int
    median_days: float | None
    in_time: int
    shortest: int | None


def lead_times(assembly: Assembly, *, asked: int | None, since: date, on: date) -> list[LeadTime]:
    """
    Return for each board how early its papers came in the meetings of a time. Two queries.

    By name; cancelled meetings are out, and where it is not known when papers came that is
    counted apart.

    :param asked: how many days before are asked for; None where nobody fixes it.
    """
    bodies = OutsideBody.objects.filter(assembly=assembly, closed_on=None).order_by("name", "pk")
    rows = Sitting.objects.filter(
        body__assembly=assembly, cancelled_at=None, on__gte=since, on__lte=on
    )
    by_body: dict[int, list[Sitting]] = {}
    for sitting in rows.order_by("on"):
        by_body.setdefault(sitting.body_id, []).append(sitting)
    told = []
    for body in bodies:
        found = by_body.get(body.pk, [])
        days = [lead for one in found if (lead := lead_days(one)) is not None]
        told.append(
            LeadTime(
                body=body,
                sittings=len(found),
                known=len(days),
                median_days=median(days) if days else None,
                in_time=sum(asked is not None and lead >= asked for lead in days),
                shortest=min(days, default=None),
            )
        )
    return told


def brought_to_tables(assembly: Assembly) -> Mapping[str, Brought]:
    """Count what each kind of partner brought to the boards, and what was accepted. One query."""
    accepted = Q(is_proposal=True, outcome__in=[Matter.Outcome.ADOPTED, Matter.Outcome.PARTLY])
    rows = (
        Matter.objects.filter(sitting__body__assembly=assembly, sitting__cancelled_at=None)
        .values("brought_by")
        .annotate(
            matters=Count("pk"),
            papers=Count("pk", filter=Q(has_paper=True)),
            proposals=Count("pk", filter=Q(is_proposal=True)),
            accepted=Count("pk", filter=accepted),
        )
        .order_by("brought_by")
    )
    return {
        row["brought_by"]: Brought(
            matters=row["matters"],
            papers=row["papers"],
            proposals=row["proposals"],
            accepted=row["accepted"],
        )
        for row in rows
    }


def next_sittings(bodies: Iterable[int], *, on: date) -> dict[int, Sitting]:
    """Return the next meeting of each of some boards, by the key of the board. One query."""
    rows = Sitting.objects.filter(body__in=list(bodies), on__gte=on, cancelled_at=None)
    found: dict[int, Sitting] = {}
    for sitting in rows.order_by("on"):
        found.setdefault(sitting.body_id, sitting)
    return found
