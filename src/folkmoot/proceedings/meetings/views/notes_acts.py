"""What is done to notes, one page for each: change a line, send, correct, answer, approve."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.asking import Act, Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to, send_on
from folkmoot.proceedings.meetings.actions.approve_notes import approve_notes
from folkmoot.proceedings.meetings.actions.corrections import answer_correction, ask_correction
from folkmoot.proceedings.meetings.actions.edit_notes import change_line
from folkmoot.proceedings.meetings.actions.send_notes import call_next_and_send, send_notes
from folkmoot.proceedings.meetings.forms.notes import (
    AnswerCorrection,
    ChangeLine,
    Correct,
    SendNotes,
)
from folkmoot.proceedings.meetings.models import Meeting, NotesLine
from folkmoot.proceedings.meetings.permits import require_going_on, require_may_preside
from folkmoot.proceedings.meetings.permits.notes import (
    require_draft,
    require_may_write,
    require_open_to,
    require_sent,
)
from folkmoot.proceedings.meetings.queries.lines import corrections_named, line_named
from folkmoot.proceedings.meetings.queries.meetings import (
    book_with,
    day_of,
    meetings_named,
    meets_on,
    zone_of,
)
from folkmoot.proceedings.meetings.queries.notes import may_correct_for, next_ones
from folkmoot.proceedings.meetings.views.seeing import (
    address,
    crumbs,
    one_meeting,
    sight_for,
    title,
)
from folkmoot.rules.findings import Finding, Refusal
from folkmoot.rules.meetings.calling import NOTES, notes_are_in_time

ASKED = ("GET", "POST")


@open_to(KNOWN, methods=ASKED)
def change(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Write a line of the draft anew; what somebody else made of it meanwhile is shown beside."""
    meeting, line, at = *_line(assembly, reference, number), timezone.now()
    require_may_write(request.user, meeting, at=at)
    require_open_to(request.user, meeting, line.item, at=at)
    require_draft(meeting)
    form, theirs = ChangeLine(posted(request), line=line), ""
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            change_line(
                line=line, text=typed["text"], edition=typed["edition"], by=request.user, at=at
            )
        except Refusal as refusal:
            form.refuse(refusal)
            if refusal.code == "changed-meanwhile":
                theirs = line.text
        else:
            messages.success(request, _("The line is changed."))
            return send_on(request, f"{address(meeting, 'notes')}#line-{line.pk}")
    given = {"form": form, "theirs": theirs, **_frame(meeting)}
    return render(
        request, "meetings/notes_change.html", given, status=422 if form.is_bound else 200
    )


