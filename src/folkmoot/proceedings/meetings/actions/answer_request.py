"""The answer to a member that asked for an item: yes, later or no."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.actions.fill_agenda import business, carry, renumber
from folkmoot.proceedings.meetings.events.agenda import (
    RequestAccepted,
    RequestAnswerLetter,
    RequestDeclined,
    RequestPutOff,
)
from folkmoot.proceedings.meetings.models import AgendaItem, AgendaRequest, Meeting
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.permits.agenda import (
    require_agenda_open,
    require_room,
    require_unanswered,
)
from folkmoot.proceedings.meetings.queries.agenda import book_of
from folkmoot.proceedings.meetings.queries.clauses import clause_fixing
from folkmoot.proceedings.meetings.queries.meetings import day_of, next_after
from folkmoot.rules.findings import Clause
from folkmoot.rules.meetings.calling import REQUESTS

Answer = AgendaRequest.Answer


@transaction.atomic
def accept_request(
    *,
    request: AgendaRequest,
    minutes: int,
    purpose: str = AgendaItem.Purpose.DISCUSSION,
    by: Person,
    at: datetime,
) -> AgendaRequest:
    """
    Put what a member asked for on the agenda, and tell the member.

    :raises Refusal: if `by` may not make this agenda, the request has its answer, or the
        meeting is cancelled, over or full.
    """
    held, meeting = _hold(request, by=by, at=at)
    on_it = list(meeting.items.order_by("position", "pk"))
    require_room(sum(item.withdrawn_at is None for item in on_it))
    held.item = business(
        meeting,
        on_it,
        title=held.title,
        text=held.why,
        purpose=purpose,
        minutes=minutes,
        brought_by=held.organisation,
        at=at,
    )
    renumber(on_it)
    stir(meeting)
    _answer(held, Answer.ACCEPTED, "", by=by, at=at)
    event = RequestAccepted(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        organisation=held.organisation.name,
        title=held.title,
    )
    slug = meeting.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=_clause(meeting, at=at))
    _tell(held, meeting, None, at=at)
    return held


@transaction.atomic
def put_request_off(
    *, request: AgendaRequest, because: str, by: Person, at: datetime
) -> AgendaRequest:
    """
    Keep what a member asked for to the forum's next meeting, and tell the member why.

    Where that meeting is called the item is on its agenda at once; otherwise when it is.

    :raises Refusal: if `by` may not make this agenda, the request has its answer, or the
        meeting is cancelled or over.
    """
    held, meeting = _hold(request, by=by, at=at)
    later = next_after(meeting.forum, meeting.starts_at)
    held.deferred_to = later
    _answer(held, Answer.DEFERRED, because, by=by, at=at)
    if later is not None:
        on_it = list(later.items.order_by("position", "pk"))
        carry(held, later, on_it, by=by, at=at)
        renumber(on_it)
        stir(later)
    event = RequestPutOff(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        organisation=held.organisation.name,
    )
    slug = meeting.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=_clause(meeting, at=at))
    _tell(held, meeting, later, at=at)
    return held


@transaction.atomic
def decline_request(
    *, request: AgendaRequest, because: str, by: Person, at: datetime
) -> AgendaRequest:
    """
    Leave what a member asked for off the agenda, and tell the member why.

    :raises Refusal: if `by` may not make this agenda, the request has its answer, or the
        meeting is cancelled or over.
    """
    held, meeting = _hold(request, by=by, at=at)
    _answer(held, Answer.DECLINED, because, by=by, at=at)
    event = RequestDeclined(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        organisation=held.organisation.name,
    )
    slug = meeting.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=_clause(meeting, at=at))
    _tell(held, meeting, None, at=at)
    return held


def _hold(request: AgendaRequest, *, by: Person, at: datetime) -> tuple[AgendaRequest, Meeting]:
    require_may_arrange(by, request.meeting.forum, at=at)
    meeting = hold(request.meeting)
    require_agenda_open(meeting)
    held = AgendaRequest.objects.select_related("organisation", "asked_by").get(pk=request.pk)
    require_unanswered(held)
    return held, meeting


def _answer(request: AgendaRequest, answer: str, because: str, *, by: Person, at: datetime) -> None:
    request.answer, request.answer_reason = answer, because
    request.answered_by, request.answered_at = by, at
    request.save()


def _tell(request: AgendaRequest, meeting: Meeting, later: Meeting | None, *, at: datetime) -> None:
    """Tell those who act for the member now; whoever asked and no longer does is not told."""
    people = people_acting_for(request.organisation, on=day_of(meeting.assembly, at))
    letter = RequestAnswerLetter(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        organisation=request.organisation.name,
        title=request.title,
        answer=request.answer,
        because=request.answer_reason,
        meets_at=meeting.starts_at,
        next_meeting=later.reference if later is not None else "",
        next_at=later.starts_at if later is not None else None,
    )
    tell(people, letter, assembly=meeting.assembly.slug, at=at)


def _clause(meeting: Meeting, *, at: datetime) -> Clause | None:
    return clause_fixing(book_of(meeting, at=at), REQUESTS)
