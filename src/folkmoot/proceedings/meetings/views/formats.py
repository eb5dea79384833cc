"""The agenda and the notes in other forms, each as far as its reader may see them."""

from django.http import HttpResponse
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.formats import ENDINGS, TYPES, Sheet, form_of
from folkmoot.proceedings.meetings.queries.notes import keeps_notes
from folkmoot.proceedings.meetings.queries.sheets import agenda_sheet, notes_sheet
from folkmoot.proceedings.meetings.views.notes import require_open
from folkmoot.proceedings.meetings.views.seeing import one_meeting, sight_for


@open_to(EVERYONE)
def agenda(request: Request, assembly: Assembly, reference: str, form: str) -> HttpResponse:
    """Give the agenda as a file; before it goes out, it says that it can still change."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    sight = sight_for(request, assembly, at=at)
    return _file(agenda_sheet(meeting, sight, at=at), form, f"agenda-{reference}")


@open_to(EVERYONE)
def notes(request: Request, assembly: Assembly, reference: str, form: str) -> HttpResponse:
    """Give the notes as a file, to whoever may open their page."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    sight = sight_for(request, assembly, at=at)
    require_open(meeting, sight, may_write=keeps_notes(sight.person, meeting, at=at))
    return _file(notes_sheet(meeting, sight, at=at), form, f"notes-{reference}")


def _file(sheet: Sheet, form: str, name: str) -> HttpResponse:
    """A file that opens beside the page, or that is kept; never kept by somebody on the way."""
    response = HttpResponse(form_of(sheet, form), content_type=TYPES[form])
    shown = "attachment" if form == "docx" else "inline"
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}{ENDINGS[form]}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
