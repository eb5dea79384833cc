"""The notes of a meeting: read, written, sent, corrected, approved."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to, send_on
from folkmoot.proceedings.meetings.actions.draft_notes import draft_notes
from folkmoot.proceedings.meetings.actions.edit_notes import add_line, move_line, remove_line
from folkmoot.proceedings.meetings.forms.notes import Line
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from folkmoot.proceedings.meetings.permits import may_preside
from folkmoot.proceedings.meetings.queries.actions_log import actions_of, readable_actions
from folkmoot.proceedings.meetings.queries.lines import (
    Section,
    line_named,
    names_there,
    sections_of,
    share_drafted,
)
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of, meets_on
from folkmoot.proceedings.meetings.queries.notes import (
    clock_of,
    files_of,
    keeps_notes,
    may_correct_for,
    may_open_notes,
    next_ones,
    stage_of,
    without_letters,
)
from folkmoot.proceedings.meetings.queries.sight import Sight
from folkmoot.proceedings.meetings.views.seeing import address, one_meeting, sight_for, title
from folkmoot.rules.findings import Refusal
from folkmoot.rules.meetings.calling import NOTES

ASKED = ("GET", "POST")


@open_to(EVERYONE)
def notes(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show the notes, as far as they are open to whoever looks; to their keepers, the draft."""
    meeting = one_meeting(assembly, reference)
    return _page(request, meeting, wrong=None)


@open_to(KNOWN, methods=("POST",))
def draw(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Draw the lines that follow from what happened since the last time."""
    meeting = one_meeting(assembly, reference)
    added = draft_notes(meeting=meeting, by=request.user, at=timezone.now())
    if added:
        said = _("%(n)s lines were drawn from what happened.") % {"n": len(added)}
    else:
        said = _("Everything that can be drawn from what happened is here already.")
    messages.success(request, said)
    return send_on(request, "meetings:notes", assembly, reference)


@open_to(KNOWN, methods=("POST",))
def add(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Add a line under an item, or under the meeting as a whole."""
    meeting = one_meeting(assembly, reference)
    form = Line(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            add_line(
                meeting=meeting,
                item=_item(meeting, typed["item"]),
                text=typed["text"],
                form_key=typed["form_key"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The line is in the draft."))
            anchor = f"item-{typed['item']}" if typed["item"] else "the-meeting"
            return send_on(request, f"{address(meeting, 'notes')}#{anchor}")
    return _page(request, meeting, wrong=form)


@open_to(KNOWN, methods=("POST",))
def move(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Move a line one place up or down."""
    meeting = one_meeting(assembly, reference)
    line = get_object_or_404(line_named(meeting, number))
    is_up = request.POST.get("to") == "up"
    move_line(line=line, is_up=is_up, by=request.user, at=timezone.now())
    return send_on(request, f"{address(meeting, 'notes')}#line-{line.pk}")


@open_to(KNOWN, methods=("POST",))
def remove(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Take a line out of the draft; its words are shown once more, to be put back if need be."""
    line = get_object_or_404(line_named(one_meeting(assembly, reference), number))
    remove_line(line=line, by=request.user, at=timezone.now())
    messages.success(request, _("Taken out: “%(text)s”") % {"text": line.text})
    return send_on(request, "meetings:notes", assembly, reference)


def _page(request: Request, meeting: Meeting, *, wrong: Line | None) -> HttpResponse:
    at = timezone.now()
    assembly, stage = meeting.assembly, stage_of(meeting)
    sight = sight_for(request, assembly, at=at)
    may_write = keeps_notes(sight.person, meeting, at=at)
    require_open(meeting, sight, may_write=may_write)
    on, is_draft = day_of(assembly, at), meeting.notes_sent_at is None
    sections = sections_of(meeting, sight)
    book = book_with(assembly, NOTES, on=meets_on(meeting))
    agreed = readable_actions(actions_of(assembly, on=on).filter(meeting=meeting), sight)
    lines = [line for section in sections for line in section.lines]
    drawn, whole = share_drafted(lines)
    given: dict[str, Any] = {
        "meeting": meeting,
        "title": title(meeting),
        "stage": stage,
        "is_draft": is_draft,
        "may_write": may_write,
        "may_edit": may_write and is_draft,
        "may_correct": not is_draft and may_correct_for(meeting, sight, at=at).exists(),
        "sections": [_with_form(one, wrong, is_draft=may_write and is_draft) for one in sections],
        "wrong": wrong,
        "clock": clock_of(meeting, book, on=on) if meeting.closed_at is not None else None,
        "agreed": list(agreed.order_by("number", "pk")),
        "there": names_there(meeting) if sight.is_member else [],
        "share": 100 * drawn // whole if may_write and is_draft and whole else None,
        "waiting": _waiting(sections) if may_write else 0,
        "alone": without_letters(meeting, on=on) if may_write and meeting.closed_at else [],
        "approving": _approving(meeting, sight, at=at),
        "files": files_of(meeting, "notes") if lines else [],
        "sight": sight,
    }
    return render(request, "meetings/notes.html", given, status=422 if wrong else 200)


def require_open(meeting: Meeting, sight: Sight, *, may_write: bool) -> None:
    """
    :raises Refusal: if the notes are not open to whoever asks, saying when they will be.
    :raises Http404: if there is nothing to ask for yet.
    """
    if may_write and meeting.opened_at is None:
        raise Refusal("notes-before-the-meeting", None, {})
    if may_open_notes(meeting, sight, may_write=may_write):
        return
    if not stage_of(meeting):
        raise Http404("no notes before the meeting is over")
    raise Refusal("notes-are-a-draft" if sight.is_member else "notes-not-open", None, {})


def _with_form(
    section: Section, wrong: Line | None, *, is_draft: bool
) -> tuple[Section, Line | None]:
    """A section with the question below it: what was typed there, or an empty one."""
    if not is_draft or section.closed:
        return section, None
    key = section.item.pk if section.item else None
    about = section.item.title if section.item else _("The meeting")
    if wrong is not None and (wrong.data.get("item") or "") == str(key or ""):
        return section, wrong
    form = Line(initial={"item": key}, about=about, auto_id=f"id_{key or 'meeting'}_%s")
    return section, form


def _waiting(sections: list[Section]) -> int:
    return sum(
        not correction.answer
        for section in sections
        for line in section.lines
        for correction in line.corrections.all()
    )


def _approving(meeting: Meeting, sight: Sight, *, at: Any) -> Meeting | None:
    """The meeting in which whoever looks could have the notes approved now. Six queries at most."""
    if sight.person is None or meeting.notes_sent_at is None or meeting.notes_approved_at:
        return None
    if meeting.is_last:
        return meeting if may_preside(sight.person, meeting, None, at=at)[0] else None
    going_on = next_ones(meeting).filter(opened_at__isnull=False, closed_at=None).first()
    if going_on is None:
        return None
    going_on.forum, going_on.assembly = meeting.forum, meeting.assembly
    return going_on if may_preside(sight.person, going_on, None, at=at)[0] else None


def _item(meeting: Meeting, key: int | None) -> AgendaItem | None:
    if key is None:
        return None
    return get_object_or_404(AgendaItem, meeting=meeting, pk=key, withdrawn_at=None)
