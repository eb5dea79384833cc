"""What is asked: questions and statements added, taken out before anybody answers, looked at."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.consultations.events import StatementLookedAt, StatementOffered
from folkmoot.work.consultations.models import Consultation, Question, Statement
from folkmoot.work.consultations.permits import require_keeps, require_open

MOST_WAITING = 3


@transaction.atomic
def ask_question(
    *,
    consultation: Consultation,
    kind: str,
    words: str,
    hint: str,
    options: Sequence[str],
    is_short: bool,
    by: Person,
    at: datetime,
) -> Question:
    """
    Add a question at the end.

    :raises Refusal: if `by` does not run it, or people answer it already.
    """
    _require_changeable(consultation, by, at)
    last = consultation.questions.aggregate(last=Max("number"))["last"] or 0
    return Question.objects.create(
        consultation=consultation,
        number=last + 1,
        kind=kind,
        words=words.strip(),
        hint=hint.strip(),
        options=[one.strip() for one in options if one.strip()],
        is_short=is_short,
    )


@transaction.atomic
def drop_question(*, question: Question, by: Person, at: datetime) -> None:
    """
    Take a question out before anybody answers it.

    :raises Refusal: if `by` does not run it, or people answer it already.
    """
    _require_changeable(question.consultation, by, at)
    question.delete()


@transaction.atomic
def state(*, consultation: Consultation, words: str, by: Person, at: datetime) -> Statement:
    """
    Put a statement to all, as whoever runs it; this may be done while it is open too.

    :raises Refusal: if `by` does not run it, or the statement is there.
    """
    require_keeps(by, consultation, on=day_in(consultation.assembly, at=at))
    _require_new(consultation, words)
    return Statement.objects.create(
        consultation=consultation,
        number=_next_number(consultation),
        words=words.strip(),
        state=Statement.State.SHOWN,
        offered_at=at,
    )


def _next_number(consultation: Consultation) -> int:
    """Return the number of the next statement. One query."""
    return (consultation.statements.aggregate(last=Max("number"))["last"] or 0) + 1


def _require_new(consultation: Consultation, words: str) -> None:
    """:raises Refusal: if a statement says the same, but for capitals."""
    same = consultation.statements.filter(words__iexact=words.strip()).order_by("pk").first()
    if same is not None:
        raise Refusal("statement-there", None, {"number": same.number})


def _require_changeable(consultation: Consultation, by: Person, at: datetime) -> None:
    require_keeps(by, consultation, on=day_in(consultation.assembly, at=at))
    if consultation.published_at:
        raise Refusal("question-is-open", None, {"title": consultation.title})


@transaction.atomic
@recording_last()
def offer_statement(
    *,
    consultation: Consultation,
    organisation: Organisation | None,
    words: str,
    by: Person | None,
    at: datetime,
) -> Statement:
    """
    Offer a statement for all to vote on. It is looked at before it is shown.

    :raises Refusal: if it is not open, says what another says, or three of one organisation wait.
    """
    on = day_in(consultation.assembly, at=at)
    require_open(consultation, on=on)
    _require_new(consultation, words)
    waiting = consultation.statements.filter(
        state=Statement.State.WAITING, offered_by=organisation
    ).count()
    if waiting >= MOST_WAITING:
        raise Refusal("statements-enough", None, {"most": MOST_WAITING})
    offered = Statement.objects.create(
        consultation=consultation,
        number=_next_number(consultation),
        words=words.strip(),
        offered_by=organisation,
        state=Statement.State.WAITING,
        offered_at=at,
    )
    event = StatementOffered(
        reference=consultation.reference,
        title=consultation.title,
        number=offered.number,
        words=offered.words,
    )
    record(event, assembly=consultation.assembly.slug, by=by, at=at)
    return offered


@transaction.atomic
@recording_last()
def look_at_statement(
    *, statement: Statement, is_shown: bool, reason: str, by: Person, at: datetime
) -> Statement:
    """
    Show a statement that was offered, or not, with the reason.

    :raises Refusal: if `by` does not run it.
    """
    consultation = statement.consultation
    require_keeps(by, consultation, on=day_in(consultation.assembly, at=at))
    statement.state = Statement.State.SHOWN if is_shown else Statement.State.REFUSED
    statement.reason = "" if is_shown else reason.strip()
    statement.save(update_fields=["state", "reason"])
    event = StatementLookedAt(
        reference=consultation.reference,
        title=consultation.title,
        number=statement.number,
        state=statement.get_state_display(),
        reason=statement.reason,
    )
    record(event, assembly=consultation.assembly.slug, by=by, at=at)
    return statement
