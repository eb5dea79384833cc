"""The meetings of an assembly, seen together."""

from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.arranging import forums_to_arrange
from folkmoot.proceedings.meetings.queries.clauses import clause_on
from folkmoot.proceedings.meetings.queries.lists import (
    ahead_and_past,
    forums_that_met,
    listed,
    years_met,
)
from folkmoot.proceedings.meetings.queries.meetings import day_of, state_of
from folkmoot.proceedings.meetings.queries.pace import BOUND, paces
from folkmoot.proceedings.meetings.queries.timetable import (
    MONTHS,
    first_of,
    forums_on_it,
    laid_out,
    rounds,
    slots,
)
from folkmoot.proceedings.meetings.views.audiences import arranges_here

A_PAGE = 25


@open_to(EVERYONE)
def meetings(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the meetings to come and those that were, of one forum or all, in one year or all."""
    at = timezone.now()
    forums = forums_that_met(assembly)
    forum = next((one for one in forums if one.slug == request.GET.get("forum")), None)
    years = years_met(assembly)
    year = next((one for one in years if str(one) == request.GET.get("year")), None)
    found = listed(assembly, forum=forum, year=year)
    ahead, before = ahead_and_past(found, at=at)
    given: dict[str, Any] = {
        "forums": forums,
        "forum": forum,
        "years": years,
        "year": year,
        "may_arrange": arranges_here(request, assembly=assembly),
    }
    for name, rows in (("ahead", ahead), ("before", before)):
        page = Paginator(rows, A_PAGE).get_page(request.GET.get(name))
        given[name] = page
        given[f"{name}_rows"] = [(meeting, state_of(meeting, at=at)) for meeting in page]
    return render(request, "meetings/meetings.html", given)


@open_to(EVERYONE)
def timetable(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the dates of the forums side by side, the rounds, and how often each group meets."""
    at = timezone.now()
    on = day_of(assembly, at)
    is_all = request.GET.get("forums") == "all"
    since = _month(request.GET.get("from", ""), otherwise=on)
    until = first_of(since, MONTHS)
    forums = forums_on_it(assembly, on=on, is_all=is_all)
    page = Paginator(forums, A_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    # A round may begin before the first month that is shown, or end after the last.
    wide = slots(assembly, since=first_of(since, -3), until=first_of(until, 3))
    inside = [slot for slot in wide if since <= slot.on < until]
    bound = [forum for forum in forums if forum.kind in BOUND]
    own = [slot for slot in wide if slot.meeting.forum.kind in BOUND]
    given = {
        "lines": laid_out(shown, inside, since=since),
        "page_obj": page,
        "months": [first_of(since, number) for number in range(MONTHS)],
        "earlier": first_of(since, -MONTHS),
        "later": until,
        "last_month": first_of(since, MONTHS - 1),
        "is_all": is_all,
        "rounds": [
            one
            for one in rounds(bound, own, assembly, at=at)
            if one.until is None or one.until.starts_at > at
        ],
        "paces": paces(assembly, on=on),
        "timetable_clause": clause_on(assembly, "timetable", on=on),
        "mine": {forum.pk for forum in _arranged(request, assembly, at=at)},
    }
    return render(request, "meetings/timetable.html", given)


def _arranged(request: Request, assembly: Assembly, *, at: datetime) -> list[Forum]:
    """Return the forums whose meetings the person of a request may call. Two queries, or none."""
    person = request.user
    return forums_to_arrange(assembly, person, at=at) if isinstance(person, Person) else []


def _month(asked: str, *, otherwise: date) -> date:
    """Read a month out of an address: from=2026-03. The month of a day where it has none."""
    try:
        found = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return first_of(otherwise)
    # Bank holidays are known for this century; no meeting lies outside it.
    return found if 2000 <= found.year <= 2090 else first_of(otherwise)