@open_to(KNOWN, methods=ASKED)
def send(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Send the notes to the members, with the date of the next meeting."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    require_may_write(request.user, meeting, at=at)
    require_draft(meeting)
    if meeting.closed_at is None:
        raise Refusal("notes-before-the-end", None, {})
    finding = _in_time(meeting, on=day_of(assembly, at))
    form = SendNotes(
        posted(request),
        meeting=meeting,
        ahead=next_ones(meeting)[:20],
        late=finding if finding is not None and not finding.holds else None,
        zone=zone_of(assembly),
    )

    def do() -> Meeting:
        given = {
            "meeting": meeting,
            "late_because": form.cleaned_data.get("late_because", ""),
            "by": request.user,
            "at": at,
        }
        if form.is_new:
            starts_at, ends_at = form.times
            return call_next_and_send(starts_at=starts_at, ends_at=ends_at, **given)
        return send_notes(next_meeting=form.chosen, **given)

    return act(
        request,
        form=form,
        do=do,
        heading=_("Send the notes"),
        button=_("Send the notes to all members"),
        done=_("The notes went to the members."),
        to=("meetings:notes", assembly, reference),
        clause=finding.clause if finding is not None else None,
        lead=_(
            "Every member of the forum gets a letter that leads to the notes. After that a line "
            "changes only by a correction. What was not reached goes to the next agenda."
        ),
        **_page(meeting),
    )


@open_to(KNOWN, methods=ASKED)
def correct(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Say that a line is not right, and how it should read."""
    meeting, line, at = *_line(assembly, reference, number), timezone.now()
    require_sent(meeting)
    sight = sight_for(request, assembly, at=at)
    require_open_to(request.user, meeting, line.item, at=at)
    bodies = may_correct_for(meeting, sight, at=at)
    if not bodies.exists():
        who = _("somebody who acts for a member of %(forum)s") % {"forum": meeting.forum.name}
        raise Refusal("not-permitted", None, {"who": who})
    form = Correct(posted(request), bodies=bodies, line=line)
    return act(
        request,
        form=form,
        do=lambda: ask_correction(line=line, **form.cleaned_data, by=request.user, at=at),
        heading=_("Correct a line of the notes"),
        button=_("Send the correction"),
        done=_(
            "Your correction is with those who keep the notes. You get a letter with the answer."
        ),
        to=("meetings:notes", assembly, reference),
        facts=[(_("The line now"), line.text)],
        **_page(meeting),
    )


@open_to(KNOWN, methods=ASKED)
def answer(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Take a correction in, or decline it with a reason."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    correction = get_object_or_404(corrections_named(meeting, number))
    require_may_write(request.user, meeting, at=at)
    require_open_to(request.user, meeting, correction.line.item, at=at)
    form = AnswerCorrection(posted(request))
    facts = [
        (_("The line now"), correction.line.text),
        (_("As %(name)s asks") % {"name": correction.organisation.name}, correction.text),
    ]
    if correction.why:
        facts.append((_("Why"), correction.why))
    return act(
        request,
        form=form,
        do=lambda: answer_correction(
            correction=correction,
            is_taken=form.cleaned_data["answer"] == AnswerCorrection.TAKEN,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=at,
        ),
        heading=_("Answer a correction"),
        button=_("Answer it"),
        done=_("The correction is answered, and the member is told."),
        to=("meetings:notes", assembly, reference),
        facts=facts,
        **_page(meeting),
    )


@open_to(KNOWN, methods=ASKED)
def approve(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Note that the meeting that goes on has approved the notes of an earlier one."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    require_sent(meeting)
    going_on = None
    if not meeting.is_last:
        named = next_ones(meeting).filter(opened_at__isnull=False, closed_at=None)
        found = named.values_list("reference", flat=True).first()
        if found is None:
            raise Refusal("notes-approved-elsewhere", None, {"forum": meeting.forum.name})
        going_on = meetings_named(assembly, found).get()
        require_going_on(going_on)
    require_may_preside(request.user, going_on or meeting, None, at=at)
    form: Act = Agree(posted(request), label=_("The meeting has approved these notes"))
    return act(
        request,
        form=form,
        do=lambda: approve_notes(meeting=meeting, approved_in=going_on, by=request.user, at=at),
        heading=_("Approve the notes"),
        button=_("Approve the notes"),
        done=_("The notes are approved."),
        to=("meetings:notes", assembly, reference),
        lead=_(
            "From now on everybody can read what is public of them. A later change is a "
            "correction noted below its line."
        ),
        **_page(meeting),
    )


def _line(assembly: Assembly, reference: str, number: int) -> tuple[Meeting, NotesLine]:
    meeting = one_meeting(assembly, reference)
    line = get_object_or_404(line_named(meeting, number))
    if line.item is not None and line.item.withdrawn_at is not None:
        raise Http404("its item was withdrawn")
    return meeting, line


def _in_time(meeting: Meeting, *, on: date) -> Finding | None:
    """What the agreement of the meeting's day says of notes that go out today. One query."""
    book = book_with(meeting.assembly, NOTES, on=meets_on(meeting))
    if book is None:
        return None
    return notes_are_in_time(book, met_on=meets_on(meeting), sent_on=on)


def _frame(meeting: Meeting) -> dict[str, Any]:
    return {"meeting": meeting, "title": title(meeting), "back": address(meeting, "notes")}


def _page(meeting: Meeting) -> dict[str, Any]:
    """What every page of one deed has around it."""
    back = address(meeting, "notes")
    return {
        "caption": title(meeting),
        "crumbs": [*crumbs(meeting), (_("Notes"), back)],
        "back": back,
    }
