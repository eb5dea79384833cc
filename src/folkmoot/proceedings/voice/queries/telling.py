"""What was said at a board and what members were told: kept, due, missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.meetings.queries.meetings import book_with
from folkmoot.proceedings.seats.models import Holding, Method
from folkmoot.proceedings.voice.models import Call, Feedback, Input, Presence, Sitting
from folkmoot.rules.periods import add
from folkmoot.rules.rulebook import Parameter

FEEDBACK = "feedback.representative"
YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """
    One seat at one meeting of its board: who went, what was asked, said and told.

    :param due_on: by when members are told; None where no document says so.
    """

    sitting: Sitting
    holding: Holding
    presence: Presence | None
    calls: int
    feedback: Feedback | None
    due_on: date | None
    on: date

    @property
    def state(self) -> str:
        """met, late, missed or due: how the report to members stands on the day."""
        if self.feedback is not None:
            given = self.feedback.given_at.date()
            return "late" if self.due_on is not None and given > self.due_on else "met"
        if self.due_on is None or self.on <= self.due_on:
            return "due"
        return "missed"

    @property
    def missing(self) -> list[str]:
        """Which halves are missing: the call before, the report after."""
        found = [] if self.calls else ["call"]
        if self.state == "missed":
            found.append("feedback")
        return found


def feedback_length(assembly: Assembly, *, on: date) -> Parameter | None:
    """Return how soon members are told of a board, or None where no document says so. One query."""
    book = book_with(assembly, FEEDBACK, on=on)
    return book.parameter(FEEDBACK) if book is not None else None


def due_after(assembly: Assembly, sitting: Sitting, *, on: date) -> date | None:
    """Return by when members are told of a meeting, or None where no document says so. One query."""
    book = book_with(assembly, FEEDBACK, on=on)
    return add(sitting.on, book.period(FEEDBACK)) if book is not None else None


def holders_at(sittings: Iterable[Sitting]) -> dict[int, list[Holding]]:
    """
    Return who held a seat on the board of each meeting on its day, by key of the meeting. One query.

    Deputies and those without a mandate are out.
    """
    found = list(sittings)
    rows = (
        Holding.objects.filter(
            seat__body__in={one.body_id for one in found}, role=Holding.Role.HOLDER
        )
        .exclude(arrived=Method.OPEN)
        .select_related("seat__body__assembly", "seat__assembly", "person", "organisation")
        .order_by("seat__position", "holder_name", "pk")
    )
    by_body: dict[int, list[Holding]] = {}
    for holding in rows:
        by_body.setdefault(holding.seat.body_id, []).append(holding)
    return {
        one.pk: [
            holding
            for holding in by_body.get(one.body_id, [])
            if (holding.from_on is None or holding.from_on <= one.on)
            and (holding.ended_on is None or holding.ended_on > one.on)
        ]
        for one in found
    }


def told(assembly: Assembly, sittings: Iterable[Sitting], *, on: date) -> list[Told]:
    """Return every seat at each of some meetings, in their order. Five queries."""
    found = [one for one in sittings if one.cancelled_at is None]
    holders = holders_at(found)
    feedback = {
        (one.sitting_id, one.holding_id): one
        for one in Feedback.objects.filter(sitting__in=found).order_by("pk")
    }
    presences = {
        (one.sitting_id, one.holding_id): one
        for one in Presence.objects.filter(sitting__in=found).select_related("deputy")
    }
    calls: dict[tuple[int | None, int], int] = {}
    for sitting, seat in Call.objects.filter(sitting__in=found).values_list("sitting", "seat"):
        calls[sitting, seat] = calls.get((sitting, seat), 0) + 1
    book = book_with(assembly, FEEDBACK, on=on)
    period = book.period(FEEDBACK) if book is not None else None
    return [
        Told(
            sitting=one,
            holding=holding,
            presence=presences.get((one.pk, holding.pk)),
            calls=calls.get((one.pk, holding.seat_id), 0),
            feedback=feedback.get((one.pk, holding.pk)),
            due_on=add(one.on, period) if period is not None else None,
            on=on,
        )
        for one in found
        for holding in holders[one.pk]
    ]


def told_of(sitting: Sitting, *, on: date) -> list[Told]:
    """Return every seat at one meeting. Five queries."""
    return told(sitting.body.assembly, [sitting], on=on)


def past_sittings(assembly: Assembly, *, on: date, since: date | None = None) -> QuerySet[Sitting]:
    """Return the meetings of boards held by a day, the latest first; a year of them. One query."""
    rows = Sitting.objects.filter(
        body__assembly=assembly, on__lte=on, on__gte=since or on - YEAR, cancelled_at=None
    )
    return rows.select_related("body__assembly").order_by("-on", "body__name")


def missing(assembly: Assembly, *, on: date) -> list[Told]:
    """Return the meetings of the past year before or after which members were left out. Six queries."""
    rows = told(assembly, past_sittings(assembly, on=on), on=on)
    return [one for one in rows if one.sitting.on < on and one.missing]


def inputs(assembly: Assembly) -> QuerySet[Input]:
    """Return what was said at boards, the latest first. One query."""
    found = Input.objects.filter(assembly=assembly)
    return found.select_related("sitting__body", "holding__seat", "matter", "call").order_by(
        "-logged_at", "-pk"
    )


def input_named(assembly: Assembly, reference: str) -> QuerySet[Input]:
    """Return what was said, by its reference. One query."""
    found = Input.objects.filter(assembly=assembly, reference=reference)
    return found.select_related(
        "assembly", "sitting__body__assembly", "holding__seat__body", "holding__seat__assembly",
        "holding__organisation", "matter", "call", "logged_by",
    )  # fmt: skip


def sifted_inputs(
    assembly: Assembly,
    *,
    board: str = "",
    year: str = "",
    result: str = "",
    late: bool = False,
    on: date,
) -> QuerySet[Input]:
    """
    Return what was said that answers to what is asked, the latest first. One query.

    :param late: what a board was to answer by a day that is over, and has not.
    """
    found = inputs(assembly)
    if board:
        found = found.filter(sitting__body__slug=board)
    if year.isdecimal() and len(year) == 4:
        found = found.filter(sitting__on__year=int(year))
    if result in Input.Result.values:
        found = found.filter(result=result)
    if late:
        found = found.filter(result=Input.Result.PENDING, reply_due_on__lt=on)
    return found


def reply_state(one: Input, *, on: date) -> str:
    """Return how the board's answer stands, in one of the site's words. No query."""
    match one.result:
        case Input.Result.ADOPTED:
            return "adopted"
        case Input.Result.PARTLY:
            return "adopted in part"
        case Input.Result.DECLINED:
            return "declined"
        case _:
            late = one.reply_due_on is not None and one.reply_due_on < on
            return "overdue" if late else "no answer yet"
