"""Asking for an item, and taking that back."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import officers
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold
from folkmoot.proceedings.meetings.events.agenda import (
    ItemAskedFor,
    RequestLetter,
    RequestTakenBack,
)
from folkmoot.proceedings.meetings.models import AgendaRequest, Meeting
from folkmoot.proceedings.meetings.permits import require_may_speak_for
from folkmoot.proceedings.meetings.permits.agenda import (
    require_agenda_open,
    require_fresh_key,
    require_may_ask,
    require_unanswered,
)
from folkmoot.proceedings.meetings.queries.agenda import book_of, request_timeliness
from folkmoot.proceedings.meetings.queries.meetings import day_of, next_after
from folkmoot.proceedings.meetings.queries.presiding import chairing_terms
from folkmoot.proceedings.meetings.queries.requests import with_key
from folkmoot.rules.findings import Finding


@transaction.atomic
def ask_for_item(
    *,
    meeting: Meeting,
    organisation: Organisation,
    title: str,
    why: str,
    form_key: str,
    channel: str = "web",
    by: Person,
    at: datetime,
) -> AgendaRequest:
    """
    Ask for something to be taken at a meeting; sent twice, it is received once.

    A request that is too late for the meeting is kept for the forum's next one: it is put
    to that meeting where it is called, and otherwise waits for its call.

    :raises Refusal: if `by` does not speak for the organisation, that is no member of the
        forum, the meeting is cancelled or over, or the form was used for another request.
    """
    require_may_ask(by, organisation, meeting, at=at)
    held = hold(meeting)
    before = with_key(form_key)
    if before is not None and before.organisation_id == organisation.pk:
        return before
    require_fresh_key(form_key, is_used=before is not None)
    require_agenda_open(held)
    book, on = book_of(held, at=at), day_of(held.assembly, at)
    finding = request_timeliness(book, held, on=on)
    is_late = finding is not None and not finding.holds
    asked = {
        "organisation": organisation,
        "asked_by": by,
        "asked_at": at,
        "channel": channel,
        "title": title,
        "why": why,
        "form_key": form_key,
    }
    later = next_after(held.forum, held.starts_at) if is_late else None
    if is_late and later is None:
        request = AgendaRequest.objects.create(
            meeting=held,
            answer=AgendaRequest.Answer.DEFERRED,
            answer_reason=_too_late(finding),
            answered_at=at,
            **asked,
        )
    else:
        request = AgendaRequest.objects.create(meeting=later or held, **asked)
    target = later or held
    event = ItemAskedFor(
        meeting=target.reference,
        forum=held.forum.name,
        organisation=organisation.name,
        channel=channel,
        is_late=is_late,
    )
    under = finding.clause if finding is not None else None
    slug = held.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=under, acting=organisation.name)
    letter = RequestLetter(
        meeting=target.reference,
        forum=held.forum.name,
        organisation=organisation.name,
        title=title,
        meets_at=target.starts_at,
    )
    tell(_those_who_answer(held, at=at), letter, assembly=slug, at=at)
    return request


@transaction.atomic
def take_request_back(*, request: AgendaRequest, by: Person, at: datetime) -> AgendaRequest:
    """
    No longer ask for an item.

    :raises Refusal: if `by` does not speak for the organisation that asked, or the request
        has its answer.
    """
    meeting = request.meeting
    require_may_speak_for(by, request.organisation, meeting.assembly, at=at)
    hold(meeting)
    held = AgendaRequest.objects.select_related("organisation").get(pk=request.pk)
    require_unanswered(held)
    held.answer, held.answered_at, held.answered_by = AgendaRequest.Answer.WITHDRAWN, at, by
    held.save()
    event = RequestTakenBack(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        organisation=held.organisation.name,
    )
    record(event, assembly=meeting.assembly.slug, by=by, at=at, acting=held.organisation.name)
    return held


def _those_who_answer(meeting: Meeting, *, at: datetime) -> list[Person]:
    """The chair and vice-chair of the forum; the support officers where neither has an account."""
    on = day_of(meeting.assembly, at)
    terms = chairing_terms(meeting.forum, on=on).values()
    chairs = [term.person for term in terms if term.person is not None]
    return chairs or officers(meeting.assembly, on=on)


def _too_late(finding: Finding | None) -> str:
    """Say on the request itself why it waits for the call of the next meeting."""
    assert finding is not None
    latest = finding.facts["latest"]
    return f"It came after {latest:%-d %B %Y}, and the next meeting is not called yet."
