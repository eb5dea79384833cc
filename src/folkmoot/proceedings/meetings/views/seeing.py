"""What whoever asks for a page may see, and whether they arrange the meeting."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import second_factor_step
from folkmoot.ground import doing
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import Crumb
from folkmoot.ground.doors import Request, SignedIn
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from folkmoot.proceedings.meetings.permits import may_arrange, require_may_arrange
from folkmoot.proceedings.meetings.queries.meetings import meetings_named, meets_on, title_of
from folkmoot.proceedings.meetings.queries.sight import Sight, sight_of


def one_meeting(assembly: Assembly, reference: str) -> Meeting:
    """Return a meeting of an assembly, or answer that there is no such page. One query."""
    return get_object_or_404(meetings_named(assembly, reference))


def one_item(meeting: Meeting, number: int) -> AgendaItem:
    """Return an item of a meeting, or answer that there is no such page. One query."""
    found = AgendaItem.objects.select_related("brought_by").filter(meeting=meeting)
    item = get_object_or_404(found, pk=number)
    item.meeting = meeting
    return item


def title(meeting: Meeting) -> str:
    """Return how a meeting is called on its pages: "Southeast Forum, 26 March 2026". No query."""
    day = date_format(meets_on(meeting), "j F Y", use_l10n=False)
    return f"{title_of(meeting)}, {day}"


def crumbs(meeting: Meeting) -> list[Crumb]:
    """Return the pages above those of a meeting, below the menu's own. No query."""
    return [(title(meeting), address(meeting))]


def address(meeting: Meeting, page: str = "meeting") -> str:
    """Return the address of a page of a meeting. No query."""
    return reverse(f"meetings:{page}", args=[meeting.assembly, meeting.reference])


def sight_for(request: Request, assembly: Assembly, *, at: datetime) -> Sight:
    """
    Return what whoever asks may see. Four queries, and none for the public.

    Who holds a post and has not shown their second factor sees what the public does.
    """
    sight = sight_of(request.user, assembly, at=at)
    if sight.is_officer and second_factor_step(request) is not None:
        return sight_of(None, assembly, at=at)
    return sight


def arranges(request: Request, meeting: Meeting, sight: Sight, *, at: datetime) -> bool:
    """Test whether whoever asks arranges a meeting, and may be shown so. Two queries at most."""
    person = sight.person
    return isinstance(person, Person) and may_arrange(person, meeting.forum, at=at)


def arranged(request: SignedIn, assembly: Assembly, reference: str) -> Meeting:
    """
    Return a meeting to somebody who arranges it.

    :raises Refusal: if they do not.
    """
    meeting = one_meeting(assembly, reference)
    require_may_arrange(request.user, meeting.forum, at=timezone.now())
    return meeting


def act(
    request: SignedIn, meeting: Meeting, *, form: Act, do: Callable[[], Any], **page: Any
) -> HttpResponse:
    """Show a form about an agenda, or do what it asks and go on to it; see `doing.act`."""
    page.setdefault("to", ("meetings:agenda", meeting.assembly.slug, meeting.reference))
    return doing.act(
        request,
        form=form,
        do=do,
        caption=title(meeting),
        crumbs=crumbs(meeting),
        back=address(meeting, "agenda"),
        **page,
    )
