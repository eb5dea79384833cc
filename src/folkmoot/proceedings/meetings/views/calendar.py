"""Meetings for calendars: files, feeds, and the secret address of one's own."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.models import Forum
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to, send_on
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.calendar_key import new_calendar_key
from folkmoot.proceedings.meetings.queries.calendar import (
    calendar_of,
    events_for,
    events_for_person,
    key_address,
    key_of,
    last_days,
    whose_key,
)
from folkmoot.proceedings.meetings.queries.meetings import (
    book_for,
    day_of,
    title_of,
)
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.proceedings.meetings.views.seeing import one_meeting, sight_for

ASKED = ("GET", "POST")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


@open_to(EVERYONE)
def meeting_file(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Give one meeting as a file; a member gets the link and number to join by."""
    meeting, at = one_meeting(assembly, reference), timezone.now()
    sight = sight_for(request, assembly, at=at)
    content = calendar_of([meeting], name=title_of(meeting), is_member=sight.is_member)
    response = _file(content, meeting.reference)
    response.headers["Cache-Control"] = "private"
    return response


@open_to(EVERYONE)
def feed(request: Request, assembly: Assembly) -> HttpResponse:
    """Give all meetings of an assembly, with nothing in them that is for members."""
    found = events_for(assembly, at=timezone.now())
    name = _("Meetings of %(assembly)s") % {"assembly": assembly.name}
    return _file(calendar_of(found, name=name, is_member=False), assembly.slug)


@open_to(EVERYONE)
def forum_feed(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Give the meetings of one forum, with nothing in them that is for members."""
    forum = get_object_or_404(Forum, assembly=assembly, slug=slug)
    found = events_for(assembly, forum=forum, at=timezone.now())
    name = _("Meetings of %(forum)s") % {"forum": forum.name}
    return _file(calendar_of(found, name=name, is_member=False), forum.slug)


@open_to(KNOWN, methods=ASKED)
def mine(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show the secret address of one's own calendar, and make a new one when asked."""
    if posted(request) is not None:
        new_calendar_key(person=request.user, at=timezone.now())
        return send_on(request, "meetings:calendar", assembly.slug)
    key = key_of(request.user)
    given = {"key": key, "secret": key_address(key) if key is not None else ""}
    return render(request, "meetings/calendar.html", given)


@open_to(EVERYONE)
def person_feed(request: Request, key: str) -> HttpResponse:
    """Give somebody's own meetings to whoever has the secret address, in all their assemblies."""
    person, at = whose_key(key), timezone.now()
    if person is None:
        raise Http404
    found = events_for_person(person, at=at)
    assemblies = {meeting.assembly_id: meeting.assembly for meeting in found}
    days = []
    for assembly in assemblies.values():
        book = book_for(assembly, on=day_of(assembly, at))
        here = [meeting for meeting in found if meeting.assembly_id == assembly.pk]
        days += last_days(here, book, at=at)
    content = calendar_of(
        found,
        name=_("My meetings"),
        is_member=False,
        members_of=_member_of(person, list(assemblies.values())),
        days=days,
    )
    response = _file(content, "meetings")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _member_of(person: Person, assemblies: list[Assembly]) -> frozenset[int]:
    """The assemblies in which somebody may see how to join. Four queries for each."""
    at = timezone.now()
    return frozenset(
        assembly.pk for assembly in assemblies if sight_of(person, assembly, at=at).is_member
    )
