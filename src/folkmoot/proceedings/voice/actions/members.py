"""What members do for their representatives: papers put to a board, help, and going there oneself."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.queries import people_of_all
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import Holding, OutsideBody, Seat
from folkmoot.proceedings.seats.queries.concerned import everybody_behind, officers_of_body
from folkmoot.proceedings.voice.events.asking import ApproachAnswered, ApproachTold, HandOffered
from folkmoot.proceedings.voice.events.boards import PaperSettled, PaperSubmitted
from folkmoot.proceedings.voice.models import Approach, Hand, Paper, Sitting
from folkmoot.proceedings.voice.permits import (
    require_acts_for_member,
    require_may_keep_sittings,
    require_speaks_for,
)
from folkmoot.proceedings.voice.queries.clauses import clause_of
from folkmoot.rules.findings import Clause, Refusal

OUTCOMES = "outcomes.names"


def _clause_on_papers(body: OutsideBody, *, on: date) -> Clause | None:
    book = book_that_fixes(body.assembly, OUTCOMES, on=on)
    return book.parameter(OUTCOMES).clause if book is not None else None


@transaction.atomic
@recording_last()
def submit_paper(
    *,
    body: OutsideBody,
    title: str,
    summary: str,
    authors: Sequence[Organisation],
    sitting: Sitting | None,
    by: Person,
    at: datetime,
) -> Paper:
    """
    Put a paper of the sector to a board; its outcome is tracked from now on.

    :raises Refusal: if `by` neither is a representative there, nor answers for the board, nor is
        a support officer.
    """
    require_may_keep_sittings(by, body, at=at)
    on = day_of(body.assembly, at)
    taken = Paper.objects.filter(body__assembly=body.assembly, submitted_on__year=on.year).count()
    paper = Paper.objects.create(
        body=body,
        reference=f"paper-{on.year}-{taken + 1}",
        title=title.strip(),
        summary=summary.strip(),
        submitted_on=on,
        submitted_by=by,
        sitting=sitting,
    )
    paper.authors.set(authors)
    event = PaperSubmitted(
        paper=paper.reference,
        body=body.name,
        body_slug=body.slug,
        title=paper.title,
        authors=[one.name for one in authors],
    )
    record(event, assembly=body.assembly.slug, by=by, at=at, under=_clause_on_papers(body, on=on))
    tell(officers_of_body(body, on=on), event, assembly=body.assembly.slug, at=at)
    return paper


@transaction.atomic
@recording_last()
def settle_paper(
    *, paper: Paper, outcome: str, reasons: str, decided_on: date, by: Person, at: datetime
) -> Paper:
    """
    Write down what became of a paper, with reasons; its authors and the sector are told.

    :param outcome: discussed, agreed, deferred or declined.
    :raises Refusal: if `by` may not, no reasons are given, or its outcome is known already; one
        that was put off may be settled later.
    """
    paper = (
        Paper.objects.select_for_update(of=("self",), no_key=True)
        .select_related("body__assembly")
        .get(pk=paper.pk)
    )
    require_may_keep_sittings(by, paper.body, at=at)
    assembly = paper.body.assembly
    on = day_of(assembly, at)
    clause = _clause_on_papers(paper.body, on=on)
    if paper.outcome and paper.outcome != Paper.Outcome.DEFERRED:
        raise Refusal("paper-has-outcome", clause, {})
    if not reasons.strip():
        raise Refusal("outcome-without-reasons", clause, {})
    paper.outcome, paper.reasons, paper.decided_on = outcome, reasons.strip(), decided_on
    paper.told_at = at
    paper.save(update_fields=["outcome", "reasons", "decided_on", "told_at"])
    event = PaperSettled(
        paper=paper.reference,
        body=paper.body.name,
        body_slug=paper.body.slug,
        title=paper.title,
        outcome=paper.get_outcome_display(),
        reasons=paper.reasons,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    bodies = [one.pk for one in everybody_behind(assembly, on=on)]
    authors = list(paper.authors.values_list("pk", flat=True))
    people = people_of_all([*authors, *bodies], on=on)
    tell(list(dict.fromkeys(people)), event, assembly=assembly.slug, at=at)
    return paper


@transaction.atomic
@recording_last()
def tell_approach(
    *,
    seat: Seat,
    organisation: Organisation,
    matter: str,
    because: str,
    on: date,
    by: Person,
    at: datetime,
) -> Approach:
    """
    Tell that a member went to a board itself on a matter with a representative.

    It is not barred; the representative learns of it and may answer.

    :raises Refusal: if `by` does not act for the member.
    """
    today = day_of(seat.assembly, at)
    require_acts_for_member(by, organisation, on=today)
    approach = Approach.objects.create(
        assembly=seat.assembly,
        seat=seat,
        organisation=organisation,
        matter=matter.strip(),
        because=because.strip(),
        on=on,
        told_by=by,
        told_at=at,
    )
    event = ApproachTold(
        seat=seat.reference,
        body=seat.body.name,
        organisation=organisation.name,
        matter=approach.matter,
    )
    slug = seat.assembly.slug
    clause = clause_of(seat.assembly, "no-going-around", on=today)
    record(event, assembly=slug, by=by, at=at, under=clause, acting=organisation.name)
    holders = Holding.objects.current_on(today).filter(seat=seat, person__isnull=False)
    tell(
        [one.person for one in holders.select_related("person") if one.person],
        event,
        assembly=slug,
        at=at,
    )
    return approach


@transaction.atomic
@recording_last()
def answer_approach(
    *, approach: Approach, holding: Holding, answer: str, by: Person, at: datetime
) -> Approach:
    """
    Answer a member that went to the board itself.

    :raises Refusal: if `by` does not act for the seat.
    """
    require_speaks_for(by, holding, at=at)
    approach.answer, approach.answered_at = answer.strip(), at
    approach.save(update_fields=["answer", "answered_at"])
    event = ApproachAnswered(
        seat=approach.seat.reference,
        body=approach.seat.body.name,
        organisation=approach.organisation.name,
        matter=approach.matter,
    )
    slug = approach.assembly.slug
    record(event, assembly=slug, by=by, at=at)
    on = day_of(approach.assembly, at)
    tell(people_of_all([approach.organisation_id], on=on), event, assembly=slug, at=at)
    return approach


@transaction.atomic
@recording_last()
def offer_hand(
    *, seat: Seat, organisation: Organisation, kind: str, words: str, by: Person, at: datetime
) -> Hand:
    """
    Offer a representative practical help, for a member.

    :raises Refusal: if `by` does not act for the member.
    """
    on = day_of(seat.assembly, at)
    require_acts_for_member(by, organisation, on=on)
    hand = Hand.objects.create(
        seat=seat,
        organisation=organisation,
        kind=kind,
        words=words.strip(),
        offered_by=by,
        offered_at=at,
    )
    _record_hand(hand, "offered", by=by, at=at)
    return hand


@transaction.atomic
@recording_last()
def settle_hand(*, hand: Hand, holding: Holding, takes_it: bool, by: Person, at: datetime) -> Hand:
    """
    Take an offer of help up, or say that it is over.

    :raises Refusal: if `by` does not act for the seat.
    """
    require_speaks_for(by, holding, at=at)
    if takes_it:
        hand.taken_at = at
    else:
        hand.closed_at = at
    hand.save(update_fields=["taken_at", "closed_at"])
    _record_hand(hand, "taken up" if takes_it else "over", by=by, at=at)
    return hand


def _record_hand(hand: Hand, how: str, *, by: Person, at: datetime) -> None:
    seat = hand.seat
    event = HandOffered(
        seat=seat.reference,
        body=seat.body.name,
        organisation=hand.organisation.name,
        kind=hand.get_kind_display(),
        how=how,
    )
    on = day_of(seat.assembly, at)
    clause = clause_of(seat.assembly, "help-for-representatives", on=on)
    record(event, assembly=seat.assembly.slug, by=by, at=at, under=clause)
    holders = Holding.objects.current_on(on).filter(seat=seat, person__isnull=False)
    people = [one.person for one in holders.select_related("person") if one.person]
    tell([*people, hand.offered_by], event, assembly=seat.assembly.slug, at=at)
