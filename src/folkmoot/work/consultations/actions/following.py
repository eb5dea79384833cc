"""Answering back: main points entered, answered, told to those who took part, followed beyond."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.module_loading import import_string

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.consultations.events import (
    AnsweredBack,
    FollowedThrough,
    MethodChanged,
    PointAnswered,
)
from folkmoot.work.consultations.models import (
    Answer,
    Consultation,
    Filed,
    FollowUp,
    Heading,
    MethodChange,
    Point,
    Response,
)
from folkmoot.work.consultations.permits import require_keeps
from folkmoot.work.consultations.queries.clauses import clause_for
from folkmoot.work.consultations.queries.planning import standing

TELL_ALL = "folkmoot.work.consultations.tasks.tell_everybody"


@transaction.atomic
def file_under(
    *,
    consultation: Consultation,
    name: str,
    answers: Iterable[Answer],
    by: Person,
    at: datetime,
) -> Heading:
    """
    Put answers in words under a heading; one of that name is used again.

    :raises Refusal: if `by` does not run it.
    """
    require_keeps(by, consultation, on=day_in(consultation.assembly, at=at))
    heading, _ = Heading.objects.get_or_create(consultation=consultation, name=name.strip())
    Filed.objects.bulk_create(
        [Filed(heading=heading, answer=answer) for answer in answers], ignore_conflicts=True
    )
    return heading


@transaction.atomic
def enter_point(
    *, consultation: Consultation, said: str, heading: Heading | None, by: Person, at: datetime
) -> Point:
    """
    Enter one main thing that people said.

    :raises Refusal: if it is not closed, or `by` does not run it.
    """
    on = day_in(consultation.assembly, at=at)
    require_keeps(by, consultation, on=on)
    if not consultation.closed_at:
        raise Refusal("not-closed-yet", None, {"closes_on": consultation.closes_on or on})
    last = consultation.points.aggregate(last=Max("number"))["last"] or 0
    return Point.objects.create(
        consultation=consultation, number=last + 1, said=said.strip(), heading=heading
    )


@transaction.atomic
@recording_last()
def answer_point(*, point: Point, did: str, because: str, by: Person, at: datetime) -> Point:
    """
    Say what was done with a point, or why not.

    :raises Refusal: if `by` does not run it.
    """
    consultation = point.consultation
    on = day_in(consultation.assembly, at=at)
    require_keeps(by, consultation, on=on)
    point.did, point.because, point.answered_at = did, because.strip(), at
    point.save(update_fields=["did", "because", "answered_at"])
    event = PointAnswered(
        reference=consultation.reference,
        title=consultation.title,
        number=point.number,
        did=point.get_did_display(),
    )
    clause = clause_for(consultation.assembly, "feedback", on=on)
    record(event, assembly=consultation.assembly.slug, by=by, at=at, under=clause)
    return point


@transaction.atomic
@recording_last()
def answer_back(
    *, consultation: Consultation, outcome: str, outcome_link: str, by: Person, at: datetime
) -> Consultation:
    """
    Publish what was said and what was done with it, and write to everybody who took part.

    :param outcome: what was decided in the end; the answers hang on that decision.
    :raises Refusal: while it is open, while there is no point or one without an answer, or if `by`
        does not run it.
    """
    assembly = consultation.assembly
    on = day_in(assembly, at=at)
    held = Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    require_keeps(by, held, on=on)
    clause = clause_for(assembly, "feedback", on=on)
    if standing(held, on=on) not in ("closed", "answered"):
        raise Refusal("not-closed-yet", clause, {"closes_on": held.closes_on or on})
    points = list(held.points.order_by("number"))
    if not points:
        raise Refusal("no-points", clause, {})
    if unanswered := [f"point {one.number}" for one in points if not one.did]:
        facts = {"number": len(unanswered), "points": unanswered}
        raise Refusal("points-not-answered", clause, facts)
    held.outcome, held.outcome_link = outcome.strip(), outcome_link
    held.answered_on = held.answered_on or on
    held.save(update_fields=["outcome", "outcome_link", "answered_on"])
    record(_answered(held, points), assembly=assembly.slug, by=by, at=at, under=clause)
    transaction.on_commit(lambda: import_string(TELL_ALL).enqueue(held.pk))
    return held


def _answered(held: Consultation, points: list[Point]) -> AnsweredBack:
    did = sum(one.did != Point.Did.DID_NOT for one in points)
    return AnsweredBack(
        reference=held.reference,
        title=held.title,
        owner=held.owner_name,
        points=len(points),
        did=did,
        did_not=len(points) - did,
    )


@transaction.atomic
def tell_all(*, consultation: Consultation, at: datetime) -> int:
    """Write to everybody who took part what came of it; return how many letters that are."""
    on = day_in(consultation.assembly, at=at)
    sent = consultation.responses.filter(state=Response.State.SENT)
    people: list[Person] = []
    for response in sent.select_related("organisation", "person").order_by("pk"):
        if response.person is not None:
            people.append(response.person)
        elif response.organisation is not None:
            people += people_acting_for(response.organisation, on=on)
    event = _answered(consultation, list(consultation.points.order_by("number")))
    return len(tell(people, event, assembly=consultation.assembly.slug, at=at))


@transaction.atomic
@recording_last()
def follow(*, point: Point, state: str, words: str, by: Person, at: datetime) -> FollowUp:
    """
    Say how far what was promised under a point has come.

    :raises Refusal: if `by` does not run it.
    """
    consultation = point.consultation
    on = day_in(consultation.assembly, at=at)
    require_keeps(by, consultation, on=on)
    followed = FollowUp.objects.create(point=point, state=state, words=words.strip(), at=at)
    event = FollowedThrough(
        reference=consultation.reference,
        title=consultation.title,
        number=point.number,
        state=followed.get_state_display(),
    )
    clause = clause_for(consultation.assembly, "difference", on=on)
    record(event, assembly=consultation.assembly.slug, by=by, at=at, under=clause)
    return followed


@transaction.atomic
@recording_last()
def change_method(
    *,
    assembly: Assembly,
    learned_from: Consultation | None,
    change: str,
    because: str,
    by: Person,
    at: datetime,
) -> MethodChange:
    """
    Enter what is done otherwise in asking for views, because of what was learned.

    :raises Refusal: if `by` is not a support officer.
    """
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    made = MethodChange.objects.create(
        assembly=assembly,
        learned_from=learned_from,
        change=change.strip(),
        because=because.strip(),
        made_at=at,
    )
    clause = clause_for(assembly, "better", on=on)
    event = MethodChanged(change=made.change)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made
