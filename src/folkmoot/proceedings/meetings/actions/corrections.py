"""Corrections of notes: what a member would have a line say, and what was made of it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.events.notes import CorrectionAnswered, CorrectionAsked
from folkmoot.proceedings.meetings.models import Correction, Meeting, NotesLine
from folkmoot.proceedings.meetings.permits.notes import (
    require_may_correct,
    require_may_write,
    require_open_to,
    require_sent,
)
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.notes import keepers_of
from folkmoot.proceedings.meetings.queries.sight import shut_out_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
def ask_correction(
    *,
    line: NotesLine,
    organisation: Organisation,
    text: str,
    why: str,
    by: Person,
    at: datetime,
) -> Correction:
    """
    Say that a line of the notes is not right, and how it should read.

    The same words for the same line, sent again before they are answered, are one correction.

    :raises Refusal: if the notes have not gone out, `by` does not speak for a member of the
        forum, the item is closed to them, or nothing would change.
    """
    meeting = hold(line.meeting)
    require_sent(meeting)
    require_may_correct(by, organisation, meeting, at=at)
    require_open_to(by, meeting, line.item, at=at)
    wanted = text.strip()
    if wanted == line.text:
        raise Refusal("correction-changes-nothing", None, {})
    before = Correction.objects.filter(
        line=line, organisation=organisation, text=wanted, answer=Correction.Answer.WAITING
    )
    if (same := before.order_by("pk").first()) is not None:
        return same

    correction = Correction.objects.create(
        line=line,
        organisation=organisation,
        asked_by=by,
        asked_at=at,
        text=wanted,
        why=why.strip(),
    )
    event = CorrectionAsked(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        organisation=organisation.name,
        correction=correction.pk,
    )
    slug, on = meeting.assembly.slug, day_of(meeting.assembly, at)
    record(event, assembly=slug, by=by, at=at, acting=organisation.name)
    keepers = keepers_of(meeting, on=on)
    shut = shut_out_of(line.item, keepers, on=on) if line.item else set()
    tell([one for one in keepers if one.pk not in shut], event, assembly=slug, at=at)
    stir(meeting)
    return correction


@transaction.atomic
def answer_correction(
    *, correction: Correction, is_taken: bool, reason: str, by: Person, at: datetime
) -> Correction:
    """
    Take a correction in, or decline it with a reason.

    A line that is taken in reads as the member would have it, and what it said before is
    kept. Once the notes are approved the line stays, and the correction is noted below it.

    :raises Refusal: if `by` does not keep the notes, the item is closed to them, it was
        answered already, or it is declined without a reason.
    """
    meeting = hold(correction.line.meeting)
    require_may_write(by, meeting, at=at)
    require_open_to(by, meeting, correction.line.item, at=at)
    correction = Correction.objects.select_related(
        "line", "organisation", "asked_by"
    ).get(pk=correction.pk)  # fmt: skip
    if correction.answered_at is not None:
        answered_on = day_of(meeting.assembly, correction.answered_at)
        raise Refusal("correction-answered-already", None, {"answered_on": answered_on})
    if not is_taken and not reason.strip():
        raise Refusal("correction-declined-without-reason", None, {})

    answers = Correction.Answer
    correction.answer = answers.TAKEN if is_taken else answers.DECLINED
    correction.answer_reason, correction.answered_by = reason.strip(), by
    correction.answered_at = at
    if is_taken:
        correction.was = correction.line.text
        _take_in(correction, meeting, by=by, at=at)
    correction.save(update_fields=["answer", "answer_reason", "answered_by", "answered_at", "was"])
    event = CorrectionAnswered(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        organisation=correction.organisation.name,
        is_taken=is_taken,
    )
    record(event, assembly=meeting.assembly.slug, by=by, at=at)
    tell(correction.asked_by, event, assembly=meeting.assembly.slug, at=at)
    stir(meeting)
    return correction


def _take_in(correction: Correction, meeting: Meeting, *, by: Person, at: datetime) -> None:
    line = correction.line
    if meeting.notes_approved_at is None:
        line.text, line.changed_at, line.changed_by = correction.text, at, by
        line.edition += 1
        line.save(update_fields=["text", "changed_at", "changed_by", "edition"])
        return
    below = meeting.lines.filter(item=line.item_id).aggregate(last=Max("position"))["last"]
    NotesLine.objects.create(
        meeting=meeting,
        item=line.item,
        position=below + 1,
        text=correction.text,
        drawn_from="correction",
        source=str(correction.pk),
        changed_at=at,
        changed_by=by,
    )
