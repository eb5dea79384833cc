"""Help for representatives: a plan with a named officer, paperwork, training, hours and expenses."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.seats.permits import require_may_keep
from folkmoot.proceedings.voice.events.holders import (
    EffortNoted,
    PaperworkKept,
    SupportAgreed,
    TrainingAttended,
    TrainingOffered,
)
from folkmoot.proceedings.voice.models import (
    Effort,
    Paperwork,
    SupportPlan,
    Training,
    TrainingInvite,
)
from folkmoot.proceedings.voice.permits import require_speaks_for
from folkmoot.proceedings.voice.queries.clauses import clause_of
from folkmoot.proceedings.voice.queries.holders import missing_parts
from folkmoot.rules.findings import Clause, Refusal

PARTS = "support.parts"


def _clause_on_support(assembly: Assembly, *, on: date) -> Clause | None:
    book = book_that_fixes(assembly, PARTS, on=on)
    return book.parameter(PARTS).clause if book is not None else None


@transaction.atomic
@recording_last()
def agree_support(
    *, holding: Holding, officer: Person, by: Person, at: datetime, **kept: Any
) -> SupportPlan:
    """
    Agree on the help that a representative gets, with the officer who sees to it.

    :param kept: briefing, expenses, training, peer, review_on; a part left empty is a gap.
    :raises Refusal: if `by` is not a support officer.
    """
    seat = holding.seat
    on = day_of(seat.assembly, at)
    require_may_keep(by, seat.assembly, on=on)
    plan, _made = SupportPlan.objects.update_or_create(
        holding=holding, defaults={"officer": officer, "agreed_on": on, **kept}
    )
    event = SupportAgreed(
        seat=seat.reference,
        body=seat.body.name,
        officer=officer.reference,
        missing=missing_parts(plan),
    )
    slug = seat.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=_clause_on_support(seat.assembly, on=on))
    told = [officer, *([holding.person] if holding.person else [])]
    tell(told, event, assembly=slug, at=at)
    return plan


@transaction.atomic
@recording_last()
def keep_paperwork(
    *,
    holding: Holding,
    what: str,
    due_on: date | None,
    done_on: date | None,
    link: str,
    by: Person,
    at: datetime,
) -> Paperwork:
    """
    Write down something that a board asks for in writing: that it is due, or is done.

    :raises Refusal: if `by` does not act for the seat.
    """
    seat = holding.seat
    require_speaks_for(by, holding, at=at)
    paper, _made = Paperwork.objects.update_or_create(
        holding=holding,
        what=what.strip(),
        defaults={"due_on": due_on, "done_on": done_on, "link": link},
    )
    event = PaperworkKept(
        seat=seat.reference,
        body=seat.body.name,
        what=paper.what,
        is_done=done_on is not None,
        due_on=due_on,
    )
    clause = clause_of(seat.assembly, "board-conduct", on=day_of(seat.assembly, at))
    record(event, assembly=seat.assembly.slug, by=by, at=at, under=clause)
    return paper


@transaction.atomic
@recording_last()
def offer_training(
    *,
    assembly: Assembly,
    title: str,
    kind: str,
    on: date,
    place: str,
    holdings: Sequence[Holding],
    by: Person,
    at: datetime,
) -> Training:
    """
    Invite representatives to a training, an induction or a gathering.

    :raises Refusal: if `by` is not a support officer.
    """
    today = day_of(assembly, at)
    require_may_keep(by, assembly, on=today)
    training = Training.objects.create(
        assembly=assembly,
        title=title.strip(),
        kind=kind,
        on=on,
        place=place.strip(),
        entered_at=at,
        entered_by=by,
    )
    TrainingInvite.objects.bulk_create(
        [TrainingInvite(training=training, holding=one, invited_at=at) for one in holdings]
    )
    event = TrainingOffered(
        title=training.title,
        kind=training.get_kind_display(),
        on=on,
        place=training.place,
        invited=len(holdings),
    )
    record(
        event, assembly=assembly.slug, by=by, at=at, under=clause_of(assembly, "training", on=today)
    )
    people = [one.person for one in holdings if one.person is not None]
    tell(people, event, assembly=assembly.slug, at=at)
    return training


@transaction.atomic
@recording_last()
def mark_training(
    *, training: Training, came: Mapping[int, str], by: Person, at: datetime
) -> Training:
    """
    Write down who came to a training: "came", "excused" or "away", by key of the invitation.

    :raises Refusal: if `by` is not a support officer, or it is not over.
    """
    today = day_of(training.assembly, at)
    require_may_keep(by, training.assembly, on=today)
    if training.on > today:
        raise Refusal("training-not-over", None, {"on": training.on}, from_when=training.on)
    invites = list(training.invites.order_by("pk"))
    for invite in invites:
        word = came.get(invite.pk, "")
        if not word:
            continue
        invite.came = word == "came"
        invite.excused_because = "excused" if word == "excused" else ""
        invite.save(update_fields=["came", "excused_because"])
    event = TrainingAttended(
        title=training.title,
        on=training.on,
        came=sum(one.came is True for one in invites),
        stayed_away=sum(one.came is False and not one.excused_because for one in invites),
        excused=sum(bool(one.excused_because) for one in invites),
    )
    clause = clause_of(training.assembly, "training", on=today)
    record(event, assembly=training.assembly.slug, by=by, at=at, under=clause)
    return training


@transaction.atomic
def rate_training(
    *, invite: TrainingInvite, rating: int | None, words: str, by: Person, at: datetime
) -> TrainingInvite:
    """
    Say what a training was worth; only support officers read the words.

    :raises Refusal: if `by` does not act for the seat.
    """
    require_speaks_for(by, invite.holding, at=at)
    invite.rating, invite.words = rating, words.strip()
    invite.save(update_fields=["rating", "words"])
    return invite


@transaction.atomic
@recording_last()
def note_effort(
    *,
    holding: Holding,
    on: date,
    minutes: int,
    expenses_pence: int,
    what: str,
    is_paid: bool,
    by: Person,
    at: datetime,
) -> Effort:
    """
    Note the time and the expenses of a representative; the record has the time alone.

    :raises Refusal: if `by` does not act for the seat.
    """
    require_speaks_for(by, holding, at=at)
    effort = Effort.objects.create(
        holding=holding,
        on=on,
        minutes=minutes,
        expenses_pence=expenses_pence,
        what=what.strip(),
        is_paid=is_paid,
        at=at,
    )
    seat = holding.seat
    event = EffortNoted(seat=seat.reference, body=seat.body.name, minutes=minutes)
    record(event, assembly=seat.assembly.slug, by=by, at=at)
    return effort


@transaction.atomic
def pay_expenses(*, effort: Effort, by: Person, at: datetime) -> Effort:
    """
    Write down that expenses were paid back today.

    :raises Refusal: if `by` is not a support officer.
    """
    assembly = effort.holding.seat.assembly
    on = day_of(assembly, at)
    require_may_keep(by, assembly, on=on)
    effort.paid_on = on
    effort.save(update_fields=["paid_on"])
    return effort
