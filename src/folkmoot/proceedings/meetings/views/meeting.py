"""The page of a meeting."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.proceedings.meetings.queries.agenda import book_of
from folkmoot.proceedings.meetings.queries.checklist import checklist
from folkmoot.proceedings.meetings.queries.coming import coming
from folkmoot.proceedings.meetings.queries.meetings import book_for, meets_on, zone_of
from folkmoot.proceedings.meetings.queries.notes import files_of, notes_panel
from folkmoot.proceedings.meetings.queries.page import meeting_page
from folkmoot.proceedings.meetings.queries.presiding import presiding
from folkmoot.proceedings.meetings.queries.requests import requests_seen
from folkmoot.proceedings.meetings.views.seeing import arranges, one_meeting, sight_for, title
from folkmoot.rules.telling import told_time


@open_to(EVERYONE)
def meeting(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """
    Show a meeting from its call to its notes, each as far as it is open to whoever looks.

    Under forty queries for the chair and twenty for the public, however large the meeting.
    """
    this, at = one_meeting(assembly, reference), timezone.now()
    sight = sight_for(request, assembly, at=at)
    is_arranger = arranges(request, this, sight, at=at)
    book = book_for(assembly, on=meets_on(this)) if this.closed_at else book_of(this, at=at)
    told = meeting_page(this, book, sight=sight, at=at, number=request.GET.get("page"))
    is_over = this.closed_at is not None
    checks = None
    if this.cancelled_at is None and (is_arranger or (is_over and sight.is_member)):
        checks = checklist(this, book, told.codes, at=at)
    requests = requests_seen(this, sight, is_arranger=is_arranger)
    given: dict[str, Any] = {
        "meeting": this,
        "title": title(this),
        "told": told,
        "page_obj": told.page,
        "sight": sight,
        "is_arranger": is_arranger,
        "presiding": presiding(this, None, at=at) if not is_over else None,
        "coming": coming(this, sight=sight, at=at),
        "notes": notes_panel(this, sight=sight, at=at),
        "files": files_of(this, "agenda"),
        "checks": checks,
        "requests_waiting": requests.filter(answered_at=None).count() if sight.person else 0,
        "ends": told_time(timezone.localtime(this.ends_at, zone_of(assembly)).time()),
        "may_ask": sight.is_member and this.opened_at is None and this.cancelled_at is None,
        "at": at,
    }
    return render(request, "meetings/meeting.html", given)
