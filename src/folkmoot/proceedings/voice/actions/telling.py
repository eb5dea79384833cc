"""What is said at a board, what the board answers, and what members are told."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from folkmoot.body.membership.queries import clause_with_key
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.queries import people_of_all
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.actions.holding import held_seat
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.seats.queries.concerned import officers_of_body, people_behind
from folkmoot.proceedings.voice.actions.sittings import require_held
from folkmoot.proceedings.voice.events.telling import (
    BoardReplied,
    FeedbackChased,
    FeedbackGiven,
    InputFollowed,
    InputLogged,
)
from folkmoot.proceedings.voice.models import (
    Call,
    Chase,
    Feedback,
    Followed,
    Input,
    Matter,
    Sitting,
    Stand,
    View,
)
from folkmoot.proceedings.voice.permits import require_officer_or_body, require_speaks_for
from folkmoot.proceedings.voice.permits.telling import require_may_chase
from folkmoot.proceedings.voice.queries.telling import due_after
from folkmoot.rules.findings import Clause, Refusal

A_DAY = timedelta(days=1)


def _clause(holding: Holding, key: str, *, at: datetime) -> Clause | None:
    assembly = holding.seat.assembly
    book = book_for(assembly, on=day_of(assembly, at))
    return clause_with_key(book, key, "both-ways") if book is not None else None


@transaction.atomic
@recording_last()
def log_input(
    *,
    holding: Holding,
    sitting: Sitting,
    matter: Matter | None,
    call: Call | None,
    about: str,
    words: str,
    stands: Sequence[tuple[str, int]],
    drawn_from: Iterable[View],
    reply_due_on: date | None,
    by: Person,
    at: datetime,
) -> Input:
    """
    Write down what was said at a board, with the decision it concerned.

    It may hold several positions, each with how many organisations hold it. Those whose
    views it drew from are told, and so is the board, which is asked for an answer.

    :param stands: the positions in their order; none where there was only what was said.
    :raises Refusal: if `by` does not act for a holder with a mandate, or the meeting was
        cancelled or is to come.
    """
    seat = held_seat(holding.seat)
    require_speaks_for(by, holding, at=at)
    require_held(sitting)
    on = day_of(seat.assembly, at)
    if sitting.on > on:
        raise Refusal("sitting-to-come", None, {"on": sitting.on}, from_when=sitting.on)
    year = on.year
    taken = Input.objects.filter(assembly=seat.assembly, reference__startswith=f"said-{year}-")
    said = Input.objects.create(
        assembly=seat.assembly,
        reference=f"said-{year}-{taken.count() + 1}",
        sitting=sitting,
        holding=holding,
        matter=matter,
        call=call,
        about=about.strip(),
        words=words.strip(),
        logged_at=at,
        logged_by=by,
        reply_due_on=reply_due_on,
    )
    Stand.objects.bulk_create(
        [
            Stand(input=said, position=place, words=stand.strip(), organisations=number)
            for place, (stand, number) in enumerate(stands, 1)
        ]
    )
    views = [view for view in drawn_from if call is not None and view.call_id == call.pk]
    said.drawn_from.set(views)
    event = InputLogged(
        input=said.reference,
        seat=seat.reference,
        body=seat.body.name,
        on=sitting.on,
        about=said.about,
        positions=len(stands),
        views=len(views),
        reply_due_on=reply_due_on,
    )
    slug = seat.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=_clause(holding, "partners-act", at=at))
    people = people_of_all([view.organisation_id for view in views], on=on)
    tell([*people, *officers_of_body(seat.body, on=on)], event, assembly=slug, at=at)
    return said


@transaction.atomic
@recording_last()
def reply_to_input(
    *, said: Input, result: str, reply: str, answered_for: str = "", by: Person, at: datetime
) -> Input:
    """
    Write down what a board answers: what changed, or why not.

    :param result: adopted, partly or declined.
    :param answered_for: whose answer it is, where a support officer writes it down.
    :raises Refusal: if `by` neither answers for the board nor is a support officer, nothing is
        said, or it was answered.
    """
    said = (
        Input.objects.select_for_update(of=("self",), no_key=True)
        .select_related(
            "assembly", "sitting__body__assembly", "holding__seat__body", "holding__person"
        )
        .get(pk=said.pk)
    )
    require_officer_or_body(by, said.sitting.body, at=at)
    if said.replied_at is not None:
        facts = {"replied_on": day_of(said.assembly, said.replied_at)}
        raise Refusal("input-answered", None, facts)
    if not reply.strip() or result not in Input.Result.values or result == Input.Result.PENDING:
        raise Refusal("answer-says-nothing", _clause_of(said, at=at), {})
    said.result, said.reply = result, reply.strip()
    said.replied_at, said.replied_by = at, by
    said.reply_entered_for = answered_for.strip()
    said.save(update_fields=["result", "reply", "replied_at", "replied_by", "reply_entered_for"])
    event = BoardReplied(
        input=said.reference,
        seat=said.holding.seat.reference,
        body=said.sitting.body.name,
        about=said.about,
        result=said.get_result_display(),
        reply=said.reply,
    )
    slug = said.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=_clause_of(said, at=at))
    on = day_of(said.assembly, at)
    people = people_of_all(said.drawn_from.values_list("organisation_id", flat=True), on=on)
    own = [said.holding.person] if said.holding.person else []
    tell(list(dict.fromkeys([*own, *people])), event, assembly=slug, at=at)
    return said


def _clause_of(said: Input, *, at: datetime) -> Clause | None:
    book = book_for(said.assembly, on=day_of(said.assembly, at))
    return clause_with_key(book, "partners-act") if book is not None else None


@transaction.atomic
@recording_last()
def follow_input(*, said: Input, on: date, words: str, by: Person, at: datetime) -> Followed:
    """
    Write down what came of what was said, later on.

    :raises Refusal: if `by` does not act for the seat, nor for the board, nor is an officer.
    """
    try:
        require_officer_or_body(by, said.sitting.body, at=at)
    except Refusal:
        require_speaks_for(by, said.holding, at=at)
    followed = Followed.objects.create(input=said, on=on, words=words.strip(), by=by, at=at)
    event = InputFollowed(
        input=said.reference,
        body=said.sitting.body.name,
        about=said.about,
        words=followed.words,
    )
    slug = said.assembly.slug
    record(event, assembly=slug, by=by, at=at)
    today = day_of(said.assembly, at)
    people = people_of_all(said.drawn_from.values_list("organisation_id", flat=True), on=today)
    tell(people, event, assembly=slug, at=at)
    return followed


@transaction.atomic
@recording_last()
def give_feedback(
    *,
    holding: Holding,
    sitting: Sitting,
    raised: str,
    decided: str,
    next: str,
    by: Person,
    at: datetime,
) -> Feedback:
    """
    Tell every member that a seat speaks for what was raised, what was decided and what is next.

    :raises Refusal: if `by` does not act for a holder with a mandate, the meeting is to come
        or was cancelled, or members were told already.
    """
    seat = held_seat(holding.seat)
    require_speaks_for(by, holding, at=at)
    require_held(sitting)
    on = day_of(seat.assembly, at)
    if sitting.on > on:
        raise Refusal("sitting-to-come", None, {"on": sitting.on}, from_when=sitting.on)
    before = Feedback.objects.filter(sitting=sitting, holding=holding).order_by("pk").first()
    if before is not None:
        raise Refusal("feedback-given", None, {"given_on": day_of(seat.assembly, before.given_at)})
    people = people_behind(seat, on=on)
    feedback = Feedback.objects.create(
        sitting=sitting,
        holding=holding,
        raised=raised.strip(),
        decided=decided.strip(),
        next=next.strip(),
        given_at=at,
        given_by=by,
        sent_to=len(people),
    )
    event = FeedbackGiven(
        seat=seat.reference,
        body=seat.body.name,
        on=sitting.on,
        feedback=feedback.pk,
        raised=feedback.raised,
        decided=feedback.decided,
        next=feedback.next,
    )
    slug = seat.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=_clause(holding, "both-ways", at=at))
    tell(people, event, assembly=slug, at=at)
    return feedback


@transaction.atomic
@recording_last()
def chase_feedback(*, holding: Holding, sitting: Sitting, by: Person, at: datetime) -> Chase:
    """
    Remind a representative to tell members of a meeting: once a day at most.

    :raises Refusal: if `by` neither chairs a forum of the seat nor is a support officer, members
        were told already, or they were reminded today.
    """
    seat = held_seat(holding.seat)
    require_may_chase(by, seat, at=at)
    given = Feedback.objects.filter(sitting=sitting, holding=holding).order_by("pk").first()
    if given is not None:
        raise Refusal("feedback-given", None, {"given_on": day_of(seat.assembly, given.given_at)})
    if Chase.objects.filter(sitting=sitting, holding=holding, at__gt=at - A_DAY).exists():
        raise Refusal("chased-today", None, {})
    chase = Chase.objects.create(sitting=sitting, holding=holding, at=at, by=by)
    on = day_of(seat.assembly, at)
    event = FeedbackChased(
        seat=seat.reference,
        body=seat.body.name,
        body_slug=seat.body.slug,
        on=sitting.on,
        due_on=due_after(seat.assembly, sitting, on=on),
    )
    slug = seat.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=_clause(holding, "both-ways", at=at))
    tell([holding.person] if holding.person else [], event, assembly=slug, at=at)
    return chase
