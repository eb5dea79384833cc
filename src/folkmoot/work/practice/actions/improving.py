"""Feedback asked and given, and what is done about it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions.recording import new_reference, write
from folkmoot.work.practice.events import FeedbackAsked, ImprovementKept, ImprovementMade
from folkmoot.work.practice.models import Feedback, Improvement, Occasion

OPEN_FOR = timedelta(days=28)


@transaction.atomic
@recording_last()
def ask_feedback(
    *, assembly: Assembly, kind: str, title: str, held_on: date, by: Person, at: datetime
) -> Occasion:
    """
    Ask for feedback on a meeting, an election or a training, for four weeks from today.

    :raises Refusal: if `by` is not a support officer.
    """
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    made = Occasion.objects.create(
        assembly=assembly,
        reference=new_reference(title),
        kind=kind,
        title=title.strip(),
        held_on=held_on,
        closes_on=max(on, held_on) + OPEN_FOR,
    )
    event = FeedbackAsked(
        reference=made.reference,
        title=made.title,
        kind=made.get_kind_display(),
        closes_on=made.closes_on,
    )
    write(event, assembly, "improving", by=by, at=at)
    return made


@transaction.atomic
def give_feedback(
    *, occasion: Occasion, rating: int, worked: str, better: str, at: datetime
) -> Feedback:
    """
    Keep what somebody thought; who it was is not kept, here or in the record.

    :param rating: 1 (poor) to 5 (very good).
    :raises Refusal: if it is not the time for it.
    """
    on = day_in(occasion.assembly, at=at)
    if not occasion.held_on <= on <= occasion.closes_on:
        facts = {
            "title": occasion.title, "held_on": occasion.held_on, "closes_on": occasion.closes_on,
        }  # fmt: skip
        raise Refusal("feedback-not-open", None, facts)
    return Feedback.objects.create(
        occasion=occasion, rating=rating, worked=worked.strip(), better=better.strip()
    )


@transaction.atomic
@recording_last()
def plan_improvement(
    *,
    assembly: Assembly,
    occasion: Occasion | None,
    title: str,
    because: str,
    owner: str,
    due_on: date,
    by: Person,
    at: datetime,
) -> Improvement:
    """
    Enter what is to be done better in the log, with who does it and by when.

    :raises Refusal: if `by` is not a support officer.
    """
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    Assembly.objects.select_for_update().get(pk=assembly.pk)
    last = Improvement.objects.filter(assembly=assembly).aggregate(last=Max("number"))["last"]
    made = Improvement.objects.create(
        assembly=assembly,
        number=(last or 0) + 1,
        occasion=occasion,
        title=title.strip(),
        because=because.strip(),
        owner=owner.strip(),
        entered_on=on,
        due_on=due_on,
    )
    event = ImprovementKept(
        number=made.number, title=made.title, owner=made.owner, due_on=made.due_on
    )
    write(event, assembly, "improving", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def finish_improvement(
    *, improvement: Improvement, outcome: str, by: Person, at: datetime
) -> Improvement:
    """
    Say that something was done better, and what came of it.

    :raises Refusal: if `by` is not a support officer.
    """
    assembly = improvement.assembly
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    improvement.done_on, improvement.outcome = on, outcome.strip()
    improvement.save(update_fields=["done_on", "outcome"])
    event = ImprovementMade(
        number=improvement.number, title=improvement.title, outcome=improvement.outcome
    )
    write(event, assembly, "improving", by=by, at=at)
    return improvement
